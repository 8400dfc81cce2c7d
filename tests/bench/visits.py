"""The pages that are measured, and the addresses at which readers ask for each of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle, islice, product

from django.http import QueryDict
from django.urls import reverse

from actions.models import Action, CityPage, Objective
from actions.regions import SLUGS
from actions.selection import Selection

from .sites import FLOOR_SLUG

FLOOR = "bare page"
# Values of facets that go together in turn; none narrows so much that nothing is left of 70.
CATEGORIES = ("access-to-services", "governance", "employment", "children-youth")
WORDS = ("refugees", "housing", "health", "school", "migrants", "women", "employment", "training")
WORDS_OF = {
    "ar": ("اللاجئين", "السكن", "المدرسة", "النساء"),
    "zh-hans": ("难民", "住房", "学校", "妇女"),
}


@dataclass(frozen=True)
class Visit:
    """A page and the addresses to ask for it, which are taken in turn.

    Of a ``fresh`` visit no address comes twice: only what all pages share is remembered.
    ``as_new`` visits come right after a publication, when nothing is remembered of what is public;
    ``editor`` visits are made by somebody who has signed in to the desk.
    """

    name: str
    addresses: tuple[str, ...]
    fresh: bool = False
    as_new: bool = False
    editor: bool = False

    def in_turn(self) -> Iterator[str]:
        """Yield the addresses without an end."""
        return cycle(self.addresses)


def visits() -> list[Visit]:
    """Return the pages, in the order in which they are reported."""
    actions = list(Action.objects.public().order_by("pk").values_list("slug", flat=True)[:60])
    cities = list(
        CityPage.objects.filter(is_source=True).order_by("pk").values_list("slug", flat=True)[:40]
    )
    details = [f"/en/actions/{slug}/" for slug in actions]
    places = [f"/en/cities/{slug}/" for slug in cities]
    chosen = tuple(f"/en/actions/?{query}" for query in queries())
    return [
        Visit(FLOOR, (f"/en/{FLOOR_SLUG}/",)),
        Visit("home", ("/en/",)),
        Visit("explorer", ("/en/actions/",)),
        Visit("explorer, three facets and words", chosen, fresh=True),
        Visit("explorer in Arabic, words", _searches("/ar/actions/", WORDS_OF["ar"])),
        Visit("explorer, by title, third page", ("/en/actions/?sort=title&page=3",)),
        Visit("map", ("/en/actions/?view=map",)),
        Visit(
            "map, three facets and words", tuple(f"{url}&view=map" for url in chosen), fresh=True
        ),
        Visit("figures", ("/en/actions/figures/",)),
        Visit("detail", tuple(details[:5])),
        Visit("detail, first reader", tuple(details[5:]), fresh=True),
        Visit("city", tuple(places[:5])),
        Visit("city, first reader", tuple(places[5:]), fresh=True),
        Visit("cities", ("/en/cities/",)),
        Visit("search", _searches("/en/search/", WORDS)),
        Visit("search in Chinese", _searches("/zh-hans/search/", WORDS_OF["zh-hans"])),
        Visit("feed", ("/en/actions/feed/",)),
        Visit("site map", ("/en/sitemap/",)),
        Visit("home, just after a publication", ("/en/",), as_new=True),
        Visit("explorer, just after a publication", ("/en/actions/",), as_new=True),
        Visit(
            "desk: list of actions", (reverse("wagtailsnippets_actions_action:list"),), editor=True
        ),
    ]


def queries(number: int = 40) -> Iterator[str]:
    """Yield query strings that choose values of three facets and words, each another choice."""
    numbers = list(
        Objective.objects.filter(is_source=True, framework="gcm").values_list("number", flat=True)
    )
    combinations = product(WORDS, range(5))
    for words, turn in islice(combinations, number):
        params = QueryDict(mutable=True)
        params["q"] = words
        params.setlist("category", [CATEGORIES[turn % 4], CATEGORIES[(turn + 1) % 4]])
        params.setlist("gcm", [str(value) for value in numbers[: 8 + turn]])
        params.setlist("region", list(SLUGS.values())[: 4 + turn % 2])
        yield Selection.read(params).query_string()


def of_a_crowd() -> dict[str, tuple[str, ...]]:
    """Return the addresses that many readers ask for at once, by the kind of page."""
    by_name = {visit.name: visit.addresses for visit in visits()}
    return {
        "home": by_name["home"],
        "explorer": by_name["explorer"],
        "explorer, three facets and words": by_name["explorer, three facets and words"],
        "map": by_name["map"],
        "detail": by_name["detail"],
        "search": by_name["search"],
    }


def _searches(address: str, words: tuple[str, ...]) -> tuple[str, ...]:
    params = QueryDict(mutable=True)
    found = []
    for word in words:
        params["q"] = word
        found.append(f"{address}?{params.urlencode()}")
    return tuple(found)
