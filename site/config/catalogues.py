"""Message catalogues, compiled and checked without the gettext tools: a newcomer needs none.

The reason is in docs/decisions/0003-message-catalogues.md.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sd]|\{\w*\}")
# "One action" says as much as "1 action".
NUMBERS = {"%(count)s", "%(count)d", "%(counter)s"}
PLURAL_COUNT = re.compile(r"nplurals\s*=\s*(\d+)")


class Problem(NamedTuple):
    """What is wrong with the translation of a text."""

    what: str
    text: str


Problems = Iterator[Problem]


def compile_catalogues(directories: list[Path]) -> list[Path]:
    """Bring every ``.mo`` file below the directories up to date; return those written."""
    written = []
    for source in sorted(
        path for directory in directories for path in directory.glob("*/LC_MESSAGES/*.po")
    ):
        compiled = source.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime_ns >= source.stat().st_mtime_ns:
            continue
        # Written aside and moved, so that a reader never meets half a file.
        aside = compiled.with_suffix(f".{os.getpid()}.tmp")
        polib.pofile(str(source)).save_as_mofile(str(aside))
        aside.replace(compiled)
        written.append(compiled)
    return written


def read_catalogue(path: Path) -> polib.POFile:
    """Read a catalogue."""
    return polib.pofile(str(path), check_for_duplicates=False)


def entry_key(entry: polib.POEntry) -> str:
    """Return what tells an entry from all others of its catalogue, in a readable form."""
    return f"{entry.msgctxt}: {entry.msgid}" if entry.msgctxt else str(entry.msgid)


def problems_of(catalogue: polib.POFile) -> Problems:
    """Yield what keeps a catalogue from being complete and safe to use."""
    count = PLURAL_COUNT.search(catalogue.metadata.get("Plural-Forms", ""))
    plural_forms = int(count[1]) if count else 0
    for entry in catalogue:
        what = _problem(entry, plural_forms)
        if what:
            yield Problem(what, entry_key(entry))


def _problem(entry: polib.POEntry, plural_forms: int) -> str:
    texts = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
    if entry.obsolete:
        return "obsolete"
    if entry.fuzzy:
        return "fuzzy"
    if not all(text.strip() for text in texts) and entry.msgid.strip():
        return "untranslated"
    if entry.msgid_plural and len(texts) != plural_forms:
        return f"{len(texts)} of {plural_forms} plural forms"
    if not all(_has_the_placeholders(entry, text) for text in texts):
        return "other placeholders"
    return ""


def _has_the_placeholders(entry: polib.POEntry, text: str) -> bool:
    """Whether a translation fills in what its original does; a plural form may name no number."""
    found = sorted(PLACEHOLDER.findall(text))
    if not entry.msgid_plural:
        return found == sorted(PLACEHOLDER.findall(entry.msgid))
    allowed = set(PLACEHOLDER.findall(entry.msgid + entry.msgid_plural))
    needed = set(PLACEHOLDER.findall(entry.msgid)) & set(PLACEHOLDER.findall(entry.msgid_plural))
    return needed - NUMBERS <= set(found) <= allowed
