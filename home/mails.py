"""The mails that the team sends: their words in six languages, which editors may change.

A text names what it is filled with in braces, such as ``{lrg}``. An editor's own text is checked
when it is saved; whatever it lacks or misspells, a mail is never held up by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext_lazy, override

from home.models.message_text import Event, MessageText
from home.standard_mails import STANDARD

PLACEHOLDER = re.compile(r"\{(\w+)\}")

# What each mail can be filled with; {lrg} is the government, {name} the person written to.
PLACEHOLDERS: dict[str, tuple[str, ...]] = {
    Event.RECEIVED: ("lrg", "name", "link"),
    Event.HELD: ("lrg", "name", "link"),
    Event.DRAFT: ("link", "date"),
    Event.IN_REVIEW: ("lrg", "name"),
    Event.QUESTION: ("lrg", "name", "note"),
    Event.ACCEPTED: ("lrg", "name", "note"),
    Event.PUBLISHED: ("lrg", "name", "note", "link"),
    Event.DECLINED: ("lrg", "name", "note"),
    Event.PROGRESS: ("lrg", "name", "note", "link", "date"),
    Event.PROGRESS_RECEIVED: ("lrg", "name"),
    Event.NOTICES: ("name", "note", "link"),
    Event.SECOND_FACTOR_RESET: ("name", "link"),
    Event.ACCESS_CHANGED: ("name", "note", "link"),
}
# What a mail is of no use without.
NEEDED: dict[str, tuple[str, ...]] = {
    Event.RECEIVED: ("link",),
    Event.HELD: ("link",),
    Event.DRAFT: ("link",),
    Event.QUESTION: ("note",),
    Event.PROGRESS: ("link",),
    Event.NOTICES: ("note",),
    Event.ACCESS_CHANGED: ("note",),
}

MEANINGS = {
    "lrg": gettext_lazy("the name of the government"),
    "name": gettext_lazy("the name of the person who is written to"),
    "link": gettext_lazy("the address of the page to open"),
    "date": gettext_lazy("the day until which the link works"),
    "note": gettext_lazy("what the reviewer adds"),
}


@dataclass(frozen=True)
class Mail:
    """One mail, ready to be put into the outbox."""

    event: str
    subject: str
    body: str


def compose(event: str, language: str, **values: str) -> Mail:
    """Return a mail in a language, filled with ``values``."""
    text = MessageText.objects.filter(event=event, language=language).first()
    subject, body = (text.subject, text.body) if text else standard_text(event, language)
    return Mail(event, fill(subject, values), fill(body, values))


def fill(text: str, values: dict[str, str]) -> str:
    """Put values in the place of their names; an empty one leaves no gap between paragraphs."""
    filled = PLACEHOLDER.sub(lambda match: values.get(match[1], match[0]), text)
    return re.sub(r"\n{3,}", "\n\n", filled).strip()


def standard_text(event: str, language: str) -> tuple[str, str]:
    """Return the subject and the body that come with the site."""
    with override(language):
        subject, body = STANDARD[event]
        return str(subject), str(body)


def unknown_placeholders(event: str, text: str) -> list[str]:
    """Return the names in braces that this mail cannot be filled with."""
    return [name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS[event]]


def missing_placeholders(event: str, body: str) -> list[str]:
    """Return the names in braces without which this mail is of no use."""
    return [name for name in NEEDED.get(event, ()) if f"{{{name}}}" not in body]
