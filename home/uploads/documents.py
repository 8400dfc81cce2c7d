"""Documents: what their names say they are, and nothing that acts when it is opened."""

from __future__ import annotations

import io
import re
import zipfile

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

PDF_START = b"%PDF-"
# Which entry makes a ZIP file the one that its name says.
MARKS = {
    "docx": "word/document.xml",
    "epub": "META-INF/container.xml",
    "pptx": "ppt/presentation.xml",
    "xlsx": "xl/workbook.xml",
}
PACKED = frozenset({*MARKS, "zip"})
TEXTS = frozenset({"csv", "txt"})
MACROS = ("vbaproject.bin", "macrosheets/")
# A name that leads out of the folder into which somebody unpacks the file.
OUTSIDE = re.compile(r"^(?:[/\\]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
LARGEST_UNPACKED = 500 * 1024 * 1024
MOST_ENTRIES = 10_000


def check_document(name: str, content: bytes) -> None:
    """Raise ``ValidationError`` if the content of a document is not what its name says."""
    extension = name.rpartition(".")[2].lower()
    if extension in PACKED:
        _check_package(extension, content)
    elif extension in TEXTS:
        _check_text(extension, content)
    elif extension != "pdf" or not content.startswith(PDF_START):
        raise _something_else(extension)


def _something_else(extension: str) -> ValidationError:
    return ValidationError(
        _("The content of this file is not what its name says (%(kind)s). Please check the file.")
        % {"kind": extension.upper()}
    )


def _check_package(extension: str, content: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise _something_else(extension) from error
    names = {info.filename for info in infos}
    if not content.startswith(b"PK") or MARKS.get(extension, "") not in {"", *names}:
        raise _something_else(extension)
    if any(part in name.lower() for name in names for part in MACROS):
        raise ValidationError(_("The file holds macros. Save it without them."))
    if any(OUTSIDE.search(name) for name in names):
        raise ValidationError(_("The file holds names that lead out of its folder."))
    if len(infos) > MOST_ENTRIES or sum(info.file_size for info in infos) > LARGEST_UNPACKED:
        raise ValidationError(_("The file is too large once unpacked."))


def _check_text(extension: str, content: bytes) -> None:
    encoding = "utf-16" if content.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise ValidationError(_("The file is not in UTF-8. Save it in that encoding.")) from error
    if CONTROL.search(text):
        raise _something_else(extension)
