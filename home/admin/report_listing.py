"""Editions of the report at the desk."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _

from home.admin.filters import SourceFilterSet, StatusFilter
from home.admin.listings import FactColumn, PagesOfTypeViewSet
from home.models import ReportPage
from home.models.report_page import Forum


def forum_name(report: ReportPage) -> Any:
    """Name the forum to which an edition was delivered, with its year."""
    return f"{report.get_forum_display()} {report.forum_year or ''}".strip()


class ReportFilterSet(SourceFilterSet):
    """By status and forum."""

    facts = ("forum",)

    status = StatusFilter()
    forum = django_filters.MultipleChoiceFilter(
        label=_("Delivered to"), choices=Forum.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = ReportPage
        fields: ClassVar[list[str]] = []


class ReportListing(PagesOfTypeViewSet):
    """All editions of the report."""

    model = ReportPage
    name = "report-editions"
    icon = "doc-full-inverse"
    menu_label = _("Reports")
    menu_name = "report-editions"
    menu_order = 50
    filterset_class = ReportFilterSet
    own_columns = [
        FactColumn("edition_year", label=_("Edition"), sort_key="edition_year"),
        FactColumn("forum", label=_("Delivered to"), accessor=forum_name),
    ]
