"""One line of a list on the dashboard, made of any record that has drafts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.admin.utils import quote
from django.contrib.contenttypes.models import ContentType
from django.db.models import Model
from django.urls import reverse
from django.utils.text import capfirst
from wagtail.models import DraftStateMixin, Page
from wagtail.permissions import policy_registry

from home.sources import language_codes

LIST_LENGTH = 8
EDITING = ("change", "publish")


@dataclass(frozen=True)
class Entry:
    """A record by name, with where to work on it and since or until when."""

    title: str
    url: str
    kind: str
    language: str = ""
    when: datetime | None = None
    note: str = ""
    # The nearest way to what is to be done, named by the panel; with what a button sends, if any.
    shortcut: str = ""
    sends: tuple[tuple[str, str], ...] = ()


@cache
def draft_models() -> tuple[type[Any], ...]:
    """Return pages as one model, and each kind of snippet that has drafts."""
    snippets = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin)
        and not issubclass(model, Page)
        and hasattr(model, "snippet_viewset")
    ]
    return (Page, *snippets)


def edit_url(model: type[Model], key: Any) -> str:
    """Return the address of a record's editor, without reading the record."""
    if issubclass(model, Page):
        return reverse("wagtailadmin_pages:edit", args=[key])
    viewset: Any = model.snippet_viewset  # type: ignore[attr-defined]
    return reverse(viewset.get_url_name("edit"), args=[quote(str(key))])


def kind_name(model: type[Model] | None) -> str:
    """Name the kind of a record."""
    return str(capfirst(model._meta.verbose_name or "")) if model else ""


def language_name(locale_id: Any) -> str:
    """Name the language of a row, in that language."""
    code = language_codes().get(int(locale_id), "") if locale_id else ""
    return dict(settings.LANGUAGES).get(code, code)


def entry_of(record: Any, when: datetime | None, note: str = "", title: str = "") -> Entry:
    """Return the line of a page, of which only the common fields are read, or of a snippet."""
    model: Any = type(record)
    if isinstance(record, Page):
        content_type = ContentType.objects.get_for_id(record.content_type_id)
        model = content_type.model_class()
    return Entry(
        title=title or getattr(record, "draft_title", "") or str(record),
        url=edit_url(type(record), record.pk),
        kind=kind_name(model),
        language=language_name(getattr(record, "locale_id", None)),
        when=when,
        note=note,
    )


def may_edit_any(user: Any, model: type[Model]) -> bool:
    """Say whether a person may edit or publish some record of a kind."""
    return policy_registry.get_by_type(model).user_has_any_permission(user, EDITING)


def editable_by(user: Any, model: type[Any]) -> Any:
    """Return the records of a kind that a person may edit or publish."""
    policy = policy_registry.get_by_type(model)
    return policy.instances_user_has_any_permission_for(user, EDITING)


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries in the order of their time, the latest first."""
    return sorted(entries, key=lambda entry: (entry.when is not None, entry.when), reverse=True)
