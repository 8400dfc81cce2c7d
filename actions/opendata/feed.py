"""The Atom feed of any view of the explorer: what was published last comes first."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models.functions import Coalesce
from django.http import HttpRequest
from django.utils.translation import gettext

from actions.cards import action_url, view_url
from actions.chosen import choose
from actions.models import Action
from actions.opendata.known import unless_known
from actions.selection import Selection
from actions.terms import terms
from home.data_licence import licence
from home.feeds import RecordFeed
from home.languages import current_language
from home.links import absolute_url
from home.sources import attach_words

if TYPE_CHECKING:
    from django.http.response import HttpResponseBase

    from actions.models import ActionIndexPage

ENTRIES = 50


class ActionFeed(RecordFeed):
    """The newest actions of a selection, in the reader's language or else in their own."""

    def get_object(self, request: HttpRequest, index: ActionIndexPage) -> Selection:
        """Return what the query string asks for."""
        self.request = request
        self.index = index
        self.licence_url = licence().url
        self.labels = terms(current_language())
        return Selection.read(request.GET)

    def title(self, obj: Selection) -> str:
        """Name the site and the list."""
        return f"{gettext('Call to Local Action')} – {self.index.title}"

    def subtitle(self, obj: Selection) -> str:
        """Say what the list holds."""
        return self.index.introduction

    def link(self, obj: Selection) -> str:
        """Return the address of the list."""
        return absolute_url(self.request, view_url(obj.query_string()))

    def path(self, obj: Selection) -> str:
        """Return the address of the feed."""
        return view_url(obj.query_string(), "feed/")

    def items(self, obj: Selection) -> list[Action]:
        """Return the actions that were published last, with the reader's words attached."""
        found = Action.objects.public().select_related("locale").prefetch_related("categories")
        if not obj.is_empty:
            found = found.filter(pk__in=choose(obj).keys)
        newest = found.order_by(Coalesce("first_published_at", "added_at").desc(), "-pk")
        return attach_words(newest.defer("body")[:ENTRIES], current_language())

    def summary(self, item: Action) -> str:
        """Return the summary of an action."""
        return item.words.summary

    def address(self, item: Action) -> str:
        """Return where an action is read."""
        return action_url(item.words.slug, current_language())

    def published(self, item: Action) -> datetime:
        """Return when it was first published, or else added."""
        return item.first_published_at or item.added_at

    def item_categories(self, item: Action) -> list[str]:
        """Return the names of its categories."""
        picked = self.labels.pick(self.labels.categories, item.categories.all())
        return [term.label for term in picked]


def feed_response(page: ActionIndexPage, request: HttpRequest) -> HttpResponseBase:
    """Answer with the feed of the actions that the query string asks for."""
    return unless_known(
        request, "atom", Selection.read(request.GET), lambda: ActionFeed()(request, index=page)
    )
