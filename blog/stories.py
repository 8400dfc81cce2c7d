"""The stories as their list, their feed and their own pages show them."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, IntegerField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils.http import urlencode
from wagtail.models import Page, ReferenceIndex

from actions.cards import action_cards, city_cards
from actions.models import Action, CityPage
from actions.terms import TermLabel, terms
from home.caches import remember
from home.languages import bcp47, current_language, direction, localized_date
from home.links import in_language
from home.models import ReportPage
from home.readers import for_everybody
from home.reports import report_card
from home.site_frame import index_urls
from home.sources import attach_words

from .models import StoryPage
from .reading_time import reading_time


@dataclass(frozen=True)
class StoryCard:
    """A story in a list."""

    title: str
    lang: str
    direction: str
    url: str
    summary: str
    date: str
    date_iso: str
    art_seed: str
    image: Any
    image_alt: str
    category_slug: str = ""


@dataclass(frozen=True)
class TagLink:
    """A subject and the list of its stories."""

    label: str
    lang: str
    url: str


def stories() -> QuerySet[StoryPage]:
    """Return the public stories, newest first."""
    return (
        for_everybody(StoryPage.objects.live())
        .filter(is_source=True)
        .select_related("locale", "image")
        .order_by("-date", "-pk")
    )


def stories_in_order_of(keys: Sequence[int]) -> list[StoryPage]:
    """Return the public stories of some primary keys, in their order."""
    rows = stories().in_bulk(keys)
    return [rows[key] for key in keys if key in rows]


def stories_about(record: CityPage | Action | ReportPage) -> QuerySet[StoryPage]:
    """Return the public stories that mention a record, or an action of an LRG, newest first.

    In whatever way: by a relation, by a card or by a link in the text, in any language.
    """
    if record.pk is None:
        return stories().none()
    rows = type(record).objects.filter(translation_key=record.translation_key)
    if isinstance(record, Action):
        points = _points_at(Action, rows)
        related = Q(related_actions=record)
    elif isinstance(record, ReportPage):
        points = _points_at(Page, rows)
        related = Q(related_reports=record)
    else:
        actions = Action.objects.filter(lrgs__lrg=record)
        points = _points_at(Page, rows) | _points_at(Action, actions)
        related = Q(related_cities=record) | Q(related_actions__in=actions)
    references = ReferenceIndex.objects.filter(
        points, base_content_type=ContentType.objects.get_for_model(Page)
    )
    mentioning = StoryPage.objects.filter(
        pk__in=references.annotate(page=Cast("object_id", IntegerField())).values("page")
    )
    return (
        stories()
        .filter(Q(translation_key__in=mentioning.values("translation_key")) | related)
        .distinct()
    )


def _points_at(model: type[Any], records: QuerySet[Any]) -> Q:
    keys = records.annotate(key=Cast("pk", CharField())).values("key")
    return Q(to_content_type=ContentType.objects.get_for_model(model), to_object_id__in=keys)


def story_cards(sources: Any) -> list[StoryCard]:
    """Return the cards of source stories."""
    return [story_card(source) for source in attach_words(sources, current_language())]


def story_card(source: StoryPage) -> StoryCard:
    """Return the card of a story whose words are attached."""
    words = source.words
    return StoryCard(
        title=words.title,
        lang=bcp47(words.language),
        direction=direction(words.language),
        url=in_language(words.get_url() or "/", current_language()),
        summary=words.introduction,
        date=localized_date(source.date),
        date_iso=source.date.isoformat(),
        art_seed=source.slug,
        image=source.image,
        image_alt="" if source.image_decorative else words.image_alt or source.image_alt,
    )


def tag_links(tags: Any) -> list[TagLink]:
    """Return the subjects in the reader's language, each with its list of stories."""
    return [
        TagLink(tag.words.name, bcp47(tag.words.language), _list_url(tag=tag.slug))
        for tag in _with_words(tags)
    ]


def category_links(categories: Any) -> list[TermLabel]:
    """Return categories in the reader's language, each with the list of its stories."""
    labels = terms(current_language())
    return [
        replace(term, url=_list_url(category=term.slug))
        for term in labels.pick(labels.categories, categories)
    ]


def _list_url(**chosen: str) -> str:
    language = current_language()
    return f"{index_urls(language).get('stories', f'/{language}/')}?{urlencode(chosen)}"


def story_context(page: StoryPage, *, is_preview: bool) -> dict[str, Any]:
    """Return what the page of a story shows besides its own words."""
    if is_preview:
        return _story_context(page)
    return remember(f"story:{page.pk}:{current_language()}", lambda: _story_context(page))


def _story_context(page: StoryPage) -> dict[str, Any]:
    from .authors import author_link

    source = page.source
    # A story that is only begun has no key; it will be the newest of its day.
    key = source.pk or sys.maxsize
    others = stories().exclude(pk=key)
    before = others.filter(date__lte=source.date).exclude(date=source.date, pk__gt=key)
    after = others.filter(date__gte=source.date).exclude(date=source.date, pk__lt=key)
    earlier, later = before.first(), after.last()
    neighbours = [story for story in (earlier, later) if story]
    cards: dict[Any, StoryCard] = dict(zip(neighbours, story_cards(neighbours), strict=True))
    return {
        "story": SimpleNamespace(
            date=localized_date(source.date),
            date_iso=source.date.isoformat(),
            reading_time=reading_time(page),
            authors=[author_link(author) for author in _with_words(source.authors.all())],
            categories=category_links(source.categories.all()),
            tags=tag_links(source.tags.all()),
            image=source.image,
            image_alt="" if source.image_decorative else page.image_alt or source.image_alt,
            credit=source.image.credit_line if source.image else "",
            art_seed=source.slug,
        ),
        "related": action_cards(source.related_actions.filter(live=True)),
        "related_cities": city_cards(source.related_cities.filter(live=True)),
        "related_reports": _report_cards(source),
        "previous": cards.get(earlier),
        "next": cards.get(later),
    }


def _report_cards(source: StoryPage) -> list[Any]:
    reports = attach_words(source.related_reports.filter(live=True), current_language())
    return [report_card(report) for report in reports]


def _with_words(records: Any) -> list[Any]:
    """Attach the reader's words to records that have no draft state."""
    language = current_language()
    sources = list(records)
    rows = (
        {
            row.translation_key: row
            for row in type(sources[0])
            .objects.filter(
                translation_key__in=[record.translation_key for record in sources],
                locale__language_code=language,
            )
            .select_related("locale")
        }
        if sources
        else {}
    )
    for record in sources:
        record.words = rows.get(record.translation_key, record)
    return sources
