"""The reader's language: chosen once, kept everywhere, and never a dead end."""

from __future__ import annotations

import re

import pytest
from django.conf import settings
from django.test import Client
from wagtail.rich_text import RichText

from tests.factories.actions import (
    ActionFactory,
    CityPageFactory,
    action_index,
    city_index,
)
from tests.factories.blog import StoryPageFactory, story_index
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("header", "cookie", "target"),
    [
        ("fr", "", "/fr/"),
        ("de, ar;q=0.8", "", "/ar/"),
        ("zh-CN", "", "/zh-hans/"),
        ("de", "", "/en/"),
        ("", "", "/en/"),
        ("fr", "ru", "/ru/"),
        ("fr", "nonsense", "/fr/"),
        ("*;q=nonsense,,,", "", "/en/"),
    ],
)
def test_the_root_leads_to_a_language(
    client: Client, header: str, cookie: str, target: str
) -> None:
    if cookie:
        client.cookies[settings.LANGUAGE_COOKIE_NAME] = cookie
    response = client.get("/", headers={"accept-language": header})
    assert (response.status_code, response["Location"]) == (302, target)
    assert {"Accept-Language", "Cookie"} <= set(re.split(r",\s*", response["Vary"]))


@pytest.fixture
def french_reader() -> Client:
    """Make a French site in which nothing but the lists is translated."""
    for language in ("en", "fr"):
        for make in (home_page, action_index, city_index, story_index):
            make(language)
    return Client()


def text_of(client: Client, path: str) -> str:
    """Return the page at a path, which must be there."""
    response = client.get(path)
    assert response.status_code == 200
    return response.content.decode()


def test_an_untranslated_action_is_shown_in_its_own_language(french_reader: Client) -> None:
    city = CityPageFactory(title="Exampleville")
    ActionFactory(title="Open doors", slug="open-doors", lrgs=[city])
    assert "Open doors" in text_of(french_reader, "/fr/actions/")
    text = text_of(french_reader, "/fr/actions/open-doors/")
    assert '<html lang="fr" dir="ltr"' in text
    assert re.search(r'<h1[^>]*lang="en" dir="ltr"[^>]*>\s*Open doors', text)
    assert 'role="note"' in text
    assert 'href="/en/actions/open-doors/"' in text
    assert 'hreflang="fr" href="http' not in re.sub(r"\s+", " ", text)
    assert re.search(r'rel="canonical" href="http://testserver/en/actions/open-doors/"', text)


def test_a_translated_action_needs_no_notice(french_reader: Client) -> None:
    action = ActionFactory(title="Open doors", slug="open-doors")
    translation_of(action, "fr", title="Portes ouvertes")
    text = text_of(french_reader, "/fr/actions/open-doors/")
    assert "Portes ouvertes" in text
    assert 'role="note"' not in text
    squeezed = re.sub(r"\s+", " ", text)
    assert 'hreflang="en" href="http://testserver/en/actions/open-doors/"' in squeezed
    assert 'hreflang="fr" href="http://testserver/fr/actions/open-doors/"' in squeezed


def test_a_slug_of_its_own_is_the_only_address_of_a_translation(french_reader: Client) -> None:
    action = ActionFactory(slug="open-doors")
    translation_of(action, "fr", slug="portes-ouvertes")
    response = french_reader.get("/fr/actions/open-doors/")
    assert (response.status_code, response["Location"]) == (301, "/fr/actions/portes-ouvertes/")
    assert french_reader.get("/en/actions/portes-ouvertes/").status_code == 404


@pytest.mark.parametrize("make", [CityPageFactory, StoryPageFactory, StandardPageFactory])
def test_an_untranslated_page_is_served_under_every_language(
    french_reader: Client, make: type
) -> None:
    page = make(title="Only in English")
    path = page.get_url().replace("/en/", "/fr/", 1)
    text = text_of(french_reader, path)
    assert '<html lang="fr" dir="ltr"' in text
    assert 'role="note"' in text
    assert f'rel="canonical" href="http://testserver{page.get_url()}"' in text


