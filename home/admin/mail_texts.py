"""The words of the mails at the desk: which are the team's own, changed with a preview."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.generic import FormView, TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from home.languages import bcp47, direction
from home.mails import (
    MEANINGS,
    PLACEHOLDERS,
    fill,
    missing_placeholders,
    standard_text,
    unknown_placeholders,
)
from home.models import Event, MessageText

PERMISSION = "home.change_messagetext"


def example_values(language: str) -> dict[str, str]:
    """Return what the preview fills a text with: nothing real."""
    with override(language):
        return {
            "lrg": _("Exampleville"),
            "name": _("Alex Example"),
            "link": "https://www.example.org/…",
            "date": _("31 December"),
            "note": _("Here stands what the reviewer adds."),
        }


class MailTextForm(forms.Form):
    """Subject and text, with the names in braces that the mail can be filled with."""

    subject = forms.CharField(
        label=gettext_lazy("Subject"), max_length=255, widget=forms.TextInput(attrs={"dir": "auto"})
    )
    body = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 16, "dir": "auto"}),
    )

    def __init__(self, *args: Any, event: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.event = event

    def clean_subject(self) -> str:
        """Refuse names that the mail cannot be filled with."""
        return self._without_unknown(self.cleaned_data["subject"])

    def clean_body(self) -> str:
        """Refuse a text without what the mail is of no use without."""
        body = self._without_unknown(self.cleaned_data["body"].replace("\r\n", "\n"))
        missing = missing_placeholders(self.event, body)
        if missing:
            text = _("Without this the mail is of no use. Add: %(names)s")
            raise forms.ValidationError(text % {"names": in_braces(missing)})
        return body

    def _without_unknown(self, text: str) -> str:
        unknown = unknown_placeholders(self.event, text)
        if unknown:
            message = _("This mail can’t be filled with: %(names)s")
            raise forms.ValidationError(message % {"names": in_braces(unknown)})
        return text


def in_braces(names: list[str]) -> str:
    """Return placeholders as they are written."""
    return ", ".join(f"{{{name}}}" for name in names)


class MailTextsMixin(WagtailAdminTemplateMixin):
    """What both pages share."""

    page_title = gettext_lazy("Texts of mails")
    header_icon = "mail"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may change the texts."""
        if not request.user.has_perm(PERMISSION):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the list."""
        here = {"url": reverse("mail_texts"), "label": _("Texts of mails")}
        return [*self.breadcrumbs_items, here]


class MailTexts(MailTextsMixin, TemplateView):
    """Every mail in every language, with whose words it has."""

    template_name = "wagtailadmin/mail_texts.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add a row for each mail."""
        own = set(MessageText.objects.values_list("event", "language"))
        rows = [
            {
                "label": label,
                "cells": [
                    {
                        "language": name,
                        "is_own": (event, code) in own,
                        "url": reverse("mail_text", args=[event, code]),
                    }
                    for code, name in settings.LANGUAGES
                ],
            }
            for event, label in Event.choices
        ]
        names = [name for _code, name in settings.LANGUAGES]
        return super().get_context_data(rows=rows, languages=names, **kwargs)


class MailText(MailTextsMixin, FormView):
    """One mail in one language: its text, and beside it the mail as it would look."""

    template_name = "wagtailadmin/mail_text.html"
    form_class = MailTextForm

    @cached_property
    def event(self) -> str:
        """The mail; there are no others than the site sends."""
        if self.kwargs["event"] not in Event.values:
            raise Http404
        return str(self.kwargs["event"])

    @cached_property
    def language(self) -> str:
        """The language of the text."""
        if self.kwargs["language"] not in dict(settings.LANGUAGES):
            raise Http404
        return str(self.kwargs["language"])

    @cached_property
    def own(self) -> MessageText | None:
        """The team's own text, if there is one."""
        return MessageText.objects.filter(event=self.event, language=self.language).first()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Save the text, show how it would look, or go back to the standard one."""
        if "reset" in request.POST:
            return self.reset()
        form = self.get_form()
        if "preview" in request.POST or not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        return self.form_valid(form)

    @transaction.atomic
    def form_valid(self, form: Any) -> HttpResponse:
        """Keep the text; the standard one in the same words is no text of the team's own."""
        subject, body = form.cleaned_data["subject"], form.cleaned_data["body"]
        if (subject, body) == standard_text(self.event, self.language):
            return self.reset()
        text, created = MessageText.objects.update_or_create(
            event=self.event,
            language=self.language,
            defaults={"subject": subject, "body": body},
        )
        action = "wagtail.create" if created else "wagtail.edit"
        log(instance=text, action=action, user=self.request.user, content_changed=True)
        messages.success(self.request, _("The text is saved. The next mail has it."))
        return redirect("mail_texts")

    @transaction.atomic
    def reset(self) -> HttpResponse:
        """Go back to the words that come with the site."""
        if self.own:
            log(instance=self.own, action="home.message_text.reset", user=self.request.user)
            self.own.delete()
        messages.success(self.request, _("The mail has the standard text."))
        return redirect("mail_texts")

    def get_form_kwargs(self) -> dict[str, Any]:
        """Tell the form which mail it is for."""
        return {**super().get_form_kwargs(), "event": self.event}

    def get_initial(self) -> dict[str, Any]:
        """Begin with the present text."""
        if self.own:
            return {"subject": self.own.subject, "body": self.own.body}
        subject, body = standard_text(self.event, self.language)
        return {"subject": subject, "body": body}

    def get_page_subtitle(self) -> str:
        """Name the mail and its language."""
        label = Event(self.event).label
        return f"{label} ({dict(settings.LANGUAGES)[self.language]})"

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Name the mail after the list."""
        return [*super().get_breadcrumbs_items(), {"url": "", "label": self.get_page_subtitle()}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the preview, and what may stand in braces."""
        context = super().get_context_data(**kwargs)
        form, values = context["form"], example_values(self.language)
        return {
            **context,
            "own": self.own,
            "mail": {
                "subject": fill(form["subject"].value() or "", values),
                "body": fill((form["body"].value() or "").replace("\r\n", "\n"), values),
            },
            "mail_language": bcp47(self.language),
            "mail_direction": direction(self.language),
            "placeholders": [(f"{{{name}}}", MEANINGS[name]) for name in PLACEHOLDERS[self.event]],
        }


class MailTextsMenuItem(MenuItem):
    """Shown to whom may change the texts."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the permission that the pages ask for."""
        return request.user.has_perm(PERMISSION)


def menu_item() -> MenuItem:
    """Return the entry among the settings."""
    return MailTextsMenuItem(
        gettext_lazy("Texts of mails"),
        reverse("mail_texts"),
        name="mail-texts",
        icon_name="mail",
        order=20,
    )


urlpatterns: list[URLPattern] = [
    path("mail-texts/", MailTexts.as_view(), name="mail_texts"),
    path("mail-texts/<slug:event>/<slug:language>/", MailText.as_view(), name="mail_text"),
]
