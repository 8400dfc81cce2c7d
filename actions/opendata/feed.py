"""The Atom feed of any view of the explorer: what was published last comes first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.utils.feedgenerator import Atom1Feed
from django.utils.translation import gettext

from actions.cards import action_url, explorer_url
from actions.chosen import choose
from actions.models import Action
from actions.selection import Selection
from home.languages import current_language
from home.sources import attach_words

if TYPE_CHECKING:
    from actions.models import ActionIndexPage

ENTRIES = 50


class ActionFeed(Feed):
    """The newest actions of a selection, in the reader's language or else in their own."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, index: ActionIndexPage) -> Selection:
        """Return what the query string asks for."""
        self.index = index
        return Selection.read(request.GET)

    def title(self, obj: Selection) -> str:
        """Name the site and the list."""
        return f"{gettext('Call to Local Action')} – {self.index.title}"

    def subtitle(self, obj: Selection) -> str:
        """Say what the list holds."""
        return self.index.introduction

    def link(self, obj: Selection) -> str:
        """Return the address of the list."""
        return _with_query(explorer_url(current_language()), obj)

    def feed_url(self, obj: Selection) -> str:
        """Return the address of the feed."""
        return _with_query(f"{explorer_url(current_language())}feed/", obj)

    def items(self, obj: Selection) -> list[Action]:
        """Return the actions published last, with the reader's words attached."""
        found = (
            Action.objects.filter(pk__in=choose(obj).keys)
            .select_related("locale")
            .defer("body")
            .order_by("-first_published_at", "-pk")
        )
        return attach_words(found[:ENTRIES], current_language())

    def item_guid(self, item: Action) -> str:
        """Name the entry for ever, whatever its address becomes."""
        return f"urn:uuid:{item.translation_key}"

    def item_title(self, item: Any) -> str:
        """Return the title."""
        return item.words.title

    def item_description(self, item: Any) -> str:
        """Return the summary."""
        return item.words.summary

    def item_link(self, item: Any) -> str:
        """Return the address."""
        return action_url(item.words.slug, current_language())

    def item_pubdate(self, item: Any) -> datetime:
        """Return when the action was first published, or else added."""
        return item.first_published_at or item.added_at

    def item_updateddate(self, item: Any) -> datetime:
        """Return when its words were last published."""
        return item.words.last_published_at or self.item_pubdate(item)


def _with_query(address: str, selection: Selection) -> str:
    query = selection.query_string()
    return f"{address}?{query}" if query else address
