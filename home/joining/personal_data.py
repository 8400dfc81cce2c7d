"""What is kept of one person: to be handed over, and to be erased."""

from __future__ import annotations

import re
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from wagtail.log_actions import log

from home.models import (
    Contact,
    OutgoingMessage,
    SignUp,
    SignUpComment,
    SignUpDraft,
)
from home.searching import folding

ERASED = "[…]"
HAN = re.compile(f"[{folding.HAN}]")
OF_THE_CONTACT = ("contact_name", "contact_role", "contact_email")
OF_THE_SECOND = ("second_contact_name", "second_contact_email")


class Person:
    """Everything that is kept under one e-mail address."""

    def __init__(self, email: str) -> None:
        self.email = email.strip()
        same = self.email
        self.sign_ups = SignUp.objects.filter(contact_email__iexact=same)
        self.second_contacts = SignUp.objects.filter(second_contact_email__iexact=same)
        self.contacts = Contact.objects.filter(email__iexact=same).select_related("city")
        self.drafts = SignUpDraft.objects.filter(email__iexact=same)
        self.messages = OutgoingMessage.objects.filter(recipient__iexact=same)

    @property
    def comments(self) -> QuerySet:
        """What the team wrote about sign-ups of the person, or with the person's address."""
        about = Q(text__icontains=self.email)
        about |= Q(sign_up__in=self.sign_ups.values("pk"))
        about |= Q(sign_up__in=self.second_contacts.values("pk"))
        return SignUpComment.objects.filter(about)

    @property
    def counts(self) -> dict[str, int]:
        """How much there is of each kind."""
        return {
            "sign_ups": self.sign_ups.count(),
            "second_contacts": self.second_contacts.count(),
            "contacts": self.contacts.count(),
            "drafts": self.drafts.count(),
            "messages": self.messages.count(),
            "comments": self.comments.count(),
        }

    @property
    def is_known(self) -> bool:
        """Whether there is anything at all."""
        return any(self.counts.values())

    def export(self) -> dict[str, Any]:
        """Return everything in words, for the person."""
        return {
            "email": self.email,
            "exported_at": timezone.now().isoformat(timespec="seconds"),
            "sign_ups": [sign_up_data(item) for item in with_parts(self.sign_ups)],
            "second_contact_of": [
                {
                    "lrg_name": item.lrg_name,
                    "received": item.created_at,
                    "second_contact_name": item.second_contact_name,
                    "second_contact_email": item.second_contact_email,
                }
                for item in self.second_contacts
            ],
            "contact_person_of": [
                {
                    "city": item.city.title,
                    "name": item.name,
                    "role": item.role,
                    "email": item.email,
                    "language": item.language,
                    "added": item.created_at,
                    "news": list(
                        item.progress_requests.values(
                            "sent_at", "answered_at", "answer_language", "answers", "remarks"
                        )
                    ),
                }
                for item in self.contacts.prefetch_related("progress_requests")
            ],
            "forms_not_sent": list(self.drafts.values("language", "email", "answers", "saved_at")),
            "messages": list(
                self.messages.values(
                    "event", "language", "recipient", "subject", "body", "created_at", "sent_at"
                )
            ),
            "comments": list(self.comments.values("sign_up__lrg_name", "text", "created_at")),
        }

    @transaction.atomic
    def erase(self, user: Any) -> None:
        """Erase the person; what an LRG does and commits to stays, without a name."""
        for sign_up in [*self.sign_ups, *self.second_contacts]:
            names = {sign_up.contact_name, sign_up.second_contact_name, self.email}
            for comment in sign_up.comments.all():
                take_out(comment, names)
        for comment in SignUpComment.objects.filter(text__icontains=self.email):
            take_out(comment, {self.email})
        for sign_up in self.second_contacts.all():
            erase_second_contact(sign_up)
        for sign_up in self.sign_ups.all():
            erase_contact(sign_up, user=user)
        for contact in self.contacts.prefetch_related("progress_requests"):
            for request in contact.progress_requests.all():
                take_out(request, {contact.name, self.email}, "remarks")
        self.contacts.delete()
        self.drafts.delete()
        self.messages.delete()
        log(instance=user, action="home.personal_data.erase", user=user)


def take_out(record: Any, names: set[str], field: str = "text") -> None:
    """Take names and addresses out of what somebody wrote."""
    before = text = getattr(record, field)
    for name in sorted(filter(None, names), key=len, reverse=True):
        text = re.sub(as_written(name), ERASED, text, flags=re.IGNORECASE)
    if text != before:
        setattr(record, field, text)
        record.save(update_fields=[field])


def as_written(name: str) -> str:
    """Return a pattern of a name as a word of its own; Chinese puts no space around it."""
    escaped = re.escape(name)
    return escaped if HAN.search(name) else rf"(?<!\w){escaped}(?!\w)"


@transaction.atomic
def erase_contact(sign_up: SignUp, *, user: Any = None) -> None:
    """Erase who sent a sign-up, and what is of use to nobody without."""
    for comment in sign_up.comments.all():
        take_out(
            comment,
            {
                sign_up.contact_name,
                sign_up.contact_email,
                sign_up.second_contact_name,
                sign_up.second_contact_email,
            },
        )
    sign_up.messages.all().delete()
    sign_up.files.filter(purpose="declaration").delete()
    if sign_up.status == SignUp.Status.DECLINED:
        sign_up.contacts.all().delete()
    cleared = dict.fromkeys([*OF_THE_CONTACT, *OF_THE_SECOND, "browser", "digest"], "")
    SignUp.objects.filter(pk=sign_up.pk).update(**cleared, contact_erased_at=timezone.now())
    log(instance=sign_up, action="home.sign_up.erase", user=user)


def erase_second_contact(sign_up: SignUp) -> None:
    """Erase the second contact of a sign-up."""
    SignUp.objects.filter(pk=sign_up.pk).update(**dict.fromkeys(OF_THE_SECOND, ""))


def with_parts(sign_ups: QuerySet) -> QuerySet:
    """Read what a sign-up holds along with it."""
    return sign_ups.prefetch_related("commitments", "actions", "files")


def sign_up_data(sign_up: SignUp) -> dict[str, Any]:
    """Return a sign-up as its sender knows it."""
    fields = [
        field.name
        for field in SignUp._meta.concrete_fields
        if not field.is_relation and field.name not in {"id", "token", "browser", "digest"}
    ]
    return {
        **{name: getattr(sign_up, name) for name in fields},
        "country": str(sign_up.country),
        "commitments": [
            {"text": item.text, "due_year": item.due_year} for item in sign_up.commitments.all()
        ],
        "actions": [
            {
                name: getattr(item, name)
                for name in (
                    "title",
                    "summary",
                    "start_year",
                    "start_month",
                    "end_year",
                    "end_month",
                    "is_ongoing",
                    "joint_lrgs",
                    "results",
                    "lessons",
                    "link",
                    "image_credit",
                    "image_alt",
                )
            }
            for item in sign_up.actions.all()
        ],
        "files": [
            {"name": item.name, "type": item.content_type, "size": item.size}
            for item in sign_up.files.all()
        ],
    }
