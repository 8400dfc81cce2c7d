"""A forgotten password: the link leads to this site, and nobody learns who has an account."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db
FORM = "/admin/password_reset/"


@pytest.mark.parametrize("header", ["host", "x-forwarded-host", "forwarded", "x-original-host"])
def test_the_link_leads_to_the_site_whatever_host_was_asked_for(settings: Any, header: str) -> None:
    settings.WAGTAILADMIN_BASE_URL = settings.BASE_URL = "https://www.example.org"
    user = UserFactory(email="mara@example.org", group="Administrators")
    client = Client(headers={header: "evil.example.net"})
    assert client.post(FORM, {"email": user.email}).status_code == 302
    [message] = mail.outbox
    assert "https://www.example.org/admin/password_reset/confirm/" in message.body
    assert "evil" not in message.body + message.subject


def test_the_answer_is_the_same_for_an_address_that_nobody_has(
    client: Client, settings: Any, django_capture_on_commit_callbacks: Any
) -> None:
    # The worker does what takes time, later.
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    UserFactory(email="mara@example.org", group="Administrators")
    with django_capture_on_commit_callbacks(execute=True):
        answers = [
            client.post(FORM, {"email": f"{name}@example.org"}) for name in ("mara", "nobody")
        ]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert not mail.outbox


def test_a_wrong_password_and_an_unknown_name_are_answered_alike(client: Client) -> None:
    user = UserFactory(group="Administrators")
    answers = []
    for name in (user.get_username(), "nobody-at-all"):
        answer = client.post("/admin/login/", {"username": name, "password": "wrong"})
        assert answer.status_code == 200
        assert name in answer.content.decode()
        said = answer.content.decode().replace(name, "")
        answers.append(re.sub(r'csrf[^>]+?"[A-Za-z0-9]{64}"', "", said, flags=re.IGNORECASE))
    assert answers[0] == answers[1]
