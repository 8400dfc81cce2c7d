"""Look at what waits for one's review, and approve it or ask for changes on the same page."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.admin.utils import quote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils import formats, timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.models import Page, Revision, TaskState

from home.accounts.reach import reach_of

from .entries import edit_url
from .reviews import tasks_for

APPROVE, REJECT = "approve", "reject"


class DecisionForm(forms.Form):
    """What the reviewer says to it, and of which version.

    Wagtail's own form names its field in one language for everybody.
    """

    seen = forms.CharField(widget=forms.HiddenInput)
    comment = forms.CharField(
        label=gettext_lazy("Comment"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )


def latest_of(state: Any) -> Revision:
    """Return the present draft of what waits."""
    latest: Revision = state.revision.content_object.get_latest_revision()
    return latest


def seen_as(revision: Revision) -> str:
    """Return what tells a version from the next: what is kept by itself overwrites the last one."""
    return f"{revision.pk} {revision.created_at.isoformat()}"


class Review(WagtailAdminTemplateMixin, FormView):
    """One record as readers would get it, what an approval does, and the buttons for it."""

    form_class = DecisionForm
    template_name = "wagtailadmin/desk/approving.html"
    page_title = gettext_lazy("Look and approve")
    header_icon = "check"
    _show_breadcrumbs = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Lead back whoever is too late, or has nothing to do with it."""
        if self.task_state is None or not reach_of(request.user).holds(self.record):
            messages.warning(request, _("This does not wait for your review any more."))
            return redirect("wagtailadmin_home")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def task_state(self) -> Any:
        """What waits, if it still does."""
        return tasks_for(self.request.user).filter(pk=self.kwargs["pk"]).first()

    @cached_property
    def revision(self) -> Revision:
        """The version that the last approval publishes: the latest, whatever was submitted."""
        return latest_of(self.task_state)

    @cached_property
    def record(self) -> Any:
        """The record as it would become public."""
        return self.revision.as_object()

    @cached_property
    def goes_live_at(self) -> str:
        """When an approval publishes the record, if that is later."""
        moment = self.record.go_live_at
        if not moment or moment <= timezone.now():
            return ""
        return formats.date_format(timezone.localtime(moment), "DATETIME_FORMAT")

    @property
    def publishes(self) -> bool:
        """Whether nobody else has to approve it after this."""
        return bool(self.task_state.workflow_state.is_at_final_task)

    def get_initial(self) -> dict[str, Any]:
        """Remember which version is shown."""
        return {"seen": seen_as(self.revision)}

    def form_valid(self, form: Any) -> HttpResponse:
        """Do what was chosen, if it is for the version that was looked at."""
        action, task = self.request.POST.get("action", ""), self.task_state.task.specific
        offered = {name for name, *_rest in task.get_actions(self.record, self.request.user)}
        if action not in offered & {APPROVE, REJECT}:
            raise PermissionDenied
        with transaction.atomic():
            state = TaskState.objects.select_for_update(of=("self",)).get(pk=self.task_state.pk)
            if not self._is_as_seen(state, form.cleaned_data["seen"]):
                text = _("It has been changed meanwhile, so nothing was done. Look once more.")
                messages.warning(self.request, text)
                return redirect(self.request.path)
            said = self._said(action)
            task.on_action(
                state.specific, self.request.user, action, comment=form.cleaned_data["comment"]
            )
        messages.success(self.request, said % {"record": self.record})
        return redirect("wagtailadmin_home")

    def _is_as_seen(self, state: TaskState, seen: str) -> bool:
        """Say whether the version that an approval publishes is the one that was shown."""
        is_waiting = state.status == TaskState.STATUS_IN_PROGRESS
        return is_waiting and seen_as(latest_of(state)) == seen

    def _said(self, action: str) -> str:
        if action == REJECT:
            return _("Changes to “%(record)s” were asked for.")
        if not self.publishes:
            return _("“%(record)s” is approved and passed on.")
        if self.goes_live_at:
            return _("“%(record)s” is approved; it goes public at the time that is set.")
        return _("“%(record)s” is approved and published.")

    def get_page_subtitle(self) -> str:
        """Name the record."""
        return str(self.record)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the home of the desk."""
        label = f"{self.get_page_title()}: {self.record}"
        return [*self.breadcrumbs_items, {"url": "", "label": label}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add where the record is shown, compared and edited, and what an approval does."""
        revision = self.revision
        model = revision.base_content_type.model_class()
        key = quote(revision.object_id)
        compare = [key, "live", revision.pk]
        next_task = self.task_state.workflow_state.get_next_task()
        return super().get_context_data(
            record=self.record,
            preview_url=self._url("revisions_view", key, revision.pk),
            edit_url=edit_url(model, revision.object_id),
            compare_url=self._url("revisions_compare", *compare) if self.record.live else "",
            publishes=self.publishes,
            goes_live_at=self.goes_live_at,
            next_task=next_task,
            approve=APPROVE,
            reject=REJECT,
            **kwargs,
        )

    def _url(self, name: str, *args: Any) -> str:
        if isinstance(self.record, Page):
            return reverse(f"wagtailadmin_pages:{name}", args=args)
        return reverse(self.record.snippet_viewset.get_url_name(name), args=args)


urlpatterns: list[URLPattern] = [path("reviews/<int:pk>/", Review.as_view(), name="desk_review")]
