"""A reference for each request, a line in the log and a place in the figures."""

from __future__ import annotations

import logging
import re
import secrets
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.conf import settings

from .figures import count
from .personal import scrub_path
from .records import REQUEST_LOGGER, reference

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

logger = logging.getLogger(REQUEST_LOGGER)

WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]{7,63}")
# Asked for many times a minute; only their failures say something.
PROBES = frozenset({"/healthz", "/readyz", "/metrics"})


class ObservingMiddleware:
    """Stands before everything else, so that pages that are kept whole are seen too.

    Neither a line nor a figure has anything of who asked: no network, no query, no name.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and note how that went."""
        began = time.perf_counter()
        name = reference_of(request)
        request.reference = name  # type: ignore[attr-defined]
        token = reference.set(name)
        try:
            response = self.get_response(request)
        finally:
            reference.reset(token)
        seconds = time.perf_counter() - began
        response.headers["X-Request-ID"] = name
        route = route_of(request, response)
        count(route, request.method or "", response.status_code, seconds)
        if logger.isEnabledFor(logging.INFO) and not (
            request.path in PROBES and response.status_code < 400
        ):
            logger.info("request", extra={"fields": _fields(request, response, route, seconds)})
        return response


def reference_of(request: HttpRequest) -> str:
    """Return the reference that our proxy gave to a request, or a new one."""
    given = request.META.get("HTTP_X_REQUEST_ID", "")
    if settings.PROXIES_IN_FRONT and WELL_FORMED.fullmatch(given):
        return str(given)
    return secrets.token_hex(16)


def route_of(request: HttpRequest, response: HttpResponse) -> str:
    """Return which kind of address was asked for: one of few, whatever strangers type."""
    match = request.resolver_match
    if match is not None:
        return match.view_name if match.url_name else match.route
    if request.path.startswith(settings.STATIC_URL):
        return "static"
    # No view was asked: it was a page that is kept whole, or something turned the request away.
    return "kept" if response.status_code in {200, 304} else "none"


def _fields(
    request: HttpRequest, response: HttpResponse, route: str, seconds: float
) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "request": request.reference,  # type: ignore[attr-defined]
        "method": request.method,
        "path": scrub_path(request.path),
        "route": route,
        "status": response.status_code,
        "ms": round(seconds * 1000, 1),
    }
    if not response.streaming:
        fields["bytes"] = len(response.content)
    # Only if somebody has looked at it: whoever signs in to the desk is known by number.
    user = getattr(request, "_cached_user", None)
    if user is not None and user.pk:
        fields["user"] = user.pk
    return fields
