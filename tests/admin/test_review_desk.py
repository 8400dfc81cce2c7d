"""Work on a sign-up: assigning, commenting, moving it on with a mail, matching it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from home.models import MessageText, OutgoingMessage, SignUp
from home.outbox import send_due
from tests.admin.desk import messages_of, sign_in
from tests.factories.actions import (
    ActionFactory,
    CityPageFactory,
    CommitmentFactory,
    action_index,
    city_index,
)
from tests.factories.home import SignUpFactory, SiteSettingsFactory
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewer(client):
    return sign_in(client, "Publishers")


def review_url(sign_up: SignUp) -> str:
    return reverse("sign-ups:inspect", args=[sign_up.pk])


def status_url(sign_up: SignUp, status: str) -> str:
    return reverse("sign-ups:status", args=[sign_up.pk, status])


def form_values(client, sign_up: SignUp, status: str) -> dict[str, str]:
    """Return what the form of a step would send as it is shown."""
    form = client.get(status_url(sign_up, status)).context["form"]
    values = {"seen": form["seen"].value()}
    if "send" in form.fields and form["send"].value():
        values["send"] = "on"
    return values


def move(client, sign_up: SignUp, status: str, **changes: str):
    """Open the page of a step, change what it holds, and confirm."""
    data = {**form_values(client, sign_up, status), **changes}
    response = client.post(status_url(sign_up, status), data, follow=True)
    sign_up.refresh_from_db()
    return response


def test_accepting_shows_the_mail_first_and_sends_it_in_the_senders_language(client, reviewer):
    sign_up = SignUpFactory(language="fr", lrg_name="Ville-Exemple")
    text = client.get(status_url(sign_up, "accepted")).content.decode()
    assert 'lang="fr" dir="ltr"' in text
    assert sign_up.contact_email in text
    assert "Ville-Exemple" in text
    assert not OutgoingMessage.objects.exists()
    response = move(client, sign_up, "accepted")
    assert messages_of(response) == ["The status is changed, and the mail is on its way."]
    assert sign_up.status == SignUp.Status.ACCEPTED
    message = sign_up.messages.get()
    assert (message.language, message.recipient) == ("fr", sign_up.contact_email)
    assert message.event == "accepted"
    assert message.subject in text
    inspect = reverse("outgoing-messages:inspect", args=[message.pk])
    assert inspect in client.get(review_url(sign_up)).content.decode()


def test_an_answer_goes_to_the_teams_address(client, reviewer):
    SiteSettingsFactory(contact_email="desk@example.org")
    sign_up = SignUpFactory()
    move(client, sign_up, "accepted")
    send_due()
    assert mail.outbox[0].to == [sign_up.contact_email]
    assert mail.outbox[0].reply_to == ["desk@example.org"]


def test_a_question_needs_its_words_and_carries_them(client, reviewer):
    sign_up = SignUpFactory()
    response = move(client, sign_up, "question", note="  ")
    assert "Write the question that the mail asks." in response.content.decode()
    assert sign_up.status == SignUp.Status.NEW
    move(client, sign_up, "question", note="Which year?\nAnd where?")
    assert sign_up.status == SignUp.Status.QUESTION
    assert "Which year?" in sign_up.messages.get().body


def test_the_note_is_shown_in_the_mail_before_it_leaves(client, reviewer):
    sign_up = SignUpFactory()
    data = {**form_values(client, sign_up, "declined"), "note": "It is a company.", "preview": "1"}
    text = client.post(status_url(sign_up, "declined"), data).content.decode()
    assert text.count("It is a company.") == 2
    sign_up.refresh_from_db()
    assert sign_up.status == SignUp.Status.NEW
    assert not OutgoingMessage.objects.exists()


def test_a_reviewer_may_choose_to_send_nothing(client, reviewer):
    sign_up = SignUpFactory()
    response = move(client, sign_up, "in_review", send="")
    assert messages_of(response) == ["The status is changed."]
    assert sign_up.status == SignUp.Status.IN_REVIEW
    assert not OutgoingMessage.objects.exists()


def test_the_mail_has_the_teams_own_words(client, reviewer):
    MessageText.objects.create(
        event="accepted", language="en", subject="Welcome {lrg}", body="Hello {name}. {note}"
    )
    sign_up = SignUpFactory(lrg_name="Exampleville", contact_name="Alex")
    move(client, sign_up, "accepted", note="See you.")
    message = sign_up.messages.get()
    assert (message.subject, message.body) == ("Welcome Exampleville", "Hello Alex. See you.")


def test_a_stale_screen_changes_nothing_and_says_so(client, reviewer):
    sign_up = SignUpFactory()
    seen = form_values(client, sign_up, "accepted")
    move(client, sign_up, "declined")
    response = client.post(status_url(sign_up, "accepted"), seen, follow=True)
    assert "has changed this sign-up meanwhile" in messages_of(response)[0]
    assert "“Declined”" in messages_of(response)[0]
    sign_up.refresh_from_db()
    assert sign_up.status == SignUp.Status.DECLINED
    assert sign_up.messages.count() == 1


def test_a_screen_is_stale_though_the_status_has_come_back(client, reviewer):
    sign_up = SignUpFactory(status="in_review")
    seen = form_values(client, sign_up, "accepted")
    move(client, sign_up, "question", note="When?")
    move(client, sign_up, "in_review", send="")
    client.post(status_url(sign_up, "accepted"), seen)
    sign_up.refresh_from_db()
    assert sign_up.status == SignUp.Status.IN_REVIEW


def test_a_form_that_its_sender_has_changed_meanwhile_is_not_accepted_unread(client, reviewer):
    sign_up = SignUpFactory()
    seen = form_values(client, sign_up, "accepted")
    SignUp.objects.update(changed_at=timezone.now())
    response = client.post(status_url(sign_up, "accepted"), seen, follow=True)
    assert "has changed this sign-up meanwhile" in messages_of(response)[0]
    sign_up.refresh_from_db()
    assert sign_up.status == SignUp.Status.NEW


def test_pressing_twice_sends_one_mail(client, reviewer):
    sign_up = SignUpFactory()
    data = form_values(client, sign_up, "accepted")
    client.post(status_url(sign_up, "accepted"), data)
    client.post(status_url(sign_up, "accepted"), data)
    assert sign_up.messages.count() == 1


@pytest.mark.parametrize(
    ("status", "step"), [("new", "published"), ("published", "declined"), ("declined", "accepted")]
)
def test_steps_that_are_not_next_are_refused(client, reviewer, status, step):
    sign_up = SignUpFactory(status=status)
    response = client.get(status_url(sign_up, step), follow=True)
    assert "Nothing was changed" in messages_of(response)[0]


def test_there_are_no_other_steps(client, reviewer):
    url = status_url(SignUpFactory(), "new")
    assert client.get(url, follow=True).status_code == 404


def test_nobody_writes_to_an_erased_contact(client, reviewer):
    sign_up = SignUpFactory(contact_email="", contact_erased_at=timezone.now())
    assert "contact was erased" in client.get(status_url(sign_up, "accepted")).content.decode()
    move(client, sign_up, "accepted", send="on", note="Hello")
    assert sign_up.status == SignUp.Status.ACCEPTED
    assert not OutgoingMessage.objects.exists()
    assert "The contact was erased" in client.get(review_url(sign_up)).content.decode()


def test_published_is_offered_and_told_once_everything_is(client, reviewer):
    action_index("fr")
    city = CityPageFactory(slug="exampleville")
    commitment = CommitmentFactory(page=city)
    action = ActionFactory(lrgs=[city], live=False)
    sign_up = SignUpFactory(status="accepted", city=city, language="fr", actions=["A kiosk"])
    sign_up.commitments.update(commitment_key=commitment.translation_key)
    sign_up.actions.update(action=action)
    response = client.get(status_url(sign_up, "published"), follow=True)
    assert "every action must be published first" in messages_of(response)[0]
    assert "Mark as published" not in client.get(review_url(sign_up)).content.decode()
    action.live = True
    action.save()
    assert "Mark as published" in client.get(review_url(sign_up)).content.decode()
    move(client, sign_up, "published")
    assert sign_up.status == SignUp.Status.PUBLISHED
    assert "/fr/cities/exampleville/" in sign_up.messages.get().body


def test_what_an_editor_has_taken_out_is_not_waited_for(client, reviewer):
    action_index()
    city_index()
    sign_up = SignUpFactory(commitments=["A pledge.", "Another."], actions=["A kiosk"])
    client.post(reverse("sign_up_drafts", args=[sign_up.pk]))
    sign_up.refresh_from_db()
    SignUp.objects.update(status="accepted")
    page = sign_up.city.get_latest_revision_as_object()
    page.commitments.remove(page.commitments.all()[1])
    page.save_revision().publish()
    assert "Mark as published" not in client.get(review_url(sign_up)).content.decode()
    sign_up.actions.get().action.delete()
    assert "Mark as published" in client.get(review_url(sign_up)).content.decode()


def test_a_commitment_in_a_draft_of_a_public_page_is_waited_for(client, reviewer):
    sign_up = SignUpFactory(city=CityPageFactory())
    client.post(reverse("sign_up_drafts", args=[sign_up.pk]))
    SignUp.objects.update(status="accepted")
    assert "Mark as published" not in client.get(review_url(sign_up)).content.decode()
    sign_up.city.refresh_from_db()
    sign_up.city.latest_revision.publish()
    assert "Mark as published" in client.get(review_url(sign_up)).content.decode()


def test_sending_a_message_again_is_in_the_history(client, reviewer):
    sign_up = SignUpFactory()
    move(client, sign_up, "accepted")
    url = reverse("outgoing-messages:inspect", args=[sign_up.messages.get().pk])
    client.post(url)
    assert "Message put into the outbox again" in client.get(review_url(sign_up)).content.decode()


def test_the_log_tells_who_did_what_and_names_no_sender(client, reviewer):
    sign_up = SignUpFactory(contact_name="Hidden Person", contact_email="hidden@example.org")
    move(client, sign_up, "in_review")
    client.post(reverse("sign-ups:assign", args=[sign_up.pk]), {"assignee": reviewer.pk})
    url = reverse("sign-ups:history", args=[sign_up.pk])
    text = client.get(url).content.decode()
    assert "Status changed from “New” to “In review”, with a mail" in text
    assert f"Assigned to {reviewer.username}" in text
    assert "Hidden Person" not in text
    assert "hidden@example.org" not in text


def test_a_sign_up_is_assigned_and_given_back(client, reviewer):
    sign_up = SignUpFactory()
    url = reverse("sign-ups:assign", args=[sign_up.pk])
    client.post(url, {"assignee": reviewer.pk})
    sign_up.refresh_from_db()
    assert sign_up.assignee == reviewer
    client.post(url, {"assignee": ""})
    sign_up.refresh_from_db()
    assert sign_up.assignee is None


def test_only_who_reviews_can_be_assigned(client, reviewer):
    translator = sign_in(client, "Translators")
    client.force_login(reviewer)
    sign_up = SignUpFactory()
    url = reverse("sign-ups:assign", args=[sign_up.pk])
    for value in (translator.pk, "nonsense", 10**30):
        response = client.post(url, {"assignee": value}, follow=True)
        assert messages_of(response) == ["Choose somebody from the list."]
    sign_up.refresh_from_db()
    assert sign_up.assignee is None


def test_comments_are_read_in_order_with_their_authors(client, reviewer):
    sign_up = SignUpFactory()
    url = reverse("sign-ups:comment", args=[sign_up.pk])
    for text in ("First thought", "Second thought", "", "x" * 6000):
        client.post(url, {"text": text})
    page = client.get(review_url(sign_up)).content.decode()
    assert page.index("First thought") < page.index("Second thought")
    assert reviewer.username in page
    assert sign_up.comments.count() == 2


def test_what_waits_for_a_confirmation_can_be_let_in(client, reviewer):
    sign_up = SignUpFactory(is_held=True)
    assert "waits until its sender confirms" in client.get(review_url(sign_up)).content.decode()
    client.post(reverse("sign-ups:let_in", args=[sign_up.pk]))
    sign_up.refresh_from_db()
    assert not sign_up.is_held


@pytest.mark.parametrize(
    ("title", "name", "score"),
    [
        ("Exampleville", "exampleville", "the same words"),
        ("Exampleville", "City of Éxampleville", "the same words"),
        ("Exampleville-sur-Mer", "Exampleville sur Mer", "the same words"),
        ("Exampleville", "Examplevile", "very similar"),
    ],
)
def test_a_city_that_is_here_already_is_found(client, reviewer, title, name, score):
    city = CityPageFactory(title=title, country="CO")
    CityPageFactory(title=title, country="KE")
    CityPageFactory(title="Quite Another", country="CO")
    sign_up = SignUpFactory(lrg_name=name, country="CO")
    (match,) = client.get(review_url(sign_up)).context["similar_lrgs"]
    assert match.pk == city.pk
    assert match.score == score


def test_a_city_is_found_by_its_name_in_another_language(client, reviewer):
    city = CityPageFactory(title="Exampleville", country="CO")
    translation_of(city, "ru", title="Примерград")
    sign_up = SignUpFactory(lrg_name="Город Примерград", language="ru", country="CO")
    (match,) = client.get(review_url(sign_up)).context["similar_lrgs"]
    assert (match.pk, match.name) == (city.pk, "Примерград")


def test_the_reviewer_says_that_it_is_that_city_and_that_it_is_not(client, reviewer):
    city = CityPageFactory(title="Exampleville", country="CO")
    sign_up = SignUpFactory(lrg_name="Exampleville", country="CO")
    url = reverse("sign_up_city", args=[sign_up.pk])
    client.post(url, {"city": city.pk})
    sign_up.refresh_from_db()
    assert sign_up.city == city
    client.post(url)
    sign_up.refresh_from_db()
    assert sign_up.city is None
    for nonsense in (10**30, sign_up.pk + 10**6, "x"):
        assert client.post(url, {"city": nonsense}, follow=True).status_code in {200, 404}


def test_a_city_with_drafts_of_the_sign_up_is_not_changed(client, reviewer):
    city = CityPageFactory()
    sign_up = SignUpFactory(city=city)
    client.post(reverse("sign_up_drafts", args=[sign_up.pk]))
    client.post(reverse("sign_up_city", args=[sign_up.pk]))
    sign_up.refresh_from_db()
    assert sign_up.city == city


def test_similar_actions_and_other_sign_ups_are_found(client, reviewer):
    action_index()
    city = CityPageFactory(country="CO")
    action = ActionFactory(title="A welcome kiosk at the port", lrgs=[city])
    ActionFactory(title="A welcome kiosk at the port", lrgs=[CityPageFactory(country="KE")])
    SignUpFactory(lrg_name="Elsewhere", country="FR", contact_email="ALEX@example.org")
    SignUpFactory(lrg_name="Town of Exampleville", country="CO")
    SignUpFactory(lrg_name="Unrelated", country="CO")
    sign_up = SignUpFactory(
        lrg_name="Exampleville",
        country="CO",
        contact_email="alex@example.org",
        actions=["Welcome kiosk at the port", "Something else"],
    )
    context = client.get(review_url(sign_up)).context
    ((part, matches),) = context["similar_actions"]
    assert part.title == "Welcome kiosk at the port"
    assert [match.pk for match in matches] == [action.pk]
    names = {match.name: str(match.score) for match in context["other_sign_ups"]}
    assert names == {
        "Elsewhere": "from the same address",
        "Town of Exampleville": "of the same government",
    }


def test_the_age_is_said(client, reviewer):
    sign_up = SignUpFactory()
    SignUp.objects.update(created_at=timezone.now() - timedelta(days=5))
    assert "received 5\xa0days ago" in client.get(review_url(sign_up)).content.decode()
