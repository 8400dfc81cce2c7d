"""Permission policies that know the reach of somebody at the desk."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from wagtail.models import PagePermissionTester
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permission_policies.pages import PagePermissionPolicy

from home.accounts.reach import reach_of


class ReachPagePolicy(PagePermissionPolicy):
    """Wagtail's rules for pages, for those that are within somebody's reach."""

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Any
    ) -> bool:
        """Ask for the permission, and for the reach."""
        allowed = super().user_has_any_permission_for_instance(user, actions, instance)
        return bool(allowed) and reach_of(user).holds(instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        """Return the pages with the permission that are within reach."""
        pages = super().instances_user_has_any_permission_for(user, actions)
        return reach_of(user).limit(pages)


class ReachPageTester(PagePermissionTester):
    """What somebody may do with a page: nothing, if it is out of reach."""

    def __init__(self, user: Any, page: Any) -> None:
        super().__init__(user, page)
        reach = reach_of(user)
        self.is_within_reach = not reach.is_limited or reach.holds(page)
        if not self.is_within_reach:
            self.permissions: set[str] = set()

    def can_edit(self) -> bool:
        """Refuse also the owner of the page and who has to review it."""
        return self.is_within_reach and bool(super().can_edit())


class ReachPolicy(ModelPermissionPolicy):
    """Django's permissions for a kind of record, for those within somebody's reach."""

    def user_has_permission_for_instance(self, user: Any, action: str, instance: Any) -> bool:
        """Ask for the permission, and for the reach."""
        allowed = super().user_has_permission_for_instance(user, action, instance)
        return bool(allowed) and reach_of(user).holds(instance)

    def instances_user_has_any_permission_for(self, user: Any, actions: Iterable[str]) -> QuerySet:
        """Return the records with the permission that are within reach."""
        records = super().instances_user_has_any_permission_for(user, actions)
        return reach_of(user).limit(records)
