"""Stories, their authors and tags."""

from __future__ import annotations

import json
from datetime import date

import factory
from factory.django import DjangoModelFactory

from blog.models import Author, StoryIndexPage, StoryPage, Tag

from .home import LocaleFactory, SitePageFactory, home_page, only

RELATIONS = (
    "authors",
    "categories",
    "tags",
    "related_actions",
    "related_cities",
    "related_reports",
)


class StoryIndexPageFactory(SitePageFactory):
    """The list of stories. Use :func:`story_index` for the only one of a language."""

    title = "Stories"
    slug = "stories"
    parent = factory.LazyAttribute(lambda page: home_page(page.language))

    class Meta:
        model = StoryIndexPage


def story_index(language: str = "en") -> StoryIndexPage:
    """Return the list of stories of a language, made when first asked for."""
    return only(StoryIndexPageFactory, language)


class AuthorFactory(DjangoModelFactory):
    """Who writes stories."""

    locale = factory.SubFactory(LocaleFactory, language_code=factory.SelfAttribute("..language"))
    name = factory.Sequence(lambda n: f"Author {n}")
    slug = factory.Sequence(lambda n: f"author-{n}")
    role = "Communications officer"

    class Meta:
        model = Author

    class Params:
        language = "en"


class TagFactory(DjangoModelFactory):
    """A subject of stories."""

    locale = factory.SubFactory(LocaleFactory, language_code=factory.SelfAttribute("..language"))
    name = factory.Sequence(lambda n: f"Tag {n}")
    slug = factory.Sequence(lambda n: f"tag-{n}")

    class Meta:
        model = Tag

    class Params:
        language = "en"


class StoryPageFactory(SitePageFactory):
    """A live story; its relations take lists."""

    title = factory.Sequence(lambda n: f"Story {n}")
    introduction = "What happened in a city."
    body = json.dumps([{"type": "rich_text", "value": "<p>It began with a door.</p>"}])
    date = date(2024, 3, 1)
    parent = factory.LazyAttribute(lambda page: story_index(page.language))

    class Meta:
        model = StoryPage

    class Params:
        slug_base = "story"

    @classmethod
    def _create_instance(cls, model_class, parent, kwargs):
        relations = {name: kwargs.pop(name) for name in RELATIONS if name in kwargs}
        page = super()._create_instance(model_class, parent, kwargs)
        if relations:
            for name, values in relations.items():
                setattr(page, name, values)
            page.save()
        return page
