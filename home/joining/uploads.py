"""Files that strangers send: looked at before anything is kept.

What a file is, its content says, never its name or its sender. Images are decoded and written anew,
so that nothing but their pixels is left: no script, no place, no second file behind them. Documents
must be PDF; they are kept as they are, and leave the desk as downloads only.
"""

from __future__ import annotations

import io
import uuid
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.text import get_valid_filename
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

from home.languages import localized_number
from home.models import SignUpFile

MEGABYTE = 1024 * 1024
LARGEST_FILE = 10 * MEGABYTE
MOST_PIXELS = 40_000_000
LONGEST_SIDE = 2400
MOST_FILES = 30
IMAGE_FORMATS = ("JPEG", "PNG", "WEBP")
PDF_START = b"%PDF-"


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its content, and what that is."""

    content: bytes
    content_type: str
    extension: str


def keep(
    files: MultiValueDict[str, UploadedFile], purposes: Mapping[str, str], token: uuid.UUID
) -> tuple[dict[str, str], dict[str, str]]:
    """Check and keep the files of a form; return the keys of those, and what is wrong with others.

    ``purposes`` names the form's file fields; whatever comes under another name is not looked at.
    """
    kept: dict[str, str] = {}
    errors: dict[str, str] = {}
    room = MOST_FILES - SignUpFile.objects.filter(form_token=token).count()
    for name, purpose in purposes.items():
        file = files.get(name)
        if file is None:
            continue
        try:
            if len(kept) >= room:
                raise ValidationError(_("Too many files were sent with this form."))
            kept[name] = str(_store(file, purpose, token).key)
        except ValidationError as error:
            errors[name] = error.messages[0]
    return kept, errors


def _store(file: UploadedFile, purpose: str, token: uuid.UUID) -> SignUpFile:
    checked = check(file, purpose)
    stem = PurePath((file.name or "").replace("\\", "/")).stem
    name = get_valid_filename(stem[:100] or "file") if stem.strip(". ") else "file"
    return SignUpFile.objects.create(
        form_token=token,
        purpose=purpose,
        name=f"{name}.{checked.extension}",
        content_type=checked.content_type,
        size=len(checked.content),
        content=checked.content,
    )


def check(file: Any, purpose: str) -> Checked:
    """Return what may be kept of a file, or raise ``ValidationError`` in the reader's language."""
    if not file.size:
        raise ValidationError(_("This file is empty. Please choose another one."))
    if file.size > LARGEST_FILE:
        raise ValidationError(
            _("This file is too large: %(size)s MB. At most %(limit)s MB can be sent.")
            % {
                "size": localized_number(round(file.size / MEGABYTE, 1)),
                "limit": localized_number(LARGEST_FILE // MEGABYTE),
            }
        )
    content = file.read()
    if content.startswith(PDF_START):
        if purpose == SignUpFile.Purpose.IMAGE:
            raise ValidationError(_("This is a PDF document. Please send the image itself."))
        return _check_pdf(content)
    return _check_image(content, purpose)


def _check_pdf(content: bytes) -> Checked:
    # It takes 16 MB to know how to read PDF, and few processes ever get one.
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    try:
        pages = len(PdfReader(io.BytesIO(content)).pages)
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        pages = 0
    if not pages:
        raise ValidationError(_("This PDF document can’t be opened. Please check the file."))
    return Checked(content, "application/pdf", "pdf")


def _check_image(content: bytes, purpose: str) -> Checked:
    """Decode an image and write it anew."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=IMAGE_FORMATS)
            if image.width * image.height > MOST_PIXELS:
                raise Image.DecompressionBombError
            has_alpha = "A" in image.getbands() or "transparency" in image.info
            image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(image)
            upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            return _write(upright.convert("RGBA" if has_alpha else "RGB"))
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(
            _("This image has too many pixels. Please send a smaller one.")
        ) from error
    except Exception as error:
        # Decoders fail in many ways on what is no image, or a broken one.
        message = (
            _("This file is not an image that we can read. Please send JPEG, PNG or WebP.")
            if purpose == SignUpFile.Purpose.IMAGE
            else _("This file can’t be read. Please send PDF, JPEG, PNG or WebP.")
        )
        raise ValidationError(message) from error


def _write(image: Image.Image) -> Checked:
    output = io.BytesIO()
    if image.mode == "RGBA":
        image.save(output, "PNG", optimize=True)
        return Checked(output.getvalue(), "image/png", "png")
    image.save(output, "JPEG", quality=88, optimize=True, progressive=True)
    return Checked(output.getvalue(), "image/jpeg", "jpg")
