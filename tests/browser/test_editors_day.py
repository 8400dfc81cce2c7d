"""A story from its first word to five readers, by clicks alone."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.utils import timezone
from PIL import Image
from playwright.sync_api import expect
from wagtail.models import Revision

from home.models import DeskReach
from tests.browser.desk import Person, at_the_desk
from tests.browser.editor import wait_for_editor
from tests.factories.blog import story_index
from tests.factories.home import UserFactory, home_page

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TITLE = "A desk for newcomers"
CORRECTED = "A desk for all newcomers"
INTRODUCTION = "The city of Exampleville advises newcomers in five languages."
BODY = "Since spring, every newcomer of Exampleville finds advice at one desk."
ALT = "A counter with two people who talk."
READY, STALE = "Draft: ready", "Needs update"
LANGUAGES = {"fr": "Français", "ar": "العربية"}


@pytest.fixture(autouse=True)
def site(live_server: Any) -> None:
    for language in ("en", *LANGUAGES):
        home_page(language)
        story_index(language)
    for name, group in (("wren", "Writers"), ("remy", "Reviewers"), ("pia", "Publishers")):
        UserFactory(username=name, group=group)
    for language in LANGUAGES:
        user = UserFactory(username=f"translator-{language}", group="Translators")
        DeskReach.objects.create(user=user, languages=[language])


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "counter.jpg"
    Image.new("RGB", (1600, 900), "teal").save(path)
    return path


def write(desk: Person, picture: Path) -> None:
    """Begin a story, illustrate it, and submit it."""
    page = desk.page
    desk.follow("New story")
    wait_for_editor(page)
    page.locator("[name='title']").fill(TITLE)
    page.locator("[name='introduction']").fill(INTRODUCTION)
    page.get_by_role("button", name="Insert a block").first.click()
    page.get_by_role("option", name="Text", exact=True).first.click()
    page.locator("[data-streamfield-child] [contenteditable='true']").first.click()
    page.keyboard.type(BODY)
    page.locator("#id_image-chooser").get_by_role("button", name="Choose an image").click()
    page.get_by_role("tab", name="Upload").click()
    page.locator("[name='image-chooser-upload-file']").set_input_files(picture)
    page.locator("[name='image-chooser-upload-title']").fill("A counter")
    page.locator("#tab-upload").get_by_role("button", name="Upload").click()
    expect(page.locator("#id_image-chooser")).to_contain_text("A counter")
    page.locator("[name='image_alt']").fill(ALT)
    # The draft has been saved by itself meanwhile.
    page.wait_for_url("**/edit/**")
    desk.choose_action("Submit to Review")
    desk.expect_message("submitted for moderation")


def review(desk: Person, button: str, message: str) -> None:
    """Find it on the dashboard, look at it, and approve it."""
    desk.open_panel("Waiting for my review", "Look and approve")
    expect(desk.page.frame_locator("main iframe").locator("h1")).to_have_text(TITLE)
    desk.page.get_by_role("button", name=button, exact=True).click()
    desk.expect_message(message)


def send_for_translation(desk: Person) -> None:
    """Have it put into two languages."""
    page = desk.page
    page.locator("header").get_by_role("button", name="Actions").first.click()
    page.get_by_role("link", name="Translate this page").first.click()
    for name in LANGUAGES.values():
        page.get_by_label(name).check()
    page.locator("main form [type='submit']").last.click()
    desk.expect_message("successfully submitted for translation")


def schedule(desk: Person) -> None:
    """Give it a time to come out; in review it waits for the approval of that."""
    page = desk.page
    page.get_by_role("button", name="Toggle status").click()
    page.get_by_role("button", name="Set schedule").click()
    tomorrow = timezone.localtime() + timedelta(days=1)
    # Without the focus the calendar, which would stand before the button, stays away.
    page.locator("[name='go_live_at']").evaluate(
        "(field, text) => { field.value = text; }", f"{tomorrow:%Y-%m-%d %H:%M}"
    )
    page.get_by_role("button", name="Save schedule").click()
    desk.expect_message("has been")


def translate(desk: Person, language: str, title: str) -> None:
    """Open what has to be done from the dashboard, and put each text into the language."""
    page = desk.page
    desk.open_panel("To translate next", title)
    translate_what_is_left(page, language)


def translate_what_is_left(page: Any, language: str) -> None:
    waiting = page.get_by_role("button", name="Translate", exact=True)
    expect(waiting.first).to_be_visible()
    while waiting.count():
        waiting.first.click()
        text = page.locator("textarea:focus")
        source = text.evaluate("text => text.closest('li').innerText")
        words = next(text for text in (TITLE, CORRECTED, INTRODUCTION, BODY, ALT) if text in source)
        text.fill(f"{language}: {words}")
        page.get_by_role("button", name="Save", exact=True).click()
        expect(page.get_by_role("button", name="Save", exact=True)).to_have_count(0)


def cell(desk: Person, language: str, status: str) -> Any:
    """Return the number of records with a status in a language, on the dashboard."""
    panel = desk.page.locator(
        "section", has=desk.page.get_by_role("heading", name="Translations", exact=True)
    )
    headings = panel.locator("thead th").all_inner_texts()
    row = panel.locator("tbody tr", has_text=LANGUAGES[language])
    return row.locator("th, td").nth(headings.index(status))


def publish_translation(desk: Person, language: str, status: str, title: str) -> None:
    """Find a finished translation from the dashboard, and publish it."""
    desk.go_home()
    cell(desk, language, status).get_by_role("link").click()
    desk.follow(title)
    desk.page.get_by_role("button", name=f"Publish in {LANGUAGES[language]}").click()


def let_the_day_come() -> None:
    """Move the time for which the story is scheduled into the past, and run the clock."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in Revision.objects.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
    call_command("publish_scheduled", verbosity=0)


