"""The Atom feed of the stories, one a language."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from home.feeds import RecordFeed
from home.languages import current_language
from home.links import absolute_url, reader_url
from home.sources import attach_words

from .stories import stories

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import StoryIndexPage, StoryPage

ENTRIES = 30


class StoryFeed(RecordFeed):
    """The newest stories in the reader's language, or else in their own."""

    def get_object(self, request: HttpRequest, index: StoryIndexPage) -> StoryIndexPage:
        """Return the list whose feed this is."""
        self.request = request
        return index

    def title(self, obj: StoryIndexPage) -> str:
        """Name the site and the list."""
        return f"{gettext('Call to Local Action')} – {obj.title}"

    def subtitle(self, obj: StoryIndexPage) -> str:
        """Say what the list holds."""
        return obj.introduction

    def link(self, obj: StoryIndexPage) -> str:
        """Return the address of the list."""
        return absolute_url(self.request, reader_url(obj))

    def path(self, obj: StoryIndexPage) -> str:
        """Return the address of the feed."""
        return obj.get_feed_url()

    def items(self) -> list[StoryPage]:
        """Return the newest stories with the reader's words attached."""
        return attach_words(stories()[:ENTRIES], current_language())

    def summary(self, item: Any) -> str:
        """Return the introduction of a story."""
        return item.words.introduction

    def address(self, item: Any) -> str:
        """Return where a story is read."""
        return reader_url(item.words)

    def published(self, item: Any) -> datetime:
        """Return its date."""
        return datetime.combine(item.date, time(), tzinfo=UTC)
