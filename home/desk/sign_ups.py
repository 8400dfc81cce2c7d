"""Sign-ups that wait for somebody at the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Case, Count, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.utils import get_user_display_name

from home.admin.sign_ups.permissions import SIGN_UPS
from home.models import SignUp

from .entries import LIST_LENGTH, Entry
from .panels import ListPanel


class SignUpsPanel(ListPanel):
    """For those only who may read sign-ups, which hold personal data."""

    name = "desk-sign-ups"
    order = 25
    heading = gettext_lazy("Sign-ups waiting")
    icon = "form"
    template_name = "wagtailadmin/desk/sign_ups.html"
    nothing = gettext_lazy("No sign-up is waiting.")
    all_label = gettext_lazy("All sign-ups")

    def is_shown(self) -> bool:
        """Ask for the permission that the list of sign-ups asks for."""
        return SIGN_UPS.user_has_permission(self.user, "view")

    def get_all_url(self) -> str:
        """Return the list of sign-ups."""
        return reverse("sign-ups:index")

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Add how many there are, and how many of them are this person's."""
        counts = SignUp.objects.open().aggregate(
            waiting=Count("pk"),
            new=Count("pk", filter=Q(status=SignUp.Status.NEW)),
            mine=Count("pk", filter=Q(assignee=self.user)),
        )
        return {**super().get_context_data(parent_context), **counts}

    def get_entries(self) -> Sequence[Entry]:
        """Return the person's own first, then what has waited longest."""
        mine = Case(
            When(assignee=self.user, then=Value(0)), default=Value(1), output_field=IntegerField()
        )
        waiting = SignUp.objects.open().order_by(mine, "created_at").select_related("assignee")
        return [self._entry(sign_up) for sign_up in waiting[:LIST_LENGTH]]

    def _entry(self, sign_up: SignUp) -> Entry:
        who = sign_up.assignee
        if who is None:
            note = _("nobody looks after it yet")
        elif who == self.user:
            note = _("yours")
        else:
            note = get_user_display_name(who)
        return Entry(
            title=sign_up.lrg_name,
            url=reverse("sign-ups:inspect", args=[sign_up.pk]),
            kind=sign_up.get_status_display(),
            when=sign_up.created_at,
            note=note,
        )
