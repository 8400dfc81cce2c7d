"""Pages that are kept whole: how many of them a processor answers beside a bare view.

Also how soon a publication is seen, what a process holds in memory after all of it, and how long a
server takes from its start to its first page.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus

import psutil

from .server import Server, serving

WORKERS = 2
READERS = 4
SECONDS = 4.0
# The floor is measured before and after each page: other programs come and go.
ROUNDS = 3
FLOOR, FLOOR_ADDRESS = "bare view", "/bare/"
PAGES = {"home": "/en/", "home in Arabic": "/ar/", "explorer": "/en/actions/", "join": "/en/join/"}
# Its form is filled with secrets for each reader, which a bare view has none of.
FILLED = "join"
PACKED = {"Accept-Encoding": "gzip, deflate, br"}
MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Answered:
    """What a server answered: requests a second of time, and a second of its processors."""

    name: str
    a_second: float
    a_processor_second: float
    size: int


@dataclass(frozen=True)
class Site:
    """Seconds until the first page and until a publication is seen; megabytes of a worker."""

    cold_start: float
    visible: float
    worker_megabytes: float


def measure(database: str) -> tuple[list[tuple[Answered, Answered]], Site]:
    """Return each page beside the floor of the same length; then what the site takes."""
    pairs = []
    began = time.perf_counter()
    with serving(database, WORKERS, keep_pages=True) as server:
        server.get("/en/")
        cold = time.perf_counter() - began
        for name, address in PAGES.items():
            length = _length(server, address)
            with serving("", WORKERS, application="tests.bench.bare", length=length) as floor:
                rounds = [
                    (_load(floor, FLOOR, FLOOR_ADDRESS), _load(server, name, address))
                    for _round in range(ROUNDS)
                ]
            pairs.append(max(rounds, key=lambda pair: pair[1].a_processor_second))
        visible = _seconds_until_visible(database, server)
        workers = server.process.children()
        memory = max(worker.memory_info().rss for worker in workers) / MEGABYTE
    return pairs, Site(cold, visible, memory)


def _length(server: Server, address: str) -> int:
    for _worker in range(WORKERS * 4):
        status, body = server.get(address, PACKED)
    if status != HTTPStatus.OK:
        raise RuntimeError(f"{address}: status {status}")
    return len(body)


def _load(server: Server, name: str, address: str) -> Answered:
    workers = server.process.children()
    before = sum(_processor(worker) for worker in workers)
    began = time.monotonic()
    with ThreadPoolExecutor(READERS) as pool:
        sizes = [
            size
            for sizes in pool.map(
                lambda _reader: list(_read(server, address, began + SECONDS)), range(READERS)
            )
            for size in sizes
        ]
    took = time.monotonic() - began
    processor = sum(_processor(worker) for worker in workers) - before
    return Answered(name, len(sizes) / took, len(sizes) / processor, max(sizes))


def _read(server: Server, address: str, until: float) -> Iterator[int]:
    while time.monotonic() < until:
        status, body = server.get(address, PACKED)
        if status != HTTPStatus.OK:
            raise RuntimeError(f"{address}: status {status}")
        yield len(body)


def _processor(worker: psutil.Process) -> float:
    times = worker.cpu_times()
    return float(times.user + times.system)


def _seconds_until_visible(database: str, server: Server) -> float:
    """Publish another title of an action; return the seconds until a reader sees it."""
    for _worker in range(WORKERS * 4):
        server.get("/en/actions/?sort=title")
    # As the desk does, in a process that shares the cache of the site.
    command = [sys.executable, "-m", "tests.bench.publishing"]
    environment = {**os.environ, "BENCH_DATABASE": database}
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as publishing:
        line = publishing.stdout.readline() if publishing.stdout else ""
        published, address, title = line.strip().split(" ", 2)
        while title not in server.get(address)[1].decode():
            time.sleep(0.01)
        return time.time() - float(published)
