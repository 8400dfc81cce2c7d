"""From a sign-up to drafts: what the tests of it share."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from home.models import SignUp
from tests.admin.desk import messages_of, sign_in
from tests.factories.actions import action_index, city_index


@pytest.fixture
def reviewer(client: Client) -> Any:
    """Return somebody who may make drafts, signed in."""
    return sign_in(client, "Publishers")


@pytest.fixture
def index() -> Any:
    """Return the page below which the cities stand."""
    action_index()
    return city_index()


def press(client: Client, sign_up: SignUp) -> list[str]:
    """Press the button, and return what the desk says."""
    response = client.post(reverse("sign_up_drafts", args=[sign_up.pk]), follow=True)
    assert response.status_code == 200
    sign_up.refresh_from_db()
    return messages_of(response)


def newest(record: Any) -> Any:
    """Return a record as its newest draft has it."""
    return type(record).objects.get(pk=record.pk).get_latest_revision_as_object()


def png() -> bytes:
    """Return a small picture."""
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return out.getvalue()
