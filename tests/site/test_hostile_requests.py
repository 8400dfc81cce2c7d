"""Requests that no browser makes: none is an error here, and none leads a reader elsewhere."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import PageViewRestriction

from home.models import SignUp
from tests.factories.actions import ActionFactory, CityPageFactory, action_index, city_index
from tests.factories.blog import StoryPageFactory
from tests.factories.home import (
    PASSWORD,
    ReportPageFactory,
    StandardPageFactory,
    UserFactory,
    home_page,
    join_page,
)
from tests.home.sign_up_form import fill_in

pytestmark = pytest.mark.django_db

ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example/",
    "/\\evil.example/",
    "\\\\evil.example/",
    "https:evil.example",
    "https:///evil.example/",
    "/%09/evil.example/",
    "\t//evil.example/",
    "http://testserver@evil.example/",
    "javascript:alert(1)",
]
PAGES = [
    "/",
    "/en/",
    "/en/actions/",
    "/en/actions/?view=map",
    "/en/actions/first/",
    "/en/actions/feed/",
    "/en/actions/export.csv",
    "/en/actions/export.geojson",
    "/en/actions/data/",
    "/en/cities/",
    "/en/cities/first/",
    "/en/stories/",
    "/en/stories/first/",
    "/en/stories/feed/",
    "/en/join/",
    "/en/join/questions/",
    "/en/join/continue/",
    "/en/join/confirm/",
    "/en/progress/",
    "/en/search/",
    "/en/sitemap/",
    "/en/api/",
    "/api/v1/actions",
    "/api/v1/cities",
    "/api/v1/stories",
    "/api/v1/openapi.json",
    "/sitemap.xml",
    "/robots.txt",
    "/healthz",
    "/readyz",
    "/metrics",
    "/.well-known/security.txt",
    "/a/1/",
    "/documents/1/a.pdf",
    "/media/images/a.png",
    "/static/a.css",
    "/admin/login/",
    "/en/nowhere/",
]
NAMES = [
    "q",
    "page",
    "category",
    "view",
    "bbox",
    "limit",
    "key",
    "token",
    "next",
    "p%00",
    "%ff",
    "__proto__[x]",
]
VALUES = [
    "%00",
    "%ff%fe",
    "%ed%a0%80",
    "%f0%9f%92%a9",
    "%0d%0aSet-Cookie:x=1",
    "9" * 400,
    "-1",
    "1e999",
    "a" * 3000,
    "%2e%2e%2f" * 20,
    "NaN",
    "",
    "%E2%80%AE%D8%A7",
]
HEADERS = [
    {"accept-language": "x" * 5000},
    {"accept-language": "fr;q=x,\x00,ar;q=9,*;q=-1"},
    {"accept-encoding": "br;q=,gzip;q=x,;;;,identity;q=0,*;q=0"},
    {"cookie": "sessionid=\x00; csrftoken=x; django_language=evil; messages=x"},
    {"cookie": "sessionid=" + "a" * 4000},
    {"cookie": "=;;=;\xff\xfe=\xff"},
    {"if-none-match": '"' * 2000},
    {"if-modified-since": "yesterday, perhaps"},
    {"range": "bytes=0-99999999999999999999,-1,x"},
    {"x-requested-with": "XMLHttpRequest", "content-type": "x/\xff"},
    {"authorization": "Basic \xff"},
    {"x-forwarded-for": "'; drop table x, \x00", "x-request-id": "\x00" * 40},
    {"accept": "*" * 3000},
    {"origin": "null", "referer": "javascript:x"},
]


@pytest.fixture(autouse=True)
def site() -> None:
    for make in (home_page, action_index, city_index, join_page):
        make()
    ActionFactory(slug="first", lrgs=[CityPageFactory(slug="first")])
    StoryPageFactory(slug="first")
    ReportPageFactory(slug="2022")


def status_of(path: str, **extra: Any) -> int:
    """Return how a stranger's request ends; an error would be 500 or more."""
    return Client(raise_request_exception=False).get(path, **extra).status_code


