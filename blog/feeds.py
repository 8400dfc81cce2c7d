"""The Atom feed of the stories, one a language."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext

from home.languages import current_language
from home.links import reader_url
from home.sources import attach_words

from .stories import stories

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import StoryIndexPage, StoryPage

ENTRIES = 30


class StoryFeed(Feed):
    """The newest stories in the reader's language, or else in their own."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, index: StoryIndexPage) -> StoryIndexPage:
        """Return the list whose feed this is."""
        return index

    def title(self, obj: StoryIndexPage) -> str:
        """Name the site and the list."""
        return f"{gettext('Call to Local Action')} – {obj.title}"

    def subtitle(self, obj: StoryIndexPage) -> str:
        """Say what the list holds."""
        return obj.introduction

    def link(self, obj: StoryIndexPage) -> str:
        """Return the address of the list."""
        return reader_url(obj)

    def feed_url(self, obj: StoryIndexPage) -> str:
        """Return the address of the feed."""
        return obj.get_feed_url()

    def items(self) -> list[StoryPage]:
        """Return the newest stories with the reader's words attached."""
        return attach_words(stories()[:ENTRIES], current_language())

    def item_title(self, item: Any) -> str:
        """Return the title of a story."""
        return item.words.title

    def item_description(self, item: Any) -> str:
        """Return its introduction."""
        return item.words.introduction

    def item_link(self, item: Any) -> str:
        """Return its address."""
        return reader_url(item.words)

    def item_pubdate(self, item: Any) -> datetime:
        """Return its date."""
        return datetime.combine(item.date, time(), tzinfo=UTC)

    def item_updateddate(self, item: Any) -> datetime:
        """Return when its words were last published."""
        return item.words.last_published_at or self.item_pubdate(item)
