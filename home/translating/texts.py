"""What a translation lacks, and which row it writes."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q, QuerySet
from wagtail_localize.models import Translation


def missing_texts(translation: Translation) -> QuerySet:
    """Return the texts of the source that have no translation, or an empty or a refused one."""
    segments = translation.source.stringsegment_set.annotate_translation(translation.target_locale)
    return segments.filter(Q(translation__isnull=True) | Q(translation=""))


def target_row(translation: Translation) -> Any | None:
    """Return the row that a translation writes, if it is there yet."""
    row: Model | None = translation.source.object.get_instance_or_none(translation.target_locale)
    return getattr(row, "specific", row)


def is_published(row: Any) -> bool:
    """Say whether readers see a row; records without drafts are seen as soon as they are there."""
    return bool(getattr(row, "live", True))


def is_mere_copy(row: Any) -> bool:
    """Say whether a row is a page that was only copied, so that others could stand below it."""
    return bool(getattr(row, "alias_of_id", None))
