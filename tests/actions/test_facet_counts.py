"""The counts beside the facets, against a count of every action by hand, over random data."""

from __future__ import annotations

from datetime import date
from random import Random
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from actions import regions
from actions.chosen import choose
from actions.facets import FACETS
from actions.models import Action, ActionLRG, Framework
from actions.models.city import Kind
from actions.models.progress import Stage
from actions.selection import Selection
from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    ObjectiveFactory,
    PriorityFactory,
    action_index,
)
from tests.factories.home import ReportPageFactory, home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db

COUNTRIES = ["CO", "FR", "JO", "KE", ""]
Values = dict[str, set[str]]


def values_of(action: Action) -> Values:
    """Return what a person who reads the action would say of each facet."""
    lrgs = [link.lrg for link in ActionLRG.objects.filter(action=action)]
    countries = {str(lrg.country) for lrg in lrgs if lrg.country}
    objectives = {(term.framework, str(term.number)) for term in action.objectives.all()}
    rows = Action.objects.filter(translation_key=action.translation_key, live=True)
    return {
        "category": {term.slug for term in action.categories.all()},
        "priority": {term.slug for term in action.priorities.all()},
        **{
            framework: {number for name, number in objectives if name == framework}
            for framework in Framework.values
        },
        "region": {regions.SLUGS[regions.REGION_OF[code]] for code in countries},
        "country": countries,
        "kind": {lrg.kind for lrg in lrgs},
        "year": {str(action.start_date.year)} if action.start_date else set(),
        "status": {action.stage} if action.stage else set(),
        "edition": {action.edition.slug} if action.edition else set(),
        "language": {row.locale.language_code for row in rows},
    }


def matches(values: Values, chosen: dict[str, set[str]]) -> bool:
    """Say whether an action has any of the chosen values of each facet."""
    return all(values[facet] & wanted for facet, wanted in chosen.items() if wanted)


def make_site(chance: Random) -> None:
    """Make a small site of random facts."""
    home_page()
    home_page("fr")
    action_index()
    categories = [CategoryFactory() for _ in range(3)]
    priorities = [PriorityFactory() for _ in range(2)]
    objectives = [ObjectiveFactory(framework=name) for name in Framework.values for _ in range(2)]
    editions = [ReportPageFactory(year=year) for year in (2022, 2023)]
    kinds = [Kind.CITY, Kind.REGION, Kind.ASSOCIATION]
    lrgs = [
        CityPageFactory(country=code, kind=chance.choice(kinds) if code else Kind.NETWORK)
        for code in COUNTRIES
    ]

    def some(values: list[Any]) -> list[Any]:
        return chance.sample(values, chance.randrange(len(values)))

    for _ in range(25):
        action = ActionFactory(
            live=chance.random() < 0.8,
            lrgs=some(lrgs),
            categories=some(categories),
            priorities=some(priorities),
            objectives=some(objectives),
            edition=chance.choice([None, *editions]),
            stage=chance.choice(["", *Stage.values]),
            start_date=chance.choice([None, date(2021, 5, 1), date(2023, 1, 1)]),
        )
        if action.live and chance.random() < 0.5:
            translation_of(action, "fr", live=chance.random() < 0.5)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_counts_are_what_choosing_each_value_gives(seed: int) -> None:
    make_site(Random(seed))  # noqa: S311 - not a secret
    public = [values_of(action) for action in Action.objects.public()]
    offered = {facet: sorted(set().union(*(row[facet] for row in public))) for facet in FACETS}
    choices = {
        facet: st.sets(st.sampled_from(values), max_size=2) for facet, values in offered.items()
    }

    @settings(max_examples=150, deadline=None)
    @given(st.fixed_dictionaries({}, optional=choices))
    def check(chosen: dict[str, set[str]]) -> None:
        params = QueryDict(mutable=True)
        for facet, values in chosen.items():
            params.setlist(facet, sorted(values))
        result = choose(Selection.read(params))
        assert result.total == sum(matches(row, chosen) for row in public)
        for facet, values in offered.items():
            for value in values:
                by_hand = sum(matches(row, {**chosen, facet: {value}}) for row in public)
                assert result.counts[facet][value] == by_hand, (facet, value)

    check()


def test_counts_are_shown_beside_the_values(client: Client) -> None:
    home_page()
    action_index()
    health, work = CategoryFactory(slug="health"), CategoryFactory(slug="work")
    bogota, lyon = CityPageFactory(country="CO"), CityPageFactory(country="FR")
    ActionFactory(categories=[health], lrgs=[bogota])
    ActionFactory(categories=[health, work], lrgs=[bogota])
    ActionFactory(categories=[work], lrgs=[lyon])
    answer = client.get("/en/actions/?category=health")
    panels = {panel.name: panel for panel in answer.context["facets"]}
    counts = {
        name: {option.value: (option.count, option.is_empty) for option in panel.options}
        for name, panel in panels.items()
    }
    assert counts["category"] == {"health": ("2", False), "work": ("2", False)}
    assert counts["country"] == {"CO": ("2", False), "FR": ("0", True)}
