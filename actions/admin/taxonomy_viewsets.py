"""The official lists: categories, priorities and objectives."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, LocaleColumn
from wagtail.admin.widgets import BooleanRadioSelect
from wagtail.snippets.views.snippets import SnippetViewSetGroup

from actions.models import Category, Framework, Objective, Priority
from home.admin.filters import SourceFilterSet
from home.admin.history import SavedAtOnceViewSet

VERIFIED = BooleanColumn(
    "title_verified", label=_("Checked"), sort_key="title_verified", width="10%"
)
LANGUAGE = LocaleColumn(label=_("Language"))


class TermFilterSet(SourceFilterSet):
    """By language and by whether the title was checked."""

    title_verified = django_filters.BooleanFilter(
        label=_("Title checked against its source"), widget=BooleanRadioSelect
    )


class CategoryFilterSet(TermFilterSet):
    """Filters of categories."""

    class Meta:
        model = Category
        fields: ClassVar[list[str]] = []


class PriorityFilterSet(TermFilterSet):
    """Filters of priorities."""

    class Meta:
        model = Priority
        fields: ClassVar[list[str]] = []


class ObjectiveFilterSet(TermFilterSet):
    """Filters of objectives: by framework as well."""

    framework = django_filters.MultipleChoiceFilter(
        label=_("Framework"), choices=Framework.choices, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Objective
        fields: ClassVar[list[str]] = []


class TermViewSet(SavedAtOnceViewSet):
    """What the three lists share."""

    list_per_page = 50
    search_backend_name = None
    search_fields: Any = ("title", "label")
    copy_view_enabled = False
    ordering: Any = "order"


class CategoryViewSet(TermViewSet):
    """The categories of the report."""

    model = Category
    icon = "tag"
    menu_label = _("Categories")
    filterset_class = CategoryFilterSet
    list_display = [
        "title",
        "label",
        Column("order", label=_("Order"), sort_key="order"),
        LANGUAGE,
        VERIFIED,
    ]


class PriorityViewSet(TermViewSet):
    """The Call's priorities."""

    model = Priority
    icon = "pick"
    menu_label = _("Priorities")
    filterset_class = PriorityFilterSet
    search_fields = ("title",)
    list_display = [
        "title",
        Column("order", label=_("Order"), sort_key="order"),
        LANGUAGE,
        VERIFIED,
    ]


class ObjectiveViewSet(TermViewSet):
    """The objectives of the two compacts, and the goals."""

    model = Objective
    icon = "list-ol"
    menu_label = _("Objectives")
    filterset_class = ObjectiveFilterSet
    ordering = ("framework", "number")
    list_display = [
        "title",
        Column("framework", label=_("Framework"), accessor="get_framework_display"),
        Column("number", label=_("Number"), sort_key="number"),
        "label",
        LANGUAGE,
        VERIFIED,
    ]


class OfficialLists(SnippetViewSetGroup):
    """The three lists under one menu item: they change rarely."""

    items = (CategoryViewSet, PriorityViewSet, ObjectiveViewSet)
    menu_label = _("Official lists")
    menu_name = "official-lists"
    menu_icon = "list-ul"
    menu_order = 500
