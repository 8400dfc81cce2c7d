"""Whether an image is fit for the place that it fills."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from .points import Point

# A lead image fills the width of a wide screen; more than twice that is of no use to anybody.
NARROWEST = 1200
LARGEST_SIDE = 5000
LARGEST_FILE = 6 * 1024 * 1024


def image_points(field: str, image: Any) -> Iterator[Point]:
    """Say what is wrong with the size of an image, and what would be right."""
    if image.width < NARROWEST:
        yield Point(
            field,
            _(
                "The image “%(title)s” is %(width)d pixels wide and would be blurred. "
                "%(fine)d or more are fine."
            )
            % {"title": image.title, "width": image.width, "fine": NARROWEST},
        )
    if max(image.width, image.height) > LARGEST_SIDE:
        yield Point(
            field,
            _(
                "The image “%(title)s” is %(width)d × %(height)d pixels. No side needs more than "
                "%(fine)d."
            )
            % {
                "title": image.title,
                "width": image.width,
                "height": image.height,
                "fine": LARGEST_SIDE // 2,
            },
        )
    if (image.file_size or 0) > LARGEST_FILE:
        yield Point(
            field,
            _("The image “%(title)s” is a file of %(size)s. Up to %(fine)s are fine.")
            % {
                "title": image.title,
                "size": filesizeformat(image.file_size),
                "fine": filesizeformat(LARGEST_FILE // 3),
            },
        )
