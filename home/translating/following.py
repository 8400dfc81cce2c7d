"""What becomes of translations when their source goes, moves or comes back."""

from __future__ import annotations

from typing import Any

from wagtail.models import DraftStateMixin, Page
from wagtail.signals import post_page_move
from wagtail_localize.models import Translation

from home.sources import SourceMixin
from home.translating.texts import is_finished, is_mere_copy, is_published, target_row
from home.translating.waiting import must_wait


def followers(record: Any, action: str) -> list[Any]:
    """Return the translations that share their source's fate, by language."""
    if not isinstance(record, SourceMixin) or not record.is_source:
        return []
    rows = record.get_translations().select_related("locale").order_by("locale__language_code")  # type: ignore[attr-defined]
    if action == "unpublish":
        rows = rows.filter(live=True)
    return [row for row in rows if not is_mere_copy(row)]


def move_translations(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Move a source's translations below the translations of its new parent.

    A parent without a translation gets a mere copy, as it would for a new translation.
    """
    source = instance.specific
    parent = kwargs["parent_page_after"].specific
    if not getattr(source, "is_source", False) or parent == kwargs["parent_page_before"].specific:
        return
    for row in source.get_translations().select_related("locale"):
        below = parent.get_translation_or_none(row.locale)
        if below is None and parent.depth > 1:
            below = parent.copy_for_translation(row.locale, copy_parents=True, alias=True)
        if below is not None and row.get_parent() != below:
            # A fresh row: the tree has changed below the one at hand.
            Page.objects.get(pk=row.pk).move(Page.objects.get(pk=below.pk), pos="last-child")


def published_before(record: Any) -> list[Translation]:
    """Return the finished translations that were public before their source was taken down."""
    if not getattr(record, "is_source", False) or not is_published(record):
        return []
    found = Translation.objects.filter(
        source__object_id=record.translation_key, enabled=True
    ).select_related("source", "target_locale")
    return [translation for translation in found if _was_public(translation)]


def _was_public(translation: Translation) -> bool:
    row = target_row(translation)
    return (
        isinstance(row, DraftStateMixin)
        and not row.live
        and row.last_published_at is not None
        and not is_mere_copy(row)
        and is_finished(translation)
        and not must_wait(translation)
    )


def connect_signals() -> None:
    """Let translations follow a page that is moved, from wherever it is moved."""
    post_page_move.connect(move_translations, dispatch_uid="move_translations")
