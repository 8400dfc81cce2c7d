"""Pages for some people only ask in the site's own frame, in the reader's language."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories.actions import ActionFactory, CityPageFactory, action_index, city_index
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import (
    PASSWORD,
    ReportPageFactory,
    StandardPageFactory,
    UserFactory,
    home_page,
    join_page,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["password", "login"])
def kind(request: Any) -> str:
    home_page("ar")
    page = StandardPageFactory(parent=home_page(), slug="for-some", introduction="In confidence.")
    PageViewRestriction.objects.create(
        page=page.page_ptr, restriction_type=request.param, password="open"
    )
    return str(request.param)


def answered(client: Client, path: str, **answers: str) -> Any:
    """Send the form of a page with its hidden fields, and follow where it leads."""
    form = client.get(path, follow=True).context["form"]
    action = "/en/_util/login/" if "username" in answers else path_of_form(client, path)
    hidden = {"next": path} if "username" in answers else {"return_url": form["return_url"].value()}
    return client.post(action, {**hidden, **answers}, follow=True)


def path_of_form(client: Client, path: str) -> str:
    """Return where a page's form is sent to."""
    return str(client.get(path, follow=True).context["action_url"])


def test_a_stranger_is_asked_in_the_sites_frame(client: Client, kind: str) -> None:
    text = client.get("/ar/for-some/", follow=True).content.decode()
    assert '<html lang="ar" dir="rtl">' in text
    assert 'id="content"' in text
    assert 'name="viewport"' in text
    assert "هذه الصفحة مخصصة لبعض الأشخاص فقط" in text
    assert "In confidence." not in text


def test_the_right_answer_opens_the_page_and_a_wrong_one_is_said(client: Client, kind: str) -> None:
    user = UserFactory(group="Writers")
    who = {"username": user.get_username()} if kind == "login" else {}
    wrong = answered(client, "/en/for-some/", **who, password="wrong").content.decode()
    assert 'class="field__error"' in wrong
    assert "In confidence." not in wrong
    right = PASSWORD if kind == "login" else "open"
    assert (
        "In confidence."
        in answered(client, "/en/for-some/", **who, password=right).content.decode()
    )


LISTS = [
    "/en/",
    "/fr/",
    "/en/stories/",
    "/en/stories/feed/",
    "/en/cities/",
    "/en/join/",
    "/en/actions/open/",
    "/en/sitemap/",
    "/en/search/?q=confidence",
    "/sitemap-pages.xml",
    "/api/v1/stories/",
    "/api/v1/stories/hidden/",
    "/api/v1/cities/",
    "/api/v1/cities/hidden/",
    "/api/v1/reports/",
    "/api/v1/reports/hidden/",
]


@pytest.mark.searches
@pytest.mark.parametrize("above", [True, False])
def test_no_list_and_no_open_data_tell_of_it(above: bool) -> None:
    for language in ("en", "fr"):
        home_page(language)
    for make in (story_index, city_index, action_index, join_page):
        make()
    words = {"slug": "hidden", "introduction": "In confidence."}
    city = CityPageFactory(slug="hidden", introduction="In confidence.")
    story = StoryPageFactory(**words)
    report = ReportPageFactory(**words)
    action = ActionFactory(slug="open")
    story.related_actions.add(action)
    story.save()
    for page in (story, city, report):
        restricted = page.get_parent() if above else page.page_ptr
        PageViewRestriction.objects.create(page=restricted, restriction_type="login")
    told = {path: Client().get(path, follow=True) for path in LISTS}
    assert not [path for path, answer in told.items() if b"In confidence" in body_of(answer)]
    for path in LISTS[-6:]:
        assert told[path].status_code == (404 if "hidden" in path else 200), path
        assert b"hidden" not in body_of(told[path]).replace(b"/hidden/", b""), path


def body_of(answer: Any) -> bytes:
    """Return the whole body of an answer."""
    return b"".join(answer.streaming_content) if answer.streaming else bytes(answer.content)
