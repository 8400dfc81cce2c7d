"""Signs of life of the clock and the worker, which nobody asks directly."""

from __future__ import annotations

import time

from django.core.cache import cache
from django_tasks import task
from django_tasks_db.models import DBTaskResult

CLOCK, WORKER = "clock", "worker"
EVERY = 5 * 60
# Two are missed before anybody is told.
LATEST = 3 * EVERY
LIFETIME = 24 * 60 * 60


def beat(who: str) -> None:
    """Note that a process lives."""
    cache.set(f"heartbeat:{who}", time.time(), LIFETIME)


def age(who: str) -> float | None:
    """Return for how many seconds nothing was heard; None if nothing ever was."""
    last = cache.get(f"heartbeat:{who}")
    return None if last is None else max(0.0, time.time() - last)


def is_alive(who: str) -> bool:
    """Say whether a process has been heard of lately."""
    seconds = age(who)
    return seconds is not None and seconds < LATEST


def beat_all() -> None:
    """Note that the clock lives, and let the worker do the same when it gets to it."""
    beat(CLOCK)
    answer.enqueue()


@task()
def answer() -> None:
    """Note that the worker lives and gets to what waits."""
    beat(WORKER)
    # Nobody needs to know that earlier ones succeeded.
    path = answer.module_path
    DBTaskResult.objects.filter(task_path=path, status="SUCCESSFUL").delete()
