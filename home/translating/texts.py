"""What a translation lacks, and which row it writes."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet
from wagtail_localize.models import StringTranslation, Translation


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


def machine_made(locale: Any = None) -> QuerySet[StringTranslation]:
    """Return the texts that a machine has translated and no human has confirmed."""
    rows = StringTranslation.objects.filter(
        translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE
    )
    return rows if locale is None else rows.filter(locale=locale)


def unconfirmed_texts(translation: Translation) -> QuerySet[StringTranslation]:
    """Return the texts of a translation that a human has yet to confirm."""
    segments = translation.source.stringsegment_set.filter(
        string_id=OuterRef("translation_of_id"), context_id=OuterRef("context_id")
    )
    return machine_made(translation.target_locale_id).filter(Exists(segments))


def is_finished(translation: Translation) -> bool:
    """Say whether a translation may be read: no text is missing, and a human stands by each."""
    return not (missing_texts(translation).exists() or unconfirmed_texts(translation).exists())
