"""The labels of the official lists: one cached map a language, never a query a row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.http import urlencode

from home.caches import remember_here
from home.languages import bcp47
from home.site_frame import index_urls
from home.subjects import EVERYDAY

from .models import Category, Objective, Priority
from .models.taxonomy import Term


@dataclass(frozen=True)
class TermLabel:
    """One entry in a reader's language, or in the language in which its title is sourced."""

    pk: int
    slug: str
    label: str
    lang: str
    title: str
    title_lang: str
    url: str
    framework: str = ""
    number: int = 0


@dataclass(frozen=True)
class TermMap:
    """Every entry by the primary key of its source row, in the lists' own order."""

    categories: dict[int, TermLabel] = field(default_factory=dict)
    priorities: dict[int, TermLabel] = field(default_factory=dict)
    objectives: dict[int, TermLabel] = field(default_factory=dict)

    @staticmethod
    def pick(labels: dict[int, TermLabel], terms: Iterable[Any]) -> list[TermLabel]:
        """Return the labels of some source rows, in the order of their list."""
        keys = {term.pk for term in terms}
        return [label for key, label in labels.items() if key in keys]


def terms(language: str) -> TermMap:
    """Return the labels in a language."""
    return remember_here(f"terms:{language}", lambda: _read(language), apart_from=EVERYDAY)


def _read(language: str) -> TermMap:
    explorer = index_urls(language).get("actions", f"/{language}/")
    return TermMap(
        categories=_labels(Category, language, explorer, "category"),
        priorities=_labels(Priority, language, explorer, "priority"),
        objectives=_labels(Objective, language, explorer, ""),
    )


def _labels(model: type[Any], language: str, explorer: str, parameter: str) -> dict[int, TermLabel]:
    rows = list(model.objects.select_related("locale"))
    words = {row.translation_key: row for row in rows if row.locale.language_code == language}
    labels = {}
    for source in rows:
        if source.is_source:
            name = parameter or source.framework
            value = source.slug if parameter else source.number
            url = f"{explorer}?{urlencode({name: value})}"
            row = words.get(source.translation_key, source)
            labels[source.pk] = _label(source, row, url)
    return labels


def _label(source: Any, row: Term, url: str) -> TermLabel:
    titled = row if row.title else source
    short = getattr(row, "label", "")
    labelled = row if short else titled
    return TermLabel(
        pk=source.pk,
        slug=getattr(source, "slug", ""),
        label=short or titled.title,
        lang=bcp47(labelled.locale.language_code),
        title=titled.title,
        title_lang=bcp47(titled.locale.language_code),
        url=url,
        framework=getattr(source, "framework", ""),
        number=getattr(source, "number", 0),
    )
