"""News of commitments and actions: asked for by mail, answered by a link, published by nobody."""

from __future__ import annotations

from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.test.utils.form_data import querydict_from_html

from actions.follow_up.links import path_of
from actions.models import ActionProgress, CommitmentProgress, ProgressRequest
from home.models import OutgoingMessage
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CityPageFactory,
    CommitmentFactory,
    CommitmentProgressFactory,
)
from tests.factories.follow_up import ContactFactory, ProgressRequestFactory
from tests.factories.home import home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> ProgressRequest:
    """Return a request about a city with one commitment and one action, both with news."""
    city = CityPageFactory(title="Exampleville")
    commitment = CommitmentFactory(page=city, text="Open a welcome centre.")
    CommitmentProgressFactory(commitment=commitment, text="Half of it is done.")
    action = ActionFactory(title="Language courses", lrgs=[city])
    ActionProgressFactory(action=action, text="Two hundred learners.")
    return ProgressRequestFactory(contact=ContactFactory(city=city))


def commitment_of(asked: ProgressRequest) -> Any:
    return asked.city.commitments.get()


def action_of(asked: ProgressRequest) -> Any:
    return asked.city.action_links.get().action


def filled(client: Client, asked: ProgressRequest, **changes: str) -> dict[str, Any]:
    """Return what the form would send as it is, with changes; ``c_`` and ``a_`` name the item."""
    text = client.get(path_of(asked)).content.decode()
    data = {
        name: values[-1].removeprefix("\n")
        for name, values in querydict_from_html(text, form_index=form_number(text)).lists()
    }
    keys = {
        "c": commitment_of(asked).translation_key.hex,
        "a": action_of(asked).translation_key.hex,
    }
    for name, value in changes.items():
        item, _, field = name.partition("_")
        data[f"{field}_{keys[item]}" if item in keys else name] = value
    return data


def form_number(text: str) -> int:
    """Return which of the page's forms is the one with the questions."""
    return text[: text.index('name="remarks"')].count("<form") - 1


def send(client: Client, asked: ProgressRequest, **changes: str) -> Any:
    return client.post(path_of(asked), filled(client, asked, **changes))


def mails(event: str) -> Any:
    return OutgoingMessage.objects.filter(event=event)


def test_the_form_holds_what_was_said_last_time(client: Client, asked: ProgressRequest) -> None:
    data = filled(client, asked)
    assert "Half of it is done." in data.values()
    assert "Two hundred learners." in data.values()
    text = client.get(path_of(asked)).content.decode()
    assert "Open a welcome centre." in text
    assert "Language courses" in text
    assert "January 1, 2023" in text


def test_the_form_is_kept_out_of_caches_search_engines_and_other_sites(
    client: Client, asked: ProgressRequest
) -> None:
    response = client.get(path_of(asked))
    assert response["Cache-Control"] == "no-store"
    assert "noindex" in response["X-Robots-Tag"]
    assert response["Referrer-Policy"] == "same-origin"


def test_only_what_was_changed_is_an_answer(client: Client, asked: ProgressRequest) -> None:
    response = send(client, asked, c_text="All of it is done.", c_stage="completed")
    assert response.status_code == 302
    asked.refresh_from_db()
    assert [answer["text"] for answer in asked.answers] == ["All of it is done."]
    assert asked.answers[0]["stage"] == "completed"
    assert asked.answers[0]["as_of"] == timezone.localdate().isoformat()
    assert asked.answer_language == "en"
    assert asked.status == "answered"
    message = mails("progress_received").get()
    assert message.recipient == asked.contact.email
    assert "Exampleville" in message.body


def test_an_answer_publishes_nothing(client: Client, asked: ProgressRequest) -> None:
    send(client, asked, c_text="All of it is done.", a_text="Three hundred learners.")
    assert CommitmentProgress.objects.count() == ActionProgress.objects.count() == 1
    assert "All of it is done." not in client.get(asked.city.url).content.decode()


def test_the_same_answer_twice_is_one(client: Client, asked: ProgressRequest) -> None:
    data = filled(client, asked, c_text="All of it is done.")
    for _ in range(2):
        assert client.post(path_of(asked), data).status_code == 302
    assert mails("progress_received").count() == 1


def test_an_answer_can_be_changed_until_it_is_taken_over(
    client: Client, asked: ProgressRequest
) -> None:
    send(client, asked, c_text="All of it is done.")
    again = filled(client, asked)
    assert "All of it is done." in again.values()
    send(client, asked, c_text="Nearly all of it is done.")
    asked.refresh_from_db()
    assert [answer["text"] for answer in asked.answers] == ["Nearly all of it is done."]
    asked.accepted_at = timezone.now()
    asked.save()
    assert client.post(path_of(asked), again).status_code == 410
    asked.refresh_from_db()
    assert [answer["text"] for answer in asked.answers] == ["Nearly all of it is done."]


def test_nothing_has_changed_is_one_press(client: Client, asked: ProgressRequest) -> None:
    response = client.post(path_of(asked), {"nothing": "1"}, follow=True)
    assert "nothing has changed" in response.content.decode()
    asked.refresh_from_db()
    assert asked.says_nothing_has_changed
    assert mails("progress_received").count() == 1


def test_an_untouched_form_asks_whether_nothing_has_changed(
    client: Client, asked: ProgressRequest
) -> None:
    response = send(client, asked)
    assert response.status_code == 422
    assert "press “Nothing has changed”" in response.content.decode()
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_what_is_published_meanwhile_makes_no_answer(
    client: Client, asked: ProgressRequest
) -> None:
    data = filled(client, asked, a_text="Three hundred learners.")
    CommitmentProgressFactory(
        commitment=commitment_of(asked), as_of=date(2024, 1, 1), text="Published meanwhile."
    )
    client.post(path_of(asked), data)
    asked.refresh_from_db()
    assert [answer["kind"] for answer in asked.answers] == ["action"]


