"""The page "Translations": every kind of record in every language, at one glance."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView

from home.admin.translations.base import TranslationsMixin, own_languages
from home.models import TranslationState
from home.models.translation_state import Status
from home.translating.kinds import kind_names

DRAFTS = (Status.IN_PROGRESS, Status.READY)
# What a cell counts, with the statuses behind it and what the list is asked for.
COUNTS: tuple[tuple[str, Any, tuple[str, ...], str], ...] = (
    ("translated", _("Translated"), (Status.UP_TO_DATE,), Status.UP_TO_DATE),
    ("stale", _("Needs update"), (Status.NEEDS_UPDATE,), Status.NEEDS_UPDATE),
    ("draft", _("Draft"), DRAFTS, "draft"),
    ("missing", _("Missing"), (Status.UNTRANSLATED,), Status.UNTRANSLATED),
)


@dataclass(frozen=True)
class Count:
    """How many records stand at one point, and where they are listed."""

    name: str
    label: Any
    number: int
    url: str


@dataclass
class Cell:
    """One kind in one language."""

    language: str
    kind: str
    records: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    words: int = 0

    def add(self, status: str, records: int, words: int) -> None:
        """Add records of one status."""
        self.records[status] += records
        self.words += words

    @property
    def total(self) -> int:
        """How many records there are."""
        return sum(self.records.values())

    @property
    def url(self) -> str:
        """Where all of them are listed."""
        return list_url(language=self.language, kind=self.kind)

    @property
    def counts(self) -> list[Count]:
        """What there is of each, without what there is none of."""
        found = []
        for name, label, statuses, query in COUNTS:
            number = sum(self.records.get(status, 0) for status in statuses)
            if number:
                url = list_url(language=self.language, kind=self.kind, status=query)
                found.append(Count(name, label, number, url))
        return found


def list_url(**query: str) -> str:
    """Return the list, narrowed."""
    chosen = {name: value for name, value in query.items() if value}
    return f"{reverse('translations_list')}?{urlencode(chosen)}"


class TranslationOverview(TranslationsMixin, TemplateView):
    """Kinds down, languages across; each number leads to the records that it counts."""

    template_name = "wagtailadmin/translations/overview.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Count everything in one query."""
        languages = own_languages(self.request.user)
        codes = [code for code, _name in languages]
        names = kind_names()
        cells = {(kind, code): Cell(code, kind) for kind in names for code in codes}
        totals = {code: Cell(code, "") for code in codes}
        for row in TranslationState.objects.filter(language__in=codes).counted():
            name = row["model_label"], row["language"]
            for cell in (cells.get(name), totals[row["language"]]):
                if cell is not None:
                    cell.add(row["status"], row["records"], row["words"])
        rows = [
            {"name": names[kind], "cells": [cells[kind, code] for code in codes]}
            for kind in names
            if any(cells[kind, code].total for code in codes)
        ]
        return super().get_context_data(
            languages=languages,
            rows=rows,
            totals=[totals[code] for code in codes],
            legend=[(name, label) for name, label, _statuses, _query in COUNTS],
            **kwargs,
        )
