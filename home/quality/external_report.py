"""The report on links to other sites."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Case, IntegerField, Value, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.reports import ReportView
from wagtail.models import Page

from home.desk.entries import edit_url, language_name
from home.models import LinkCheck

from .internal_report import may_read

WORST_FIRST = ("broken", "unsure", "refused", "unchecked", "fine")


class LinkFilterSet(WagtailFilterSet):
    """By status, and with those that are ignored."""

    status = django_filters.ChoiceFilter(label=_("Status"), choices=LinkCheck.Status.choices)
    ignored = django_filters.BooleanFilter(label=_("Ignored"))

    class Meta:
        model = LinkCheck
        fields: ClassVar[list[str]] = ["status", "ignored"]


class PlacesColumn(Column):
    """The records that link to an address, each with its editor."""

    cell_template_name = "wagtailadmin/quality/places_cell.html"


class IgnoreColumn(Column):
    """A button that takes a link out of the checks, or back in."""

    cell_template_name = "wagtailadmin/quality/ignore_cell.html"


class ExternalLinksView(ReportView):
    """One line an address, the worst first."""

    model = LinkCheck
    page_title = _("Links to other sites")
    header_icon = "link-external"
    index_url_name = "external_links"
    index_results_url_name = "external_links_results"
    template_name = "wagtailadmin/quality/external_links.html"
    is_searchable = False
    default_ordering = None
    filterset_class = LinkFilterSet
    columns: ClassVar[list[Any]] = [
        Column("url", label=_("Address"), classname="title"),
        Column("status_name", label=_("Status"), accessor="get_status_display"),
        Column("answer", label=_("Answer")),
        DateColumn("checked_at", label=_("Checked")),
        PlacesColumn("places", label=_("Where the link is")),
        IgnoreColumn("ignored", label=_("Ignored")),
    ]
    list_export: ClassVar[list[str]] = [
        "url",
        "get_status_display",
        "answer",
        "checked_at",
        "titles",
    ]
    export_headings: ClassVar[dict[str, Any]] = {
        "url": _("Address"),
        "get_status_display": _("Status"),
        "answer": _("Answer"),
        "checked_at": _("Checked"),
        "titles": _("Where the link is"),
    }

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Admit whoever may edit something."""
        if not may_read(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_filename(self) -> str:
        """Name the file of the export."""
        return "external-links"

    def get_queryset(self) -> Any:
        """Return the links, the broken ones first."""
        rank = Case(
            *(When(status=status, then=Value(n)) for n, status in enumerate(WORST_FIRST)),
            output_field=IntegerField(),
        )
        return LinkCheck.objects.order_by("ignored", rank, "url")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Say whether links are checked at all."""
        context = super().get_context_data(*args, **kwargs)
        return {**context, "is_checking": settings.CHECK_EXTERNAL_LINKS}

    def decorate_paginated_queryset(self, object_list: Any) -> list[Any]:
        """Give each place its editor; what is shown of it was stored with the link."""
        rows = list(object_list)
        for row in rows:
            row.shown_places = [shown_place(place) for place in row.places]
            row.titles = "; ".join(place["title"] for place in row.places)
        return rows


def shown_place(place: dict[str, Any]) -> dict[str, str]:
    """Return the name, language and editor of a record that links to an address."""
    model: Any = ContentType.objects.get_for_id(place["type"]).model_class()
    base = Page if issubclass(model, Page) else model
    return {
        "title": place["title"],
        "language": language_name(place["locale"]),
        "url": edit_url(base, place["key"]),
    }


@require_POST
def ignore_link(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a link out of the checks, or back in."""
    if not may_read(request.user):
        raise PermissionDenied
    link = get_object_or_404(LinkCheck, pk=pk)
    link.ignored = not link.ignored
    link.save(update_fields=["ignored"])
    return redirect("external_links")
