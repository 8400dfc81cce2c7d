"""Whether a server that the site needs answers, as this process last saw it.

The first who finds that it does not says so to the whole process: for some seconds nobody waits for
it again, then one request tries.
"""

from __future__ import annotations

import logging
import time
from threading import Lock

from django.dispatch import Signal

logger = logging.getLogger(__name__)

# Sent with ``server``, the shared cache itself, before anybody else asks it again.
cache_returned = Signal()

# Seconds from one failure to the next attempt.
PAUSE = 2.0


class Health:
    """What the threads of this process know of one server."""

    def __init__(self, name: str, longest_attempt: float) -> None:
        self.name = name
        self.is_well = True
        self._longest_attempt = longest_attempt
        self._try_at = 0.0
        self._lock = Lock()

    def note_failure(self, error: Exception) -> None:
        """Let nobody wait for the server until the pause is over."""
        with self._lock:
            was_well, self.is_well = self.is_well, False
            self._try_at = time.monotonic() + PAUSE
        if was_well:
            logger.warning("%s does not answer: %s", self.name, type(error).__name__)

    def note_return(self) -> None:
        """Let everybody ask it again."""
        with self._lock:
            was_well, self.is_well = self.is_well, True
        if not was_well:
            logger.warning("%s answers again", self.name)

    def is_time_to_try(self) -> bool:
        """Say so to one of those who ask; the others need not wait for the outcome."""
        with self._lock:
            now = time.monotonic()
            if now < self._try_at:
                return False
            self._try_at = now + PAUSE + self._longest_attempt
            return True
