"""Which content policy goes with an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from csp.constants import SELF
from csp.middleware import CSPMiddleware, PolicyParts
from django.conf import settings
from django.urls import reverse

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


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
        return parts