def expect_title(page: Any, language: str, title: str) -> None:
    """Read the story as anybody."""
    page.goto(f"/{language}/stories/a-desk-for-newcomers/")
    expect(page.locator("h1")).to_have_text(title)


def correct(desk: Person) -> None:
    """Find the story in the list, and publish it with another title."""
    desk.open_menu("Stories")
    desk.follow(TITLE)
    desk.page.locator("[name='title']").fill(CORRECTED)
    desk.choose_action("Publish")
    desk.expect_message("published")


def expect_translations(desk: Person, status: str, number: int) -> None:
    """Read the number below a status in the row of every language on the dashboard."""
    desk.go_home()
    for language in LANGUAGES:
        expect(cell(desk, language, status)).to_have_text(str(number))


def test_a_story_from_its_first_word_to_its_correction_in_two_languages(
    browser: Any, page: Any, live_server: Any, picture: Path
) -> None:
    with at_the_desk(browser, live_server.url, "wren") as writer:
        write(writer, picture)
    with at_the_desk(browser, live_server.url, "remy") as reviewer:
        review(reviewer, "Approve", "passed on")
    with at_the_desk(browser, live_server.url, "pia") as publisher:
        publisher.open_panel("Waiting for my review", TITLE)
        send_for_translation(publisher)
        publisher.go_home()
        publisher.open_panel("Waiting for my review", TITLE)
        schedule(publisher)
        publisher.go_home()
        review(publisher, "Approve and schedule", "at the time that is set")
    for language in LANGUAGES:
        with at_the_desk(browser, live_server.url, f"translator-{language}") as translator:
            translate(translator, language, TITLE)
    with at_the_desk(browser, live_server.url, "pia", first_day=False) as publisher:
        for language in LANGUAGES:
            publish_translation(publisher, language, READY, TITLE)
            publisher.expect_message("in which its original is published")
        assert page.goto("/fr/stories/a-desk-for-newcomers/").status == 404
        let_the_day_come()
        for language in LANGUAGES:
            expect_title(page, language, f"{language}: {TITLE}")
        expect_translations(publisher, STALE, 0)
        correct(publisher)
        expect_translations(publisher, STALE, 1)
        expect_title(page, "fr", f"fr: {TITLE}")
    for language in LANGUAGES:
        with at_the_desk(
            browser, live_server.url, f"translator-{language}", first_day=False
        ) as translator:
            translate(translator, language, CORRECTED)
    with at_the_desk(browser, live_server.url, "pia", first_day=False) as publisher:
        for language in LANGUAGES:
            publish_translation(publisher, language, READY, CORRECTED)
            publisher.expect_message("Published")
        expect_translations(publisher, READY, 0)
    for language in LANGUAGES:
        expect_title(page, language, f"{language}: {CORRECTED}")
