"""Personal data: handed over, erased on request, and erased when its time is up."""

from __future__ import annotations

import json
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from home.models import (
    Contact,
    OutgoingMessage,
    SignUp,
    SignUpComment,
    SignUpDraft,
    SignUpFile,
)
from tests.admin.desk import sign_in
from tests.factories.actions import CityPageFactory
from tests.factories.follow_up import ContactFactory, ProgressRequestFactory
from tests.factories.home import SignUpFactory, SignUpFileFactory

pytestmark = pytest.mark.django_db

PAGE = reverse("personal_data")
EMAIL = "alex@example.org"


def contact(**kwargs) -> Contact:
    values = {"name": "Alex Example", "email": EMAIL, "language": "en", **kwargs}
    return Contact.objects.create(**{"city": values.get("city") or CityPageFactory(), **values})


def message_to(recipient: str, sign_up: SignUp | None = None) -> OutgoingMessage:
    return OutgoingMessage.objects.create(
        event="received",
        sign_up=sign_up,
        language="en",
        recipient=recipient,
        subject="Hello",
        body="Dear Alex Example",
    )


@pytest.fixture
def sign_up() -> SignUp:
    """A sign-up of a person of whom the site has everything that it can have."""
    sign_up = SignUpFactory(
        lrg_name="Exampleville",
        contact_name="Alex Example",
        contact_email="Alex@Example.org",
        browser="browser-key",
        digest="digest",
    )
    other = SignUpFactory(second_contact_name="Alex Example", second_contact_email=EMAIL)
    SignUpComment.objects.create(sign_up=sign_up, text="Alex Example rang: ALEX@example.org")
    SignUpComment.objects.create(sign_up=other, text="Ask Alex Example again.")
    SignUpDraft.objects.create(token=uuid4(), language="en", email=EMAIL, answers={"a": ["b"]})
    SignUpFileFactory(sign_up=sign_up)
    message_to(EMAIL, sign_up)
    message_to("ALEX@example.org")
    contact(sign_up=sign_up)
    return sign_up


def test_everything_under_an_address_is_handed_over(client, sign_up):
    sign_in(client, "Administrators")
    counts = dict(client.post(PAGE, {"email": EMAIL}).context["rows"])
    assert list(counts.values()) == [1, 1, 1, 1, 2, 2]
    response = client.post(PAGE, {"email": EMAIL, "export": "1"})
    assert response["Content-Disposition"].startswith("attachment")
    data = json.loads(response.content)
    (sent,) = data["sign_ups"]
    assert sent["lrg_name"] == "Exampleville"
    assert sent["contact_name"] == "Alex Example"
    assert sent["commitments"][0]["text"] == "We will open a welcome centre."
    assert sent["files"][0]["name"] == "declaration.pdf"
    assert data["second_contact_of"][0]["second_contact_email"] == EMAIL
    assert data["contact_person_of"][0]["name"] == "Alex Example"
    assert data["forms_not_sent"][0]["answers"] == {"a": ["b"]}
    assert len(data["messages"]) == 2
    assert len(data["comments"]) == 2
    assert "browser-key" not in response.content.decode()
    assert ModelLogEntry.objects.filter(action="home.personal_data.export").exists()


def test_a_person_is_erased_everywhere_and_what_the_government_does_stays(client, sign_up):
    sign_in(client, "Administrators")
    client.post(PAGE, {"email": EMAIL, "erase": "1"})
    assert Contact.objects.exists(), "not confirmed"
    client.post(PAGE, {"email": EMAIL, "erase": "1", "is_sure": "on"})
    for model in (Contact, SignUpDraft, OutgoingMessage, SignUpFile):
        assert not model.objects.exists(), model
    sign_up.refresh_from_db()
    assert sign_up.contact_erased_at
    assert (sign_up.contact_name, sign_up.contact_role, sign_up.contact_email) == ("", "", "")
    assert (sign_up.browser, sign_up.digest) == ("", "")
    assert sign_up.commitments.exists()
    other = SignUp.objects.exclude(pk=sign_up.pk).get()
    assert (other.second_contact_name, other.second_contact_email) == ("", "")
    assert other.contact_name
    assert other.contact_erased_at is None
    for comment in SignUpComment.objects.all():
        assert "alex" not in comment.text.lower()
        assert "[…]" in comment.text
    for entry in ModelLogEntry.objects.all():
        assert "alex" not in f"{entry.label} {entry.data}".lower()
    response = client.post(PAGE, {"email": EMAIL})
    assert "Nothing is kept under this address." in response.content.decode()


