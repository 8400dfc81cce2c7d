"""Stages, dates with a precision, and dated statements of progress."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail_localize.fields import SynchronizedField, TranslatableField


class Stage(models.TextChoices):
    """How far an action or a commitment has come."""

    PLANNED = "planned", _("Planned")
    UNDER_WAY = "under_way", _("Under way")
    COMPLETED = "completed", _("Completed")
    OPEN_ENDED = "open_ended", _("Open-ended")


class Precision(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", _("Day")
    MONTH = "month", _("Month")
    YEAR = "year", _("Year")


def ends_too_early(start: date, start_precision: str, end: date, end_precision: str) -> bool:
    """Say whether an end lies before its start, as exactly as both are known.

    What begins in May 2023 may end in 2023.
    """
    parts = {Precision.YEAR: 1, Precision.MONTH: 2, Precision.DAY: 3}
    known = min(parts[Precision(start_precision)], parts[Precision(end_precision)])
    return end.timetuple()[:known] < start.timetuple()[:known]


def newest_first(source: Any, words: Any) -> list[tuple[Any, Any]]:
    """Return each dated statement of a source with the row that has its words, the newest first.

    A translation may lag behind: what it lacks yet is read in the words of the source.
    """
    rows = () if words is source else words.progress.all()
    translated = {row.translation_key: row for row in rows}
    facts = sorted(source.progress.all(), key=lambda item: item.as_of, reverse=True)
    return [(item, translated.get(item.translation_key, item)) for item in facts]


class ProgressUpdate(TranslatableMixin, Orderable):
    """A dated statement of what has been achieved so far."""

    as_of = models.DateField(_("as of"))
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True)
    text = models.TextField(_("what has been achieved"))
    source_url = models.URLField(_("source"), blank=True)

    translatable_fields: ClassVar[list[object]] = [
        TranslatableField("text"),
        SynchronizedField("as_of", overridable=False),
        SynchronizedField("stage", overridable=False),
        SynchronizedField("source_url", overridable=False),
    ]
    panels = [
        FieldPanel("as_of"),
        FieldPanel("stage"),
        FieldPanel("text"),
        FieldPanel("source_url"),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        abstract = True
        ordering: ClassVar[list[str]] = ["-as_of"]

    def __str__(self) -> str:
        return f"{self.as_of}: {self.text[:60]}"
