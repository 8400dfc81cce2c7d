"""What the desk shows of actions, cities and the official lists."""

from __future__ import annotations

from wagtail import hooks

from actions.admin.action_viewset import ActionViewSet
from actions.admin.city_listing import CityListing


@hooks.register("register_admin_viewset")
def register_city_listing() -> CityListing:
    """Show "Cities" in the menu."""
    return CityListing()


@hooks.register("register_admin_viewset")
def register_actions() -> ActionViewSet:
    """Show "Actions" in the menu."""
    return ActionViewSet()
