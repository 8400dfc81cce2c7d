"""Files as somebody hostile or careless makes them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
HTML = b"<!doctype html><script>alert(document.cookie)</script>"
PLACE = "Secret camera"


def upload(content: bytes, name: str, content_type: str = "") -> SimpleUploadedFile:
    """Return a file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type or "application/octet-stream")


def picture(kind: str = "JPEG", size: tuple[int, int] = (80, 60), **options: Any) -> bytes:
    """Return an image of one colour."""
    output = io.BytesIO()
    Image.new("RGB", size, "teal").save(output, kind, **options)
    return output.getvalue()


def telling_picture(kind: str = "JPEG", orientation: int = 1) -> bytes:
    """Return an image that says where it was taken, and by which camera."""
    exif = Image.Exif()
    exif[0x010F] = PLACE
    exif[0x0112] = orientation
    exif.get_ifd(0x8825)[2] = (4.0, 42.0, 39.6)
    options: dict[str, Any] = {"exif": exif}
    if kind == "PNG":
        options["pnginfo"] = PngImagePlugin.PngInfo()
        options["pnginfo"].add_text("Comment", PLACE)
    if kind == "WEBP":
        options["xmp"] = f"<x>{PLACE}</x>".encode()
    return picture(kind, **options)


def animation() -> bytes:
    """Return an image that moves, with a comment."""
    output = io.BytesIO()
    frames = [Image.new("RGB", (8, 8), colour) for colour in ("teal", "red", "navy")]
    frames[0].save(
        output, "GIF", save_all=True, append_images=frames[1:], duration=90, comment=PLACE
    )
    return output.getvalue()


def bomb(side: int = 50_000) -> bytes:
    """Return a PNG of a few hundred bytes that says it has ``side`` by ``side`` pixels."""

    def chunk(name: bytes, data: bytes) -> bytes:
        ends = struct.pack(">I", len(data)), struct.pack(">I", zlib.crc32(name + data))
        return ends[0] + name + data + ends[1]

    header = struct.pack(">IIBBBBB", side, side, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0" * side))
        + chunk(b"IEND", b"")
    )


def document() -> bytes:
    """Return a PDF document of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    output = io.BytesIO()
    writer.write(output)
    return output.getvalue()


def package(*names: str, **entries: bytes) -> bytes:
    """Return a ZIP file with entries of these names."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "x")
        for name, content in entries.items():
            archive.writestr(name, content)
    return output.getvalue()
