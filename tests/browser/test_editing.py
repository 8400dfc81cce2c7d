"""Writing in a browser: what is typed is kept, and two people at once know of each other."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.conf import LazySettings
from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks

from actions.models import Action
from home.models import StandardPage
from tests.admin.desk import edit_url
from tests.browser.editor import opened, wait_for_editor
from tests.factories.actions import ActionFactory
from tests.factories.home import PASSWORD, StandardPageFactory, home_page, superuser

pytestmark = pytest.mark.django_db(transaction=True)

SAVED = ".w-autosave-indicator__state--saved:visible"
LATE = 1.5
PAUSED = ".w-autosave-indicator__state--paused:visible"


def sign_in(page: Any, name: str = "anna") -> None:
    """Sign in as somebody who may do everything."""
    user = superuser(username=name, first_name=name.title(), last_name="Example")
    page.goto(reverse("wagtailadmin_login"))
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")


def test_a_new_page_is_kept_without_a_press(page: Any, live_server: Any) -> None:
    parent = home_page()
    sign_in(page)
    page.goto(reverse("wagtailadmin_pages:add", args=["home", "standardpage", parent.pk]))
    wait_for_editor(page)
    page.fill("[name=title]", "First words")
    page.wait_for_selector(SAVED)
    kept = StandardPage.objects.get()
    assert (kept.live, kept.get_latest_revision_as_object().title) == (False, "First words")
    with page.expect_response(
        lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")
    ):
        page.fill("[name=introduction]", "And more")
    page.wait_for_selector(SAVED)
    assert StandardPage.objects.get().get_latest_revision_as_object().introduction == "And more"


def test_what_can_not_be_saved_yet_stays_on_the_screen(page: Any, live_server: Any) -> None:
    ActionFactory(slug="taken")
    action = ActionFactory(title="Old title")
    sign_in(page)
    page.goto(edit_url(action))
    wait_for_editor(page)
    page.fill("[name=title]", "New title")
    page.wait_for_selector(SAVED)
    page.get_by_role("tab", name="Promotion").click()
    page.fill("[name=slug]", "taken")
    page.wait_for_selector(PAUSED)
    assert page.input_value("[name=title]") == "New title"
    page.fill("[name=slug]", "free")
    page.wait_for_selector(SAVED)
    assert Action.objects.get(pk=action.pk).get_latest_revision_as_object().slug == "free"


def answer_late(request: HttpRequest, _record: Any) -> None:
    """Let the editor wait for what it is told of a record that it has just saved by itself."""
    if request.headers.get("Accept") == "application/json":
        time.sleep(LATE)


@pytest.mark.parametrize(
    ("hook", "kind"), [("after_create_page", StandardPage), ("after_create_snippet", Action)]
)
def test_saving_while_the_first_words_are_being_kept_makes_one_record(
    page: Any, live_server: Any, hook: str, kind: Any
) -> None:
    parent = home_page()
    sign_in(page)
    page.goto(
        reverse("wagtailadmin_pages:add", args=["home", "standardpage", parent.pk])
        if kind is StandardPage
        else reverse(Action.snippet_viewset.get_url_name("add"))
    )
    wait_for_editor(page)
    with hooks.register_temporarily(hook, answer_late):
        with page.expect_request(lambda request: request.method == "POST"):
            page.fill("[name=title]", "First words")
        page.locator("footer").get_by_role("button", name="Save draft").click()
        page.locator(".messages").wait_for()
    assert page.locator(".messages .error").count() == 0
    assert kind.objects.get().get_latest_revision_as_object().title == "First words"


def test_what_is_typed_just_before_the_answer_is_kept_too(page: Any, live_server: Any) -> None:
    parent = home_page()
    sign_in(page)
    page.goto(reverse("wagtailadmin_pages:add", args=["home", "standardpage", parent.pk]))
    wait_for_editor(page)
    with hooks.register_temporarily("after_create_page", answer_late):
        with page.expect_request(lambda request: request.method == "POST"):
            page.fill("[name=title]", "First words")
        page.wait_for_timeout(LATE * 1000 - 300)
        with page.expect_response(
            lambda answer: answer.request.method == "POST" and answer.url.endswith("/edit/")
        ):
            page.fill("[name=introduction]", "Typed meanwhile")
    kept = StandardPage.objects.get().get_latest_revision_as_object()
    assert kept.introduction == "Typed meanwhile"


@pytest.mark.parametrize("make", [StandardPageFactory, ActionFactory])
def test_two_people_at_once_know_of_each_other(
    browser: Any, page: Any, live_server: Any, settings: LazySettings, make: Any
) -> None:
    settings.WAGTAIL_EDITING_SESSION_PING_INTERVAL = 500
    record = make(title="Old title")
    record = type(record).objects.get(pk=record.pk)
    record.save_revision()
    sign_in(page)
    with opened(browser, base_url=live_server.url) as context:
        other = context.new_page()
        sign_in(other, "boris")
        for tab in (page, other):
            tab.goto(edit_url(record))
        page.hover(".w-editing-sessions__session")
        page.wait_for_selector("text=Boris Example")
        # The portraits stay as they are while somebody points at them.
        page.mouse.move(640, 600)
        wait_for_editor(other)
        other.fill("[name=title]", "Theirs")
        other.wait_for_selector(SAVED)
        page.wait_for_selector(".w-editing-sessions__session--saved", state="attached")
        page.fill("[name=title]", "Mine")
        page.wait_for_timeout(1500)
        kept = type(record).objects.get(pk=record.pk).get_latest_revision_as_object()
        assert kept.title == "Theirs"
        assert page.input_value("[name=title]") == "Mine"
