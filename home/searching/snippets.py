"""Why a result was found: its words with the matching ones marked, in its own language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from home.models import SearchEntry

from .answers import Answer
from .asking import alternatives
from .folding import Token, pairs, tokens
from .stemming import lexemes

LENGTH = 240
"""Letters of a piece of a longer text; a Chinese character takes the place of two."""
LONG_WORD = 30
"""Letters within which a space is looked for, to cut at."""
READ = 20_000
"""Characters of a text in which matches are looked for."""


class Span(NamedTuple):
    """A stretch of a text to be marked."""

    start: int
    end: int


class Marker:
    """Marks the words that an answer was found by."""

    def __init__(self, answer: Answer, entries: Iterable[SearchEntry]) -> None:
        self.lexemes = alternatives(answer.question)
        self.beginning = answer.beginning
        self.known = lexemes(
            (entry.language, token.written)
            for entry in entries
            for text in (entry.title, entry.summary, entry.body[:READ])
            for token in tokens(text)
        )

    def title(self, entry: SearchEntry) -> SafeString:
        """Return the title with its matches marked."""
        return _marked(entry.title, self._spans(entry.title, entry.language))

    def snippet(self, entry: SearchEntry) -> SafeString:
        """Return the summary, or where only the body matches, the piece of it that does."""
        in_summary = self._spans(entry.summary, entry.language)
        if not in_summary:
            body = entry.body[:READ]
            in_body = self._spans(body, entry.language)
            if in_body or not entry.summary:
                return _piece(body, in_body, _length(entry))
        return _piece(entry.summary, in_summary, _length(entry))

    def _spans(self, text: str, language: str) -> list[Span]:
        return list(_joined(self._matches(text, language)))

    def _matches(self, text: str, language: str) -> Iterator[Span]:
        for token in tokens(text):
            if token.is_chinese:
                yield from self._in_run(token)
            elif self._matches_word(token, language):
                yield Span(token.start, token.end)

    def _matches_word(self, token: Token, language: str) -> bool:
        if self.beginning and token.folded.startswith(self.beginning):
            return True
        return not self.lexemes.isdisjoint(self.known[language, token.written])

    def _in_run(self, run: Token) -> Iterator[Span]:
        for at, pair in enumerate(pairs(run.folded)):
            if pair in self.lexemes:
                yield Span(run.start + at, run.start + at + len(pair))
        for at, character in enumerate(run.folded):
            if character in self.lexemes:
                yield Span(run.start + at, run.start + at + 1)


def _joined(spans: Iterable[Span]) -> Iterator[Span]:
    """Join the overlapping pairs of Chinese characters."""
    last: Span | None = None
    for span in sorted(spans):
        if last and span.start <= last.end:
            last = Span(last.start, max(last.end, span.end))
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


def _length(entry: SearchEntry) -> int:
    return LENGTH // 2 if entry.language.startswith("zh") else LENGTH


def _piece(text: str, spans: list[Span], length: int) -> SafeString:
    """Return a text that is not too long, cut between words where it has most matches."""
    if len(text) <= length:
        return _marked(text, spans)
    start = max(_best_start(spans, length) - length // 4, 0)
    if start:
        start = _next_word(text, start)
    end = min(start + length, len(text))
    if end < len(text):
        end = _last_word(text, start, end)
    inside = [
        Span(span.start - start, min(span.end, end) - start)
        for span in spans
        if start <= span.start < end
    ]
    piece = _marked(text[start:end].rstrip(), inside)
    return format_html("{}{}{}", "… " if start else "", piece, " …" if end < len(text) else "")


def _best_start(spans: list[Span], length: int) -> int:
    """Return where the stretch with most matches begins."""

    def matches(first: Span) -> int:
        return sum(first.start <= span.start < first.start + length * 3 // 4 for span in spans)

    return max(spans, key=matches).start if spans else 0


def _next_word(text: str, at: int) -> int:
    space = text.find(" ", at, at + LONG_WORD)
    return space + 1 if space >= 0 else at


def _last_word(text: str, start: int, end: int) -> int:
    space = text.rfind(" ", start, end)
    return space if space > end - LONG_WORD else end


def _marked(text: str, spans: Iterable[Span]) -> SafeString:
    parts: list[str] = []
    at = 0
    for span in spans:
        parts.append(conditional_escape(text[at : span.start]))
        parts.append(format_html("<mark>{}</mark>", text[span.start : span.end]))
        at = span.end
    parts.append(conditional_escape(text[at:]))
    return mark_safe("".join(parts))  # noqa: S308 - every part is escaped
