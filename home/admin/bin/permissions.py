"""Who may bring back, and who may erase."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wagtail.models import Page
from wagtail.permission_policies import ModelPermissionPolicy

from home.models import BinEntry

RESTORE = "home.restore_binentry"


class BinPermissionPolicy(ModelPermissionPolicy):
    """Whoever may restore sees the bin; nobody writes into it by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask for the permission to restore, or to erase."""
        if action == "delete":
            return super().user_has_permission(user, "delete")
        return action == "view" and user.is_active and user.has_perm(RESTORE)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Apply the rule above to each permission."""
        return any(self.user_has_permission(user, action) for action in actions)


def may_publish(user: Any, entry: BinEntry, parent: Page | None) -> bool:
    """Say whether a user may publish what comes back."""
    model = entry.model_class
    if not issubclass(model, Page):
        return bool(user.has_perm(f"{model._meta.app_label}.publish_{model._meta.model_name}"))
    if parent is None:
        return False
    return bool(parent.permissions_for_user(user).can_publish_subpage())
