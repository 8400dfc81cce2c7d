"""An honest answer while the database is away or a disk full: come back; what was typed is kept."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import get_language_from_request, override

from home.api.middleware import is_api
from home.api.problems import problem
from home.kept_answers import kept_answers
from home.languages import bcp47
from home.uploads.room import is_full

if TYPE_CHECKING:
    from django.http import HttpRequest

RETRY_AFTER_SECONDS = 10
AWAY = (OperationalError, InterfaceError)


class UnavailableMiddleware:
    """Answer 503 where a view could not reach the database, or store a file.

    The page is made without it. A form that was on its way comes back with its answers, so that
    one press sends it again; files have to be chosen anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass everything on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer if it is nothing that a view could mend."""
        return unavailable(request) if is_passing(exception) else None


def is_passing(exception: BaseException | None) -> bool:
    """Say whether something failed that others will mend: no database, or no room for a file."""
    return isinstance(exception, AWAY) or is_full(exception)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the site is back soon, in the reader's language."""
    response = problem(503) if is_api(request.path) else _page(request)
    response["Retry-After"] = str(RETRY_AFTER_SECONDS)
    response["Cache-Control"] = "no-store"
    return response


def _page(request: HttpRequest) -> HttpResponse:
    # What stands before the choice of a language can fail, too.
    language = get_language_from_request(request, check_path=True)
    with override(language):
        page = render_to_string("away.html", kept_answers(request))
    return HttpResponse(page, status=503, headers={"Content-Language": bcp47(language)})
