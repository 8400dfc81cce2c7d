"""The words of the mails that the team sends, as editors have changed them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class Event(models.TextChoices):
    """What a mail tells its reader."""

    RECEIVED = "received", _("The form has arrived")
    HELD = "held", _("The form waits for the confirmation of the address")
    DRAFT = "draft", _("The form is saved to come back to")
    IN_REVIEW = "in_review", _("The form is being read")
    QUESTION = "question", _("There is a question")
    ACCEPTED = "accepted", _("The sign-up is accepted")
    PUBLISHED = "published", _("The entry is published")
    DECLINED = "declined", _("The sign-up is declined")
    PROGRESS = "progress", _("News is asked for")
    PROGRESS_RECEIVED = "progress_received", _("The news has arrived")
    NOTICES = "notices", _("There is news for somebody at the desk")
    SECOND_FACTOR_RESET = "second_factor_reset", _("A second factor has been reset")
    ACCESS_CHANGED = "access_changed", _("What somebody signs in with has changed")


class MessageText(models.Model):
    """An editor's own words for a mail, in one language.

    Where there is no row, the mail has the words that come with the site,
    see :mod:`home.mails`.
    """

    event = models.CharField(_("tells that"), max_length=20, choices=Event)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    subject = models.CharField(_("subject"), max_length=255)
    body = models.TextField(_("text"), max_length=5000)

    class Meta:
        verbose_name = _("text of a mail")
        verbose_name_plural = _("texts of mails")
        ordering = ["event", "language"]
        constraints = [
            models.UniqueConstraint(fields=["event", "language"], name="unique_message_text")
        ]

    def __str__(self) -> str:
        return f"{self.get_event_display()} ({self.get_language_display()})"
