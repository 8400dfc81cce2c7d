"""What the Atom feeds of the site share: one a language, of records in the reader's words."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.utils.translation import gettext
from django.utils.xmlutils import SimplerXMLGenerator

from home.languages import bcp47, current_language
from home.links import absolute_url, in_language
from home.printable import printable

if TYPE_CHECKING:
    from django.http import HttpRequest


class AtomFeed(Atom1Feed):
    """Atom that tells which other languages the feed exists in, and the language of each entry."""

    def add_root_elements(self, handler: SimplerXMLGenerator) -> None:
        """Add the same feed in the other languages, and the licence."""
        super().add_root_elements(handler)
        for tag, url in self.feed["alternates"].items():
            link = {"rel": "alternate", "type": "application/atom+xml", "hreflang": tag}
            handler.addQuickElement("link", "", {**link, "href": url})
        if self.feed["licence_url"]:
            handler.addQuickElement(
                "link", "", {"rel": "license", "href": self.feed["licence_url"]}
            )

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Mark an entry that is shown in another language than the feed's."""
        is_other = item["language"] != self.feed["language"]
        return {"xml:lang": item["language"]} if is_other else {}


class RecordFeed(Feed):
    """The newest records of a list, each with its ``words`` attached.

    An address without a host is completed with the public one.
    """

    feed_type = AtomFeed
    licence_url = ""
    request: HttpRequest

    def author_name(self) -> str:
        """Return who publishes the feed."""
        return gettext("Call to Local Action")

    def path(self, obj: Any) -> str:
        """Return the address of the feed."""
        raise NotImplementedError

    def published(self, item: Any) -> datetime:
        """Return when a record came out."""
        raise NotImplementedError

    def summary(self, item: Any) -> str:
        """Return a record in a few sentences."""
        raise NotImplementedError

    def address(self, item: Any) -> str:
        """Return the address of a record."""
        raise NotImplementedError

    def feed_url(self, obj: Any) -> str:
        """Return where the feed is."""
        return absolute_url(self.request, self.path(obj))

    def feed_extra_kwargs(self, obj: Any) -> dict[str, Any]:
        """Return what this kind of feed knows beyond Django's."""
        reader, path = current_language(), self.path(obj)
        return {
            "licence_url": self.licence_url,
            "alternates": {
                bcp47(code): absolute_url(self.request, in_language(path, code))
                for code, _name in settings.LANGUAGES
                if code != reader
            },
        }

    def item_guid(self, item: Any) -> str:
        """Name an entry for ever, whatever its address becomes; one name a language."""
        return uuid.uuid5(item.translation_key, current_language()).urn

    def item_title(self, item: Any) -> str:
        """Return the title."""
        return printable(item.words.title)

    def item_description(self, item: Any) -> str:
        """Return the summary, as the HTML that Atom takes it for."""
        return escape(printable(self.summary(item)))

    def item_link(self, item: Any) -> str:
        """Return where the record is read."""
        return absolute_url(self.request, self.address(item))

    def item_pubdate(self, item: Any) -> datetime:
        """Return when the record came out."""
        return self.published(item)

    def item_updateddate(self, item: Any) -> datetime:
        """Return when its words were last published."""
        return item.words.last_published_at or self.published(item)

    def item_extra_kwargs(self, item: Any) -> dict[str, Any]:
        """Return the language of the words."""
        return {"language": bcp47(item.words.language)}
