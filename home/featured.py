"""What the home page shows first: its slots, or else the newest actions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from home.readers import for_everybody
from home.reports import editions, report_card

if TYPE_CHECKING:
    from home.models import HomePage

SHOWN_WITHOUT_SLOTS = 6
TEMPLATES = {
    "action": "components/action_card.html",
    "story": "components/story_card.html",
    "city": "components/city_card.html",
    "report": "components/report_card.html",
}
Cards = dict[UUID, Any]


@dataclass(frozen=True)
class Featured:
    """A record that the home page shows first, and the template of its card."""

    card: Any
    template: str


def featured(source: HomePage) -> list[Featured]:
    """Return what fills the slots of the home page and is public, or else the newest actions.

    A constant number of queries, whatever the number of slots.
    """
    slots = [
        (child.block_type, child.value.translation_key) for child in source.featured if child.value
    ]
    wanted: dict[str, list[UUID]] = defaultdict(list)
    for kind, key in slots:
        wanted[kind].append(key)
    cards = {kind: _READERS[kind](keys) for kind, keys in wanted.items()}
    filled = [
        Featured(cards[kind][key], TEMPLATES[kind]) for kind, key in slots if key in cards[kind]
    ]
    return filled or _newest_actions()


def _newest_actions() -> list[Featured]:
    from actions.cards import action_cards
    from actions.models import Action

    newest = Action.objects.public().newest_first()[:SHOWN_WITHOUT_SLOTS]
    return [Featured(card, TEMPLATES["action"]) for card in action_cards(newest)]


def _actions(keys: Collection[UUID]) -> Cards:
    from actions.cards import cards_of
    from actions.models import Action

    public = Action.objects.public().filter(translation_key__in=keys).only("translation_key")
    return _by_key(public, lambda found: cards_of([action.pk for action in found]))


def _stories(keys: Collection[UUID]) -> Cards:
    from blog.stories import stories, story_cards

    return _by_key(stories().filter(translation_key__in=keys), story_cards)


def _cities(keys: Collection[UUID]) -> Cards:
    from actions.cards import city_cards
    from actions.models import CityPage

    public = for_everybody(CityPage.objects.live()).filter(is_source=True, translation_key__in=keys)
    return _by_key(public.select_related("locale"), city_cards)


def _reports(keys: Collection[UUID]) -> Cards:
    return {
        edition.translation_key: report_card(edition)
        for edition in editions()
        if edition.translation_key in keys
    }


def _by_key(records: Any, make_cards: Callable[[list[Any]], list[Any]]) -> Cards:
    found = list(records)
    cards = make_cards(found)
    return {record.translation_key: card for record, card in zip(found, cards, strict=True)}


_READERS: dict[str, Callable[[Collection[UUID]], Cards]] = {
    "action": _actions,
    "story": _stories,
    "city": _cities,
    "report": _reports,
}
