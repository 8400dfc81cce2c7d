"""Pages for some people only ask in the site's own frame, in the reader's language."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from wagtail.models import PageViewRestriction

from tests.factories.home import PASSWORD, StandardPageFactory, UserFactory, home_page

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
