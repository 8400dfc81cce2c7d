"""The page of a story and those of its authors: who wrote it, how long it is, what it is about."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from blog.reading_time import minutes_to_read
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, story_index
from tests.factories.home import ReportPageFactory, SiteImageFactory, home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db


def page_of(client, page, language: str = "en") -> str:
    url = page.get_url().replace("/en/", f"/{language}/", 1)
    return client.get(url).content.decode()


def section(text: str, name: str) -> str:
    found = re.search(
        rf'<section class="section" aria-labelledby="{name}".*?</section>', text, re.S
    )
    return found[0] if found else ""


class TestReadingTime:
    @pytest.mark.parametrize(
        ("text", "language", "minutes"),
        [
            ("", "en", 1),
            ("word " * 228, "en", 1),
            ("word " * 1140, "en", 5),
            ("слово " * 920, "ru", 5),
            ("كلمة " * 690, "ar", 5),
            ("字" * 1275, "zh-hans", 5),
            ("l’été d’aujourd’hui " * 195, "fr", 2),
        ],
    )
    def test_each_language_has_its_rate(self, text, language, minutes):
        assert minutes_to_read(text, language) == minutes

    def test_the_page_says_how_long_its_own_words_take(self, client):
        home_page()
        home_page("zh-hans")
        body = json.dumps([{"type": "rich_text", "value": f"<p>{'word ' * 1140}</p>"}])
        story = StoryPageFactory(body=body, introduction="A walk.")
        short = json.dumps([{"type": "rich_text", "value": f"<p>{'字' * 255}</p>"}])
        translation_of(story, "zh-hans", body=short, introduction="简介")
        assert "5 minutes to read" in page_of(client, story)
        text = client.get(story.get_url().replace("/en/", "/zh-hans/")).content.decode()
        assert "5 minutes" not in text


class TestRelations:
    def test_what_a_story_is_about_stands_below_it(self, client):
        action_index()
        story = StoryPageFactory(
            related_actions=[ActionFactory(title="An action")],
            related_cities=[CityPageFactory(title="A city")],
            related_reports=[ReportPageFactory(title="A report")],
        )
        text = page_of(client, story)
        assert "An action" in section(text, "related")
        assert "A city" in section(text, "related-cities")
        assert "A report" in section(text, "related-reports")

    def test_what_is_not_public_is_left_out(self, client):
        action_index()
        story = StoryPageFactory(related_actions=[ActionFactory(title="A draft", live=False)])
        assert "A draft" not in page_of(client, story)

    def test_they_lead_back_to_the_story(self, client):
        action_index()
        action, city, report = ActionFactory(), CityPageFactory(), ReportPageFactory()
        StoryPageFactory(
            title="Told here",
            related_actions=[action],
            related_cities=[city],
            related_reports=[report],
        )
        StoryPageFactory(title="Of something else")
        pages = [client.get(f"/en/actions/{action.slug}/").content.decode()]
        pages += [page_of(client, city), page_of(client, report)]
        for text in pages:
            assert "Stories that mention it" in text
            assert "Told here" in text
            assert "Of something else" not in text

    @pytest.mark.refers
    def test_a_card_in_the_text_is_enough(self, client):
        action_index()
        action = ActionFactory()
        body = json.dumps([{"type": "action_card", "value": {"record": action.pk}}])
        story = StoryPageFactory(title="With a card", body=body)
        story.save()
        assert "With a card" in client.get(f"/en/actions/{action.slug}/").content.decode()

    def test_categories_lead_to_the_stories_of_the_same(self, client):
        category = CategoryFactory(slug="housing", label="Housing")
        text = page_of(client, StoryPageFactory(categories=[category]))
        assert 'href="/en/stories/?category=housing"' in text

    def test_translations_show_the_relations_of_the_original(self, client):
        home_page()
        home_page("fr")
        story = StoryPageFactory(related_cities=[CityPageFactory(title="A city")])
        row = translation_of(story, "fr")
        assert "A city" in client.get(row.get_url()).content.decode()


class TestLeadImage:
    def test_it_is_cropped_around_its_focal_point(self, client):
        image = SiteImageFactory(file__width=1600, file__height=1600)
        image.focal_point_x, image.focal_point_y = 1500, 100
        image.focal_point_width = image.focal_point_height = 100
        image.save()
        story = StoryPageFactory(image=image, image_alt="A door")
        text = page_of(client, story)
        cropped = image.renditions.exclude(focal_point_key="")
        specs = set(cropped.values_list("filter_spec", flat=True))
        assert {"fill-720x540|format-webp", "fill-1280x512|format-webp"} <= specs
        assert text.count('alt="A door"') == 1

    def test_its_credit_and_licence_are_shown(self, client):
        image = SiteImageFactory(credit="Ana Example", licence="CC BY 4.0")
        text = page_of(client, StoryPageFactory(image=image, image_decorative=True))
        assert "Image: Ana Example, CC BY 4.0" in text

    def test_it_goes_with_a_link_that_is_shared(self, client):
        image = SiteImageFactory(file__width=1600, file__height=900)
        text = page_of(client, StoryPageFactory(image=image, image_alt="A door"))
        shared = dict(re.findall(r'<meta (?:property|name)="([\w:]+)"\s+content="([^"]*)"', text))
        assert shared["og:image"].startswith("http")
        assert (shared["og:image:width"], shared["og:image:height"]) == ("1200", "630")
        assert shared["og:image:alt"] == "A door"
        assert shared["twitter:card"] == "summary_large_image"


class TestAuthors:
    def test_a_story_leads_to_its_author_and_back(self, client):
        author = AuthorFactory(name="Ana Example", slug="ana", biography="Ana writes.")
        story = StoryPageFactory(title="By Ana", authors=[author])
        StoryPageFactory(title="By nobody")
        assert 'href="/en/stories/authors/ana/"' in page_of(client, story)
        text = client.get("/en/stories/authors/ana/").content.decode()
        for shown in ("Ana Example", "Communications officer", "Ana writes.", "By Ana"):
            assert shown in text
        assert "By nobody" not in text
        assert "feed/?author=ana" in text

    def test_the_portrait_shows_its_credit(self, client):
        story_index()
        AuthorFactory(slug="ana", portrait=SiteImageFactory(credit="Somebody"))
        text = client.get("/en/stories/authors/ana/").content.decode()
        assert "Image: Somebody" in text

    def test_words_are_the_readers_and_the_portrait_is_the_originals(self, client):
        home_page()
        home_page("fr")
        story_index()
        story_index("fr")
        author = AuthorFactory(slug="ana", role="Writer", portrait=SiteImageFactory())
        row = author.copy_for_translation(story_index("fr").locale)
        row.role = "Rédactrice"
        row.save()
        assert row.portrait is None
        text = client.get("/fr/stories/authors/ana/").content.decode()
        assert "Rédactrice" in text
        assert "author__portrait" in text

    @pytest.mark.parametrize("slug", ["nobody", "x" * 300])
    def test_nobody_has_no_page(self, client, slug):
        story_index()
        assert client.get(f"/en/stories/authors/{slug}/").status_code == 404

    def test_the_sitemap_names_authors_of_public_stories(self, client):
        StoryPageFactory(authors=[AuthorFactory(slug="ana")])
        AuthorFactory(slug="quiet")
        text = client.get("/sitemap-authors.xml").content.decode()
        assert "/en/stories/authors/ana/" in text
        assert "quiet" not in text


def test_stories_lead_to_their_neighbours(client):
    days = [date(2024, 1, day) for day in (1, 2, 3)]
    first, middle, last = (StoryPageFactory(title=f"Day {day.day}", date=day) for day in days)
    text = page_of(client, middle)
    assert re.search(rf'href="{first.get_url()}" rel="prev"', text)
    assert re.search(rf'href="{last.get_url()}" rel="next"', text)
