"""The desk can be at any address, and nothing public says where."""

from __future__ import annotations

import importlib
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import clear_url_caches, reverse

from config import urls
from tests.admin.desk import sign_in
from tests.factories.home import home_page, join_page

pytestmark = pytest.mark.django_db
ELSEWHERE = "staff/only/"


@pytest.fixture
def elsewhere(settings: Any) -> Iterator[str]:
    """Move the desk for a test."""

    def move(path: str) -> None:
        settings.ADMIN_PATH = path
        importlib.reload(urls)
        clear_url_caches()

    before = settings.ADMIN_PATH
    move(ELSEWHERE)
    yield f"/{ELSEWHERE}"
    move(before)


def test_the_desk_opens_at_its_own_address_alone(client: Client, elsewhere: str) -> None:
    home_page()
    assert reverse("wagtailadmin_home") == elsewhere
    assert client.get(f"{elsewhere}login/").status_code == 200
    assert client.get("/admin/login/", follow=True).status_code == 404
    asked = client.get(elsewhere)
    assert asked.status_code == 302
    assert asked["Location"].startswith(f"{elsewhere}login/")


def test_what_guards_the_desk_goes_with_it(client: Client, elsewhere: str, settings: Any) -> None:
    settings.TWO_FACTOR_REQUIRED = True
    answer = client.get(f"{elsewhere}login/")
    assert "no-store" in answer["Cache-Control"]
    assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]
    sign_in(client, "Administrators")
    assert client.get(f"{elsewhere}pages/")["Location"].startswith(f"{elsewhere}second-factor/")


def test_what_is_typed_at_the_desk_is_not_repeated_on_a_page_of_errors(
    elsewhere: str,
) -> None:
    guest = Client(enforce_csrf_checks=True)
    answer = guest.post(f"{elsewhere}login/", {"username": "sesame", "password": "open doors"})
    assert answer.status_code == 403
    assert b"open doors" not in answer.content


@pytest.mark.parametrize("path", ["/robots.txt", "/en/", "/en/join/", "/en/sitemap/", "/api/"])
def test_nothing_public_says_where_the_desk_is(client: Client, elsewhere: str, path: str) -> None:
    join_page()
    answer = client.get(path)
    assert answer.status_code == 200
    assert b"staff/only" not in answer.content
    assert b"admin" not in answer.content
