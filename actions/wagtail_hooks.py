"""What the desk shows of actions, cities and the official lists."""

from __future__ import annotations

from wagtail import hooks
from wagtail.admin.views.mixins import SpreadsheetExportMixin
from wagtail.snippets.models import register_snippet

from actions import quality
from actions.admin.action_viewset import ActionViewSet
from actions.admin.city_listing import CityListing
from actions.admin.dashboard import count_actions, count_cities, offer_action, offer_city
from actions.admin.follow_up import offer_asking, offer_asking_in_list, register_follow_up
from actions.admin.importing import register_import
from actions.admin.pledge_texts import offer_pledge_texts, register_pledge_texts
from actions.admin.taxonomy_viewsets import OfficialLists
from actions.joining.views import register_joining
from actions.opendata.cells import csv_cell

# Registered as snippets, not by the hook for view sets, so that their permissions are made.
register_snippet(ActionViewSet)
register_snippet(OfficialLists)


# Wagtail sees to it that no text is a formula in its workbooks, but not in its CSV files.
SpreadsheetExportMixin.custom_value_preprocess[str] = {SpreadsheetExportMixin.FORMAT_CSV: csv_cell}


@hooks.register("register_admin_viewset")
def register_city_listing() -> CityListing:
    """Show "Cities" in the menu."""
    return CityListing()


__all__ = [
    "count_actions",
    "count_cities",
    "offer_action",
    "offer_asking",
    "offer_asking_in_list",
    "offer_city",
    "offer_pledge_texts",
    "quality",
    "register_follow_up",
    "register_import",
    "register_joining",
    "register_pledge_texts",
]
