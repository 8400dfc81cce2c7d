"""Actions that share something with another: the rarer what they share, the closer they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from math import log

from actions.cards import ActionCard, cards_of
from actions.facet_index import FacetIndex, facet_index, positions
from actions.models import Action

RELATED_SHOWN = 3
# How much it says of two actions that they share a value of a facet.
WEIGHTS = {"gcm": 2.0, "gcr": 1.5, "sdg": 1.5, "priority": 1.5, "category": 1.0, "country": 1.0}
PLACE_WEIGHT = 2.0


def related_actions(source: Action) -> list[ActionCard]:
    """Return the cards of the closest actions; scoring them costs no query."""
    index = facet_index()
    own = index.bit_of_key.get(source.pk)
    if own is None:
        return []
    scores: dict[int, float] = defaultdict(float)
    for shared, weight in _shared(index, own):
        # A value that every other action has too says little.
        worth = weight * log(1 + len(index.keys) / shared.bit_count())
        for bit in positions(shared):
            scores[bit] += worth
    scores.pop(own, None)
    best = sorted(scores, key=lambda bit: (-scores[bit], bit))[:RELATED_SHOWN]
    return cards_of([index.keys[bit] for bit in best])


def _shared(index: FacetIndex, own: int) -> Iterator[tuple[int, float]]:
    """Yield the actions of each value that an action has, and what sharing it is worth."""
    for facet, weight in WEIGHTS.items():
        for bits in index.facets.get(facet, {}).values():
            if bits >> own & 1:
                yield bits, weight
    for bits in index.places.values():
        if bits >> own & 1:
            yield bits, PLACE_WEIGHT
