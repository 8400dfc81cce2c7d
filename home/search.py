"""Search over everything that the site publishes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, ngettext

from actions.cards import action_url
from actions.models import Action, CityPage
from blog.models import StoryPage
from home.finding import find
from home.languages import bcp47, current_language, localized_number
from home.links import in_language
from home.models import HomePage, ReportPage, StandardPage
from home.models.join_page import JoinPage

SHOWN = 20
LONGEST = 200


@dataclass(frozen=True)
class Result:
    """One page that was found."""

    title: str
    summary: str
    url: str
    lang: str


@dataclass(frozen=True)
class Group:
    """The results of one kind."""

    heading: str
    results: list[Result]


def search(words: str) -> dict[str, Any]:
    """Return the results by kind, and how many there are."""
    query = words.replace("\x00", "").strip()[:LONGEST]
    if not query:
        return {"query": "", "groups": []}
    groups = [
        Group(gettext("Actions"), _actions(query)),
        Group(gettext("Cities and regions"), _pages(CityPage, query)),
        Group(gettext("Stories"), _pages(StoryPage, query)),
        Group(gettext("Reports"), _pages(ReportPage, query)),
        Group(
            gettext("Pages"),
            [
                result
                for model in (HomePage, JoinPage, StandardPage)
                for result in _pages(model, query)
            ],
        ),
    ]
    groups = [group for group in groups if group.results]
    total = sum(len(group.results) for group in groups)
    text = ngettext("%(count)s result", "%(count)s results", total)
    return {
        "query": query,
        "groups": groups,
        "total_text": text % {"count": localized_number(total)},
        "suggestion": ""
        if groups
        else gettext("Nothing was found. Try fewer or other words, or look through all actions."),
    }


def _actions(query: str) -> list[Result]:
    language = current_language()
    return [
        Result(row.title, row.summary, action_url(row.slug, language), bcp47(row.language))
        for row in find(Action, query)[:SHOWN]
    ]


def _pages(model: type[Any], query: str) -> list[Result]:
    language = current_language()
    return [
        Result(
            row.title,
            row.summary_text,
            in_language(row.get_url() or "/", language),
            bcp47(row.language),
        )
        for row in find(model, query)[:SHOWN]
    ]
