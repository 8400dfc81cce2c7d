"""Editions of the report *Localizing the Global Compacts*."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.forms import CheckboxSelectMultiple
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import re_path
from wagtail.fields import StreamField
from wagtail.search import index
from wagtail.snippets.blocks import SnippetChooserBlock

from home.blocks import BodyBlock
from home.blocks.figures import FiguresBlock
from home.blocks.media import DocumentBlock
from home.fields import ChoiceArrayField
from home.pages import PAGE_WORDS, RoutableSitePage, SitePage, tabs
from home.sources import words


class ReportFigureBlock(blocks.StructBlock):
    """A headline figure as the report states it."""

    value = blocks.IntegerBlock(label=_("Figure"), min_value=0)
    label = blocks.CharBlock(label=_("What it counts"))
    category = SnippetChooserBlock(
        "actions.Category",
        label=_("Category"),
        required=False,
        help_text=_("Only for a figure by category."),
    )

    class Meta:
        icon = "order"
        label = _("Figure")


class Forum(models.TextChoices):
    """The United Nations forums to which editions are delivered."""

    IMRF = "imrf", _("International Migration Review Forum")
    GRF = "grf", _("Global Refugee Forum")


class ReportPage(RoutableSitePage):
    """One edition of the report, with the figures that it states."""

    introduction = models.TextField(_("summary"), blank=True)
    figures = StreamField(
        [("figure", ReportFigureBlock()), ("counted", FiguresBlock())],
        verbose_name=_("headline figures"),
        blank=True,
        help_text=_(
            "As the report states them. Figures counted from the actions are shown apart from "
            "these; freeze them, so that they stay those of the edition."
        ),
    )
    source_name = models.CharField(_("source of the figures"), max_length=255, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    downloads = StreamField(
        [("document", DocumentBlock())], verbose_name=_("downloads"), blank=True
    )

    year_validators = [MinValueValidator(2018), MaxValueValidator(2100)]
    edition_year = models.PositiveSmallIntegerField(
        _("year of the edition"), default=2022, validators=year_validators
    )
    forum = models.CharField(_("delivered to"), max_length=10, choices=Forum, blank=True)
    forum_year = models.PositiveSmallIntegerField(
        _("year of the forum"), null=True, blank=True, validators=year_validators
    )
    published_year = models.PositiveSmallIntegerField(
        _("year of publication"), null=True, blank=True, validators=year_validators
    )
    report_languages = ChoiceArrayField(
        models.CharField(max_length=10, choices=settings.LANGUAGES),
        verbose_name=_("languages of the report"),
        default=list,
        blank=True,
    )
    source_url = models.URLField(_("address of the report"), blank=True)

    fact_fields = (
        "edition_year",
        "forum",
        "forum_year",
        "published_year",
        "report_languages",
        "source_url",
    )
    translatable_fields = words(
        *PAGE_WORDS, "introduction", "figures", "source_name", "body", "downloads"
    )
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    edit_handler = tabs(
        [
            FieldPanel("introduction"),
            FieldPanel("figures"),
            FieldPanel("source_name"),
            FieldPanel("body"),
            FieldPanel("downloads"),
        ],
        [
            FieldPanel("edition_year"),
            MultiFieldPanel(
                [FieldRowPanel([FieldPanel("forum"), FieldPanel("forum_year")])],
                heading=_("Forum"),
            ),
            FieldPanel("published_year"),
            FieldPanel("report_languages", widget=CheckboxSelectMultiple),
            FieldPanel("source_url"),
        ],
    )
    parent_page_types = ["home.JoinPage"]
    subpage_types: list[str] = []
    template = "home/report_page.html"
    og_type = "article"
    schema_type = "Report"

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    @re_path(r"^cite/(bib|ris)/$")
    def citation(self, request: HttpRequest, extension: str) -> HttpResponse:
        """Answer with the citation of the edition, as a file."""
        from actions.citing import as_file
        from home.links import absolute_url
        from home.reports import citation

        return as_file(citation(self, absolute_url(request, self.get_url() or "/")), extension)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tell the totals from the figures by category, and add what belongs to the edition."""
        from home.reports import report_context

        context = super().get_context(request, *args, **kwargs)
        context.update(report_context(self, request))
        return context
