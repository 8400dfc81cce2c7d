"""Figures of requests in the form that Prometheus reads. Nothing is counted while they are off."""

from __future__ import annotations

import functools
import os
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings

if TYPE_CHECKING:
    from prometheus_client import CollectorRegistry, Counter, Histogram

METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)


class Figures(NamedTuple):
    """What is counted of each request."""

    requests: Counter
    seconds: Histogram
    kept: Counter


@functools.cache
def figures() -> Figures:
    """Make the counters once a process; gunicorn has said before where processes share them."""
    from prometheus_client import Counter, Histogram

    return Figures(
        Counter("site_requests", "Requests answered", ["route", "method", "status"]),
        Histogram("site_request_seconds", "Time to answer", ["route"], buckets=SECONDS),
        Counter("site_kept_pages", "Pages for readers by where they came from", ["kept"]),
    )


def count(route: str, method: str, status: int, seconds: float) -> None:
    """Count a request."""
    if not settings.METRICS_TOKEN:
        return
    for counter in _counters(route, method if method in METHODS else "other", status):
        counter.inc()
    _timer(route).observe(seconds)


@functools.lru_cache(maxsize=4096)
def _counters(route: str, method: str, status: int) -> list[Counter]:
    """Return the counters that one more request of this kind makes higher."""
    known = figures()
    counters = [known.requests.labels(route, method, str(status))]
    if route in {"kept", "wagtail_serve"}:
        counters.append(known.kept.labels("yes" if route == "kept" else "no"))
    return counters


@functools.lru_cache(maxsize=1024)
def _timer(route: str) -> Histogram:
    return figures().seconds.labels(route)


def registry() -> CollectorRegistry:
    """Return the figures of all processes of this machine."""
    from prometheus_client import REGISTRY, CollectorRegistry, multiprocess

    figures()
    if "PROMETHEUS_MULTIPROC_DIR" not in os.environ:
        return REGISTRY
    all_processes = CollectorRegistry()
    multiprocess.MultiProcessCollector(all_processes)
    return all_processes
