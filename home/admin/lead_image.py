"""The image of a story or an action, with what is said of it beside it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel


def lead_image_panel(heading: Any) -> MultiFieldPanel:
    """Return the choice of the image and its description in one place.

    The image is a fact and the description are words: on a translation, whose form has no facts,
    the description stands alone.
    """
    return MultiFieldPanel(
        [
            FieldPanel(
                "image",
                help_text=_("Readers see below it the credit that is kept with the image."),
            ),
            FieldPanel("image_alt"),
            FieldPanel(
                "image_decorative",
                help_text=_("It shows nothing that a reader would miss. No description is needed."),
            ),
        ],
        heading=heading,
    )
