"""What browsers are told to refuse, by the kind of an answer."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.urls import reverse
from django.utils.cache import patch_cache_control

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, HttpResponseBase

# What a player needs of the page around its frame.
PLAYER_FEATURES = ("autoplay", "fullscreen")


# What other sites may show or read: the API, open data, feeds, and the images of their entries.
OPEN = re.compile(
    r"\A(?:/api/|/media/images/|/[a-z-]+/(?:[-\w]+/)+(?:feed/$|(?:export|cite)\.[a-z]+$))"
)


def is_desk(path: str) -> bool:
    """Say whether an address is one of the desk, wherever that is."""
    return path.startswith(reverse("wagtailadmin_home"))


def allow_frames_of(request: HttpRequest, origin: str) -> None:
    """Let the answer to this request, and no other, hold frames of another site."""
    origins: set[str] = getattr(request, "frame_origins", set())
    request.frame_origins = {*origins, origin}  # type: ignore[attr-defined]


class ContentPolicyMiddleware(CSPMiddleware):
    """Send readers the strict policy, and the desk the one that Wagtail's editors need."""

    def get_policy_parts(
        self, request: HttpRequest, response: HttpResponseBase, report_only: bool = False
    ) -> PolicyParts:
        """Return the policy of the site, or that of the desk below its address.

        A preview is a page of the site, made by a request of its own, in a frame of the desk.
        """
        parts = super().get_policy_parts(request, response, report_only)
        if report_only:
            return parts
        if getattr(request, "is_preview", False):
            parts.replace = {"frame-ancestors": [SELF]}
        elif is_desk(request.path):
            parts.config = settings.DESK_SECURITY_POLICY
            # Without signing in nobody meets an editor.
            if getattr(getattr(request, "user", None), "is_authenticated", False):
                parts.replace = {"style-src": settings.DESK_STYLES}
        origins = sorted(getattr(request, "frame_origins", ()))
        if origins:
            parts.update = {"frame-src": origins}
        return parts

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Let a player that a page holds begin by itself and fill the screen, too."""
        response = super().process_response(request, response)
        origins = sorted(getattr(request, "frame_origins", ()))
        if origins and "Permissions-Policy" in response:
            allowed = " ".join(["self", *(f'"{origin}"' for origin in origins)])
            policy = {name: f"{name}=()" for name in settings.PERMISSIONS_POLICY}
            policy.update({name: f"{name}=({allowed})" for name in PLAYER_FEATURES})
            response["Permissions-Policy"] = ", ".join(policy.values())
        return response


class IsolationMiddleware:
    """Keeps answers away from other sites' pages, and those of the desk from every cache.

    It stands before what serves static files, so that these are kept apart too.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Say who may hold an answer."""
        response = self.get_response(request)
        is_open = OPEN.match(request.path)
        response.headers.setdefault(
            "Cross-Origin-Resource-Policy", "cross-origin" if is_open else "same-origin"
        )
        if is_desk(request.path):
            patch_cache_control(response, private=True, no_store=True)
            response.headers["X-Robots-Tag"] = "noindex, nofollow"
        elif not getattr(request, "frame_origins", None):
            # Nothing of another site is in the page; a player’s site would have to agree to it.
            response.headers["Cross-Origin-Embedder-Policy"] = "require-corp"
        return response
