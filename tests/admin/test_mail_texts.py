"""The texts of mails at the desk: standard ones, the team's own, and what they look like."""

from __future__ import annotations

import pytest
from django.urls import reverse

from home.mails import PLACEHOLDERS, missing_placeholders, standard_text, unknown_placeholders
from home.models import Event, MessageText
from tests.admin.desk import messages_of, sign_in

pytestmark = pytest.mark.django_db

LIST = reverse("mail_texts")


def url_of(event: str, language: str) -> str:
    return reverse("mail_text", args=[event, language])


@pytest.fixture
def reviewer(client):
    return sign_in(client, "Publishers")


def test_the_list_has_every_mail_in_every_language_and_says_whose_words_it_has(client, reviewer):
    MessageText.objects.create(event="accepted", language="fr", subject="Oui", body="Oui")
    rows = client.get(LIST).context["rows"]
    assert len(rows) == len(Event)
    own = [
        (row["label"], cell["language"]) for row in rows for cell in row["cells"] if cell["is_own"]
    ]
    assert own == [("The sign-up is accepted", "Français")]


@pytest.mark.parametrize("event", Event.values)
@pytest.mark.parametrize("language", ["ar", "en"])
def test_each_text_is_offered_as_it_is_and_looks_like_a_mail(client, reviewer, event, language):
    response = client.get(url_of(event, language))
    form, preview = response.context["form"], response.context["mail"]
    assert (form["subject"].value(), form["body"].value()) == standard_text(event, language)
    assert not any(f"{{{name}}}" in preview["body"] for name in PLACEHOLDERS[event])
    text = response.content.decode()
    assert f'lang="{language}" dir="{"rtl" if language == "ar" else "ltr"}"' in text


def test_standard_texts_pass_the_check_that_the_teams_texts_must_pass():
    for event in Event.values:
        subject, body = standard_text(event, "en")
        assert not unknown_placeholders(event, subject + body)
        assert not missing_placeholders(event, body)


def test_the_teams_own_text_is_kept_shown_and_dropped_again(client, reviewer):
    url = url_of("received", "es")
    data = {"subject": "Gracias", "body": "Hola {name}:\r\n\r\n{link}"}
    response = client.post(url, data, follow=True)
    assert messages_of(response) == ["The text is saved. The next mail has it."]
    text = MessageText.objects.get()
    assert (text.event, text.language) == ("received", "es")
    assert (text.subject, text.body) == ("Gracias", "Hola {name}:\n\n{link}")
    assert client.get(url).context["form"]["subject"].value() == "Gracias"
    client.post(url, {"reset": "1"})
    assert not MessageText.objects.exists()


def test_the_standard_text_unchanged_is_not_the_teams_own(client, reviewer):
    subject, body = standard_text("accepted", "en")
    client.post(url_of("accepted", "en"), {"subject": subject, "body": body})
    assert not MessageText.objects.exists()


@pytest.mark.parametrize(
    ("subject", "body", "message"),
    [
        ("Hello", "No address here.", "Add: {link}"),
        ("Hello", "{link} {nome}", "can’t be filled with: {nome}"),
        ("Hello {note}", "{link}", "can’t be filled with: {note}"),
        ("", "{link}", "This field is required."),
    ],
)
def test_a_text_that_would_not_do_is_refused_and_kept_on_the_screen(
    client, reviewer, subject, body, message
):
    response = client.post(url_of("received", "en"), {"subject": subject, "body": body})
    text = response.content.decode()
    assert message in text
    assert body in text
    assert not MessageText.objects.exists()


def test_the_preview_shows_what_is_typed_and_keeps_nothing(client, reviewer):
    data = {"subject": "For {lrg}", "body": "<b>Dear {name}</b> {link}", "preview": "1"}
    response = client.post(url_of("received", "en"), data)
    assert response.context["mail"]["subject"] == "For Exampleville"
    text = response.content.decode()
    assert "&lt;b&gt;Dear Alex Example&lt;/b&gt;" in text
    assert not MessageText.objects.exists()


def test_there_are_no_other_mails_and_languages(client, reviewer):
    for url in (url_of("nonsense", "en"), url_of("accepted", "de")):
        assert client.get(url, follow=True).status_code == 404


@pytest.mark.parametrize("group", ["Writers", "Translators", None])
def test_the_texts_are_closed_to_everybody_else(client, group):
    sign_in(client, group)
    for url in (LIST, url_of("accepted", "en")):
        assert client.get(url).status_code in {302, 403}
    client.post(url_of("accepted", "en"), {"subject": "x", "body": "y"})
    assert not MessageText.objects.exists()
