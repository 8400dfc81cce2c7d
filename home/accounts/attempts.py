"""How often a stranger may try: passwords (counted by django-axes), and asking for a new one.

Nothing of it is written down: the cache holds digests, and forgets them by itself.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import salted_hmac
from wagtail.admin.views.account import PasswordResetView

from home.networks import network_of

SALT = "home.accounts.attempts"
MOST_RESETS = 5
RESETS_WITHIN = 60 * 60


def anonymous(*_args: Any) -> str:
    """Return what the log calls somebody who has typed a wrong password."""
    return "somebody"


def locked_out(
    request: HttpRequest, _response: HttpResponse | None, _credentials: dict[str, Any] | None
) -> HttpResponse:
    """Answer somebody who has typed too many wrong passwords."""
    minutes = int(settings.AXES_COOLOFF_TIME.total_seconds() // 60)
    return _refuse(request, minutes)


class LimitedPasswordResetView(PasswordResetView):
    """Wagtail's form for a forgotten password, for so many mails an hour and no more."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Count for the network and for the address that is written to."""
        email = request.POST.get("email", "").strip().lower()
        # Both are counted, whichever is full.
        counts = [_count(f"network:{network_of(request)}"), _count(f"email:{email}")]
        if max(counts) > MOST_RESETS:
            return _refuse(request, RESETS_WITHIN // 60)
        return super().post(request, *args, **kwargs)


def _refuse(request: HttpRequest, minutes: int) -> HttpResponse:
    response = render(request, "wagtailadmin/locked_out.html", {"minutes": minutes}, status=429)
    response["Retry-After"] = str(minutes * 60)
    return response


def _count(what: str) -> int:
    key = f"attempts:{salted_hmac(SALT, what).hexdigest()}"
    cache.add(key, 0, RESETS_WITHIN)
    try:
        return cache.incr(key)
    except ValueError:
        # It has expired in between.
        return 1
