"""The facets by which readers narrow the actions down, and the values that each one has.

Values are what addresses carry: slugs, numbers, ISO codes. Labels are in the reader's language, or
in the language of an official title that is not sourced in it.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from actions import regions
from actions.models.city import Kind
from actions.models.progress import Stage
from actions.terms import TermLabel, terms
from home.caches import remember_here
from home.languages import bcp47, current_language, territory_name
from home.reports import editions
from home.subjects import EVERYDAY

YEARS = range(1990, 2101)


@dataclass(frozen=True)
class Value:
    """One value of a facet: what the address carries, and what readers read."""

    value: str
    label: str
    lang: str
    title: str = ""


FACETS: dict[str, Any] = {
    "category": _("Category"),
    "priority": _("Priority of the Call"),
    "gcm": _("Objective of the migration compact (GCM)"),
    "gcr": _("Objective of the refugee compact (GCR)"),
    "sdg": _("Sustainable Development Goal (SDG)"),
    "region": _("Region"),
    "country": _("Country"),
    "kind": _("Kind of government"),
    "year": _("Year"),
    "status": _("Stage"),
    "edition": _("Edition of the report"),
    "language": _("Available in"),
}
FRAMEWORKS = ("gcm", "gcr", "sdg")


def facet_values(facet: str) -> dict[str, Value]:
    """Return every value that a facet lists of itself, in its order, by value.

    Years and countries list none: those that there are come from the actions.
    """
    language = current_language()
    return remember_here(
        f"facet:{facet}:{language}", lambda: _READERS[facet](language), apart_from=EVERYDAY
    )


def known_values(facet: str, given: Set[str]) -> set[str]:
    """Return those of some values that a facet can have."""
    if facet == "year":
        return {value for value in given if _is_year(value)}
    if facet == "country":
        return {value for value in given if value in countries.countries}
    return given & facet_values(facet).keys() if given else set()


def value_of(facet: str, value: str) -> Value:
    """Return a value with its label in the reader's language."""
    language = current_language()
    if facet == "country":
        return Value(value, territory_name(value, language), bcp47(language))
    if facet == "year":
        return Value(value, value, bcp47(language))
    return facet_values(facet).get(value) or Value(value, value, "")


def _is_year(value: str) -> bool:
    return len(value) == 4 and value.isascii() and value.isdigit() and int(value) in YEARS


def _term(value: str, term: TermLabel, prefix: str = "") -> Value:
    title = term.title if term.title != term.label else ""
    return Value(value, f"{prefix}{term.label}", term.lang, title)


def _categories(language: str) -> dict[str, Value]:
    return {term.slug: _term(term.slug, term) for term in terms(language).categories.values()}


def _priorities(language: str) -> dict[str, Value]:
    return {term.slug: _term(term.slug, term) for term in terms(language).priorities.values()}


def _objectives(framework: str) -> Callable[[str], dict[str, Value]]:
    def read(language: str) -> dict[str, Value]:
        return {
            str(term.number): _term(str(term.number), term, f"{term.number}. ")
            for term in terms(language).objectives.values()
            if term.framework == framework
        }

    return read


def _choices(choices: Any) -> Callable[[str], dict[str, Value]]:
    def read(language: str) -> dict[str, Value]:
        lang = bcp47(language)
        return {value: Value(value, str(label), lang) for value, label in choices}

    return read


def _regions(language: str) -> dict[str, Value]:
    lang = bcp47(language)
    named = {
        slug: Value(slug, regions.region_name(code, language), lang)
        for code, slug in regions.SLUGS.items()
    }
    return dict(sorted(named.items(), key=lambda item: item[1].label))


def _editions(language: str) -> dict[str, Value]:
    return {
        source.slug: Value(source.slug, source.words.title, bcp47(source.words.language))
        for source in editions()
    }


def _languages(language: str) -> dict[str, Value]:
    return {code: Value(code, name, bcp47(code)) for code, name in settings.LANGUAGES}


def _nothing(language: str) -> dict[str, Value]:
    return {}


_READERS: dict[str, Callable[[str], dict[str, Value]]] = {
    "category": _categories,
    "priority": _priorities,
    **{framework: _objectives(framework) for framework in FRAMEWORKS},
    "region": _regions,
    "country": _nothing,
    "kind": _choices(Kind.choices),
    "year": _nothing,
    "status": _choices(Stage.choices),
    "edition": _editions,
    "language": _languages,
}