def test_a_new_stage_needs_no_new_words_where_there_are_some(
    client: Client, asked: ProgressRequest
) -> None:
    assert send(client, asked, c_stage="completed").status_code == 302
    asked.refresh_from_db()
    assert asked.answers[0]["text"] == ""


@pytest.mark.parametrize(
    "changes",
    [
        {"c_as_of": "2022-12-31"},
        {"c_as_of": "2999-01-01"},
        {"c_as_of": "soon"},
        {"c_stage": "nowhere"},
        {"c_text": "", "c_stage": "completed"},
        {"c_text": "nul\x00"},
        {"language": "xx"},
        {"remarks": "x" * 5001},
    ],
)
def test_a_mistake_keeps_every_word(
    client: Client, asked: ProgressRequest, changes: dict[str, str]
) -> None:
    response = send(client, asked, a_text="Three hundred learners.", **changes)
    assert response.status_code == 422
    assert "Three hundred learners." in response.content.decode()
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_an_endless_text_is_refused_and_the_rest_kept(
    client: Client, asked: ProgressRequest
) -> None:
    response = send(client, asked, c_text="x" * 1_000_000, a_text="Three hundred learners.")
    assert response.status_code == 422
    text = response.content.decode()
    assert "Three hundred learners." in text
    assert "x" * 1_000_000 in text


@pytest.mark.parametrize("key", ["", "nonsense", "a:b:c", "%00", "%ff%fe"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_link_that_was_tampered_with_says_so(client: Client, language: str, key: str) -> None:
    home_page()
    home_page("fr")
    for send_ in (client.get, client.post):
        response = send_(f"/{language}/progress/?key={key}")
        assert response.status_code == 410
        assert f'<html lang="{language}"' in response.content.decode()


@pytest.mark.parametrize(
    "ending",
    [
        {"valid_until": timezone.now() - timedelta(days=1)},
        {"withdrawn_at": timezone.now()},
        {"accepted_at": timezone.now()},
    ],
)
def test_a_closed_link_gives_nothing_away(
    client: Client, asked: ProgressRequest, ending: dict[str, Any]
) -> None:
    data = filled(client, asked, c_text="All of it is done.")
    ProgressRequest.objects.filter(pk=asked.pk).update(**ending)
    for response in (client.get(path_of(asked)), client.post(path_of(asked), data)):
        assert response.status_code == 410
        text = response.content.decode()
        assert "Exampleville" not in text
        assert "Half of it is done." not in text
    asked.refresh_from_db()
    assert not asked.answers


def test_a_link_ends_with_its_contact_person(client: Client, asked: ProgressRequest) -> None:
    path = path_of(asked)
    asked.contact.delete()
    assert client.get(path).status_code == 410


def test_the_form_shows_no_draft(client: Client, asked: ProgressRequest) -> None:
    ActionFactory(title="Secret plan", lrgs=[asked.city], live=False)
    assert "Secret plan" not in client.get(path_of(asked)).content.decode()


def test_the_form_is_in_the_language_of_the_contact_person(client: Client) -> None:
    home_page()
    home_page("fr")
    city = CityPageFactory(title="Exampleville")
    action = ActionFactory(title="Language courses", lrgs=[city])
    ActionProgressFactory(action=action, text="Two hundred learners.")
    translation_of(action, "fr", title="Cours de langue")
    asked = ProgressRequestFactory(contact=ContactFactory(city=city, language="fr"))
    text = client.get(path_of(asked)).content.decode()
    assert '<html lang="fr"' in text
    assert "Cours de langue" in text
    assert 'href="/ar' + path_of(asked)[3:].partition("?")[0] in text


def ask(*arguments: str) -> str:
    out = StringIO()
    call_command("ask_for_progress", *arguments, stdout=out)
    return out.getvalue()


def test_the_command_says_whom_it_would_ask() -> None:
    contact = ContactFactory(city=CityPageFactory(title="Exampleville"))
    CityPageFactory(title="Nobodytown")
    CityPageFactory(title="Not joined", has_joined=False)
    said = ask()
    assert contact.email in said
    assert "Nobodytown: no contact person" in said
    assert "Not joined" not in said
    assert not OutgoingMessage.objects.exists()


def test_the_command_asks_once_a_year(client: Client) -> None:
    contact = ContactFactory(language="fr")
    home_page("fr")
    for _ in range(2):
        ask("--send")
    message = mails("progress").get()
    assert message.recipient == contact.email
    assert message.language == "fr"
    request = ProgressRequest.objects.get()
    assert path_of(request) in message.body
    assert client.get(path_of(request)).status_code == 200
    ProgressRequest.objects.update(sent_at=timezone.now() - timedelta(days=366))
    ask("--send")
    assert mails("progress").count() == 2
    assert client.get(path_of(request)).status_code == 410


def test_an_answer_that_waits_for_the_desk_is_waited_for(asked: ProgressRequest) -> None:
    long_ago = timezone.now() - timedelta(days=400)
    ProgressRequest.objects.update(sent_at=long_ago, answered_at=long_ago)
    ask("--send")
    assert not mails("progress").exists()


@pytest.mark.parametrize("is_on", [True, False])
def test_the_clock_asks_only_if_it_is_told_to(settings: Any, is_on: bool) -> None:
    ContactFactory()
    settings.ASK_FOR_PROGRESS = is_on
    ask("--scheduled")
    assert mails("progress").exists() == is_on
