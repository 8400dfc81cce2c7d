"""The desk's page with an action as text for the forms of other platforms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path, reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.views.generic import TemplateView
from wagtail import hooks
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.admin.widgets.button import Button

from actions.models import Action
from actions.pledge_forms import FORMS, answers, as_text
from home.accounts.reach import reach_of
from home.attachments import attachment

NAME = "pledge_texts"


class PledgeTexts(WagtailAdminTemplateMixin, TemplateView):
    """An action in the field order of each form, to copy piece by piece or as a file."""

    template_name = "wagtailadmin/pledge_texts.html"
    page_title = _("Texts for other platforms")
    header_icon = "copy"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Admit whoever may change actions."""
        if not request.user.has_perm("actions.change_action"):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def action(self) -> Action:
        """The row whose words are used, in whatever language."""
        rows = Action.objects.select_related("locale")
        action: Action = get_object_or_404(rows, pk=self.kwargs["pk"])
        if not reach_of(self.request.user).holds_lrg(action):
            raise PermissionDenied
        return action

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the page, or answer with one form as a text file."""
        form = next((form for form in FORMS if form.slug == request.GET.get("form")), None)
        if form is None:
            return super().get(request, *args, **kwargs)
        return attachment(
            as_text(form, answers(form, self.action, request)),
            f"{form.slug}-{self.action.slug}.txt",
            "text/plain; charset=utf-8",
        )

    def get_page_subtitle(self) -> str:
        """Name the action."""
        return self.action.title

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the action."""
        views = Action.snippet_viewset
        return [
            *self.breadcrumbs_items,
            {"url": reverse(views.get_url_name("list")), "label": _("Actions")},
            {
                "url": reverse(views.get_url_name("edit"), args=[self.action.pk]),
                "label": self.action.title,
            },
            {"url": "", "label": self.page_title},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the forms with their answers, and the languages to choose from."""
        rows = Action.objects.filter(translation_key=self.action.translation_key)
        return super().get_context_data(
            forms=[
                {"form": form, "answers": answers(form, self.action, self.request)}
                for form in FORMS
            ],
            action=self.action,
            rows=rows.select_related("locale").order_by("locale__language_code"),
            **kwargs,
        )


@hooks.register("register_admin_urls")
def register_pledge_texts() -> list[URLPattern]:
    """Give the page its address."""
    return [path("actions/<int:pk>/other-platforms/", PledgeTexts.as_view(), name=NAME)]


@hooks.register("register_snippet_listing_buttons")
def offer_pledge_texts(snippet: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Offer the page in the menu of each action."""
    if isinstance(snippet, Action) and user.has_perm("actions.change_action"):
        yield Button(
            _("Texts for other platforms"),
            reverse(NAME, args=[snippet.pk]),
            icon_name="copy",
            priority=60,
        )
