"""Mail on its way: written with the records that it tells of, sent later, never lost."""

from __future__ import annotations

from email.utils import make_msgid
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .message_text import Event


def new_message_id() -> str:
    """Return the id under which a message is sent, every time that it is."""
    return make_msgid(domain="call-to-local-action")


class OutgoingMessage(models.Model):
    """One mail to one person.

    It is stored in the same transaction as what it tells of. ``message_id`` stays the same through
    all attempts: a mail server that has taken a message and is asked again, or the reader's own
    program, can tell that it is the same one.
    """

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Given up")

    sign_up = models.ForeignKey(
        "home.SignUp",
        verbose_name=_("sign-up"),
        on_delete=models.CASCADE,
        related_name="messages",
        null=True,
        editable=False,
    )
    event = models.CharField(_("tells that"), max_length=20, choices=Event)
    message_id = models.CharField(max_length=255, unique=True, default=new_message_id)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES)
    recipient = models.EmailField(_("to"))
    subject = models.CharField(_("subject"), max_length=255)
    body = models.TextField(_("text"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status, default=Status.WAITING, db_index=True
    )
    created_at = models.DateTimeField(_("written"), auto_now_add=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_attempt_at = models.DateTimeField(
        _("next attempt"), default=timezone.now, null=True, db_index=True
    )
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("outgoing message")
        verbose_name_plural = _("outgoing messages")
        ordering = ["-created_at"]
        default_permissions = ()

    def __str__(self) -> str:
        return self.subject

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep a subject on one line, whatever was typed into a form that it quotes."""
        self.subject = " ".join(self.subject.split())[:255]
        super().save(*args, **kwargs)
