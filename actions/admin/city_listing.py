"""Cities and regions at the desk."""

from __future__ import annotations

from typing import ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.widgets import BooleanRadioSelect

from actions.models import CityPage
from actions.models.city import Kind
from home.admin.filters import SourceFilterSet, StatusFilter
from home.admin.listings import FactColumn, PagesOfTypeViewSet

from .places import country_choices


class JoinedColumn(BooleanColumn):
    """Whether the LRG has joined, read from the source."""

    def get_value(self, instance: CityPage) -> bool:
        """Return the fact of the row's source."""
        return instance.source.has_joined


def countries_of_cities() -> list[tuple[str, str]]:
    """Return the countries in which there are LRGs."""
    codes = CityPage.objects.filter(is_source=True).order_by().values_list("country", flat=True)
    return country_choices(codes.distinct())


class CityFilterSet(SourceFilterSet):
    """By country, kind, joining and status."""

    facts = ("country", "kind", "has_joined")

    status = StatusFilter()
    country = django_filters.MultipleChoiceFilter(
        label=_("Country"), choices=countries_of_cities, widget=forms.CheckboxSelectMultiple
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    has_joined = django_filters.BooleanFilter(
        label=_("Has joined the Call"), widget=BooleanRadioSelect
    )

    class Meta:
        model = CityPage
        fields: ClassVar[list[str]] = []


class CityListing(PagesOfTypeViewSet):
    """All cities, regions and associations."""

    model = CityPage
    name = "cities"
    icon = "site"
    menu_label = _("Cities")
    menu_name = "cities"
    menu_order = 30
    filterset_class = CityFilterSet
    own_columns = [
        FactColumn("country_name", label=_("Country"), sort_key="country"),
        FactColumn("get_kind_display", label=_("Kind"), sort_key="kind"),
        JoinedColumn("has_joined", label=_("Has joined"), sort_key="has_joined", width="8%"),
        FactColumn("joined_year", label=_("Joined in"), sort_key="joined_year"),
    ]