def test_an_unpublished_page_is_not_served_as_a_fallback(french_reader: Client) -> None:
    page = StandardPageFactory()
    path = page.get_url().replace("/en/", "/fr/", 1)
    page.unpublish()
    assert french_reader.get(path).status_code == 404


def test_a_draft_translation_is_not_shown(french_reader: Client) -> None:
    action = ActionFactory(title="Open doors", slug="open-doors")
    translation_of(action, "fr", live=False, title="Brouillon")
    assert "Brouillon" not in text_of(french_reader, "/fr/actions/open-doors/")
    assert "Brouillon" not in text_of(french_reader, "/fr/actions/")


def test_the_switcher_leads_to_the_same_page(french_reader: Client) -> None:
    action = ActionFactory(slug="open-doors")
    translation_of(action, "fr", slug="portes-ouvertes")
    text = text_of(french_reader, "/en/actions/open-doors/")
    links = re.findall(r'class="languages__link"\s+href="([^"]+)"', text)
    assert links == [
        "/ar/actions/open-doors/",
        "/en/actions/open-doors/",
        "/es/actions/open-doors/",
        "/fr/actions/portes-ouvertes/",
        "/ru/actions/open-doors/",
        "/zh-hans/actions/open-doors/",
    ]


def test_the_switcher_keeps_the_filters(french_reader: Client) -> None:
    text = text_of(french_reader, "/en/actions/?year=2022")
    assert 'href="/ar/actions/?year=2022"' in text


def test_publishing_shows_at_once(
    french_reader: Client, django_capture_on_commit_callbacks
) -> None:
    action = ActionFactory(title="Old title", slug="open-doors")
    assert "Old title" in text_of(french_reader, "/en/actions/open-doors/")
    with django_capture_on_commit_callbacks(execute=True):
        action.title = "New title"
        action.save_revision().publish()
    assert "New title" in text_of(french_reader, "/en/actions/open-doors/")


def test_the_sitemap_lists_no_fallback(french_reader: Client) -> None:
    action = ActionFactory(slug="open-doors")
    translation_of(action, "fr")
    ActionFactory(slug="only-english")
    text = french_reader.get("/sitemap-actions.xml").content.decode()
    assert "http://testserver/fr/actions/open-doors/" in text
    assert "http://testserver/en/actions/only-english/" in text
    assert "/fr/actions/only-english/" not in text


def test_the_feed_is_in_the_readers_language(french_reader: Client) -> None:
    story = StoryPageFactory(title="A door opens")
    translation_of(story, "fr", title="Une porte s’ouvre")
    text = french_reader.get("/fr/stories/feed/").content.decode()
    assert 'xml:lang="fr"' in text
    assert "Une porte s’ouvre" in text
    assert "A door opens" not in text


def test_a_copy_made_for_translations_below_it_is_no_translation(french_reader: Client) -> None:
    parent = StandardPageFactory(title="Only in English")
    parent.copy_for_translation(home_page("fr").locale, alias=True)
    path = parent.get_url().replace("/en/", "/fr/", 1)
    text = text_of(french_reader, path)
    assert 'role="note"' in text
    assert f'rel="canonical" href="http://testserver{parent.get_url()}"' in text
    assert f'hreflang="fr" href="http://testserver{path}"' not in re.sub(r"\s+", " ", text)


def test_a_page_does_not_depend_on_who_reads_it(client: Client) -> None:
    response = client.get(home_page().get_url())
    assert "Cookie" not in response.get("Vary", "")


def test_a_link_in_running_text_stays_in_the_readers_language(french_reader: Client) -> None:
    target = StandardPageFactory(parent=home_page(), title="Rights", slug="rights")
    gone = StandardPageFactory(parent=home_page(), title="Gone", slug="gone")
    link = (
        f'<p><a linktype="page" id="{target.pk}">rights</a> '
        f'<a linktype="page" id="{gone.pk}">old</a></p>'
    )
    page = StandardPageFactory(
        parent=home_page(), slug="links", body=[("rich_text", RichText(link))]
    )
    gone.delete()
    text = french_reader.get("/fr/links/").content.decode()
    assert '<a href="/fr/rights/">rights</a>' in text
    assert "<a>old</a>" in text
    assert '<a href="/en/rights/">rights</a>' in french_reader.get(page.url).content.decode()
