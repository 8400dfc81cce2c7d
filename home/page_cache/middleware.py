"""Answers readers with whole pages that were made before."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.conf import settings

from .kept import Kept, keep, may_keep, packed_once
from .shelf import Shelf

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST_QUERY = 500
LANGUAGES = "|".join(code for code, _name in settings.LANGUAGES)
# Whatever has no language in its address is of one request only: the desk, probes, files.
PUBLIC = re.compile(rf"/(?:{LANGUAGES})/|/sitemap\.xml$")
# Words that readers search for are seldom the same, and counted each time.
WORDS = re.compile(r"(?:^|&)q=[^&]")
# With these a page may be another one than for everybody.
PERSONAL = (settings.SESSION_COOKIE_NAME, "messages")

PASSING = frozenset({304, 500, 502, 503, 504})

shelf = Shelf()


class PageCacheMiddleware:
    """Keeps the pages that are the same for everybody; it stands before everything else.

    A publication makes every page old at once, so none has to know which pages it is shown on. Who
    is signed in never meets a kept page, nor does a form that holds a token: its answer sets a
    cookie or says that it depends on one.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer from what is kept, or make the page and keep it."""
        if not is_for_everybody(request):
            return self.get_response(request)
        key = key_of(request)
        page = shelf.find(key)
        if page is not None and shelf.is_fresh(page):
            return page.answer(request)
        if request.method != "GET" or shelf.is_known_as_personal(key):
            return self.get_response(request)
        return self._renew(request, key, page)

    def _renew(self, request: HttpRequest, key: str, old: Kept | None) -> HttpResponse:
        """Make a page anew, once for all who ask for it at this moment."""
        with shelf.making(key) as mine:
            if not mine:
                if old is not None and shelf.may_serve_meanwhile(old):
                    return old.answer(request)
                page = shelf.wait_for(key)
                if page is not None:
                    return page.answer(request)
            # What is published while the page is made makes it old.
            generation = shelf.generation()
            response = self.get_response(request)
            if not may_keep(response):
                # A failure, what one browser has already, or an answer to a cookie that somebody
                # made up, says nothing of the others' answers.
                if response.status_code not in PASSING and "HTTP_COOKIE" not in request.META:
                    shelf.note_as_personal(key, generation)
                return response
            page = keep(response, generation)
            shelf.keep(key, page)
        # A form has been filled for this reader already, and has the cookie that goes with it.
        return packed_once(request, response) if page.parts else page.answer(request)


def is_for_everybody(request: HttpRequest) -> bool:
    """Say whether the answer can be the same for whoever asks."""
    if not settings.KEEP_PAGES or request.method not in {"GET", "HEAD"}:
        return False
    # What Wagtail makes up for a preview holds what is being typed.
    if getattr(request, "is_dummy", False):
        return False
    query = request.META["QUERY_STRING"]
    if not PUBLIC.match(request.path) or len(query) > LONGEST_QUERY or WORDS.search(query):
        return False
    if "HTTP_AUTHORIZATION" in request.META or "HTTP_RANGE" in request.META:
        return False
    return "HTTP_COOKIE" not in request.META or not any(
        name in request.COOKIES for name in PERSONAL
    )


def key_of(request: HttpRequest) -> str:
    """Return a short name of what is asked for, as long as the address as a whole is the same."""
    address = "|".join(
        (
            request.scheme or "",
            request.META.get("HTTP_HOST", ""),
            request.get_full_path(),
        )
    )
    return hashlib.sha256(address.encode()).hexdigest()[:32]
