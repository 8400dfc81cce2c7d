"""What happens when somebody presses "Publish" in the editor of a translation."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail import hooks
from wagtail.models import DraftStateMixin, Page
from wagtail.permissions import policy_registry
from wagtail_localize.models import Translation

from home.translating.texts import missing_texts, unconfirmed_texts
from home.translating.waiting import must_wait, wait_for_source


def translation_into(instance: Any) -> Translation | None:
    """Return the translation that writes a row, if one does."""
    return (
        Translation.objects.filter(
            source__object_id=getattr(instance, "translation_key", None),
            target_locale=getattr(instance, "locale_id", None),
            enabled=True,
        )
        .select_related("source", "target_locale")
        .first()
    )


def may_publish(user: Any, instance: Any) -> bool:
    """Say whether somebody may publish a row."""
    if isinstance(instance, Page):
        return bool(instance.permissions_for_user(user).can_publish())
    policy = policy_registry.get_by_type(type(instance))
    return bool(policy.user_has_permission_for_instance(user, "publish", instance))


@hooks.register("before_edit_page", order=-1)
@hooks.register("before_edit_snippet", order=-1)
def publish_finished_translations_only(request: HttpRequest, instance: Any) -> HttpResponse | None:
    """Tell who publishes too early what is missing; let a translation wait for its source."""
    if request.method != "POST" or request.POST.get("action") != "publish":
        return None
    translation = translation_into(instance)
    if translation is None:
        return None
    missing = missing_texts(translation).count()
    if missing:
        message = ngettext(
            "Not published: %(count)d text is not translated yet. Readers keep seeing what they "
            "saw.",
            "Not published: %(count)d texts are not translated yet. Readers keep seeing what they "
            "saw.",
            missing,
        )
        messages.warning(request, message % {"count": missing})
        return redirect(request.path)
    unconfirmed = unconfirmed_texts(translation).count()
    if unconfirmed:
        message = ngettext(
            "Not published: %(count)d text was translated by a machine. Read and confirm it first.",
            "Not published: %(count)d texts were translated by a machine. Read and confirm them "
            "first.",
            unconfirmed,
        )
        messages.warning(request, message % {"count": unconfirmed})
        return redirect("machine_made_texts", translation.pk)
    if (
        isinstance(instance, DraftStateMixin)
        and must_wait(translation)
        and may_publish(request.user, instance)
    ):
        wait_for_source(translation, request.user)
        messages.success(
            request,
            _("Approved. It will be published in the moment in which its original is published."),
        )
        return redirect(request.path)
    return None
