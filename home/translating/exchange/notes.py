"""What a translator is told beside a text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from wagtail.models import Page
from wagtail_localize.models import Translation

from home.links import absolute_url

from .texts import Text


@dataclass(frozen=True)
class Note:
    """A record's kind, name and address, and the place of the text in it."""

    lines: list[str]


def note_maker(translation: Translation, request: HttpRequest) -> Callable[[Text], Note]:
    """Return a function that makes the notes for the texts of one translation."""
    record = translation.source.get_source_instance()
    kind = capfirst(record._meta.verbose_name)
    link = public_link(record, request)

    def note(text: Text) -> Note:
        lines = [f"{kind}: {record}", _("Place: %(place)s") % {"place": text.place.name}]
        if text.place.limit:
            lines.append(_("At most %(limit)d characters.") % {"limit": text.place.limit})
        if "<" in text.source:
            lines.append(_("Keep the tags as they are."))
        if text.by_machine:
            lines.append(_("Translated by a machine; not confirmed by a human."))
        return Note([*lines, link] if link else lines)

    return note


def public_link(record: Any, request: HttpRequest) -> str:
    """Return the full address at which a record is read, if it has one."""
    from actions.cards import action_url
    from actions.models import Action

    path = ""
    if isinstance(record, Page):
        path = record.get_url(request) or ""
    elif isinstance(record, Action):
        path = action_url(record.slug, record.language)
    return absolute_url(request, path) if path and record.live else ""
