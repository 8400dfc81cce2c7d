"""Figures counted from the public actions: by theme, objective, place, year and stage.

They are the database's, never a report's: what an edition states stands on its own page, and both
say which they are. Counting works on the index of facets, so a figure costs no query of its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.cards import view_url
from actions.chosen import Chosen
from actions.facets import FACETS, facet_values, value_of
from actions.map.places import Place, places
from actions.selection import Selection
from home.charts import Chart, Row
from home.counted import COUNTED
from home.languages import current_language, localized_number

Counts = dict[str, int]

FIGURES: dict[str, Any] = {
    "year": _("Actions by year in which they began"),
    "category": _("Actions by category"),
    "priority": _("Actions by priority of the Call"),
    "gcm": _("Actions by objective of the migration compact (GCM)"),
    "gcr": _("Actions by objective of the refugee compact (GCR)"),
    "sdg": _("Actions by Sustainable Development Goal (SDG)"),
    "region": _("Actions by region"),
    "country": _("Actions by country"),
    "status": _("Actions by stage"),
    "kind": _("Actions by kind of government"),
    "lrgs": _("Local and regional governments by region"),
}
"""Every figure with its heading; all but ``lrgs`` are facets."""

TIMELINE = "year"
LRGS = "lrgs"
SEVERAL = {"category", "priority", "gcm", "gcr", "sdg"}
PLACES = {"region", "country", "kind"}
MOST_ROWS = 30


@dataclass(frozen=True)
class Total:
    """One number on its own."""

    value: str
    label: str
    url: str = ""


def count(figure: str, chosen: Chosen) -> Counts:
    """Count the chosen actions, or those who carry them out, by the values of a figure."""
    if figure == LRGS:
        return dict(Counter(place.region for place in _acting(chosen) if place.region))
    values = chosen.index.facets.get(figure, {})
    counts = {value: (chosen.bits & own).bit_count() for value, own in values.items()}
    return {value: number for value, number in counts.items() if number}


def _acting(chosen: Chosen) -> list[Place]:
    """Return the LRGs that carry out any of the chosen actions."""
    known = places(current_language())
    return [known[lrg] for lrg in chosen.index.places_of(chosen.bits) if lrg in known]


def count_totals(chosen: Chosen) -> Counts:
    """Count the chosen actions, those who carry them out, and their countries."""
    countries = {place.country for place in _acting(chosen)} - {""}
    return {
        "actions": chosen.total,
        "lrgs": len(chosen.index.places_of(chosen.bits)),
        "countries": len(countries),
    }


def total_rows(counts: Counts, selection: Selection) -> list[Total]:
    """Return the totals in the reader's language; that of the actions leads to them."""
    urls = {"actions": view_url(selection.query_string())}
    return [
        Total(localized_number(counts.get(name, 0)), label(counts.get(name, 0)), urls.get(name, ""))
        for name, label in COUNTED.items()
    ]


def chart(figure: str, counts: Counts, selection: Selection) -> Chart:
    """Return a figure in the reader's language, each of its values leading to the explorer."""
    largest = max(counts.values(), default=0) or 1
    facet = "region" if figure == LRGS else figure
    return Chart(
        figure=figure,
        heading=str(FIGURES[figure]),
        column=str(FACETS[facet]),
        unit=gettext("Governments") if figure == LRGS else gettext("Actions"),
        rows=[
            _row(facet, value, counts.get(value, 0), largest, selection)
            for value in _listed(figure, facet, counts)
        ],
        note=_note(figure),
        is_timeline=figure == TIMELINE,
        url=view_url(selection.query_string()),
    )


def _listed(figure: str, facet: str, counts: Counts) -> list[str]:
    """Return the values to show: an official list whole and in its order, others by size."""
    if figure == TIMELINE:
        years = sorted(int(year) for year in counts)
        return [str(year) for year in range(years[0], years[-1] + 1)][-MOST_ROWS:] if years else []
    if figure in PLACES | {LRGS}:
        ranked = sorted(counts, key=lambda value: (-counts[value], value_of(facet, value).label))
        return ranked[:MOST_ROWS]
    return list(facet_values(facet))


def _row(facet: str, key: str, number: int, largest: int, selection: Selection) -> Row:
    value = value_of(facet, key)
    return Row(
        slug=key if facet == "category" else "",
        label=value.label,
        lang=value.lang,
        title=value.title,
        value=localized_number(number),
        share=round(100 * number / largest),
        url=view_url(selection.with_only(facet, [key]).query_string()) if number else "",
    )


def _note(figure: str) -> str:
    if figure in SEVERAL:
        return gettext(
            "An action can stand under several of them, so the numbers do not add up to the total."
        )
    if figure in PLACES:
        return gettext("An action of several governments counts once for each of these.")
    if figure == LRGS:
        return gettext("Those that carry out at least one of the actions counted here.")
    return ""
