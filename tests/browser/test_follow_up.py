"""The form for news in a browser, which sends along where it comes from."""

from __future__ import annotations

from typing import Any

from actions.follow_up.links import path_of
from tests.factories.actions import ActionFactory, CityPageFactory, CommitmentFactory
from tests.factories.follow_up import ContactFactory, ProgressRequestFactory


def test_news_is_sent_from_a_browser(page: Any) -> None:
    city = CityPageFactory(title="Exampleville")
    CommitmentFactory(page=city, text="Open a welcome centre.")
    ActionFactory(title="Language courses", lrgs=[city])
    asked = ProgressRequestFactory(contact=ContactFactory(city=city))
    page.goto(path_of(asked))
    page.get_by_label("What has been achieved so far").first.fill("The centre is open.")
    page.get_by_role("button", name="Send the news").click()
    page.get_by_text("Thank you. We have your news").wait_for()
    asked.refresh_from_db()
    assert [answer["text"] for answer in asked.answers] == ["The centre is open."]
