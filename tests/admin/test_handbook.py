"""The handbook inside the desk."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.conf import settings
from django.urls import get_resolver, reverse
from wagtail.users.models import UserProfile

from home.handbook import CONTENTS, LANGUAGES, chapters
from tests.admin.desk import sign_in
from tests.handbook.screens import screens

FOLDER = settings.ROOT / "docs" / "handbook"
TARGET = re.compile(r"\]\((?P<target>[^)#\s]+)[^)]*\)")
LINK = re.compile(r"\]\((?:(?P<slug>[-\w]+)\.md)?(?:#(?P<anchor>[^)\s]+))?\)")


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_is_in_the_contents_and_opens_with_its_images(client, language):
    sign_in(client, "Translators")
    contents = client.get(reverse("handbook_contents", args=[language])).content.decode()
    for slug in chapters(language):
        if slug == CONTENTS:
            continue
        url = reverse("handbook_page", args=[language, slug])
        assert f'href="{url}"' in contents, slug
        text = client.get(url).content.decode()
        article = text.partition("<article")[2].partition("</article>")[0]
        for address in re.findall(r'src="([^"]+)"', article):
            assert client.get(unescape(address)).status_code == 200, address
        for address in re.findall(r'href="(/[^"#]+)', article):
            assert client.get(unescape(address)).status_code == 200, address


def test_files_that_pages_point_at_exist():
    for file in FOLDER.glob("*/*.md"):
        for target in TARGET.findall(file.read_text()):
            if not target.startswith("https://"):
                assert (file.parent / target).resolve().exists(), f"{file.name}: {target}"


def anchors(language: str, slug: str) -> list[str]:
    """Return the anchors of a page's headings as the desk gives them."""
    text = chapters(language)[slug].html(lambda *_: "", lambda *_: "")
    return re.findall(r'<h\d id="([^"]+)"', text)


@pytest.mark.parametrize("language", LANGUAGES)
def test_links_lead_to_a_page_and_a_heading_that_exist(language):
    for slug, chapter in chapters(language).items():
        for link in LINK.finditer(chapter.markdown):
            page = link["slug"] or slug
            assert page in chapters(language), f"{slug}: {link[0]}"
            if link["anchor"]:
                assert link["anchor"] in anchors(language, page), f"{slug}: {link[0]}"


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_language_has_the_same_pages_about_the_same_screens(language):
    def outline(language: str) -> dict[str, tuple[object, ...]]:
        shown: dict[str, list[tuple[str, ...]]] = {slug: [] for slug in chapters(language)}
        for screen in screens(language):
            parts = (screen.name, screen.path, screen.role, screen.part, screen.press)
            shown[screen.page].append(parts)
        return {
            slug: (chapter.about, len(anchors(language, slug)), shown[slug])
            for slug, chapter in chapters(language).items()
        }

    assert outline(language) == outline(LANGUAGES[0])


def test_pages_name_addresses_of_the_desk_that_exist():
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    spaces = set(get_resolver().namespace_dict)
    for language in LANGUAGES:
        for chapter in chapters(language).values():
            for about in chapter.about:
                space, colon, _rest = about.partition(":")
                assert (
                    space in spaces if colon else any(name.startswith(about) for name in names)
                ), f"{chapter.slug}: {about}"


@pytest.mark.django_db
def test_words_are_found_with_their_surroundings(client):
    sign_in(client, "Translators")
    url = reverse("handbook_contents", args=["en"])
    text = client.get(url, {"q": "freeze the numbers"}).content.decode()
    assert "1 page about “freeze the numbers”" in text
    assert reverse("handbook_page", args=["en", "figures"]) in text
    assert "0 pages about" in client.get(url, {"q": "<zzz>"}).content.decode()


@pytest.mark.django_db
def test_a_page_of_the_desk_leads_to_its_page_of_the_handbook(client):
    sign_in(client, "Administrators")
    text = client.get(reverse("sign-ups:index")).content.decode()
    assert reverse("handbook_page", args=["en", "sign-ups"]) in text
    text = client.get(reverse("wagtailsites:index")).content.decode()
    assert "Help for this page" not in text


@pytest.mark.django_db
@pytest.mark.parametrize(("desk", "language"), [("fr", "fr"), ("es", "en")])
def test_help_is_in_the_language_of_the_desk_where_it_is_written(client, desk, language):
    user = sign_in(client, "Administrators")
    UserProfile.objects.update_or_create(user=user, defaults={"preferred_language": desk})
    help_page = reverse("handbook_page", args=[language, "sign-ups"])
    assert help_page in client.get(reverse("sign-ups:index")).content.decode()
    assert chapters(language)["sign-ups"].title in client.get(help_page).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["xx/", "en/nothing/", "en/images/nothing.webp", "de/sign-ups/"])
def test_what_is_not_there_is_said_to_be_missing(client, path):
    sign_in(client, "Translators")
    assert client.get(reverse("handbook") + path, follow=True).status_code == 404


@pytest.mark.django_db
def test_only_the_desk_reads_it(client):
    url = reverse("handbook_page", args=["en", "sign-ups"])
    assert client.get(url).status_code == 302
