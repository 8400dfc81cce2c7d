"""Signing up: everything that was answered is stored, once, and what is wrong is said."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import Locale
from wagtail.test.utils.form_data import querydict_from_html

from home.models import ConsentText, JoinQuestion, SignUp
from tests.factories.actions import CategoryFactory, ObjectiveFactory, PriorityFactory
from tests.factories.home import join_page
from tests.home.sign_up_form import ANSWERS, carried, fill_in, open_form, send

pytestmark = pytest.mark.django_db

ACTION = {
    "actions-0-title": "A counter for newcomers",
    "actions-0-summary": "Advice in five languages.",
    "actions-0-start_year": "2023",
    "actions-0-start_month": "5",
    "actions-0-is_ongoing": "on",
    "actions-0-joint_lrgs": "Sampleton\nSpecimen County",
    "actions-0-results": "3,000 people advised by March 2026.",
    "actions-0-lessons": "Ask people what they need first.",
    "actions-0-link": "https://exampleville.example/counter",
}


@pytest.fixture(autouse=True)
def join() -> None:
    join_page()
    join_page("fr")


def test_a_sign_up_is_stored_and_confirmed(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/en/join/", fill_in(client), follow=True)
    assert response.redirect_chain == [("/en/join/thank-you/", 302)]
    assert "Thank you" in response.content.decode()
    sign_up = SignUp.objects.get()
    assert sign_up.lrg_name == "Exampleville"
    assert sign_up.language == "en"
    assert not sign_up.is_held
    assert [message.to for message in mail.outbox] == [["officer@example.org"]]


def test_everything_that_the_form_asks_is_stored(client: Client) -> None:
    category, priority = CategoryFactory(), PriorityFactory()
    gcm = [ObjectiveFactory(framework="gcm", number=number) for number in (7, 15, 16, 17)]
    sdg = ObjectiveFactory(framework="sdg", number=11)
    response = send(
        client,
        **ACTION,
        **{
            "second_contact_name": "Sam Sample",
            "second_contact_email": "sam@example.org",
            "preferred_language": "fr",
            "language": "es",
            "text_languages": ["es", "fr"],
            "consent_publication": "on",
            "commitments-0-due_year": "2028",
            "commitments-0-objectives": [str(gcm[1].pk), str(sdg.pk)],
            "commitments-0-categories": [str(category.pk)],
            "commitments-1-text": "We will train our staff.",
            "actions-0-categories": [str(category.pk)],
            "actions-0-priorities": [str(priority.pk)],
            "actions-0-main_objectives": [str(entry.pk) for entry in gcm[:3]],
            "actions-0-other_objectives": [str(sdg.pk)],
        },
    )
    assert response.status_code == 302, response.content.decode()
    sign_up = SignUp.objects.get()
    assert (sign_up.language, sign_up.preferred_language) == ("es", "fr")
    assert sign_up.text_languages == ["es", "fr"]
    assert sign_up.second_contact_email == "sam@example.org"
    first, second = sign_up.commitments.all()
    assert (first.due_year, second.text) == (2028, "We will train our staff.")
    assert set(first.objectives.all()) == {gcm[1], sdg}
    assert list(first.categories.all()) == [category]
    action = sign_up.actions.get()
    assert (action.start_year, action.start_month, action.is_ongoing) == (2023, 5, True)
    assert action.joint_lrgs.splitlines() == ["Sampleton", "Specimen County"]
    assert set(action.main_objectives.all()) == set(gcm[:3])
    assert list(action.priorities.all()) == [priority]
    assert action.lessons == "Ask people what they need first."


def test_the_same_form_sent_twice_makes_one_sign_up(client: Client) -> None:
    data = fill_in(client)
    for _ in range(2):
        assert client.post("/en/join/", data).status_code == 302
    assert SignUp.objects.count() == 1
    assert SignUp.objects.get().messages.count() == 1


def test_two_tabs_with_the_same_answers_make_one_sign_up(client: Client) -> None:
    for tab in (Client(), Client()):
        assert send(tab).status_code == 302
    assert SignUp.objects.count() == 1
    assert SignUp.objects.get().messages.count() == 1


def test_two_governments_make_two_sign_ups(client: Client) -> None:
    send(client)
    send(client, lrg_name="Sampleton")
    assert SignUp.objects.count() == 2


def test_after_the_back_button_the_corrected_form_replaces_the_first(client: Client) -> None:
    data = fill_in(client)
    client.post("/en/join/", data)
    client.post("/en/join/", {**data, "commitments-0-text": "We will open two centres."})
    sign_up = SignUp.objects.get()
    assert [part.text for part in sign_up.commitments.all()] == ["We will open two centres."]
    assert sign_up.changed_at


def test_a_second_tab_of_the_same_browser_replaces_the_first() -> None:
    browser = Client(enforce_csrf_checks=True)
    tabs = [fill_in(browser), fill_in(browser)]
    assert browser.post("/en/join/", tabs[0]).status_code == 302
    tabs[1]["commitments-0-text"] = "We will open two centres."
    assert browser.post("/en/join/", tabs[1]).status_code == 302
    assert SignUp.objects.get().commitments.get().text == "We will open two centres."


def test_a_stranger_who_knows_the_address_replaces_nothing(client: Client) -> None:
    send(client)
    send(Client(enforce_csrf_checks=False), **{"commitments-0-text": "Something else."})
    first, second = SignUp.objects.order_by("created_at")
    assert first.commitments.get().text == "We will open a welcome centre."
    assert second.commitments.get().text == "Something else."


def test_what_the_desk_reads_already_is_not_changed_under_it(client: Client) -> None:
    data = fill_in(client)
    client.post("/en/join/", data)
    SignUp.objects.update(status=SignUp.Status.IN_REVIEW)
    changed = {**data, "commitments-0-text": "We will open two centres."}
    for _ in range(2):
        assert client.post("/en/join/", changed).status_code == 302
    first, second = SignUp.objects.order_by("created_at")
    assert first.commitments.get().text == "We will open a welcome centre."
    assert second.commitments.get().text == "We will open two centres."


def test_a_mistake_keeps_every_answer_and_says_what_is_wrong(client: Client) -> None:
    data = fill_in(client, **ACTION, contact_email="nobody", country="ZZ")
    response = client.post("/en/join/", data)
    text = response.content.decode()
    assert response.status_code == 422
    assert 'href="#sign-up-contact_email"' in text
    assert 'href="#sign-up-country"' in text
    again = carried(response)
    changes = ("token", "do", "country", "csrfmiddlewaretoken")
    kept = {
        name: value
        for name, value in data.items()
        if name not in changes and not name.endswith("INITIAL_FORMS")
    }
    assert {name: again.get(name) for name in kept} == kept
    assert data["token"] in text
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("name", ["lrg_name", "kind", "country", "contact_name", "contact_role"])
def test_what_is_needed_is_asked_for(client: Client, name: str) -> None:
    response = send(client, **{name: ""})
    assert response.status_code == 422
    assert f'href="#sign-up-{name}"' in response.content.decode()
    assert not SignUp.objects.exists()


def test_an_empty_form_names_every_missing_answer(client: Client) -> None:
    response = client.post("/fr/join/", {**open_form(client, "fr"), "do": "send"})
    text = response.content.decode()
    assert response.status_code == 422
    for name in ("lrg_name", "contact_email", "endorsement", "commitments-0-text"):
        assert f'href="#sign-up-{name}"' in text
    assert "This field is required" not in text


def test_an_action_alone_is_enough(client: Client) -> None:
    assert send(client, **ACTION, **{"commitments-0-text": ""}).status_code == 302
    sign_up = SignUp.objects.get()
    assert not sign_up.commitments.exists()
    assert sign_up.actions.get().title == "A counter for newcomers"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"actions-0-end_year": "2020", "actions-0-is_ongoing": ""}, "actions-0-end_year"),
        ({"actions-0-end_year": "2025"}, "actions-0-is_ongoing"),
        ({"actions-0-start_year": ""}, "actions-0-start_year"),
        ({"actions-0-start_year": "last year"}, "actions-0-start_year"),
        ({"actions-0-link": "javascript:alert(1)"}, "actions-0-link"),
        ({"actions-0-title": ""}, "actions-0-title"),
        ({"actions-0-categories": "999999"}, "actions-0-categories"),
        ({"commitments-0-due_year": "28"}, "commitments-0-due_year"),
    ],
)
def test_an_answer_that_cannot_be_is_refused_where_it_stands(
    client: Client, wrong: dict[str, str], field: str
) -> None:
    response = send(client, **{**ACTION, **wrong})
    assert response.status_code == 422
    assert f'href="#sign-up-{field}"' in response.content.decode()
    assert not SignUp.objects.exists()


def test_four_main_objectives_are_one_too_many(client: Client) -> None:
    keys = [str(ObjectiveFactory(framework="gcm", number=number).pk) for number in (1, 2, 3, 4)]
    response = send(client, **ACTION, **{"actions-0-main_objectives": keys})
    assert response.status_code == 422
    assert carried(response)["actions-0-main_objectives"] == keys


def test_one_more_commitment_is_asked_for_without_losing_anything(client: Client) -> None:
    data = fill_in(client, contact_email="nobody yet", do="add-commitments")
    response = client.post("/en/join/", data)
    text = response.content.decode()
    assert response.status_code == 200
    assert 'id="commitments-part-2"' in text
    assert "error-summary" not in text
    assert carried(response)["contact_email"] == "nobody yet"
    again = {**carried(response), "commitments-1-text": "Second.", "contact_email": "a@b.example"}
    assert client.post("/en/join/", {**again, "do": "send"}).status_code == 302
    assert SignUp.objects.get().commitments.count() == 2


def test_there_is_room_for_ten_commitments_and_no_more(client: Client) -> None:
    many = {f"commitments-{place}-text": f"Commitment {place}." for place in range(12)}
    text = client.post("/en/join/", fill_in(client, **many, do="add-commitments")).content.decode()
    assert 'id="commitments-part-10"' in text
    assert 'id="commitments-part-11"' not in text
    assert 'value="add-commitments"' not in text


@pytest.mark.parametrize("count", ["", "-3", "999999", "\x00", "ten"])
def test_a_tampered_count_of_parts_changes_nothing(client: Client, count: str) -> None:
    assert send(client, **{"commitments-TOTAL_FORMS": count}).status_code == 302
    assert SignUp.objects.get().commitments.count() == 1


def test_consent_to_processing_is_required(client: Client) -> None:
    data = fill_in(client)
    del data["consent_processing"]
    assert client.post("/en/join/", data).status_code == 422
    assert not SignUp.objects.exists()


def test_a_sign_up_keeps_the_words_that_were_agreed_to(client: Client) -> None:
    page = join_page()
    page.processing_consent = "First wording."
    page.save_revision().publish()
    send(client)
    page.processing_consent = "Second wording."
    page.save_revision().publish()
    send(client, lrg_name="Sampleton")
    send(client, lrg_name="Specimen")
    first, second, third = SignUp.objects.order_by("pk")
    assert first.processing_text.text == "First wording."
    assert second.processing_text.text == third.processing_text.text == "Second wording."
    assert second.processing_text.number == first.processing_text.number + 1
    assert first.publication_text is None
    assert ConsentText.objects.count() == 2


def test_consent_to_words_that_have_changed_is_asked_for_again(client: Client) -> None:
    data = fill_in(client)
    page = join_page()
    page.processing_consent = "Something else entirely."
    page.save_revision().publish()
    response = client.post("/en/join/", data)
    assert response.status_code == 422
    assert "has changed since you opened the form" in response.content.decode()
    assert client.post("/en/join/", {**carried(response), "do": "send"}).status_code == 302


def test_editors_ask_questions_of_their_own(client: Client) -> None:
    page = join_page()
    question = JoinQuestion.objects.create(
        page=page,
        locale=Locale.objects.get(language_code="en"),
        label="Do you take part in a network?",
        field_type="radio",
        choices="Yes\nNo",
        required=True,
    )
    name = question.clean_name
    response = send(client)
    assert response.status_code == 422
    assert f'href="#sign-up-{name}"' in response.content.decode()
    assert send(client, **{name: "Yes"}).status_code == 302
    answer = SignUp.objects.get().further_answers[0]
    assert (answer["question"], answer["answer"]) == ("Do you take part in a network?", "Yes")


def test_a_form_without_its_csrf_token_is_refused_in_the_readers_language() -> None:
    browser = Client(enforce_csrf_checks=True)
    data = fill_in(browser, "fr")
    browser.cookies.clear()
    response = browser.post("/fr/join/", data)
    text = response.content.decode()
    assert response.status_code == 403
    assert '<html lang="fr"' in text
    assert not SignUp.objects.exists()
    # What was typed is kept, and one press sends it.
    fields = querydict_from_html(text, exclude_csrf=False)
    kept = {name: fields[name] for name in fields}
    assert kept["commitments-0-text"] == data["commitments-0-text"]
    assert browser.post("/fr/join/", kept).status_code == 302
    assert SignUp.objects.get().lrg_name == "Exampleville"


def test_the_sender_of_a_french_form_is_remembered_as_french(client: Client) -> None:
    send(client, "fr")
    sign_up = SignUp.objects.get()
    assert (sign_up.language, sign_up.preferred_language) == ("fr", "fr")


def test_nothing_of_a_sign_up_is_public(client: Client) -> None:
    send(client)
    for path in ("/en/", "/en/join/", "/en/join/thank-you/", "/en/search/?q=Exampleville"):
        text = client.get(path).content.decode()
        assert "officer@example.org" not in text
        assert "welcome centre" not in text


def test_a_long_text_is_kept_and_refused(client: Client) -> None:
    long = "word " * 1001
    response = send(client, **{"commitments-0-text": long})
    assert response.status_code == 422
    assert carried(response)["commitments-0-text"].strip() == long.strip()


def test_a_megabyte_in_every_field_is_answered_in_the_readers_language(client: Client) -> None:
    data = open_form(client, "fr")
    big = {name: "x" * 1_000_000 for name, value in data.items() if value == "" or name in ANSWERS}
    response = client.post("/fr/join/", {**data, **big, "do": "send"})
    assert response.status_code == 413
    assert '<html lang="fr"' in response.content.decode()
    one = client.post("/fr/join/", fill_in(client, "fr", lrg_name="x" * 1_000_000))
    assert one.status_code == 422
    assert not SignUp.objects.exists()
