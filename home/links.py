"""Addresses in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from home.languages import current_language

if TYPE_CHECKING:
    from wagtail.models import Page


def in_language(url: str, language: str) -> str:
    """Return the same path under another language's prefix.

    Safe for every page of the site: one without a translation is served there all the same, in
    its own words and in the reader's frame.
    """
    _, _, rest = url.lstrip("/").partition("/")
    return f"/{language}/{rest}"


def reader_url(page: Page, request: Any = None) -> str:
    """Return the address of a page in the reader's language, translated or not."""
    url = page.get_url(request) or ""
    return in_language(url, current_language()) if url.startswith("/") else url