def test_odd_parameters_are_answered() -> None:
    ends = {}
    for shift in range(0, len(VALUES), 3):
        values = [VALUES[(place + shift) % len(VALUES)] for place in range(len(NAMES))]
        pairs = zip(NAMES, values, strict=True)
        query = "&".join(f"{name}={value}&{name}[]={value}&{name}={value}" for name, value in pairs)
        for path in PAGES:
            address = f"{path}{'&' if '?' in path else '?'}{query}"
            ends[address] = status_of(address)
    assert {address: end for address, end in ends.items() if end >= 500} == {}


def test_odd_headers_are_answered() -> None:
    ends = {
        (path, next(iter(headers))): status_of(path, headers=headers)
        for number, headers in enumerate(HEADERS)
        for path in PAGES[number % 3 :: 3]
    }
    assert {asked: end for asked, end in ends.items() if end >= 500} == {}


def test_signing_in_leads_to_the_desk_only() -> None:
    user = UserFactory(group="Administrators")
    for place in ELSEWHERE:
        answer = Client().post(
            f"/admin/login/?next={quote(place)}",
            {"username": user.get_username(), "password": PASSWORD, "next": place},
        )
        # Some are no place at all.
        assert answer.status_code in {302, 404}
        assert _is_here(answer.headers.get("Location", "/")), place


def test_a_page_for_some_people_leads_back_here_only(client: Client) -> None:
    page = StandardPageFactory()
    restriction = PageViewRestriction.objects.create(
        page=page.page_ptr, restriction_type=PageViewRestriction.PASSWORD, password="open"
    )
    address = f"/en/_util/authenticate_with_password/{restriction.pk}/{page.pk}/"
    for place in ELSEWHERE:
        answer = client.post(address, {"password": "open", "return_url": place})
        assert answer.status_code == 302
        assert _is_here(answer["Location"]), place


def test_no_address_leads_to_another_site() -> None:
    Redirect.objects.create(old_path="/en/old", redirect_page=home_page().page_ptr)
    client = Client(raise_request_exception=False)
    for path in (
        "//evil.example",
        "//evil.example/%2e%2e",
        "/en//evil.example",
        "/\\evil.example",
        "/en/actions//evil.example/",
        "/evil.example",
        "/en/%0d%0aLocation:%20https://evil.example/",
        "//evil.example/en/old/",
    ):
        answer = client.generic("GET", path)
        for _step in range(4):
            assert answer.status_code < 500
            if answer.status_code not in {301, 302, 307, 308}:
                break
            assert _is_here(answer["Location"]), answer["Location"]
            answer = client.generic("GET", answer["Location"])


def _is_here(address: str) -> bool:
    # As browsers read it: they take a backslash for a slash, and leave out tabs.
    plain = address.replace("\\", "/").replace("\t", "")
    parts = urlsplit(plain)
    return (
        parts.netloc in {"", "testserver"}
        and not plain.startswith("//")
        and (parts.scheme in {"", "http"})
    )


@pytest.mark.parametrize("host", ["testserver.evil.example", "testserver:x@evil.example"])
def test_no_page_is_made_for_a_forged_host(settings: Any, host: str) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.BASE_URL = "https://www.example.org"
    for path in PAGES:
        answer = Client(raise_request_exception=False).get(path, headers={"host": host})
        assert answer.status_code < 500, path
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"evil.example" not in body, path
        assert "evil.example" not in answer.headers.get("Location", ""), path


