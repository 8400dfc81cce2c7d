"""What the explorer offers to choose: facets with counts, chips, orders and ways out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from actions.chosen import Chosen
from actions.facets import FACETS, Value, facet_values, value_of
from actions.selection import RELEVANCE, SORTS, Selection
from home.languages import localized_number
from home.links import query_url
from home.narrowing import Chip, WayOut, left_out

OPEN_AT_FIRST = {"category", "region"}
MANY = 9
"""A longer list scrolls."""


@dataclass(frozen=True)
class Option:
    """A value of a facet: ``count`` says how many actions choosing it would give."""

    id: str
    value: str
    label: str
    lang: str
    title: str
    count: str
    count_text: str
    is_chosen: bool
    is_empty: bool


@dataclass(frozen=True)
class FacetPanel:
    """A facet with its values."""

    name: str
    label: str
    options: list[Option]
    chosen: str
    is_open: bool
    is_long: bool


@dataclass(frozen=True)
class SortOption:
    """An order of the list; the value of the usual one is empty, so that no address has it."""

    value: str
    label: str
    is_chosen: bool


def facet_panels(chosen: Chosen) -> list[FacetPanel]:
    """Return the facets that any public action has a value of, with the counts of their values."""
    selection = chosen.selection
    panels = []
    for name, label in FACETS.items():
        counts = chosen.counts.get(name, {})
        picked = selection.values(name)
        options = [
            _option(name, value, counts.get(value.value, 0), value.value in picked)
            for value in _listed(name, counts, picked)
        ]
        if picked or chosen.index.facets.get(name):
            panels.append(
                FacetPanel(
                    name=name,
                    label=str(label),
                    options=options,
                    chosen=localized_number(len(picked)) if picked else "",
                    is_open=bool(picked) or name in OPEN_AT_FIRST,
                    is_long=len(options) > MANY,
                )
            )
    return panels


def _listed(name: str, counts: Iterable[str], picked: Iterable[str]) -> list[Value]:
    """Return the values of a facet: its own list, or else those that the actions have."""
    listed = facet_values(name)
    if listed:
        return list(listed.values())
    values = [value_of(name, value) for value in {*counts, *picked}]
    return sorted(values, key=lambda value: value.label, reverse=name == "year")


def _option(facet: str, value: Value, count: int, is_chosen: bool) -> Option:
    return Option(
        id=f"{facet}-{value.value}",
        value=value.value,
        label=value.label,
        lang=value.lang,
        title=value.title,
        count=localized_number(count),
        count_text=total_text(count),
        is_chosen=is_chosen,
        is_empty=count == 0 and not is_chosen,
    )


def chips(selection: Selection, **more: Any) -> list[Chip]:
    """Return what is chosen, each with the address that drops it."""
    found = []
    if selection.words:
        url = query_url(selection.without_words().query_string(**more))
        found.append(Chip(gettext("Search words"), quoted(selection.words), "", url))
    for name, label in FACETS.items():
        for key in selection.values(name):
            value = value_of(name, key)
            url = query_url(selection.without(name, key).query_string(**more))
            found.append(Chip(str(label), value.label, value.lang, url))
    return found


def sort_options(selection: Selection) -> list[SortOption]:
    """Return the orders; the one by relevance only where there are words."""
    return [
        SortOption(
            "" if value == selection.default_sort else value, str(label), value == selection.sort
        )
        for value, label in SORTS.items()
        if selection.words or value != RELEVANCE
    ]


def ways_out(chosen: Chosen, **more: Any) -> list[WayOut]:
    """Return what could be left out so that something matches, the most fruitful first."""
    selection = chosen.selection
    ways = []
    for name, label in FACETS.items():
        if selection.values(name):
            rest = selection.without(name)
            values = [value_of(name, value) for value in selection.values(name)]
            only = values[0] if len(values) == 1 else Value("", str(label), "")
            ways.append(_way_out(only.label, only.lang, rest, chosen.total_of(rest), more))
    if selection.words and selection.chosen:
        rest = selection.without_words()
        total = chosen.index.matching(rest).bit_count()
        ways.append(_way_out(quoted(selection.words), "", rest, total, more))
    return sorted((way for way in ways if way.total), key=lambda way: -way.total)


def _way_out(label: str, lang: str, rest: Selection, total: int, more: dict[str, Any]) -> WayOut:
    url = query_url(rest.query_string(**more))
    return WayOut(label, lang, url, total, total_text(total))


def total_text(total: int) -> str:
    """Say how many actions there are."""
    text = ngettext("%(count)s action", "%(count)s actions", total)
    return text % {"count": localized_number(total)}


def not_understood(parameters: Iterable[str]) -> str:
    """Name the parameters that held something else than what can be chosen, if there are any."""
    labels = {
        **FACETS,
        "q": gettext("Search words"),
        "sort": gettext("Sort by"),
        "view": gettext("View"),
    }
    return left_out(str(labels[name]) for name in parameters)


def other_spelling(selection: Selection, spelling: str) -> str:
    """Say as what the words were looked for where they themselves were not found."""
    if not spelling:
        return ""
    text = gettext("Nothing was found for “%(words)s”. These are the results for “%(spelling)s”.")
    return text % {"words": selection.words, "spelling": spelling}


def quoted(words: str) -> str:
    """Return words in the quotation marks of the reader's language."""
    return gettext("“%(words)s”") % {"words": words}
