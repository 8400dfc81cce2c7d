"""Finding records by words: in the reader's language, or in their own where they have no other."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from home.languages import current_language


def readable(model: type[Any]) -> QuerySet[Any]:
    """Return one live row a record: the one that the reader would be shown."""
    language = current_language()
    rows = model._default_manager.filter(live=True)
    own = rows.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=language
    ).order_by()
    return rows.filter(Q(locale__language_code=language) | Q(is_source=True) & ~Exists(own))


def find(model: type[Any], words: str) -> list[Any]:
    """Return the readable rows that hold all the words, the best ones first."""
    hits = model._default_manager.filter(live=True).search(words, operator="and")
    keys = [row.pk for row in hits]
    rows = readable(model).filter(pk__in=keys).select_related("locale").in_bulk()
    return [rows[key] for key in keys if key in rows]
