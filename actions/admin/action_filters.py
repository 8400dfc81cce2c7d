"""Filters of the listing of actions."""

from __future__ import annotations

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from actions.models import Action, ActionLRG, Category
from actions.models.action import Certainty, Programme
from actions.models.progress import Stage
from home.admin.filters import SourceFilterSet, StatusFilter

from .places import country_choices


def countries_of_actions() -> list[tuple[str, str]]:
    """Return the countries in which there are actions."""
    codes = ActionLRG.objects.order_by().values_list("lrg__country", flat=True).distinct()
    return country_choices(codes)


class CertaintyFilter(django_filters.ChoiceFilter):
    """Actions of which some fact was inferred, or none."""

    INFERRED = (
        Q(categories_inferred=True)
        | Q(year_certainty=Certainty.INFERRED)
        | Q(programme_certainty=Certainty.INFERRED)
    )

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Keep the actions that are as certain as asked."""
        if value == Certainty.INFERRED:
            return qs.filter(self.INFERRED)
        return qs.exclude(self.INFERRED) if value else qs


class ActionFilterSet(SourceFilterSet):
    """By stage, theme, place, programme, certainty and status."""

    facts = ("stage", "categories", "country", "programme", "certainty")

    status = StatusFilter()
    stage = django_filters.MultipleChoiceFilter(
        label=_("Stage"), choices=Stage.choices, widget=forms.CheckboxSelectMultiple
    )
    categories = django_filters.ModelMultipleChoiceFilter(
        label=_("Category"),
        queryset=lambda request: Category.objects.filter(is_source=True),
        widget=forms.CheckboxSelectMultiple,
    )
    country = django_filters.MultipleChoiceFilter(
        label=_("Country"),
        field_name="lrgs__lrg__country",
        choices=countries_of_actions,
        widget=forms.CheckboxSelectMultiple,
    )
    programme = django_filters.MultipleChoiceFilter(
        label=_("Programme"), choices=Programme.choices, widget=forms.CheckboxSelectMultiple
    )
    certainty = CertaintyFilter(
        label=_("Certainty"),
        choices=[
            (Certainty.STATED, _("Everything is stated by the source")),
            (Certainty.INFERRED, _("Something was inferred")),
        ],
        empty_label=_("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = Action
        fields: list[str] = []
