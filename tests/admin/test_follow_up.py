"""Follow-up at the desk: asking LRGs for news, reading what they answer, making drafts of it."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from actions.models import ProgressRequest
from home.models import OutgoingMessage
from tests.admin.desk import edit_url, messages_of, save, sign_in
from tests.factories.actions import (
    ActionFactory,
    CityPageFactory,
    CommitmentFactory,
    CommitmentProgressFactory,
)
from tests.factories.follow_up import ContactFactory, ProgressRequestFactory

pytestmark = pytest.mark.django_db

LISTING = "follow-up:index"
ASK = "follow-up:ask"


@pytest.fixture
def answered() -> ProgressRequest:
    """Return an answer about one commitment and one action."""
    city = CityPageFactory(title="Exampleville")
    commitment = CommitmentFactory(page=city, text="Open a welcome centre.")
    CommitmentProgressFactory(commitment=commitment, text="Half of it is done.")
    action = ActionFactory(title="Language courses", lrgs=[city])
    news = {"stage": "completed", "as_of": "2026-11-01"}
    return ProgressRequestFactory(
        contact=ContactFactory(city=city),
        answered_at=timezone.now(),
        answer_language="en",
        answers=[
            {
                **news,
                "kind": "commitment",
                "key": commitment.translation_key.hex,
                "title": commitment.text,
                "text": "",
            },
            {
                **news,
                "kind": "action",
                "key": action.translation_key.hex,
                "title": action.title,
                "text": "Three hundred learners.",
            },
        ],
    )


def url_of(request: ProgressRequest) -> str:
    return reverse("follow-up:inspect", args=[request.pk])


def draft_of(record: Any) -> Any:
    record.refresh_from_db()
    return record.get_latest_revision_as_object()


@pytest.mark.parametrize("group", ["Writers", "Translators", None])
def test_requests_are_closed_to_whom_may_not_see_sign_ups(
    client: Client, answered: ProgressRequest, group: str | None
) -> None:
    sign_in(client, group)
    for url in (reverse(LISTING), reverse(ASK), url_of(answered)):
        response = client.get(url)
        assert response.status_code in {302, 403}, url
        assert answered.contact.email not in response.content.decode()
    client.post(url_of(answered), {"draft": "1"})
    client.post(reverse(ASK), {"city": answered.city.pk})
    assert ProgressRequest.objects.get().accepted_at is None


def test_reviewers_read_an_answer_beside_what_is_published(
    client: Client, answered: ProgressRequest
) -> None:
    sign_in(client, "Publishers")
    text = client.get(url_of(answered)).content.decode()
    for words in ("Half of it is done.", "The words of last time.", "Three hundred learners."):
        assert words in text
    assert edit_url(answered.city) in text
    assert edit_url(answered.city.action_links.get().action) in text


def test_drafts_are_made_once_and_nothing_is_published(
    client: Client, answered: ProgressRequest
) -> None:
    sign_in(client, "Publishers")
    for _ in range(2):
        client.post(url_of(answered), {"draft": "1"})
    city, action = answered.city, answered.city.action_links.get().action
    commitment = draft_of(city).commitments.get()
    assert [row.text for row in commitment.progress.all()] == ["Half of it is done."] * 2
    assert commitment.stage == "completed"
    drafted = draft_of(action)
    assert [row.text for row in drafted.progress.all()] == ["Three hundred learners."]
    assert drafted.progress.get().as_of.isoformat() == "2026-11-01"
    assert city.has_unpublished_changes
    assert action.has_unpublished_changes
    assert action.progress.count() == 0
    assert action.stage == "under_way"
    assert city.commitments.get().progress.count() == 1
    answered.refresh_from_db()
    assert answered.status == "accepted"


def test_the_drafts_can_be_published_from_their_editors(
    client: Client, answered: ProgressRequest
) -> None:
    sign_in(client, "Administrators")
    client.post(url_of(answered), {"draft": "1"})
    city, action = answered.city, answered.city.action_links.get().action
    for record in (city, action):
        record.refresh_from_db()
        save(client, record, **{"action-publish": "1"})
    assert city.commitments.get().progress.count() == 2
    assert action.progress.get().text == "Three hundred learners."
    action.refresh_from_db()
    assert action.stage == "completed"
    text = client.get(city.url).content.decode()
    assert "Completed" in text


def test_what_is_locked_is_left_alone(client: Client, answered: ProgressRequest) -> None:
    other = sign_in(Client(), "Publishers")
    action = answered.city.action_links.get().action
    action.locked, action.locked_by, action.locked_at = True, other, timezone.now()
    action.save()
    sign_in(client, "Publishers")
    response = client.post(url_of(answered), {"draft": "1"}, follow=True)
    assert "is locked" in " ".join(messages_of(response))
    answered.refresh_from_db()
    assert answered.accepted_at is None
    assert draft_of(answered.city).commitments.get().progress.count() == 1


def test_what_has_gone_from_the_site_is_said(client: Client, answered: ProgressRequest) -> None:
    answered.city.action_links.get().action.delete()
    sign_in(client, "Publishers")
    response = client.post(url_of(answered), {"draft": "1"}, follow=True)
    assert "“Language courses” is no longer on the site" in " ".join(messages_of(response))


def test_an_answer_in_another_language_says_so(client: Client, answered: ProgressRequest) -> None:
    ProgressRequest.objects.update(answer_language="fr")
    sign_in(client, "Publishers")
    assert "The answer is in Français" in client.get(url_of(answered)).content.decode()


def test_a_link_is_withdrawn(client: Client) -> None:
    request = ProgressRequestFactory()
    sign_in(client, "Publishers")
    client.post(url_of(request), {"withdraw": "1"})
    request.refresh_from_db()
    assert request.status == "withdrawn"


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "answered"}, {"Exampleville"}),
        ({"status": "waiting"}, {"Waitingtown"}),
        ({"status": "expired"}, set()),
        ({"q": "Waiting"}, {"Waitingtown"}),
        ({"language": "fr"}, set()),
    ],
)
def test_the_list_is_filtered(
    client: Client, answered: ProgressRequest, query: dict[str, str], found: set[str]
) -> None:
    ProgressRequestFactory(contact=ContactFactory(city=CityPageFactory(title="Waitingtown")))
    sign_in(client, "Publishers")
    text = client.get(reverse(LISTING), query).content.decode()
    assert {name for name in ("Exampleville", "Waitingtown") if name in text} == found


def test_one_lrg_is_asked_after_a_look_at_who_gets_the_mail(client: Client) -> None:
    contact = ContactFactory(name="Amina Example", language="ar")
    sign_in(client, "Publishers")
    assert (
        f"{reverse(ASK)}?city={contact.city.pk}"
        in client.get(edit_url(contact.city)).content.decode()
    )
    text = client.get(reverse(ASK), {"city": contact.city.pk}).content.decode()
    assert "Amina Example" in text
    assert contact.email in text
    assert "العربية" in text
    assert not OutgoingMessage.objects.exists()


def confirmed(client: Client, query: dict[str, Any]) -> dict[str, Any]:
    """Return what the confirmation sends as it is."""
    text = client.get(reverse(ASK), query).content.decode()
    number = text[: text.index('name="seen"')].count("<form") - 1
    return dict(querydict_from_html(text, form_index=number).lists())


def test_pressing_send_twice_asks_once(client: Client) -> None:
    contact = ContactFactory()
    sign_in(client, "Publishers")
    data = confirmed(client, {"city": contact.city.pk})
    for _ in range(2):
        client.post(reverse(ASK), {**data, "note": "A word of thanks."})
    message = OutgoingMessage.objects.get()
    assert message.recipient == contact.email
    assert "A word of thanks." in message.body
    assert ProgressRequest.objects.get().sent_by is not None


def test_of_several_contact_persons_one_is_chosen(client: Client) -> None:
    first = ContactFactory()
    ContactFactory(city=first.city)
    sign_in(client, "Publishers")
    data = confirmed(client, {"city": first.city.pk})
    client.post(reverse(ASK), {**data, f"contact_{first.city.pk}": first.pk})
    assert OutgoingMessage.objects.get().recipient == first.email


def test_all_that_are_due_are_asked_and_the_others_named(client: Client) -> None:
    due = ContactFactory()
    recent = ProgressRequestFactory(contact=ContactFactory()).contact
    CityPageFactory(title="Nobodytown")
    sign_in(client, "Publishers")
    text = client.get(reverse(ASK), {"due": "1"}).content.decode()
    assert due.email in text
    assert recent.email not in text
    assert "Nobodytown" in text
    client.post(reverse(ASK), confirmed(client, {"due": "1"}))
    assert [message.recipient for message in OutgoingMessage.objects.all()] == [due.email]


@pytest.mark.parametrize("query", ["?city=x", "?city=99999999999999999999", "?due=0"])
def test_odd_choices_harm_nothing(client: Client, query: str) -> None:
    ContactFactory()
    sign_in(client, "Publishers")
    assert client.get(reverse(ASK) + query).status_code == 200
    client.post(reverse(ASK), {"city": ["x", "-1"], "seen": "x", "note": "\x00"})
    assert not OutgoingMessage.objects.exists()


def test_the_pages_cost_the_same_queries_for_one_and_for_many(client: Client) -> None:
    sign_in(client, "Publishers")
    counts = []
    for number in (2, 8):
        for _ in range(number):
            ProgressRequestFactory()
        urls = (reverse(LISTING), reverse(ASK), f"{reverse(ASK)}?due=1")
        for url in urls:
            client.get(url)
        with CaptureQueriesContext(connection) as captured:
            for url in urls:
                client.get(url)
        counts.append(len(captured))
    assert counts[0] == counts[1]
