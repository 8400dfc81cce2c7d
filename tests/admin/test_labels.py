"""The desk names things and colleagues in words, not by fields and logins."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from django.utils.translation import gettext, override, pgettext
from wagtail.users.models import UserProfile

from home.bin.keeping import put_in_bin
from home.models import BinEntry, TranslationState
from tests.admin.desk import edit_url, sign_in
from tests.admin.test_importing import as_csv, confirm, upload
from tests.admin.translation_desk import LIST
from tests.factories.actions import ActionFactory, CategoryFactory
from tests.factories.home import LocaleFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def administrator(client):
    return sign_in(client, "Administrators")


def test_an_import_names_what_it_changes(client):
    CategoryFactory(slug="access", label="Access")
    row = {"external_id": "ex-1", "title": "Open doors", "summary": "The city opens a door."}
    confirm(client, upload(client, as_csv(row)))
    changed = {**row, "summary": "Another summary.", "start": "2019", "categories": "access"}
    text = " ".join(upload(client, as_csv(changed)).content.decode().split())
    for label in ("Summary:", "Start:", "Categories:"):
        assert f"> {label} " in text, label
    assert "start_date" not in text


def test_the_bin_names_whoever_deleted(client):
    user = UserFactory(username="aex", first_name="Amal", last_name="Example")
    put_in_bin([ActionFactory(title="Gone")], user)
    entry = BinEntry.objects.get()
    for url in (reverse("bin:index"), reverse("bin:inspect", args=[entry.pk])):
        text = client.get(url).content.decode()
        assert "Amal Example" in text
        assert "aex" not in text.replace("Amal Example", "")
    narrowed = client.get(reverse("bin:index"), {"deleted_by": user.pk}).content.decode()
    assert "Gone" in narrowed


def test_lists_count_what_they_hold_by_its_name(client):
    LocaleFactory(language_code="fr")
    action = ActionFactory()
    TranslationState.objects.bulk_create(
        TranslationState(
            model_label="actions.action",
            translation_key=f"00000000-0000-4000-8000-{number:012}",
            language="fr",
            source_pk=action.pk,
            source_language="en",
            record_name=f"Action {number}",
            status="missing",
        )
        for number in range(3)
    )
    text = client.get(reverse(LIST), {"language": "fr"}).content.decode()
    assert "translations" in text.split('class="pagination__end"')[1][:100]
    glossary = reverse("wagtailsnippets_home_glossaryterm:list")
    assert "glossary terms" in client.get(glossary).content.decode().casefold()


def test_roles_have_their_names_in_the_language_of_the_desk(client, administrator):
    UserProfile.objects.create(user=administrator, preferred_language="fr")
    colleague = UserFactory(group="Focal points")
    other = Group.objects.create(name="Archivists")
    assign = reverse("wagtail_bulk_action", args=["auth", "user", "assign_role"])
    for url in (
        reverse("wagtailusers_users:index"),
        reverse("wagtailusers_users:edit", args=[colleague.pk]),
        reverse("wagtailusers_groups:index"),
        f"{assign}?id={colleague.pk}",
    ):
        text = client.get(url).content.decode()
        assert "Points focaux" in text, url
        assert "Focal points" not in text, url
        assert other.name in text, url


def test_words_that_mean_two_things_are_translated_as_either(client, administrator):
    UserProfile.objects.create(user=administrator, preferred_language="fr")
    editor = client.get(edit_url(ActionFactory())).content.decode()
    assert "Textes" in editor
    with override("fr"):
        assert pgettext("to look at a record", "View") == "Voir"
        assert gettext("View") == "Affichage"
