"""The order in which the reference content is loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from wagtail.models import Locale

from home.models import SearchEntry
from home.seed import records
from home.seed.data import read_json
from home.seed.glossary import seed_glossary
from home.seed.indexing import indexing_postponed, rebuild_indexes
from home.seed.ledger import Ledger
from home.seed.pages import PageSeeder
from home.seed.terms import SOURCE_LANGUAGE, seed_terms
from home.seed.words import seed_words

Step = Callable[[], Any]

STEPS_BETWEEN_STATISTICS = 20


def load(progress: Callable[[list[Step]], Iterator[Step]]) -> int:
    """Load or refresh everything in one transaction; return how many records were written.

    ``progress`` yields the steps of each stage while it shows how far they are.
    """
    with transaction.atomic(), indexing_postponed():
        ledger = Ledger()
        locales = {
            code: Locale.objects.get_or_create(language_code=code)[0]
            for code, _ in settings.LANGUAGES
        }
        source_locale = locales[SOURCE_LANGUAGE]
        pages = PageSeeder(ledger, source_locale)
        seed_terms(ledger, locales)
        seed_words(ledger, source_locale)
        seed_glossary(ledger)
        tree = pages.create_tree()
        cities = records.seed_cities(ledger, tree["cities"]) if "cities" in tree else {}
        actions = records.seed_actions(ledger, locales, cities)
        steps = pages.fill(cities)
        rows = {f"reference-{row['id']}": row for row in read_json("actions")}
        steps += [partial(records.translate_city, ledger, city) for city in cities.values()]
        steps += [
            partial(records.translate_action, ledger, action, rows[str(action.external_id)])
            for action in actions
        ]
        for number, step in enumerate(progress(steps)):
            if ledger.written and number % STEPS_BETWEEN_STATISTICS == 0:
                _refresh_statistics()
            step()
    # An installation from before the table of entries has none, though nothing is new.
    if ledger.written or not SearchEntry.objects.exists():
        rebuild_indexes()
    return ledger.written


def _refresh_statistics() -> None:
    """Tell the planner how the tables grow; within one transaction nobody else can."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
