"""The desk's pages on the PDF files of an edition: what there is, what is being built, and how."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import FormView, TemplateView
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from home import pdf
from home.fields import YEARS
from home.languages import current_language, localized_number
from home.models import ReportBuild, ReportPage
from home.report_builds import mark_interrupted, request_build

FILES, BUILD = "report_pdfs", "build_report_pdf"
SECONDS = 4
"""After which the page of a build at work is asked for again."""


def may_build(page: ReportPage, user: Any) -> bool:
    """Say whether a user may build the files of an edition: whoever may publish it."""
    return bool(page.source.permissions_for_user(user).can_publish())


class BuildMixin(WagtailAdminTemplateMixin):
    """What the pages share."""

    header_icon = "doc-full-inverse"
    _show_breadcrumbs = True
    kwargs: dict[str, Any]
    request: HttpRequest
    last_breadcrumbs: list[dict[str, Any]] = []

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may publish the report."""
        if not may_build(self.page, request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def page(self) -> ReportPage:
        """The edition: its source row, whichever language's was asked for."""
        pages = ReportPage.objects.select_related("locale")
        page: ReportPage = get_object_or_404(pages, pk=self.kwargs["pk"])
        return page.source

    def get_page_subtitle(self) -> str:
        """Name the edition."""
        return self.page.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the edition and to its files."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("report-editions:index"), "label": _("Reports")},
            {
                "url": reverse("wagtailadmin_pages:edit", args=[self.page.pk]),
                "label": self.page.title,
            },
            {"url": reverse(FILES, args=[self.page.pk]), "label": _("PDF files")},
            *self.last_breadcrumbs,
        ]


class ReportFiles(BuildMixin, TemplateView):
    """The file of each language: ready, being built, failed."""

    template_name = "wagtailadmin/report_pdfs.html"
    page_title = gettext_lazy("PDF files")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the builds, and how soon to look again."""
        mark_interrupted(self.page)
        builds = list(
            ReportBuild.objects.filter(page=self.page)
            .select_related("document", "requested_by")
            .order_by("language", "-pk")
        )
        return super().get_context_data(
            page_to_build=self.page,
            builds=builds,
            seconds=SECONDS if any(build.is_active for build in builds) else 0,
            missing=pdf.missing(),
            **kwargs,
        )


class BuildForm(forms.Form):
    """What goes into the file, and in which languages."""

    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    scope = forms.ChoiceField(label=gettext_lazy("Which actions"), widget=forms.RadioSelect)
    first_year = forms.IntegerField(
        label=gettext_lazy("Begun from the year"), required=False, validators=YEARS
    )
    last_year = forms.IntegerField(
        label=gettext_lazy("to the year"), required=False, validators=YEARS
    )

    def __init__(self, page: ReportPage, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.page = page
        scopes: Any = self.fields["scope"]
        scopes.choices = [
            (scope.value, f"{scope.label} ({localized_number(self._count(scope))})")
            for scope in ReportBuild.Scope
        ]

    def _count(self, scope: str, *years: int | None) -> int:
        from actions.report.contents import chosen_actions

        return chosen_actions(self.page, scope, *years).count()

    def clean(self) -> dict[str, Any]:
        """Refuse years in the wrong order, a choice that holds nothing, and one that is too long.

        Nothing is chosen instead: an edition without actions of its own is a question to answer.
        """
        from actions.report.contents import MOST_ACTIONS

        data = super().clean() or self.cleaned_data
        if self.errors:
            return data
        first, last = data["first_year"], data["last_year"]
        if first and last and last < first:
            self.add_error("last_year", _("The last year can’t be before the first one."))
            return data
        number = self._count(data["scope"], first, last)
        if not number:
            self.add_error("scope", _("No published action belongs to this choice."))
        elif number > MOST_ACTIONS:
            text = ngettext(
                "This choice holds %(number)s action; a file takes %(most)s at most. Choose years.",
                "This choice holds %(number)s actions; a file takes %(most)s at most. Choose "
                "years.",
                number,
            )
            values = {"number": localized_number(number), "most": localized_number(MOST_ACTIONS)}
            self.add_error("scope", text % values)
        return data


class BuildReport(BuildMixin, FormView):
    """Ask what to build, and build it in the background."""

    template_name = "wagtailadmin/build_report_pdf.html"
    form_class = BuildForm
    page_title = gettext_lazy("Build PDF")
    last_breadcrumbs = [{"url": "", "label": page_title}]

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which edition it is about."""
        return {**super().get_form_kwargs(), "page": self.page}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the language asked for, and with the edition's actions if it has any."""
        asked = self.request.GET.get("language")
        has_own = self.page.actions.filter(live=True, is_source=True).exists()
        return {
            "languages": [asked if asked in dict(settings.LANGUAGES) else current_language()],
            "scope": ReportBuild.Scope.EDITION if has_own else "",
        }

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what is missing on this machine, if anything is."""
        return super().get_context_data(page_to_build=self.page, missing=pdf.missing(), **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        """Put a build for each language into the queue and show how far they are."""
        if reason := pdf.missing():
            form.add_error(None, reason)
            return self.form_invalid(form)
        choice = {name: form.cleaned_data[name] for name in ("scope", "first_year", "last_year")}
        for language in form.cleaned_data["languages"]:
            request_build(self.page, language, self.request.user, **choice)
        messages.success(
            self.request,
            _("The PDF is being built in the background. You can leave this page meanwhile."),
        )
        return redirect(FILES, self.page.pk)


@hooks.register("register_admin_urls")
def register_report_builds() -> list[URLPattern]:
    """Give the pages their addresses."""
    return [
        path("report-editions/<int:pk>/pdf/", ReportFiles.as_view(), name=FILES),
        path("report-editions/<int:pk>/pdf/build/", BuildReport.as_view(), name=BUILD),
    ]


@hooks.register("register_page_header_buttons")
def offer_in_editor(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer to build the PDF in the head of a report's editor."""
    if isinstance(page, ReportPage) and page.pk and may_build(page, user):
        yield Button(_("Build PDF"), _form_url(page), icon_name="doc-full-inverse", priority=60)


@hooks.register("register_page_listing_more_buttons")
def offer_in_listing(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Offer the PDF files in the menu of a report."""
    if isinstance(page.specific_deferred, ReportPage) and may_build(page.specific, user):
        yield Button(
            _("PDF files"),
            reverse(FILES, args=[page.pk]),
            icon_name="doc-full-inverse",
            priority=60,
        )


def _form_url(page: ReportPage) -> str:
    return f"{reverse(BUILD, args=[page.pk])}?language={page.locale.language_code}"
