"""One action after the other with all that the exports say of it, in a reader's language.

Rows are read some hundred at a time, so that memory stays flat; the number of queries of a portion
doesn't depend on what it holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from actions import regions
from actions.facet_index import FacetIndex, facet_index
from actions.facets import Value, facet_values
from actions.models import Action, ActionLRG, CityPage
from actions.models.progress import newest_first
from actions.terms import TermLabel, TermMap, terms
from home.sources import attach_words

PORTION = 250


@dataclass(frozen=True)
class Record:
    """An action: ``source`` has its facts, ``words`` what a reader of ``language`` is shown."""

    source: Action
    words: Action
    language: str
    base_url: str
    languages: list[str]
    labels: TermMap

    @cached_property
    def lrgs(self) -> list[CityPage]:
        """Who carries the action out, with the reader's words attached."""
        return [link.lrg for link in self.source.lrgs.all()]

    @cached_property
    def categories(self) -> list[TermLabel]:
        """Its categories."""
        return self.labels.pick(self.labels.categories, self.source.categories.all())

    @cached_property
    def priorities(self) -> list[TermLabel]:
        """Its priorities."""
        return self.labels.pick(self.labels.priorities, self.source.priorities.all())

    def objectives(self, framework: str) -> list[int]:
        """Return the numbers of its objectives of one framework."""
        found = self.labels.pick(self.labels.objectives, self.source.objectives.all())
        return [term.number for term in found if term.framework == framework]

    @cached_property
    def progress(self) -> tuple[Any, Any] | None:
        """The newest progress update, its facts and its words, or nothing."""
        return next(iter(newest_first(self.source, self.words)), None)

    @cached_property
    def countries(self) -> list[str]:
        """The countries that it takes place in, as ISO 3166 codes, each once."""
        return list(dict.fromkeys(str(lrg.country) for lrg in self.lrgs if lrg.country))

    @cached_property
    def regions(self) -> list[str]:
        """The UN M49 codes of its regions, each once."""
        found = (regions.region_of(country) for country in self.countries)
        return list(dict.fromkeys(region for region in found if region))

    @cached_property
    def edition(self) -> Value | None:
        """The edition of the report that it belongs to, if that is public."""
        edition = self.source.edition
        return facet_values("edition").get(edition.slug) if edition else None

    @property
    def place(self) -> CityPage | None:
        """The first LRG whose position is known."""
        return next((lrg for lrg in self.lrgs if lrg.latitude is not None), None)


def records(keys: Sequence[int], language: str, base_url: str) -> Iterator[Record]:
    """Yield the actions of some primary keys, in their order."""
    index = facet_index()
    for start in range(0, len(keys), PORTION):
        yield from _portion(keys[start : start + PORTION], language, base_url, index)


def _portion(
    keys: Sequence[int], language: str, base_url: str, index: FacetIndex
) -> Iterator[Record]:
    lrgs = ActionLRG.objects.select_related("lrg__locale").order_by("sort_order", "pk")
    found = (
        Action.objects.public()
        .filter(pk__in=keys)
        .select_related("locale", "edition")
        .defer("body", "edition__body", "edition__figures", "edition__downloads")
        .prefetch_related(
            Prefetch("lrgs", queryset=lrgs.defer("lrg__body")),
            "categories",
            "priorities",
            "objectives",
            "progress",
        )
    )
    rows = {action.pk: action for action in attach_words(found, language)}
    sources = [rows[key] for key in keys if key in rows]
    attach_words([link.lrg for source in sources for link in source.lrgs.all()], language)
    translations = [source.words for source in sources if source.words is not source]
    prefetch_related_objects(translations, "progress")
    labels = terms(language)
    for source in sources:
        yield Record(source, source.words, language, base_url, _languages(index, source.pk), labels)


def _languages(index: FacetIndex, key: int) -> list[str]:
    """Return the languages that an action's words exist in."""
    bit = index.bit_of_key.get(key)
    if bit is None:
        return []
    languages = index.facets.get("language", {})
    return sorted(code for code, own in languages.items() if own >> bit & 1)
