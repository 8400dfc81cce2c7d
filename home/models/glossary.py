"""The glossary: terms that are translated in one way everywhere."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.models import RevisionMixin

ONE_A_LINE = _("One a line.")


def lines(text: str) -> list[str]:
    """Return what is written one a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class GlossaryTerm(RevisionMixin, ClusterableModel):
    """A term in English, with one wording in each of the other languages."""

    term = models.CharField(_("term in English"), max_length=120, unique=True)
    also_written = models.TextField(
        _("also written"), blank=True, help_text=_("Other spellings and abbreviations. One a line.")
    )
    case_sensitive = models.BooleanField(
        _("capital letters matter"),
        default=False,
        help_text=_("For abbreviations and names that are also ordinary words."),
    )
    note = models.TextField(_("note for translators"), blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("term"), FieldPanel("also_written"), FieldPanel("case_sensitive")],
            heading=_("Term"),
        ),
        FieldPanel("note"),
        InlinePanel("wordings", heading=_("In other languages"), label=_("Wording")),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary terms")
        ordering: ClassVar[list[str]] = ["term"]

    def __str__(self) -> str:
        return self.term

    @property
    def phrases(self) -> list[str]:
        """Every way in which the term is written in English."""
        return [self.term, *lines(self.also_written)]


class GlossaryWording(models.Model):
    """How a term is translated into one language."""

    term = ParentalKey(GlossaryTerm, on_delete=models.CASCADE, related_name="wordings")
    language = models.CharField(
        _("language"),
        max_length=12,
        choices=[choice for choice in settings.LANGUAGES if choice[0] != settings.LANGUAGE_CODE],
    )
    wording = models.CharField(_("translated as"), max_length=200)
    also_right = models.TextField(
        _("also right"), blank=True, help_text=_("Wordings that need no warning. One a line.")
    )
    wrong = models.TextField(
        _("not to be used"), blank=True, help_text=_("Wordings to warn of. One a line.")
    )
    official = models.BooleanField(
        _("official"),
        default=False,
        help_text=_("The wording is from an official text; the source says which."),
    )
    source = models.CharField(_("source"), max_length=255, blank=True)

    panels = [
        FieldPanel("language"),
        FieldPanel("wording"),
        FieldPanel("also_right"),
        FieldPanel("wrong"),
        FieldPanel("official"),
        FieldPanel("source"),
    ]

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["term", "language"], name="one_wording_of_a_term_in_a_language"
            )
        ]

    def __str__(self) -> str:
        return self.wording

    @property
    def right(self) -> list[str]:
        """Every wording that needs no warning."""
        return [self.wording, *lines(self.also_right)]
