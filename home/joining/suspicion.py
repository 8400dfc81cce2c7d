"""Telling people from programs, without asking people for anything as a rule.

A form is suspicious if a field was filled in that nobody sees, if it came back sooner than anybody
can read it, if its token is not one of ours, or if many forms came from the same network within an
hour. Then the browser is asked for a proof of work, which takes it a second or two and a sender of
thousands much longer. Who cannot or does not want to compute it is asked to confirm the e-mail
address instead: the sign-up is stored, and reaches the desk with that confirmation.

The sender's network address is never stored. A keyed digest of it, with a key that changes every
day, is counted in the cache for an hour.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from altcha import (
    ChallengeOptionsV1,
    ChallengeV1,
    PayloadV1,
    create_challenge_v1,
    verify_solution_v1,
)
from django.conf import settings
from django.core import signing
from django.core.cache import cache
from django.http import HttpRequest
from django.utils import timezone
from django.utils.crypto import salted_hmac

from home.networks import network_of

SALT = "home.joining.token"
TRAP = "website_confirm"
# Nobody reads the questions of an empty form and answers them in less time.
LEAST_SECONDS = 5
# An office may share one address; a program sends more than an office.
MOST_AN_HOUR = 10
HARDEST_NUMBER = 150_000
PROOF_LASTS = timedelta(hours=2)


@dataclass(frozen=True)
class Token:
    """What tells one form from another, and how long ago it was handed out, if we did."""

    value: uuid.UUID
    signed: str
    age: timedelta | None = None

    @classmethod
    def new(cls, value: uuid.UUID | None = None) -> Token:
        """Return the token of a form that is handed out now."""
        value = value or uuid.uuid4()
        return cls(value, signing.TimestampSigner(salt=SALT).sign(str(value)))

    @classmethod
    def read(cls, signed: str) -> Token:
        """Return the token that came back with a form; a new one, without an age, for any other."""
        signer = signing.TimestampSigner(salt=SALT)
        try:
            value = uuid.UUID(signer.unsign(signed))
            seconds = signing.b62_decode(signed.split(signer.sep)[1])
        except (signing.BadSignature, ValueError):
            return cls.new()
        return cls(value, signed, timezone.now() - datetime.fromtimestamp(seconds, UTC))


def is_suspicious(request: HttpRequest, token: Token) -> bool:
    """Say whether a form may come from a program; count it."""
    too_many = _count(request) > MOST_AN_HOUR
    # One from the future was handed out by a machine whose clock is ahead of this one's.
    too_fast = token.age is None or timedelta() <= token.age < timedelta(seconds=LEAST_SECONDS)
    return bool(request.POST.get(TRAP)) or too_many or too_fast


def new_challenge(token: Token) -> dict[str, Any]:
    """Return what the browser has to solve for a form."""
    challenge: ChallengeV1 = create_challenge_v1(
        ChallengeOptionsV1(
            hmac_key=settings.SECRET_KEY,
            max_number=HARDEST_NUMBER,
            expires=datetime.now(UTC) + PROOF_LASTS,
            params={"form": str(token.value)},
        )
    )
    return challenge.to_dict()


def is_proven(solution: str, token: Token) -> bool:
    """Say whether a challenge of this form was solved."""
    if not solution or len(solution) > 2000:
        return False
    try:
        solved, _error = verify_solution_v1(solution, settings.SECRET_KEY, check_expires=True)
        salt = PayloadV1.from_base64(solution).salt
    except Exception:
        # Whatever was sent in its place, it is no proof.
        return False
    return bool(solved) and f"form={token.value}" in salt.split("?", 1)[-1].split("&")


def _count(request: HttpRequest) -> int:
    """Count the forms from a network in the present hour."""
    now = timezone.now()
    digest = salted_hmac(f"{SALT}.{now:%Y-%m-%d}", network_of(request)).hexdigest()
    key = f"join:{digest}:{now:%H}"
    cache.add(key, 0, 3600)
    try:
        return cache.incr(key)
    except ValueError:
        # It has expired in between.
        return 1
