"""Putting into the bin, and emptying it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from wagtail.models import Page, RevisionMixin

from home.models import BinEntry
from home.sources import SourceMixin, language_of

from .taking import Deletion

TITLE_LENGTH = 255


def is_kept(model: type[Any]) -> bool:
    """Say whether records of a model go to the bin: whatever editors write and has a history."""
    return issubclass(model, RevisionMixin)


@transaction.atomic
def put_in_bin(records: Iterable[Any], user: Any) -> list[BinEntry]:
    """Keep records that are about to be deleted; those that go with others need no own entry."""
    entries = []
    kept: set[tuple[str, Any]] = set()
    for record in _sources_first(records):
        if (type(record)._meta.label_lower, record.pk) not in kept:
            deletion = Deletion(record)
            kept.update((type(gone)._meta.label_lower, gone.pk) for gone in deletion.records)
            entries.append(_entry(record, deletion, user))
    return entries


def _sources_first(records: Iterable[Any]) -> list[Any]:
    specific = [record.specific if isinstance(record, Page) else record for record in records]

    def rank(record: Any) -> tuple[bool, int]:
        return not getattr(record, "is_source", True), getattr(record, "depth", 0)

    return sorted(specific, key=rank)


def _entry(record: Any, deletion: Deletion, user: Any) -> BinEntry:
    rows_of_record = [
        gone
        for gone in deletion.records
        if not isinstance(record, SourceMixin) or gone.translation_key == record.translation_key
    ]
    rows_of_record.sort(key=lambda row: row is not record)
    return BinEntry.objects.create(
        model=type(record)._meta.label_lower,
        record_pk=str(record.pk),
        title=str(record)[:TITLE_LENGTH],
        languages=[language_of(row) for row in rows_of_record if hasattr(row, "locale_id")],
        was_live=any(getattr(gone, "live", False) for gone in deletion.records),
        deleted_by=user if getattr(user, "is_authenticated", False) else None,
        rows=deletion.rows(),
        pointers=deletion.pointers(),
        parents=deletion.parents(),
    )


def empty_bin() -> int:
    """Erase for good what has been in the bin for long enough; return how many entries."""
    overdue = BinEntry.objects.overdue()
    count = overdue.count()
    overdue.delete()
    return count
