"""Save and come back: a saved form is found again by its link, and by nobody else."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from home.models import SignUp, SignUpDraft
from tests.factories.home import join_page
from tests.home.sign_up_form import carried, fill_in, open_form
from tests.home.test_sign_up_files import document

pytestmark = pytest.mark.django_db

HALF = {
    "lrg_name": "Exampleville",
    "contact_email": "officer@example.org",
    "commitments-0-text": "We will open",
    "commitments-1-text": "A second one",
    "actions-0-start_year": "soon",
    "do": "save",
}


@pytest.fixture(autouse=True)
def join() -> None:
    join_page()
    join_page("fr")


@pytest.fixture
def save(client: Client, django_capture_on_commit_callbacks: Any) -> Any:
    def save_form(language: str = "fr", **answers: Any) -> Any:
        data = {**open_form(client, language), **HALF, **answers}
        with django_capture_on_commit_callbacks(execute=True):
            return client.post(f"/{language}/join/", data)

    return save_form


def link_in(message: Any) -> str:
    found = re.search(r"http://testserver(/\S+/join/continue/\S+)", message.body)
    assert found
    return found[1]


def test_a_half_filled_form_is_saved_and_found_again(save: Any) -> None:
    response = save()
    assert (response.status_code, response.url) == (302, "/fr/join/saved/")
    assert not SignUp.objects.exists()
    assert mail.outbox[0].to == ["officer@example.org"]
    elsewhere = Client()
    opened = elsewhere.get(link_in(mail.outbox[0]))
    assert opened.status_code == 200
    assert opened["Cache-Control"] == "no-store"
    assert "noindex" in opened["X-Robots-Tag"]
    again = carried(opened)
    assert {name: again[name] for name in HALF if name != "do"} == {
        name: value for name, value in HALF.items() if name != "do"
    }


def test_files_are_saved_too(save: Any, client: Client) -> None:
    save(declaration=SimpleUploadedFile("scan.pdf", document()))
    assert "scan.pdf" in client.get(link_in(mail.outbox[0])).content.decode()


def test_a_saved_form_is_sent_once_and_then_gone(save: Any, client: Client) -> None:
    save()
    link = link_in(mail.outbox[0])
    done = {**fill_in(client, "fr"), "token": carried(client.get(link))["token"]}
    assert client.post("/fr/join/", done).status_code == 302
    assert SignUp.objects.count() == 1
    assert not SignUpDraft.objects.exists()
    gone = client.get(link)
    assert gone.status_code == 410
    assert '<html lang="fr"' in gone.content.decode()


def test_saving_again_keeps_the_newest(save: Any, client: Client) -> None:
    save()
    link = link_in(mail.outbox[0])
    again = {**carried(client.get(link)), "lrg_name": "Sampleton", "do": "save"}
    client.post("/fr/join/", again)
    assert SignUpDraft.objects.count() == 1
    assert carried(client.get(link))["lrg_name"] == "Sampleton"


@pytest.mark.parametrize("email", ["", "nobody", "a@b.example\r\nBcc: all@example.org"])
def test_without_an_address_nothing_can_be_sent_back(save: Any, email: str) -> None:
    response = save("en", contact_email=email)
    assert response.status_code == 422
    assert "give your e-mail address" in response.content.decode()
    assert carried(response)["commitments-1-text"] == "A second one"
    assert not mail.outbox


@pytest.mark.parametrize("key", ["", "x", "a:b:c", "\x00", "x" * 3000])
def test_a_broken_link_is_explained(client: Client, key: str) -> None:
    response = client.get("/fr/join/continue/", {"key": key})
    assert response.status_code == 410
    assert '<html lang="fr"' in response.content.decode()


def test_an_old_draft_is_gone(save: Any, client: Client) -> None:
    save()
    SignUpDraft.objects.update(saved_at=timezone.now() - timedelta(days=61))
    assert client.get(link_in(mail.outbox[0])).status_code == 410


def test_a_text_that_nobody_types_is_not_saved(save: Any) -> None:
    response = save("en", **{"commitments-0-text": "x" * 1_100_000})
    assert response.status_code == 422
    assert not SignUpDraft.objects.exists()


def test_a_null_character_does_no_harm(save: Any, client: Client) -> None:
    assert save(lrg_name="Example\x00ville").status_code == 302
    assert carried(client.get(link_in(mail.outbox[0])))["lrg_name"] == "Exampleville"


def test_a_stranger_cannot_flood_a_mailbox(save: Any) -> None:
    for _ in range(15):
        assert save().status_code == 302
    assert len(mail.outbox) == 10
