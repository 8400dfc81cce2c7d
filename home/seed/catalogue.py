"""The translations of the seeded texts, one PO file a subject and a language."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import polib

FOLDER = Path(__file__).parent / "locale"


@cache
def _entries(language: str, subject: str) -> dict[tuple[str | None, str], str]:
    path = FOLDER / language / f"{subject}.po"
    if not path.exists():
        return {}
    return {
        (entry.msgctxt, entry.msgid): entry.msgstr
        for entry in polib.pofile(str(path))
        if entry.msgstr and not entry.fuzzy
    }


@cache
def digest(language: str) -> str:
    """Return a fingerprint of all the translations into a language."""
    files = sorted((FOLDER / language).glob("*.po"))
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:32]


def record_text(language: str, context: str, text: str) -> str:
    """Return a text of the reference records in a language; empty where it has none."""
    return _entries(language, "records").get((context, text), "")


def page_text(language: str, text: str) -> str:
    """Return a segment of a seeded page in a language; empty where it has none."""
    return _entries(language, "pages").get((None, text), "")
