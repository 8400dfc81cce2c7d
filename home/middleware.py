"""Requests that nothing behind could answer, and the language of the others."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.middleware import locale

from home import views
from home.api.middleware import is_api

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

LONGEST_PATH = 1000


class BadPathMiddleware:
    """Answer paths that no page can have with 404, before a database is asked for them.

    PostgreSQL refuses the null character in any text, so such a path would end as an error.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on what can be a path."""
        if "\x00" in request.path or len(request.path) > LONGEST_PATH:
            return views.not_found(request)
        return self.get_response(request)


class LocaleMiddleware(locale.LocaleMiddleware):
    """Django's, but for the API, whose addresses carry no language and lead to none that do."""

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Leave the API's language to the API."""
        if is_api(request.path):
            return self.get_response(request)  # type: ignore[return-value]
        return super().__call__(request)  # type: ignore[return-value]
