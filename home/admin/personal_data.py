"""The data of one person at the desk: found by address, handed over, erased."""

from __future__ import annotations

import json
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from home.admin.sign_ups.permissions import EXPORT, SIGN_UPS
from home.attachments import attachment
from home.joining.personal_data import Person

KINDS = {
    "sign_ups": gettext_lazy("Sign-ups as the contact person"),
    "second_contacts": gettext_lazy("Sign-ups as the second contact"),
    "contacts": gettext_lazy("Entries as the contact person of a city or region"),
    "drafts": gettext_lazy("Forms that were not sent"),
    "messages": gettext_lazy("Messages to this address"),
    "comments": gettext_lazy("Comments of the team on these sign-ups"),
}


def may_export(user: Any) -> bool:
    """Say whether a user may hand a person's data over."""
    return SIGN_UPS.user_has_permission(user, "view") and user.has_perm(EXPORT)


def may_erase(user: Any) -> bool:
    """Say whether a user may erase a person."""
    return SIGN_UPS.user_has_permission(user, "delete")


class EmailForm(forms.Form):
    """Whose data is meant. It is sent in the body of a request, so that no log has it."""

    email = forms.EmailField(
        label=gettext_lazy("E-mail address"), widget=forms.EmailInput(attrs={"dir": "ltr"})
    )
    is_sure = forms.BooleanField(required=False)


class PersonalData(WagtailAdminTemplateMixin, TemplateView):
    """Find a person; ``export`` answers with a file, ``erase`` erases once it is confirmed."""

    template_name = "wagtailadmin/personal_data.html"
    page_title = gettext_lazy("Data of a person")
    header_icon = "user"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may do one of the two."""
        if not (may_export(request.user) or may_erase(request.user)):
            raise PermissionDenied
        response = super().dispatch(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        return response

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the dashboard."""
        here = {"url": reverse("personal_data"), "label": _("Data of a person")}
        return [*self.breadcrumbs_items, here]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what there is, hand it over, or erase it."""
        form = EmailForm(request.POST)
        if not form.is_valid():
            return self.render_to_response(self.get_context_data(form=form))
        person = Person(form.cleaned_data["email"])
        if "export" in request.POST:
            return self.export(person)
        if "erase" in request.POST:
            if form.cleaned_data["is_sure"]:
                return self.erase(person)
            messages.error(request, _("Nothing was erased: confirm it with the tick first."))
        return self.render_to_response(self.get_context_data(form=form, person=person))

    def export(self, person: Person) -> HttpResponse:
        """Answer with everything as a file, and log that it was taken."""
        user: Any = self.request.user
        if not may_export(user):
            raise PermissionDenied
        log(instance=user, action="home.personal_data.export", user=user)
        text = json.dumps(person.export(), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
        return attachment(text, "personal-data.json", "application/json; charset=utf-8")

    def erase(self, person: Person) -> HttpResponse:
        """Erase the person."""
        if not may_erase(self.request.user):
            raise PermissionDenied
        person.erase(self.request.user)
        messages.success(self.request, _("The data of this person is erased."))
        return redirect("personal_data")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what there is of the person."""
        person = kwargs.get("person")
        counts = person.counts if person else {}
        return super().get_context_data(
            **{"form": EmailForm(), **kwargs},
            rows=[(label, counts.get(name, 0)) for name, label in KINDS.items()],
            is_known=any(counts.values()),
            may_export=may_export(self.request.user),
            may_erase=may_erase(self.request.user),
        )


class PersonalDataMenuItem(MenuItem):
    """Shown to whom may do something there."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the permissions that the page asks for."""
        return may_export(request.user) or may_erase(request.user)


def menu_item() -> MenuItem:
    """Return the entry among the settings."""
    return PersonalDataMenuItem(
        gettext_lazy("Data of a person"),
        reverse("personal_data"),
        name="personal-data",
        icon_name="user",
        order=25,
    )


urlpatterns: list[URLPattern] = [
    path("personal-data/", PersonalData.as_view(), name="personal_data")
]
