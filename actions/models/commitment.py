"""What an LRG pledges under the compacts."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.fields import YEARS
from home.sources import ONLY_SOURCES

from .progress import ProgressUpdate, Stage


class Commitment(TranslatableMixin, Orderable, ClusterableModel):
    """A commitment of one LRG: its words in each language, its facts on the source page."""

    page = ParentalKey("actions.CityPage", on_delete=models.CASCADE, related_name="commitments")
    text = models.TextField(_("commitment"))
    year = models.PositiveSmallIntegerField(_("made in"), null=True, blank=True, validators=YEARS)
    due_year = models.PositiveSmallIntegerField(
        _("due by"), null=True, blank=True, validators=YEARS
    )
    stage = models.CharField(_("stage"), max_length=20, choices=Stage, blank=True)
    categories = ParentalManyToManyField(
        "actions.Category", verbose_name=_("categories"), blank=True, limit_choices_to=ONLY_SOURCES
    )
    objectives = ParentalManyToManyField(
        "actions.Objective", verbose_name=_("objectives"), blank=True, limit_choices_to=ONLY_SOURCES
    )
    source_url = models.URLField(_("source"), blank=True)

    translatable_fields: ClassVar[list[object]] = [
        TranslatableField("text"),
        TranslatableField("progress"),
        SynchronizedField("year", overridable=False),
        SynchronizedField("due_year", overridable=False),
        SynchronizedField("stage", overridable=False),
        SynchronizedField("source_url", overridable=False),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [index.SearchField("text")]
    panels = [
        FieldPanel("text"),
        FieldRowPanel([FieldPanel("year"), FieldPanel("due_year"), FieldPanel("stage")]),
        FieldPanel("categories"),
        FieldPanel("objectives"),
        FieldPanel("source_url"),
        InlinePanel("progress", heading=_("Progress updates"), label=_("progress update")),
    ]

    class Meta(TranslatableMixin.Meta, Orderable.Meta):
        verbose_name = _("commitment")
        verbose_name_plural = _("commitments")

    def __str__(self) -> str:
        return self.text[:80]


class CommitmentProgress(ProgressUpdate):
    """What a commitment has achieved so far."""

    commitment = ParentalKey(Commitment, on_delete=models.CASCADE, related_name="progress")

    class Meta(ProgressUpdate.Meta):
        verbose_name = _("progress update")
        verbose_name_plural = _("progress updates")

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Take over the commitment's language.

        A page that is copied for translation gives its children the new language, but leaves
        their own children in the old one.
        """
        self.locale_id = self.commitment.locale_id
        super().save(*args, **kwargs)
