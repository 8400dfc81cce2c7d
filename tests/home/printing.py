"""What the tests of PDF files share: an edition to print, and ways to read what was made."""

from __future__ import annotations

import json
import threading

from django.db import connections
from pypdf import PdfReader

from actions.models import Framework
from home.models import ReportPage
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
from tests.factories.home import ReportPageFactory, join_page
from tests.factories.translations import translation_of


def rich_text(html: str) -> str:
    return json.dumps([{"type": "rich_text", "value": html}])


def report_edition() -> ReportPage:
    """Make an edition with two LRGs on two continents, one action translated and one not."""
    for language in ("en", "fr", "ar"):
        action_index(language)
        city_index(language)
        join_page(language)
    page = ReportPageFactory(
        title="Localizing the Compacts",
        figures=json.dumps(
            [{"type": "figure", "value": {"value": 70, "label": "local actions", "category": None}}]
        ),
        body=rich_text("<p>Cities are first receivers.</p>"),
    )
    translation_of(page, "fr", title="Localiser les pactes", body=rich_text("<p>Villes.</p>"))
    translation_of(page, "ar", title="توطين الاتفاقين")
    objective = ObjectiveFactory(framework=Framework.GCM, number=15, title="Access to services")
    bogota = CityPageFactory(title="Exampleville", country="CO")
    kampala = CityPageFactory(
        title="Sampletown", country="UG", latitude="0.3136", longitude="32.5811"
    )
    commitment = CommitmentFactory(page=kampala, text="We open a welcome centre.")
    commitment.objectives = [objective]
    commitment.save()
    translated = ActionFactory(
        title="Open doors",
        lrgs=[bogota, kampala],
        edition=page,
        categories=[CategoryFactory()],
        objectives=[objective],
    )
    ActionProgressFactory(action=translated)
    translation_of(translated, "fr", title="Portes ouvertes", summary="La ville ouvre.")
    translation_of(translated, "ar", title="أبواب مفتوحة")
    ActionFactory(title="Only in English", lrgs=[kampala], edition=page)
    ActionFactory(title="Of another edition", lrgs=[kampala])
    return page


def text_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


class holding:  # noqa: N801 - used as a context
    """Hold a lock of PostgreSQL in another session, as another process would."""

    def __init__(self, *keys: int) -> None:
        self.keys = keys
        self.taken, self.done = threading.Event(), threading.Event()
        self.thread = threading.Thread(target=self.hold)

    def hold(self) -> None:
        connection = connections.create_connection("default")
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_lock(%s, %s)", self.keys)
                self.taken.set()
                self.done.wait(30)
        finally:
            connection.close()

    def __enter__(self) -> None:
        self.thread.start()
        assert self.taken.wait(10)

    def __exit__(self, *_error: object) -> None:
        self.done.set()
        self.thread.join()
