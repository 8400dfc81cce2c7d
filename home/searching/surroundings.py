"""Words that are not in a record's own text and still lead to it: places, themes, tags, years."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import prefetch_related_objects

from actions.models import Action, CityPage
from actions.terms import terms
from blog.models import StoryPage
from home.languages import bcp47, territory_name
from home.models import ReportPage

LANGUAGES = [code for code, _name in settings.LANGUAGES]
Words = dict[tuple[UUID, str], list[str]]
"""By translation key and language."""


def surroundings(model: type[Any], sources: Sequence[Any]) -> Words:
    """Return the words around some source records of a model; a constant number of queries."""
    find = {
        Action: _of_actions,
        CityPage: _of_cities,
        StoryPage: _of_stories,
        ReportPage: _of_reports,
    }.get(model)
    return find(sources) if find else {}


def _of_actions(sources: Sequence[Action]) -> Words:
    prefetch_related_objects(sources, "lrgs__lrg", "categories", "priorities", "objectives")
    lrgs = {action.pk: [link.lrg for link in action.lrgs.all()] for action in sources}
    names = _names(CityPage, [lrg for found in lrgs.values() for lrg in found])
    words = {}
    for action in sources:
        places = [word for lrg in lrgs[action.pk] for word in _place(lrg, names)]
        year = [str(action.year)] if action.year else []
        for language in LANGUAGES:
            themes = _themes(action, language)
            words[action.translation_key, language] = [*places, *themes, *year]
    return words


def _themes(action: Action, language: str) -> list[str]:
    labels = terms(language)
    chosen = [
        *labels.pick(labels.categories, action.categories.all()),
        *labels.pick(labels.priorities, action.priorities.all()),
        *labels.pick(labels.objectives, action.objectives.all()),
    ]
    # Official titles speak of migrants and refugees all of them; a label tells one from another.
    return [term.label for term in chosen if term.lang == bcp47(language)]


def _of_cities(sources: Sequence[CityPage]) -> Words:
    names = _names(CityPage, sources)
    return {
        (city.translation_key, language): _place(city, names)
        for city in sources
        for language in LANGUAGES
    }


def _place(lrg: CityPage, names: dict[UUID, dict[str, str]]) -> list[str]:
    """Return the names of a place and its country in every language: readers know it by any."""
    country = str(lrg.country)
    countries = [territory_name(country, language) for language in LANGUAGES] if country else []
    return list(dict.fromkeys([*names[lrg.translation_key].values(), *countries]))


def _of_stories(sources: Sequence[StoryPage]) -> Words:
    prefetch_related_objects(sources, "tags", "authors")
    records = [[*story.tags.all(), *story.authors.all()] for story in sources]
    names: dict[UUID, dict[str, str]] = {}
    for model in {type(record) for found in records for record in found}:
        of_model = [record for found in records for record in found if type(record) is model]
        names.update(_names(model, of_model, "name"))
    return {
        (story.translation_key, language): [
            names[record.translation_key].get(language, record.name) for record in found
        ]
        for story, found in zip(sources, records, strict=True)
        for language in LANGUAGES
    }


def _of_reports(sources: Sequence[ReportPage]) -> Words:
    return {
        (report.translation_key, language): [str(report.edition_year)]
        for report in sources
        for language in LANGUAGES
    }


def _names(
    model: type[Any], records: Sequence[Any], field: str = "title"
) -> dict[UUID, dict[str, str]]:
    """Return the names of records by translation key and language, with one query."""
    rows = model.objects.filter(translation_key__in={record.translation_key for record in records})
    names: dict[UUID, dict[str, str]] = defaultdict(dict)
    for key, language, name in rows.values_list("translation_key", "locale__language_code", field):
        names[key][language] = name
    return names
