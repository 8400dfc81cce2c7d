"""What a reader has chosen among the actions: facets, words and an order.

A selection is read from a query string and written back as one: the same choice always gives the
same address, whatever the order or the repetitions in which its parameters came.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Self

from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from actions.facets import FACETS, known_values

if TYPE_CHECKING:
    from django.http import QueryDict

LONGEST_WORDS = 200
MOST_VALUES = 60
RELEVANCE, NEWEST, TITLE, PLACE = "relevance", "newest", "title", "place"
SORTS = {
    RELEVANCE: _("Relevance"),
    NEWEST: _("Newest first"),
    TITLE: _("Title"),
    PLACE: _("Place"),
}


@dataclass(frozen=True)
class Selection:
    """Words to look for, values by facet, and an order.

    Values of one facet are alternatives; facets narrow each other down. ``problems`` names the
    parameters that held something else than what can be chosen; it was left out.
    """

    words: str = ""
    chosen: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    sort: str = NEWEST
    problems: tuple[str, ...] = ()

    @classmethod
    def read(cls, params: QueryDict) -> Self:
        """Read a query string; whatever can't be understood becomes a problem, never an error."""
        problems = []
        chosen = {}
        for name in FACETS:
            given = {value for value in params.getlist(name) if value}
            valid = known_values(name, given)
            if len(valid) > MOST_VALUES or valid != given:
                problems.append(name)
            if valid:
                chosen[name] = tuple(sorted(valid, key=_by_number)[:MOST_VALUES])
        words, words_understood = _clean_words(params.get("q", ""))
        sort = params.get("sort", "")
        if not words_understood:
            problems.append("q")
        if sort and sort not in SORTS:
            problems.append("sort")
        return cls(words, chosen, _order(sort, words), tuple(problems))

    @property
    def is_empty(self) -> bool:
        """Whether nothing narrows the actions down."""
        return not self.words and not self.chosen

    @property
    def default_sort(self) -> str:
        """The order when none is asked for: the best first among what was searched for."""
        return RELEVANCE if self.words else NEWEST

    def values(self, facet: str) -> tuple[str, ...]:
        """Return the chosen values of a facet."""
        return self.chosen.get(facet, ())

    def without(self, facet: str, value: str = "") -> Self:
        """Return this selection without a value of a facet, or without the facet."""
        kept = tuple(item for item in self.values(facet) if value and item != value)
        chosen = {name: kept if name == facet else values for name, values in self.chosen.items()}
        return replace(self, chosen={name: values for name, values in chosen.items() if values})

    def without_words(self) -> Self:
        """Return this selection without the words."""
        return replace(self, words="", sort=_order(self.sort, ""))

    def with_only(self, facet: str, values: Iterable[str]) -> Self:
        """Return this selection with other values of a facet."""
        return replace(self, chosen={**self.without(facet).chosen, facet: tuple(values)})

    def query_string(self, **more: object) -> str:
        """Return the one query string of this selection, with more parameters at its end.

        Parameters that are empty are left out.
        """
        pairs: list[tuple[str, object]] = [("q", self.words)]
        pairs += [(name, value) for name in FACETS for value in self.values(name)]
        if self.sort != self.default_sort:
            pairs.append(("sort", self.sort))
        pairs += more.items()
        return urlencode([(name, str(value)) for name, value in pairs if value])


def _clean_words(given: str) -> tuple[str, bool]:
    """Return the words that can be searched for, and whether that is all that was given."""
    printable = given.encode("utf-8", "ignore").decode().replace("\x00", "")
    words = " ".join(printable.split())[:LONGEST_WORDS].rstrip()
    return words, len(printable) == len(given) <= LONGEST_WORDS


def _order(sort: str, words: str) -> str:
    if sort not in SORTS or (sort == RELEVANCE and not words):
        return RELEVANCE if words else NEWEST
    return sort


def _by_number(value: str) -> tuple[int, str]:
    return (int(value) if value.isdecimal() and len(value) < 10 else 0, value)
