"""A page of text."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.pages import PAGE_WORDS, SitePage, tabs
from home.sources import words


class StandardPage(SitePage):
    """A page of text, such as *About the Call*."""

    introduction = models.TextField(
        _("introduction"), blank=True, help_text=_("One to three sentences below the title.")
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    translatable_fields = words(*PAGE_WORDS, "introduction", "body")
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("body"),
    ]
    edit_handler = tabs([FieldPanel("introduction"), FieldPanel("body")], [])
    template = "home/standard_page.html"

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
