"""A reviewer looks at a record and settles it on one page; nothing unseen is published."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from tests.admin.desk import messages_of, sign_in
from tests.factories.actions import ActionFactory
from tests.factories.blog import StoryPageFactory
from tests.factories.home import UserFactory

pytestmark = pytest.mark.django_db

HOME = reverse("wagtailadmin_home")
MAKERS = [StoryPageFactory, ActionFactory]


def submitted(make: Any, **values: Any) -> Any:
    """Return a draft that waits for its first review."""
    record = make(live=False, **values)
    asker = UserFactory()
    record.save_revision(user=asker)
    record.refresh_from_db()
    record.get_workflow().start(record, asker)
    return record


def passed_on(make: Any, **values: Any) -> Any:
    """Return a draft that waits for its last review."""
    record = submitted(make, **values)
    record.current_workflow_task_state.approve(user=UserFactory(group="Reviewers"))
    return fresh(record)


def fresh(record: Any) -> Any:
    return type(record).objects.get(pk=record.pk)


def address(record: Any) -> str:
    return reverse("desk_review", args=[record.current_workflow_task_state.pk])


def decide(client: Client, url: str, action: str, **data: Any) -> Any:
    """Open the page and press one of its buttons."""
    shown = client.get(url).context["form"]["seen"].value()
    return client.post(url, {"seen": shown, "action": action, **data}, follow=True)


@pytest.mark.parametrize("make", MAKERS)
def test_the_dashboard_leads_to_the_record_and_its_approval(client, make):
    record = submitted(make, title="Open doors")
    sign_in(client, "Reviewers")
    assert address(record) in client.get(HOME).content.decode()
    text = client.get(address(record)).content.decode()
    assert "Open doors" in text
    assert "passed on to" in text
    frame = re.search(r'<iframe[^>]*src="([^"]*)"', text)
    assert frame is not None
    assert "Open doors" in client.get(frame[1]).content.decode()
    response = decide(client, address(record), "approve")
    assert response.redirect_chain[0][0] == HOME
    assert messages_of(response) == ["“Open doors” is approved and passed on."]
    assert not fresh(record).live


@pytest.mark.parametrize("make", MAKERS)
def test_the_last_approval_publishes_and_says_so_before(client, make):
    record = passed_on(make)
    sign_in(client, "Publishers")
    text = client.get(address(record)).content.decode()
    assert "readers get it at once" in text
    assert "Approve and publish" in text
    decide(client, address(record), "approve", comment="Well done.")
    assert fresh(record).live


def test_the_page_speaks_the_language_of_the_desk(client):
    record = passed_on(StoryPageFactory)
    user = sign_in(client, "Publishers")
    UserProfile.objects.create(user=user, preferred_language="fr")
    text = client.get(address(record)).content.decode()
    assert "Approuver et publier" in text
    assert "Commentaire" in text


def test_opening_the_page_publishes_nothing(client):
    record = passed_on(StoryPageFactory)
    sign_in(client, "Publishers")
    client.get(address(record))
    client.get(address(record), {"action": "approve"})
    assert not fresh(record).live


def test_what_is_scheduled_is_approved_for_its_time(client):
    record = passed_on(StoryPageFactory, go_live_at=timezone.now() + timedelta(days=3))
    sign_in(client, "Publishers")
    url = address(record)
    assert "Approve and schedule" in client.get(url).content.decode()
    response = decide(client, url, "approve")
    assert "at the time that is set" in messages_of(response)[0]
    record = fresh(record)
    assert not record.live
    assert record.approved_schedule


def test_changes_are_asked_for_with_a_comment(client):
    record = submitted(StoryPageFactory)
    state = record.current_workflow_task_state
    sign_in(client, "Reviewers")
    decide(client, address(record), "reject", comment="Who says so?")
    state.refresh_from_db()
    assert state.status == state.STATUS_REJECTED
    assert state.comment == "Who says so?"


@pytest.mark.parametrize("keeps", ["a version of its own", "the last version"])
def test_a_version_that_was_not_looked_at_is_not_approved(client, keeps):
    record = passed_on(StoryPageFactory)
    sign_in(client, "Publishers")
    url = address(record)
    seen = client.get(url).context["form"]["seen"].value()
    latest = fresh(record).get_latest_revision()
    record = latest.as_object()
    record.title = "Quite another title"
    overwrite = {"user": latest.user, "overwrite_revision": latest}
    record.save_revision(**(overwrite if keeps == "the last version" else {}))
    response = client.post(url, {"seen": seen, "action": "approve"}, follow=True)
    assert "changed meanwhile" in messages_of(response)[0]
    assert not fresh(record).live
    assert "Quite another title" in response.content.decode()


def test_a_decision_is_made_once(client):
    record = submitted(StoryPageFactory)
    url = address(record)
    sign_in(client, "Reviewers")
    decide(client, url, "approve")
    for response in (client.get(url, follow=True), client.post(url, follow=True)):
        assert "does not wait for your review" in messages_of(response)[0]


@pytest.mark.parametrize("group", ["Writers", "Translators", "Focal points", "Publishers"])
def test_who_has_no_part_in_the_review_is_led_back(client, group):
    record = submitted(StoryPageFactory, title="Not for everybody")
    sign_in(client, group)
    response = client.get(address(record), follow=True)
    assert response.redirect_chain[0][0] == HOME
    assert client.post(address(record), {"action": "approve"}).status_code == 302
    assert record.current_workflow_task_state.status == "in_progress"


@pytest.mark.parametrize("action", ["", "publish", "\x00"])
def test_no_other_action_is_accepted(client, action):
    record = passed_on(StoryPageFactory)
    sign_in(client, "Publishers")
    response = decide(client, address(record), action)
    assert "do not have permission" in messages_of(response)[0]
    assert not fresh(record).live
