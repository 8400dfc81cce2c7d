"""Texts as a PO file: one for all records; the context names the translation and the place."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import polib
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail_localize.models import String

from .incoming import FileRefusedError, Incoming, Unit
from .notes import Note
from .texts import Text

TOOL = "PO"
CONTENT_TYPE = "text/x-gettext-translation; charset=utf-8"
LANGUAGE = "X-Content-Language"
FUZZY = "fuzzy"


def write(texts: Iterable[tuple[Text, Note]], language: str) -> bytes:
    """Return the file; a machine's translations are marked as fuzzy."""
    file = polib.POFile(wrapwidth=0)
    file.metadata = {
        "PO-Revision-Date": timezone.now().strftime("%Y-%m-%d %H:%M%z"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Language": language.replace("-hans", "_Hans"),
        LANGUAGE: language,
    }
    for text, note in texts:
        file.append(
            polib.POEntry(
                msgctxt=f"{text.translation.uuid}/{text.path}",
                msgid=text.source,
                msgstr=text.value,
                comment="\n".join(note.lines),
                flags=[FUZZY] if text.by_machine else [],
            )
        )
    return str(file).encode()


def read(content: bytes) -> Incoming:
    """Return what a file brings, or refuse it."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefusedError(_("The file is not in UTF-8. Save it in that encoding.")) from error
    if "msgid" not in text:
        raise FileRefusedError(_("This is not a PO file."))
    try:
        # The comment in front keeps the parser from taking the text for the name of a file.
        file = polib.pofile(f"#\n{text}")
    except (OSError, ValueError, IndexError) as error:
        raise FileRefusedError(_("The PO file is damaged: a line in it can't be read.")) from error
    language = file.metadata.get(LANGUAGE) or file.metadata.get("Language", "").replace("_", "-")
    return Incoming(
        language=language.lower(),
        tool=TOOL,
        units=[_unit(n, entry) for n, entry in enumerate(file, 1) if not entry.obsolete],
    )


def _unit(number: int, entry: Any) -> Unit:
    translation, _slash, path = (entry.msgctxt or "").partition("/")
    problems = (_("Entries with plural forms are not supported."),) if entry.msgid_plural else ()
    return Unit(
        number=number,
        translation=translation,
        path=path,
        source=entry.msgid,
        source_hash=String._get_data_hash(entry.msgid),
        value=entry.msgstr or "",
        uncertain=FUZZY in entry.flags,
        problems=problems,
    )
