"""Finding records by words: in the reader's language, or in their own where they have no other."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Exists, OuterRef, Q, QuerySet

from home.languages import current_language

MODELS = {"action": "actions.Action", "city": "actions.CityPage", "story": "blog.StoryPage"}


@dataclass(frozen=True)
class Found:
    """The records that hold the words, by translation key, best first.

    ``spelling`` is the words as they were searched for where the reader's own found nothing.
    """

    keys: list[UUID] = field(default_factory=list)
    spelling: str = ""


def found(kind: str, words: str, language: str | None = None) -> Found:
    """Return the records of a kind whose words a reader of ``language`` would be shown."""
    model = apps.get_model(MODELS[kind])
    rows = find(model, words.encode("utf-8", "ignore").decode().replace("\x00", ""), language)
    return Found([row.translation_key for row in rows])


def readable(model: type[Any], language: str | None = None) -> QuerySet[Any]:
    """Return one live row a record: the one that the reader would be shown."""
    language = language or current_language()
    rows = model._default_manager.filter(live=True)
    own = rows.filter(
        translation_key=OuterRef("translation_key"), locale__language_code=language
    ).order_by()
    return rows.filter(Q(locale__language_code=language) | Q(is_source=True) & ~Exists(own))


def find(model: type[Any], words: str, language: str | None = None) -> list[Any]:
    """Return the readable rows that hold all the words, the best ones first."""
    hits = model._default_manager.filter(live=True).search(words, operator="and")
    keys = [row.pk for row in hits]
    rows = readable(model, language).filter(pk__in=keys).select_related("locale").in_bulk()
    return [rows[key] for key in keys if key in rows]
