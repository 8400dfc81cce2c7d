"""The actions that a selection leaves, in the order that it asks for.

The explorer, the map, the figures, the exports, the feed and the API all begin here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from actions.facet_index import FacetIndex, facet_index, positions
from actions.models import Action, ActionLRG, CityPage
from actions.selection import NEWEST, PLACE, RELEVANCE, TITLE, Selection
from home.caches import remember_here
from home.finding import found
from home.languages import alphabetical, current_language
from home.subjects import EVERYDAY_BUT_ACTIONS

if TYPE_CHECKING:
    pass

LAST = "\U0010ffff"
"""Sorts after every name."""


@dataclass(frozen=True)
class Chosen:
    """Public source actions: ``bits`` of the index, and what the search did to the words.

    ``found`` are those that hold the words, ``ranking`` their positions, the best first.
    """

    selection: Selection
    index: FacetIndex
    found: int | None
    ranking: tuple[int, ...] = ()
    spelling: str = ""

    @cached_property
    def bits(self) -> int:
        """The actions, as bits of the index."""
        return self.index.matching(self.selection, self.found)

    @cached_property
    def total(self) -> int:
        """How many actions there are."""
        return self.bits.bit_count()

    @cached_property
    def keys(self) -> list[int]:
        """The primary keys of their source rows, in the order asked for."""
        return [self.index.keys[bit] for bit in self._in_order()]

    @cached_property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many actions choosing each value would give, by facet."""
        return self.index.counts(self.selection, self.found)

    def total_of(self, selection: Selection) -> int:
        """Return how many actions another selection with the same words would leave."""
        return self.index.matching(selection, self.found).bit_count()

    def _in_order(self) -> Iterator[int]:
        sort = self.selection.sort
        if sort == NEWEST:
            return positions(self.bits)
        order = self.ranking if sort == RELEVANCE else _order(sort, current_language())
        chosen = set(positions(self.bits))
        return (bit for bit in order if bit in chosen)


def choose(selection: Selection) -> Chosen:
    """Return what a selection leaves; its queries don't depend on how many actions there are."""
    index = facet_index()
    if not selection.words:
        return Chosen(selection, index, None)
    result = found("action", selection.words)
    ranking = index.positions_of(result.keys)
    return Chosen(selection, index, index.from_positions(ranking), ranking, result.spelling)


def _order(sort: str, language: str) -> tuple[int, ...]:
    """Return the positions of all actions by title or by place, as readers of a language see it."""
    return remember_here(
        f"{sort}-order:{language}",
        lambda: _ORDERS[sort](language),
        apart_from=EVERYDAY_BUT_ACTIONS,
    )


def _by_title(language: str) -> tuple[int, ...]:
    titles = _titles(Action, language)
    return _sorted({bit: titles.get(key, LAST) for key, bit in facet_index().bit_of.items()})


def _by_place(language: str) -> tuple[int, ...]:
    """By the name of the first LRG; what belongs to none comes last."""
    first = (
        ActionLRG.objects.filter(action__live=True, action__is_source=True)
        .order_by("action", "sort_order", "pk")
        .distinct("action")
        .values_list("action__translation_key", "lrg__translation_key")
    )
    places, titles = _titles(CityPage, language), _titles(Action, language)
    lrgs = dict(first)
    names = {
        bit: f"{places.get(lrgs.get(key), LAST)} {titles.get(key)}"
        for key, bit in facet_index().bit_of.items()
    }
    return _sorted(names)


def _titles(model: type[Any], language: str) -> dict[Any, str]:
    """Return the titles that readers of a language see, by translation key, made for sorting."""
    own = Q(locale__language_code=language, live=True)
    rows = model.objects.filter(Q(is_source=True) | own).order_by("-is_source")
    found = rows.values_list("translation_key", "title")
    # A translation comes after its source and takes its place.
    return {key: alphabetical(title) for key, title in found}


def _sorted(names: dict[int, str]) -> tuple[int, ...]:
    return tuple(sorted(names, key=lambda bit: (names[bit], bit)))


_ORDERS = {TITLE: _by_title, PLACE: _by_place}
