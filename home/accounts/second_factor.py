"""The second factor: a code of an authenticator app, or one of ten recovery codes.

Devices are django-otp's. Recovery codes are kept as digests only, so that nobody who reads the
database can use one.
"""

from __future__ import annotations

import secrets
from base64 import b32encode
from datetime import datetime
from typing import Any

import django_otp
from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.accounts.languages import language_of_desk
from home.mails import compose
from home.models import Event
from home.outbox import write

RECOVERY_CODES = 10
SALT = "home.accounts.second_factor"
# Without letters and digits that are taken for one another.
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
HALF = 5
DIGITS = 6
# As many characters as django-otp has room for.
DIGEST = 16


def is_needed_by(user: Any) -> bool:
    """Say whether somebody may do nothing at the desk without a second factor."""
    return settings.TWO_FACTOR_REQUIRED and holds_keys(user)


def holds_keys(user: Any) -> bool:
    """Say whether somebody may publish, or keep the accounts of others."""
    return (
        user.is_superuser
        or user.has_perm("auth.change_user")
        or policy_registry.get_by_type(Page).user_has_permission(user, "publish")
        or any(".publish_" in permission for permission in user.get_all_permissions())
    )


def device_of(user: Any) -> TOTPDevice | None:
    """Return the app that somebody has set up."""
    return TOTPDevice.objects.filter(user=user, confirmed=True).order_by("pk").first()


def device_to_confirm(user: Any) -> TOTPDevice:
    """Return the app that somebody is about to set up, the same until it is confirmed."""
    devices = TOTPDevice.objects.filter(user=user, confirmed=False)
    return devices.order_by("pk").first() or TOTPDevice.objects.create(
        user=user, name="app", confirmed=False
    )


def key_of(device: TOTPDevice) -> str:
    """Return the key as people type it: letters and digits in groups of four."""
    key = b32encode(device.bin_key).decode().rstrip("=")
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


@transaction.atomic
def confirm(user: Any, device: TOTPDevice) -> list[str]:
    """Take an app into use in the place of any other, and return new recovery codes."""
    TOTPDevice.objects.filter(user=user).exclude(pk=device.pk).delete()
    device.confirmed = True
    device.save(update_fields=["confirmed"])
    return new_recovery_codes(user)


@transaction.atomic
def new_recovery_codes(user: Any) -> list[str]:
    """Return new recovery codes, to be shown once; earlier ones are void."""
    StaticDevice.objects.filter(user=user).delete()
    device = StaticDevice.objects.create(user=user, name="recovery")
    codes = [_new_code() for _number in range(RECOVERY_CODES)]
    for code in codes:
        device.token_set.create(token=_digest(code))
    return codes


def recovery_codes_left(user: Any) -> int:
    """Return how many recovery codes have not been used."""
    device = StaticDevice.objects.filter(user=user).first()
    return device.token_set.count() if device else 0


def verify(user: AbstractBaseUser, code: str) -> Any:
    """Return the device that accepts a code, if one does. Each code is accepted once."""
    code = "".join(code.split())
    if len(code) == DIGITS and code.isdecimal():
        device, token = device_of(user), code
    else:
        device, token = StaticDevice.objects.filter(user=user).first(), _digest(code)
    return django_otp.verify_token(user, device.persistent_id, token) if device else None


def locked_until(user: Any) -> datetime | None:
    """Return until when no code is looked at, after wrong ones: each makes the pause longer."""
    pauses = [
        reason["locked_until"]
        for device in django_otp.devices_for_user(user, confirmed=None)
        for allowed, reason in [device.verify_is_allowed()]
        if not allowed
    ]
    return max(pauses, default=None)


@transaction.atomic
def remove(user: Any) -> bool:
    """Take away everything that somebody has as a second factor; say whether there was any."""
    removed, _kinds = TOTPDevice.objects.filter(user=user, confirmed=True).delete()
    TOTPDevice.objects.filter(user=user).delete()
    StaticDevice.objects.filter(user=user).delete()
    return bool(removed)


@transaction.atomic
def reset(user: Any) -> bool:
    """Take it away for somebody who has lost it, and write to them in case they have not."""
    if not remove(user):
        return False
    if user.email:
        language = language_of_desk(user)
        mail = compose(
            Event.SECOND_FACTOR_RESET,
            language,
            name=get_user_display_name(user),
            link=f"{settings.WAGTAILADMIN_BASE_URL}{reverse('wagtailadmin_login')}",
        )
        write(mail, recipient=user.email, language=language)
    return True


def _new_code() -> str:
    halves = ("".join(secrets.choice(ALPHABET) for _ in range(HALF)) for _ in range(2))
    return "-".join(halves)


def _digest(code: str) -> str:
    plain = code.lower().replace("-", "")
    digest = salted_hmac(SALT, plain, algorithm="sha256").digest()
    return b32encode(digest).decode()[:DIGEST].lower()
