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
from home.pages import PAGE_WORDS, SitePage, tabs
from home.sources import TranslatableField


class HomePage(SitePage):
    """The Call's aim, what it has gathered, and the way to join."""

    lead = models.TextField(_("lead"), help_text=_("The Call's aim in one or two sentences."))
    featured_heading = models.CharField(_("heading above the featured actions"), max_length=120)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

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
        [],
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
        """Add live figures, featured actions, newest stories and the current report."""
        from home.highlights import highlights

        context = super().get_context(request, *args, **kwargs)
        context.update(highlights())
        return context