def test_news_that_a_person_sent_is_handed_over_and_loses_the_name(client):
    request = ProgressRequestFactory(
        contact=ContactFactory(email=EMAIL),
        remarks="Ask me again in May. Alex Example",
        answers=[{"kind": "action", "text": "3,000 people advised."}],
    )
    sign_in(client, "Administrators")
    response = client.post(PAGE, {"email": EMAIL, "export": "1"})
    (news,) = json.loads(response.content)["contact_person_of"][0]["news"]
    assert news["answers"][0]["text"] == "3,000 people advised."
    client.post(PAGE, {"email": EMAIL, "erase": "1", "is_sure": "on"})
    request.refresh_from_db()
    assert (request.contact, request.remarks) == (None, "Ask me again in May. […]")
    assert request.answers


@pytest.mark.parametrize(
    ("name", "written", "left"),
    [
        ("Al", "Al said that all is well.", "[…] said that all is well."),
        ("李明", "已联系李明先生。", "已联系[…]先生。"),
        ("Ann (Nan)", "ANN (NAN) and Anna", "[…] and Anna"),
    ],
)
def test_a_name_is_taken_out_of_comments_and_nothing_else(client, name, written, left):
    sign_up = SignUpFactory(contact_name=name, contact_email=EMAIL)
    SignUpComment.objects.create(sign_up=sign_up, text=written)
    sign_in(client, "Administrators")
    client.post(PAGE, {"email": EMAIL, "erase": "1", "is_sure": "on"})
    assert SignUpComment.objects.get().text == left


def test_who_reviews_neither_exports_nor_erases(client, sign_up):
    for group in ("Publishers", "Writers", None):
        sign_in(client, group)
        assert client.get(PAGE).status_code in {302, 403}
        for step in ({"export": "1"}, {"erase": "1", "is_sure": "on"}):
            response = client.post(PAGE, {"email": EMAIL, **step})
            assert response.status_code in {302, 403}
            assert b"Exampleville" not in response.content
    assert Contact.objects.exists()


@pytest.mark.parametrize("email", ["", "nonsense", "a@b", "x" * 400 + "@example.org"])
def test_what_is_no_address_is_asked_for_again(client, email):
    sign_in(client, "Administrators")
    response = client.post(PAGE, {"email": email, "erase": "1", "is_sure": "on"})
    assert response.status_code == 200
    assert response.context["form"].errors


def closed(status: str, days: int, **kwargs) -> SignUp:
    since = timezone.now() - timedelta(days=days)
    return SignUpFactory(status=status, status_changed_at=since, **kwargs)


def test_contacts_of_closed_sign_ups_are_erased_when_their_time_is_up(settings):
    settings.DECLINED_CONTACTS_DAYS, settings.PUBLISHED_CONTACTS_DAYS = 10, 100
    old = [closed("declined", 11), closed("published", 101)]
    kept = [
        closed("declined", 9),
        closed("published", 11),
        closed("accepted", 1000),
        closed("new", 1000),
    ]
    for sign_up in (*old, *kept):
        message_to(sign_up.contact_email, sign_up)
        SignUpFileFactory(sign_up=sign_up)
    call_command("erase_contacts", verbosity=0)
    for sign_up in old:
        sign_up.refresh_from_db()
        assert sign_up.contact_email == ""
        assert sign_up.contact_erased_at
        assert not sign_up.messages.exists()
        assert not sign_up.files.exists()
        assert sign_up.commitments.exists()
    for sign_up in kept:
        sign_up.refresh_from_db()
        assert sign_up.contact_email
        assert sign_up.messages.exists()
    erased_at = {sign_up.pk: sign_up.contact_erased_at for sign_up in old}
    call_command("erase_contacts", verbosity=0)
    for sign_up in old:
        sign_up.refresh_from_db()
        assert sign_up.contact_erased_at == erased_at[sign_up.pk]


