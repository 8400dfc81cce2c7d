"""Work is given to people, and taken back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from home.models import TranslationState, TranslationTask
from home.translating.notices import tell_of_task


@transaction.atomic
def assign(
    states: Iterable[TranslationState], assignee: Any, *, by: Any, due: date | None, note: str
) -> None:
    """Ask somebody to translate some records, in the place of whoever was asked before."""
    for state in states:
        TranslationTask.objects.update_or_create(
            state=state,
            defaults={"assignee": assignee, "assigned_by": by, "due": due, "note": note},
        )
        tell_of_task(state, assignee, by, note)


def take_back(states: Iterable[TranslationState]) -> None:
    """Leave some records to anybody."""
    TranslationTask.objects.filter(state__in=[state.pk for state in states]).delete()
