"""The list of LRGs: who has joined, by region, and who else public sources name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.http import QueryDict
from django.utils.translation import gettext, ngettext

from home.caches import remember_here
from home.frame import add_query
from home.languages import current_language, localized_number
from home.links import query_url
from home.pagination import get_page, pagination
from home.readers import for_everybody
from home.site_frame import index_urls
from home.sources import attach_words
from home.subjects import EVERYDAY, EVERYDAY_BUT_ACTIONS

from . import regions
from .cards import CityCard, city_card
from .models import CityPage
from .models.city import Kind

if TYPE_CHECKING:
    from django.http import HttpRequest

PAGE_SIZE = 120
SHOWN_ELSEWHERE = 12
SHARED = {Kind.NETWORK, Kind.ASSOCIATION}


@dataclass(frozen=True)
class Section:
    """A part of the list under one heading; ``note`` says what its entries have in common."""

    slug: str
    name: str
    note: str = ""


@dataclass(frozen=True)
class SectionLink:
    """Where a section begins, on this page of the list or on another."""

    name: str
    url: str


@dataclass(frozen=True)
class SectionPart:
    """What one page of the list shows of a section."""

    section: Section
    cities: list[CityCard]


@dataclass(frozen=True)
class Listing:
    """All LRGs in the order of the list: the section, the key of the source, the card.

    What is counted of each is not on the card; see :func:`_counts`.
    """

    entries: Sequence[tuple[Section, int, CityCard]]
    joined: int

    def starts(self) -> Iterator[tuple[Section, int]]:
        """Yield each section with the position of its first entry."""
        position = 0
        for section, entries in groupby(self.entries, key=lambda entry: entry[0]):
            yield section, position
            position += len(list(entries))


def _listed_cities() -> list[CityPage]:
    """Return every public LRG with the reader's words attached."""
    cities = for_everybody(CityPage.objects.live()).filter(is_source=True).select_related("locale")
    return attach_words(cities.defer_streamfields().order_by("title"), current_language())


def _counts() -> dict[int, dict[str, int]]:
    """Return how many public actions and commitments each LRG has, by the key of its source.

    They are apart from the list, which would be made anew with every action otherwise.
    """
    public = Q(action_links__action__live=True, action_links__action__is_source=True)
    cities = CityPage.objects.live().filter(is_source=True)
    counted = cities.values(
        "pk",
        actions_count=Count("action_links", filter=public, distinct=True),
        commitments_count=Count("commitments", distinct=True),
    )
    return {row.pop("pk"): row for row in counted}


def add_listing(context: dict[str, Any], request: HttpRequest) -> None:
    """Add one page of the list to what the template shows."""
    listing = _remembered()
    counts = remember_here("city-counts", _counts, apart_from=EVERYDAY_BUT_ACTIONS)
    page = get_page(listing.entries, request.GET.get("page"), PAGE_SIZE)
    context.update(
        total_text=joined_text(listing.joined),
        jumps=[
            SectionLink(section.name, _address(section, start, page.number))
            for section, start in listing.starts()
        ],
        parts=[
            SectionPart(
                section,
                [replace(card, **counts.get(pk, {})) for _section, pk, card in entries],
            )
            for section, entries in groupby(page.object_list, key=lambda entry: entry[0])
        ],
        pagination=pagination(page, QueryDict()),
    )
    add_query(context, request, f"page={page.number}" if page.number > 1 else "")


def _address(section: Section, start: int, shown: int) -> str:
    number = start // PAGE_SIZE + 1
    if number == shown:
        return f"#{section.slug}"
    return f"{query_url(f'page={number}' if number > 1 else '')}#{section.slug}"


def _remembered() -> Listing:
    key = f"cities:{current_language()}"
    return remember_here(key, _listing, apart_from=EVERYDAY)


def _listing() -> Listing:
    language = current_language()
    cities = sorted(_listed_cities(), key=lambda city: city.words.title.casefold())
    entries = [
        (section, city.pk, city_card(city, language))
        for section, found in _in_sections(cities)
        for city in found
    ]
    return Listing(entries, sum(city.has_joined for city in cities))


def _in_sections(cities: Iterable[CityPage]) -> Iterator[tuple[Section, list[CityPage]]]:
    joined = [city for city in cities if city.has_joined]
    for code, slug in regions.SLUGS.items():
        yield (
            Section(slug, regions.region_name(code)),
            [city for city in joined if city.region == code and city.kind not in SHARED],
        )
    yield (
        Section("networks", gettext("Associations and networks")),
        [city for city in joined if city.kind in SHARED],
    )
    yield (
        Section(
            "named",
            gettext("Also named in public sources"),
            gettext(
                "Public sources name these governments, but do not show that they have joined."
            ),
        ),
        [city for city in cities if not city.has_joined],
    )


@dataclass(frozen=True)
class Joined:
    """Who has joined, for a page that is about something else."""

    text: str
    url: str
    parts: list[SectionPart]


def who_has_joined() -> Joined:
    """Return those who have joined, by region: so many of each as can be read at a glance."""
    language = current_language()
    listing = _remembered()
    return Joined(
        joined_text(listing.joined),
        index_urls(language).get("cities", ""),
        [
            SectionPart(section, [card for _section, _pk, card in entries][:SHOWN_ELSEWHERE])
            for section, entries in groupby(listing.entries, key=lambda entry: entry[0])
            if section.slug != "named"
        ],
    )


def joined_text(number: int) -> str:
    """Say how many have joined."""
    text = ngettext(
        "%(count)s local and regional government or association is named as having joined.",
        "%(count)s local and regional governments and associations are named as having joined.",
        number,
    )
    return text % {"count": localized_number(number)}
