"""A Redis or Valkey server of one's own, to be stopped or frozen as a test likes."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
from pathlib import Path

import pytest

from tests.bench.server import HOST, free_port

NAMES = ("valkey-server", "redis-server")
START_SECONDS = 20


class Redis:
    """A server that keeps its content on a disk: what it knew before a fault it knows after it."""

    def __init__(self, folder: Path) -> None:
        self.program = _program()
        self.folder = folder
        self.port = free_port()
        self.start()

    @property
    def url(self) -> str:
        """Where it is, as the site's settings have it."""
        return f"redis://{HOST}:{self.port}/0"

    def start(self) -> None:
        """Start it and wait until it answers."""
        self.process = subprocess.Popen(
            [
                self.program, "--port", str(self.port), "--bind", HOST, "--dir", str(self.folder),
                "--save", "3600 1", "--daemonize", "no", "--logfile", str(self.folder / "log"),
            ]
        )  # fmt: skip
        until = time.monotonic() + START_SECONDS
        while time.monotonic() < until:
            try:
                with socket.create_connection((HOST, self.port), 1) as asking:
                    asking.sendall(b"PING\r\n")
                    if asking.recv(16).startswith(b"+PONG"):
                        return
            except OSError:
                pass
            time.sleep(0.05)
        raise RuntimeError("The cache did not start.")

    def stop(self) -> None:
        """Stop it; what it holds goes to the disk."""
        self.process.terminate()
        self.process.wait(START_SECONDS)

    def freeze(self) -> None:
        """Let it accept connections and never answer."""
        os.kill(self.process.pid, signal.SIGSTOP)

    def thaw(self) -> None:
        """Let it go on where it was."""
        os.kill(self.process.pid, signal.SIGCONT)


def _program() -> str:
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path:
        return path
    reason = "There is no Redis or Valkey server: install redis-server."
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)
