"""What a reviewer does with a sign-up, each step with its trace in one transaction."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.admin.utils import get_user_display_name
from wagtail.log_actions import log

from home import outbox
from home.mails import Mail, compose
from home.models import Event, SignUp, SignUpComment

Status = SignUp.Status

NEXT: dict[str, tuple[SignUp.Status, ...]] = {
    Status.NEW: (Status.IN_REVIEW, Status.QUESTION, Status.ACCEPTED, Status.DECLINED),
    Status.IN_REVIEW: (Status.QUESTION, Status.ACCEPTED, Status.DECLINED),
    Status.QUESTION: (Status.IN_REVIEW, Status.ACCEPTED, Status.DECLINED),
    Status.ACCEPTED: (Status.QUESTION, Status.PUBLISHED, Status.DECLINED),
    Status.PUBLISHED: (Status.IN_REVIEW,),
    Status.DECLINED: (Status.IN_REVIEW,),
}
EVENTS: dict[str, str] = {
    Status.IN_REVIEW: Event.IN_REVIEW,
    Status.QUESTION: Event.QUESTION,
    Status.ACCEPTED: Event.ACCEPTED,
    Status.PUBLISHED: Event.PUBLISHED,
    Status.DECLINED: Event.DECLINED,
}


class StaleError(Exception):
    """Somebody else, or the sender, has changed the sign-up since the screen was shown."""


def seen_as(sign_up: SignUp) -> str:
    """Return what a screen keeps to know later whether the sign-up has changed since."""
    return f"{sign_up.status} {sign_up.status_changed_at} {sign_up.changed_at}"


def can_be_written_to(sign_up: SignUp) -> bool:
    """Say whether there is somebody to write to."""
    return bool(sign_up.contact_email) and sign_up.contact_erased_at is None


def mail_about(sign_up: SignUp, status: str, *, note: str = "", link: str = "") -> Mail | None:
    """Return the mail that tells the sender of a status, in the sender's language."""
    if not can_be_written_to(sign_up):
        return None
    return compose(
        EVENTS[status],
        sign_up.writing_language,
        lrg=sign_up.lrg_name,
        name=sign_up.contact_name,
        note=note,
        link=link,
    )


@transaction.atomic
def change_status(
    sign_up: SignUp, status: str, *, seen: str, user: Any, mail: Mail | None = None
) -> None:
    """Move a sign-up on, and tell its sender if there is a mail, unless it has moved meanwhile."""
    row = SignUp.objects.select_for_update().get(pk=sign_up.pk)
    if seen_as(row) != seen or status not in NEXT[row.status]:
        raise StaleError
    before, row.status, row.status_changed_at = row.status, status, timezone.now()
    row.save(update_fields=["status", "status_changed_at"])
    is_told = mail is not None and can_be_written_to(row)
    if mail and is_told:
        language = row.writing_language
        outbox.write(mail, recipient=row.contact_email, language=language, sign_up=row)
    data = {"before": before, "after": status, "mail": is_told}
    log(instance=row, action="home.sign_up.status", user=user, data=data)


@transaction.atomic
def assign(sign_up: SignUp, assignee: Any, *, user: Any) -> None:
    """Say who looks after a sign-up."""
    SignUp.objects.filter(pk=sign_up.pk).update(assignee=assignee)
    name = get_user_display_name(assignee)
    log(instance=sign_up, action="home.sign_up.assign", user=user, data={"assignee": name})


@transaction.atomic
def comment(sign_up: SignUp, text: str, *, user: Any) -> SignUpComment:
    """Add what one member of the team tells the others."""
    log(instance=sign_up, action="home.sign_up.comment", user=user)
    return SignUpComment.objects.create(sign_up=sign_up, author=user, text=text)


@transaction.atomic
def let_in(sign_up: SignUp, *, user: Any) -> None:
    """Take a sign-up to the desk though its sender has not confirmed the address."""
    if SignUp.objects.filter(pk=sign_up.pk, is_held=True).update(is_held=False):
        log(instance=sign_up, action="home.sign_up.let_in", user=user)
