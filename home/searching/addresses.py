"""Where results lead, in the reader's language."""

from __future__ import annotations

from collections.abc import Collection

from wagtail.models import Page

from actions.cards import action_url
from home.links import in_language
from home.models import SearchEntry

Kind = SearchEntry.Kind
NOT_PAGES = {Kind.ACTION, Kind.DOCUMENT}


def addresses(entries: Collection[SearchEntry], language: str) -> dict[int, str]:
    """Return the addresses of entries by primary key, with one query for all that are pages."""
    pages = Page.objects.filter(
        pk__in=[entry.object_id for entry in entries if entry.kind not in NOT_PAGES]
    )
    urls = {page.pk: page.get_url() or "/" for page in pages.select_related("locale")}
    return {entry.pk: _address(entry, urls, language) for entry in entries}


def _address(entry: SearchEntry, urls: dict[int, str], language: str) -> str:
    if entry.kind == Kind.ACTION:
        return action_url(entry.address, language)
    if entry.kind == Kind.DOCUMENT:
        return entry.address
    # The page may be deleted by now; its entry is about to go.
    return in_language(urls.get(entry.object_id, "/"), language)
