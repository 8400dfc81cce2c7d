"""Every public action as one bit, every value of a facet as a set of bits.

Filtering is then an "and" of whole numbers and counting the ones in it: the counts beside all
values of all facets take well under a millisecond, with ten actions or ten thousand, and no query.
The index is read from the database by a fixed number of queries, kept in the shared cache and
forgotten when something is published (decision 15).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.contrib.postgres.aggregates import ArrayAgg, StringAgg
from django.db.models import Case, Value, When

from actions import regions
from actions.models import Action, ActionLRG
from home.caches import remember_here
from home.subjects import EVERYDAY_BUT_ACTIONS

if TYPE_CHECKING:
    from actions.selection import Selection

Bits = int
PUBLIC = {"action__live": True, "action__is_source": True}
"""Of a link to an action: that the action is public."""


@dataclass(frozen=True)
class FacetIndex:
    """The public actions, the newest first: bit *n* stands for the *n*-th of ``keys``.

    ``facets`` has the actions of each value of each facet; ``places`` those of each LRG, by the
    primary key of its source page. Translation keys are kept as the numbers that they are: packing
    thousands of UUIDs for the cache takes longer than reading them from the database.
    """

    keys: tuple[int, ...]
    translation_keys: tuple[int, ...]
    facets: dict[str, dict[str, Bits]]
    places: dict[int, Bits]

    @cached_property
    def everything(self) -> Bits:
        """All actions."""
        return (1 << len(self.keys)) - 1

    @cached_property
    def bit_of(self) -> dict[UUID, int]:
        """The position of each action, by its translation key."""
        return {UUID(int=key): bit for bit, key in enumerate(self.translation_keys)}

    @cached_property
    def bit_of_key(self) -> dict[int, int]:
        """The position of each action, by the primary key of its source row."""
        return {key: bit for bit, key in enumerate(self.keys)}

    def of(self, facet: str, values: Iterable[str]) -> Bits:
        """Return the actions that have any of some values."""
        known = self.facets.get(facet, {})
        bits = 0
        for value in values:
            bits |= known.get(value, 0)
        return bits

    def matching(self, selection: Selection, found: Bits | None = None) -> Bits:
        """Return the actions that match every facet and are among those ``found`` by words."""
        bits = self.everything if found is None else found
        for facet, values in selection.chosen.items():
            bits &= self.of(facet, values)
        return bits

    def counts(self, selection: Selection, found: Bits | None = None) -> dict[str, dict[str, int]]:
        """Return how many actions choosing each value would give, by facet.

        A facet's own choice doesn't count against it: its values are alternatives.
        """
        whole = self.matching(selection, found)
        counts = {}
        for facet, values in self.facets.items():
            chosen = selection.values(facet)
            bits = self.matching(selection.without(facet), found) if chosen else whole
            counts[facet] = {value: (bits & own).bit_count() for value, own in values.items()}
        return counts

    def places_of(self, bits: Bits) -> dict[int, int]:
        """Return how many of some actions each LRG carries out; only those that do."""
        counts = ((lrg, (own & bits).bit_count()) for lrg, own in self.places.items())
        return {lrg: count for lrg, count in counts if count}

    def positions_of(self, translation_keys: Iterable[UUID]) -> tuple[int, ...]:
        """Return the positions of some actions in their order; what is not public is left out.

        Each key is looked up once: comparing thousands of UUIDs takes longer than finding them.
        """
        found = map(self.bit_of.get, translation_keys)
        return tuple(bit for bit in found if bit is not None)

    def from_positions(self, found: Iterable[int]) -> Bits:
        """Return actions at some positions as bits."""
        return _pack(found, len(self.keys))


def positions(bits: Bits) -> Iterator[int]:
    """Yield the positions of the bits that are set, in rising order."""
    text = f"{bits:b}"[::-1]
    position = text.find("1")
    while position >= 0:
        yield position
        position = text.find("1", position + 1)


def facet_index() -> FacetIndex:
    """Return the index of what is public now."""
    return remember_here("facet-index", _read, apart_from=EVERYDAY_BUT_ACTIONS)


def _pack(set_bits: Iterable[int], size: int) -> Bits:
    packed = bytearray((size + 7) // 8)
    for bit in set_bits:
        packed[bit >> 3] |= 1 << (bit & 7)
    return int.from_bytes(packed, "little")


def _read() -> FacetIndex:
    """Read the index; PostgreSQL groups the actions of each value, which is many times faster."""
    # An edition that is not public yet has no name in public.
    edition = Case(When(edition__live=True, then="edition__slug"), default=Value(""))
    rows = list(
        Action.objects.public()
        .newest_first()
        .values_list("pk", "translation_key", "start_date", "stage", edition)
    )
    bit_of = {row[0]: bit for bit, row in enumerate(rows)}
    places = list(_places())
    found: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for facet, value, keys in chain(
        _own_facts(rows), _facts_of_places(places), _terms(), _languages(rows)
    ):
        if value:
            found[facet][value] += keys

    def pack(keys: Iterable[int]) -> Bits:
        return _pack((bit_of[key] for key in keys if key in bit_of), len(rows))

    return FacetIndex(
        keys=tuple(bit_of),
        translation_keys=tuple(row[1].int for row in rows),
        facets={
            facet: {value: pack(keys) for value, keys in values.items()}
            for facet, values in found.items()
        },
        places={lrg: pack(keys) for lrg, _country, _kind, keys in places},
    )


Facts = Iterator[tuple[str, str, Iterable[int]]]
"""A facet, a value and the primary keys of the actions that have it."""


def _own_facts(rows: Iterable[tuple[Any, ...]]) -> Facts:
    for key, _translation_key, start, stage, edition in rows:
        yield "year", str(start.year) if start else "", (key,)
        yield "status", stage, (key,)
        yield "edition", edition, (key,)


def _facts_of_places(places: Iterable[tuple[int, Any, str, list[int]]]) -> Facts:
    for _lrg, country, kind, keys in places:
        yield "kind", kind, keys
        yield "country", str(country), keys
        yield "region", regions.SLUGS.get(regions.region_of(str(country)) or "", ""), keys


def _places() -> Iterable[tuple[int, Any, str, list[int]]]:
    """Return the primary key, the country and the kind of each LRG that acts, and its actions."""
    return (
        ActionLRG.objects.filter(**PUBLIC)
        .order_by()
        .values_list("lrg_id", "lrg__country", "lrg__kind")
        .annotate(keys=ArrayAgg("action_id"))
    )


def _terms() -> Facts:
    """Yield each entry of the official lists with its actions."""
    for facet, relation in (("category", Action.categories), ("priority", Action.priorities)):
        links = relation.through.objects.filter(**PUBLIC).order_by()
        for slug, keys in links.values_list(f"{facet}__slug").annotate(keys=ArrayAgg("action_id")):
            yield facet, slug, keys
    objectives = Action.objectives.through.objects.filter(**PUBLIC).order_by()
    for framework, number, keys in objectives.values_list(
        "objective__framework", "objective__number"
    ).annotate(keys=ArrayAgg("action_id")):
        yield framework, str(number), keys


def _languages(rows: Iterable[tuple[Any, ...]]) -> Facts:
    """Yield the languages that each action can be read in."""
    key_of = {row[1]: row[0] for row in rows}
    found = (
        Action.objects.filter(live=True)
        .order_by()
        .values_list("translation_key")
        .annotate(codes=StringAgg("locale__language_code", " "))
    )
    keys: dict[str, list[int]] = defaultdict(list)
    for translation_key, codes in found:
        if translation_key in key_of:
            for code in codes.split():
                keys[code].append(key_of[translation_key])
    for code, of_code in keys.items():
        yield "language", code, of_code
