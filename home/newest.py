"""The number of the content: the time of the last publication in nanoseconds.

Processes read it from the shared cache. The database has it too, and is asked while the cache is
away, when the cache has come back, and every ten seconds: so a publication that the cache was not
told of, or has lost, is seen all the same.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.cache import cache
from django.db import Error

from home.models import ContentNumber

logger = logging.getLogger(__name__)

KEY = "content-generation"
# There while the number in the cache was compared with that in the database a moment ago.
COMPARED = "content-generation-compared"
COMPARE_EVERY = 10
# The same while the database could not be asked.
ASK_AGAIN_AFTER = 2

# What this process has seen last: it never goes back to an older state.
_seen = 1


def number() -> int:
    """Return the number as it is now. No number is ever used twice."""
    global _seen
    if not _can_be_away():
        return int(cache.get_or_set(KEY, time.time_ns, None) or 1)
    kept = cache.get_many([KEY, COMPARED])
    if _is_away():
        _seen = max(_stored() or 0, _seen)
    elif KEY not in kept:
        _seen = cache.get_or_set(KEY, time.time_ns, None) or _seen
    elif COMPARED not in kept or kept[KEY] < _seen:
        _compare(kept[KEY])
    else:
        _seen = kept[KEY]
    return _seen


def raise_number() -> None:
    """Make whatever carries an older number old."""
    global _seen
    if not _can_be_away():
        cache.set(KEY, time.time_ns(), None)
        return
    try:
        _seen = ContentNumber.objects.raise_it(_seen)
    except Error:
        logger.exception("The database was not told of a publication")
        _seen = max(time.time_ns(), _seen + 1)
    cache.set(KEY, _seen, None)


def doubt(*, server: Any, **_kwargs: Any) -> None:
    """Let the number in a cache that has come back be compared before it is believed."""
    server.delete(COMPARED)


def _can_be_away() -> bool:
    """Say whether the cache is on the network. One on this machine misses nothing."""
    return hasattr(cache, "is_away")


def _is_away() -> bool:
    return bool(getattr(cache, "is_away", False))


def _compare(kept: int) -> None:
    global _seen
    stored = _stored()
    _seen = max(stored or 0, kept, _seen)
    if _seen > kept:
        cache.set(KEY, _seen, None)
    cache.set(COMPARED, 1, ASK_AGAIN_AFTER if stored is None else COMPARE_EVERY)


def _stored() -> int | None:
    """Return the number in the database; None if that is away, too."""
    try:
        return ContentNumber.objects.newest()
    except Error:
        return None
