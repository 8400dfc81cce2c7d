"""From texts to the ``tsvector`` of an entry, as PostgreSQL reads it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .folding import Token, pairs, tokens
from .stemming import lexemes

# PostgreSQL keeps no position beyond 16,383, and phrases shall not run from one text to the next.
LAST_POSITION = 16_000
GAP = 10


class Weighted(NamedTuple):
    """A text and what its words weigh: A for titles, B, C, D for what is least to the point."""

    weight: str
    text: str


class Text:
    """The words of one entry, taken apart once."""

    def __init__(self, language: str, parts: Sequence[Weighted]) -> None:
        self.language = language
        self.parts = [(part.weight, list(tokens(part.text))[:LAST_POSITION]) for part in parts]

    def words(self) -> set[tuple[str, str]]:
        """Return each word with the language that its lexemes are asked in."""
        return {(self.language, token.written) for token in self.tokens()}

    def tokens(self) -> Iterable[Token]:
        """Yield every word of every part."""
        for _weight, found in self.parts:
            yield from found

    def vector(self, known: dict[tuple[str, str], frozenset[str]]) -> str:
        """Return the entry's vector, given the lexemes of its words."""
        places: dict[str, list[str]] = {}
        position = 1
        for weight, found in self.parts:
            for token in found:
                if position > LAST_POSITION:
                    break
                if token.is_chinese:
                    for at, place in enumerate(_places(token.folded)):
                        for lexeme in place:
                            places.setdefault(lexeme, []).append(f"{position + at}{weight}")
                    position += len(token.folded)
                    continue
                for lexeme in known[self.language, token.written]:
                    places.setdefault(lexeme, []).append(f"{position}{weight}")
                position += 1
            position += GAP
        return " ".join(f"{quoted(lexeme)}:{','.join(at)}" for lexeme, at in places.items())


def vectors(texts: Sequence[Text]) -> list[str]:
    """Return the vectors of several entries, with one query at most for the stems of all."""
    known = lexemes({word for text in texts for word in text.words()})
    return [text.vector(known) for text in texts]


def quoted(lexeme: str) -> str:
    """Write a lexeme so that PostgreSQL takes every character of it for itself."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"


def _places(run: str) -> list[set[str]]:
    """Return what stands at each character of a Chinese run: itself and the pair it begins."""
    both = [*pairs(run), run[-1]] if len(run) > 1 else [run]
    return [{character, pair} for character, pair in zip(run, both, strict=True)]
