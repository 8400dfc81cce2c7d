"""LRGs, actions and the taxonomies."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from actions.models import (
    Action,
    ActionIndexPage,
    ActionLRG,
    ActionProgress,
    Category,
    CityIndexPage,
    CityPage,
    Commitment,
    CommitmentProgress,
    Framework,
    Objective,
    Priority,
)
from actions.models.progress import Stage

from .home import LocaleFactory, SitePageFactory, home_page, only


class ActionIndexPageFactory(SitePageFactory):
    """The explorer. Use :func:`action_index` for the only one of a language."""

    title = "Actions"
    slug = "actions"
    parent = factory.LazyAttribute(lambda page: home_page(page.language))

    class Meta:
        model = ActionIndexPage


class CityIndexPageFactory(SitePageFactory):
    """Who has joined. Use :func:`city_index` for the only one of a language."""

    title = "Cities and regions"
    slug = "cities"
    parent = factory.LazyAttribute(lambda page: home_page(page.language))

    class Meta:
        model = CityIndexPage


def action_index(language: str = "en") -> ActionIndexPage:
    """Return the explorer of a language, made when first asked for."""
    return only(ActionIndexPageFactory, language)


def city_index(language: str = "en") -> CityIndexPage:
    """Return the list of cities of a language, made when first asked for."""
    return only(CityIndexPageFactory, language)


class CityPageFactory(SitePageFactory):
    """A city that has joined."""

    title = factory.Sequence(lambda n: f"Exampleville {n}")
    introduction = "A city by a river."
    country = "CO"
    latitude = Decimal("4.7110")
    longitude = Decimal("-74.0721")
    joined_year = 2022
    parent = factory.LazyAttribute(lambda page: city_index(page.language))

    class Meta:
        model = CityPage

    class Params:
        slug_base = "exampleville"


class CommitmentFactory(DjangoModelFactory):
    """A commitment of ``page``."""

    page = factory.SubFactory(CityPageFactory)
    locale = factory.SelfAttribute("page.locale")
    text = factory.Sequence(lambda n: f"Open welcome centre number {n}.")
    year = 2022
    stage = Stage.UNDER_WAY

    class Meta:
        model = Commitment


class CategoryFactory(DjangoModelFactory):
    """One of the report's categories."""

    locale = factory.SubFactory(LocaleFactory, language_code=factory.SelfAttribute("..language"))
    title = factory.Sequence(lambda n: f"Category {n}")
    label = factory.SelfAttribute("title")
    slug = factory.Sequence(lambda n: f"category-{n}")
    order = factory.Sequence(lambda n: n)

    class Meta:
        model = Category

    class Params:
        language = "en"


class PriorityFactory(DjangoModelFactory):
    """One of the Call's priorities."""

    locale = factory.SubFactory(LocaleFactory, language_code=factory.SelfAttribute("..language"))
    title = factory.Sequence(lambda n: f"Priority {n}")
    slug = factory.Sequence(lambda n: f"priority-{n}")
    order = factory.Sequence(lambda n: n)

    class Meta:
        model = Priority

    class Params:
        language = "en"


class ObjectiveFactory(DjangoModelFactory):
    """One numbered entry of a framework."""

    locale = factory.SubFactory(LocaleFactory, language_code=factory.SelfAttribute("..language"))
    framework = Framework.GCM
    number = factory.Sequence(lambda n: n + 1)
    order = factory.SelfAttribute("number")
    title = factory.LazyAttribute(lambda entry: f"Objective {entry.number}")

    class Meta:
        model = Objective

    class Params:
        language = "en"


class ActionFactory(DjangoModelFactory):
    """A live action; ``lrgs``, ``categories``, ``priorities`` and ``objectives`` take lists.

    ``ActionFactory(live=False)`` is a draft. Without ``lrgs`` it belongs to none.
    """

    locale = factory.SubFactory(LocaleFactory, language_code=factory.SelfAttribute("..language"))
    title = factory.Sequence(lambda n: f"Local action {n}")
    slug = factory.Sequence(lambda n: f"local-action-{n}")
    summary = "The city opens a door."
    stage = Stage.UNDER_WAY
    start_date = date(2022, 1, 1)
    source_url = "https://example.org/action"
    compiled_on = date(2024, 1, 1)

    class Meta:
        model = Action
        skip_postgeneration_save = True

    class Params:
        language = "en"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> Action:
        lrgs = kwargs.pop("lrgs", ())
        relations = {
            name: kwargs.pop(name)
            for name in ("categories", "priorities", "objectives")
            if name in kwargs
        }
        action = model_class(*args, **kwargs)
        action.lrgs = [ActionLRG(lrg=lrg, sort_order=order) for order, lrg in enumerate(lrgs)]
        for name, values in relations.items():
            setattr(action, name, values)
        action.save()
        return action


class ActionProgressFactory(DjangoModelFactory):
    """What an action has achieved by a date."""

    action = factory.SubFactory(ActionFactory)
    locale = factory.SelfAttribute("action.locale")
    as_of = date(2023, 1, 1)
    stage = Stage.UNDER_WAY
    text = "Two hundred families have been received."

    class Meta:
        model = ActionProgress


class CommitmentProgressFactory(DjangoModelFactory):
    """What a commitment has achieved by a date."""

    commitment = factory.SubFactory(CommitmentFactory)
    locale = factory.SelfAttribute("commitment.locale")
    as_of = date(2023, 1, 1)
    text = "Half of it is done."

    class Meta:
        model = CommitmentProgress
