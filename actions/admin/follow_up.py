"""Follow-up at the desk: who was asked for news and when, what was answered, and drafts of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

import django_filters
from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail import hooks
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView, InspectView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.widgets.button import Button, HeaderButton
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import policy_registry, register_permission_policy

from actions.admin.asking_for_news import AskForNews
from actions.follow_up.comparing import compare
from actions.follow_up.drafting import LockedError, draft_updates
from actions.models import CityPage, ProgressRequest
from actions.models.progress_request import RequestStatus
from home.models import SignUp

NAME = "follow-up"


class FollowUpPermissionPolicy(ModelPermissionPolicy):
    """Whoever may read or change sign-ups may do so here: the same people write."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Ask for the same permission on sign-ups; nobody writes or removes a request by hand."""
        sign_ups = policy_registry.get_by_type(SignUp)
        return action in {"view", "change"} and sign_ups.user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Iterable[str]) -> bool:
        """Apply the rule above to each permission."""
        return any(self.user_has_permission(user, action) for action in actions)


register_permission_policy(ProgressRequest, FollowUpPermissionPolicy(ProgressRequest))


def may_ask(user: Any) -> bool:
    """Say whether a user may ask for news."""
    return policy_registry.get_by_type(ProgressRequest).user_has_permission(user, "change")


class StandingFilter(django_filters.ChoiceFilter):
    """By where a request stands, which its dates tell."""

    def filter(self, qs: Any, value: str) -> Any:
        """Keep the requests that stand there."""
        return qs.with_status(value) if value else qs


class RequestFilterSet(WagtailFilterSet):
    """By status and language."""

    status = StandingFilter(
        label=gettext_lazy("Status"),
        choices=RequestStatus.choices,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    language = django_filters.MultipleChoiceFilter(
        label=gettext_lazy("Language"),
        choices=ProgressRequest._meta.get_field("language").choices or (),
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = ProgressRequest
        fields: ClassVar[list[str]] = []


class RequestListView(IndexView):
    """Every request, the newest first, with the way to ask for more."""

    def get_base_queryset(self) -> Any:
        """Fetch what the columns show."""
        return super().get_base_queryset().select_related("city", "contact")

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Offer to ask for news."""
        if not may_ask(self.request.user):
            return []
        url = reverse(f"{NAME}:ask")
        return [HeaderButton(_("Ask for news"), url=url, icon_name="mail")]

    def get_edit_url(self, instance: Any) -> None:
        """Offer no form: an answer is what its sender wrote."""


class AnswerView(InspectView):
    """An answer beside what is published, to make drafts of it or to end its link."""

    template_name = "wagtailadmin/follow_up.html"

    def get_edit_url(self) -> None:
        """Offer no form: an answer is what its sender wrote."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the items side by side."""
        source = self.object.city.language
        return super().get_context_data(
            items=compare(self.object),
            may_change=may_ask(self.request.user),
            source_language=dict(self.language_choices)[source],
            in_another_language=bool(self.object.answers) and self.object.answer_language != source,
            ask_url=f"{reverse(f'{NAME}:ask')}?city={self.object.city_id}",
            **kwargs,
        )

    @property
    def language_choices(self) -> Any:
        """The languages by code."""
        return ProgressRequest._meta.get_field("language").choices or ()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the drafts, or end the link."""
        if not may_ask(request.user):
            raise PermissionDenied
        if "withdraw" in request.POST:
            self._withdraw()
        elif "draft" in request.POST:
            self._draft()
        return redirect(reverse(f"{NAME}:inspect", args=[self.object.pk]))

    def _withdraw(self) -> None:
        ProgressRequest.objects.filter(pk=self.object.pk, withdrawn_at=None).update(
            withdrawn_at=timezone.now()
        )
        messages.success(self.request, _("The link no longer works."))

    def _draft(self) -> None:
        try:
            drafts = draft_updates(self.object, self.request.user)
        except LockedError as error:
            messages.error(self.request, str(error))
            return
        number = len(drafts.records)
        text = ngettext(
            "%(count)s draft was written. Readers see it when you publish it.",
            "%(count)s drafts were written. Readers see them when you publish them.",
            number,
        )
        messages.success(self.request, text % {"count": number})
        for title in drafts.gone:
            text = _("“%(title)s” is no longer on the site; its news was left out.")
            messages.warning(self.request, text % {"title": title})


class FollowUpViewSet(ModelViewSet):
    """Requests for news and their answers."""

    model = ProgressRequest
    name = NAME
    icon = "history"
    menu_label = gettext_lazy("Follow-up")
    menu_name = NAME
    menu_order = 45
    add_to_admin_menu = True
    add_to_reference_index = False
    filterset_class = RequestFilterSet
    index_view_class = RequestListView
    inspect_view_enabled = True
    inspect_view_class = AnswerView
    copy_view_enabled = False
    form_fields: ClassVar[list[str]] = []
    list_per_page = 50
    ordering = "-sent_at"
    search_fields = ("city__title", "contact__name", "contact__email")
    search_backend_name = None

    @cached_property
    def list_display(self) -> list[Column]:
        """Return the columns; a request is opened to be read."""
        return [
            TitleColumn(
                "city",
                label=_("City or region"),
                sort_key="city__title",
                get_url=lambda request: reverse(f"{NAME}:inspect", args=[request.pk]),
            ),
            Column("status", label=_("Status"), accessor="status_label"),
            Column("contact", label=_("Contact person"), accessor="contact.name"),
            Column("language", label=_("Language"), accessor="get_language_display"),
            DateColumn("sent_at", label=_("Asked"), sort_key="sent_at"),
            DateColumn("answered_at", label=_("Answered"), sort_key="answered_at"),
            DateColumn("accepted_at", label=_("Taken over"), sort_key="accepted_at"),
        ]

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the page from which LRGs are asked."""
        return [*super().get_urlpatterns(), path("ask/", AskForNews.as_view(), name="ask")]


@hooks.register("register_admin_viewset")
def register_follow_up() -> FollowUpViewSet:
    """Show "Follow-up" in the menu."""
    return FollowUpViewSet()


@hooks.register("register_page_listing_more_buttons")
def offer_asking_in_list(page: Any, user: Any, next_url: str | None = None) -> Iterator[Button]:
    """Offer to ask an LRG for news in the list of cities."""
    yield from _asking_button(page, user)


@hooks.register("register_page_header_buttons")
def offer_asking(
    page: Any, user: Any, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """Offer to ask an LRG for news beside its editor."""
    yield from _asking_button(page, user)


def _asking_button(page: Any, user: Any) -> Iterator[Button]:
    if isinstance(page, CityPage) and page.is_source and page.has_joined and may_ask(user):
        url = f"{reverse(f'{NAME}:ask')}?city={page.pk}"
        yield Button(_("Ask for news"), url=url, icon_name="mail", priority=80)
