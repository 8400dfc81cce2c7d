"""How to join, the sign-up form and the report archive."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.forms.models import AbstractFormField
from wagtail.contrib.routable_page.models import path
from wagtail.fields import RichTextField, StreamField
from wagtail.models import TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.blocks import BodyBlock
from home.blocks.links import StepBlock
from home.blocks.text import ANSWER_FEATURES, AccordionItemBlock, PointBlock
from home.caches import remember_here
from home.languages import current_language
from home.links import reader_url
from home.pages import PAGE_WORDS, RoutableSitePage, SitePage, tabs
from home.sources import words
from home.subjects import EVERYDAY


class JoinPage(RoutableSitePage):
    """What joining means, step by step; the form to sign up; the editions of the report."""

    introduction = models.TextField(_("introduction"), blank=True)
    steps = StreamField([("step", StepBlock())], verbose_name=_("steps"), blank=True)
    benefits = StreamField([("point", PointBlock())], verbose_name=_("what you get"), blank=True)
    criteria = StreamField(
        [("point", PointBlock())], verbose_name=_("acceptance criteria"), blank=True
    )
    checklist = StreamField(
        [("point", PointBlock())],
        verbose_name=_("what to have at hand"),
        blank=True,
        help_text=_(
            "Beside what the form itself asks, which readers see as a list and a document."
        ),
    )
    after_sending = StreamField(
        [("point", PointBlock())], verbose_name=_("what happens after sending"), blank=True
    )
    frequent_questions = StreamField(
        [("question", AccordionItemBlock())], verbose_name=_("frequent questions"), blank=True
    )
    contact = RichTextField(_("contact"), features=ANSWER_FEATURES, blank=True)
    body = StreamField(BodyBlock(), verbose_name=_("body"), blank=True)
    time_needed = models.CharField(_("time needed"), max_length=255, blank=True)
    form_introduction = models.TextField(_("introduction of the form"), blank=True)
    thank_you_heading = models.CharField(_("heading of the confirmation"), max_length=255)
    thank_you_text = models.TextField(_("text of the confirmation"), blank=True)
    processing_consent = models.TextField(
        _("consent to data processing"),
        blank=True,
        help_text=_("A sign-up keeps the wording that its sender agreed to."),
    )
    publication_consent = models.TextField(
        _("consent to publication"),
        blank=True,
        help_text=_("A sign-up keeps the wording that its sender agreed to."),
    )

    translatable_fields = [
        *words(
            *PAGE_WORDS,
            "introduction",
            "steps",
            "benefits",
            "criteria",
            "checklist",
            "after_sending",
            "frequent_questions",
            "contact",
            "body",
            "time_needed",
            "form_introduction",
            "thank_you_heading",
            "thank_you_text",
            "processing_consent",
            "publication_consent",
        ),
        TranslatableField("questions"),
    ]
    dated_statements = ("questions",)
    search_fields = [
        *SitePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("steps"),
        index.SearchField("frequent_questions"),
        index.SearchField("body"),
    ]
    edit_handler = tabs(
        [
            FieldPanel("introduction"),
            FieldPanel("steps"),
            FieldPanel("benefits"),
            FieldPanel("criteria"),
            FieldPanel("checklist"),
            FieldPanel("after_sending"),
            FieldPanel("frequent_questions"),
            FieldPanel("contact"),
            FieldPanel("body"),
            MultiFieldPanel(
                [
                    FieldPanel("time_needed"),
                    FieldPanel("form_introduction"),
                    FieldPanel("thank_you_heading"),
                    FieldPanel("thank_you_text"),
                    FieldPanel("processing_consent"),
                    FieldPanel("publication_consent"),
                ],
                heading=_("Sign-up form"),
            ),
        ],
        [
            InlinePanel(
                "questions",
                heading=_("Questions of your own"),
                label=_("question"),
                help_text=_("Asked in the form before the consent, and kept with the answers."),
            )
        ],
    )
    subpage_types = ["home.ReportPage", "home.StandardPage"]
    template = "home/join_page.html"

    class Meta:
        verbose_name = _("join page")
        verbose_name_plural = _("join pages")

    def get_structured_data(self) -> dict[str, Any]:
        """Say to search engines which questions the page answers."""
        asked = [
            {
                "@type": "Question",
                "name": block.value["heading"],
                "acceptedAnswer": {"@type": "Answer", "text": str(block.value["body"])},
            }
            for block in self.frequent_questions
        ]
        return {"@type": "FAQPage", "mainEntity": asked} if asked else {}

    @path("")
    def guidance(self, request: HttpRequest) -> HttpResponse:
        """Show the guidance and the form; take a sign-up."""
        from home.joining.receiving import take_sign_up

        return take_sign_up(self, request)

    @path("form/docx/")
    def paper_form(self, request: HttpRequest) -> HttpResponse:
        """Answer with the form as a document to prepare offline."""
        from home.joining.paper_form import paper_form_response

        return paper_form_response(self, request)

    @path("thank-you/")
    def thank_you(self, request: HttpRequest) -> HttpResponse:
        """Confirm that a sign-up has arrived."""
        return self.render(request, template="home/join_thank_you.html")

    @path("confirm-address/")
    def confirm_address(self, request: HttpRequest) -> HttpResponse:
        """Say that a sign-up has arrived and waits for its sender to confirm the address."""
        return self.render(request, template="home/join_held.html")

    @path("saved/")
    def saved(self, request: HttpRequest) -> HttpResponse:
        """Say that the form is saved and that the way back to it is on its way."""
        return self.render(request, template="home/join_saved.html")

    @path("continue/")
    def continue_form(self, request: HttpRequest) -> HttpResponse:
        """Show a saved form, by the link that was sent to its writer."""
        from home.joining.receiving import continue_response

        return continue_response(self, request, request.GET.get("key", ""))

    @path("confirm/")
    def confirm(self, request: HttpRequest) -> HttpResponse:
        """Confirm the e-mail address of a sign-up, by the link that was sent to it."""
        from home.joining.confirmations import confirm_response

        return confirm_response(self, request, request.GET.get("key", ""))

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Add the archive of editions."""
        from actions.city_index import who_has_joined
        from home.joining.paper_form import paper_form_size
        from home.reports import report_cards

        context = super().get_context(request, *args, **kwargs)
        context["editions"] = report_cards()
        context["joined"] = remember_here(
            f"joined:{current_language()}", who_has_joined, apart_from=EVERYDAY
        )
        context["paper_form_size"] = paper_form_size(self)
        context["paper_form_url"] = f"{reader_url(self)}form.docx"
        return context


