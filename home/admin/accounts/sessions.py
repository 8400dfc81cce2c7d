"""Where somebody is signed in, at the desk: a list, and ending one or all others."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from home.accounts import sessions
from home.accounts.users import may_keep
from home.admin.accounts.second_factor import breadcrumbs_of


class OwnSessions(WagtailAdminTemplateMixin, TemplateView):
    """Where I am signed in."""

    template_name = "wagtailadmin/sessions/list.html"
    page_title = gettext_lazy("Where you are signed in")
    header_icon = "desktop"
    _show_breadcrumbs = True

    @cached_property
    def person(self) -> Any:
        """Whose sessions they are."""
        return self.request.user

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the account."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("wagtailadmin_account"), "label": _("Account")},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the sessions; the present one is marked."""
        current = self.request.session.session_key
        rows = [
            {"session": row, "is_current": row.session_id == current}
            for row in sessions.sessions_of(self.person)
        ]
        others = sum(not row["is_current"] for row in rows)
        return super().get_context_data(rows=rows, others=others, person=self.person, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """End one session, or all but the present one."""
        current = request.session.session_key
        chosen = [
            row
            for row in sessions.sessions_of(self.person)
            if row.session_id != current
            and ("all" in request.POST or str(row.pk) == request.POST.get("session"))
        ]
        ended = sessions.end(chosen)
        if ended:
            log(self.person, "home.session.end", user=request.user)
            text = ngettext("%(count)s session is ended.", "%(count)s sessions are ended.", ended)
            messages.success(request, text % {"count": ended})
        else:
            messages.warning(request, _("There is no such session any more."))
        return redirect(request.path)


class SessionsOf(OwnSessions):
    """Where a colleague is signed in, for those who keep the accounts."""

    page_title = gettext_lazy("Sessions")

    @cached_property
    def person(self) -> Any:
        """The colleague."""
        return get_object_or_404(get_user_model(), pk=self.kwargs["user_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit those who keep the accounts; those of superusers, superusers only."""
        if not may_keep(request.user, self.person):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_page_subtitle(self) -> str:
        """Name the colleague."""
        return get_user_display_name(self.person)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the users."""
        return breadcrumbs_of(self, self.person)


urlpatterns: list[URLPattern] = [
    path("sessions/", OwnSessions.as_view(), name="desk_sessions"),
    path("sessions/<int:user_id>/", SessionsOf.as_view(), name="desk_sessions_of"),
]
