"""Answers that only the owner of a link may see."""

from __future__ import annotations

from django.http import HttpResponse


def keep_private(response: HttpResponse) -> HttpResponse:
    """Keep a page that only the owner of a link may see out of caches, indexes and other sites."""
    response["Cache-Control"] = "no-store"
    response["X-Robots-Tag"] = "noindex"
    response["Referrer-Policy"] = "same-origin"
    return response
