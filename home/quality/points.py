"""The publish checklist: a registry of small functions, each of which looks at one thing.

An app registers what its records need with :func:`check`::

    @check(StoryPage)
    def has_a_tag(story):
        if not story.source.tags.exists():
            yield Point("tags", _("Choose a tag."))

A check is asked for records of its model and of those derived from it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from django.utils.functional import Promise

Check = Callable[[Any], Iterator["Point"]]
_checks: list[tuple[type[Any], Check]] = []


class Point(NamedTuple):
    """One thing that is open: the field where to settle it, and whether publishing asks for it."""

    field: str
    text: str | Promise
    must: bool = False


def check(*models: type[Any]) -> Callable[[Check], Check]:
    """Register a function that yields the open points of a record."""

    def register(function: Check) -> Check:
        _checks.extend((model, function) for model in models)
        return function

    return register


def points_of(record: Any) -> list[Point]:
    """Return the open points of a record as it was last saved, what must be settled first."""
    found = [
        point for model, look in _checks if isinstance(record, model) for point in look(record)
    ]
    return sorted(dict.fromkeys(found), key=lambda point: not point.must)
