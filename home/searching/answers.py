"""How a question is answered: as it was asked, else as it may go on, else as it was meant."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from .asking import Question, tsquery
from .spelling import corrected

Matches = TypeVar("Matches")

SHORTEST_BEGINNING = 3


@dataclass(frozen=True)
class Answer(Generic[Matches]):
    """What was found, for which question.

    ``spelling`` is the question's text if it was put right; ``beginning`` is the last word, folded,
    if it stands for longer ones.
    """

    question: Question
    matches: Matches | None = None
    spelling: str = ""
    beginning: str = ""


def answer(
    question: Question, match: Callable[[str], Matches], kind: str | None = None
) -> Answer[Matches]:
    """Answer a question, given what finds the matches of a query."""
    if not question.terms:
        return Answer(question)
    matches = match(tsquery(question.terms))
    if matches:
        return Answer(question, matches)
    if _may_go_on(question):
        matches = match(tsquery(question.terms, unfinished=True))
        if matches:
            return Answer(question, matches, beginning=question.terms[-1].words[0].folded)
    meant = corrected(question, kind)
    if meant:
        matches = match(tsquery(meant.terms))
    if meant and matches:
        return Answer(meant, matches, spelling=meant.text)
    return Answer(question)


def _may_go_on(question: Question) -> bool:
    """Whether the last word can be the beginning of a longer one."""
    last = question.terms[-1]
    if last.unwanted or len(last.words) > 1:
        return False
    word = last.words[0]
    return len(word.folded) >= SHORTEST_BEGINNING and not word.is_chinese
