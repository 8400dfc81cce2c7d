"""Answers that a program has already are not made again."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from typing import TYPE_CHECKING

from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control

from actions.opendata.columns import COLUMNS
from home.caches import generation
from home.data_licence import licence
from home.languages import bcp47, current_language

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from actions.selection import Selection

MAX_AGE = 300


def unless_known(
    request: HttpRequest, kind: str, selection: Selection, answer: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Answer, or say that nothing has changed since the reader asked last.

    A program on any page of the web may read what is public.
    """
    etag = _etag(kind, selection)
    response = get_conditional_response(request, etag=etag) or answer()
    response["ETag"] = etag
    response["Content-Language"] = bcp47(current_language())
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return response


def _etag(kind: str, selection: Selection) -> str:
    """Name what an answer holds: it changes with every publication, and with the day in its name.

    The columns and the licence are part of it: they change without a publication.
    """
    parts = (
        str(generation()),
        timezone.localdate().isoformat(),
        kind,
        current_language(),
        selection.query_string(),
        *selection.problems,
        *(column.name for column in COLUMNS),
        licence().url,
    )
    return f'W/"{hashlib.sha256("|".join(parts).encode()).hexdigest()[:32]}"'
