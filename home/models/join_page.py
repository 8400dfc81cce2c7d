"""How to join, the sign-up form and the report archive."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.fields import StreamField
from wagtail.search import index

from home.blocks import BodyBlock
from home.blocks.links import StepBlock
from home.blocks.text import PointBlock
from home.pages import PAGE_WORDS, SitePage, tabs
from home.sources import words


class JoinPage(RoutablePageMixin, SitePage):
    """What joining means, step by step; the form to sign up; the editions of the report."""

    introduction = models.TextField(_("introduction"), blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("steps"), blank=True)
    benefits = StreamField([("point", PointBlock())], verbose_name=_("what you get"), blank=True)
    criteria = StreamField(
        [("point", PointBlock())], verbose_name=_("acceptance criteria"), blank=True
    )
    after_sending = StreamField(
        [("point", PointBlock())], verbose_name=_("what happens after sending"), blank=True
    )
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    time_needed = models.CharField(_("time needed"), max_length=255, blank=True)
    form_introduction = models.TextField(_("introduction of the form"), blank=True)
    thank_you_heading = models.CharField(_("heading of the confirmation"), max_length=255)
    thank_you_text = models.TextField(_("text of the confirmation"), blank=True)

    translatable_fields = words(
        *PAGE_WORDS,
        "introduction",
        "steps",
        "benefits",
        "criteria",
        "after_sending",
        "body",
        "time_needed",
        "form_introduction",
        "thank_you_heading",
        "thank_you_text",
    )
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("steps"),
        index.SearchField("body"),
    ]
    edit_handler = tabs(
        [
            FieldPanel("introduction"),
            FieldPanel("steps"),
            FieldPanel("benefits"),
            FieldPanel("criteria"),
            FieldPanel("after_sending"),
            FieldPanel("body"),
            MultiFieldPanel(
                [
                    FieldPanel("time_needed"),
                    FieldPanel("form_introduction"),
                    FieldPanel("thank_you_heading"),
                    FieldPanel("thank_you_text"),
                ],
                heading=_("Sign-up form"),
            ),
        ],
        [],
    )
    subpage_types = ["home.ReportPage", "home.StandardPage"]
    template = "home/join_page.html"

    class Meta:
        verbose_name = _("join page")
        verbose_name_plural = _("join pages")

    @path("")
    def guidance(self, request: HttpRequest) -> HttpResponse:
        """Show the guidance and the form; take a sign-up."""
        from home.sign_ups import take_sign_up

        return take_sign_up(self, request)

    @path("thank-you/")
    def thank_you(self, request: HttpRequest) -> HttpResponse:
        """Confirm that a sign-up has arrived."""
        return self.render(request, template="home/join_thank_you.html")

    @path("confirm/")
    def confirm(self, request: HttpRequest) -> HttpResponse:
        """Confirm the e-mail address of a sign-up, by the link that was sent to it."""
        from home.confirmations import confirm_response

        return confirm_response(self, request, request.GET.get("key", ""))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the archive of editions."""
        from home.reports import report_cards

        context = super().get_context(request, *args, **kwargs)
        context["editions"] = report_cards()
        return context
