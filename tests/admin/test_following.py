"""What happens to translations when their source is deleted, unpublished, moved or converted."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail_localize.models import StringTranslation, Translation

from tests.admin.desk import edit_url, save, sign_in
from tests.factories.actions import ActionFactory
from tests.factories.home import LocaleFactory, StandardPageFactory, home_page
from tests.factories.translations import submit, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def standard_page():
    return StandardPageFactory(parent=home_page(), title="Open doors")


def snippet_url(record, view):
    return reverse(record.snippet_viewset.get_url_name(view), args=[record.pk])


def page_url(view, page, *more):
    return reverse(f"wagtailadmin_pages:{view}", args=[page.pk, *(other.pk for other in more)])


def published_in_french(record, capture):
    """Translate a record wholly and publish it, as a translator and a reviewer do."""
    translation = submit(record, "fr")
    for segment in translation.source.stringsegment_set.all():
        StringTranslation.objects.create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            data=f"fr {segment.string.data}",
            translation_type="manual",
        )
    with capture(execute=True):
        translation.save_target()
    return translation.get_target_instance()


@pytest.mark.parametrize("view", ["delete", "unpublish"])
def test_the_desk_lists_what_goes_with_an_original(client, standard_page, view):
    translation_of(standard_page, "fr", title="Portes ouvertes")
    action = ActionFactory()
    translation_of(action, "fr", title="Une action")
    sign_in(client, "Administrators")
    page = client.get(page_url(view, standard_page)).content.decode()
    assert "This is the original." in page
    assert "Portes ouvertes" in page
    assert "Une action" in client.get(snippet_url(action, view)).content.decode()


@pytest.mark.parametrize("view", ["delete", "unpublish"])
def test_the_desk_says_that_the_original_stays(client, standard_page, view):
    french = translation_of(standard_page, "fr")
    sign_in(client, "Administrators")
    assert "This is a translation." in client.get(page_url(view, french)).content.decode()
    client.post(page_url(view, french))
    standard_page.refresh_from_db()
    assert standard_page.live


def test_an_original_is_deleted_with_its_translations(client, standard_page):
    french = translation_of(standard_page, "fr")
    sign_in(client, "Administrators")
    client.post(page_url("delete", standard_page))
    assert not Page.objects.filter(pk__in=[standard_page.pk, french.pk]).exists()


@pytest.mark.parametrize("action", ["delete", "unpublish", "move"])
def test_the_prompts_of_several_pages_list_their_translations(client, standard_page, action):
    translation_of(standard_page, "fr", title="Portes ouvertes")
    sign_in(client, "Administrators")
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
    text = client.get(url, {"id": standard_page.pk, "next": "/admin/"}).content.decode()
    assert "Portes ouvertes" in text


def test_a_moved_original_takes_its_translations_along(client, standard_page):
    other = StandardPageFactory(parent=home_page(), title="Other")
    french = translation_of(standard_page, "fr", title="Portes ouvertes")
    other_french = translation_of(other, "fr", title="Autre")
    sign_in(client, "Administrators")
    url = page_url("move_confirm", standard_page, other)
    assert "Portes ouvertes" in client.get(url).content.decode()
    client.post(url)
    assert Page.objects.get(pk=french.pk).get_parent().pk == other_french.pk


def test_a_parent_without_a_translation_is_no_obstacle_to_a_move(client, standard_page):
    other = StandardPageFactory(parent=home_page(), title="Other")
    french = translation_of(standard_page, "fr")
    sign_in(client, "Administrators")
    client.post(page_url("move_confirm", standard_page, other))
    parent = Page.objects.get(pk=french.pk).get_parent()
    assert (parent.translation_key, parent.alias_of_id) == (other.translation_key, other.pk)


@pytest.mark.parametrize("make", [ActionFactory, None])
def test_an_original_that_comes_back_offers_its_translations(
    client, standard_page, make, django_capture_on_commit_callbacks
):
    record = make() if make else standard_page
    french = published_in_french(record, django_capture_on_commit_callbacks)
    sign_in(client, "Administrators")
    url = snippet_url(record, "unpublish") if make else page_url("unpublish", record)
    client.post(url)
    french.refresh_from_db()
    assert not french.live
    with django_capture_on_commit_callbacks(execute=True):
        save(client, record, **{"action-publish": "1"})
    offer = reverse("republish_translations", args=[record._meta.label_lower, record.pk])
    assert offer in client.get(edit_url(record)).content.decode()
    assert str(french) in client.get(offer).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        client.post(offer)
    french.refresh_from_db()
    assert french.live


def test_a_translation_becomes_an_alias_and_comes_back_with_its_texts(
    client, standard_page, django_capture_on_commit_callbacks
):
    french = published_in_french(standard_page, django_capture_on_commit_callbacks)
    sign_in(client, "Administrators")
    url = reverse("wagtail_localize:convert_to_alias", args=[french.pk])
    assert "The page then shows the original" in client.get(url).content.decode()
    client.post(url)
    french.refresh_from_db()
    assert french.alias_of_id == standard_page.pk
    assert not Translation.objects.exists()
    locale = LocaleFactory(language_code="fr")
    submit_url = reverse("wagtail_localize:submit_page_translation", args=[standard_page.pk])
    with django_capture_on_commit_callbacks(execute=True):
        client.post(submit_url, {"locales": [locale.pk]})
    french.refresh_from_db()
    assert (french.alias_of_id, french.title) == (None, "fr Open doors")


def test_a_copy_of_an_original_is_an_original_of_its_own(client, standard_page):
    translation_of(standard_page, "fr")
    sign_in(client, "Administrators")
    data = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": standard_page.get_parent().pk,
    }
    client.post(page_url("copy", standard_page), data)
    copy = type(standard_page).objects.get(slug="copy")
    assert copy.is_source
    assert not copy.get_translations().exists()


def test_nobody_republishes_without_the_right(client, standard_page):
    sign_in(client, "Translators")
    url = reverse("republish_translations", args=["home.standardpage", standard_page.pk])
    assert client.post(url).status_code == 302
    assert client.get(url.replace("standardpage", "nothing"), follow=True).status_code == 404
