"""Whether a translation uses the fixed wordings of the glossary.

Words are compared by what their inflected forms have in common, as in the search, so that a plural
or a case is no other word. Chinese is compared letter by letter.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import takewhile

from bs4 import BeautifulSoup
from django.conf import settings
from django.utils.translation import gettext as _

from home.models.glossary import GlossaryTerm, GlossaryWording, lines
from home.searching.folding import tokens
from home.searching.stemming import lexemes

SOURCE_LANGUAGE = settings.LANGUAGE_CODE
UNSPACED = {"zh-hans"}
# The stems of some forms differ (*local*, *locales*; *орган*, *органов*).
SHORTEST_STEM = 4
LONGEST_ENDING = 3
ARABIC_PARTICLES = re.compile(r"^(?=[\u0621-\u064a])[وف]?(?:[بك]?ال|لل|[بكل])?(?=\w{4})")


@dataclass(frozen=True)
class Entry:
    """A term as it is written in the source's language, and its wording in the translation's."""

    term: str
    phrases: tuple[str, ...]
    case_sensitive: bool
    note: str
    wording: str
    right: tuple[str, ...]
    wrong: tuple[str, ...]
    official: bool


@dataclass(frozen=True)
class Word:
    """A word as it is written, folded, and what its inflected forms have in common."""

    written: str
    folded: str
    lexemes: frozenset[str]

    def is_form_of(self, other: Word) -> bool:
        """Say whether two words are forms of one: by their stems, or by all but their endings."""
        return (
            self.folded == other.folded
            or bool(self.lexemes & other.lexemes)
            or _differ_in_endings(self.folded, other.folded)
        )


def _differ_in_endings(one: str, other: str) -> bool:
    """Say whether two words are the same but for their last letters and an Arabic particle."""
    one, other = (ARABIC_PARTICLES.sub("", word) for word in (one, other))
    pairs = zip(one, other, strict=False)
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return common >= SHORTEST_STEM and max(len(one), len(other)) - common <= LONGEST_ENDING


def words_of(language: str, text: str) -> list[Word]:
    """Return the words of a text, with one query at most for the stems of all of them."""
    found = list(tokens(text))
    known = lexemes({(language, token.written) for token in found})
    return [Word(token.written, token.folded, known[language, token.written]) for token in found]


class Words:
    """The words of a text in a language, and the phrases in it."""

    def __init__(self, language: str, html: str) -> None:
        self.language = language
        self.text = BeautifulSoup(html, "html.parser").get_text(" ")
        self.words = [] if language in UNSPACED else words_of(language, self.text)

    def find(self, phrase: str, wanted: list[Word], case_sensitive: bool = False) -> list[range]:
        """Return where a phrase stands, as ranges of words (of letters in Chinese)."""
        if self.language in UNSPACED:
            at = self.text.find(phrase)
            return [range(at, at + len(phrase))] if at >= 0 else []
        count = len(wanted)
        return [
            range(start, start + count)
            for start in range(len(self.words) - count + 1)
            if all(
                word.written == other.written if case_sensitive else word.is_form_of(other)
                for word, other in zip(self.words[start : start + count], wanted, strict=True)
            )
        ]


class Glossary:
    """The terms for translations from one language into another."""

    def __init__(self, source: str, target: str) -> None:
        self.source, self.target = source, target
        self.entries = list(_entries(source, target))
        # Longer terms first: what they cover is not looked at again.
        self.entries.sort(key=lambda entry: -max(map(len, entry.phrases)))
        self._phrases: dict[tuple[str, str], list[Word]] = {}

    def used_in(self, html: str) -> list[Entry]:
        """Return the terms that stand in a source text."""
        words = Words(self.source, html)
        covered: set[int] = set()
        used = []
        for entry in self.entries:
            places = [
                place
                for phrase in entry.phrases
                for place in self._find(words, phrase, entry.case_sensitive)
                if not covered.issuperset(place)
            ]
            if places:
                used.append(entry)
                covered.update(*places)
        return used

    def warnings(self, source: str, value: str) -> list[str]:
        """Say which terms of a source text are translated otherwise than the glossary has it."""
        used = self.used_in(source) if value else []
        if not used:
            return []
        words = Words(self.target, value)
        found = []
        for entry in used:
            wrong = next((phrase for phrase in entry.wrong if self._find(words, phrase)), None)
            if wrong:
                message = _("“%(wrong)s” is not used for “%(term)s”: write “%(wording)s”.")
                names = {"wrong": wrong, "term": entry.term, "wording": entry.wording}
                found.append(message % names)
            elif not any(self._find(words, phrase) for phrase in entry.right):
                message = _("“%(term)s” is translated as “%(wording)s”.")
                found.append(message % {"term": entry.term, "wording": entry.wording})
        return found

    def _find(self, words: Words, phrase: str, case_sensitive: bool = False) -> list[range]:
        key = (words.language, phrase)
        if key not in self._phrases:
            self._phrases[key] = words_of(*key)
        return words.find(phrase, self._phrases[key], case_sensitive)


def _entries(source: str, target: str) -> Iterable[Entry]:
    """Return the terms that have a wording in both languages."""
    for term in GlossaryTerm.objects.prefetch_related("wordings"):
        wordings = {wording.language: wording for wording in term.wordings.all()}
        phrases = _written_in(term, wordings, source)
        wording = wordings.get(target)
        if target == SOURCE_LANGUAGE:
            right, wrong, official = term.phrases, [], False
        elif wording:
            right, wrong, official = wording.right, lines(wording.wrong), wording.official
        else:
            continue
        if phrases:
            yield Entry(
                term=phrases[0],
                phrases=tuple(phrases),
                case_sensitive=term.case_sensitive,
                note=term.note,
                wording=right[0],
                right=tuple(right),
                wrong=tuple(wrong),
                official=official,
            )


def _written_in(
    term: GlossaryTerm, wordings: dict[str, GlossaryWording], language: str
) -> list[str]:
    if language == SOURCE_LANGUAGE:
        return term.phrases
    if term.case_sensitive:
        # The capital letters that tell it from ordinary words are those of English.
        return []
    return wordings[language].right if language in wordings else []
