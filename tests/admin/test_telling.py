"""Whoever has an account hears of it when what they sign in with has changed."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.users.models import UserProfile

from home.accounts import second_factor
from home.models import OutgoingMessage
from tests.admin.signing_in import OVERVIEW, SET_UP, account_answers, code_of, sign_in
from tests.factories.home import PASSWORD, UserFactory, superuser

pytestmark = pytest.mark.django_db
NEW = "another long sentence"
ADDRESS = "amal@example.org"


@pytest.fixture
def user() -> Any:
    user = UserFactory(group="Writers", email=ADDRESS, first_name="Amal", last_name="Example")
    UserProfile.objects.create(user=user, preferred_language="fr")
    return user


def kept_by_an_administrator(user: Any, **changes: str) -> None:
    """Change an account as an administrator does at the desk."""
    client = Client()
    client.force_login(superuser())
    names = ("username", "email", "first_name", "last_name")
    data = {name: getattr(user, name) for name in names} | {"is_active": "on"}
    data["groups"] = [group.pk for group in user.groups.all()]
    url = reverse("wagtailusers_users:edit", args=[user.pk])
    assert client.post(url, data | changes).status_code == 302


def told() -> list[tuple[str, str]]:
    """Return to whom something was told, and in which words."""
    messages = OutgoingMessage.objects.filter(event="access_changed", language="fr")
    return [(one.recipient, one.body) for one in messages.order_by("pk")]


def test_a_password_that_is_set_by_the_link_of_a_mail(user: Any) -> None:
    client = Client()
    client.post("/admin/password_reset/", {"email": ADDRESS})
    [link] = re.findall(r"https?://[^/]+(/admin/password_reset/confirm/\S+)", mail.outbox[0].body)
    form = client.get(link)["Location"]
    assert client.post(form, {"new_password1": NEW, "new_password2": NEW}).status_code == 302
    assert sign_in(client, user, NEW).status_code == 302
    [(recipient, body)] = told()
    assert recipient == ADDRESS
    assert "Amal Example" in body
    assert "/admin/password_reset/" in body


def test_a_password_that_an_administrator_sets(user: Any) -> None:
    kept_by_an_administrator(user, password1=NEW, password2=NEW)
    assert [recipient for recipient, _body in told()] == [ADDRESS]


def test_an_address_that_changes_hears_of_it_and_of_the_password(user: Any) -> None:
    kept_by_an_administrator(user, email="thief@example.org", password1=NEW, password2=NEW)
    assert [recipient for recipient, _body in told()] == [ADDRESS, ADDRESS]


def test_a_second_factor_that_is_set_up_and_turned_off(user: Any, settings: Any) -> None:
    settings.TWO_FACTOR_REQUIRED = False
    client = Client()
    sign_in(client, user)
    client.get(SET_UP)
    client.post(SET_UP, {"code": code_of(second_factor.device_to_confirm(user))})
    code = second_factor.new_recovery_codes(user)[0]
    client.post(OVERVIEW, {"code": code, "turn_off": "1"})
    assert second_factor.device_of(user) is None
    assert [recipient for recipient, _body in told()] == [ADDRESS, ADDRESS]


def test_nobody_hears_of_anything_else(user: Any) -> None:
    client = Client()
    sign_in(client, user)
    kept_by_an_administrator(user, first_name="Alex")
    UserFactory(email="new@example.org")
    assert not OutgoingMessage.objects.exists()


def test_where_there_is_no_address_nothing_is_told(user: Any) -> None:
    user.email = ""
    user.save()
    OutgoingMessage.objects.all().delete()
    user.set_password(PASSWORD)
    user.save()
    assert not OutgoingMessage.objects.exists()


@pytest.mark.parametrize(("length", "is_taken"), [(64, True), (128, True), (129, False)])
def test_how_long_a_password_may_be(user: Any, length: int, is_taken: bool) -> None:
    password = ("a sentence, nothing else " * 9)[:length]
    client = Client()
    client.force_login(superuser())
    data = account_answers("somebody", password)
    answer = client.post(reverse("wagtailusers_users:add"), data)
    assert (answer.status_code == 302) is is_taken
