"""Which content policy goes with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase

# What a player needs of the page around its frame.
PLAYER_FEATURES = ("autoplay", "fullscreen")


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
        elif request.path.startswith(reverse("wagtailadmin_home")):
            parts.config = settings.DESK_SECURITY_POLICY
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
