"""Asking LRGs for news: whom, whom not and why, and the mail with the link."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from actions.follow_up.answering import name_of
from actions.follow_up.links import path_of
from actions.models import CityPage, ProgressRequest
from actions.models.progress_request import RequestStatus
from home import outbox
from home.languages import localized_date
from home.mails import compose
from home.models import Contact, Event

ONCE_IN = timedelta(days=365)


@dataclass
class Candidate:
    """An LRG that has joined, with who can be asked and what is known of earlier requests."""

    city: CityPage
    contacts: list[Contact]
    last: ProgressRequest | None

    @property
    def contact(self) -> Contact | None:
        """Who is asked unless somebody else is chosen: the person who came last."""
        return self.contacts[0] if self.contacts else None

    @property
    def waits_for_the_desk(self) -> bool:
        """Whether an answer has come and is not taken over yet."""
        return bool(self.last and self.last.status == RequestStatus.ANSWERED)

    @property
    def is_due(self) -> bool:
        """Whether nobody was asked for a year, and no answer waits for the desk."""
        if self.waits_for_the_desk:
            return False
        return self.last is None or self.last.sent_at <= timezone.now() - ONCE_IN


def candidates(keys: Iterable[int] | None = None) -> list[Candidate]:
    """Return the LRGs that have joined, by name; only those of ``keys`` if there are any."""
    cities = CityPage.objects.live().filter(is_source=True, has_joined=True)
    if keys is not None:
        cities = cities.filter(pk__in=keys)
    found = list(cities.select_related("locale").defer_streamfields().order_by("title"))
    contacts: dict[int, list[Contact]] = {}
    rows = Contact.objects.filter(city__in=found).select_related("sign_up")
    for contact in rows.order_by("-created_at", "-pk"):
        contacts.setdefault(contact.city_id, []).append(contact)
    requests = ProgressRequest.objects.filter(city__in=found)
    last = {
        request.city_id: request
        for request in requests.order_by("city", "-sent_at", "-pk").distinct("city")
    }
    return [Candidate(city, contacts.get(city.pk, []), last.get(city.pk)) for city in found]


def newest_request() -> int:
    """Return a mark of the requests so far; see :func:`ask`."""
    return ProgressRequest.objects.aggregate(newest=Max("pk"))["newest"] or 0


@transaction.atomic
def ask(
    chosen: Iterable[tuple[CityPage, Contact]],
    absolute: Callable[[str], str],
    *,
    user: Any = None,
    note: str = "",
    seen: int | None = None,
) -> list[ProgressRequest]:
    """Ask one person for each LRG, and end the links of earlier requests without an answer.

    ``absolute`` makes a public address of a path. Who was asked after the request ``seen`` is left
    out, so that pressing a button twice sends nothing twice.
    """
    pairs = list(chosen)
    keys = [city.pk for city, _contact in pairs]
    # One after the other: the second of two at the same time finds what the first has made.
    list(CityPage.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk"))
    earlier = ProgressRequest.objects.filter(city__in=keys)
    newer = earlier.filter(pk__gt=seen) if seen is not None else earlier.none()
    asked = set(newer.values_list("city", flat=True))
    pairs = [pair for pair in pairs if pair[0].pk not in asked]
    earlier.filter(
        city__in=[city.pk for city, _contact in pairs],
        answered_at=None,
        withdrawn_at=None,
    ).update(withdrawn_at=timezone.now())
    return [_ask_one(city, contact, absolute, user, note) for city, contact in pairs]


def _ask_one(
    city: CityPage, contact: Contact, absolute: Callable[[str], str], user: Any, note: str
) -> ProgressRequest:
    request = ProgressRequest.objects.create(
        city=city, contact=contact, language=contact.language, sent_by=user
    )
    language = contact.language
    mail = compose(
        Event.PROGRESS,
        language,
        lrg=name_of(request, language),
        name=contact.name,
        note=note,
        link=absolute(path_of(request)),
        date=localized_date(request.valid_until.date(), code=language),
    )
    outbox.write(mail, recipient=contact.email, language=language, sign_up=contact.sign_up)
    return request
