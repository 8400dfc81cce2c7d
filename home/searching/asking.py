"""What a reader asks: words, “quoted phrases” and -words, and how PostgreSQL is asked for them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from django.conf import settings

from .folding import Token, pairs, tokens
from .stemming import is_stop_word, lexemes
from .vectors import quoted

LONGEST = 200
MOST_TERMS = 12
LANGUAGES = [code for code, _name in settings.LANGUAGES]
QUOTES = str.maketrans(dict.fromkeys("“”„«»‟″＂「」『』", '"'))
CHUNK = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"?|(?P<word>[^\s"]+))')
# Between the words of a question in Chinese; never searched for themselves.
CHINESE_PARTICLES = re.compile("[的了和与及在是吗呢]")


@dataclass(frozen=True)
class Term:
    """One thing that a result must hold, or with ``unwanted`` must not."""

    words: tuple[Token, ...]
    text: str
    start: int
    unwanted: bool = False

    @property
    def end(self) -> int:
        """Where the question goes on."""
        return self.start + len(self.text)


class Piece(NamedTuple):
    """The lexemes of which one must stand at a place of a phrase."""

    at: int
    alternatives: tuple[str, ...]


@dataclass(frozen=True)
class Question:
    """The terms of a search, in the order in which they were written."""

    text: str
    language: str
    terms: tuple[Term, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        """The terms that results must hold."""
        return tuple(term for term in self.terms if not term.unwanted)

    def without(self, term: Term) -> Question:
        """Return the question that leaves a term out."""
        text = f"{self.text[: term.start]} {self.text[term.end :]}"
        return ask(text, self.language)

    def with_words(self, replacements: dict[Token, str]) -> Question:
        """Return the question with some words written otherwise."""
        text = self.text
        for token in sorted(replacements, reverse=True):
            text = text[: token.start] + replacements[token] + text[token.end :]
        return ask(text, self.language)


def clean(text: str) -> str:
    """Return the words of a search without what no text can hold."""
    text = text[:LONGEST].encode("utf-8", "ignore").decode()
    return " ".join(text.replace("\x00", " ").split())


def ask(text: str, language: str) -> Question:
    """Read what a reader of ``language`` has written; nothing that can be written is an error."""
    text = clean(text)
    terms: list[Term] = []
    for chunk in CHUNK.finditer(text.translate(QUOTES)):
        unwanted = bool(chunk["minus"])
        name = "word" if chunk["word"] else "phrase"
        words = [
            token._replace(start=token.start + chunk.start(name), end=token.end + chunk.start(name))
            for token in tokens(chunk[name] or "")
        ]
        if name == "phrase" or unwanted:
            terms += [Term(tuple(words), chunk[0], chunk.start(), unwanted)] if words else []
        else:
            parts = [part for word in words for part in _parts(word)]
            terms += [Term((part,), part.written, part.start) for part in parts]
    return Question(text, language, _worth_searching(terms[:MOST_TERMS], language))


def _parts(word: Token) -> list[Token]:
    """Cut a Chinese run at its particles."""
    if not word.is_chinese or len(word.folded) != len(word.written):
        return [word]
    parts = []
    for match in re.finditer(f"(?:(?!{CHINESE_PARTICLES.pattern}).)+", word.folded):
        start = word.start + match.start()
        parts.append(Token(start, start + len(match[0]), match[0], match[0], True))
    return parts or [word]


def _worth_searching(terms: list[Term], language: str) -> tuple[Term, ...]:
    """Leave out what is too common to search for, unless there is nothing else."""
    lexemes((language, word.written) for term in terms for word in term.words)
    if all(term.unwanted for term in terms):
        return ()
    telling = [
        term
        for term in terms
        if len(term.words) > 1 or not is_stop_word(language, term.words[0].written)
    ]
    return tuple(telling if any(not term.unwanted for term in telling) else terms)


def tsquery(terms: Sequence[Term], *, unfinished: bool = False) -> str:
    """Return the query for all of some terms; with ``unfinished``, the last word may go on."""
    return " & ".join(_of_term(term, unfinished=unfinished and term is terms[-1]) for term in terms)


def alternatives(question: Question) -> frozenset[str]:
    """Return every lexeme of which a text may hold one, to be marked in it."""
    known = _known(question.wanted)
    words = [word for term in question.wanted for word in term.words]
    telling = [word for word in words if not is_stop_word(question.language, word.written)]
    return frozenset(
        lexeme
        for word in telling or words
        for lexeme in (pairs(word.folded) if word.is_chinese else known[word.written])
    )


def _of_term(term: Term, *, unfinished: bool) -> str:
    known = _known([term])
    pieces: list[Piece] = []
    at = 0
    for word in term.words:
        if word.is_chinese:
            found = pairs(word.folded)
            pieces += [Piece(at + number, (quoted(pair),)) for number, pair in enumerate(found)]
            at += len(word.folded)
        else:
            choice = [quoted(lexeme) for lexeme in sorted(known[word.written])]
            if unfinished and word is term.words[-1]:
                choice.append(f"{quoted(word.folded)}:*")
            pieces.append(Piece(at, tuple(choice)))
            at += 1
    query = _one_of(pieces[0])
    for before, piece in pairwise(pieces):
        # The characters of a Chinese word stand together by the overlap of their pairs.
        joint = f"<{piece.at - before.at}>" if len(term.words) > 1 else "&"
        query = f"{query} {joint} {_one_of(piece)}"
    return f"!({query})" if term.unwanted else f"({query})"


def _one_of(piece: Piece) -> str:
    return f"({' | '.join(piece.alternatives)})"


def _known(terms: Sequence[Term]) -> dict[str, frozenset[str]]:
    """Return the lexemes of words in all languages, for a text may be in any."""
    words = {word.written for term in terms for word in term.words}
    found = lexemes((language, word) for word in words for language in LANGUAGES)
    return {word: frozenset().union(*(found[code, word] for code in LANGUAGES)) for word in words}
