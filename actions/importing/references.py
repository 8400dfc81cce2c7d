"""What the cells of a spreadsheet may refer to: governments, official lists, editions."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from actions.models import Category, CityPage, Framework, Objective, Priority
from home.models import ReportPage


@dataclass(frozen=True)
class References:
    """Records by every name that a cell may call them; more than one record: ambiguous."""

    governments: dict[str, set[int]]
    categories: dict[str, set[int]]
    priorities: dict[str, set[int]]
    objectives: dict[str, dict[int, int]]
    editions: dict[str, int]


def read_references() -> References:
    """Read all of it once, before the rows."""
    objectives: dict[str, dict[int, int]] = {framework: {} for framework in Framework.values}
    for row in Objective.objects.filter(is_source=True):
        objectives[row.framework][row.number] = row.pk
    reports = ReportPage.objects.filter(is_source=True)
    return References(
        governments=_governments(),
        categories=_terms(Category),
        priorities=_terms(Priority),
        objectives=objectives,
        editions={slug: pk for pk, slug in reports.values_list("pk", "slug")},
    )


def _governments() -> dict[str, set[int]]:
    names: dict[str, set[int]] = defaultdict(set)
    sources: dict[Any, tuple[int, str]] = {}
    fields = ("pk", "translation_key", "title", "slug", "country", "external_id")
    for pk, key, title, slug, country, external_id in CityPage.objects.filter(
        is_source=True
    ).values_list(*fields):
        sources[key] = (pk, str(country))
        for name in (title, f"{title} ({country})", slug, external_id):
            if name:
                names[name.casefold()].add(pk)
    translated = CityPage.objects.filter(is_source=False).values_list("translation_key", "title")
    for key, title in translated:
        if key in sources:
            pk, country = sources[key]
            names[title.casefold()].add(pk)
            names[f"{title} ({country})".casefold()].add(pk)
    return names


def _terms(model: type[Category] | type[Priority]) -> dict[str, set[int]]:
    names: dict[str, set[int]] = defaultdict(set)
    rows: list[Any] = list(model.objects.all())
    sources = {row.translation_key: row.pk for row in rows if row.is_source}
    for row in rows:
        for name in (row.slug, row.title, getattr(row, "label", "")):
            if name and row.translation_key in sources:
                names[name.casefold()].add(sources[row.translation_key])
    return names
