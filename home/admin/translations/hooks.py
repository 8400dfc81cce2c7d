"""The translation desk's addresses, its entries in the menu, and its part of one's account."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .base import TranslationsMenuItem
from .changes import Changes
from .listing import MyTranslations, TranslationList
from .notices import Notices, NoticesMenuItem, NoticesPanel, mark_read
from .overview import TranslationOverview
from .selecting import Assign, Send, Sending


@hooks.register("register_admin_urls")
def register_desk() -> list[URLPattern]:
    """Give the pages of the translation desk their addresses."""
    return [
        path("translations/", TranslationOverview.as_view(), name="translation_overview"),
        path("translations/list/", TranslationList.as_view(), name="translations_list"),
        path("translations/mine/", MyTranslations.as_view(), name="translations_mine"),
        path("translations/assign/", Assign.as_view(), name="translations_assign"),
        path("translations/send/", Send.as_view(), name="translations_send"),
        path("translations/sending/<int:pk>/", Sending.as_view(), name="translations_sending"),
        path("translations/changes/<int:pk>/", Changes.as_view(), name="translations_changes"),
        path("notices/", Notices.as_view(), name="notices"),
        path("notices/read/", mark_read, name="notices_read"),
    ]


@hooks.register("register_admin_menu_item")
def register_translations() -> MenuItem:
    """Show "Translations" in the menu."""
    return TranslationsMenuItem(
        _("Translations"),
        reverse("translation_overview"),
        name="translations",
        icon_name="globe",
        order=60,
    )


@hooks.register("register_admin_menu_item")
def register_notices() -> MenuItem:
    """Show "Notices" in the menu."""
    return NoticesMenuItem(
        _("Notices"), reverse("notices"), name="notices", icon_name="bell", order=5
    )


@hooks.register("register_icons")
def register_bell(icons: list[str]) -> list[str]:
    """Add the bell to Wagtail's icons."""
    return [*icons, "wagtailadmin/icons/bell.svg"]


@hooks.register("register_account_settings_panel")
def register_choice_of_notices(request: HttpRequest, user: Any, profile: Any) -> NoticesPanel:
    """Let everybody at the desk choose how often they get mail."""
    return NoticesPanel(request, user, profile)
