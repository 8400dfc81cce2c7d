"""Telling PO from XLIFF by what is in a file, not by its name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from . import po_file, xliff_file
from .incoming import LARGEST_FILE, MOST_TEXTS, FileRefusedError, Incoming

BYTE_ORDER_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read(content: bytes) -> Incoming:
    """Return what a file brings, or refuse it with a reason."""
    if not content.strip():
        raise FileRefusedError(_("The file is empty."))
    if len(content) > LARGEST_FILE:
        raise FileRefusedError(_("The file is too large: 5 MB at most."))
    incoming = (xliff_file if _is_xml(content) else po_file).read(content)
    if len(incoming.units) > MOST_TEXTS:
        message = _("There are too many texts in the file: %(most)d at most.")
        raise FileRefusedError(message % {"most": MOST_TEXTS})
    return incoming


def _is_xml(content: bytes) -> bool:
    start = content[:200]
    for mark in BYTE_ORDER_MARKS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith(b"<")
