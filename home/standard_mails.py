"""The words of mails that come with the site, until editors write their own.

What stands in braces is filled in by :mod:`home.mails`.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from home.models.message_text import Event

# The subject and the body of each mail.
STANDARD: dict[str, tuple[Promise, Promise]] = {
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
    Event.ACCESS_CHANGED: (
        _("Your access to the desk has changed"),
        _(
            "Dear {name},\n\n"
            "This has changed in your account at the desk of the Call to Local Action:"
            "\n\n{note}\n\n"
            "If that was you, or if an administrator did it for you, do nothing. If not, answer "
            "this message at once and set a new password by the link for a forgotten one:"
            "\n\n{link}"
        ),
    ),
}
