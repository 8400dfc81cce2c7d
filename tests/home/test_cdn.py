"""A network of caches in front of the site is told what has changed."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from wagtail.models import PageViewRestriction

from tests.factories.actions import ActionFactory, CityPageFactory, action_index, city_index
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import StandardPageFactory, home_page

pytestmark = pytest.mark.django_db


class Cache(BaseHTTPRequestHandler):
    """Takes a page out when it is told to."""

    purged: list[str]

    def do_PURGE(self) -> None:
        self.server.purged.append(f"{self.headers['Host']}{self.path}")  # type: ignore[attr-defined]
        self.send_response(200)
        self.end_headers()

    def log_message(self, *args: Any) -> None:
        """Print nothing."""


@pytest.fixture
def purged(settings: Any) -> Iterator[list[str]]:
    """Return the addresses that a cache in front of the site was told of."""
    server = HTTPServer(("127.0.0.1", 0), Cache)
    server.purged = []  # type: ignore[attr-defined]
    thread = Thread(target=server.serve_forever)
    thread.start()
    settings.BASE_URL = "https://www.example.org"
    settings.WAGTAILFRONTENDCACHE = {
        "default": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": f"http://127.0.0.1:{server.server_port}",
        }
    }
    yield server.purged  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


def test_a_story_that_is_published_is_taken_out_in_every_language(
    purged, django_capture_on_commit_callbacks
):
    home_page()
    story = StoryPageFactory(parent=story_index(), slug="open-doors")
    with django_capture_on_commit_callbacks(execute=True):
        story.save_revision().publish()
    assert {
        "www.example.org/en/stories/open-doors/",
        "www.example.org/ar/stories/open-doors/",
        "www.example.org/zh-hans/stories/",
        "www.example.org/fr/",
    } <= set(purged)


def test_an_action_is_taken_out_with_its_lrg_and_the_lists(
    purged, django_capture_on_commit_callbacks
):
    lrg = CityPageFactory(parent=city_index())
    action_index()
    action = ActionFactory(slug="welcome-centre", lrgs=[lrg])
    with django_capture_on_commit_callbacks(execute=True):
        action.unpublish()
    assert f"www.example.org/ru{lrg.get_url().removeprefix('/en')}" in purged
    assert {"www.example.org/es/actions/welcome-centre/", "www.example.org/en/"} <= set(purged)


def test_what_becomes_private_is_taken_out_with_all_below_it(
    purged, django_capture_on_commit_callbacks
):
    home_page()
    parent = StandardPageFactory(slug="for-some")
    StandardPageFactory(parent=parent, slug="below")
    with django_capture_on_commit_callbacks(execute=True):
        PageViewRestriction.objects.create(
            page=parent.page_ptr, restriction_type=PageViewRestriction.LOGIN
        )
    assert {
        "www.example.org/en/for-some/",
        "www.example.org/fr/for-some/",
        "www.example.org/en/for-some/below/",
    } <= set(purged)


def test_a_draft_takes_nothing_out(purged, django_capture_on_commit_callbacks):
    story = StoryPageFactory(parent=story_index())
    with django_capture_on_commit_callbacks(execute=True):
        story.save_revision()
    assert purged == []