def test_no_header_of_a_proxy_moves_the_site(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    forged = {
        "x-forwarded-host": "evil.example",
        "x-host": "evil.example",
        "x-original-url": "/admin/",
        "x-rewrite-url": "/admin/",
        "forwarded": "host=evil.example",
    }
    for path in PAGES:
        answer = Client().get(path, headers=forged)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        assert b"evil.example" not in body, path


def test_a_link_to_set_a_password_is_of_the_public_address(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    settings.WAGTAILADMIN_BASE_URL = "https://www.example.org"
    user = UserFactory(group="Administrators")
    forged = {"x-forwarded-host": "evil.example"}
    Client().post("/admin/password_reset/", {"email": user.email}, headers=forged)
    assert len(mail.outbox) == 1
    assert "evil.example" not in str(mail.outbox[0].message())
    assert "https://www.example.org/admin/" in mail.outbox[0].body


PATHS_OUT = [
    "../manage.py",
    "%2e%2e/manage.py",
    "..%2fmanage.py",
    "%2e%2e%2f%2e%2e%2fmanage.py",
    "....//manage.py",
    "..\\manage.py",
    "/etc/passwd",
    "%2fetc%2fpasswd",
    "images/../../../manage.py",
    "images/%2e%2e/secret.png",
    "images/%00.png",
    f"images/{'a' * 400}.png",
    "images/a.png/b.png",
]


@pytest.mark.parametrize("root", ["/static/", "/media/", "/en/actions/export/", "/documents/1/"])
def test_no_path_leads_out_of_its_folder(root: str) -> None:
    default_storage.save("secret.png", ContentFile(b"secret"))
    default_storage.save("images/a.png", ContentFile(b"\x89PNG"))
    client = Client(raise_request_exception=False)
    ends = {path: client.get(f"{root}{path}", follow=True).status_code for path in PATHS_OUT}
    assert set(ends.values()) == {404}, ends


BODIES = [
    ("application/x-www-form-urlencoded", b"lrg_name=%ff%fe&do=send&%ed%a0%80=%ed%a0%80"),
    ("application/x-www-form-urlencoded", b"lrg_name=%00&commitments-TOTAL_FORMS=%00"),
    ("application/x-www-form-urlencoded", b"actions-TOTAL_FORMS=-1&commitments-TOTAL_FORMS=1e9"),
    ("application/x-www-form-urlencoded", b"lrg_name[]=a&lrg_name[x]=b&lrg_name=c&lrg_name=d"),
    ("application/x-www-form-urlencoded", b"&&&==&=%"),
    ("application/x-www-form-urlencoded", b"do=add-&do=%00"),
    ("application/x-www-form-urlencoded", b"do=add-nothing&token=%00"),
    ("application/x-www-form-urlencoded", b"do=save&contact_email=%00@%ff"),
    ("application/x-www-form-urlencoded; charset=utf-7", b"lrg_name=+AGE-"),
    ("application/x-www-form-urlencoded; charset=nothing", b"lrg_name=a"),
    ("multipart/form-data", b"no boundary"),
    ("multipart/form-data; boundary=\xff", b"--\xff"),
    ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\n--x"),
    (
        "multipart/form-data; boundary=x",
        b'--x\r\nContent-Disposition: form-data; name="declaration"; filename="\x00"\r\n\r\n--x--',
    ),
    (
        "multipart/form-data; boundary=x",
        b"--x\r\nContent-Disposition: form-data; name=a\r\nContent-Transfer-Encoding: x\r\n\r\n!",
    ),
    ("application/json", b'{"lrg_name": ["\\ud800"]}'),
    ("text/xml", b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'),
    ("", b"\x00" * 99),
]


@pytest.mark.parametrize("path", ["/en/join/", "/en/progress/", "/en/search/", "/admin/login/"])
def test_what_is_no_form_is_answered(path: str) -> None:
    client = Client(raise_request_exception=False)
    for kind, body in BODIES:
        assert client.generic("POST", path, body, kind).status_code < 500, (kind, body)
    assert not SignUp.objects.exists()


def test_nobody_writes_what_the_form_does_not_ask(client: Client) -> None:
    more = {
        "id": "77",
        "pk": "77",
        "status": "published",
        "assignee": "1",
        "created_at": "2001-01-01",
        "email_confirmed_at": "2001-01-01",
        "is_superuser": "on",
        "consent_text": "None.",
        "page": "1",
        "city": "1",
        "commitments-0-id": "77",
        "commitments-0-sign_up": "1",
        "actions-0-title": "A counter",
        "actions-0-summary": "A counter where newcomers are advised.",
        "actions-0-start_year": "2024",
        "actions-0-is_ongoing": "on",
        "actions-0-action": "1",
        "actions-0-status": "published",
    }
    assert client.post("/en/join/", fill_in(client, **more)).status_code == 302
    sign_up = SignUp.objects.get()
    assert sign_up.pk != 77
    assert sign_up.status == SignUp._meta.get_field("status").default
    assert sign_up.created_at.year > 2001
    assert sign_up.email_confirmed_at is None
    assert sign_up.assignee is None
    assert sign_up.actions.get().action is None
