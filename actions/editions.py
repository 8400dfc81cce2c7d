"""What an edition of the report holds, as its page lists it: by region, government and action."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from actions.cards import CityCard, action_url, city_card
from actions.models import Action
from actions.regions import SLUGS, region_name
from home.languages import bcp47, current_language, sorting_key
from home.site_frame import Link
from home.sources import attach_words

if TYPE_CHECKING:
    from home.models import ReportPage


@dataclass
class EditionLRG:
    """An LRG with its actions in the edition."""

    card: CityCard
    actions: list[Link] = field(default_factory=list)


@dataclass
class EditionRegion:
    """A region, or the networks that belong to none, with everyone in it."""

    name: str
    lrgs: list[EditionLRG] = field(default_factory=list)


def edition_regions(source: ReportPage) -> list[EditionRegion]:
    """Return the LRGs and the actions of an edition; its queries don't grow with their number."""
    language = current_language()
    if source.pk is None:
        return []
    found = Action.objects.public().filter(edition=source).newest_first()
    actions = attach_words(found.with_relations().defer("body"), language)
    lrgs = {link.lrg_id: link.lrg for action in actions for link in action.lrgs.all()}
    attach_words(lrgs.values(), language)
    entries = {key: EditionLRG(city_card(lrg, language)) for key, lrg in lrgs.items()}
    for action in actions:
        words = action.words
        link = Link(words.title, action_url(words.slug, language), bcp47(words.language))
        for key in {item.lrg_id for item in action.lrgs.all()}:
            entries[key].actions.append(link)
    names = {code: region_name(code) for code in SLUGS}
    regions: dict[str | None, EditionRegion] = {}
    for key, entry in entries.items():
        code = lrgs[key].region
        # Networks that belong to no region come last.
        name = names[code] if code else gettext("Associations and networks")
        regions.setdefault(code, EditionRegion(name)).lrgs.append(entry)
    for region in regions.values():
        region.lrgs.sort(key=lambda entry: sorting_key(entry.card.name))
    ranked = sorted(regions.items(), key=lambda item: (item[0] is None, sorting_key(item[1].name)))
    return [region for _code, region in ranked]
