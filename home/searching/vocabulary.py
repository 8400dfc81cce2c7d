"""The words that the site itself uses, by language: what a misspelled word may have meant."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from home.models import SearchWord

from .folding import pairs
from .vectors import Text

SHORTEST = 3


class Vocabulary:
    """The words of some entries: how they are spelled, and in how many entries they stand."""

    def __init__(self) -> None:
        self.spellings: dict[tuple[str, str], str] = {}
        self.counts: Counter[tuple[str, str]] = Counter()

    def add(self, texts: Iterable[Text]) -> None:
        """Add the words of entries."""
        for text in texts:
            self._add(text)

    def _add(self, text: Text) -> None:
        words: dict[str, str] = {}
        for token in text.tokens():
            if token.is_chinese:
                words.update((pair, pair) for pair in pairs(token.folded) if len(pair) > 1)
            elif len(token.folded) >= SHORTEST and not token.folded[0].isdecimal():
                words[token.folded] = _plainer(words.get(token.folded), token.written)
        for word, spelling in words.items():
            key = (text.language, word)
            self.counts[key] += 1
            self.spellings[key] = _plainer(self.spellings.get(key), spelling)

    def learn(self) -> None:
        """Store the words that were not known; how often one occurs is counted by a rebuild."""
        # In an order that keeps writers from waiting for each other.
        rows = [
            SearchWord(language=key[0], word=key[1], spelling=self.spellings[key], entries=count)
            for key, count in sorted(self.counts.items())
        ]
        SearchWord.objects.bulk_create(rows, batch_size=5000, ignore_conflicts=True)


def _plainer(known: str | None, written: str) -> str:
    """Prefer a spelling that no sentence has begun with."""
    return written if known is None or written.islower() else known
