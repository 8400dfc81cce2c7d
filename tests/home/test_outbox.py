"""Mail through a real server: it arrives in each language, and no failure loses or doubles it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.conf import LazySettings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from home.models import OutgoingMessage, SignUp
from tests.admin.desk import sign_in
from tests.bench.server import free_port
from tests.factories.home import join_page
from tests.home.sign_up_form import send as send_form

pytestmark = pytest.mark.django_db

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh-hans")


class Mailbox:
    """A mail server's mind: what it has taken, and what it says to the next message."""

    def __init__(self) -> None:
        self.taken: list[EmailMessage] = []
        self.answer = "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802
        if self.answer.startswith("250"):
            self.taken.append(message_from_bytes(envelope.content, policy=policy.default))
        return self.answer


@pytest.fixture
def mailbox(settings: LazySettings) -> Iterator[Mailbox]:
    box = Mailbox()
    controller = Controller(box, hostname="127.0.0.1", port=free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = controller.hostname, controller.port
    yield box
    controller.stop()


@pytest.fixture
def send(client: Client, django_capture_on_commit_callbacks: Any) -> Any:
    def fill_in(language: str = "en", **answers: str) -> Any:
        join_page(language)
        with django_capture_on_commit_callbacks(execute=True):
            return send_form(client, language, **answers)

    return fill_in


def let_time_pass() -> None:
    OutgoingMessage.objects.filter(next_attempt_at__isnull=False).update(
        next_attempt_at=timezone.now() - timedelta(seconds=1)
    )
    call_command("send_messages", verbosity=0)


def text_of(message: EmailMessage) -> str:
    return message.get_content()


def test_mail_arrives_in_the_language_of_the_form(mailbox: Mailbox, send: Any) -> None:
    for language in LANGUAGES:
        assert send(language, lrg_name=f"Exampleville {language}").status_code == 302
    subjects = [message["Subject"] for message in mailbox.taken]
    for language, subject in zip(LANGUAGES, subjects, strict=True):
        with translation.override(language):
            assert subject == translation.gettext("We have received your form")
    assert len(set(subjects)) == len(LANGUAGES)
    ids = {message["Message-ID"] for message in mailbox.taken}
    assert ids == set(OutgoingMessage.objects.values_list("message_id", flat=True))


def test_a_server_that_is_down_loses_nothing_and_gets_each_message_once(
    mailbox: Mailbox, send: Any, settings: LazySettings
) -> None:
    port, settings.EMAIL_PORT = settings.EMAIL_PORT, 9
    for number in range(3):
        assert send(lrg_name=f"Exampleville {number}").status_code == 302
    assert SignUp.objects.count() == 3
    waiting = OutgoingMessage.objects.filter(status=OutgoingMessage.Status.WAITING)
    assert waiting.count() == 3
    assert all(message.attempts == 1 and message.last_error for message in waiting)
    # Not before its time.
    settings.EMAIL_PORT = port
    call_command("send_messages", verbosity=0)
    assert not mailbox.taken
    let_time_pass()
    let_time_pass()
    assert len(mailbox.taken) == 3
    assert not waiting.all().exists()


def test_a_server_that_refuses_is_tried_until_the_desk_decides(
    mailbox: Mailbox, send: Any, client: Client
) -> None:
    mailbox.answer = "550 No such mailbox"
    send()
    for _ in range(12):
        let_time_pass()
    message = OutgoingMessage.objects.get()
    assert message.status == OutgoingMessage.Status.FAILED
    assert "550" in message.last_error
    mailbox.answer = "250 OK"
    let_time_pass()
    assert not mailbox.taken

    sign_in(client, "Publishers")
    listing = client.get(reverse("outgoing-messages:index"))
    assert message.recipient in listing.content.decode()
    client.post(reverse("outgoing-messages:inspect", args=[message.pk]))
    let_time_pass()
    assert [taken["Message-ID"] for taken in mailbox.taken] == [message.message_id]


def test_messages_are_read_by_whom_may_read_sign_ups(send: Any, client: Client) -> None:
    send()
    message = OutgoingMessage.objects.get()
    sign_in(client, "Writers")
    assert client.get(reverse("outgoing-messages:index")).status_code == 302
    inspect = reverse("outgoing-messages:inspect", args=[message.pk])
    assert client.post(inspect).status_code == 302
    assert message.recipient not in client.get(inspect, follow=True).content.decode()


def test_what_is_typed_in_makes_no_headers(mailbox: Mailbox, send: Any) -> None:
    send(lrg_name="Exampleville\r\nBcc: everyone@example.org")
    assert len(mailbox.taken) == 1
    assert mailbox.taken[0]["Bcc"] is None
    assert mailbox.taken[0]["To"] == "officer@example.org"


def test_an_address_is_confirmed_by_its_link_and_a_press(
    mailbox: Mailbox, send: Any, client: Client
) -> None:
    send("fr")
    found = re.search(r"http://testserver(/fr/join/confirm/\S+)", text_of(mailbox.taken[0]))
    assert found
    link = found[1]
    # A mail program that opens the link confirms nothing.
    assert client.get(link).status_code == 200
    assert SignUp.objects.get().email_confirmed_at is None
    assert "Exampleville" in client.post(link).content.decode()
    confirmed = SignUp.objects.get().email_confirmed_at
    assert confirmed is not None
    client.post(link)
    assert SignUp.objects.get().email_confirmed_at == confirmed


@pytest.mark.parametrize("key", ["", "x", "a:b:c", "%00", "x" * 3000])
def test_a_broken_link_is_explained_in_the_readers_language(client: Client, key: str) -> None:
    join_page()
    join_page("fr")
    answer = client.post(f"/fr/join/confirm/?key={key}")
    assert answer.status_code == 410
    assert '<html lang="fr"' in answer.content.decode()


def test_an_expired_link_says_that_nothing_is_lost(
    mailbox: Mailbox, send: Any, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    send()
    found = re.search(r"http://testserver(/en/join/confirm/\S+)", text_of(mailbox.taken[0]))
    assert found
    monkeypatch.setattr("home.joining.confirmations.VALID_FOR", timedelta(seconds=-1))
    answer = client.post(found[1])
    assert answer.status_code == 410
    assert "not lost" in answer.content.decode()
    assert SignUp.objects.get().email_confirmed_at is None
