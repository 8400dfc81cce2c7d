"""The numbers of the content: the times of the last publications in nanoseconds, by subject.

Processes read them from the shared cache. The database has them too, and is asked while the cache
is away, when the cache has come back, and every ten seconds: so a publication that the cache was
not told of, or has lost, is seen all the same.
"""

from __future__ import annotations

import logging
import time
from typing import Any

from django.core.cache import cache
from django.db import Error

from home.models import ContentNumber
from home.models.content_number import Numbers
from home.subjects import Subject

logger = logging.getLogger(__name__)

KEYS = {
    Subject.ANYTHING: "content-generation",
    Subject.ACTION: "content-generation-actions",
    Subject.STORY: "content-generation-stories",
    Subject.TRANSLATION_STATE: "content-generation-translation-states",
}
# There while the numbers in the cache were compared with those in the database a moment ago.
COMPARED = "content-generation-compared"
COMPARE_EVERY = 10
# The same while the database could not be asked.
ASK_AGAIN_AFTER = 2

# What this process has seen last: it never goes back to an older state.
_seen: Numbers = dict.fromkeys(Subject, 1)


def numbers() -> Numbers:
    """Return the numbers as they are now. None is ever used twice."""
    kept = cache.get_many([*KEYS.values(), COMPARED])
    found = {subject: kept[key] for subject, key in KEYS.items() if key in kept}
    if not _can_be_away():
        return found if len(found) == len(KEYS) else _begin(found)
    if _is_away():
        _see(_stored() or {})
    elif len(found) < len(KEYS):
        _see(_begin(found))
    elif COMPARED not in kept or any(found[subject] < _seen[subject] for subject in Subject):
        _compare(found)
    else:
        _see(found)
    return dict(_seen)


def raise_number(subject: Subject = Subject.ANYTHING) -> None:
    """Make old whatever carries an older number and may depend on a subject."""
    if not _can_be_away():
        cache.set(KEYS[subject], time.time_ns(), None)
        return
    beyond = max(_seen.values())
    try:
        raised = ContentNumber.objects.raise_it(subject, beyond)
    except Error:
        logger.exception("The database was not told of a publication")
        raised = max(time.time_ns(), beyond + 1)
    _see({subject: raised})
    cache.set(KEYS[subject], raised, None)


def doubt(*, server: Any, **_kwargs: Any) -> None:
    """Let the numbers in a cache that has come back be compared before they are believed."""
    server.delete(COMPARED)


def _see(found: Numbers) -> None:
    for subject, number in found.items():
        _seen[subject] = max(_seen[subject], number)


def _begin(found: Numbers) -> Numbers:
    """Give a number to whatever has none in the cache; another process may do so first."""
    missing = [subject for subject in Subject if subject not in found]
    begun = {
        subject: int(cache.get_or_set(KEYS[subject], time.time_ns, None) or 1)
        for subject in missing
    }
    return {**found, **begun}


def _can_be_away() -> bool:
    """Say whether the cache is on the network. One on this machine misses nothing."""
    return hasattr(cache, "is_away")


def _is_away() -> bool:
    return bool(getattr(cache, "is_away", False))


def _compare(kept: Numbers) -> None:
    stored = _stored()
    _see(kept)
    _see(stored or {})
    behind = {
        KEYS[subject]: _seen[subject] for subject in Subject if _seen[subject] > kept[subject]
    }
    if behind:
        cache.set_many(behind, None)
    cache.set(COMPARED, 1, ASK_AGAIN_AFTER if stored is None else COMPARE_EVERY)


def _stored() -> Numbers | None:
    """Return the numbers in the database; None if that is away, too."""
    try:
        return ContentNumber.objects.newest()
    except Error:
        return None
