"""The Atom feeds of the stories, one a language and a choice among them."""

from __future__ import annotations

from datetime import UTC, datetime, time
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.utils.translation import gettext

from home.feeds import RecordFeed
from home.languages import current_language
from home.links import absolute_url, reader_url
from home.sources import attach_words

from .listing import feed_title
from .selection import Selection, entries
from .stories import stories_in_order_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from .models import StoryIndexPage, StoryPage

ENTRIES = 30


class StoryFeed(RecordFeed):
    """The newest stories of a choice in the reader's language, or else in their own."""

    selection: Selection

    def get_object(self, request: HttpRequest, index: StoryIndexPage) -> StoryIndexPage:
        """Return the list whose feed this is; a choice that isn't understood has none."""
        self.request = request
        self.selection = Selection.read(request.GET)
        if self.selection.problems:
            raise Http404
        return index

    def title(self, obj: StoryIndexPage) -> str:
        """Name the site and the list."""
        return f"{gettext('Call to Local Action')} – {feed_title(obj.title, self.selection)}"

    def subtitle(self, obj: StoryIndexPage) -> str:
        """Say what the list holds."""
        return obj.introduction

    def link(self, obj: StoryIndexPage) -> str:
        """Return the address of the list."""
        return absolute_url(self.request, self._chosen(reader_url(obj)))

    def path(self, obj: StoryIndexPage) -> str:
        """Return the address of the feed."""
        return self._chosen(obj.get_feed_url())

    def items(self) -> list[StoryPage]:
        """Return the newest stories with the reader's words attached."""
        keys = [entry.pk for entry in entries() if self.selection.takes(entry)]
        return attach_words(stories_in_order_of(keys[:ENTRIES]), current_language())

    def _chosen(self, url: str) -> str:
        query = self.selection.query_string()
        return f"{url}?{query}" if query else url

    def summary(self, item: Any) -> str:
        """Return the introduction of a story."""
        return item.words.introduction

    def address(self, item: Any) -> str:
        """Return where a story is read."""
        return reader_url(item.words)

    def published(self, item: Any) -> datetime:
        """Return its date."""
        return datetime.combine(item.date, time(), tzinfo=UTC)
