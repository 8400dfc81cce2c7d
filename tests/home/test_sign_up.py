"""Signing up: nothing is lost, nothing is stored twice, nothing is public."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from home.models import SignUp
from tests.factories.home import join_page

pytestmark = pytest.mark.django_db

ANSWERS = {
    "lrg_name": "Exampleville",
    "kind": "city",
    "country": "CO",
    "website": "https://exampleville.example",
    "contact_name": "Alex Example",
    "contact_role": "Officer",
    "contact_email": "officer@example.org",
    "endorsement": "will_sign",
    "commitment": "We will open a welcome centre.",
    "consent_processing": "on",
}


@pytest.fixture(autouse=True)
def join() -> None:
    join_page()
    join_page("fr")


def open_form(client: Client, language: str = "en") -> dict[str, Any]:
    """Open the form as a reader does and return what it carries."""
    text = client.get(f"/{language}/join/").content.decode()
    token = re.search(r'name="token" value="([^"]+)"', text)
    assert token
    return {"token": token[1]}


def test_a_sign_up_is_stored_and_confirmed(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/en/join/", {**open_form(client), **ANSWERS}, follow=True)
    assert response.redirect_chain == [("/en/join/thank-you/", 302)]
    assert "Thank you" in response.content.decode()
    sign_up = SignUp.objects.get()
    assert sign_up.lrg_name == "Exampleville"
    assert sign_up.language == "en"
    assert [message.to for message in mail.outbox] == [["officer@example.org"]]


def test_the_same_form_sent_twice_makes_one_sign_up(client: Client) -> None:
    data = {**open_form(client), **ANSWERS}
    for _ in range(2):
        assert client.post("/en/join/", data).status_code == 302
    assert SignUp.objects.count() == 1


def test_two_forms_make_two_sign_ups(client: Client) -> None:
    for _ in range(2):
        client.post("/en/join/", {**open_form(client), **ANSWERS})
    assert SignUp.objects.count() == 2


def test_a_mistake_keeps_every_answer_and_says_what_is_wrong(client: Client) -> None:
    data = {**open_form(client), **ANSWERS, "contact_email": "nobody", "country": "ZZ"}
    response = client.post("/en/join/", data)
    text = response.content.decode()
    assert response.status_code == 422
    assert "We will open a welcome centre." in text
    assert 'value="nobody"' in text
    assert 'href="#sign-up-contact_email"' in text
    assert data["token"] in text
    assert not SignUp.objects.exists()


def test_consent_to_processing_is_required(client: Client) -> None:
    data = {**open_form(client), **ANSWERS}
    del data["consent_processing"]
    assert client.post("/en/join/", data).status_code == 422
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("token", ["", "not-a-number", "\x00"])
def test_a_broken_token_loses_nothing(client: Client, token: str) -> None:
    response = client.post("/en/join/", {**ANSWERS, "token": token})
    assert response.status_code in {302, 422}
    if response.status_code == 302:
        assert SignUp.objects.count() == 1


def test_a_program_that_fills_the_hidden_field_stores_nothing(client: Client) -> None:
    data = {**open_form(client), **ANSWERS, "website_confirm": "https://spam.example"}
    assert client.post("/en/join/", data).status_code == 302
    assert not SignUp.objects.exists()


def test_a_form_without_its_csrf_token_is_refused_in_the_readers_language() -> None:
    response = Client(enforce_csrf_checks=True).post("/fr/join/", ANSWERS)
    assert response.status_code == 403
    assert '<html lang="fr"' in response.content.decode()
    assert not SignUp.objects.exists()


def test_the_sender_of_a_french_form_is_remembered_as_french(client: Client) -> None:
    client.post("/fr/join/", {**open_form(client, "fr"), **ANSWERS})
    assert SignUp.objects.get().language == "fr"


def test_nothing_of_a_sign_up_is_public(client: Client) -> None:
    client.post("/en/join/", {**open_form(client), **ANSWERS})
    for path in ("/en/", "/en/join/", "/en/join/thank-you/", "/en/search/?q=Exampleville"):
        text = client.get(path).content.decode()
        assert "officer@example.org" not in text
        assert "welcome centre" not in text
