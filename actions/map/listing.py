"""The list below the map: it says what the map shows, and names what no map can show."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext, ngettext

from actions.cards import explorer_url
from actions.choices import total_text
from actions.chosen import Chosen
from actions.facets import facet_values
from actions.map.places import Place
from home.languages import (
    alphabetical,
    current_language,
    localized_number,
    territory_name,
)

MOST_LISTED = 600
"""With more LRGs than this, those of a country are listed once it has been chosen."""
LIST, WORLDWIDE = "places", "world"
"""Fragments: of the list, and of those that are in no country."""


@dataclass(frozen=True)
class ListedPlace:
    """An LRG, and how many of the actions it carries out."""

    name: str
    lang: str
    url: str
    count: str


@dataclass(frozen=True)
class CountryGroup:
    """The LRGs of a country; ``more_url`` leads to them where all would be too many to be named."""

    anchor: str
    name: str
    url: str
    total_text: str
    places: list[ListedPlace]
    more_text: str
    more_url: str


@dataclass(frozen=True)
class RegionGroup:
    """The countries of a region, or the networks that belong to none."""

    name: str
    countries: list[CountryGroup]


def anchor_of(country: str) -> str:
    """Return the fragment at which the list has a country."""
    return f"in-{country or WORLDWIDE}"


def list_places(
    chosen: Chosen, shown: Mapping[int, int], named: Mapping[int, Place], first: str
) -> list[RegionGroup]:
    """Return the LRGs by region and country, beginning with the region that the map shows.

    ``shown`` has the actions of each LRG as bits.
    """
    countries: dict[str, list[int]] = defaultdict(list)
    for key in shown:
        countries[named[key].country].append(key)
    full = _listed_in_full(chosen, Counter(named[key].region for key in shown))
    regions: dict[str, list[CountryGroup]] = defaultdict(list)
    for country, keys in countries.items():
        region = named[keys[0]].region
        own = {key: shown[key] for key in keys}
        regions[region].append(_country(chosen, country, own, named, region in full))
    labels = {slug: region.label for slug, region in facet_values("region").items()}
    labels[""] = gettext("Associations and networks")
    return [
        RegionGroup(labels[slug], sorted(regions[slug], key=lambda group: alphabetical(group.name)))
        for slug in sorted(labels, key=lambda slug: slug != first)
        if regions[slug]
    ]


def _listed_in_full(chosen: Chosen, numbers: Counter[str]) -> set[str]:
    """Return the regions whose LRGs are named at once; "" stands for what is in none."""
    selection = chosen.selection
    if numbers.total() <= MOST_LISTED or selection.values("country"):
        return set(numbers)
    chosen_regions = set(selection.values("region"))
    if sum(numbers[region] for region in chosen_regions) <= MOST_LISTED:
        return {*chosen_regions, ""}
    return {""}


def _country(
    chosen: Chosen,
    country: str,
    shown: Mapping[int, int],
    named: Mapping[int, Place],
    is_whole: bool,
) -> CountryGroup:
    language = current_language()
    bits = 0
    for own in shown.values():
        bits |= own
    listed = sorted(shown, key=lambda key: alphabetical(named[key].name)) if is_whole else []
    only = chosen.selection.with_only("country", [country]) if country else chosen.selection
    explorer = explorer_url(language)
    return CountryGroup(
        anchor=anchor_of(country),
        name=territory_name(country, language) if country else "",
        url=f"{explorer}?{only.query_string()}" if country else "",
        total_text=total_text(bits.bit_count()),
        places=[
            ListedPlace(
                named[key].name,
                named[key].lang,
                named[key].url,
                localized_number(shown[key].bit_count()),
            )
            for key in listed
        ],
        more_text="" if is_whole else _places_text(len(shown)),
        more_url="" if is_whole else f"{explorer}?{only.query_string(view='map')}",
    )


def _places_text(count: int) -> str:
    text = ngettext("%(count)s place", "%(count)s places", count)
    return text % {"count": localized_number(count)}
