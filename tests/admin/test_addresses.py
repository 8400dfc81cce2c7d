"""Two records never share an address, and whoever tries is told which record has it."""

from __future__ import annotations

import pytest
from django.urls import reverse

from actions.models import Action, Objective
from home.models import SiteSettings, StandardPage
from tests.admin.desk import form_of, save, sign_in
from tests.factories.actions import ActionFactory, CategoryFactory, ObjectiveFactory
from tests.factories.blog import TagFactory
from tests.factories.home import (
    LocaleFactory,
    SiteSettingsFactory,
    StandardPageFactory,
    home_page,
)
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

MAKERS = [ActionFactory, CategoryFactory, TagFactory, StandardPageFactory]


@pytest.mark.parametrize("make", MAKERS)
def test_a_slug_is_given_once_within_a_language(client, make):
    make(slug="open-doors")
    other = make(slug="closed-doors")
    sign_in(client, "Publishers")
    response = save(client, other, slug="open-doors")
    assert response.status_code == 200
    text = response.content.decode()
    assert "has this slug already" in text or "is already in use" in text
    other.refresh_from_db()
    assert other.slug == "closed-doors"


def test_an_action_keeps_its_slug_from_records_of_other_languages(client):
    ActionFactory(title="Open doors", slug="open-doors")
    other = ActionFactory(language="fr", slug="portes")
    sign_in(client, "Publishers")
    response = save(client, other, slug="open-doors")
    assert "“Open doors” has this slug already" in response.content.decode()


def test_a_page_keeps_its_slug_from_pages_of_other_languages(client):
    StandardPageFactory(title="About the Call", slug="about")
    home_page("fr")
    other = StandardPageFactory(language="fr", slug="autre")
    sign_in(client, "Publishers")
    response = save(client, other, slug="about")
    assert "“About the Call” has this slug already" in response.content.decode()


def test_a_translation_has_the_slug_of_its_source(client):
    page = translation_of(StandardPageFactory(slug="about"), "fr")
    action = translation_of(ActionFactory(slug="open-doors"), "fr")
    sign_in(client, "Publishers")
    assert save(client, page, title="À propos").status_code == 302
    assert save(client, action, title="Portes ouvertes").status_code == 302


def test_a_slug_is_plain_ascii(client):
    action = ActionFactory(slug="open-doors")
    sign_in(client, "Publishers")
    assert save(client, action, slug="أبواب").status_code == 200
    assert Action.objects.get(pk=action.pk).slug == "open-doors"


def test_a_page_without_a_slug_gets_one_from_its_title(client):
    sign_in(client, "Writers")
    url = reverse("wagtailadmin_pages:add", args=["home", "standardpage", home_page().pk])
    data = form_of(client, url, StandardPage)
    client.post(url, {**data, "title": "About the data", "slug": ""})
    assert StandardPage.objects.get(title="About the data").slug == "about-the-data"


def test_an_objective_is_numbered_once(client):
    ObjectiveFactory(number=1)
    second = ObjectiveFactory(number=2)
    sign_in(client, "Publishers")
    assert save(client, second, number="1").status_code == 200
    assert Objective.objects.get(pk=second.pk).number == 2


def test_a_language_has_one_entry_of_settings(client):
    existing = SiteSettingsFactory()
    LocaleFactory(language_code="fr")
    sign_in(client, "Administrators")
    add = reverse("wagtailsnippets_home_sitesettings:add")
    edit = reverse("wagtailsnippets_home_sitesettings:edit", args=[existing.pk])
    assert client.get(add, {"locale": "en"}).headers["Location"] == edit
    assert client.get(add, {"locale": "fr"}).status_code == 200
    client.post(f"{add}?locale=en", {})
    assert SiteSettings.objects.count() == 1
