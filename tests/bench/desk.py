"""What the translation desk takes with 500 pages in six languages: times and queries.

The pages are written in English; each is translated into most languages, and some have changed
since, so that every status has its records. They are measured with few pages too, to show that the
number of queries does not grow.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from random import Random
from typing import Any

FEW, MANY = 20, 500
TEXTS = 12
ROUNDS = 9
# Of so many pages one: not begun, a draft, changed since.
MISSING, DRAFT, STALE = 9, 7, 5


@dataclass(frozen=True)
class Answered:
    """One page of the desk: its median in milliseconds and its queries."""

    name: str
    milliseconds: float
    queries: int


def measure() -> dict[int, list[Answered]]:
    """Measure in databases of their own, each in another process."""
    from tests import databases

    template = databases.migrated_template()
    found = {}
    for size in (FEW, MANY):
        name = f"{databases.own_copy_name()}_desk"
        databases.copy(template, name)
        try:
            found[size] = _measure_apart(name, size)
        finally:
            databases.drop(name)
    return found


def _measure_apart(database: str, size: int) -> list[Answered]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.desk", str(size)],
        env={**os.environ, "BENCH_DATABASE": database},
        check=True,
        stdout=subprocess.PIPE,
    )
    return [Answered(**row) for row in json.loads(done.stdout)]


def addresses(assignee: int) -> Iterator[tuple[str, str]]:
    """Yield the pages of the desk by name: the overview, and the list by each filter."""
    from django.urls import reverse

    yield "overview", reverse("translation_overview")
    list_url = f"{reverse('translations_list')}?language=fr"
    yield "list", list_url
    yield "list, last page", f"{list_url}&p=9"
    for query in (
        "kind=home.standardpage",
        "status=needs_update",
        "status=draft",
        "age=7",
        f"assignee={assignee}",
        "source=en",
        "q=a",
        "order=age",
        "order=words",
        "order=due",
    ):
        yield f"list, {query.partition('=')[0]} {query.partition('=')[2]}", f"{list_url}&{query}"


class PageMaker:
    """Makes pages with their translations, as sending and translating them leaves them."""

    def __init__(self, size: int) -> None:
        from tests.factories.home import LocaleFactory, home_page

        from .words import Writer

        self.random = Random(size)
        codes = ("en", "ar", "es", "fr", "ru", "zh-hans")
        self.locales = {code: LocaleFactory(language_code=code) for code in codes}
        self.homes = {code: home_page(code) for code in codes}
        self.writers = {code: Writer(code, self.random) for code in codes}
        self.size = size

    def make(self) -> None:
        """Store the pages, then what wagtail-localize knows of them."""
        from wagtail.models import Page

        from home.models import StandardPage

        from .rows import insert, next_key, number, raise_sequences

        rows = [row for position in range(self.size) for row in self._rows(position)]
        number(rows, next_key(Page))
        for row in rows:
            row.id = row.pk
        insert(Page, rows)
        insert(StandardPage, rows)
        raise_sequences(Page)
        self._submit([row for row in rows if row.is_source])

    def _rows(self, position: int) -> Iterator[Any]:
        from django.contrib.contenttypes.models import ContentType

        from home.models import StandardPage

        key = uuid.UUID(int=self.random.getrandbits(128), version=4)
        for code, home in self.homes.items():
            if code != "en" and position % MISSING == 0:
                continue
            yield StandardPage(
                translation_key=key,
                is_source=code == "en",
                locale=self.locales[code],
                title=self.writers[code].title()[:200],
                draft_title="",
                slug=f"page-{position}",
                path=StandardPage._get_path(home.path, home.depth + 1, position + 1000),
                depth=home.depth + 1,
                url_path=f"{home.url_path}page-{position}/",
                content_type=ContentType.objects.get_for_model(StandardPage),
                live=code == "en" or position % DRAFT != 0,
            )

    def _submit(self, sources: list[Any]) -> None:
        from django.contrib.contenttypes.models import ContentType
        from django.utils import timezone
        from wagtail.models import Page
        from wagtail_localize.models import TranslatableObject, Translation, TranslationSource

        from home.models import StandardPage

        sent = [row for position, row in enumerate(sources) if position % MISSING]
        page, kind = (ContentType.objects.get_for_model(model) for model in (Page, StandardPage))
        TranslatableObject.objects.bulk_create(
            TranslatableObject(translation_key=row.translation_key, content_type=page)
            for row in sent
        )
        made = TranslationSource.objects.bulk_create(
            TranslationSource(
                object_id=row.translation_key,
                specific_content_type=kind,
                locale=self.locales["en"],
                object_repr=row.title,
                content_json="{}",
                last_updated_at=timezone.now(),
            )
            for row in sent
        )
        others = [locale for code, locale in self.locales.items() if code != "en"]
        Translation.objects.bulk_create(
            Translation(source=source, target_locale=locale) for source in made for locale in others
        )
        self._write_texts(made, others)

    def _write_texts(self, sources: list[Any], others: list[Any]) -> None:
        from wagtail_localize.models import (
            String,
            StringSegment,
            StringTranslation,
            TranslationContext,
        )

        places = [(source, order) for source in sources for order in range(TEXTS)]
        contexts = TranslationContext.objects.bulk_create(
            TranslationContext(
                object_id=source.object_id,
                path=f"body.{order}",
                path_id=TranslationContext._get_path_id(f"body.{order}"),
                field_path="body",
            )
            for source, order in places
        )
        texts = [f"{self.writers['en'].sentences(2)} {number}" for number in range(len(places))]
        strings = String.objects.bulk_create(
            String(locale=self.locales["en"], data=text, data_hash=String._get_data_hash(text))
            for text in texts
        )
        StringSegment.objects.bulk_create(
            StringSegment(source=source, string=string, context=context, order=order, attrs="{}")
            for (source, order), string, context in zip(places, strings, contexts, strict=True)
        )
        StringTranslation.objects.bulk_create(
            StringTranslation(
                translation_of=string,
                context=context,
                locale=locale,
                data=self.writers[locale.language_code].sentences(2),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
            for (source, order), string, context in zip(places, strings, contexts, strict=True)
            for locale in others
            if order or source.pk % STALE
        )


def fill(size: int) -> tuple[Any, Any, float]:
    """Fill the database in use; return who looks at it, who translates, and how long it took."""
    from django.db import connection

    from home.models import TranslationState
    from home.translating.assigning import assign
    from home.translating.states import rebuild
    from tests.factories.home import UserFactory, superuser

    PageMaker(size).make()
    began = time.perf_counter()
    rebuild()
    seconds = time.perf_counter() - began
    user = superuser()
    translator = UserFactory(group="Translators")
    assign(TranslationState.objects.all()[: size // 2], translator, by=user, due=None, note="")
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    return user, translator, seconds


def main() -> None:
    """Print what was measured in the database that the environment names."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    user, translator, seconds = fill(int(sys.argv[1]))
    client = Client()
    client.force_login(user)
    found = [Answered("counting everything anew", seconds * 1_000, 0)]
    for name, address in addresses(translator.pk):
        assert client.get(address).status_code == 200, address
        with CaptureQueriesContext(connection) as captured:
            client.get(address)
        queries = len(captured)
        times = []
        for _ in range(ROUNDS):
            began = time.perf_counter()
            client.get(address)
            times.append(time.perf_counter() - began)
        found.append(Answered(name, statistics.median(times) * 1_000, queries))
    json.dump([asdict(row) for row in found], sys.stdout)


if __name__ == "__main__":
    main()
