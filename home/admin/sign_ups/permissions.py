"""Who may do what with sign-ups."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views import View
from wagtail.permission_policies import ModelPermissionPolicy

from home.models import SignUp

EXPORT = "home.export_signup"


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


SIGN_UPS = SignUpPermissionPolicy(SignUp)


class ForReviewersMixin(View):
    """A view for whoever has one permission on sign-ups, that of viewing them above all."""

    required = "view"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse everybody else."""
        if not SIGN_UPS.user_has_permission(request.user, self.required):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
