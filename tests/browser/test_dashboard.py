"""The tour of the desk by keyboard, and the preview in each language, in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from tests.browser.editor import wait_for_editor
from tests.factories.blog import StoryPageFactory
from tests.factories.home import PASSWORD, superuser

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def desk(live_server: Any, page: Any) -> Any:
    user = superuser()
    page.goto(reverse("wagtailadmin_login"))
    page.fill("[name=username]", user.username)
    page.fill("[name=password]", PASSWORD)
    page.click("[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def test_the_tour_works_by_keyboard_and_comes_once(desk: Any) -> None:
    dialog = desk.locator("dialog.desk-tour")
    dialog.wait_for()
    heading = dialog.locator("h2")
    first = heading.inner_text()
    assert heading.evaluate("element => element === document.activeElement")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Tab")
    desk.keyboard.press("Enter")
    assert heading.inner_text() != first
    with desk.expect_response("**/tour-seen/") as answer:
        desk.keyboard.press("Escape")
    assert answer.value.status == 302
    assert not dialog.is_visible()
    desk.reload()
    desk.get_by_role("button", name="Start the tour").wait_for()
    assert not dialog.is_visible()
    desk.get_by_role("button", name="Start the tour").click()
    assert dialog.is_visible()


def test_the_preview_follows_typing_in_the_chosen_language(desk: Any) -> None:
    story = StoryPageFactory(title="A story")
    desk.goto(reverse("wagtailadmin_pages:edit", args=[story.pk]))
    wait_for_editor(desk)
    desk.locator("[aria-label='Toggle preview']").click()
    frame = desk.frame_locator("#w-preview-iframe")
    frame.locator("html[lang=en]").wait_for()
    desk.select_option("#id_preview_mode", "ar-dark")
    frame.locator("html[lang=ar][dir=rtl]").wait_for()
    desk.fill("[name=title]", "As it is typed")
    frame.locator("h1 >> text=As it is typed").wait_for()
    ground = frame.locator("body").evaluate("body => getComputedStyle(body).backgroundColor")
    assert ground == "rgb(21, 21, 29)"
