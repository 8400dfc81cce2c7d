"""Readers and officers who come when they like, however long the site takes to answer.

Arrivals are an open model: their times are drawn beforehand (a Poisson process), and what a reader
waits counts from the time of arrival, so that a site that stalls is not asked less.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPException
from random import Random

from .addresses import Addresses
from .installation import Installation
from .officers import Officer

# Nobody waits for a free thread, short of a site that does not answer at all.
AT_ONCE = 200
REDIRECTS = 3
GOOD = 200
# Of those who come, those who send the form.
SIGNING_UP = 0.02


@dataclass(frozen=True)
class Answered:
    """What somebody has asked for, the seconds until it was there, and what was wrong with it."""

    kind: str
    seconds: float
    problem: str = ""


@dataclass
class Traffic:
    """Everybody who comes within some seconds, so many a second on average."""

    site: Installation
    addresses: Addresses
    random: Random
    a_second: float
    seconds: float
    answers: list[Answered] = field(default_factory=list)
    officers: list[Officer] = field(default_factory=list)

    def run(self) -> None:
        """Let everybody come; return when the last one has been answered."""
        began = time.perf_counter()
        with ThreadPoolExecutor(AT_ONCE) as pool:
            for after in self._arrivals():
                time.sleep(max(0, began + after - time.perf_counter()))
                pool.submit(self._visit(), began + after)

    def _arrivals(self) -> Iterator[float]:
        after = self.random.expovariate(self.a_second)
        while after < self.seconds:
            yield after
            after += self.random.expovariate(self.a_second)

    def _visit(self) -> Callable[[float], None]:
        """Decide who comes now and what for."""
        if self.random.random() < SIGNING_UP:
            officer = Officer(len(self.officers), self.addresses.language(), self.random)
            self.officers.append(officer)
            return lambda arrived: self._sign_up(officer, arrived)
        kind, address = self.addresses.draw()
        network = f"198.18.{self.random.randrange(256)}.{self.random.randrange(1, 255)}"
        return lambda arrived: self._read(kind, address, network, arrived)

    def _read(self, kind: str, address: str, network: str, arrived: float) -> None:
        headers = {"Accept-Encoding": "gzip, br", "X-Forwarded-For": network}
        problem = ""
        try:
            for _step in range(REDIRECTS):
                status, found, _body = self.site.request("GET", address, headers=headers)
                if status not in {301, 302}:
                    break
                address = found["Location"]
            if status != GOOD:
                problem = f"{address}: status {status}"
        except (OSError, HTTPException) as error:
            problem = f"{address}: {error!r}"
        self.answers.append(Answered(kind, time.perf_counter() - arrived, problem))

    def _sign_up(self, officer: Officer, arrived: float) -> None:
        try:
            for kind, began in officer.steps(self.site, arrived):
                self.answers.append(Answered(kind, time.perf_counter() - began))
        except (OSError, HTTPException, ValueError) as error:
            self.answers.append(
                Answered("sign-up", time.perf_counter() - arrived, f"{officer.name}: {error!r}")
            )
