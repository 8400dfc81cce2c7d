"""Where to report a vulnerability, as RFC 9116 wants it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

pytestmark = pytest.mark.django_db

PLACE = "/.well-known/security.txt"


def fields_of(client: Client) -> dict[str, str]:
    """Return the fields of the file; each stands there once."""
    answer = client.get(PLACE)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    lines = answer.content.decode().splitlines()
    fields = dict(line.split(": ", 1) for line in lines)
    assert len(fields) == len(lines)
    return fields


def test_it_has_every_field_that_is_wanted(client: Client, settings: Any) -> None:
    settings.CONTACT_EMAIL = "security@example.org"
    settings.BASE_URL = "https://www.example.org"
    fields = fields_of(client)
    assert fields["Contact"] == "mailto:security@example.org"
    assert fields["Canonical"] == f"https://www.example.org{PLACE}"
    assert fields["Preferred-Languages"] == "ar, en, es, fr, ru, zh-Hans"


def test_it_is_never_out_of_date_and_valid_for_less_than_a_year(
    client: Client, settings: Any
) -> None:
    settings.CONTACT_EMAIL = "security@example.org"
    expires = datetime.fromisoformat(fields_of(client)["Expires"])
    assert timedelta(days=30) < expires - timezone.now() < timedelta(days=365)


def test_without_a_contact_there_is_none(client: Client, settings: Any) -> None:
    settings.CONTACT_EMAIL = ""
    assert client.get(PLACE, follow=True).status_code == 404