def test_the_contact_of_a_city_outlives_a_published_sign_up_and_not_a_declined_one():
    published, declined = closed("published", 1000), closed("declined", 1000)
    contact(sign_up=published)
    contact(sign_up=declined, email="other@example.org")
    call_command("erase_contacts", verbosity=0)
    assert Contact.objects.get().email == EMAIL


def test_what_was_never_sent_or_confirmed_is_deleted():
    now = timezone.now()
    for days in (59, 61):
        draft = SignUpDraft.objects.create(token=uuid4(), language="en", email=EMAIL)
        SignUpDraft.objects.filter(pk=draft.pk).update(saved_at=now - timedelta(days=days))
    for days in (1, 3):
        SignUpFileFactory(sign_up=None, created_at=now - timedelta(days=days))
    sent = SignUpFileFactory(sign_up=SignUpFactory(), created_at=now - timedelta(days=300))
    for days in (29, 31):
        held = SignUpFactory(is_held=True)
        SignUp.objects.filter(pk=held.pk).update(created_at=now - timedelta(days=days))
    call_command("erase_contacts", verbosity=0)
    assert SignUpDraft.objects.count() == 1
    assert SignUpFile.objects.count() == 2
    assert SignUpFile.objects.filter(pk=sent.pk).exists()
    assert SignUp.objects.filter(is_held=True).count() == 1


def test_contact_persons_are_kept_by_who_reviews(client):
    person = contact()
    sign_in(client, "Publishers")
    text = client.get(reverse("contacts:index")).content.decode()
    assert "Alex Example" in text
    assert person.city.title in text
    url = reverse("contacts:edit", args=[person.pk])
    data = {
        "city": person.city_id,
        "name": "Alex B. Example",
        "role": "Officer",
        "email": EMAIL,
        "language": "fr",
    }
    client.post(url, data)
    person.refresh_from_db()
    assert (person.name, person.language) == ("Alex B. Example", "fr")
    entry = ModelLogEntry.objects.get(action="wagtail.edit")
    assert "Alex" not in f"{entry.label} {entry.data}"
    client.post(reverse("contacts:delete", args=[person.pk]))
    assert Contact.objects.exists()
    sign_in(client, "Administrators")
    client.post(reverse("contacts:delete", args=[person.pk]))
    assert not Contact.objects.exists()


def test_contact_persons_are_closed_to_everybody_else(client):
    person = contact()
    sign_in(client, "Writers")
    for url in (
        reverse("contacts:index"),
        reverse("contacts:edit", args=[person.pk]),
        reverse("contacts:history", args=[person.pk]),
    ):
        response = client.get(url)
        assert response.status_code in {302, 403}
        assert EMAIL not in response.content.decode()


def test_contact_persons_ask_as_often_for_fifty_as_for_five(client, django_assert_max_num_queries):
    sign_in(client, "Publishers")
    city = CityPageFactory()
    for number in range(5):
        contact(city=city, email=f"a{number}@example.org")
    client.get(reverse("contacts:index"))
    with django_assert_max_num_queries(30) as few:
        client.get(reverse("contacts:index"))
    for number in range(45):
        contact(city=CityPageFactory(), email=f"b{number}@example.org")
    with django_assert_max_num_queries(len(few)):
        client.get(reverse("contacts:index"))
