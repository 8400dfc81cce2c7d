"""Outgoing messages at the desk: which have left, which have not and why, and once more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.log_actions import log
from wagtail.permission_policies import ModelPermissionPolicy

from home.admin.sign_ups import SignUpPermissionPolicy
from home.models import OutgoingMessage, SignUp
from home.outbox import send_again


class MessagePermissionPolicy(ModelPermissionPolicy):
    """Messages hold personal data: whoever may read sign-ups may read them; nobody writes them."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask for the permission to view sign-ups."""
        sign_ups = SignUpPermissionPolicy(SignUp)
        return action == "view" and sign_ups.user_has_permission(user, "view")

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Apply the rule above to each permission."""
        return any(self.user_has_permission(user, action) for action in actions)


class MessageFilterSet(WagtailFilterSet):
    """By status."""

    status = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Status"),
        choices=OutgoingMessage.Status.choices,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = OutgoingMessage
        fields: ClassVar[list[str]] = []


class MessageInspectView(InspectView):
    """One message, with a button to send it again."""

    template_name = "wagtailadmin/message.html"

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Put the message back into the outbox."""
        message = get_object_or_404(OutgoingMessage, pk=self.kwargs[self.pk_url_kwarg])
        send_again(message)
        if message.sign_up:
            log(instance=message.sign_up, action="home.sign_up.send_again", user=request.user)
        messages.success(request, _("The message will be sent again within a minute."))
        return redirect(reverse("outgoing-messages:index"))


class MessageViewSet(ModelViewSet):
    """Every message, the newest first."""

    model = OutgoingMessage
    name = "outgoing-messages"
    icon = "mail"
    menu_label = gettext_lazy("Messages")
    menu_name = "outgoing-messages"
    menu_order = 65
    add_to_admin_menu = True
    add_to_reference_index = False
    filterset_class = MessageFilterSet
    inspect_view_enabled = True
    inspect_view_class = MessageInspectView
    copy_view_enabled = False
    form_fields: ClassVar[list[str]] = []
    list_per_page = 50
    ordering = "-created_at"
    search_fields = ("recipient", "subject")
    search_backend_name = None
    list_display = [
        "subject",
        "recipient",
        Column("status", label=gettext_lazy("Status"), accessor="get_status_display"),
        Column("attempts", label=gettext_lazy("Attempts")),
        DateColumn("created_at", label=gettext_lazy("Written"), sort_key="created_at"),
        DateColumn("sent_at", label=gettext_lazy("Sent"), sort_key="sent_at"),
    ]
    inspect_view_fields = [
        "subject",
        "recipient",
        "language",
        "body",
        "status",
        "attempts",
        "last_error",
        "created_at",
        "next_attempt_at",
        "sent_at",
    ]
