"""Where somebody is signed in: kept for the list that lets them end a session elsewhere.

Kept are the family of the browser, the system, and the times of signing in and of the last use to a
few minutes. The network is not.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from home.models import DeskSession
from home.security import is_desk

NOTED = "desk_session_noted"
NOTE_EVERY = timedelta(minutes=5)

# The first that fits: most browsers also name those that they are like.
BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox|FxiOS", "Firefox"),
    ("Chrome|CriOS|Chromium", "Chrome"),
    ("Safari", "Safari"),
)
SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "ChromeOS"),
    ("Windows", "Windows"),
    ("Macintosh|Mac OS X", "macOS"),
    ("Linux", "Linux"),
)


class SessionListMiddleware:
    """Notes that a session was used at the desk, every few minutes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Note the session, then pass the request on."""
        if is_desk(request.path) and request.user.is_authenticated:
            note(request)
        return self.get_response(request)


def note(request: HttpRequest) -> None:
    """Write down that a session is in use, unless that was done just now."""
    now, key = timezone.now(), request.session.session_key
    noted_key, noted_at = request.session.get(NOTED, ("", ""))
    if key == noted_key and now - datetime.fromisoformat(noted_at) < NOTE_EVERY:
        return
    user: Any = request.user
    agent = request.headers.get("User-Agent", "")
    with transaction.atomic():
        # A session that is ended at this moment must not come back into the list.
        session = Session.objects.select_for_update().filter(session_key=key).first()
        if session is None:
            return
        DeskSession.objects.update_or_create(
            session=session,
            defaults={"last_used_at": now},
            create_defaults={
                "user": user,
                "browser": first_of(BROWSERS, agent),
                "system": first_of(SYSTEMS, agent),
                "signed_in_at": now,
                "last_used_at": now,
            },
        )
    request.session[NOTED] = (key, now.isoformat())


def first_of(names: tuple[tuple[str, str], ...], agent: str) -> str:
    """Return the first name whose pattern a browser's own words hold."""
    return next((name for pattern, name in names if re.search(pattern, agent)), "")


def sessions_of(user: Any) -> list[DeskSession]:
    """Return where somebody is signed in: not what has expired or has an earlier password."""
    rows = DeskSession.objects.filter(user=user, session__expire_date__gt=timezone.now())
    current = user.get_session_auth_hash()
    return [
        row
        for row in rows.select_related("session")
        if constant_time_compare(row.session.get_decoded().get(HASH_SESSION_KEY, ""), current)
    ]


def end(sessions: list[DeskSession]) -> int:
    """Sign out; the entries of the list go with the sessions."""
    keys = [row.session_id for row in sessions]
    Session.objects.filter(session_key__in=keys).delete()
    return len(keys)
