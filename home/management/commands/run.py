"""Everything between a bare checkout and a served site."""

from __future__ import annotations

import os
import secrets
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser

from config.catalogues import compile_catalogues
from config.migrating import migrate
from config.settings.base import ROOT, VAR

USER_NAME = "admin"
PASSWORD_FILE = VAR / "admin-password"


class Command(BaseCommand):
    """Bring database and content up to date, then serve the site with its worker and clock."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        """Take the port."""
        parser.add_argument("--port", default="8000")

    def handle(self, *args: Any, **options: Any) -> None:
        """Prepare, stage by stage, then hand over to the process manager."""
        port = free_port(options["port"])
        self.stage("Compiling the translations", self.compile)
        self.stage("Preparing the database", migrate)
        self.stage("Loading the reference content", self.seed)
        self.create_user()
        self.stdout.write(
            f"\n  Site   http://127.0.0.1:{port}/\n"
            f"  Desk   http://127.0.0.1:{port}/admin/   user {USER_NAME}, "
            f"password in {PASSWORD_FILE.relative_to(ROOT)}: {read_password()}\n"
            "  Stop   Ctrl-C\n"
        )
        self.stdout.flush()
        honcho = str(Path(sys.executable).with_name("honcho"))
        arguments = [honcho, "start", "--procfile", str(ROOT / "Procfile.dev"), "--port", str(port)]
        os.chdir(ROOT)
        os.execve(honcho, arguments, {**os.environ, "PORT": str(port)})  # noqa: S606 - our own file

    def stage(self, name: str, work: Callable[[], Any]) -> None:
        """Do one stage and print how long it took."""
        self.stdout.write(f"  {name:<34}", ending="")
        self.stdout.flush()
        began = time.monotonic()
        work()
        self.stdout.write(f"{time.monotonic() - began:4.0f} s")

    def compile(self) -> None:
        """Compile the catalogues that have changed."""
        compile_catalogues([Path(path) for path in settings.LOCALE_PATHS])

    def seed(self) -> None:
        """Load the reference content; on a terminal with a progress bar."""
        if sys.stderr.isatty():
            self.stdout.write("")
        call_command("seed", verbosity=1 if sys.stderr.isatty() else 0)

    def create_user(self) -> None:
        """Create the first user of the desk, with a generated password kept in a private file."""
        users = get_user_model()._default_manager
        if users.filter(is_superuser=True).exists():
            return
        password = secrets.token_urlsafe(12)
        descriptor = os.open(PASSWORD_FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(f"{password}\n")
        users.create_superuser(USER_NAME, f"{USER_NAME}@localhost", password)


def free_port(value: str) -> int:
    """Return the port as a number, or stop with a message if nothing can listen there."""
    try:
        port = int(value)
        if not 1 <= port <= 65535:
            raise ValueError
    except ValueError:
        raise CommandError(f"{value} is no port: choose a number from 1 to 65535.") from None
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as error:
            raise CommandError(
                f"Port {port} can't be used ({error.strerror}); another program may be serving "
                f"there, perhaps this site. Stop it, or choose another port: "
                f"make run PORT={port + 1 if port < 65535 else 8000}"
            ) from None
    return port


def read_password() -> str:
    """Return the generated password, or say that somebody chose another user."""
    try:
        return PASSWORD_FILE.read_text().strip()
    except OSError:
        return "(not kept here)"
