"""Whole pages are kept for readers, and never longer than they are true."""

from __future__ import annotations

import gzip
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import brotli
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from wagtail.contrib.search_promotions.models import Query
from wagtail.models import PageViewRestriction

from home.models import SignUp
from home.page_cache import middleware
from home.page_cache.shelf import ASK_EVERY
from tests.admin.desk import sign_in
from tests.factories.blog import StoryIndexPageFactory, StoryPageFactory
from tests.factories.home import home_page, join_page
from tests.home.sign_up_form import ANSWERS, carried

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def kept_pages(settings: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """Keep pages during a test, and publish within it as if each step were committed."""
    settings.KEEP_PAGES = True
    middleware.shelf.clear()
    yield
    middleware.shelf.clear()


@pytest.fixture
def story() -> Any:
    return StoryPageFactory(parent=StoryIndexPageFactory(parent=home_page()), title="Open doors")


@pytest.fixture
def committed(django_capture_on_commit_callbacks: Any) -> Any:
    """Return a context whose changes other processes have seen when it ends."""

    class Committed:
        def __enter__(self) -> None:
            self.callbacks = django_capture_on_commit_callbacks(execute=True)
            self.callbacks.__enter__()

        def __exit__(self, *error: Any) -> None:
            self.callbacks.__exit__(*error)
            time.sleep(ASK_EVERY * 1.1)

    return Committed


def text_of(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def test_a_second_reader_costs_no_query(client, story, django_assert_num_queries):
    first = client.get(story.url)
    with django_assert_num_queries(0):
        second = Client().get(story.url)
    assert second.content == first.content
    assert second["Content-Type"] == first["Content-Type"]
    assert second["Content-Language"] == "en"
    assert second["Content-Security-Policy"]
    assert not second.cookies
    assert second["Vary"] == "Accept-Encoding"


def test_what_is_published_is_seen_at_once_and_on_the_lists(client, story, committed):
    listing = story.get_parent().url
    assert "Open doors" in text_of(client, story.url)
    assert "Open doors" in text_of(client, listing)
    story.title = "Open windows"
    with committed():
        story.save_revision().publish()
    assert "Open windows" in text_of(client, story.url)
    assert "Open windows" in text_of(client, listing)
    with committed():
        story.unpublish()
    assert client.get(story.url).status_code == 404
    assert "Open windows" not in text_of(client, listing)


def test_a_draft_changes_nothing_for_readers(client, story, committed, django_assert_num_queries):
    client.get(story.url)
    story.title = "Open windows"
    with committed():
        story.save_revision()
    with django_assert_num_queries(0):
        assert "Open doors" in text_of(client, story.url)


def test_a_page_that_becomes_private_is_not_shown_any_more(client, story, committed):
    client.get(story.url)
    with committed():
        PageViewRestriction.objects.create(
            page=story.page_ptr, restriction_type=PageViewRestriction.LOGIN
        )
    assert client.get(story.url).status_code == 302


def test_who_is_signed_in_meets_no_kept_page_and_leaves_none(client, story):
    sign_in(client, "Administrators")

    def costs_queries(reader: Client) -> bool:
        with CaptureQueriesContext(connection) as asked:
            assert reader.get(story.url).status_code == 200
        return bool(asked.captured_queries)

    assert costs_queries(client)
    assert costs_queries(Client())
    assert not costs_queries(Client())
    assert costs_queries(client)


def test_the_form_to_sign_up_is_kept_but_for_its_secrets(django_assert_num_queries):
    url = join_page().url
    browsers = [Client(enforce_csrf_checks=True) for _number in range(3)]
    assert browsers[0].get(url).status_code == 200
    with django_assert_num_queries(0):
        answers = [browser.get(url) for browser in browsers[1:]]
    assert answers[0]["Cache-Control"] == "private, max-age=0, must-revalidate"
    assert "ETag" not in answers[0]
    sent = [carried(answer) for answer in answers]
    assert sent[0]["token"] != sent[1]["token"]
    assert browsers[1].cookies["csrftoken"].value != browsers[2].cookies["csrftoken"].value
    for browser, data in zip(browsers[1:], sent, strict=True):
        mail = {"contact_email": f"{data['token'][:8]}@example.org"}
        assert browser.post(url, {**data, **ANSWERS, **mail}).status_code == 302
    assert SignUp.objects.count() == 2


def test_the_form_is_packed_with_its_secrets_filled_in():
    url = join_page().url
    assert Client().get(url).status_code == 200
    answer = Client().get(url, headers={"Accept-Encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert int(answer["Content-Length"]) == len(answer.content)
    text = gzip.decompress(answer.content).decode()
    assert text.count('name="csrfmiddlewaretoken"') == text.count('<form class="form"')
    assert text.rstrip().endswith("</html>")


def test_a_browser_that_has_the_page_gets_no_body(client, story):
    first = client.get(story.url)
    assert first["Cache-Control"] == "public, max-age=0, must-revalidate"
    again = client.get(story.url, headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
    assert not again.content
    assert again["Vary"] == "Accept-Encoding"
    assert client.get(story.url, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_page_is_packed_as_the_browser_reads_it(client, story):
    def body(accepted: str) -> tuple[str, bytes]:
        response = client.get(story.url, headers={"Accept-Encoding": accepted})
        assert int(response["Content-Length"]) == len(response.content)
        return response.get("Content-Encoding", ""), response.content

    plain = body("identity")[1]
    assert body("gzip, deflate, br") == ("br", brotli.compress(plain, quality=5))
    packing, packed = body("gzip")
    assert (packing, gzip.decompress(packed)) == ("gzip", plain)
    assert body("br;q=0, gzip;q=0") == ("", plain)


def test_the_head_of_a_page_has_no_body(client, story):
    length = client.get(story.url)["Content-Length"]
    head = client.head(story.url)
    assert (head.status_code, head["Content-Length"], head.content) == (200, length, b"")


def test_addresses_of_another_host_or_query_are_other_pages(client, story):
    listing = story.get_parent().url
    assert client.get(listing).status_code == 200
    assert "https://other.example/" not in text_of(client, story.url)
    other = client.get(story.url, headers={"Host": "other.example"})
    assert "other.example" in other.content.decode()
    assert client.get(f"{listing}?page=999").content != client.get(listing).content


def test_words_that_are_searched_for_are_counted_each_time(client):
    for _number in range(3):
        assert client.get("/en/search/?q=shelter").status_code == 200
    assert Query.get("shelter").hits == 3


def test_an_answer_that_failed_once_is_kept_when_it_succeeds():
    answers = [HttpResponse("away", status=503), HttpResponse("page " * 200)]
    answer = middleware.PageCacheMiddleware(lambda _request: answers.pop(0))
    request = RequestFactory().get("/en/sometimes/")
    assert [answer(request).status_code for _number in range(3)] == [503, 200, 200]


def test_many_readers_at_once_have_a_page_made_once():
    made = []

    def slow_view(request: Any) -> HttpResponse:
        made.append(request.path)
        time.sleep(0.3)
        return HttpResponse("page " * 200)

    answer = middleware.PageCacheMiddleware(slow_view)
    requests = [RequestFactory().get("/en/slow/") for _number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(answer, requests))
    assert {response.status_code for response in answers} == {200}
    assert len(made) == 1


def test_the_first_reader_of_a_form_gets_it_packed_as_all_others_do(client: Client) -> None:
    url = join_page().get_url()
    first, second = (client.get(url, headers={"accept-encoding": "gzip"}) for _reader in range(2))
    for answer in (first, second):
        assert answer["Content-Encoding"] == "gzip"
        assert int(answer["Content-Length"]) == len(answer.content)
        assert "csrfmiddlewaretoken" in gzip.decompress(answer.content).decode()
