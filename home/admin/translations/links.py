"""Where a translator goes on with a record."""

from __future__ import annotations

from typing import Any

from django.apps import apps
from django.contrib.admin.utils import quote
from django.urls import reverse
from wagtail.models import Page

from home.models import Event, MessageText, SiteSettings, TranslationState
from home.translating.frame_states import key_of


def work_url(state: TranslationState) -> str:
    """Return where the work goes on: in the translation, or on the page that starts it."""
    model: Any = apps.get_model(state.model_label)
    if model is MessageText:
        return _mail_url(state)
    if state.target_pk is not None:
        return edit_url(model, state.target_pk)
    if model is SiteSettings:
        url = reverse(model.snippet_viewset.get_url_name("add"))
        return f"{url}?locale={state.language}"
    if issubclass(model, Page):
        url = reverse("wagtail_localize:submit_page_translation", args=[state.source_pk])
    else:
        url = reverse(
            "wagtail_localize:submit_snippet_translation",
            args=[model._meta.app_label, model._meta.model_name, quote(state.source_pk)],
        )
    return f"{url}?select_locale={state.language}"


def edit_url(model: Any, pk: int) -> str:
    """Return the editor of a row."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[pk])
    return reverse(model.snippet_viewset.get_url_name("edit"), args=[quote(pk)])


def view_url(state: TranslationState) -> str:
    """Return where a page can be looked at as it is now; other records have no such address."""
    model = apps.get_model(state.model_label)
    if not issubclass(model, Page):
        return ""
    return reverse("wagtailadmin_pages:view_draft", args=[state.target_pk or state.source_pk])


def _mail_url(state: TranslationState) -> str:
    events = {key_of(MessageText, event): event for event in Event.values}
    event = events.get(state.translation_key)
    return reverse("mail_text", args=[event, state.language]) if event else reverse("mail_texts")
