"""PDF files that are made while a reader waits: kept, and few at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.timezone import now

from home import locks
from home.caches import generation, release, remember
from home.languages import bcp47, current_language
from home.pdf.engine import PdfUnavailableError

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

MAX_AGE = 300
SLOTS = 2
"""So many are made at the same time, by all processes together."""
RETRY_AFTER = 5
# Any number, the same for all: with that of the slot it names a lock.
LOCKS = 820_121


class BusyError(Exception):
    """As many files are being made as may be."""


def pdf_response(
    request: HttpRequest, key: str, name: str, make: Callable[[], bytes]
) -> HttpResponseBase:
    """Answer with a file to keep, which is made once a publication and a day: it names its date."""
    language = current_language()
    key = f"pdf:{key}:{language}:{now().date().isoformat()}"
    etag = f'W/"{release()}-{generation()}-{key}"'
    response: HttpResponseBase
    try:
        response = get_conditional_response(request, etag=etag) or _answer(request, key, name, make)
    except (BusyError, PdfUnavailableError):
        response = render(request, "503.html", status=503)
        response["Retry-After"] = str(RETRY_AFTER)
        patch_cache_control(response, no_store=True)
        return response
    response["ETag"] = etag
    response["Content-Language"] = bcp47(language)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _answer(request: HttpRequest, key: str, name: str, make: Callable[[], bytes]) -> HttpResponse:
    headers = {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'attachment; filename="{name}.pdf"',
    }
    if request.method == "HEAD":
        return HttpResponse(headers=headers)

    def make_alone() -> bytes:
        with _slot():
            return make()

    return HttpResponse(remember(key, make_alone), headers=headers)


@contextmanager
def _slot() -> Iterator[None]:
    """Hold one of the slots while a file is made."""
    slot = next((slot for slot in range(SLOTS) if locks.take(LOCKS, slot)), None)
    if slot is None:
        raise BusyError
    try:
        yield
    finally:
        locks.give_back(LOCKS, slot)
