"""Sign-ups at the desk: read by whom may, moved from one status to the next, never written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django import forms
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.languages import territory_name
from home.models import SignUp


class SignUpPermissionPolicy(ModelPermissionPolicy):
    """Sign-ups come through the join page only, whoever is at the desk."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse to add; ask for the view permission besides any other."""
        if action == "add":
            return False
        return super().user_has_permission(user, "view") and super().user_has_permission(
            user, action
        )

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Apply the rule above to each permission."""
        return any(self.user_has_permission(user, action) for action in actions)


def countries_of_sign_ups() -> list[tuple[str, str]]:
    """Return the countries from which there are sign-ups, by name."""
    codes = SignUp.objects.order_by().values_list("country", flat=True).distinct()
    names = [(str(code), territory_name(str(code))) for code in codes]
    return sorted(names, key=lambda choice: choice[1])


def country_name(sign_up: SignUp) -> str:
    """Name the country in the reviewer's language."""
    return territory_name(str(sign_up.country))


class SignUpFilterSet(WagtailFilterSet):
    """By status, kind, country, language and date."""

    status = django_filters.MultipleChoiceFilter(
        label=_("Status"), choices=SignUp.Status.choices, widget=forms.CheckboxSelectMultiple
    )
    kind = django_filters.MultipleChoiceFilter(
        label=_("Kind"), choices=SignUp.Kind.choices, widget=forms.CheckboxSelectMultiple
    )
    country = django_filters.MultipleChoiceFilter(
        label=_("Country"), choices=countries_of_sign_ups, widget=forms.CheckboxSelectMultiple
    )
    language = django_filters.MultipleChoiceFilter(
        label=_("Language"),
        choices=SignUp._meta.get_field("language").choices or (),
        widget=forms.CheckboxSelectMultiple,
    )
    created_at = django_filters.DateFromToRangeFilter(
        label=_("Received"), widget=DateRangePickerWidget
    )

    class Meta:
        model = SignUp
        fields: ClassVar[list[str]] = []


def read_only(*names: str) -> list[FieldPanel]:
    """Show fields without offering to change them: they are what the sender wrote."""
    return [FieldPanel(name, read_only=True) for name in names]


SIGN_UP_PANELS = ObjectList(
    [
        FieldPanel("status", help_text=_("The only thing that changes at the desk.")),
        MultiFieldPanel(
            read_only("lrg_name", "kind", "country", "website", "language"),
            heading=_("Local or regional government"),
        ),
        MultiFieldPanel(
            read_only("contact_name", "contact_role", "contact_email", "email_confirmed_at"),
            heading=_("Contact person"),
        ),
        MultiFieldPanel(
            read_only("endorsement", "text_languages"),
            heading=_("Endorsement and languages"),
        ),
        MultiFieldPanel(
            read_only("consent_publication", "consent_processing", "created_at"),
            heading=_("Consent"),
        ),
    ]
)


class SignUpViewSet(ModelViewSet):
    """Every sign-up, the newest first."""

    model = SignUp
    name = "sign-ups"
    icon = "form"
    menu_label = _("Sign-ups")
    menu_name = "sign-ups"
    menu_order = 40
    add_to_admin_menu = True
    add_to_reference_index = False
    edit_handler = SIGN_UP_PANELS
    filterset_class = SignUpFilterSet
    inspect_view_enabled = True
    copy_view_enabled = False
    list_per_page = 50
    ordering = "-created_at"
    search_fields = (
        "lrg_name",
        "contact_name",
        "contact_email",
        "commitments__text",
        "actions__title",
    )
    search_backend_name = None
    list_display = [
        "lrg_name",
        Column("kind", label=_("Kind"), accessor="get_kind_display", sort_key="kind"),
        Column("country", label=_("Country"), accessor=country_name, sort_key="country"),
        Column("language", label=_("Language"), accessor="get_language_display"),
        Column("status", label=_("Status"), accessor="get_status_display", sort_key="status"),
        DateColumn("created_at", label=_("Received"), sort_key="created_at"),
        BooleanColumn("email_confirmed_at", label=_("Address confirmed")),
    ]
    inspect_view_fields_exclude = ["id", "token"]
    list_export = [
        "created_at",
        "status",
        "lrg_name",
        "kind",
        "country",
        "website",
        "language",
        "contact_name",
        "contact_role",
        "contact_email",
        "email_confirmed_at",
        "endorsement",
        "consent_publication",
        "consent_processing",
    ]
