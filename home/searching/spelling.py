"""The nearest spelling: what words that occur nowhere may have meant, from the site's own words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from home.caches import remember_here
from home.models import SearchWord

from .asking import Question, ask, tsquery
from .folding import Token, pairs
from .matching import totals
from .stemming import is_stop_word, lexemes

# How many letters may be wrong in a word of at least so many.
TOLERANCE = ((12, 3), (7, 2), (5, 1))
CANDIDATES = 20
GUESSES = 4
# Any character can be the wrong one; which change makes sense is seen by what it finds.
CHINESE_GUESSES = 16
MOST_WORDS = 6


class Known(NamedTuple):
    """A word of the site: as it is spelled, and in how many entries it stands."""

    spelling: str
    entries: int


def corrected(question: Question, kind: str | None = None) -> Question | None:
    """Return the question with the words that occur nowhere put right; None if that can't be."""
    terms = question.wanted[:MOST_WORDS]
    counts = totals([tsquery([term]) for term in terms], question.language, kind)
    unknown = [
        word for term, count in zip(terms, counts, strict=True) if not count for word in term.words
    ]
    words = known_words(question.language)
    guesses = [
        (word, guess)
        for word in unknown
        for guess in _searchable(nearest(word, words), question.language)
    ]
    meant = [ask(guess, question.language).terms for _word, guess in guesses]
    counts = totals([tsquery(terms) for terms in meant], question.language, kind)
    replacements: dict[Token, str] = {}
    for (word, guess), count in zip(guesses, counts, strict=True):
        if count:
            replacements.setdefault(word, guess)
    return question.with_words(replacements) if replacements else None


def _searchable(guesses: list[str], language: str) -> list[str]:
    """Leave out words that are too common to have been meant."""
    lexemes((language, guess) for guess in guesses)
    return [guess for guess in guesses if not is_stop_word(language, guess)]


def known_words(language: str) -> Mapping[str, Known]:
    """Return the words of the site in a language, by their folded forms."""
    return remember_here(f"search-words:{language}", lambda: _read(language))


def _read(language: str) -> dict[str, Known]:
    rows = SearchWord.objects.filter(language=language)
    return {
        word: Known(spelling, entries)
        for word, spelling, entries in rows.values_list("word", "spelling", "entries")
    }


def nearest(token: Token, words: Mapping[str, Known]) -> list[str]:
    """Return the few known words that are spelled most like one, the likeliest first."""
    word = token.folded
    if token.is_chinese:
        return _nearest_chinese(word, words)
    tolerance = next((wrong for length, wrong in TOLERANCE if len(word) >= length), 0)
    if not tolerance:
        return []
    close = process.extract(
        word, words.keys(), scorer=OSA.distance, score_cutoff=tolerance, limit=CANDIDATES
    )
    # A first letter is seldom wrong; of several words the most frequent is the likeliest.
    likely = sorted(
        (distance + (known[0] != word[0]), -words[known].entries, known)
        for known, distance, _place in close
        if known != word
    )
    return [words[known].spelling for _distance, _entries, known in likely[:GUESSES]]


def _nearest_chinese(run: str, words: Mapping[str, Known]) -> list[str]:
    """Take a run for two words; else change the character that makes most of its pairs known."""
    split = [f"{run[:at]} {run[at:]}" for at in range(2, len(run) - 1)]
    changed = {
        run[:at] + character + run[at + 1 :]
        for at in range(len(run))
        for character in _fitting(run, at, words)
    }
    likely = sorted(((_familiarity(other, words), other) for other in changed), reverse=True)
    known = _familiarity(run, words)
    return [
        *split[:GUESSES],
        *(other for familiarity, other in likely[:CHINESE_GUESSES] if familiarity > known),
    ]


def _familiarity(run: str, words: Mapping[str, Known]) -> tuple[int, int]:
    """Return how many pairs of a run are known, and in how many entries the rarest stands."""
    counts = [words[pair].entries for pair in pairs(run) if pair in words]
    return len(counts), min(counts, default=0)


def _fitting(run: str, at: int, words: Mapping[str, Known]) -> set[str]:
    """Return the characters that make a known pair with a neighbour."""
    before, after = run[at - 1 : at], run[at + 1 : at + 2]
    return {pair[1] for pair in words if before and pair[0] == before} | {
        pair[0] for pair in words if after and pair[1:] == after
    }
