"""Categories, priorities and objectives: short official lists, seeded where they are sourced.

Relations point at source rows. Labels are read from :mod:`actions.terms`, never row by row.
"""

from __future__ import annotations

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.previews import ShownElsewhereMixin
from home.site_frame import index_urls
from home.sources import SourceMixin


class Term(
    ShownElsewhereMixin,
    SourceMixin,
    RevisionMixin,
    index.Indexed,
    TranslatableMixin,
    models.Model,
):
    """An entry of an official list, one row a language in which its title is sourced."""

    title = models.CharField(
        _("official title"),
        max_length=255,
        blank=True,
        help_text=_(
            "As the official document has it; never completed or translated by guesswork. Left "
            "empty in a translation, readers see the source’s title, marked as such."
        ),
    )
    title_verified = models.BooleanField(_("title checked against its source"), default=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    search_fields: ClassVar[list[index.BaseField]] = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        abstract = True
        ordering: ClassVar[list[str]] = ["order"]

    def __str__(self) -> str:
        return self.title or str(getattr(self, "label", ""))

    def chosen_by(self) -> dict[str, Any]:
        """Return what stands in the address of the actions that carry this entry."""
        return {type(self).__name__.lower(): self.slug}

    def shown_at(self, language: str) -> str:
        """Return the address of the actions that carry this entry."""
        explorer = index_urls(language).get("actions", f"/{language}/")
        return f"{explorer}?{urlencode(self.chosen_by())}"

    def clean(self) -> None:
        """Ask for the official title where the entry was first recorded."""
        super().clean()
        if self.is_source and not self.title:
            raise ValidationError({"title": _("Give the official title.")})


class Category(Term):
    """One of the report's six groups of actions."""

    slug = models.SlugField(_("slug"), max_length=60)
    label = models.CharField(
        _("short label"), max_length=80, help_text=_("Our own words, for chips and filters.")
    )

    translatable_fields: ClassVar[list[object]] = [
        TranslatableField("title"),
        TranslatableField("label"),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("order", overridable=False),
    ]
    panels = [
        FieldPanel("title"),
        FieldPanel("title_verified"),
        FieldPanel("label"),
        FieldPanel("slug"),
        FieldPanel("order"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="unique_category_slug")
        ]


class Priority(Term):
    """One of the Call's eight priorities, which tie the frameworks together."""

    slug = models.SlugField(_("slug"), max_length=100)

    translatable_fields: ClassVar[list[object]] = [
        TranslatableField("title"),
        SynchronizedField("slug", overridable=False),
        SynchronizedField("order", overridable=False),
    ]
    panels = [
        FieldPanel("title"),
        FieldPanel("title_verified"),
        FieldPanel("slug"),
        FieldPanel("order"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("priority")
        verbose_name_plural = _("priorities")
        constraints = [
            models.UniqueConstraint(fields=["locale", "slug"], name="unique_priority_slug")
        ]


class Framework(models.TextChoices):
    """The agreements that actions carry out."""

    GCM = "gcm", _("Global Compact for Safe, Orderly and Regular Migration")
    GCR = "gcr", _("Global Compact on Refugees")
    SDG = "sdg", _("Sustainable Development Goals")


class Objective(Term):
    """One numbered entry of a framework: 23 GCM objectives, 4 GCR objectives, 17 goals."""

    framework = models.CharField(_("framework"), max_length=3, choices=Framework)
    number = models.PositiveSmallIntegerField(_("number"))
    label = models.CharField(_("short title"), max_length=120, blank=True)

    translatable_fields: ClassVar[list[object]] = [
        TranslatableField("title"),
        TranslatableField("label"),
        SynchronizedField("framework", overridable=False),
        SynchronizedField("number", overridable=False),
        SynchronizedField("order", overridable=False),
    ]
    search_fields: ClassVar[list[index.BaseField]] = [
        *Term.search_fields,
        index.SearchField("label"),
    ]
    panels = [
        FieldPanel("framework"),
        FieldPanel("number"),
        FieldPanel("title"),
        FieldPanel("title_verified"),
        FieldPanel("label"),
    ]

    class Meta(Term.Meta):
        verbose_name = _("objective")
        verbose_name_plural = _("objectives")
        ordering: ClassVar[list[str]] = ["framework", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["locale", "framework", "number"], name="unique_objective_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.framework.upper()} {self.number}: {self.title or self.label}"

    def chosen_by(self) -> dict[str, Any]:
        """Return the framework and the number."""
        return {self.framework: self.number}
