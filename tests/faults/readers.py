"""Readers who go on reading whatever happens, and how each of them fared."""

from __future__ import annotations

import itertools
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from http.client import HTTPException

from tests.faults.beside import Beside
from tests.faults.site import Web

# Readers think between two pages; the machine is busy enough with the faults.
PAUSE = 0.1


@dataclass(frozen=True)
class Visit:
    """One page that was asked for. The status is 0 if nothing came back."""

    path: str
    status: int
    seconds: float


class Readers(Beside):
    """Some readers, for the time of a context."""

    def __init__(self, webs: Sequence[Web], paths: Sequence[str], at_once: int = 4) -> None:
        super().__init__()
        self.visits: list[Visit] = []
        self.threads = [
            threading.Thread(target=self._read, args=(webs[number % len(webs)], paths))
            for number in range(at_once)
        ]

    def _read(self, web: Web, paths: Sequence[str]) -> None:
        # An address that nobody has asked for is in no cache.
        for number in itertools.count():
            path = paths[number % len(paths)].replace("*", f"{id(self)}-{number}")
            began = time.monotonic()
            try:
                status = web.request("GET", path)[0]
            except (OSError, HTTPException):
                status = 0
            self.visits.append(Visit(path, status, time.monotonic() - began))
            if self.done.wait(PAUSE):
                return

    @property
    def statuses(self) -> Counter[int]:
        """How often each answer came."""
        return Counter(visit.status for visit in self.visits)

    @property
    def slowest(self) -> float:
        """How many seconds the slowest answer took."""
        return max(visit.seconds for visit in self.visits)
