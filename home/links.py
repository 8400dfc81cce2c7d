"""Addresses in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.conf import settings

from home.languages import current_language

if TYPE_CHECKING:
    from django.http import HttpRequest
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


def site_address() -> str:
    """Return the public address that links begin with where no reader has asked."""
    return settings.BASE_URL or settings.WAGTAILADMIN_BASE_URL


def absolute_url(request: HttpRequest, path: str) -> str:
    """Return an address for readers elsewhere: on the public host, whichever one was asked."""
    if settings.BASE_URL:
        return f"{settings.BASE_URL}{quote(path, safe='/%?=&;#')}"
    return request.build_absolute_uri(path)


def query_url(query: str) -> str:
    """Return the address of the present page with another query string, or with none."""
    return f"?{query}" if query else "./"
