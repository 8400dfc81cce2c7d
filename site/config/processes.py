"""The processes of ``make run``: the one that serves, and the worker and the clock beside it."""

from __future__ import annotations

import fcntl
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import psutil

ROOT = Path(__file__).resolve().parents[2]
GRACE_SECONDS = 3
# They start while the first page is asked for; readers come first.
NICENESS = 5


class Told(KeyboardInterrupt):
    """This process alone was told to stop, unlike by Ctrl-C, which reaches its children too."""


def stop_on_signals() -> None:
    """End this process by way of its ``finally`` clauses when it is told to stop."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)
    # A child begins with Ctrl-C ignored.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def _interrupt(number: int, frame: FrameType | None) -> NoReturn:
    raise Told


@contextmanager
def exclusive(path: Path, notice: str) -> Iterator[None]:
    """Let one process at a time go on; the others say ``notice`` and wait."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.stderr.write(f"{notice}\n")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def beside(*commands: list[str]) -> Iterator[None]:
    """Run management commands in processes of their own, for as long as this one serves."""
    # While they load they leave Ctrl-C to this process, or they would answer it with a traceback.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    children = [
        subprocess.Popen([sys.executable, "-u", "manage.py", *command], cwd=ROOT)  # noqa: S603
        for command in commands
    ]
    signal.signal(signal.SIGINT, before)
    for child in children:
        psutil.Process(child.pid).nice(NICENESS)
    stopping = threading.Event()
    for child, command in zip(children, commands, strict=True):
        threading.Thread(target=_watch, args=(child, command[0], stopping), daemon=True).start()
    patience = GRACE_SECONDS
    try:
        yield
    except Told:
        patience = 0
        raise
    finally:
        stopping.set()
        for child in children:
            _stop(child, patience)


def _watch(child: subprocess.Popen[bytes], name: str, stopping: threading.Event) -> None:
    status = child.wait()
    # On Ctrl-C it may end before this process has heard of it.
    if not stopping.wait(1):
        sys.stderr.write(
            f"{name} has ended by itself (status {status}). Stop the site, run again.\n"
        )


def _stop(child: subprocess.Popen[bytes], patience: float) -> None:
    """Wait for a child to finish its work, then tell it to stop, then end it."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        try:
            child.wait(patience)
        except subprocess.TimeoutExpired:
            child.send_signal(number)
            patience = GRACE_SECONDS
    child.wait()
