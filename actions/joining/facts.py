"""The facts of an action as the join form has them, in the terms of an action's record."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from actions.models.progress import Precision, Stage
from home.models import SignUpAction


def day_of(year: int | None, month: int | None) -> tuple[date | None, str]:
    """Return a date and how exactly it is known."""
    if not year:
        return None, Precision.YEAR
    return date(year, month or 1, 1), Precision.MONTH if month else Precision.YEAR


def period_of(part: SignUpAction) -> dict[str, Any]:
    """Return when an action runs and how far it has come, by field."""
    start, start_precision = day_of(part.start_year, part.start_month)
    end_year = None if part.is_ongoing else part.end_year
    end, end_precision = day_of(end_year, part.end_month)
    return {
        "start_date": start,
        "start_precision": start_precision,
        "end_date": end,
        "end_precision": end_precision,
        "stage": stage_of(part, start, end),
    }


def stage_of(part: SignUpAction, start: date | None, end: date | None) -> str:
    """Return the stage, as far as the dates tell."""
    today = timezone.localdate()
    if start and start > today:
        return Stage.PLANNED
    if end and (end.year, end.month if part.end_month else 12) < (today.year, today.month):
        return Stage.COMPLETED
    if part.is_ongoing or (start and end):
        return Stage.UNDER_WAY
    return ""


def objectives_of(part: SignUpAction) -> list[Any]:
    """Return the main objectives, then the others, each once."""
    return list(dict.fromkeys([*part.main_objectives.all(), *part.other_objectives.all()]))
