"""Times pages in one database: all that the server does for a request, without a network.

``BENCH_DATABASE=… python -m tests.bench.pages`` prints what it has measured as JSON. Each size has
a process of its own, so that nothing that one remembers helps the other.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.test import Client

    from .visits import Visit

WARM_UPS = 2
COUNTED = 3
ROUNDS = 25
# Right after a publication much is made anew; that takes longer and varies less.
NEW_ROUNDS = 5


@dataclass
class Measured:
    """What the visits to one page took."""

    visit: Visit
    client: Client
    addresses: Iterator[str]
    status: int = 0
    size: int = 0
    seconds: list[float] = field(default_factory=list)
    queries: set[int] = field(default_factory=set)

    def get(self) -> None:
        """Make one visit."""
        from home.caches import purge

        if self.visit.as_new:
            purge()
        address = next(self.addresses)
        began = time.perf_counter()
        response = self.client.get(address)
        size = len(b"".join(response) if response.streaming else response.content)
        self.seconds.append(time.perf_counter() - began)
        self.status, self.size = response.status_code, size

    def warm_up(self) -> None:
        """Visit without measuring; see whether there is such a page."""
        few = self.visit.as_new or self.visit.fresh
        for _ in range(WARM_UPS if few else max(WARM_UPS, len(self.visit.addresses))):
            self.get()
            if self.status != HTTPStatus.OK:
                break
        self.seconds.clear()

    def count(self) -> None:
        """Visit to count the queries, which takes time of its own."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        for _ in range(COUNTED):
            with CaptureQueriesContext(connection) as captured:
                self.get()
            self.queries.add(len(captured))
        self.seconds.clear()

    def summary(self) -> dict[str, Any]:
        """Return what is reported: the median in milliseconds; nothing of a page that fails."""
        if not self.seconds:
            return {"status": self.status}
        return {
            "status": self.status,
            "ms": statistics.median(self.seconds) * 1_000,
            "queries": sorted(self.queries),
            "kilobytes": self.size / 1_000,
        }


def measure() -> dict[str, Any]:
    """Return what was measured of every page, by its name."""
    from django.test import Client

    from tests.factories.home import superuser

    from .visits import visits

    # An error is a status to report, not the end of the run.
    reader, editor = (Client(raise_request_exception=False) for _ in range(2))
    editor.force_login(superuser())
    pages = [
        Measured(visit, editor if visit.editor else reader, visit.in_turn()) for visit in visits()
    ]
    # Publications come last, because they empty what the others find remembered.
    for as_new, rounds in ((False, ROUNDS), (True, NEW_ROUNDS)):
        run([page for page in pages if page.visit.as_new == as_new], rounds)
    return {page.visit.name: page.summary() for page in pages}


def run(pages: list[Measured], rounds: int) -> None:
    """Visit pages in turn, so that a busy moment of the machine touches all alike."""
    for page in pages:
        page.warm_up()
    answering = [page for page in pages if page.status == HTTPStatus.OK]
    for page in answering:
        page.count()
    gc.collect()
    for _ in range(rounds):
        for page in answering:
            page.get()


def main() -> None:
    """Print the measurements of the database that the environment names."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    json.dump(measure(), sys.stdout)


if __name__ == "__main__":
    main()
