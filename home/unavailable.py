"""An honest answer while the database is away: come back soon; nothing that was typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string

from home.api.middleware import is_api
from home.api.problems import problem
from home.kept_answers import kept_answers

if TYPE_CHECKING:
    from django.http import HttpRequest

RETRY_AFTER_SECONDS = 10
AWAY = (OperationalError, InterfaceError)


class UnavailableMiddleware:
    """Answer 503 where a view could not reach the database.

    The page is made without it. A form that was on its way comes back with its answers, so that
    one press sends it again; files have to be chosen anew.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass everything on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer if the database is away."""
        if not isinstance(exception, AWAY):
            return None
        response = problem(503) if is_api(request.path) else _page(request)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        response["Cache-Control"] = "no-store"
        return response


def _page(request: HttpRequest) -> HttpResponse:
    return HttpResponse(render_to_string("away.html", kept_answers(request)), status=503)
