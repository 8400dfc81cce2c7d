"""An action's page: what it shares with others, how to cite it, and its address for ever."""

from __future__ import annotations

from datetime import date

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from actions.models import Action
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
    ObjectiveFactory,
    action_index,
)
from tests.factories.home import home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def site() -> None:
    for language in ("en", "fr"):
        home_page(language)
        action_index(language)


def page(client: Client, path: str) -> BeautifulSoup:
    answer = client.get(path)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def test_what_is_rarely_shared_relates_more_than_what_all_share(client: Client) -> None:
    common = CategoryFactory(slug="health")
    rare = ObjectiveFactory(framework="gcm", number=7)
    city = CityPageFactory(country="CO")
    ActionFactory(slug="first", lrgs=[city], categories=[common], objectives=[rare])
    for number in range(6):
        ActionFactory(title=f"Same category {number}", categories=[common])
    ActionFactory(title="Same country", lrgs=[CityPageFactory(country="CO")])
    ActionFactory(title="Same objective", objectives=[rare], start_date=date(2001, 1, 1))
    ActionFactory(title="Same city", lrgs=[city], start_date=date(2000, 1, 1))
    ActionFactory(title="Not public", lrgs=[city], objectives=[rare], live=False)
    ActionFactory(title="Nothing in common")
    soup = page(client, "/en/actions/first/")
    related = [item.get_text(strip=True) for item in soup.select("[aria-labelledby=related] h3")]
    assert related == ["Same city", "Same objective", "Same country"]


def test_objectives_lead_to_the_actions_that_share_them(client: Client) -> None:
    objective = ObjectiveFactory(framework="gcm", number=7, title="Address vulnerabilities")
    ActionFactory(slug="first", objectives=[objective])
    link = page(client, "/fr/actions/first/").select_one(".objective")
    assert link["href"] == "/fr/actions/?gcm=7"
    assert "Address vulnerabilities" in link.get_text()
    assert link.select_one(".objective__title")["lang"] == "en"


def test_the_newest_progress_comes_first_with_its_date(client: Client) -> None:
    action = ActionFactory(slug="first")
    ActionProgressFactory(action=action, as_of=date(2022, 5, 1), text="It has begun.")
    ActionProgressFactory(action=action, as_of=date(2023, 6, 2), text="It is half done.")
    section = page(client, "/en/actions/first/").select_one("[aria-labelledby=progress]")
    older = section.select_one("details").extract()
    assert "It is half done." in section.get_text()
    assert "June 2, 2023" in section.get_text()
    assert "It has begun." in older.get_text()


def test_progress_that_is_not_translated_yet_is_shown_in_its_own_words(client: Client) -> None:
    action = ActionFactory(slug="first")
    begun = ActionProgressFactory(action=action, as_of=date(2022, 5, 1), text="It has begun.")
    french = translation_of(Action.objects.get(pk=action.pk), "fr")
    french.progress.filter(translation_key=begun.translation_key).update(text="C’est commencé.")
    ActionProgressFactory(action=action, as_of=date(2023, 6, 2), text="It is half done.")
    section = page(client, "/fr/actions/first/").select_one("[aria-labelledby=progress]")
    older = section.select_one("details").extract()
    assert section.select_one("[lang=en]").get_text(strip=True) == "It is half done."
    assert "C’est commencé." in older.get_text()


NASTY = "50 % & more_{}\\ #1 “été” 门户\nER  - \nTI  - x"


def test_citations_are_safe_whatever_a_title_holds(client: Client) -> None:
    action = ActionFactory(title=NASTY, slug="first", lrgs=[CityPageFactory(title="Exampleville")])
    url = f"http://testserver/a/{action.pk}"
    bib = client.get("/en/actions/first/cite.bib")
    assert bib["Content-Type"].startswith("application/x-bibtex")
    text = bib.content.decode()
    assert r"title = {{50 \% \& more\_\{\}\textbackslash{} \#1 “été” 门户 ER - TI - x}}," in text
    assert text.count("\n") == 8
    assert f"url = {{{url}}}" in text
    lines = client.get("/en/actions/first/cite.ris").content.decode().split("\r\n")
    assert lines[0] == "TY  - ELEC"
    assert [line for line in lines if line.startswith("TI  - ")] == [
        f"TI  - {' '.join(NASTY.split())}"
    ]
    assert "CY  - Exampleville, Colombia" in lines
    assert lines.index("ER  - ") == len(lines) - 2
    assert client.get("/en/actions/nothing/cite.bib").status_code == 404


def test_the_page_cites_in_the_words_that_it_shows(client: Client) -> None:
    action = ActionFactory(title="Open doors", slug="first")
    translation_of(action, "fr", title="Portes ouvertes")
    soup = page(client, "/fr/actions/first/")
    assert "Portes ouvertes" in soup.select_one("#citation").get_text()
    assert soup.select_one("#permalink")["href"] == f"http://testserver/a/{action.pk}"


def test_a_permalink_leads_to_the_readers_language_for_ever(client: Client) -> None:
    action = ActionFactory(slug="first")
    for language in ("fr", "en", "ar"):
        answer = client.get(f"/a/{action.pk}", headers={"accept-language": language})
        assert answer["Location"] == f"/{language}/actions/first/"
        assert {"Accept-Language", "Cookie"} <= set(answer["Vary"].split(", "))
    Action.objects.filter(pk=action.pk).update(slug="renamed")
    assert client.get(f"/a/{action.pk}", follow=True).status_code == 200


@pytest.mark.parametrize("key", ["0", "999999999999999999", "-1", "x", "1" * 30, "%00"])
def test_an_unknown_permalink_is_not_found_in_the_readers_language(
    client: Client, key: str
) -> None:
    answer = client.get(f"/a/{key}", headers={"accept-language": "fr"}, follow=True)
    assert answer.status_code == 404
    assert '<html lang="fr"' in answer.content.decode()


def test_a_draft_has_no_permalink(client: Client) -> None:
    draft = ActionFactory(live=False)
    assert client.get(f"/a/{draft.pk}", follow=True).status_code == 404
