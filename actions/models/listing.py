"""The explorer of actions and the address of each one."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.routable_page.models import path, re_path
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.pages import PAGE_WORDS, RoutableSitePage, SitePage, tabs
from home.sources import words


class ActionIndexPage(RoutableSitePage):
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

    def get_feed_url(self) -> str:
        """Return the address of the feed in the reader's language."""
        from actions.cards import view_url

        return view_url("", "feed/")

    def get_structured_data(self) -> dict[str, Any]:
        """Say that the page shows the data set that another page describes."""
        from actions.opendata.downloads import data_url

        return {"mainEntity": {"@id": data_url()}}

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

    @path("data/")
    def data(self, request: HttpRequest) -> HttpResponse:
        """Explain the actions as open data."""
        from actions.opendata.page import data_response

        return data_response(self, request)

    @path("feed/")
    def feed(self, request: HttpRequest) -> HttpResponseBase:
        """Answer with the Atom feed of the actions that match the query string."""
        from actions.opendata.feed import feed_response

        return feed_response(self, request)

    @re_path(r"^export/(csv|xlsx|json|geojson)/$")
    def export(self, request: HttpRequest, extension: str) -> HttpResponseBase:
        """Answer with the actions that match the query string, as a file."""
        from actions.opendata.files import file_response

        return file_response(request, extension)

    @re_path(r"^([-\w]+)/cite/(bib|ris)/$")
    def citation(self, request: HttpRequest, slug: str, extension: str) -> HttpResponse:
        """Answer with the citation of an action, as a file."""
        from actions.citing import citation_file

        return citation_file(self, request, slug, extension)

    @path("<slug:slug>/pdf/")
    def one_page(self, request: HttpRequest, slug: str) -> HttpResponseBase:
        """Answer with one action on one page, as a PDF."""
        from actions.one_page import action_pdf

        return action_pdf(request, slug)

    @path("<slug:slug>/")
    def action(self, request: HttpRequest, slug: str) -> HttpResponse:
        """Show one action."""
        from actions.detail import action_response

        return action_response(self, request, slug)
