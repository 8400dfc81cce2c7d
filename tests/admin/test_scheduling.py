"""Publishing and taking down by the clock, and what it does to translations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone

from tests.admin.desk import sign_in
from tests.factories.actions import ActionFactory, action_index
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

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
