"""Writes the questions of the sign-up form into a DOCX document, with room for the answers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from home.joining.entry import Entry, Section
from home.joining.fields import MonthField, TermsField
from home.joining.paper import Paper, Row
from home.languages import current_language

if TYPE_CHECKING:
    from home.models import JoinPage

# Longer lists are not printed: who fills in the form writes the name of a country.
MOST_CHOICES = 60
TEXT_LINES = 5


def make_paper_form(page: JoinPage) -> bytes:
    """Write every question of the form, with room for its answer."""
    title = _("Sign-up form: Call to Local Action for Migrants and Refugees")
    paper = Paper(current_language(), title)
    paper.heading(title, 0)
    paper.text(
        _(
            "Prepare your answers here, alone or with colleagues, and copy them into the form "
            "on the site. This document can’t be sent instead of the form."
        )
    )
    if page.time_needed:
        paper.text(page.time_needed)
    for section in Entry(page).sections:
        _section(paper, section)
    out = BytesIO()
    paper.document.save(out)
    return out.getvalue()


def _section(paper: Paper, section: Section) -> None:
    paper.heading(section.heading, 1)
    if section.introduction:
        paper.text(section.introduction)
    if section.parts is None:
        for bound in section.fields:
            _question(paper, bound)
        return
    paper.text(_("For another one, copy the table."))
    paper.heading(section.numbered_parts[0].heading, 2)
    paper.table([_row(bound) for bound in section.parts.forms[0].visible_fields()])


def _question(paper: Paper, bound: forms.BoundField) -> None:
    label, hint, groups, lines = _row(bound)
    if isinstance(bound.field, forms.BooleanField):
        paper.choices([label])
        return
    paper.question(label, hint)
    if groups:
        for name, choices in groups:
            if name:
                paper.hint(name)
            paper.choices(choices)
    else:
        paper.answer(lines)


def _row(bound: forms.BoundField) -> Row:
    """Return a question as it is printed."""
    field: Any = bound.field
    label = str(bound.label)
    if not field.required and not isinstance(field, forms.BooleanField):
        label = f"{label} ({_('optional')})"
    lines = TEXT_LINES if isinstance(field.widget, forms.Textarea) else 1
    return Row(label, str(bound.help_text or ""), _choices(field), lines)


def _choices(field: Any) -> list[tuple[str, list[str]]]:
    if isinstance(field, TermsField):
        return [(name, [_plain(text) for _key, text in found]) for name, found in field.grouped()]
    if isinstance(field, forms.BooleanField):
        return [("", [_("Yes")])]
    if isinstance(field, MonthField):
        # Quicker to write than to find among twelve.
        return []
    choices: Any = getattr(field, "choices", ())
    found = [_plain(text) for key, text in choices if key]
    return [("", found)] if 0 < len(found) <= MOST_CHOICES else []


def _plain(text: Any) -> str:
    return strip_tags(str(text))
