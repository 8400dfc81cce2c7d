"""The site's settings at the desk: one entry a language."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LocaleColumn

from home.admin.history import SavedAtOnceCreateView, SavedAtOnceViewSet
from home.models import SiteSettings


class SiteSettingsCreateView(SavedAtOnceCreateView):
    """A language has one entry; asking for a second one leads to it."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Open the entry that is there."""
        existing = SiteSettings.objects.filter(locale=self.locale).first()
        if existing:
            return redirect(self.edit_url_name, existing.pk)
        return super().dispatch(request, *args, **kwargs)


class SiteSettingsViewSet(SavedAtOnceViewSet):
    """Footer, contact, social links and organisers."""

    model = SiteSettings
    add_view_class = SiteSettingsCreateView
    icon = "cog"
    menu_label = _("Site settings")
    menu_name = "site-settings"
    menu_order = 10
    add_to_settings_menu = True
    copy_view_enabled = False
    ordering = "locale__language_code"
    list_display = ["__str__", "contact_email", LocaleColumn(label=_("Language"))]
