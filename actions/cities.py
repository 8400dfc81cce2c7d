"""The page of one LRG."""

from __future__ import annotations

from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext

from home.caches import remember
from home.languages import bcp47, current_language, localized_date
from home.links import reader_url
from home.sources import language_of

from . import regions
from .cards import action_cards, explorer_url
from .detail import Fact, progress_updates
from .map import locator
from .models import Action, CityPage
from .terms import terms

STORIES_SHOWN = 3


@dataclass(frozen=True)
class SourceLink:
    """A public page on which an entry rests."""

    url: str
    host: str


def city_context(page: CityPage, *, is_preview: bool) -> dict[str, Any]:
    """Return what the page of an LRG shows besides its own words."""
    if is_preview:
        return _city_context(page)
    key = f"city:{page.pk}:{current_language()}"
    return remember(key, lambda: _city_context(page))


def _city_context(page: CityPage) -> dict[str, Any]:
    source = page.source
    explorer = explorer_url(current_language())
    region_slug = regions.SLUGS.get(source.region or "")
    city = SimpleNamespace(
        kind=source.get_kind_display(),
        country=source.country_name,
        country_url=f"{explorer}?country={source.country}" if source.country else "",
        region=source.region_name,
        region_url=f"{explorer}?region={region_slug}" if region_slug else "",
        facts=facts_of(source),
        basis=source.basis_labels,
        sources=[
            SourceLink(item.url, urlsplit(item.url).hostname or item.url)
            for item in source.sources.all()
        ],
        compiled_on=localized_date(source.compiled_on) if source.compiled_on else "",
    )
    actions = Action.objects.public().of_lrg(source).newest_first()
    from blog.stories import stories_about, story_cards

    return {
        "city": city,
        "pdf_url": f"{reader_url(page).rstrip('/')}.pdf" if page.live else "",
        "locator": locator(source),
        "commitments": commitments_of(page),
        "actions": action_cards(actions),
        "stories": story_cards(stories_about(source)[:STORIES_SHOWN]),
    }


def facts_of(source: CityPage) -> list[Fact]:
    """Return what is known of an LRG, line by line."""
    facts = [
        Fact(
            gettext("The Call"),
            gettext("Named as having joined")
            if source.has_joined
            else gettext("Joining is not shown by public sources"),
        ),
        Fact(gettext("Joined in"), str(source.joined_year or "")),
        Fact(
            gettext("Marrakech Mayors Declaration"),
            _declaration(source),
            source.declaration_source_url,
        ),
        Fact(gettext("Website"), urlsplit(source.website).hostname or "", source.website),
    ]
    if source.office_holder and source.office_holder_as_of:
        as_of = localized_date(source.office_holder_as_of)
        value = gettext("%(name)s (as of %(date)s)") % {"name": source.office_holder, "date": as_of}
        facts.append(Fact(gettext("Office holder"), value))
    return [fact for fact in facts if fact.value]


def _declaration(source: CityPage) -> str:
    if source.declaration_signed_on:
        date = localized_date(source.declaration_signed_on)
        return gettext("Signed on %(date)s") % {"date": date}
    return gettext("Signed") if source.declaration_signed else ""


def commitments_of(page: CityPage) -> list[SimpleNamespace]:
    """Return the commitments: facts from the source page, words from the reader's."""
    source = page.source
    labels = terms(current_language())
    rows = () if page is source else page.commitments.prefetch_related("progress")
    words = {item.translation_key: item for item in rows}
    shown = []
    facts = source.commitments.prefetch_related("categories", "objectives", "progress")
    for item in facts:
        text = words.get(item.translation_key, item)
        updates = progress_updates(item, text)
        shown.append(
            SimpleNamespace(
                text=text.text,
                lang=bcp47(language_of(text)),
                stage=item.get_stage_display(),
                stage_value=item.stage,
                years=_years(item.year, item.due_year),
                categories=labels.pick(labels.categories, item.categories.all()),
                objectives=labels.pick(labels.objectives, item.objectives.all()),
                progress_latest=updates[0] if updates else None,
                progress_older=updates[1:],
                source_url=item.source_url,
            )
        )
    return shown


def _years(year: int | None, due_year: int | None) -> str:
    if year and due_year:
        return f"{year} – {due_year}"
    if due_year:
        return gettext("due by %(year)s") % {"year": due_year}
    return str(year or "")
