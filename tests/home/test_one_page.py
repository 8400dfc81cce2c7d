"""Files of one page: an action's and a city's, to print and to hand over."""

from __future__ import annotations

import io
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from pypdf import PdfReader

from actions.models import Action, Framework
from home.models import ReportPage
from home.pdf.serving import LOCKS, SLOTS
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
    CommitmentFactory,
    ObjectiveFactory,
    action_index,
    city_index,
)
from tests.home.printing import holding, report_edition, rich_text, text_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition() -> ReportPage:
    return report_edition()


def one_page(client: Client, url: str) -> tuple[PdfReader, Any]:
    response = client.get(url)
    assert response.status_code == 200
    assert response["Content-Type"] == "application/pdf"
    reader = PdfReader(io.BytesIO(response.content))
    assert len(reader.pages) == 1
    return reader, response


def test_an_action_has_a_page_to_print_in_the_readers_words(client: Client, edition: Any) -> None:
    source = Action.objects.get(title="Open doors")
    link = BeautifulSoup(
        client.get(f"/en/actions/{source.slug}/").content, "html.parser"
    ).select_one("a[type='application/pdf']")
    reader, response = one_page(client, link["href"])
    assert "Open doors" in text_of(reader)
    assert f"/a/{source.pk}" in text_of(reader)
    assert "attachment" in response["Content-Disposition"]
    again = client.get(link["href"], headers={"If-None-Match": response["ETag"]})
    assert again.status_code == 304
    reader, response = one_page(client, f"/fr/actions/{source.slug}.pdf")
    assert "Portes ouvertes" in text_of(reader)
    assert reader.trailer["/Root"]["/Lang"] == "fr"
    assert response["Content-Language"] == "fr"
    assert client.get("/en/actions/nothing.pdf").status_code == 404
    assert client.get("/en/stories/nothing.pdf").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar", "zh-hans"])
def test_a_very_long_action_is_shortened_to_one_page(client: Client, language: str) -> None:
    action_index(language)
    objectives = [ObjectiveFactory(framework=Framework.SDG, number=n) for n in range(1, 18)]
    objectives += [ObjectiveFactory(framework=Framework.GCM, number=n) for n in range(1, 24)]
    action = ActionFactory(
        title="Incomprehensibilities " * 11,
        summary="An action of many words and more. " * 17,
        body=rich_text("<p>Words follow words without an end, and more of them come.</p>" * 300),
        lrgs=[CityPageFactory() for _ in range(8)],
        categories=[CategoryFactory() for _ in range(6)],
        objectives=objectives,
    )
    ActionProgressFactory(action=action, text="It goes on and on. " * 200)
    reader, _response = one_page(client, f"/{language}/actions/{action.slug}.pdf")
    assert f"/a/{action.pk}" in text_of(reader)


def test_a_city_has_a_page_to_print_however_much_it_does(client: Client) -> None:
    action_index()
    city = CityPageFactory(title="Exampleville", slug="exampleville")
    for _ in range(30):
        CommitmentFactory(page=city, text="We commit to a great many things. " * 20)
        ActionFactory(lrgs=[city], title="A title that is as long as titles are " * 3)
    link = BeautifulSoup(client.get("/en/cities/exampleville/").content, "html.parser").select_one(
        "a[type='application/pdf']"
    )
    reader, _response = one_page(client, link["href"])
    text = text_of(reader)
    assert "Exampleville" in text
    assert "Shortened to fit on one page." in text
    # Without a translation it is there in every language all the same.
    city_index("fr")
    reader, _response = one_page(client, "/fr/cities/exampleville.pdf")
    assert reader.trailer["/Root"]["/Lang"] == "fr"


@pytest.mark.django_db(transaction=True)
def test_many_readers_at_once_are_asked_to_come_back(client: Client) -> None:
    action_index("fr")
    action = ActionFactory(language="fr", title="Portes ouvertes")
    url = f"/fr/actions/{action.slug}.pdf"
    with holding(LOCKS, 0), holding(LOCKS, 1):
        assert SLOTS == 2
        response = client.get(url)
    assert response.status_code == 503
    assert response["Retry-After"]
    assert 'lang="fr"' in response.content.decode()
    assert "no-store" in response["Cache-Control"]
    one_page(client, url)
