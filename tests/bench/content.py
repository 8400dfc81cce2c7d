"""Generated actions: so many that the site is as full as it may ever become.

The numbers are drawn at random from one seed, so that every run measures the same records. Their
distribution is that of the 2022 report, as far as it states one (categories), and plausible for
the rest: few cities have many actions and most have few, recent years more than early ones.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone
from wagtail.models import Locale, Page

from actions.models import (
    Action,
    ActionLRG,
    ActionProgress,
    Category,
    CityPage,
    Objective,
    Priority,
)
from actions.models.action import Programme
from actions.models.progress import Precision, Stage
from home.models import ReportPage

from .places import PlaceMaker
from .rows import insert, key_from, next_key, number, raise_sequences
from .words import Writer

SEED = 2022
# One LRG for so many actions, and never fewer than the report's 47.
ACTIONS_A_PLACE = 10
FEWEST_PLACES = 47
# How many of 70 actions the 2022 report counts in each category, in the order of its list.
CATEGORY_WEIGHTS = (40, 37, 29, 24, 19, 16)
STAGES = {
    Stage.UNDER_WAY: 45,
    Stage.COMPLETED: 25,
    Stage.PLANNED: 10,
    Stage.OPEN_ENDED: 10,
    "": 10,
}
YEARS = range(2008, 2026)


class ActionMaker:
    """Makes actions with all that belongs to them."""

    def __init__(self, random: Random, locales: dict[str, Locale], places: list[CityPage]) -> None:
        self.random = random
        self.locales = locales
        self.writers = {code: Writer(code, random) for code in locales}
        self.places = places
        self.place_weights = list(accumulate(1 / (rank + 40) for rank in range(len(places))))
        self.editions = [None, *ReportPage.objects.filter(is_source=True)]
        self.categories = self._sources(Category)
        self.priorities = self._sources(Priority)
        self.objectives = self._sources(Objective)
        self.now = timezone.now()

    @staticmethod
    def _sources(model: type[Any]) -> list[Any]:
        return list(model.objects.filter(is_source=True))

    def make(self, how_many: int) -> None:
        """Store so many actions, each in every language."""
        sources: list[Action] = []
        translations: list[Action] = []
        for position in range(how_many):
            source, *others = self._rows(position)
            sources.append(source)
            translations += others
        number([*sources, *translations], next_key(Action))
        insert(Action, [*sources, *translations])
        self._link_places(sources)
        self._link(Action.categories.through, "category_id", sources, self._some_categories)
        self._link(Action.priorities.through, "priority_id", sources, self._some_priorities)
        self._link(Action.objectives.through, "objective_id", sources, self._some_objectives)
        self._report_progress(sources, translations)
        raise_sequences(Action, ActionLRG, ActionProgress)

    def _rows(self, position: int) -> Iterator[Action]:
        """Yield the rows of one action, the source first: mostly English, or any other."""
        languages = list(self.locales)
        first = "en" if self.random.random() < 0.6 else self.random.choice(languages)
        key = key_from(self.random)
        facts = self._facts(position)
        for language in sorted(languages, key=lambda code: code != first):
            writer = self.writers[language]
            yield Action(
                **(facts if language == first else {}),
                translation_key=key,
                is_source=language == first,
                locale=self.locales[language],
                title=writer.title()[:255],
                slug=f"generated-{position}",
                summary=writer.sentences(2)[:600],
                body=self._body(writer),
                live=True,
                first_published_at=self.now,
                last_published_at=self.now,
                added_at=self.now,
            )

    @staticmethod
    def _body(writer: Writer) -> list[tuple[str, str]]:
        return [("rich_text", f"<p>{writer.sentences(4)}</p>")]

    def _facts(self, position: int) -> dict[str, Any]:
        random = self.random
        start = None
        if random.random() < 0.94:
            year = random.choices(YEARS, weights=range(1, len(YEARS) + 1))[0]
            start = date(year, random.randint(1, 12), 1)
        ended = start is not None and random.random() < 0.4
        return {
            "stage": random.choices(list(STAGES), weights=STAGES.values())[0],
            "start_date": start,
            "start_precision": random.choice([Precision.YEAR, Precision.MONTH]),
            "end_date": start + timedelta(days=random.randint(200, 1500)) if ended else None,  # type: ignore[operator]
            "categories_inferred": random.random() < 0.3,
            "edition": random.choice(self.editions),
            "programme": random.choice(Programme.values),
            "source_url": f"https://example.org/actions/{position}",
            "compiled_on": date(2024, 1, 1),
            "external_id": f"generated-{position}",
        }

    def _link_places(self, sources: list[Action]) -> None:
        links = []
        for source in sources:
            how_many = self.random.choices([1, 2, 3, 8], weights=[90, 7, 2, 1])[0]
            chosen = self.random.choices(self.places, cum_weights=self.place_weights, k=how_many)
            links += [
                ActionLRG(action=source, lrg=place, sort_order=order)
                for order, place in enumerate(dict.fromkeys(chosen))
            ]
        number(links, next_key(ActionLRG))
        insert(ActionLRG, links)

    def _some_categories(self) -> list[Any]:
        weights = (*CATEGORY_WEIGHTS, *[10] * len(self.categories))[: len(self.categories)]
        how_many = self.random.choice([1, 2, 2, 3, 4])
        return self.random.choices(self.categories, weights=weights, k=how_many)

    def _some_priorities(self) -> list[Any]:
        return self.random.sample(self.priorities, k=self.random.choice([0, 1, 1, 2]))

    def _some_objectives(self) -> list[Any]:
        # The first of each framework are the most frequent.
        weights = [1 / (2 + objective.number) for objective in self.objectives]
        return self.random.choices(self.objectives, weights=weights, k=self.random.randint(0, 7))

    def _link(self, through: Any, column: str, sources: list[Action], choose: Any) -> None:
        links = [
            through(action_id=source.pk, **{column: key})
            for source in sources
            for key in sorted({term.pk for term in choose()})
        ]
        through.objects.bulk_create(links, batch_size=5_000)

    def _report_progress(self, sources: list[Action], translations: list[Action]) -> None:
        """Give every fourth action some dated statements, in all its languages."""
        rows_of: dict[Any, list[Action]] = {source.translation_key: [source] for source in sources}
        for row in translations:
            rows_of[row.translation_key].append(row)
        updates: list[ActionProgress] = []
        for rows in rows_of.values():
            if self.random.random() < 0.25:
                for order in range(self.random.randint(1, 3)):
                    updates += self._update(rows, order)
        number(updates, next_key(ActionProgress))
        insert(ActionProgress, updates)

    def _update(self, rows: list[Action], order: int) -> Iterator[ActionProgress]:
        key = key_from(self.random)
        for row in rows:
            yield ActionProgress(
                action_id=row.pk,
                locale=row.locale,
                translation_key=key,
                as_of=date(2022 + order, 6, 1),
                stage=Stage.UNDER_WAY,
                text=self.writers[row.locale.language_code].sentences(1),
                sort_order=order,
            )


def replace_records(how_many: int) -> None:
    """Put so many generated actions in the place of the reference content's."""
    random = Random(SEED)
    locales = {locale.language_code: locale for locale in Locale.objects.order_by("pk")}
    _remove_records()
    places = PlaceMaker(random, locales).make(max(FEWEST_PLACES, how_many // ACTIONS_A_PLACE))
    ActionMaker(random, locales, places).make(how_many)


def _remove_records() -> None:
    """Empty the tables of actions and LRGs; each record's own removal would take minutes."""
    pages = Page.objects.filter(content_type=ContentType.objects.get_for_model(CityPage))
    with connection.cursor() as cursor:
        for model in (Action, CityPage):
            cursor.execute(f'TRUNCATE "{model._meta.db_table}" CASCADE')
    pages._raw_delete(pages.db)
