"""Small caches of what every page needs, emptied whenever something is published.

Values carry a generation number: raising it makes every older one old at once, in every process
that shares the cache; each is then replaced where it stands, so that the cache does not grow with
every publication. A value that can't depend on what is published every day says so by
``apart_from`` (see ``home.subjects``) and outlives it. Keys carry the release, so that a new
version of the code never reads what an older one has kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache as cached
from functools import partial
from pathlib import Path
from typing import Any, TypeVar, cast

from asgiref.local import Local
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.documents.models import AbstractDocument
from wagtail.images.models import AbstractImage
from wagtail.models import Locale, Page, PageViewRestriction, Site, TranslatableMixin
from wagtail.signals import page_published, page_unpublished, post_page_move, published, unpublished

from home import newest
from home.health import cache_returned
from home.page_cache.cdn import take_out
from home.subjects import Subject, subject_of

Key = TypeVar("Key")
Value = TypeVar("Value")

LIFETIME = 60 * 60
ROOT = Path(__file__).resolve().parents[1]
# What the kept values are made of: classes, and words of the interface.
RELEASE_FILES = ("home/**/*.py", "actions/**/*.py", "blog/**/*.py", "locale/**/*.mo")

# Records that pages for readers are made of, or that say who may read them.
SHOWN = (TranslatableMixin, Site, Locale, AbstractImage, AbstractDocument, PageViewRestriction)
# What is written on a record when only a draft of it is saved.
DRAFT_FIELDS = frozenset({"latest_revision", "has_unpublished_changes", "draft_title"})

# What this process has at hand, each value with the generation that it is of; see remember_here().
_at_hand: dict[str, tuple[int, Any]] = {}
# The same of values that many records have one each of; see remember_each_here().
_each_at_hand: dict[str, tuple[int, dict[Any, Any]]] = {}
MOST_EACH = 1000
NOTHING: frozenset[Subject] = frozenset()
# The numbers that the present request goes by, once it has asked; see generation().
_request = Local()
# What is remembered aside, while something stands in the database that isn't to stay; see aside().
_passing = Local()


@cached
def release() -> str:
    """Return a short name of the code that this process runs, by its files and their times."""
    files = sorted(path for pattern in RELEASE_FILES for path in ROOT.glob(pattern))
    stamps = [(str(path.relative_to(ROOT)), path.stat().st_mtime_ns) for path in files]
    return hashlib.sha256(repr(stamps).encode()).hexdigest()[:12]


def generation(apart_from: Set[Subject] = NOTHING) -> int:
    """Return the number of the content as it stands now; a request asks for it once.

    Changes that are about the subjects in ``apart_from`` don't raise it.
    """
    numbers: dict[Subject, int] | None = getattr(_request, "numbers", None)
    if numbers is None:
        numbers = newest.numbers()
        if hasattr(_request, "numbers"):
            _request.numbers = numbers
    return max(number for subject, number in numbers.items() if subject not in apart_from)


def changed_at() -> datetime:
    """Return when the content last changed, or later."""
    return datetime.fromtimestamp(generation() / 1_000_000_000, UTC)


@contextmanager
def aside() -> Iterator[None]:
    """Make every value anew and forget it at the end, so that nothing passing is remembered."""
    _passing.values = {}
    try:
        yield
    finally:
        del _passing.values


def _aside(key: str, compute: Callable[[], Value]) -> Value:
    values: dict[str, Value] = _passing.values
    if key not in values:
        values[key] = compute()
    return values[key]


def remember(
    key: str, compute: Callable[[], Value], *, apart_from: Set[Subject] = NOTHING
) -> Value:
    """Return a value kept until the next publication (an hour at most); ``None`` is not kept.

    It outlives publications that are about the subjects in ``apart_from``.
    """
    if hasattr(_passing, "values"):
        return _aside(key, compute)
    full_key, now = f"content:{release()}:{key}", generation(apart_from)
    since, kept = cache.get(full_key) or (0, None)
    if since == now:
        return cast("Value", kept)
    value = compute()
    if value is not None:
        cache.set(full_key, (now, value), LIFETIME)
    return value


def remember_here(
    key: str, compute: Callable[[], Value], *, apart_from: Set[Subject] = NOTHING
) -> Value:
    """Like :func:`remember`, for large values that many requests read and none changes.

    The shared cache is asked once a publication; until the next one the process has it at hand.
    """
    if hasattr(_passing, "values"):
        return _aside(key, compute)
    now = generation(apart_from)
    since, value = _at_hand.get(key, (0, None))
    if since != now:
        value = remember(key, compute, apart_from=apart_from)
        _at_hand[key] = now, value
    return value


def remember_each_here(
    group: str,
    keys: Sequence[Key],
    compute: Callable[[list[Key]], dict[Key, Value]],
    *,
    apart_from: Set[Subject] = NOTHING,
) -> list[Value]:
    """Return a value for each key, at hand in this process until the next publication.

    What is missing is computed together; keys that ``compute`` returns nothing for are left out.
    """
    if hasattr(_passing, "values"):
        found = compute(list(keys))
        return [found[key] for key in keys if key in found]
    now = generation(apart_from)
    since, values = _each_at_hand.get(group, (0, {}))
    if since != now or len(values) > MOST_EACH:
        values = {}
        _each_at_hand[group] = now, values
    missing = [key for key in keys if key not in values]
    if missing:
        values.update(compute(missing))
    return [values[key] for key in keys if key in values]


def purge(
    *_args: Any, instance: Any = None, subject: Subject | None = None, **_kwargs: Any
) -> None:
    """Forget what may depend on a subject, or on a record, once the transaction is committed.

    Without either of them, forget everything remembered.
    """
    transaction.on_commit(partial(_raise_generation, subject or subject_of(instance)))
    if instance is not None:
        take_out(instance)


def _raise_generation(subject: Subject) -> None:
    newest.raise_number(subject)
    if hasattr(_request, "numbers"):
        _request.numbers = None


def _begin_request(**_kwargs: Any) -> None:
    _request.numbers = None


def _end_request(**_kwargs: Any) -> None:
    if hasattr(_request, "numbers"):
        del _request.numbers


def _purge_for_record(
    sender: type, instance: Any, update_fields: Iterable[str] | None = None, **kwargs: Any
) -> None:
    """Purge for records that have no draft state, so that saving them publishes them.

    A draft that is saved, by hand or by itself, changes nothing that readers see.
    """
    if not issubclass(sender, SHOWN) or issubclass(sender, Page):
        return
    is_draft = not getattr(instance, "live", True)
    if not is_draft and not (update_fields and DRAFT_FIELDS.issuperset(update_fields)):
        purge(instance=instance)


def connect_signals() -> None:
    """Purge on every event that can change a public page."""
    for signal in (page_published, page_unpublished, post_page_move, published, unpublished):
        signal.connect(purge, dispatch_uid="purge")
    for signal in (post_save, post_delete):
        signal.connect(_purge_for_record, dispatch_uid="purge_for_record")
    post_delete.connect(purge, sender=Page, dispatch_uid="purge_for_page")
    cache_returned.connect(newest.doubt, dispatch_uid="doubt_the_number")
    request_started.connect(_begin_request, dispatch_uid="begin_request")
    request_finished.connect(_end_request, dispatch_uid="end_request")
