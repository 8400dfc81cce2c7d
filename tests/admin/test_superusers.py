"""Administrators keep accounts, but neither those of superusers, nor make anybody a superuser."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.urls import reverse

from tests.admin.desk import form_of, sign_in
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db

PASSWORD = "quite-another-long-phrase"
NAMES = {"first_name": "Alex", "last_name": "Example", "email": "alex@example.org"}


@pytest.fixture
def chief() -> Any:
    return UserFactory(is_superuser=True)


def bulk(client, action: str, *users: Any, **sent: Any) -> Any:
    url = reverse("wagtail_bulk_action", args=["auth", "user", action])
    return client.post(f"{url}?{'&'.join(f'id={user.pk}' for user in users)}", sent)


def state_of(user: Any) -> tuple[Any, ...]:
    user.refresh_from_db()
    groups = set(user.groups.values_list("name", flat=True))
    return user.password, user.is_active, user.is_superuser, user.email, groups


def test_an_administrator_changes_nothing_of_the_account_of_a_superuser(client, chief):
    sign_in(client, "Administrators")
    before = state_of(chief)
    url = reverse("wagtailusers_users:edit", args=[chief.pk])
    assert client.get(url).status_code == 302
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    client.post(url, {"username": chief.username, **NAMES, **passwords})
    assert state_of(chief) == before
    client.post(reverse("wagtailusers_users:delete", args=[chief.pk]))
    assert state_of(chief) == before


@pytest.mark.parametrize(
    ("action", "sent"),
    [("set_active_state", {"mark_as_active": "False"}), ("assign_role", {}), ("delete", {})],
)
def test_an_administrator_takes_no_superuser_along_in_a_bulk_action(client, chief, action, sent):
    sign_in(client, "Administrators")
    before, colleague = state_of(chief), UserFactory(group="Writers")
    theirs = state_of(colleague)
    role = Group.objects.get(name="Translators").pk
    bulk(client, action, colleague, chief, **{"role": role, **sent})
    assert state_of(chief) == before
    remains = get_user_model().objects.filter(pk=colleague.pk)
    assert not remains.exists() or state_of(colleague) != theirs


def test_an_administrator_makes_nobody_a_superuser(client):
    sign_in(client, "Administrators")
    colleague = UserFactory(group="Writers")
    url = reverse("wagtailusers_users:edit", args=[colleague.pk])
    data = form_of(client, url, type(colleague))
    client.post(url, {**data, **NAMES, "is_superuser": "on"})
    colleague.refresh_from_db()
    assert colleague.first_name == "Alex"
    assert not colleague.is_superuser
    passwords = {"password1": PASSWORD, "password2": PASSWORD}
    new = {"username": "new", **NAMES, **passwords, "is_superuser": "on"}
    client.post(reverse("wagtailusers_users:add"), new)
    assert not get_user_model().objects.get(username="new").is_superuser


def test_a_superuser_keeps_those_of_superusers(client, chief):
    client.force_login(UserFactory(is_superuser=True))
    url = reverse("wagtailusers_users:edit", args=[chief.pk])
    data = form_of(client, url, type(chief))
    assert "is_superuser" in data
    client.post(url, {**data, **NAMES, "password1": PASSWORD, "password2": PASSWORD})
    chief.refresh_from_db()
    assert chief.check_password(PASSWORD)
    bulk(client, "set_active_state", chief, mark_as_active="False")
    assert not state_of(chief)[1]
