"""The contact persons of the LRGs, for whoever may read sign-ups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from home.admin.sign_ups.permissions import SIGN_UPS
from home.models import Contact


class ContactPermissionPolicy(ModelPermissionPolicy):
    """Contact persons come from sign-ups: the permissions are theirs."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask for the same permission on sign-ups; whoever may change those may add a person."""
        return SIGN_UPS.user_has_permission(user, "change" if action == "add" else action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Apply the rule above to each permission."""
        return any(self.user_has_permission(user, action) for action in actions)


class ContactFilterSet(WagtailFilterSet):
    """By language."""

    language = django_filters.MultipleChoiceFilter(
        label=_("Language"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Contact
        fields: ClassVar[list[str]] = []


class ContactIndexView(IndexView):
    """Everybody, with the LRG that they answer for."""

    def get_base_queryset(self) -> Any:
        """Read the LRGs along."""
        return super().get_base_queryset().select_related("city")


class ContactViewSet(ModelViewSet):
    """Contact persons by name."""

    model = Contact
    name = "contacts"
    icon = "group"
    menu_label = _("Contact persons")
    menu_name = "contacts"
    menu_order = 15
    add_to_settings_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    index_view_class = ContactIndexView
    filterset_class = ContactFilterSet
    list_per_page = 50
    ordering = "name"
    search_fields = ("name", "email", "city__title")
    search_backend_name = None
    edit_handler = ObjectList(
        [
            FieldPanel("city"),
            FieldPanel("name"),
            FieldPanel("role"),
            FieldPanel("email"),
            FieldPanel("language"),
        ]
    )
    list_display = [
        "name",
        Column("city", label=_("City or region"), sort_key="city__title"),
        Column("role", label=_("Role")),
        Column("email", label=_("E-mail address"), sort_key="email"),
        Column("language", label=_("Language"), accessor="get_language_display"),
        DateColumn("created_at", label=_("Added"), sort_key="created_at"),
    ]
