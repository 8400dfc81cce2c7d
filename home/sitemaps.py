"""The sitemap for search engines: every page in the languages that have its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.utils.translation import get_language
from wagtail.models import Page


@dataclass
class Entry:
    """One page: its addresses by language, and when it was last published."""

    urls: dict[str, str] = field(default_factory=dict)
    changed: datetime | None = None

    def add(self, language: str, url: str, changed: datetime | None) -> None:
        """Add the address in one language."""
        self.urls[language] = url
        if changed and (self.changed is None or changed > self.changed):
            self.changed = changed


class TranslatedSitemap(Sitemap):
    """Lists each entry only in the languages that it has been translated into."""

    i18n = True
    alternates = True
    limit = 5000

    def get_languages_for_item(self, item: Entry) -> list[str]:
        """Return the languages of an entry."""
        return list(item.urls)

    def location(self, item: Any) -> str:
        """Return the address in the language that is being listed."""
        return item.urls[get_language()]

    def lastmod(self, item: Entry) -> datetime | None:
        """Return when the page was last published."""
        return item.changed


class PageSitemap(TranslatedSitemap):
    """The pages of the tree."""

    def items(self) -> list[Entry]:
        """Return one entry a page, whatever its languages."""
        entries: dict[Any, Entry] = {}
        pages = (
            Page.objects.live()
            .public()
            .filter(depth__gt=1, alias_of__isnull=True)
            .select_related("locale")
        )
        for page in pages.order_by("path"):
            url = page.get_url()
            if url:
                entry = entries.setdefault(page.translation_key, Entry())
                entry.add(page.locale.language_code, url, page.last_published_at)
        return list(entries.values())


class ActionSitemap(TranslatedSitemap):
    """The actions."""

    def items(self) -> list[Entry]:
        """Return one entry an action."""
        from actions.cards import action_url
        from actions.detail import action_sitemap_rows

        entries = []
        for rows in action_sitemap_rows().values():
            entry = Entry()
            for language, (slug, changed) in rows.items():
                entry.add(language, action_url(slug, language), changed)
            entries.append(entry)
        return entries


class AuthorSitemap(TranslatedSitemap):
    """Those who have written stories."""

    def items(self) -> list[Entry]:
        """Return one entry an author."""
        from blog.authors import author_sitemap_rows

        return [Entry(urls) for urls in author_sitemap_rows()]


SITEMAPS = {"pages": PageSitemap, "actions": ActionSitemap, "authors": AuthorSitemap}
