"""The explorer of actions and the address of each one."""

from __future__ import annotations

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.pages import PAGE_WORDS, SitePage, tabs
from home.sources import words


class ActionIndexPage(RoutablePageMixin, SitePage):
    """All actions, filtered by the query string, and below it each action."""

    introduction = models.TextField(_("introduction"), blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)

    translatable_fields = words(*PAGE_WORDS, "introduction", "body")
    search_fields = [*SitePage.search_fields, index.SearchField("introduction")]
    edit_handler = tabs([FieldPanel("introduction"), FieldPanel("body")], [])
    subpage_types: list[str] = []
    template = "actions/action_index_page.html"

    class Meta:
        verbose_name = _("list of actions")
        verbose_name_plural = _("lists of actions")

    @path("")
    def explorer(self, request: HttpRequest) -> HttpResponse:
        """List the actions that match the query string."""
        from actions.explorer import explorer_response

        return explorer_response(self, request)

    @path("figures/")
    def figures(self, request: HttpRequest) -> HttpResponse:
        """Show what the actions that match the query string count up to."""
        from actions.figures_page import figures_response

        return figures_response(self, request)

    @path("<slug:slug>/")
    def action(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one action."""
        from actions.detail import action_response

        return action_response(self, request, slug)
