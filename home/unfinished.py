"""Tasks whose worker was killed: begun again, so that none is lost or done twice at a time.

A worker holds a lock of PostgreSQL while it is at a task. A task that is said to be running while
nobody holds its lock was interrupted. Every task of this site can be done again: those that send
look at what has been sent, those that renew bring about the same state.
"""

from __future__ import annotations

import logging
import uuid
import zlib
from datetime import timedelta
from typing import Any

from django.utils import timezone
from django_tasks.signals import task_finished, task_started
from django_tasks_db.backend import TaskResult
from django_tasks_db.models import DBTaskResult

from home import locks

logger = logging.getLogger(__name__)

# Any number, the same for all: with that of the task it names a lock.
LOCKS = 820_122
# Between the claim of a task and its lock there is a moment.
GRACE = timedelta(seconds=30)
# A task that ends its worker each time is given up.
MOST_BEGINNINGS = 3


class GivenUpError(Exception):
    """The worker has ended in the middle of a task, as often as may be."""


def resume() -> int:
    """Put interrupted tasks back into the queue; return how many."""
    running = DBTaskResult.objects.running().filter(started_at__lt=timezone.now() - GRACE)
    return sum(_resume(task) for task in running)


def _resume(task: DBTaskResult[Any, Any]) -> bool:
    with locks.held(LOCKS, _number(task.pk)) as is_free:
        if not is_free:
            return False
        if len(task.worker_ids) >= MOST_BEGINNINGS:
            logger.error("%s has ended its worker %d times", task.task_path, MOST_BEGINNINGS)
            task.set_failed(GivenUpError())
            return False
        still_so = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
        return bool(still_so.update(status="READY", started_at=None))


def _begun(task_result: Any, **_kwargs: Any) -> None:
    if isinstance(task_result, TaskResult):
        locks.take(LOCKS, _number(uuid.UUID(task_result.id)))


def _ended(task_result: Any, **_kwargs: Any) -> None:
    if isinstance(task_result, TaskResult):
        locks.give_back(LOCKS, _number(uuid.UUID(task_result.id)))


def _number(key: uuid.UUID) -> int:
    """Return the number of a task's lock, which PostgreSQL takes as a signed one of 32 bits."""
    return zlib.crc32(key.bytes) - 2**31


def connect_signals() -> None:
    """Follow what the worker does."""
    task_started.connect(_begun, dispatch_uid="task_begun")
    task_finished.connect(_ended, dispatch_uid="task_ended")
