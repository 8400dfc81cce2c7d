"""From a sign-up to drafts once more: nothing twice, and what editors have done stays."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.models import Action, CityPage
from home.models import Contact
from tests.admin.desk import edit_url, form_of, save
from tests.admin.sign_up_drafts import index, newest, press, reviewer
from tests.factories.actions import (
    CityPageFactory,
    CommitmentFactory,
    ObjectiveFactory,
)
from tests.factories.home import SignUpFactory

__all__ = ["index", "reviewer"]

pytestmark = pytest.mark.django_db


def test_pressing_twice_doubles_nothing(client, reviewer, index):
    sign_up = SignUpFactory(actions=["A kiosk", "A desk"])
    press(client, sign_up)
    revisions = sign_up.city.revisions.count()
    messages = press(client, sign_up)
    assert messages == ["The drafts say already what the sign-up says."]
    assert sign_up.city.revisions.count() == revisions
    assert CityPage.objects.count() == 1
    assert Action.objects.count() == 2
    assert Contact.objects.count() == 1
    assert newest(sign_up.city).commitments.count() == 1


def test_what_the_sender_has_changed_since_goes_into_the_drafts(client, reviewer, index):
    sign_up = SignUpFactory(actions=["A kiosk"])
    press(client, sign_up)
    sign_up.commitments.update(text="We will open two centres.")
    sign_up.actions.update(title="A big kiosk", results="It is open.")
    assert "2 drafts are written. Nothing is published." in press(client, sign_up)
    assert newest(sign_up.city).commitments.get().text == "We will open two centres."
    action = newest(Action.objects.get())
    assert action.title == "A big kiosk"
    assert action.progress.get().text == "It is open."


def test_drafts_that_were_deleted_can_be_made_again_for_whichever_city(client, reviewer, index):
    sign_up = SignUpFactory(actions=["A kiosk"])
    press(client, sign_up)
    sign_up.actions.get().action.delete()
    sign_up.city.delete()
    other = CityPageFactory()
    client.post(reverse("sign_up_city", args=[sign_up.pk]), {"city": other.pk})
    press(client, sign_up)
    assert sign_up.city == other
    assert [item.text for item in newest(other).commitments.all()] == [
        "We will open a welcome centre."
    ]
    assert Action.objects.count() == 1


def test_a_commitment_that_an_editor_has_taken_out_is_not_brought_back(client, reviewer, index):
    sign_up = SignUpFactory(commitments=["One.", "Two."])
    press(client, sign_up)
    page = newest(sign_up.city)
    page.commitments.remove(page.commitments.all()[1])
    revision = page.save_revision()
    sign_up.records.update(revision=revision)
    sign_up.commitments.update(due_year=2031)
    press(client, sign_up)
    assert [(item.text, item.due_year) for item in newest(sign_up.city).commitments.all()] == [
        ("One.", 2031)
    ]


def test_what_an_editor_has_changed_since_is_left_and_named(client, reviewer, index):
    sign_up = SignUpFactory(lrg_name="Exampleville", actions=["A kiosk"])
    press(client, sign_up)
    action = Action.objects.get()
    save(client, newest(action), title="The kiosk at the port")
    sign_up.actions.update(title="A big kiosk")
    messages = press(client, sign_up)
    assert any("“The kiosk at the port” was left as it is" in text for text in messages)
    assert newest(action).title == "The kiosk at the port"
    assert Action.objects.count() == 1


def test_an_editor_who_opens_and_publishes_the_page_keeps_the_commitments_and_their_keys(
    client, reviewer, index
):
    sign_up = SignUpFactory(commitments=["We will open a centre.", "We will train."])
    objective = ObjectiveFactory()
    sign_up.commitments.first().objectives.add(objective)
    press(client, sign_up)
    city = sign_up.city
    url = edit_url(city)
    data = form_of(client, url, CityPage)
    place = {"latitude": "14.7", "longitude": "-17.4"}
    client.post(url, {**data, **place, "commitments-1-text": "We will train all."})
    client.post(url, {**form_of(client, url, CityPage), "action-publish": "1"})
    city.refresh_from_db()
    assert city.live
    keys = set(sign_up.commitments.values_list("commitment_key", flat=True))
    assert set(city.commitments.values_list("translation_key", flat=True)) == keys
    assert city.commitments.filter(text="We will train all.").exists()
    first = city.commitments.get(text="We will open a centre.")
    assert list(first.objectives.all()) == [objective]


def test_a_live_page_stays_as_it_is_until_an_editor_publishes(client, reviewer, index):
    city = CityPageFactory(title="Exampleville", website="", declaration_signed=None)
    CommitmentFactory(page=city, text="An old one.")
    sign_up = SignUpFactory(
        city=city, website="https://new.example.org", commitments=["A new one."]
    )
    press(client, sign_up)
    city.refresh_from_db()
    assert city.live
    assert city.has_unpublished_changes
    assert city.website == ""
    assert [item.text for item in city.commitments.all()] == ["An old one."]
    draft = newest(city)
    assert draft.website == "https://new.example.org"
    assert [item.text for item in draft.commitments.all()] == ["An old one.", "A new one."]
    city.latest_revision.publish()
    assert "A new one." in client.get(city.url).content.decode()
    assert CityPage.objects.count() == 1


def test_an_editors_unpublished_changes_stay_in_the_draft(client, reviewer, index):
    city = CityPageFactory()
    city.introduction = "Being written."
    city.save_revision()
    sign_up = SignUpFactory(city=city)
    press(client, sign_up)
    assert newest(city).introduction == "Being written."
