"""Many readers at once: what two processes of the site answer, with no page kept whole."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from http import HTTPStatus
from itertools import count

from .server import Server, serving

WORKERS = 2
READERS = 8
SECONDS = 5.0
# Milliseconds that the best of the comparable sites took for the same kind of page, uncached, on
# the same kind of machine with two workers (design, section 8).
BEST_PEER = {"home": 165, "explorer": 188, "detail": 91, "search": 84}


@dataclass(frozen=True)
class Load:
    """What readers met who asked for one page without a pause, eight at a time."""

    name: str
    a_second: float
    median: float
    slow: float
    alone: float
    failures: int


def measure(database: str, addresses: dict[str, Sequence[str]]) -> list[Load]:
    """Ask for some pages, by name, one kind after the other; milliseconds."""
    with serving(database, WORKERS) as server:
        return [_load(server, name, pages) for name, pages in addresses.items()]


def _load(server: Server, name: str, pages: Sequence[str]) -> Load:
    for page in pages[:READERS] * 2:
        server.get(page)
    alone = [_one(server, pages[number % len(pages)])[0] for number in range(15)]
    turns = count()
    began = time.monotonic()
    with ThreadPoolExecutor(READERS) as pool:
        answers = [
            answer
            for answers in pool.map(
                lambda _reader: list(_read(server, pages, turns, began + SECONDS)), range(READERS)
            )
            for answer in answers
        ]
    took = time.monotonic() - began
    times = sorted(milliseconds for milliseconds, _status in answers)
    return Load(
        name=name,
        a_second=len(times) / took,
        median=statistics.median(times),
        slow=times[int(len(times) * 0.95)],
        alone=statistics.median(alone),
        failures=sum(status != HTTPStatus.OK for _milliseconds, status in answers),
    )


def _read(
    server: Server, pages: Sequence[str], turns: Iterator[int], until: float
) -> Iterator[tuple[float, int]]:
    while time.monotonic() < until:
        yield _one(server, pages[next(turns) % len(pages)])


def _one(server: Server, page: str) -> tuple[float, int]:
    began = time.perf_counter()
    status, _body = server.get(page)
    return (time.perf_counter() - began) * 1_000, status
