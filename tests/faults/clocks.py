"""A process whose clock is wrong by some hours, from before it knows of any model."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.utils import timezone

VARIABLE = "FAULTS_HOURS_AHEAD"


def set_ahead(hours: float) -> None:
    """Change what the process takes for the time; how much of it has passed stays known."""
    ahead = timedelta(hours=hours)
    seconds, nanoseconds, now = time.time, time.time_ns, timezone.now

    def wrong_now() -> datetime:
        return now() + ahead

    time.time = lambda: seconds() + ahead.total_seconds()
    time.time_ns = lambda: nanoseconds() + int(ahead.total_seconds()) * 1_000_000_000
    timezone.now = wrong_now
