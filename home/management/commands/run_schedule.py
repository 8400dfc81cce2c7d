"""The clock: work that is due at a time rather than on an event."""

from __future__ import annotations

import logging
import time
from typing import Any, NamedTuple

from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import close_old_connections, connection

from config.processes import stop_on_signals
from home.observing.heartbeats import EVERY
from home.unavailable import AWAY

logger = logging.getLogger(__name__)

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
# Any number, the same for all: of several clocks, one works at a time.
LOCK = 820_118


class Job(NamedTuple):
    """A management command, the seconds from one run of it to the next, and its arguments."""

    command: str
    interval: int
    arguments: tuple[str, ...] = ()


JOBS = (
    Job("heartbeat", EVERY),
    Job("publish_scheduled", MINUTE),
    Job("resume_tasks", MINUTE),
    Job("send_messages", MINUTE),
    Job("send_notices", MINUTE),
    Job("rebuild_translation_states", DAY),
    Job("erase_contacts", DAY),
    Job("empty_bin", DAY),
    Job("ask_for_progress", DAY, ("--scheduled",)),
    Job("check_external_links", HOUR, ("--scheduled",)),
    Job("clearsessions", DAY),
    Job("prune_db_task_results", DAY),
    Job("searchpromotions_garbage_collect", DAY),
)


class Command(BaseCommand):
    """Publish what is scheduled every minute, and tidy up every day, until stopped."""

    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        stop_on_signals()
        due = dict.fromkeys(JOBS, 0.0)
        try:
            while True:
                now = time.monotonic()
                for job in JOBS:
                    if due[job] <= now:
                        due[job] = now + (job.interval if run_alone(job) else MINUTE)
                time.sleep(MINUTE)
        except KeyboardInterrupt:
            self.stdout.write("The clock has stopped.")


def run_alone(job: Job) -> bool:
    """Run a job unless another clock is at work; go on after a failure, the next may succeed.

    Say whether it had its turn, which it had not if the database was away.
    """
    close_old_connections()
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [LOCK])
            if not cursor.fetchone()[0]:
                return True
            try:
                call_command(job.command, *job.arguments, verbosity=0)
            finally:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    except AWAY as error:
        logger.warning("%s waits for the database: %s", job.command, type(error).__name__)
        return False
    except Exception:
        logger.exception("%s has failed; it runs again in %d s", job.command, job.interval)
    return True