class JoinQuestion(TranslatableMixin, AbstractFormField):
    """A question that editors add to the sign-up form; its words are translated with the page."""

    FIELD_TYPES = (
        ("singleline", _("One line of text")),
        ("multiline", _("Several lines of text")),
        ("number", _("Number")),
        ("url", _("Web address")),
        ("date", _("Date")),
        ("checkbox", _("Check box")),
        ("dropdown", _("One of a list")),
        ("radio", _("One of a few")),
        ("checkboxes", _("Any of a few")),
    )

    page = ParentalKey(JoinPage, on_delete=models.CASCADE, related_name="questions")
    field_type = models.CharField(_("kind of answer"), max_length=16, choices=FIELD_TYPES)
    field_type.required_on_save = True  # type: ignore[attr-defined]

    translatable_fields: ClassVar[list[Any]] = [
        TranslatableField("label"),
        TranslatableField("help_text"),
        TranslatableField("choices"),
        SynchronizedField("clean_name", overridable=False),
        SynchronizedField("field_type", overridable=False),
        SynchronizedField("required", overridable=False),
    ]
    panels = [
        FieldPanel("label"),
        FieldPanel("help_text"),
        FieldPanel("required"),
        FieldPanel("field_type"),
        FieldPanel("choices"),
    ]

    class Meta(TranslatableMixin.Meta, AbstractFormField.Meta):
        verbose_name = _("question of the form")
        verbose_name_plural = _("questions of the form")

    def __str__(self) -> str:
        return self.label

    def get_field_clean_name(self) -> str:
        """Return a name that is the same in all languages, and no other question's."""
        return f"question_{self.translation_key.hex}"
