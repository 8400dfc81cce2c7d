"""Which sign-ups the list shows."""

from __future__ import annotations

from typing import Any, ClassVar

import django_filters
from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from home.languages import territory_name
from home.models import SignUp
from home.models.sign_up import SignUpQuerySet

ALL = "all"
HELD = "held"
MINE = "mine"
NOBODY = "nobody"


def countries_of_sign_ups() -> list[tuple[str, str]]:
    """Return the countries from which there are sign-ups, by name."""
    codes = SignUp.objects.order_by().values_list("country", flat=True).distinct()
    names = [(str(code), territory_name(str(code))) for code in codes]
    return sorted(names, key=lambda choice: choice[1])


class ShownFilter(django_filters.ChoiceFilter):
    """What is open, unless a status or words are asked for: those look through everything.

    What waits for the confirmation of an address is shown on its own only.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Show"),
            empty_label=_("What is open"),
            choices=[(ALL, _("Open and closed")), (HELD, _("Waiting for confirmation"))],
            widget=forms.RadioSelect,
            **kwargs,
        )

    def filter(self, qs: SignUpQuerySet, value: str) -> SignUpQuerySet:
        """Keep what is asked for."""
        if value == HELD:
            return qs.held()
        if value == ALL or self.parent.data.get("status") or self.parent.data.get("q"):
            return qs.at_the_desk()
        return qs.open()


class AssigneeFilter(django_filters.ChoiceFilter):
    """Mine, or nobody's."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            label=_("Assigned to"),
            empty_label=_("Anybody"),
            choices=[(MINE, _("Me")), (NOBODY, _("Nobody yet"))],
            widget=forms.RadioSelect,
            **kwargs,
        )

    def filter(self, qs: QuerySet, value: str) -> QuerySet:
        """Keep what is asked for."""
        if value == MINE:
            return qs.filter(assignee=self.parent.request.user)
        return qs.filter(assignee=None) if value == NOBODY else qs


class SignUpFilterSet(WagtailFilterSet):
    """By status, assignee, kind, country, language and date."""

    show = ShownFilter()
    assigned = AssigneeFilter()
    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=SignUp.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    country = django_filters.MultipleChoiceFilter(
        label=_("Country"), choices=countries_of_sign_ups, widget=forms.CheckboxSelectMultiple
    )
    language = django_filters.MultipleChoiceFilter(
        label=_("Language"),
        choices=SignUp._meta.get_field("language").choices or (),
        widget=forms.CheckboxSelectMultiple,
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=SignUp.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Received"), widget=DateRangePickerWidget
    )

    class Meta:
        model = SignUp
        fields: ClassVar[list[str]] = []
