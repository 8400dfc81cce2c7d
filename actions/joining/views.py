"""The desk's views on a sign-up that need cities and actions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django.views.decorators.clickjacking import xframe_options_sameorigin
from wagtail import hooks
from wagtail.log_actions import log

from actions.models import CityPage
from home.admin.sign_ups.permissions import ForReviewersMixin
from home.models import SignUp

from .desk import may_make_drafts
from .drafting import make_drafts
from .preview import preview_context
from .writing import Drafts, DraftsRefusedError, has_drafts


class Preview(ForReviewersMixin):
    """The answers set as the public page, in a frame of the reading view."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show it in the language of the answers, under the policy of the public pages."""
        request.is_preview = True  # type: ignore[attr-defined]
        sign_up = get_object_or_404(SignUp, pk=pk)
        with override(sign_up.language):
            context = preview_context(sign_up)
            response = render(request, "actions/sign_up_preview.html", context)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex"
        return response


class MakeDrafts(ForReviewersMixin):
    """Make or update the drafts."""

    required = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Do it, and say what was done."""
        if not may_make_drafts(request.user):
            raise PermissionDenied
        sign_up = get_object_or_404(SignUp, pk=pk)
        try:
            tell(request, make_drafts(sign_up, request.user))
        except DraftsRefusedError as error:
            messages.error(request, str(error))
        return back(pk, "drafts")


class ChooseCity(ForReviewersMixin):
    """Say which LRG of the site has sent a sign-up, or that it was none of them."""

    required = "change"

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the choice, unless drafts have been made by another one."""
        with transaction.atomic():
            sign_up = get_object_or_404(SignUp.objects.select_for_update(of=["self"]), pk=pk)
            if has_drafts(sign_up):
                messages.error(
                    request,
                    _("Nothing was changed: there are drafts already. Delete those first."),
                )
                return back(pk, "duplicates")
            key = request.POST.get("city", "")
            city = get_object_or_404(CityPage, pk=key, is_source=True) if key.isdecimal() else None
            sign_up.city = city
            sign_up.save(update_fields=["city"])
            action = "home.sign_up.city" if city else "home.sign_up.no_city"
            log(instance=sign_up, action=action, user=request.user)
        messages.success(request, _("The choice is saved."))
        return back(pk, "duplicates")


def back(pk: int, place: str) -> HttpResponse:
    """Lead back to a part of the reading view."""
    response = redirect("sign-ups:inspect", pk)
    response["Location"] += f"#{place}"
    return response


def tell(request: HttpRequest, drafts: Drafts) -> None:
    """Say what was written and what was left."""
    count = drafts.count
    if count:
        text = ngettext(
            "%(count)s draft is written. Nothing is published.",
            "%(count)s drafts are written. Nothing is published.",
            count,
        )
        messages.success(request, text % {"count": count})
    elif not drafts.left:
        messages.info(request, _("The drafts say already what the sign-up says."))
    for record in drafts.left:
        text = _("“%(record)s” was left as it is: an editor has changed it, or it is in review.")
        messages.warning(request, text % {"record": record})


@hooks.register("register_admin_urls")
def register_joining() -> list[URLPattern]:
    """Give the views their addresses, below those of the sign-ups."""
    views: dict[str, Any] = {
        "preview": xframe_options_sameorigin(Preview.as_view()),
        "drafts": MakeDrafts.as_view(),
        "city": ChooseCity.as_view(),
    }
    return [
        path(f"sign-ups/<int:pk>/{name}/", view, name=f"sign_up_{name}")
        for name, view in views.items()
    ]
