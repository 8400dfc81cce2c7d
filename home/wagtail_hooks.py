"""What the desk shows of reports, sign-ups and translations, and how its menu is ordered."""

from __future__ import annotations

from django.apps import apps
from django.http import HttpRequest
from django.urls import URLPattern
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.models import Page
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home import rich_text_links
from home.accounts import choosers
from home.accounts.policies import ReachPagePolicy, ReachPolicy
from home.accounts.reach import reach_of
from home.admin import (
    exchange,
    following,
    handbook,
    hints,
    machine_translation,
    mail_texts,
    personal_data,
    publishing_translations,
    report_builds,
    saving,
    scheduling,
    transfer,
)
from home.admin.accounts import hooks as accounts
from home.admin.accounts import second_factor, sessions
from home.admin.bin import deleting
from home.admin.bin.permissions import BinPermissionPolicy
from home.admin.bin.views import BinViewSet
from home.admin.contacts import ContactPermissionPolicy, ContactViewSet
from home.admin.glossary import GlossaryViewSet
from home.admin.messages import MessagePermissionPolicy, MessageViewSet
from home.admin.report_listing import ReportListing
from home.admin.sign_ups import SignUpPermissionPolicy
from home.admin.sign_ups.listing import SignUpViewSet
from home.admin.sign_ups.log import register_log_actions
from home.admin.site_settings import SiteSettingsViewSet
from home.admin.style import style
from home.admin.translations import hooks as translations
from home.desk import hooks as dashboard
from home.desk import starting
from home.models import BinEntry, Contact, OutgoingMessage, SignUp
from home.quality import hooks as quality
from home.sources import SourceMixin
from home.uploads.forms import PortraitForm

register_permission_policy(BinEntry, BinPermissionPolicy(BinEntry))
register_permission_policy(Page, ReachPagePolicy(Page))
for model in apps.get_models():
    if issubclass(model, SourceMixin) and not issubclass(model, Page):
        register_permission_policy(model, ReachPolicy(model))
register_permission_policy(SignUp, SignUpPermissionPolicy(SignUp))
register_permission_policy(OutgoingMessage, MessagePermissionPolicy(OutgoingMessage))
register_permission_policy(Contact, ContactPermissionPolicy(Contact))
# Wagtail has no setting for this form, as it has for those of images and documents.
AvatarSettingsPanel.form_class = PortraitForm
register_snippet(SiteSettingsViewSet)
register_snippet(GlossaryViewSet)
hooks.register("insert_global_admin_css", style)
hooks.register("insert_global_admin_js", starting.script)
hooks.register("register_log_actions", register_log_actions)
# After Wagtail's own.
hooks.register("register_rich_text_features", rich_text_links.register, order=10)
hooks.register("register_settings_menu_item", mail_texts.menu_item)
hooks.register("register_settings_menu_item", personal_data.menu_item)
hooks.register("register_settings_menu_item", transfer.menu_item)
hooks.register("register_log_actions", transfer.register_log_actions)

REPORTS_OF_ALL = {"site-history", "workflows", "workflow-tasks", "page-types-usage"}


@hooks.register("register_admin_viewset")
def register_report_listing() -> ReportListing:
    """Show "Reports" in the menu."""
    return ReportListing()


@hooks.register("register_admin_viewset")
def register_sign_ups() -> SignUpViewSet:
    """Show "Sign-ups" in the menu."""
    return SignUpViewSet()


@hooks.register("register_admin_viewset")
def register_messages() -> MessageViewSet:
    """Show "Messages" among the settings of the desk."""
    return MessageViewSet()


@hooks.register("register_admin_viewset")
def register_bin() -> BinViewSet:
    """Show "Bin" in the menu."""
    return BinViewSet()


@hooks.register("register_admin_viewset")
def register_contacts() -> ContactViewSet:
    """Show "Contact persons" among the settings."""
    return ContactViewSet()


@hooks.register("register_admin_urls")
def register_pages_of_the_desk() -> list[URLPattern]:
    """Give the pages that are no listing of records their addresses."""
    parts = (
        mail_texts,
        personal_data,
        exchange,
        machine_translation,
        following,
        hints,
        transfer,
        second_factor,
        sessions,
    )
    return [pattern for part in parts for pattern in part.urlpatterns]


@hooks.register("construct_main_menu")
def rename_wagtail_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Keep "Reports" for the Call's reports: Wagtail's own are about what goes on at the desk."""
    for item in items:
        if item.name == "reports":
            item.label = _("Activity")


@hooks.register("construct_reports_menu")
def drop_reports_of_all_records(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out what goes on with every record for whoever works for some LRGs only."""
    if reach_of(request.user).lrgs is not None:
        items[:] = [item for item in items if item.name not in REPORTS_OF_ALL]


@hooks.register("construct_reports_menu")
def drop_report_of_translations(request: HttpRequest, items: list[MenuItem]) -> None:
    """Leave out wagtail-localize's report, which knows only what has been submitted to it."""
    items[:] = [item for item in items if item.name != "translations"]


__all__ = [
    "accounts",
    "choosers",
    "dashboard",
    "deleting",
    "handbook",
    "publishing_translations",
    "quality",
    "report_builds",
    "saving",
    "scheduling",
    "translations",
]
