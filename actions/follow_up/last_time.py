"""What was said last time of each commitment and action of an LRG, as readers see it now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import prefetch_related_objects

from actions.models import Action, CityPage
from actions.models.progress import Stage, newest_first
from home.languages import bcp47, localized_date
from home.sources import attach_words, language_of

# A form has room for so many; the newest actions come first.
MOST_COMMITMENTS = 100
MOST_ACTIONS = 150


@dataclass(frozen=True)
class Said:
    """One commitment or action with the newest thing that was said of it."""

    kind: str
    key: str
    title: str
    lang: str
    stage: str
    text: str = ""
    text_lang: str = ""
    as_of: date | None = None

    @property
    def date(self) -> str:
        """The date of what was said, as the reader writes it."""
        return localized_date(self.as_of) if self.as_of else ""

    @property
    def stage_label(self) -> str:
        """The stage in words."""
        return str(Stage(self.stage).label) if self.stage else ""


def said_last_time(city: CityPage, language: str) -> list[Said]:
    """Return what is published of an LRG, in a language's words where it has them."""
    return [*_commitments(city, language), *_actions(city, language)]


def _commitments(city: CityPage, language: str) -> list[Said]:
    page = attach_words([city], language)[0].words
    sources = city.commitments.prefetch_related("progress")[:MOST_COMMITMENTS]
    rows = () if page is city else page.commitments.prefetch_related("progress")
    words = {row.translation_key: row for row in rows}
    return [
        _said("commitment", source, words.get(source.translation_key, source), "text")
        for source in sources
    ]


def _actions(city: CityPage, language: str) -> list[Said]:
    found = Action.objects.public().filter(lrgs__lrg=city).newest_first().defer("body")
    sources = attach_words(found.select_related("locale")[:MOST_ACTIONS], language)
    prefetch_related_objects(sources, "progress")
    prefetch_related_objects([source.words for source in sources], "progress")
    return [_said("action", source, source.words, "title") for source in sources]


def _said(kind: str, source: Any, words: Any, title: str) -> Said:
    updates = newest_first(source, words)
    facts, text = updates[0] if updates else (None, None)
    return Said(
        kind=kind,
        key=source.translation_key.hex,
        title=getattr(words, title),
        lang=bcp47(language_of(words)),
        stage=source.stage or (facts.stage if facts else ""),
        text=text.text if text else "",
        text_lang=bcp47(language_of(text)) if text else "",
        as_of=facts.as_of if facts else None,
    )
