"""Publishing and taking down by the clock, and what it does to translations."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from tests.admin.desk import edit_url, save, sign_in
from tests.factories.actions import ActionFactory, action_index
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

AT_A_TIME = {
    "action-publish": "at-a-time",
    **nested_form_data({"body": streamfield([("heading", "A heading")])}),
}
LISTINGS = {StoryPageFactory: "stories:index", ActionFactory: "wagtailsnippets_actions_action:list"}


@pytest.fixture(autouse=True)
def site() -> None:
    for language in ("en", "fr"):
        home_page(language)
        story_index(language)
        action_index(language)


def publish_scheduled(capture) -> None:
    """Run what the clock runs every minute."""
    with capture(execute=True):
        call_command("publish_scheduled", verbosity=0)


def schedule(record, **times) -> None:
    """Publish a draft that goes live or is taken down at a time."""
    for name, moment in times.items():
        setattr(record, name, moment)
    record.save_revision().publish()


def let_the_time_come(record) -> None:
    """Set back every date that waits for the clock, as if it had passed."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in record.revisions.filter(approved_go_live_at__isnull=False):
        revision.approved_go_live_at = past
        revision.content["go_live_at"] = past.isoformat()
        revision.save()
    type(record).objects.filter(pk=record.pk, expire_at__isnull=False).update(expire_at=past)


def add_url(record) -> str:
    if isinstance(record, Page):
        parent = record.get_parent()
        return reverse("wagtailadmin_pages:add", args=["blog", "storypage", parent.pk])
    return reverse(record.snippet_viewset.get_url_name("add"))


def address(record, language: str = "en") -> str:
    folder = "stories" if hasattr(record, "get_url") else "actions"
    return f"/{language}/{folder}/{record.slug}/"


def soon():
    return timezone.now() + timedelta(days=2)


@pytest.mark.parametrize("make", [StoryPageFactory, ActionFactory])
def test_a_draft_goes_live_when_its_time_comes(client, make, django_capture_on_commit_callbacks):
    record = make(live=False)
    schedule(record, go_live_at=soon())
    publish_scheduled(django_capture_on_commit_callbacks)
    assert client.get(address(record)).status_code == 404
    let_the_time_come(record)
    publish_scheduled(django_capture_on_commit_callbacks)
    assert client.get(address(record)).status_code == 200


@pytest.mark.parametrize("make", [StoryPageFactory, ActionFactory])
def test_what_expires_comes_down_with_its_translations(
    client, make, django_capture_on_commit_callbacks
):
    record = make(title="Open doors")
    row = translation_of(record, "fr", title="Portes ouvertes")
    with django_capture_on_commit_callbacks(execute=True):
        schedule(record, expire_at=soon())
    assert "Portes ouvertes" in client.get(address(row, "fr")).content.decode()
    let_the_time_come(record)
    publish_scheduled(django_capture_on_commit_callbacks)
    assert client.get(address(record)).status_code == 404
    assert client.get(address(row, "fr")).status_code == 404
    row.refresh_from_db()
    assert not row.live


def test_lists_and_feeds_follow_at_once(client, django_capture_on_commit_callbacks):
    story = StoryPageFactory(title="Only for a while")
    with django_capture_on_commit_callbacks(execute=True):
        schedule(story, expire_at=soon())
    pages = ["/en/stories/", "/fr/stories/", "/en/stories/feed/", "/en/"]
    assert all("Only for a while" in client.get(page).content.decode() for page in pages)
    let_the_time_come(story)
    publish_scheduled(django_capture_on_commit_callbacks)
    assert not any("Only for a while" in client.get(page).content.decode() for page in pages)


@pytest.mark.parametrize("make", [StoryPageFactory, ActionFactory])
def test_the_listing_says_what_will_happen(client, make):
    later = make(title="Later", live=False)
    schedule(later, go_live_at=timezone.now() + timedelta(days=400))
    brief = make(title="Brief")
    schedule(brief, expire_at=timezone.now() + timedelta(days=400))
    sign_in(client, "Publishers")
    text = client.get(reverse(LISTINGS[make])).content.decode()
    assert text.count("Goes live:") == 1
    assert text.count("Taken down:") == 1


@pytest.mark.parametrize("make", [StoryPageFactory, ActionFactory])
def test_it_is_scheduled_in_one_go(client, make):
    record = make(live=False)
    sign_in(client, "Publishers")
    text = client.get(edit_url(record)).content.decode()
    assert 'data-a11y-dialog-show="schedule-publishing-dialog"' in text
    assert text.count("data-schedule") == 1
    save(client, record, **AT_A_TIME, go_live_at=f"{timezone.localtime(soon()):%Y-%m-%d %H:%M}")
    record.refresh_from_db()
    assert not record.live
    assert record.approved_schedule


@pytest.mark.parametrize("make", [StoryPageFactory, ActionFactory])
@pytest.mark.parametrize("time", ["", "2001-01-01 00:00", "nonsense"])
def test_without_a_time_to_come_nothing_is_published(client, make, time):
    record = make(live=False)
    sign_in(client, "Publishers")
    response = save(client, record, **AT_A_TIME, go_live_at=time)
    assert "go_live_at" in response.context["form"].errors
    record.refresh_from_db()
    assert not record.live


@pytest.mark.parametrize("group", ["Publishers", "Writers"])
@pytest.mark.parametrize("make", [StoryPageFactory, ActionFactory])
def test_it_is_offered_to_whom_publishing_is_offered(client, make, group):
    begin = add_url(make())
    sign_in(client, group)
    text = client.get(begin).content.decode()
    assert ("data-schedule" in text) == (group == "Publishers")
    assert bool(re.search(r"Publish at a time\s*</button>", text)) == (group == "Publishers")


@pytest.mark.parametrize("make", [StoryPageFactory, ActionFactory])
def test_what_is_in_review_is_scheduled_by_its_approval(client, make):
    record = make(live=False)
    user = sign_in(client, "Publishers")
    record.save_revision(user=user)
    record.get_workflow().start(record, user)
    record.current_workflow_task_state.approve(user=user)
    text = client.get(edit_url(record)).content.decode()
    assert "Save schedule" in text
    assert "data-schedule" not in text
