"""Compiling message catalogues without the gettext tools, so that a newcomer needs none.

The reason is in docs/decisions/0003-message-catalogues.md.
"""

from __future__ import annotations

import os
from pathlib import Path

import polib


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
