"""Every LRG as the map and its list name it, and where it stands in each window."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Q

from actions import regions
from actions.map.windows import WINDOWS
from actions.models import CityPage
from home.caches import remember_here
from home.languages import bcp47, territory_name
from home.site_frame import index_urls
from home.subjects import EVERYDAY


@dataclass(frozen=True)
class Place:
    """An LRG in a reader's words; ``url`` is empty while its page is not public.

    ``country`` is its ISO 3166 code, ``region`` the slug of its region; a worldwide network has
    neither.
    """

    name: str
    lang: str
    url: str
    country: str
    country_name: str
    region: str


Point = tuple[float, float]


def places(language: str) -> dict[int, Place]:
    """Return every LRG by the primary key of its source page."""
    return remember_here(
        f"map-places:{language}", lambda: _read_places(language), apart_from=EVERYDAY
    )


def points(window: str) -> dict[int, Point]:
    """Return where the LRGs that have a position are in a window, as :meth:`Window.place` does.

    Those that lie outside of it are left out.
    """
    return remember_here(f"map-points:{window}", lambda: _read_points(window), apart_from=EVERYDAY)


def _read_places(language: str) -> dict[int, Place]:
    own = Q(locale__language_code=language, live=True, alias_of__isnull=True)
    rows = CityPage.objects.filter(Q(is_source=True) | own).order_by("-is_source")
    fields = ("pk", "translation_key", "title", "slug", "locale__language_code", "live")
    found = list(rows.values_list(*fields, "is_source", "country"))
    # A translation comes after its source and takes its place.
    words = {row[1]: row for row in found}
    index = index_urls(language).get("cities", "")
    shown = {}
    for pk, key, *_words, live, is_source, country in found:
        if is_source:
            _pk, _key, title, slug, code, *_rest = words[key]
            shown[pk] = Place(
                name=title,
                lang=bcp47(code),
                url=f"{index}{slug}/" if live and index else "",
                country=str(country),
                country_name=territory_name(str(country), language) if country else "",
                region=regions.SLUGS.get(regions.region_of(str(country)) or "", ""),
            )
    return shown


def _read_points(window: str) -> dict[int, Point]:
    shown = WINDOWS[window]
    rows = CityPage.objects.filter(is_source=True).values_list("pk", "longitude", "latitude")
    return {
        pk: shown.place(float(longitude), float(latitude))
        for pk, longitude, latitude in rows
        if longitude is not None
        and latitude is not None
        and shown.shows(float(longitude), float(latitude))
    }
