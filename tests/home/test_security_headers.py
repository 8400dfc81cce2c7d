"""What every answer tells browsers, and that reading needs no cookie."""

from __future__ import annotations

import secrets
from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.admin.desk import sign_in
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
    city_index,
)
from tests.factories.blog import StoryPageFactory
from tests.factories.home import (
    PASSWORD,
    ReportPageFactory,
    StandardPageFactory,
    UserFactory,
    home_page,
    join_page,
)

pytestmark = pytest.mark.django_db

PAGES = (
    "/en/",
    "/en/about/",
    "/en/actions/",
    "/en/actions/?view=map",
    "/en/actions/?view=figures",
    "/en/actions/first/",
    "/en/actions/feed/",
    "/en/actions/export.csv",
    "/en/cities/",
    "/en/cities/first/",
    "/en/stories/",
    "/en/stories/a-story/",
    "/en/stories/feed/",
    "/en/join/reports/2022/",
    "/en/search/?q=first",
    "/en/sitemap/",
    "/en/api/",
    "/en/nowhere/",
    "/ar/",
    "/robots.txt",
    "/sitemap.xml",
    "/healthz",
    "/readyz",
    "/api/v1/actions",
    "/",
)
DESK = (
    "/admin/",
    "/admin/login/",
    "/admin/password_reset/",
    "/admin/password_reset/done/",
    "/admin/password_reset/confirm/MQ/set-password/",
    "/admin/account/",
    "/admin/pages/",
    "/admin/no-such-thing/",
)


@pytest.fixture
def site() -> None:
    for make in (home_page, action_index, city_index, join_page):
        make("en")
    city = CityPageFactory(slug="first")
    ActionFactory(slug="first", lrgs=[city], categories=[CategoryFactory(slug="climate")])
    StoryPageFactory(slug="a-story")
    StandardPageFactory(slug="about")
    ReportPageFactory(slug="2022")


def test_reading_gives_nobody_a_cookie(site: None) -> None:
    for path in PAGES:
        answer = Client().get(path)
        assert not answer.cookies, path
        assert "cookie" not in answer.headers.get("Vary", "").lower() or path == "/", path


def test_only_the_form_has_a_cookie_and_no_script_can_read_it(site: None) -> None:
    cookies = Client().get("/en/join/").cookies
    assert list(cookies) == ["csrftoken"]
    assert cookies["csrftoken"]["httponly"]
    assert cookies["csrftoken"]["samesite"] == "Lax"


def test_every_answer_is_kept_from_other_sites(client: Client, site: None) -> None:
    for path in (*PAGES, *DESK):
        headers = client.get(path).headers
        assert headers["X-Content-Type-Options"] == "nosniff", path
        assert headers["Referrer-Policy"] == "strict-origin-when-cross-origin", path
        assert headers["Cross-Origin-Opener-Policy"] == "same-origin", path
        assert "Content-Security-Policy" in headers, path
        assert "camera=()" in headers["Permissions-Policy"], path


@pytest.mark.parametrize(
    ("path", "readers"),
    [
        ("/en/", "same-origin"),
        ("/en/join/", "same-origin"),
        ("/en/actions/first/", "same-origin"),
        ("/admin/login/", "same-origin"),
        ("/api/v1/actions", "cross-origin"),
        ("/en/actions/export.json", "cross-origin"),
        ("/en/actions/feed/", "cross-origin"),
        ("/en/stories/feed/", "cross-origin"),
    ],
)
def test_other_sites_may_read_open_data_and_nothing_else(
    client: Client, site: None, path: str, readers: str
) -> None:
    assert client.get(path)["Cross-Origin-Resource-Policy"] == readers


def test_no_page_holds_what_another_site_has_not_agreed_to(client: Client, site: None) -> None:
    assert client.get("/en/")["Cross-Origin-Embedder-Policy"] == "require-corp"
    # The desk shows previews in a frame, and they may hold a player of another site.
    assert "Cross-Origin-Embedder-Policy" not in client.get("/admin/login/").headers


def test_nothing_of_the_desk_is_kept_by_a_browser_or_found_by_a_search(
    client: Client, site: None
) -> None:
    for path in DESK:
        for _who in ("a stranger", "an administrator"):
            answer = client.get(path)
            assert "no-store" in answer["Cache-Control"], path
            assert "private" in answer["Cache-Control"], path
            assert answer["X-Robots-Tag"] == "noindex, nofollow", path
            sign_in(client, "Administrators")


def test_a_page_for_some_people_is_kept_by_nobody(client: Client, site: None) -> None:
    page = StandardPageFactory(slug="for-some")
    PageViewRestriction.objects.create(
        page=page.page_ptr, restriction_type=PageViewRestriction.LOGIN
    )
    assert "/_util/login/" in client.get(page.url)["Location"]
    sign_in(client, "Administrators")
    answer = client.get(page.url)
    assert answer.status_code == 200
    assert "private" in answer["Cache-Control"]
    assert "no-store" in answer["Cache-Control"]


def test_the_site_is_asked_for_by_https_for_a_year(client: Client, settings: Any) -> None:
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = settings.SECURE_HSTS_PRELOAD = True
    stranger = Client()
    assert stranger.get("/en/")["Location"] == "https://testserver/en/"
    header = stranger.get("/robots.txt", secure=True)["Strict-Transport-Security"]
    assert header == "max-age=31536000; includeSubDomains; preload"


def test_a_session_gets_a_new_key_when_somebody_signs_in(client: Client, site: None) -> None:
    user = UserFactory(group="Administrators")
    planted = secrets.token_hex(16)
    client.cookies["sessionid"] = planted
    client.post("/admin/login/", {"username": user.get_username(), "password": PASSWORD})
    signed_in = client.cookies["sessionid"]
    assert signed_in.value != planted
    assert signed_in["httponly"]
    assert signed_in["samesite"] == "Lax"
    client.post("/admin/logout/")
    client.cookies["sessionid"] = signed_in.value
    assert client.get("/admin/")["Location"].startswith("/admin/login/")
