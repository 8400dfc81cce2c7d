"""The home page of each language."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.blocks.featured import FeaturedBlock
from home.pages import PAGE_WORDS, SitePage, tabs
from home.sources import TranslatableField


class HomePage(SitePage):
    """The Call's aim, what it has gathered, and the way to join."""

    lead = models.TextField(_("lead"), help_text=_("The Call's aim in one or two sentences."))
    featured_heading = models.CharField(_("heading above the featured"), max_length=120)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    featured = StreamField(
        FeaturedBlock(),
        verbose_name=_("featured"),
        blank=True,
        help_text=_(
            "What readers see first, in this order: drag to change it. What is not public is "
            "left out. Without any, the newest actions are shown."
        ),
    )

    fact_fields = ("featured",)

    # No slug among the words: the home pages of the languages are siblings.
    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField(name) for name in (*PAGE_WORDS, "lead", "featured_heading", "body")
    ]
    search_fields = [*SitePage.search_fields, index.SearchField("lead"), index.SearchField("body")]
    edit_handler = tabs(
        [
            FieldPanel("lead"),
            FieldPanel("featured_heading"),
            FieldPanel("body"),
        ],
        [FieldPanel("featured")],
    )
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"
    schema_type = "WebSite"

    class Meta:
        verbose_name = _("home page")
        verbose_name_plural = _("home pages")

    @property
    def summary_text(self) -> str:
        """The Call's aim."""
        return self.lead

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add live figures, what is featured, newest stories and the current report."""
        from home.highlights import highlights

        context = super().get_context(request, *args, **kwargs)
        context.update(highlights(self, is_preview=getattr(request, "is_preview", False)))
        return context
