"""What lists show of actions and of LRGs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext, ngettext, pgettext

from home.caches import remember_each_here
from home.languages import bcp47, current_language, direction, localized_date
from home.links import in_language
from home.site_frame import index_urls
from home.sources import attach_words
from home.subjects import EVERYDAY_BUT_ACTIONS

from .terms import TermLabel, terms

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .models import Action, CityPage

PLACES_SHOWN = 3


@dataclass(frozen=True)
class ActionCard:
    """An action: its facts, and its words in the reader's language or else in its own."""

    title: str
    lang: str
    direction: str
    url: str
    summary: str
    places_text: str
    dates: str
    stage: str
    stage_value: str
    categories: list[TermLabel]
    category_slug: str
    art_seed: str
    image: Any
    image_alt: str
    inferred: bool


@dataclass(frozen=True)
class CityCard:
    """A local or regional government."""

    name: str
    lang: str
    direction: str
    url: str
    country: str
    region: str
    kind: str
    has_joined: bool
    art_seed: str
    actions_count: int = 0
    commitments_count: int = 0


def action_cards(actions: QuerySet[Action]) -> list[ActionCard]:
    """Return the cards of public source actions, in the order of a query."""
    # In a preview the relation is one of drafts, which know the key by its own name only.
    return cards_of(list(actions.values_list("id", flat=True)))


def cards_of(keys: Sequence[int]) -> list[ActionCard]:
    """Return the cards of public source actions by primary keys, in their order.

    The same number of queries for one and for many; none for those that were shown before.
    """
    language = current_language()
    return remember_each_here(
        f"action-cards:{language}",
        keys,
        partial(_made_cards, language),
        apart_from=EVERYDAY_BUT_ACTIONS,
    )


def _made_cards(language: str, keys: list[int]) -> dict[int, ActionCard]:
    from .models import Action

    sources = Action.objects.filter(pk__in=keys).with_relations().defer("body")
    words = attach_words(list(sources), language)
    return dict(zip((source.pk for source in words), _cards(words, language), strict=True))


def worded_card(source: Action, language: str) -> ActionCard:
    """Return the card of a source action whose words are attached: a reader's, or a preview's."""
    # One that is only begun holds what it relates to, and is in no table.
    if source.pk:
        prefetch_related_objects([source], "lrgs__lrg__locale", "categories")
    return _cards([source], language)[0]


def _cards(sources: list[Action], language: str) -> list[ActionCard]:
    attach_words([link.lrg for source in sources for link in source.lrgs.all()], language)
    return [action_card(source, language) for source in sources]


def action_card(source: Action, language: str) -> ActionCard:
    """Return the card of one action whose words are attached."""
    words = source.words
    categories = terms(language).pick(terms(language).categories, source.categories.all())
    return ActionCard(
        title=words.title,
        lang=bcp47(words.language),
        direction=direction(words.language),
        url=action_url(words.slug, language),
        summary=words.summary,
        places_text=places_text([link.lrg for link in source.lrgs.all()]),
        dates=action_dates(source),
        stage=source.get_stage_display(),
        stage_value=source.stage,
        categories=categories,
        category_slug=categories[0].slug if categories else "",
        art_seed=source.slug,
        image=source.image,
        image_alt="" if source.image_decorative else words.image_alt or source.image_alt,
        inferred=source.categories_inferred,
    )


def explorer_url(language: str) -> str:
    """Return the address of the list of actions."""
    return index_urls(language).get("actions", f"/{language}/")


def view_url(query: str, path: str = "") -> str:
    """Return the address of a view of the actions, or of what is made of it."""
    address = f"{explorer_url(current_language())}{path}"
    return f"{address}?{query}" if query else address


def action_url(slug: str, language: str) -> str:
    """Return the address of an action."""
    return f"{explorer_url(language)}{slug}/"


def places_text(lrgs: list[CityPage]) -> str:
    """Name who acts and in which country, as short as a card wants it."""
    names = [lrg.words.title for lrg in lrgs]
    if len(names) > PLACES_SHOWN:
        others = len(names) - PLACES_SHOWN + 1
        more = ngettext("%(count)s more", "%(count)s more", others) % {"count": others}
        names = [*names[: PLACES_SHOWN - 1], more]
    countries = dict.fromkeys(lrg.country_name for lrg in lrgs if lrg.country_name)
    parts = [*names, *(country for country in countries if country not in names)]
    return pgettext("between the names in a list", ", ").join(parts)


def action_dates(action: Action) -> str:
    """Print when an action runs, as exactly as it is known."""
    start = localized_date(action.start_date, action.start_precision) if action.start_date else ""
    end = localized_date(action.end_date, action.end_precision) if action.end_date else ""
    if start and end:
        return start if start == end else f"{start} – {end}"
    if start and action.ongoing:
        return gettext("%(start)s – ongoing") % {"start": start}
    if end:
        return gettext("until %(end)s") % {"end": end}
    return start


def city_cards(cities: QuerySet[CityPage] | Iterable[CityPage]) -> list[CityCard]:
    """Return the cards of source pages, without what is counted of them."""
    language = current_language()
    return [city_card(city, language) for city in attach_words(cities, language)]


def city_card(city: CityPage, language: str) -> CityCard:
    """Return the card of one LRG whose words are attached."""
    words = city.words
    return CityCard(
        name=words.title,
        lang=bcp47(words.language),
        direction=direction(words.language),
        url=in_language(words.get_url() or "/", language),
        country=city.country_name,
        region=city.region_name,
        kind=city.get_kind_display(),
        has_joined=city.has_joined,
        art_seed=city.slug,
    )
