"""An action as text for the forms of other platforms."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from tests.admin.desk import sign_in
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CityPageFactory,
    ObjectiveFactory,
)
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db


def test_texts_follow_the_order_of_each_form(client: Client) -> None:
    sign_in(client, "Writers")
    action = ActionFactory(
        title="Open doors",
        slug="open-doors",
        lrgs=[
            CityPageFactory(title="Exampleville", country="CO"),
            CityPageFactory(title="Sampletown", country="FR"),
        ],
        objectives=[ObjectiveFactory(framework="gcm", number=7, title="Address vulnerabilities")],
        start_date=date(2021, 1, 1),
    )
    ActionProgressFactory(action=action, text="Half is done.")
    url = reverse("pledge_texts", args=[action.pk])
    listing = client.get(reverse("wagtailsnippets_actions_action:list")).content.decode()
    assert url in listing
    text = client.get(f"{url}?form=un-network").content.decode()
    wanted = [
        "Section II – Pledging actor\nExampleville (Colombia)",
        "Section II a – Other participating actors\nSampletown (France)",
        "Section III – Title of the pledge\nOpen doors",
        "Section IV – GCM objectives\nGCM 7: Address vulnerabilities",
        "The city opens a door.\n\nProgress as of 2023-01-01: Half is done.",
        f"http://testserver/a/{action.pk}",
    ]
    positions = [text.index(part) for part in wanted]
    assert positions == sorted(positions)
    gfmd = client.get(f"{url}?form=gfmd").content.decode()
    assert gfmd.index("Title\nOpen doors") < gfmd.index("Countries or continents\nColombia\nFrance")
    page = client.get(url).content.decode()
    assert "The form asks for" in page


def test_words_are_in_the_language_that_is_chosen(client: Client) -> None:
    sign_in(client, "Writers")
    action = ActionFactory(title="Open doors", lrgs=[CityPageFactory(country="CO")])
    french = translation_of(action, "fr", title="Portes ouvertes")
    ActionProgressFactory(action=action, text="Half is done.")
    page = client.get(reverse("pledge_texts", args=[french.pk])).content.decode()
    assert "Portes ouvertes" in page
    assert "(Colombia)" in page
    assert "Half is done." in page
    assert reverse("pledge_texts", args=[action.pk]) in page


def test_only_for_those_who_may_change_actions(client: Client) -> None:
    url = reverse("pledge_texts", args=[ActionFactory().pk])
    assert client.get(url).status_code == 302
    sign_in(client, None)
    assert client.get(url).status_code == 302
