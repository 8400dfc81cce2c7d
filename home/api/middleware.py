"""What all answers below ``/api/`` have in common."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import http_date, quote_etag

from home.api.asking import asked_language
from home.api.problems import problem
from home.caches import changed_at
from home.languages import bcp47

PREFIX = "/api/"
METHODS = "GET, HEAD, OPTIONS"
CACHING = "public, max-age=300, stale-while-revalidate=3600"
FROM_ANYWHERE = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "Content-Language, ETag, Last-Modified, Link",
}
PREFLIGHT = {
    "Allow": METHODS,
    "Access-Control-Allow-Methods": METHODS,
    "Access-Control-Allow-Headers": "Accept, Accept-Language, If-Modified-Since, If-None-Match",
    "Access-Control-Max-Age": "86400",
}


def is_api(path: str) -> bool:
    """Say whether a path belongs to the API."""
    return path.startswith(PREFIX)


class ApiMiddleware:
    """Read-only, the same for everybody, from any origin, in the language asked for, cacheable.

    No cookie is read: an answer never depends on who asks, so a shared cache may keep it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer below ``/api/``; pass everything else on."""
        if not is_api(request.path):
            return self.get_response(request)
        request.COOKIES = {}
        try:
            with translation.override(asked_language(request)):
                response = self._answer(request)
        except SuspiciousOperation:
            response = problem(400)
        for name, value in FROM_ANYWHERE.items():
            response.headers[name] = value
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        if request.method == "OPTIONS":
            return HttpResponse(status=204, headers=PREFLIGHT)
        if request.method not in {"GET", "HEAD"}:
            return problem(405, headers={"Allow": METHODS})
        is_head, request.method = request.method == "HEAD", "GET"
        response = _conditional(request, self.get_response(request))
        response.headers.setdefault("Content-Language", bcp47(translation.get_language() or ""))
        response.headers.setdefault("Cache-Control", CACHING)
        if "lang" not in request.GET:
            patch_vary_headers(response, ["Accept-Language"])
        return _without_body(response) if is_head else response


def _conditional(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Name the state of an answer, and leave it out for whoever has it already."""
    if response.status_code != 200:
        return response
    etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
    changed = int(changed_at().timestamp())
    response.headers["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed)
    return get_conditional_response(request, etag, changed, response) or response


def _without_body(response: HttpResponse) -> HttpResponse:
    length = len(response.content)
    response.content = b""
    response.headers["Content-Length"] = str(length)
    return response
