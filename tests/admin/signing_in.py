"""Signing in at the desk: a password, the code of an app, and whether one is let in."""

from __future__ import annotations

from typing import Any

from django.test import Client
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from home.accounts import second_factor
from tests.factories.home import PASSWORD

HOME = reverse("wagtailadmin_home")
CHECK = reverse("second_factor_check")
SET_UP = reverse("second_factor_set_up")
OVERVIEW = reverse("second_factor")
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def sign_in(client: Client, user: Any, password: str = PASSWORD, **kwargs: Any) -> Any:
    data = {"username": user.username, "password": password}
    return client.post(reverse("wagtailadmin_login"), data, **kwargs)


def code_of(device: TOTPDevice, steps: int = 0) -> str:
    """Return the code that the app shows now, or some half minutes from now."""
    return f"{totp(device.bin_key, drift=steps):06d}"


def enrolled(user: Any) -> tuple[TOTPDevice, list[str]]:
    device = second_factor.device_to_confirm(user)
    return device, second_factor.confirm(user, device)


def let_wait_end(user: Any) -> None:
    """Let the pause after a wrong code be over."""
    for model in (TOTPDevice, second_factor.StaticDevice):
        model.objects.filter(user=user).update(throttling_failure_timestamp=None)


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def account_answers(username: str, password: str, **more: str) -> dict[str, str]:
    """Return the answers to the form for a new account."""
    return {
        "username": username,
        "email": f"{username}@example.org",
        "first_name": "Some",
        "last_name": "Example",
        "password1": password,
        "password2": password,
        **more,
    }
