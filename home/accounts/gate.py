"""Before the desk opens: whoever has a second factor proves it, whoever needs one sets it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from home.accounts import second_factor
from home.security import is_desk

# What somebody needs to get in, to get out, and to see the pages of both.
OPEN = frozenset(
    {
        "wagtailadmin_login",
        "wagtailadmin_logout",
        "wagtailadmin_password_reset",
        "wagtailadmin_password_reset_done",
        "wagtailadmin_password_reset_confirm",
        "wagtailadmin_password_reset_complete",
        "wagtailadmin_sprite",
        "wagtailadmin_javascript_catalog",
        "second_factor_check",
        "second_factor_set_up",
    }
)


class SecondFactorMiddleware:
    """Leads to the second factor from every address of the desk."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        """Lead whoever is not let in yet to where the second factor is asked for or set up."""
        if not is_desk(request.path):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        user: Any = request.user
        if name in OPEN or not user.is_authenticated or user.is_verified():
            return None
        if second_factor.device_of(user):
            return _lead(request, "second_factor_check")
        if second_factor.is_needed_by(user):
            return _lead(request, "second_factor_set_up")
        return None


def _lead(request: HttpRequest, name: str) -> HttpResponse:
    if request.headers.get("x-requested-with") == "XMLHttpRequest":
        raise PermissionDenied
    wanted = request.get_full_path() if request.method == "GET" else reverse("wagtailadmin_home")
    return redirect(f"{reverse(name)}?{urlencode({'next': wanted})}")
