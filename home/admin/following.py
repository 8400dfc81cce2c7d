"""The offer to publish the translations again that went with their source."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.admin import messages
from wagtail_localize.models import Translation, get_edit_url

from home.admin.publishing_translations import may_publish
from home.sources import SourceMixin
from home.translating.following import published_before
from home.translating.texts import target_row


@hooks.register("after_publish_page")
def offer_for_page(request: HttpRequest, page: Any) -> None:
    """Offer to publish the translations again that went with their source."""
    offer(request, page.specific)


@hooks.register("after_edit_snippet")
def offer_for_snippet(request: HttpRequest, instance: Any) -> None:
    """Do so for a record that is no page."""
    if isinstance(instance, SourceMixin) and "action-publish" in request.POST:
        # The editor's own object does not know yet that it was published.
        offer(request, type(instance)._base_manager.get(pk=instance.pk))


def publishable(record: Any, user: Any) -> list[Translation]:
    """Return the translations that a user may bring back."""
    return [
        translation
        for translation in published_before(record)
        if may_publish(user, target_row(translation))
    ]


def offer(request: HttpRequest, record: Any) -> None:
    """Say how many translations were public before, with a link to publish them."""
    count = len(publishable(record, request.user))
    if not count:
        return
    text = ngettext(
        "%(count)d translation was public before and is a draft now.",
        "%(count)d translations were public before and are drafts now.",
        count,
    )
    url = reverse("republish_translations", args=[record._meta.label_lower, record.pk])
    button = messages.button(url, _("Publish the translations too"))
    messages.info(request, text % {"count": count}, buttons=[button])


def republish(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Ask, then publish the translations of a source again."""
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not issubclass(model, SourceMixin):
        raise Http404
    record = get_object_or_404(model._base_manager, pk=pk, is_source=True)
    if not may_publish(request.user, record):
        raise PermissionDenied
    translations = publishable(record, request.user)
    if request.method != "POST":
        rows = [target_row(translation) for translation in translations]
        context = {
            "page_title": _("Publish translations again"),
            "record": record,
            "rows": [(row, get_edit_url(row)) for row in rows],
            "back_url": get_edit_url(record),
        }
        return render(request, "wagtailadmin/translations/republish.html", context)
    for translation in translations:
        with suppress(ValidationError):
            translation.save_target(user=request.user, publish=True)
    text = ngettext(
        "%(count)d translation is published.",
        "%(count)d translations are published.",
        len(translations),
    )
    messages.success(request, text % {"count": len(translations)})
    return redirect(get_edit_url(record))


urlpatterns: list[URLPattern] = [
    path("translations/republish/<str:label>/<int:pk>/", republish, name="republish_translations"),
]
