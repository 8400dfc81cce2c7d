"""The list below the map: it says what the map shows, and names what no map can show."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext

from actions.cards import explorer_url
from actions.choices import total_text
from actions.chosen import Chosen, alphabetical
from actions.facets import facet_values
from actions.map.places import Place
from home.languages import current_language, localized_number, territory_name

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
    """The LRGs of a country; ``more_url`` leads to them where they are too many to be listed."""

    anchor: str
    name: str
    url: str
    total_text: str
    places: list[ListedPlace]
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
    chosen: Chosen, shown: Mapping[int, int], named: Mapping[int, Place]
) -> list[RegionGroup]:
    """Return the LRGs by region and country; ``shown`` has the actions of each as bits."""
    countries: dict[str, list[int]] = defaultdict(list)
    for key in shown:
        countries[named[key].country].append(key)
    is_whole = len(shown) <= MOST_LISTED or bool(chosen.selection.values("country"))
    regions: dict[str, list[CountryGroup]] = defaultdict(list)
    for country, keys in countries.items():
        own = {key: shown[key] for key in keys}
        group = _country(chosen, country, own, named, is_whole or not country)
        regions[named[keys[0]].region].append(group)
    labels = {slug: region.label for slug, region in facet_values("region").items()}
    labels[""] = gettext("Associations and networks")
    return [
        RegionGroup(label, sorted(regions[slug], key=lambda group: alphabetical(group.name)))
        for slug, label in labels.items()
        if regions[slug]
    ]


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
        more_url="" if is_whole else f"{explorer}?{only.query_string(view='map')}",
    )
