"""Old addresses lead to where their pages and actions are now, in every language."""

from __future__ import annotations

from itertools import product

import pytest
from django.conf import settings
from django.test import TestCase
from wagtail.contrib.redirects.models import Redirect

from tests.admin.desk import save, sign_in
from tests.factories.actions import ActionFactory, CityPageFactory, action_index, city_index
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.translations import submit, translate, translation_of

pytestmark = pytest.mark.django_db

CODES = [code for code, _name in settings.LANGUAGES]


@pytest.fixture(autouse=True)
def publisher(client):
    return sign_in(client, "Administrators")


def committed():
    """Do what waits for the end of the transaction."""
    return TestCase.captureOnCommitCallbacks(execute=True)


def rename(client, record, slug):
    with committed():
        save(client, record, slug=slug, **{"action-publish": "1"})
    record.refresh_from_db()
    assert record.slug == slug


def leads_to(client, address):
    """Return where an address leads in one step; itself if it is read there."""
    response = client.get(address)
    if response.status_code == 200:
        return address
    assert response.status_code == 301, (address, response.status_code)
    assert client.get(response["Location"]).status_code == 200
    return response["Location"]


@pytest.fixture
def city():
    for code in CODES:
        home_page(code)
    city_index("en")
    city = CityPageFactory(slug="old-town")
    translation_of(city, "fr")
    return city


class TestPages:
    def test_an_old_address_leads_on_in_every_language(self, client, city):
        submit(city, "fr")
        rename(client, city, "new-town")
        for code in CODES:
            now = "old-town" if code == "fr" else "new-town"
            found = leads_to(client, f"/{code}/cities/old-town/")
            assert found == f"/{code}/cities/{now}/"

    def test_a_translation_has_old_addresses_of_its_own(self, client, city):
        row = city.get_translations().get().specific
        for slug in ("vieille-ville", "ancienne-ville"):
            row.slug = slug
            with committed():
                row.save_revision().publish()
        assert leads_to(client, "/fr/cities/vieille-ville/") == "/fr/cities/ancienne-ville/"
        assert leads_to(client, "/es/cities/vieille-ville/") == "/es/cities/old-town/"

    def test_what_stands_below_a_renamed_page_is_found(self, client, city):
        rename(client, city_index("en"), "places")
        for code in ("en", "es"):
            assert leads_to(client, f"/{code}/cities/old-town/") == f"/{code}/places/old-town/"

    def test_actions_below_a_renamed_list_are_found_with_their_files(self, client):
        index = action_index()
        action = ActionFactory(slug="open-doors")
        rename(client, index, "deeds")
        assert leads_to(client, f"/en/actions/{action.slug}/") == "/en/deeds/open-doors/"
        response = client.get("/en/actions/export.csv?q=x")
        assert response["Location"] == "/en/deeds/export.csv?q=x"

    def test_a_page_that_moves_is_found(self, client, city):
        parent = StandardPageFactory(slug="about")
        page = StandardPageFactory(slug="team")
        with committed():
            page.move(parent, pos="last-child")
        for code in ("en", "ar"):
            assert leads_to(client, f"/{code}/team/") == f"/{code}/about/team/"

    def test_many_renamings_are_one_step(self, client, city):
        for slug in ("second", "third", "fourth"):
            rename(client, city, slug)
        for slug in ("old-town", "second", "third"):
            assert leads_to(client, f"/ru/cities/{slug}/") == "/ru/cities/fourth/"

    def test_a_name_taken_back_is_no_circle(self, client, city):
        rename(client, city, "second")
        rename(client, city, "old-town")
        assert leads_to(client, "/en/cities/old-town/") == "/en/cities/old-town/"
        assert leads_to(client, "/es/cities/second/") == "/es/cities/old-town/"

    def test_an_address_taken_again_belongs_to_who_took_it(self, client, city):
        rename(client, city, "second")
        other = CityPageFactory(slug="old-town", title="Another town")
        for code in ("en", "es"):
            assert other.title in client.get(f"/{code}/cities/old-town/").content.decode()

    def test_a_draft_changes_no_address(self, client, city):
        with committed():
            save(client, city, slug="second")
        assert not Redirect.objects.exists()
        assert client.get("/en/cities/second/").status_code == 404

    def test_what_is_not_public_is_led_to_by_nothing(self, client, city):
        rename(client, city, "second")
        city.unpublish()
        for code in ("en", "es"):
            response = client.get(f"/{code}/cities/old-town/", follow=True)
            assert response.status_code == 404

    def test_an_address_that_never_was_is_not_found(self, client, city):
        rename(client, city, "second")
        for path in ("nothing/", "cities/nothing/", "a/" * 30, "cities.pdf", "%00/"):
            assert client.get(f"/en/{path}").status_code == 404, path


class TestActions:
    @pytest.fixture
    def action(self):
        for code in CODES:
            action_index(code)
        return ActionFactory(slug="open-doors")

    def test_an_old_slug_leads_on_in_every_language(self, client, action):
        translation_of(action, "fr", slug="portes-ouvertes")
        for slug in ("opened-doors", "doors"):
            rename(client, action, slug)
        for code, slug in product(CODES, ("open-doors", "opened-doors")):
            now = "portes-ouvertes" if code == "fr" else "doors"
            assert leads_to(client, f"/{code}/actions/{slug}/") == f"/{code}/actions/{now}/"

    def test_translations_that_follow_their_source_leave_old_slugs_too(self, client, action):
        translation = submit(action, "fr")
        translate(translation, {"The city opens a door.": "Une porte s’ouvre."})
        translate(translation, {action.title: "Portes"})
        translation.save_target(publish=True)
        rename(client, action, "doors")
        assert leads_to(client, "/fr/actions/open-doors/") == "/fr/actions/doors/"

    def test_files_have_old_addresses_too(self, client, action):
        rename(client, action, "doors")
        assert client.get("/en/actions/open-doors.pdf")["Location"] == "/en/actions/doors.pdf"
        assert client.get("/en/actions/open-doors/cite.bib").status_code == 200

    def test_a_slug_taken_again_belongs_to_who_took_it(self, client, action):
        rename(client, action, "doors")
        other = ActionFactory(slug="open-doors", title="Another door")
        assert other.title in client.get("/fr/actions/open-doors/").content.decode()
        rename(client, other, "windows")
        assert leads_to(client, "/fr/actions/open-doors/") == "/fr/actions/windows/"

    def test_a_draft_leaves_nothing(self, client, action):
        save(client, action, slug="doors")
        assert client.get("/en/actions/doors/").status_code == 404
        draft = ActionFactory(slug="draft", live=False)
        draft.slug = "other"
        draft.save()
        assert client.get("/en/actions/draft/").status_code == 404
