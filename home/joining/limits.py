"""How often the site writes to an address that a stranger typed into a form."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from home.models import Event, OutgoingMessage

MOST_A_DAY = 10


def may_be_written_to(email: str) -> bool:
    """Say whether an address has got few enough messages that nobody at the desk sent."""
    recent = OutgoingMessage.objects.filter(
        recipient__iexact=email,
        event__in=(Event.RECEIVED, Event.HELD, Event.DRAFT),
        created_at__gte=timezone.now() - timedelta(days=1),
    )
    return recent.count() < MOST_A_DAY
