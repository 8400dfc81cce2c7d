"""What the editor of a translation says beside its texts: terms, warnings, a machine's texts."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path
from wagtail_localize.models import Translation

from home.translating.exchange.texts import texts_of
from home.translating.glossary import Entry, Glossary
from home.translating.languages import may_translate


def hints_of(translation: Translation) -> dict[str, Any]:
    """Return the terms in a record with their wordings, the warnings, and the machine's texts."""
    glossary = Glossary(
        translation.source.locale.language_code, translation.target_locale.language_code
    )
    texts = texts_of(translation)
    terms: dict[str, Entry] = {}
    warned = []
    for text in texts:
        terms |= {entry.term: entry for entry in glossary.used_in(text.source)}
        warnings = glossary.warnings(text.source, text.value)
        if warnings:
            warned.append((text, warnings))
    return {
        "translation": translation,
        "terms": sorted(terms.values(), key=lambda entry: entry.term.lower()),
        "warned": warned,
        "by_machine": sum(text.by_machine for text in texts),
    }


def hints(request: HttpRequest, translation_id: int) -> HttpResponse:
    """Answer with the hints alone, for an editor in which a text was saved."""
    translation = get_object_or_404(
        Translation.objects.select_related("source__locale", "target_locale"), pk=translation_id
    )
    if not may_translate(request.user, translation):
        raise PermissionDenied
    return render(request, "wagtailadmin/translations/hints.html", hints_of(translation))


urlpatterns: list[URLPattern] = [
    path("translations/<int:translation_id>/hints/", hints, name="translation_hints"),
]
