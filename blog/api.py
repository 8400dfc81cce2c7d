"""The API's stories."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import BaseModel, Field

from actions.models import Action
from blog.models import StoryPage, Tag
from blog.stories import stories
from home.api.asking import Asked, PageAsked
from home.api.problems import not_among_the_values
from home.api.records import (
    Image,
    Listing,
    Reader,
    Record,
    body_html,
    by_key,
    cut,
    identity,
    image_of,
    languages_of,
)
from home.languages import bcp47
from home.sources import attach_words

router = Router(tags=[gettext_noop("Stories")])


class Subject(BaseModel):
    """A subject of stories."""

    slug: str = Field(description=gettext_noop("What filters take."))
    label: str
    language: str = Field(description=gettext_noop("The language of the label."))


class Related(BaseModel):
    """An action that a story tells of."""

    id: int
    api_url: str


class StoryRecord(Record):
    """A story of the communications team."""

    introduction: str
    date: date
    tags: list[Subject]
    actions: list[Related]
    image: Image | None


class StoryDetail(StoryRecord):
    """A story with its text."""

    body_html: str = Field(
        description=gettext_noop("The text as HTML; relative addresses are relative to url.")
    )


class StoriesAsked(PageAsked):
    """The parameters of the list of stories."""

    tag: list[str] = Field([], description=gettext_noop("Slugs of subjects."))


@router.get(
    "/stories/",
    response=Listing[StoryRecord],
    url_name="stories",
    summary=gettext_noop("The stories, newest first."),
)
def list_stories(request: HttpRequest, asked: Query[StoriesAsked]) -> Listing[StoryRecord]:
    """The stories, newest first."""
    reader = Reader(request)
    listed = _sources().defer("body")
    wanted = {slug for slug in asked.tag if slug}
    if wanted:
        tags = dict(Tag.objects.filter(is_source=True).values_list("slug", "pk"))
        chosen = [tags[slug] for slug in wanted & tags.keys()]
        if len(chosen) < len(wanted):
            raise not_among_the_values(["tag"])
        listed = listed.filter(tags__in=chosen).distinct()
    page = cut(reader, listed, asked)
    return Listing[StoryRecord](**page.frame, items=_records(reader, page.items))


@router.get(
    "/stories/{slug:key}/",
    response=StoryDetail,
    url_name="story",
    summary=gettext_noop("One story, by its id or by its slug in any language."),
)
def read_story(request: HttpRequest, key: str, asked: Query[Asked]) -> StoryDetail:
    """One story, by its id or by its slug in any language."""
    reader = Reader(request)
    source = by_key(_sources(), key)
    record = _records(reader, [source])[0]
    return StoryDetail(**record.model_dump(), body_html=body_html(source.words))


def _sources() -> QuerySet[StoryPage]:
    actions = Action.objects.public().only("pk").order_by("pk")
    return stories().prefetch_related(
        Prefetch("tags", queryset=Tag.objects.select_related("locale")),
        Prefetch("related_actions", queryset=actions),
    )


def _records(reader: Reader, sources: list[StoryPage]) -> list[StoryRecord]:
    attach_words(sources, reader.language)
    languages = languages_of(sources)
    names = _names_of_tags(reader.language)
    return [_record(reader, source, languages[source.translation_key], names) for source in sources]


def _names_of_tags(language: str) -> dict[Any, Tag]:
    """Return the subjects that have a name in a language, by translation key."""
    rows = Tag.objects.filter(locale__language_code=language).select_related("locale")
    return {row.translation_key: row for row in rows}


def _record(
    reader: Reader, source: StoryPage, languages: list[str], names: dict[Any, Tag]
) -> StoryRecord:
    named = [(tag, names.get(tag.translation_key, tag)) for tag in source.tags.all()]
    return StoryRecord(
        **identity(reader, source, languages, reader.page_url(source), "story"),
        introduction=source.words.introduction,
        date=source.date,
        tags=[
            Subject(slug=tag.slug, label=words.name, language=bcp47(words.language))
            for tag, words in named
        ],
        actions=[
            Related(id=action.pk, api_url=reader.api_url("action", action.pk))
            for action in source.related_actions.all()
        ],
        image=image_of(reader, source),
    )
