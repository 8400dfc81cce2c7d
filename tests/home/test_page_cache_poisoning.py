"""Pages that are kept whole are the same for everybody, whatever one reader sends."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from home.page_cache import middleware
from tests.factories.actions import action_index
from tests.factories.blog import StoryPageFactory
from tests.factories.home import home_page, join_page
from tests.home.sign_up_form import open_form
from tests.home.test_page_cache import kept_pages

__all__ = ["kept_pages"]

pytestmark = pytest.mark.django_db

MARK = "evil-7f3a"
HEADERS = [
    {"x-forwarded-host": f"{MARK}.example"},
    {"x-forwarded-proto": MARK},
    {"x-forwarded-scheme": "https", "x-forwarded-port": "1"},
    {"x-forwarded-prefix": f"/{MARK}", "x-original-url": f"/{MARK}", "x-rewrite-url": f"/{MARK}"},
    {"forwarded": f"host={MARK}.example;proto=https"},
    {"accept-language": f"fr,{MARK}"},
    {"accept-encoding": f"{MARK}, gzip"},
    {"accept": f"application/json, {MARK}/x"},
    {"cookie": f"django_language=fr; csrftoken={MARK}; theme={MARK}"},
    {
        "user-agent": MARK,
        "referer": f"https://{MARK}.example/",
        "origin": f"https://{MARK}.example",
    },
    {"x-http-method-override": "POST", "x-requested-with": "XMLHttpRequest"},
    {"x-request-id": f"{MARK}-{MARK}"},
    {"range": "bytes=0-3"},
    {"if-none-match": "*", "if-modified-since": "Fri, 27 Nov 2099 00:00:00 GMT"},
]


@pytest.fixture
def pages() -> list[str]:
    story = StoryPageFactory(slug="first")
    return [home_page().url, story.url, action_index().url, f"{action_index().url}feed/"]


def readers(path: str) -> tuple[int, dict[str, str], bytes]:
    """Return what a plain reader gets."""
    answer = Client().get(path)
    names = {"Content-Type", "Content-Language", "Cache-Control", "Vary", "Content-Encoding"}
    return answer.status_code, {n: answer.headers.get(n, "") for n in names}, answer.content


@pytest.mark.parametrize("method", ["get", "head"])
def test_what_one_reader_sends_is_shown_to_no_other(
    settings: Any, pages: list[str], method: str
) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    for headers, path in product(HEADERS, pages):
        middleware.shelf.clear()
        cache.clear()
        # Another address of the same page, so that the expected answer is not in the way.
        expected = readers(f"{path}?a=1")
        getattr(Client(raise_request_exception=False), method)(path, headers=headers)
        status, names, content = readers(path)
        assert (status, names) == (expected[0], expected[1]), (headers, path)
        assert MARK.encode() not in content, path
        assert bool(content)
        assert not content.startswith((b"\x1f\x8b", b"\x0b"))


@pytest.mark.parametrize(
    "query", ["", "?x=evil-7f3a", "?page=1;evil-7f3a", "?&&=evil-7f3a", "?%00"]
)
def test_a_query_is_of_its_own_address_alone(pages: list[str], query: str) -> None:
    for path in pages:
        Client(raise_request_exception=False).get(f"{path}{query}")
        assert MARK.encode() not in readers(path)[2]


def test_a_page_by_http_is_not_that_by_https(pages: list[str]) -> None:
    for path in pages:
        Client().get(path, secure=True)
        assert b"https://testserver" not in readers(path)[2], path


def test_no_reader_gets_the_secrets_of_another() -> None:
    join_page()
    mine, theirs = open_form(Client()), open_form(Client())
    assert mine["csrfmiddlewaretoken"] != theirs["csrfmiddlewaretoken"]
    assert mine["token"] != theirs["token"]
    planted = Client(headers={"cookie": f"csrftoken={'a' * 32}"})
    planted.get("/en/join/")
    assert open_form(Client())["csrfmiddlewaretoken"] != mine["csrfmiddlewaretoken"]


def test_who_is_refused_spoils_nothing_for_others(settings: Any, pages: list[str]) -> None:
    settings.ALLOWED_HOSTS = ["testserver"]
    for path in pages:
        Client(raise_request_exception=False).get(path, headers={"host": "other.example"})
        Client(raise_request_exception=False).generic("PURGE", path)
        Client(raise_request_exception=False).post(path, {"q": MARK})
        assert readers(path)[0] == 200
