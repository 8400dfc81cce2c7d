"""The site in processes of its own, served by gunicorn as in production."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parents[2]
HOST = "127.0.0.1"
START_SECONDS = 60
STOP_SECONDS = 10
NO_HEADERS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Server:
    """A running server."""

    port: int
    process: psutil.Process

    def connect(self) -> HTTPConnection:
        """Return a connection that lasts for one request."""
        return HTTPConnection(HOST, self.port, timeout=120)

    def get(self, address: str, headers: Mapping[str, str] = NO_HEADERS) -> tuple[int, bytes]:
        """Return the status and the body of an answer."""
        connection = self.connect()
        connection.request("GET", address, headers=dict(headers))
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, body

    def memory(self) -> int:
        """Return how many bytes the workers hold in memory."""
        return sum(worker.memory_info().rss for worker in self.process.children())


@contextmanager
def serving(
    database: str,
    workers: int,
    *,
    application: str = "config.wsgi",
    keep_pages: bool = False,
    length: int = 0,
) -> Iterator[Server]:
    """Serve a database for the time of the context; or another application, which has none."""
    port = free_port()
    command = [
        sys.executable, "-m", "gunicorn", application, "--bind", f"{HOST}:{port}",
        "--workers", str(workers), "--threads", "4", "--log-level", "error", "--chdir", str(ROOT),
    ]  # fmt: skip
    environment = {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "tests.bench.settings",
        "BENCH_DATABASE": database,
        "BENCH_KEEP_PAGES": "1" if keep_pages else "",
        "BENCH_BYTES": str(length),
        # As in Procfile.
        "MALLOC_ARENA_MAX": "2",
        "PYTHONPATH": str(ROOT),
    }
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        server = Server(port, psutil.Process(process.pid))
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


def free_port() -> int:
    """Return a port that nothing listens on."""
    with socket.socket() as listening:
        listening.bind((HOST, 0))
        return int(listening.getsockname()[1])


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + START_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            if server.get("/healthz")[0] == 200:
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("The site did not start.")
