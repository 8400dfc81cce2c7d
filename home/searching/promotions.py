"""What editors put first for some words, and how often readers search for which."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass
from uuid import UUID

from django.db import DatabaseError, connection
from django.utils import timezone
from wagtail.contrib.search_promotions.models import SearchPromotion
from wagtail.search.utils import normalise_query_string

from home.caches import remember
from home.models import SearchEntry

from .asking import Question
from .folding import tokens

LONGEST_COUNTED = 100
"""Characters of a search that is counted; what is longer was hardly typed by a reader."""
PERSONAL = re.compile(r"@|\d{6}")
"""An e-mail address, a telephone number or the like."""

# Any number, the same for all: two counts of the same words don't wait for each other.
LOCK = 820_119
COUNT = """
    WITH alone AS (
        SELECT %(words)s AS words WHERE pg_try_advisory_xact_lock(%(lock)s, hashtext(%(words)s))
    ),
    asked AS (
        INSERT INTO wagtailsearchpromotions_query (query_string) SELECT words FROM alone
        ON CONFLICT (query_string) DO UPDATE SET query_string = EXCLUDED.query_string
        RETURNING id
    )
    INSERT INTO wagtailsearchpromotions_querydailyhits AS counted (query_id, date, hits)
    SELECT id, %(today)s, 1 FROM asked
    ON CONFLICT (query_id, date) DO UPDATE SET hits = counted.hits + 1
"""


@dataclass(frozen=True)
class Promotion:
    """What stands first for some words: a page by its translation key, or an address elsewhere."""

    key: UUID | None
    url: str
    title: str
    description: str


def promotions(question: Question) -> list[Promotion]:
    """Return what editors have chosen for a question; accents and capitals make no difference."""
    chosen: dict[str, list[Promotion]] = remember("search-promotions", _read)
    return chosen.get(_folded(question.text), [])


def _read() -> dict[str, list[Promotion]]:
    chosen: dict[str, list[Promotion]] = {}
    for promotion in SearchPromotion.objects.select_related("query", "page"):
        page = promotion.page
        chosen.setdefault(_folded(promotion.query.query_string), []).append(
            Promotion(
                page.translation_key if page else None,
                promotion.external_link_url,
                promotion.external_link_text or promotion.external_link_url,
                promotion.description,
            )
        )
    return chosen


def _folded(text: str) -> str:
    return " ".join(token.folded for token in tokens(text))


def promoted_entries(promotions: list[Promotion], reader: str) -> dict[UUID, SearchEntry]:
    """Return what readers of a language are shown of promoted pages; none that is not public."""
    keys = [promotion.key for promotion in promotions if promotion.key]
    if not keys:
        return {}
    entries = SearchEntry.objects.defer("vector", "title_vector")
    found = entries.filter(translation_key__in=keys, readers__contains=[reader])
    return {entry.translation_key: entry for entry in found}


def count(question: Question) -> None:
    """Count a search under its words and its day alone; nothing is kept of who searched.

    Left out is what no reader has typed, what may say who somebody is, and a count that would have
    to wait for another.
    """
    words = normalise_query_string(question.text)
    if not question.terms or len(words) > LONGEST_COUNTED or PERSONAL.search(words):
        return
    with suppress(DatabaseError), connection.cursor() as cursor:
        cursor.execute(COUNT, {"words": words, "lock": LOCK, "today": timezone.now().date()})
