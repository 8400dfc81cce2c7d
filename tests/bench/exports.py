"""What a download of all actions costs: memory of the process that sends it, time to begin."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http import HTTPStatus

from .server import Server, serving

FORMATS = ("csv", "xlsx", "json", "geojson")
CHUNK = 65_536
PAUSE = 0.005
MEGABYTE = 1_000_000
# An idle process has answered these, and so has what every page needs at hand.
BEFORE = ("/en/", "/en/actions/", "/en/actions/")


@dataclass(frozen=True)
class Download:
    """One download: seconds, and megabytes of the file and of memory beyond the idle process."""

    format: str
    status: int
    first_byte: float = 0
    whole: float = 0
    size: float = 0
    memory: float = 0


def measure(database: str) -> list[Download]:
    """Download every format, each from a process that has sent none yet."""
    downloads = []
    for name in FORMATS:
        with serving(database, workers=1) as server:
            for address in BEFORE:
                server.get(address)
            downloads.append(_download(server, name))
    return downloads


def _download(server: Server, name: str) -> Download:
    connection = server.connect()
    with _watched(server) as peak:
        began = time.perf_counter()
        connection.request("GET", f"/en/actions/export.{name}")
        response = connection.getresponse()
        size = len(response.read(1))
        first_byte = time.perf_counter() - began
        while chunk := response.read(CHUNK):
            size += len(chunk)
        whole = time.perf_counter() - began
    if response.status != HTTPStatus.OK:
        return Download(name, response.status)
    return Download(name, response.status, first_byte, whole, size / MEGABYTE, peak.beyond_idle)


class _Peak:
    """The most memory that was seen, in megabytes beyond what there was at first."""

    def __init__(self, idle: int) -> None:
        self.idle = self.most = idle

    @property
    def beyond_idle(self) -> float:
        return (self.most - self.idle) / MEGABYTE


@contextmanager
def _watched(server: Server) -> Iterator[_Peak]:
    """Look at the memory of the server's processes many times a second."""
    peak = _Peak(server.memory())
    done = threading.Event()

    def look() -> None:
        while not done.wait(PAUSE):
            peak.most = max(peak.most, server.memory())

    watcher = threading.Thread(target=look)
    watcher.start()
    try:
        yield peak
    finally:
        done.set()
        watcher.join()
