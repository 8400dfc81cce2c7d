"""The reading view: the answers as the published page would have them, and what is about them."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.generic import InspectView
from wagtail.admin.widgets.button import Button
from wagtail.log_actions import registry

from home.joining.reviewing import NEXT
from home.languages import bcp47, direction, territory_name
from home.models import SignUp

from .permissions import SIGN_UPS
from .status_change import STEPS
from .steps import AssignForm, CommentForm

HISTORY_SHOWN = 30


class ReviewView(InspectView):
    """One sign-up: its page to be, and beside it the people, the papers and the work."""

    template_name = "wagtailadmin/sign_ups/review.html"
    page_title = _("Sign-up")

    def get_object(self, queryset: Any = None) -> SignUp:
        """Read the sign-up with what stands beside it."""
        found = SignUp.objects.select_related("assignee", "publication_text", "processing_text")
        return get_object_or_404(found, pk=self.kwargs["pk"])

    def get_fields(self) -> list[str]:
        """Show no list of fields."""
        return []

    def get_edit_url(self) -> None:
        """Offer no editor: what the sender wrote stays."""

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Add the history."""
        url = reverse("sign-ups:history", args=[self.object.pk])
        history = Button(_("History"), url=url, icon_name="history", priority=10)
        return [history, *super().header_more_buttons]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show everything, and let no proxy or browser keep it."""
        response = super().get(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what was sent, what is known besides, and what can be done."""
        from actions.joining.desk import desk_context

        sign_up: SignUp = self.object
        may_change = SIGN_UPS.user_has_permission(self.request.user, "change")
        history = registry.get_logs_for_instance(sign_up).select_related("user")
        files = list(sign_up.files.defer("content"))
        return {
            **super().get_context_data(**kwargs),
            **desk_context(sign_up, self.request.user),
            "sign_up": sign_up,
            "country": territory_name(str(sign_up.country)),
            "language": {
                "tag": bcp47(sign_up.language),
                "direction": direction(sign_up.language),
            },
            "text_languages": [
                (bcp47(code), name)
                for code, name in settings.LANGUAGES
                if code in sign_up.text_languages
            ],
            "files": files,
            "declaration": next((file for file in files if file.purpose == "declaration"), None),
            "comments": sign_up.comments.select_related("author"),
            "outgoing": sign_up.messages.all(),
            "history": history.order_by("-timestamp", "-pk")[:HISTORY_SHOWN],
            "may_change": may_change,
            "may_find_person": self.request.user.has_perm("home.delete_signup")
            or self.request.user.has_perm("home.export_signup"),
            "steps": self.steps() if may_change else [],
            "assign_form": AssignForm(initial={"assignee": sign_up.assignee_id}),
            "comment_form": CommentForm(),
        }

    def steps(self) -> list[dict[str, Any]]:
        """Return the next steps, each with the page that shows its mail."""
        return [
            {
                "status": status,
                "label": STEPS[status],
                "url": reverse("sign-ups:status", args=[self.object.pk, status]),
            }
            for status in NEXT[self.object.status]
        ]
