"""Everything between a virtual environment and a served site: what ``make run`` does."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psutil
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.core.servers.basehttp import run as serve
from django.core.wsgi import get_wsgi_application

from config.catalogues import compile_catalogues
from config.environment import SettingsError
from config.migrating import migrate
from config.ports import HOST, PortError, usable_port
from config.processes import beside, exclusive, stop_on_signals
from config.settings.base import VAR
from home.first_user import USER_NAME, ensure_first_user

WAITING = "Another `make run` is setting the site up; waiting for it to finish."


class Command(BaseCommand):
    """Bring database and content up to date, then serve the site with its worker and clock."""

    help = __doc__
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", default="8000")

    def handle(self, *args: Any, **options: Any) -> None:
        stop_on_signals()
        began = psutil.Process().create_time()
        port = self.check_port(options["port"])
        self.report("Starting Python and PostgreSQL", time.time() - began)
        with exclusive(VAR / "run.lock", WAITING):
            self.stage("Compiling the translations", self.compile)
            self.stage("Preparing the database", migrate)
            self.stage("Loading the reference content", self.seed)
            password = self.stage("Preparing the desk", ensure_first_user)
        # While this one waited, the other may have begun to serve.
        self.check_port(str(port))
        self.serve(port, password)

    def check_port(self, value: str) -> int:
        """Return the port, or end with a message that needs no traceback."""
        try:
            return usable_port(value)
        except PortError as error:
            raise SettingsError(str(error)) from error

    def stage(self, name: str, work: Callable[[], Any]) -> Any:
        """Do one stage, and print its name while it runs and its seconds when it is done."""
        self.stdout.write(f"  {name:<34}", ending="")
        self.stdout.flush()
        began = time.monotonic()
        result = work()
        self.stdout.write(f"{time.monotonic() - began:6.1f} s")
        return result

    def report(self, name: str, seconds: float) -> None:
        """Print a stage that is over."""
        self.stdout.write(f"  {name:<34}{seconds:6.1f} s")

    def compile(self) -> None:
        """Compile the catalogues that have changed."""
        compile_catalogues([Path(path) for path in settings.LOCALE_PATHS])

    def seed(self) -> None:
        """Load the reference content and index it."""
        call_command("seed", verbosity=0)

    def announce(self, port: int, password: str) -> None:
        """Print the addresses, from when on they answer."""
        address = f"http://{HOST}:{port}"
        self.stdout.write(
            f"\n  Site   {address}/"
            f"\n  Desk   {address}/{settings.ADMIN_PATH}   user {USER_NAME}, {password}"
            "\n  Stop   Ctrl-C\n\n"
        )
        self.stdout.flush()

    def serve(self, port: int, password: str) -> None:
        """Serve from this process, which has everything loaded, until Ctrl-C."""
        application = get_wsgi_application()
        try:
            with beside(["db_worker", "--no-reload"], ["run_schedule"]):
                serve(
                    HOST,
                    port,
                    application,
                    threading=True,
                    on_bind=lambda _port: self.announce(port, password),
                )
        except KeyboardInterrupt:
            self.stdout.write("\n  Stopped.")
