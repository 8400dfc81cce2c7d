"""How long personal data is kept: nothing longer than it is of use."""

from __future__ import annotations

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from home.models import SignUp, SignUpDraft, SignUpFile
from home.models.sign_up_form import DRAFTS_LAST, UNSENT_FILES_LAST

from .personal_data import erase_contact

HELD_LAST = timedelta(days=30)


def erase_what_is_due() -> dict[str, int]:
    """Erase and delete what has been kept long enough; return how much of each kind."""
    now = timezone.now()
    declined = SignUp.objects.filter(status=SignUp.Status.DECLINED).with_contact_to_erase(
        timedelta(days=settings.DECLINED_CONTACTS_DAYS)
    )
    published = SignUp.objects.filter(status=SignUp.Status.PUBLISHED).with_contact_to_erase(
        timedelta(days=settings.PUBLISHED_CONTACTS_DAYS)
    )
    contacts = [*declined, *published]
    for sign_up in contacts:
        erase_contact(sign_up)
    old = {
        "drafts": SignUpDraft.objects.filter(saved_at__lt=now - DRAFTS_LAST),
        "files": SignUpFile.objects.filter(sign_up=None, created_at__lt=now - UNSENT_FILES_LAST),
        "held": SignUp.objects.held().filter(
            email_confirmed_at=None, created_at__lt=now - HELD_LAST
        ),
    }
    counts = {"contacts": len(contacts)}
    for name, rows in old.items():
        counts[name] = rows.count()
        rows.delete()
    return counts
