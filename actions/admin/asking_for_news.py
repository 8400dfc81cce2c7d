"""The desk's page from which LRGs are asked for news: choose, look who gets a mail, send."""

from __future__ import annotations

import re
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.permissions import policy_registry

from actions.follow_up.asking import Candidate, ask, candidates, newest_request
from actions.models import ProgressRequest
from home.links import absolute_url
from home.models import Contact

LONGEST_NOTE = 2000
# A form sends so many at once; the others are still due afterwards.
AT_A_TIME = 300
NUMBER = re.compile(r"[0-9]{1,18}")


class AskForNews(WagtailAdminTemplateMixin, TemplateView):
    """Without a choice of LRGs, a list to choose from; with one, who gets a mail."""

    page_title = gettext_lazy("Ask for news")
    header_icon = "mail"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may change sign-ups."""
        policy = policy_registry.get_by_type(ProgressRequest)
        if not policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the requests."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("follow-up:index"), "label": _("Follow-up")},
            {"url": reverse("follow-up:ask"), "label": self.page_title},
        ]

    @property
    def is_chosen(self) -> bool:
        """Whether the address names LRGs, or all that are due."""
        return "city" in self.request.GET or "due" in self.request.GET

    def get_template_names(self) -> list[str]:
        """Choose first, then look."""
        name = "confirm" if self.is_chosen else "choose"
        return [f"wagtailadmin/ask_for_news_{name}.html"]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the LRGs, those with somebody to ask first."""
        found = self._candidates()
        return super().get_context_data(
            with_contact=[item for item in found if item.contact],
            without_contact=[item for item in found if not item.contact],
            due=sum(item.is_due for item in found if item.contact),
            languages=dict(settings.LANGUAGES),
            seen=newest_request(),
            longest_note=LONGEST_NOTE,
            **kwargs,
        )

    def _candidates(self) -> list[Candidate]:
        if "city" in self.request.GET:
            return candidates(numbers(self.request.GET.getlist("city")[:AT_A_TIME]))
        found = candidates()
        if "due" not in self.request.GET:
            return found
        due = [item for item in found if item.is_due]
        return sorted(due, key=lambda item: item.contact is None)[:AT_A_TIME]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Send the mails that were shown."""
        found = candidates(numbers(request.POST.getlist("city")))
        pairs = [
            (item.city, contact)
            for item in found
            if (contact := chosen_contact(item, request.POST.get(f"contact_{item.city.pk}", "")))
        ]
        sent = ask(
            pairs,
            lambda path: absolute_url(request, path),
            user=request.user,
            note=request.POST.get("note", "").replace("\x00", "")[:LONGEST_NOTE],
            seen=next(iter(numbers([request.POST.get("seen", "")])), None),
        )
        text = ngettext(
            "%(count)s government is asked for news.",
            "%(count)s governments are asked for news.",
            len(sent),
        )
        messages.success(request, text % {"count": len(sent)})
        return redirect("follow-up:index")


def numbers(values: list[str]) -> list[int]:
    """Return the values that are primary keys."""
    return [int(value) for value in values if NUMBER.fullmatch(value)]


def chosen_contact(item: Candidate, key: str) -> Contact | None:
    """Return the person who was chosen among those of an LRG, or else the one who came last."""
    return next((person for person in item.contacts if str(person.pk) == key), item.contact)
