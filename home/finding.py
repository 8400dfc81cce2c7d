"""Finding records by words, for lists that filter by more than words."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID

from home.languages import current_language
from home.searching.answers import answer
from home.searching.asking import ask
from home.searching.matching import ranked_keys


@dataclass(frozen=True)
class Found:
    """The records that hold the words, by translation key, best first.

    ``spelling`` is the words as they were searched for where the reader's own found nothing.
    """

    keys: list[UUID] = field(default_factory=list)
    spelling: str = ""


def found(kind: str, words: str, language: str | None = None) -> Found:
    """Return the records of a kind whose words a reader of ``language`` is shown.

    The kinds are those of :class:`home.models.SearchEntry`. Words that can't be searched for, such
    as signs alone, find nothing; none is an error.
    """
    reader = language or current_language()
    result = answer(ask(words, reader), lambda query: ranked_keys(kind, query, reader), kind)
    return Found(result.matches or [], result.spelling)
