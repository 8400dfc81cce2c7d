"""What a publication is about, so that it makes nothing old that can't depend on it.

Actions and stories are published every day, and a translation becomes stale with each; menus,
lists of categories or the footer are changed once in a while. Whoever remembers a value says which
of the everyday publications it is apart from. Saying nothing is safe: the value goes with each.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any


class Subject(StrEnum):
    """What a change is about; the values name the columns of ``ContentNumber``."""

    ACTION = "actions"
    STORY = "stories"
    TRANSLATION_STATE = "translation_states"
    ANYTHING = "number"


EVERYDAY = frozenset({Subject.ACTION, Subject.STORY, Subject.TRANSLATION_STATE})
EVERYDAY_BUT_ACTIONS = EVERYDAY - {Subject.ACTION}
EVERYDAY_BUT_STORIES = EVERYDAY - {Subject.STORY}


def subject_of(record: Any) -> Subject:
    """Return what a change of a record is about, as ``subject_of_changes`` of its class says."""
    return getattr(record, "subject_of_changes", Subject.ANYTHING)
