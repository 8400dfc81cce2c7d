"""Images: decoded before they are kept, and rid of what tells more than they show."""

from __future__ import annotations

import io
import warnings
from typing import Any

from PIL import ExifTags, Image, ImageOps

FORMATS = ("AVIF", "GIF", "JPEG", "PNG", "WEBP")
# What Pillow knows of an image that is needed to show it. All else goes: places, cameras, comments.
NEEDED = frozenset(
    {
        "adobe",
        "adobe_transform",
        "aspect",
        "background",
        "chromaticity",
        "default_image",
        "dpi",
        "duration",
        "gamma",
        "icc_profile",
        "interlace",
        "jfif",
        "jfif_density",
        "jfif_unit",
        "jfif_version",
        "loop",
        "progression",
        "progressive",
        "srgb",
        "timestamp",
        "transparency",
        "version",
    }
)
# Of an animated image, which says of itself how long a picture stays.
NETSCAPE = b"NETSCAPE2.0"
QUALITY = 92


class NoImageError(ValueError):
    """A file is no image, or one that can't be decoded."""


class TooManyPixelsError(ValueError):
    """An image would take too much memory; ``pixels`` says how many it has, none if unknown."""

    def __init__(self, pixels: int | None = None) -> None:
        super().__init__(pixels)
        self.pixels = pixels


def without_metadata(content: bytes, most_pixels: int) -> bytes:
    """Return an image as bytes that hold the picture only; the same bytes if they do already.

    How large it is, is asked before it is decoded.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            image = Image.open(io.BytesIO(content), formats=FORMATS)
        pixels = image.width * image.height * getattr(image, "n_frames", 1)
        if pixels > most_pixels:
            raise TooManyPixelsError(pixels)
        image.load()
        return _written(image) if _tells_more(image) else content
    except Image.DecompressionBombError as error:
        raise TooManyPixelsError from error
    except TooManyPixelsError:
        raise
    except Exception as error:
        # Decoders fail in many ways on what is no image, or a broken one.
        raise NoImageError from error


def _tells_more(image: Image.Image) -> bool:
    known: dict[Any, Any] = dict(image.info)
    extension = known.get("extension")
    if extension and bytes(extension[0]).startswith(NETSCAPE):
        del known["extension"]
    return any(value for key, value in known.items() if key not in NEEDED)


def _written(image: Image.Image) -> bytes:
    """Write an image anew, upright, in its own format, moving if it moves."""
    # A camera's JPEG with further pictures behind the first is "MPO".
    kind = "JPEG" if image.format == "MPO" else image.format
    options: dict[str, Any] = {"exif": b"", "xmp": b"", "comment": b"", "quality": QUALITY}
    if image.info.get("icc_profile"):
        options["icc_profile"] = image.info["icc_profile"]
    if kind != "JPEG" and getattr(image, "n_frames", 1) > 1:
        options["save_all"] = True
    elif image.getexif().get(ExifTags.Base.Orientation, 1) != 1:
        image = ImageOps.exif_transpose(image)
    elif image.format == "JPEG":
        # As it is compressed already: nothing of the picture is lost.
        options["quality"] = "keep"
    output = io.BytesIO()
    image.save(output, kind, **options)
    return output.getvalue()
