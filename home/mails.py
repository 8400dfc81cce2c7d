"""The mails that the team sends: their words in six languages, which editors may change.

A text names what it is filled with in braces, such as ``{lrg}``. An editor's own text is checked
when it is saved; whatever it lacks or misspells, a mail is never held up by it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from home.models.message_text import Event, MessageText

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
}
# What a mail is of no use without.
NEEDED: dict[str, tuple[str, ...]] = {
    Event.RECEIVED: ("link",),
    Event.HELD: ("link",),
    Event.DRAFT: ("link",),
    Event.QUESTION: ("note",),
    Event.PROGRESS: ("link",),
    Event.NOTICES: ("note",),
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
        subject, body = _standard_texts()[event]
    return subject, body


def unknown_placeholders(event: str, text: str) -> list[str]:
    """Return the names in braces that this mail cannot be filled with."""
    return [name for name in PLACEHOLDER.findall(text) if name not in PLACEHOLDERS[event]]


def missing_placeholders(event: str, body: str) -> list[str]:
    """Return the names in braces without which this mail is of no use."""
    return [name for name in NEEDED.get(event, ()) if f"{{{name}}}" not in body]


def _standard_texts() -> dict[str, tuple[str, str]]:
    return {
        Event.RECEIVED: (
            _("We have received your form"),
            _(
                "Dear {name},\n\n"
                "Thank you for signing up to the Call to Local Action. We have stored the form "
                "of {lrg}.\n\n"
                "Please confirm that this address is yours:\n\n{link}\n\n"
                "The editorial team will read the form and write to you if there are questions. "
                "Nothing is published without your consent. If you did not fill in this form, "
                "do nothing."
            ),
        ),
        Event.HELD: (
            _("One more step: please confirm your address"),
            _(
                "Dear {name},\n\n"
                "The form of {lrg} for the Call to Local Action is stored. Before the editorial "
                "team reads it, please show us that a person sent it, by opening this address "
                "and pressing the button:\n\n{link}\n\n"
                "If you did not fill in this form, do nothing: it will be deleted."
            ),
        ),
        Event.DRAFT: (
            _("Your form is saved"),
            _(
                "Your answers for the Call to Local Action are saved. To go on where you "
                "stopped, open this address, on any device:\n\n{link}\n\n"
                "It works until {date}. After that the answers are deleted. Whoever has this "
                "address can read and change them: share it only with colleagues who work on "
                "the form with you.\n\n"
                "If you did not ask for this, do nothing."
            ),
        ),
        Event.IN_REVIEW: (
            _("We are reading your form"),
            _(
                "Dear {name},\n\n"
                "The editorial team has begun to read the form of {lrg}. You need not do "
                "anything now."
            ),
        ),
        Event.QUESTION: (
            _("A question about your form"),
            _(
                "Dear {name},\n\n"
                "We have read the form of {lrg} and have a question:\n\n{note}\n\n"
                "Please answer this message."
            ),
        ),
        Event.ACCEPTED: (
            _("Your sign-up is accepted"),
            _(
                "Dear {name},\n\n"
                "Thank you: the sign-up of {lrg} to the Call to Local Action is accepted. The "
                "editorial team now prepares the page, and will write to you when it is "
                "published.\n\n{note}"
            ),
        ),
        Event.PUBLISHED: (
            _("Your page is published"),
            _(
                "Dear {name},\n\n"
                "The page of {lrg} is published:\n\n{link}\n\n"
                "Please tell us if something is wrong.\n\n{note}"
            ),
        ),
        Event.DECLINED: (
            _("Your sign-up to the Call to Local Action"),
            _(
                "Dear {name},\n\n"
                "Thank you for the form of {lrg}. The editorial team cannot accept it as it "
                "is.\n\n{note}\n\n"
                "You are welcome to write to us, or to send a new form later."
            ),
        ),
        Event.PROGRESS: (
            _("What has been achieved since last year?"),
            _(
                "Dear {name},\n\n"
                "{lrg} has joined the Call to Local Action. Readers want to know what has "
                "become of its commitments and actions. Please tell us what has changed: the "
                "form already holds what was said last time.\n\n{link}\n\n"
                "The address works until {date}. You can pass it on to a colleague who knows "
                "more.\n\n{note}"
            ),
        ),
        Event.PROGRESS_RECEIVED: (
            _("We have received your news"),
            _(
                "Dear {name},\n\n"
                "Thank you for the news of {lrg}. The editorial team will read them before "
                "they are published."
            ),
        ),
        Event.NOTICES: (
            _("News about translations"),
            _(
                "Dear {name},\n\n"
                "This is new at the desk of the Call to Local Action:\n\n{note}\n\n"
                "All your notices:\n\n{link}\n\n"
                "How often you get this message is chosen in your account at the desk."
            ),
        ),
        Event.SECOND_FACTOR_RESET: (
            _("Your second factor has been reset"),
            _(
                "Dear {name},\n\n"
                "An administrator of the Call to Local Action has reset the second factor of "
                "your account at the desk. Your app and your recovery codes no longer work. "
                "At the next sign-in you can set up a new one:\n\n{link}\n\n"
                "If you did not ask for this, answer this message at once and change your "
                "password: until a new second factor is set up, the password alone opens your "
                "account."
            ),
        ),
    }
