"""A change of status: the mail that tells of it is shown first, and sent if the reviewer agrees."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.joining.reviewing import (
    EVENTS,
    NEXT,
    StaleError,
    change_status,
    mail_about,
    seen_as,
)
from home.languages import bcp47, direction
from home.mails import PLACEHOLDERS
from home.models import SignUp

from .permissions import ForReviewersMixin

Status = SignUp.Status
LONGEST_NOTE = 3000

# What the button says that leads to a status, and what the page does that it leads to.
STEPS: dict[str, Any] = {
    Status.IN_REVIEW: gettext_lazy("Take into review"),
    Status.QUESTION: gettext_lazy("Ask a question"),
    Status.ACCEPTED: gettext_lazy("Accept"),
    Status.PUBLISHED: gettext_lazy("Mark as published"),
    Status.DECLINED: gettext_lazy("Decline"),
}


class StatusForm(forms.Form):
    """What the reviewer adds, and whether the mail is sent."""

    seen = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label=gettext_lazy("What you add"),
        max_length=LONGEST_NOTE,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    send = forms.BooleanField(label=gettext_lazy("Send this mail"), required=False)

    def __init__(self, *args: Any, status: str, can_send: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status = status
        if not can_send:
            del self.fields["send"]
        if not can_send or "note" not in PLACEHOLDERS[EVENTS[status]]:
            del self.fields["note"]

    def clean(self) -> dict[str, Any]:
        """Ask for the question that is to be sent."""
        cleaned_data = super().clean() or {}
        is_empty = not cleaned_data.get("note") and not self.errors
        if self.status == Status.QUESTION and cleaned_data.get("send") and is_empty:
            self.add_error("note", _("Write the question that the mail asks."))
        return cleaned_data


class ChangeStatus(ForReviewersMixin, WagtailAdminTemplateMixin, FormView):
    """Show the mail as it would leave; with ``preview``, with the note that was typed."""

    required = "change"
    form_class = StatusForm
    template_name = "wagtailadmin/sign_ups/status.html"
    header_icon = "mail"
    _show_breadcrumbs = True

    @cached_property
    def status(self) -> str:
        """Where the sign-up goes; there are no other steps than the reading view offers."""
        if self.kwargs["status"] not in STEPS:
            raise Http404
        return str(self.kwargs["status"])

    @cached_property
    def sign_up(self) -> SignUp:
        """The sign-up."""
        return get_object_or_404(SignUp, pk=self.kwargs["pk"])

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the mail, unless the step has been taken by now."""
        refused = self.refused()
        return refused or super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the mail with what was added, or take the step."""
        form = self.get_form()
        if "preview" in request.POST:
            form.is_valid()
            return self.render_to_response(self.get_context_data(form=form))
        return self.form_valid(form) if form.is_valid() else self.form_invalid(form)

    def form_valid(self, form: Any) -> HttpResponse:
        """Take the step with its mail, or say that somebody was quicker."""
        refused = self.refused(form.cleaned_data["seen"])
        if refused:
            return refused
        mail = self.mail(form) if form.cleaned_data.get("send") else None
        try:
            change_status(
                self.sign_up,
                self.status,
                seen=form.cleaned_data["seen"],
                user=self.request.user,
                mail=mail,
            )
        except StaleError:
            return self.stale()
        text = _("The status is changed, and the mail is on its way.")
        messages.success(self.request, text if mail else _("The status is changed."))
        return redirect(self.sign_up_url)

    def refused(self, seen: str = "") -> HttpResponse | None:
        """Lead back with the reason if the step can't be taken."""
        if self.status not in NEXT[self.sign_up.status] or (seen and seen != seen_as(self.sign_up)):
            return self.stale()
        if self.status == Status.PUBLISHED and not self.link:
            text = _("Not yet: the page and every action must be published first.")
            messages.error(self.request, text)
            return redirect(self.sign_up_url)
        return None

    def stale(self) -> HttpResponse:
        """Tell that the sign-up has moved on."""
        self.sign_up.refresh_from_db()
        text = _(
            "Nothing was changed or sent: somebody else, or the sender, has changed this sign-up "
            "meanwhile. Its status is “%(status)s” now."
        )
        messages.error(self.request, text % {"status": self.sign_up.get_status_display()})
        return redirect(self.sign_up_url)

    @property
    def sign_up_url(self) -> str:
        """The reading view."""
        return reverse("sign-ups:inspect", args=[self.sign_up.pk])

    @property
    def link(self) -> str:
        """The public page of the LRG, once everything is published."""
        from actions.joining.publication import public_url

        if self.status != Status.PUBLISHED:
            return ""
        return public_url(self.sign_up, self.request)

    def mail(self, form: Any) -> Any:
        """Return the mail as it would leave with what the form says."""
        note = form["note"].value() if "note" in form.fields else ""
        return mail_about(self.sign_up, self.status, note=(note or "").strip(), link=self.link)

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which step it is for."""
        can_send = mail_about(self.sign_up, self.status) is not None
        return {**super().get_form_kwargs(), "status": self.status, "can_send": can_send}

    def get_initial(self) -> dict[str, Any]:
        """Send the mail unless the reviewer says no."""
        return {"seen": seen_as(self.sign_up), "send": True}

    def get_page_title(self) -> str:
        """Name the step."""
        return str(STEPS[self.status])

    def get_page_subtitle(self) -> str:
        """Name the LRG."""
        return self.sign_up.lrg_name

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the reading view."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("sign-ups:index"), "label": _("Sign-ups")},
            {"url": self.sign_up_url, "label": self.sign_up.lrg_name},
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the mail."""
        context = super().get_context_data(**kwargs)
        language = self.sign_up.writing_language
        return {
            **context,
            "sign_up": self.sign_up,
            "mail": self.mail(context["form"]),
            "mail_language": bcp47(language),
            "mail_direction": direction(language),
            "status_label": Status(self.status).label,
        }
