"""Deleting at the desk: into the bin, and with a reason where it can't be."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from modelcluster.fields import ParentalKey
from wagtail import hooks
from wagtail.actions import DeleteAction
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.utils import type_to_delete_confirmation
from wagtail.models import Page, RevisionMixin

from home.bin.keeping import is_kept, put_in_bin
from home.bin.taking import Deletion

from .permissions import RESTORE

NAMED = 5


class BinningDeleteAction(DeleteAction):
    """Delete a snippet; it goes to the bin in the same transaction."""

    def _delete(self) -> Any:
        with transaction.atomic():
            put_in_bin([self.instance], self.user)
            return super()._delete()


@hooks.register("register_actions")
def delete_into_the_bin(registry: Any) -> None:
    """Let the desk and Wagtail's own API delete into the bin."""
    registry.register(RevisionMixin, BinningDeleteAction)


@hooks.register("before_delete_page")
def page_goes(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Keep a page and what goes with it, in the transaction of its deletion."""
    refusal = _refusal(request, [page])
    if refusal:
        parent = page.get_parent()
        fallback = reverse("wagtailadmin_explore", args=[parent.pk])
        return HttpResponseRedirect(get_valid_next_url_from_request(request) or fallback)
    if request.method == "POST" and type_to_delete_confirmation(request):
        put_in_bin([page], request.user)
    return None


@hooks.register("before_delete_snippet")
def snippets_go(request: HttpRequest, instances: list[Any]) -> HttpResponse | None:
    """Say why a record can't be deleted instead of failing halfway."""
    kept = [instance for instance in instances if is_kept(type(instance))]
    if not _refusal(request, kept):
        return None
    return redirect(kept[0].snippet_viewset.get_url_name("list"))


@hooks.register("before_bulk_action")
def many_go(
    request: HttpRequest, action_type: str, objects: list[Any], action: Any
) -> HttpResponse | None:
    """Keep what is deleted from a list, in the transaction of the deletion."""
    kept = [instance for instance in objects if is_kept(type(instance))]
    if action_type != "delete" or not kept:
        return None
    if _refusal(request, kept):
        return HttpResponseRedirect(action.next_url)
    put_in_bin(kept, request.user)
    return None


@hooks.register("after_delete_page")
def page_is_gone(request: HttpRequest, page: Page) -> None:
    """Say where the page is."""
    _say_where(request)


@hooks.register("after_delete_snippet")
def snippets_are_gone(request: HttpRequest, instances: list[Any]) -> None:
    """Say where the records are."""
    if all(is_kept(type(instance)) for instance in instances):
        _say_where(request)


@hooks.register("after_bulk_action")
def many_are_gone(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> None:
    """Say where the pages are; for snippets the hook above does."""
    if action_type == "delete" and all(isinstance(instance, Page) for instance in objects):
        _say_where(request)


def _say_where(request: HttpRequest) -> None:
    text = ngettext(
        "It is in the bin for %(count)d day.",
        "It is in the bin for %(count)d days.",
        settings.BIN_DAYS,
    ) % {"count": settings.BIN_DAYS}
    user: Any = request.user
    buttons = [messages.button(reverse("bin:index"), _("Bin"))] if user.has_perm(RESTORE) else []
    messages.info(request, text, buttons=buttons)


def _refusal(request: HttpRequest, records: list[Any]) -> bool:
    """Say which records stand in the way, if any do."""
    for record in records:
        protecting = Deletion(record).protecting
        if protecting:
            names = sorted({str(_owner(obstacle)) for obstacle in protecting})
            text = ngettext(
                "“%(record)s” can’t be deleted: %(count)d record needs it: %(names)s. Remove it "
                "there first, or delete that.",
                "“%(record)s” can’t be deleted: %(count)d records need it: %(names)s. Remove it "
                "there first, or delete those.",
                len(names),
            )
            listed = ", ".join(f"“{name}”" for name in names[:NAMED])
            more = ", …" if len(names) > NAMED else ""
            values = {"record": record, "count": len(names), "names": f"{listed}{more}"}
            messages.error(request, text % values)
            return True
    return False


def _owner(obstacle: models.Model) -> Any:
    """Return the record in whose editor an obstacle is found."""
    for field in obstacle._meta.get_fields():
        if isinstance(field, ParentalKey):
            return getattr(obstacle, field.name)
    return obstacle


@hooks.register("register_log_actions")
def log_restoring(actions: Any) -> None:
    """Let the history say that a record was brought back."""
    actions.register_action(
        "home.bin.restore", gettext_lazy("Restore"), gettext_lazy("Restored from the bin")
    )
