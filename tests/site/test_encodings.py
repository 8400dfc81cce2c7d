"""A request's words are UTF-8, whatever encoding it names."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest
from django.core.cache import cache

from config.wsgi import application
from home.page_cache import middleware
from tests.factories.actions import ActionFactory, CategoryFactory, action_index
from tests.home.test_page_cache import kept_pages

__all__ = ["kept_pages"]

pytestmark = pytest.mark.django_db

# Codecs that Python knows: some read other letters, some nothing, some are no encoding of text.
ENCODINGS = ["cp500", "utf-7", "utf-16", "punycode", "idna", "hex", "rot13", "undefined", "none"]


@pytest.fixture(autouse=True)
def site(settings: Any) -> None:
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    action_index()
    ActionFactory(title="Homes", categories=[CategoryFactory(slug="housing")])
    ActionFactory(title="Schools", categories=[CategoryFactory(slug="education")])


def ask(query: str, content_type: str = "") -> tuple[int, bytes]:
    """Return what a server gets for a request; the test client has requests of another class."""
    environ: dict[str, Any] = {"PATH_INFO": "/en/actions/", "QUERY_STRING": query}
    setup_testing_defaults(environ)
    if content_type:
        environ["CONTENT_TYPE"] = content_type
    answer = application.get_response(application.request_class(environ))
    return answer.status_code, answer.content


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_an_encoding_that_a_request_names_changes_nothing_for_anybody(encoding: str) -> None:
    for kind in (f"text/plain; charset={encoding}", f"text/plain; charset*=utf-8''{encoding}"):
        middleware.shelf.clear()
        cache.clear()
        assert ask("category=housing", kind)[0] == HTTPStatus.OK
        status, page = ask("category=housing")
        assert status == HTTPStatus.OK
        assert b"Homes" in page
        assert b"Schools" not in page
