"""The outbox: messages leave by the worker, are tried again when that fails, and are seen to.

A message is sent and marked as sent under a lock on its row, so that two workers never send it at
the same time. If a process dies after the mail server has taken the message and before the mark is
stored, it is sent again under the same id: at least once, and recognizable as the same.
"""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_tasks import task

from home.models import SiteSettings
from home.models.message import OutgoingMessage

if TYPE_CHECKING:
    from home.mails import Mail
    from home.models import SignUp

logger = logging.getLogger(__name__)

# How long to wait after each attempt that failed; after the last one the desk decides.
PAUSES = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720, 1440, 2880))
AT_A_TIME = 100
LONGEST_ERROR = 500


def write(
    mail: Mail, *, recipient: str, language: str, sign_up: SignUp | None = None
) -> OutgoingMessage:
    """Put a mail to one person into the outbox, as part of the present transaction."""
    message = OutgoingMessage.objects.create(
        event=mail.event,
        sign_up=sign_up,
        language=language,
        recipient=recipient,
        subject=mail.subject,
        body=mail.body,
    )
    deliver.enqueue(message.pk)
    return message


@task()
def deliver(message_id: int) -> None:
    """Send one message if it is due."""
    send_due(Q(pk=message_id))


def send_due(which: Q | None = None) -> int:
    """Send the messages that are due, each in a transaction of its own; return how many left."""
    # One that was never tried does not wait, whatever the clock was of the machine that wrote it.
    due = OutgoingMessage.objects.filter(
        Q(attempts=0) | Q(next_attempt_at__lte=timezone.now()),
        which or Q(),
        status=OutgoingMessage.Status.WAITING,
    )
    keys = list(due.order_by("next_attempt_at").values_list("pk", flat=True)[:AT_A_TIME])
    return sum(_send(key) for key in keys)


def send_again(message: OutgoingMessage) -> None:
    """Try a message once more from the beginning, under the same id."""
    with transaction.atomic():
        OutgoingMessage.objects.filter(pk=message.pk).update(
            status=OutgoingMessage.Status.WAITING, attempts=0, next_attempt_at=timezone.now()
        )
        deliver.enqueue(message.pk)


@transaction.atomic
def _send(key: int) -> bool:
    """Send a message unless another process is at it; note how that went."""
    message = (
        OutgoingMessage.objects.select_for_update(skip_locked=True)
        .filter(pk=key, status=OutgoingMessage.Status.WAITING)
        .first()
    )
    if message is None:
        return False
    try:
        EmailMessage(
            message.subject,
            message.body,
            to=[message.recipient],
            reply_to=reply_addresses(message.language),
            headers={"Message-ID": message.message_id},
        ).send()
    except Exception as error:
        _note_failure(message, error)
        return False
    message.status = OutgoingMessage.Status.SENT
    message.sent_at = timezone.now()
    message.next_attempt_at = None
    message.last_error = ""
    message.attempts += 1
    message.save()
    return True


def reply_addresses(language: str) -> list[str]:
    """Return where an answer goes: to the team's address, as the site's settings have it."""
    found = SiteSettings.objects.exclude(contact_email="")
    by_language = dict(found.values_list("locale__language_code", "contact_email"))
    address = by_language.get(language) or next(iter(by_language.values()), "")
    return [address or settings.CONTACT_EMAIL] if address or settings.CONTACT_EMAIL else []


def _note_failure(message: OutgoingMessage, error: Exception) -> None:
    message.last_error = f"{type(error).__name__}: {error}"[:LONGEST_ERROR]
    if message.attempts < len(PAUSES):
        message.next_attempt_at = timezone.now() + PAUSES[message.attempts]
    else:
        message.status = OutgoingMessage.Status.FAILED
        message.next_attempt_at = None
        # What a mail server says names the address; it is on the message, for the desk alone.
        logger.error("The message %s could not be sent: %s", message.pk, type(error).__name__)
    message.attempts += 1
    message.save()
