"""The tasks of an editor's day cost no more clicks than ``docs/desk-clicks.md`` says."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone
from playwright.sync_api import expect
from wagtail.models import Collection
from wagtail.users.models import UserProfile

from actions.models import Action
from blog.models import StoryPage
from home.desk.tour import DISMISSED
from home.models import TranslationSending
from tests.browser.clicks import DAY_AND_TIME, Counter
from tests.browser.desk import at_the_desk
from tests.browser.editor import type_text, wait_for_editor
from tests.factories.actions import CategoryFactory
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import SiteImageFactory, UserFactory, home_page
from tests.factories.translations import submit, translate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TABLE = settings.ROOT / "docs" / "desk-clicks.md"
Task = Callable[[Counter, Any], None]
TASKS: dict[str, Task] = {}
INTRODUCTION = "The city of Exampleville advises newcomers."


def task(label: str) -> Callable[[Task], Task]:
    """Put a task under its name in the table."""

    def register(doing: Task) -> Task:
        TASKS[label] = doing
        return doing

    return register


def declared() -> dict[str, tuple[int, int]]:
    """Return the clicks and loads of each task as the table has them."""
    found = {}
    for line in TABLE.read_text().splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if len(cells) == 5 and cells[1].isdecimal():
            found[cells[0]] = int(cells[1]), int(cells[2])
    return found


def draft(title: str, user: Any) -> Any:
    story = StoryPageFactory(title=title, introduction=INTRODUCTION, live=False, owner=user)
    story.save_revision(user=user)
    return story


@pytest.fixture
def records(live_server: Any) -> SimpleNamespace:
    """What the tasks begin with; everything has been done by the one who goes on with it."""
    for language in ("en", "fr", "ar"):
        home_page(language)
        story_index(language)
    pia = UserFactory(username="pia", group="Publishers")
    UserProfile.objects.create(user=pia, dismissibles={DISMISSED: True})
    SiteImageFactory(title="A counter", collection=Collection.get_first_root_node())
    reviewed = draft("To be reviewed", UserFactory(group="Writers"))
    reviewed.get_workflow().start(reviewed, reviewed.owner)
    reviewed.current_workflow_task_state.approve(user=UserFactory(group="Reviewers"))
    begun = submit(StoryPageFactory(title="To be translated", introduction=INTRODUCTION), "fr")
    begun.save_target(publish=False)
    stale = translated_before(StoryPageFactory(title="Was translated", introduction=INTRODUCTION))
    return SimpleNamespace(
        illustrated=draft("To be illustrated", pia),
        submitted=draft("To be submitted", pia),
        scheduled=draft("To be scheduled", pia),
        sent=StoryPageFactory(title="To be sent"),
        corrected=StoryPageFactory(title="To be corrected"),
        category=CategoryFactory(title="Access to services"),
        reviewed=reviewed,
        begun=begun,
        stale=stale,
    )


def translated_before(story: Any) -> Any:
    """Return a published translation of a story in which one text has changed since."""
    translation = submit(story, "fr")
    texts = translation.source.stringsegment_set.values_list("string__data", flat=True)
    translate(translation, {text: f"fr: {text}" for text in texts})
    translation.save_target(publish=True)
    story.title = "Has changed"
    story.save_revision().publish()
    translation.source.update_from_db()
    return translation


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def draft_of(model: type[Any], title: str) -> dict[str, Any]:
    """Return what the editor has kept of a record, if it has."""
    record = model.objects.filter(title=title).first()
    return record.latest_revision.content if record and record.latest_revision else {}


def expect_message(desk: Counter, words: str) -> None:
    expect(desk.page.locator(".messages")).to_contain_text(words, timeout=30_000)


@task("Write a story: title, introduction, one paragraph")
def write(desk: Counter, records: Any) -> None:
    page = desk.page
    desk.press_link("New story")
    wait_for_editor(desk.page)
    page.locator("[name='title']").fill("A new story")
    page.locator("[name='introduction']").fill(INTRODUCTION)
    desk.press_button("Insert a block")
    desk.press(page.get_by_role("option", name="Text", exact=True))
    type_text(page, "One desk for all questions.")
    desk.wait_until(lambda: "One desk" in draft_of(StoryPage, "A new story").get("body", ""))


@task("Illustrate a draft with an image of the library")
def illustrate(desk: Counter, records: Any) -> None:
    desk.press_link("To be illustrated")
    wait_for_editor(desk.page)
    desk.press_button("Choose an image")
    desk.press(desk.page.locator(".modal-body").get_by_role("link", name="A counter"))
    desk.page.locator("[name='image_alt']").fill("Two people at a counter.")
    desk.wait_until(lambda: draft_of(StoryPage, "To be illustrated")["image_alt"])
    assert draft_of(StoryPage, "To be illustrated")["image"]


@task("Submit a draft for review")
def submit_for_review(desk: Counter, records: Any) -> None:
    desk.press_link("To be submitted")
    desk.press_action("Submit to Review")
    expect_message(desk, "submitted for moderation")


@task("Review, approve and publish")
def review(desk: Counter, records: Any) -> None:
    desk.press_link("Look and approve")
    desk.press_button("Approve and publish")
    expect_message(desk, "approved and published")
    assert fresh(records.reviewed).live


@task("Send a published story for translation into every language")
def send(desk: Counter, records: Any) -> None:
    row = desk.page.locator("#desk-not-sent-section li", has_text="To be sent")
    desk.press(row.get_by_role("button"))
    desk.press_button("Send")
    desk.page.wait_for_url("**/sending/**")
    assert len(TranslationSending.objects.get().languages) == len(settings.LANGUAGES) - 1


@task("Translate a story of three texts into one language, and publish that")
def translate_all(desk: Counter, records: Any) -> None:
    desk.press_link("To be translated", within="#desk-translate-next-section")
    write_texts(desk, 3)
    assert fresh(records.begun.get_target_instance()).live


@task("Schedule a draft")
def schedule(desk: Counter, records: Any) -> None:
    desk.press_link("To be scheduled", within="#desk-drafts-section")
    desk.press_action("Publish at a time")
    time = desk.page.locator("[name='go_live_at']")
    time.fill(f"{timezone.localtime() + timedelta(days=1):{DAY_AND_TIME}}")
    desk.press_button("Schedule")
    expect_message(desk, "scheduled")
    assert fresh(records.scheduled).approved_schedule


@task("Correct a story that was published long ago")
def correct(desk: Counter, records: Any) -> None:
    desk.press(desk.page.locator(".sidebar").get_by_role("link", name="Stories", exact=True))
    desk.press_link("To be corrected")
    desk.page.locator("[name='title']").fill("Is corrected")
    desk.press_action("Publish")
    expect_message(desk, "published")
    assert fresh(records.corrected).title == "Is corrected"


@task("Find a translation older than its original, and bring one text up to date")
def update(desk: Counter, records: Any) -> None:
    desk.press_link("Has changed", within="#desk-translate-next-section")
    write_texts(desk, 1)
    assert fresh(records.stale.get_target_instance()).title == "fr"


@task("Add an action: title, summary, one category")
def add_action(desk: Counter, records: Any) -> None:
    page = desk.page
    desk.press_link("New action")
    wait_for_editor(desk.page)
    page.locator("[name='title']").fill("A new action")
    page.locator("[name='summary']").fill("One desk for all questions.")
    desk.press(page.get_by_role("tab", name="Facts"))
    desk.press(page.get_by_label("Access to services"))
    desk.wait_until(lambda: draft_of(Action, "A new action").get("categories"))


def write_texts(desk: Counter, number: int) -> None:
    """Translate what waits, and publish."""
    page = desk.page
    expect(page.get_by_role("button", name="Translate", exact=True)).to_have_count(number)
    for _number in range(number):
        desk.press_button("Translate")
        page.locator("textarea:focus").fill("fr")
        with page.expect_response(lambda answer: "/localize/" in answer.url):
            desk.press_button("Save")
    desk.press(page.get_by_role("button", name="Publish in Français"))
    expect_message(desk, "Published")


def test_no_task_costs_more_than_the_table_says(
    browser: Any, live_server: Any, records: Any
) -> None:
    with at_the_desk(browser, live_server.url, "pia", first_day=False) as person:
        desk = Counter(person.page)
        found = {}
        for label, doing in TASKS.items():
            desk.begin()
            doing(desk, records)
            found[label] = desk.cost
    assert found == declared()
