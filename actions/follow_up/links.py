"""The signed link with which somebody may answer for an LRG."""

from __future__ import annotations

from enum import Enum
from urllib.parse import urlencode

from django.core import signing
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from actions.models import ProgressRequest

SALT = "actions.follow_up"


class Closed(Enum):
    """Why a link opens no form."""

    INVALID = "invalid"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"
    TAKEN_OVER = "taken_over"


def key_of(request: ProgressRequest) -> str:
    """Return what the link carries: it can't be guessed, and ends with the contact person."""
    return signing.dumps({"request": request.pk, "contact": request.contact_id}, salt=SALT)


def path_of(request: ProgressRequest) -> str:
    """Return the address of the form, in the language of the person who is asked."""
    with override(request.language):
        return f"{reverse('progress')}?{urlencode({'key': key_of(request)})}"


def find(key: str, *, to_answer: bool = False) -> tuple[ProgressRequest | None, Closed | None]:
    """Return the request of a link, and why it is closed if it is.

    ``to_answer`` locks the request until the transaction ends, so that it is answered by one
    sending at a time.
    """
    try:
        said = signing.loads(key, salt=SALT)
    except signing.BadSignature:
        return None, Closed.INVALID
    rows = ProgressRequest.objects.select_related("city", "contact")
    if to_answer:
        rows = rows.select_for_update(of=("self",))
    found = rows.filter(pk=said["request"], contact=said["contact"]).first()
    if found is None:
        return None, Closed.INVALID
    return found, closed(found)


def closed(request: ProgressRequest) -> Closed | None:
    """Say why a request takes no answer any more."""
    if request.accepted_at:
        return Closed.TAKEN_OVER
    if request.withdrawn_at or not request.city.live:
        return Closed.WITHDRAWN
    if request.valid_until <= timezone.now():
        return Closed.EXPIRED
    return None
