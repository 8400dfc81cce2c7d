"""From a sign-up to drafts: everything that was sent, and nothing public."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from wagtail.models import Locale, Page

from actions.models import Action, CityIndexPage, CityPage, Commitment, Objective
from actions.models.progress import Stage
from home.models import Contact, SignUp, SignUpFile, SiteImage
from tests.admin.desk import edit_url, sign_in
from tests.admin.sign_up_drafts import index, newest, png, press, reviewer
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    ObjectiveFactory,
    PriorityFactory,
    city_index,
)
from tests.factories.home import SignUpActionFactory, SignUpFactory, SignUpFileFactory
from tests.factories.translations import translation_of

__all__ = ["index", "reviewer"]

pytestmark = pytest.mark.django_db


@pytest.fixture
def french(client, reviewer, index):
    """Return a sign-up with everything that can be sent, just made into drafts."""
    city_index("fr")
    category = CategoryFactory(slug="housing")
    sign_up = SignUpFactory(
        language="fr",
        lrg_name="Ville-Exemple",
        country="SN",
        website="https://www.example.org",
        commitments=["Nous ouvrirons un centre.", "Nous formerons les agents."],
    )
    first = sign_up.commitments.first()
    first.due_year = 2030
    first.save()
    first.categories.add(category)
    first.objectives.add(ObjectiveFactory(number=3))
    sent_action(sign_up, category)
    assert "2 drafts are written. Nothing is published." in press(client, sign_up)
    return sign_up


def sent_action(sign_up, category):
    """Add an action with all its parts to a sign-up."""
    image = SignUpFileFactory(
        sign_up=sign_up,
        purpose=SignUpFile.Purpose.IMAGE,
        content_type="image/png",
        content=png(),
    )
    part = SignUpActionFactory(
        sign_up=sign_up,
        title="Un guichet",
        summary="Un guichet où l’on conseille.",
        start_year=2023,
        start_month=4,
        is_ongoing=True,
        results="Deux cents familles.",
        lessons="Commencer petit.",
        link="https://www.example.org/guichet",
        image=image,
        image_credit="Photo: Exemple",
        image_alt="Un comptoir",
    )
    part.categories.add(category)
    part.priorities.add(PriorityFactory(slug="homes"))
    part.main_objectives.add(Objective.objects.get(number=3))
    part.other_objectives.add(ObjectiveFactory(number=7))


def test_one_press_makes_the_page_in_the_words_of_its_sender(french):
    city = CityPage.objects.get()
    assert french.city == city
    assert french.status == SignUp.Status.IN_REVIEW, "its sender can replace it no more"
    assert (city.live, city.is_source, city.language) == (False, True, "fr")
    assert city.get_parent().specific == city_index("fr")
    page = newest(city)
    assert (page.title, page.slug) == ("Ville-Exemple", "ville-exemple")
    assert (page.kind, str(page.country), page.website) == (
        "city",
        "SN",
        "https://www.example.org",
    )
    assert page.has_joined
    assert page.declaration_signed
    assert page.joined_year == french.created_at.year
    assert page.basis == ["submitted"]
    assert page.compiled_on == date.today()


def test_the_commitments_stand_in_the_draft_of_the_page_only(french):
    commitment, second = newest(french.city).commitments.all()
    assert commitment.text == "Nous ouvrirons un centre."
    assert second.text == "Nous formerons les agents."
    assert commitment.due_year == 2030
    assert [term.slug for term in commitment.categories.all()] == ["housing"]
    assert [term.number for term in commitment.objectives.all()] == [3]
    assert commitment.translation_key == french.commitments.first().commitment_key
    assert not Commitment.objects.exists()


def test_the_action_has_everything_that_was_sent(french):
    action = Action.objects.get()
    assert french.actions.get().action == action
    assert (action.live, action.language, action.title) == (False, "fr", "Un guichet")
    assert action.summary == "Un guichet où l’on conseille."
    assert (action.start_date, action.start_precision) == (date(2023, 4, 1), "month")
    assert (action.end_date, action.stage) == (None, Stage.UNDER_WAY)
    assert [term.slug for term in action.categories.all()] == ["housing"]
    assert [term.slug for term in action.priorities.all()] == ["homes"]
    assert {term.number for term in action.objectives.all()} == {3, 7}
    assert [link.lrg for link in action.lrgs.all()] == [french.city]
    assert action.source_url == "https://www.example.org/guichet"
    assert action.compiled_on == date.today()
    assert action.progress.get().text == "Deux cents familles."
    assert [block.block_type for block in action.body] == ["heading", "rich_text"]
    assert "Commencer petit." in str(action.body)


def test_the_image_is_copied_with_its_words(french):
    action, copied = Action.objects.get(), SiteImage.objects.get()
    assert (action.image, copied.credit) == (copied, "Photo: Exemple")
    assert action.image_alt == "Un comptoir"
    assert copied.file.read() == png()


def test_the_sender_becomes_the_contact(french):
    contact = Contact.objects.get()
    assert (contact.city, contact.email) == (french.city, french.contact_email)
    assert (contact.name, contact.language) == (french.contact_name, "fr")


def test_a_page_of_another_language_takes_the_facts_and_says_what_to_translate(
    client, reviewer, index
):
    city = CityPageFactory(title="Exampleville")
    sign_up = SignUpFactory(language="es", city=city, actions=["Un quiosco"])
    press(client, sign_up)
    assert Action.objects.get().language == "es"
    assert CityPage.objects.count() == 1
    text = client.get(reverse("sign-ups:inspect", args=[sign_up.pk])).content.decode()
    assert "The page is written in English, the answers are in Español" in text


def test_a_language_without_a_list_of_cities_gets_one_that_reads_as_before(client, reviewer, index):
    sign_up = SignUpFactory(language="ru", lrg_name="Примерград")
    press(client, sign_up)
    city = sign_up.city
    assert city.language == "ru"
    parent = city.get_parent().specific
    assert isinstance(parent, CityIndexPage)
    assert parent.alias_of_id == index.pk
    response = client.get("/ru/cities/")
    assert response.status_code == 200
    assert index.title in response.content.decode()
    assert "Примерград" not in response.content.decode()
    assert city.slug.isascii()


def test_addresses_are_free_in_every_language(client, reviewer, index):
    city_index("fr")
    CityPageFactory(title="Exampleville", slug="exampleville")
    ActionFactory(slug="a-kiosk")
    sign_up = SignUpFactory(language="fr", lrg_name="Exampleville", actions=["A kiosk"])
    press(client, sign_up)
    assert sign_up.city.slug == "exampleville-2"
    assert sign_up.actions.get().action.slug == "a-kiosk-2"


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"consent_publication": False}, "has not agreed to publication"),
        ({"is_held": True}, "waits for the confirmation"),
        ({"status": "declined"}, "is declined"),
    ],
)
def test_no_drafts_of_what_may_not_be_published(client, reviewer, index, changes, reason):
    sign_up = SignUpFactory(actions=["A kiosk"], **changes)
    assert any(reason in text for text in press(client, sign_up))
    assert not CityPage.objects.exists()
    assert not Action.objects.exists()
    assert not Contact.objects.exists()


def test_without_a_list_of_cities_the_desk_says_so(client, reviewer):
    Locale.objects.get_or_create(language_code="en")
    sign_up = SignUpFactory()
    assert any("no list of cities yet" in text for text in press(client, sign_up))


def test_a_failure_leaves_nothing_behind(client, reviewer, index, settings):
    sign_up = SignUpFactory(actions=["A kiosk"])
    image = SignUpFileFactory(
        sign_up=sign_up, purpose="image", content_type="image/png", content=b"no image"
    )
    sign_up.actions.update(image=image)
    settings.MEDIA_ROOT = "/proc/nowhere"
    client.raise_request_exception = False
    assert client.post(reverse("sign_up_drafts", args=[sign_up.pk])).status_code == 500
    assert not CityPage.objects.exists()
    assert not Contact.objects.exists()


def test_partners_are_linked_where_there_is_no_doubt(client, reviewer, index):
    partner = CityPageFactory(title="Otherville", country="CO")
    translation_of(partner, "fr", title="Autreville")
    CityPageFactory(title="Twintown", country="FR")
    CityPageFactory(title="Twintown", country="ES")
    sign_up = SignUpFactory(country="CO")
    SignUpActionFactory(sign_up=sign_up, joint_lrgs="City of Autreville; Twintown\nNowhereville")
    press(client, sign_up)
    action = Action.objects.get()
    assert [link.lrg for link in action.lrgs.all()] == [sign_up.city, partner]
    assert "Twintown, Nowhereville" in action.editors_note


@pytest.mark.parametrize(
    ("dates", "stage", "end"),
    [
        ({"start_year": 2019, "end_year": 2021, "is_ongoing": False}, Stage.COMPLETED, 2021),
        ({"start_year": 2090, "is_ongoing": False}, Stage.PLANNED, None),
        ({"start_year": None, "is_ongoing": False}, "", None),
        ({"start_year": 2019, "end_year": 2021, "is_ongoing": True}, Stage.UNDER_WAY, None),
    ],
)
def test_the_stage_follows_from_the_dates(client, reviewer, index, dates, stage, end):
    SignUpActionFactory(sign_up=SignUpFactory(), **dates)
    press(client, SignUp.objects.get())
    action = Action.objects.get()
    assert action.stage == stage
    assert (action.end_date.year if action.end_date else None) == end


def test_a_long_summary_is_cut_and_kept_whole_in_the_body(client, reviewer, index):
    long = "A counter for everybody. " * 60
    SignUpActionFactory(sign_up=SignUpFactory(), summary=long)
    press(client, SignUp.objects.get())
    action = Action.objects.get()
    assert len(action.summary) <= 600
    assert str(action.body).count("A counter for everybody.") == 60


def test_an_erased_contact_becomes_nobodys(client, reviewer, index):
    sign_up = SignUpFactory(contact_erased_at="2024-01-01T00:00:00Z", contact_email="")
    press(client, sign_up)
    assert not Contact.objects.exists()


def test_editors_of_the_menu_make_no_drafts(client, index):
    sign_up = SignUpFactory()
    sign_in(client, "Writers")
    assert client.post(reverse("sign_up_drafts", args=[sign_up.pk])).status_code in {302, 403}
    assert not CityPage.objects.exists()


def test_the_desk_says_what_is_left_to_do_and_where_each_record_stands(client, reviewer, index):
    sign_up = SignUpFactory(actions=["A kiosk"])
    press(client, sign_up)
    url = reverse("sign-ups:inspect", args=[sign_up.pk])
    text = client.get(url).content.decode()
    assert "Add the coordinates" in text
    assert "Add a source" in text
    assert edit_url(sign_up.city) in text
    assert edit_url(Action.objects.get()) in text
    assert "Mark as published" not in text
    Locale.objects.get_or_create(language_code="fr")
    Page.objects.get(pk=sign_up.city.pk).specific.get_latest_revision().publish()
    Action.objects.get().latest_revision.publish()
    SignUp.objects.update(status="accepted")
    text = client.get(url).content.decode()
    assert "Missing" in text
    submit = reverse("wagtail_localize:submit_page_translation", args=[sign_up.city.pk])
    assert submit in text
    assert "Mark as published" in text
