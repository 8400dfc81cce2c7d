"""Wagtail's content checker in the preview, set up for this site."""

from __future__ import annotations

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem


class SiteContentChecker(ContentCheckerItem):
    """Looks at the words of the page, not at its frame, whose texts no editor writes."""

    axe_include: ClassVar[list[str]] = ["main"]
    axe_exclude: ClassVar[list[str]] = [".notice"]
    axe_run_only: ClassVar[list[str]] = [
        *ContentCheckerItem.axe_run_only,
        "image-alt",
        "image-redundant-alt",
        "color-contrast",
        "table-duplicate-name",
        "td-headers-attr",
    ]
    axe_messages: ClassVar[dict[str, Any]] = {
        **ContentCheckerItem.axe_messages,
        "image-alt": {
            "error_name": _("The image has no description"),
            "help_text": _("Describe it, or say that it is decorative"),
        },
        "image-redundant-alt": {
            "error_name": _("The description repeats the words beside it"),
            "help_text": _("Say what the image shows, or that it is decorative"),
        },
        "color-contrast": {
            "error_name": _("Text is hard to read on its ground"),
            "help_text": _("Choose colours with more contrast"),
        },
        "table-duplicate-name": {
            "error_name": _("Caption and summary of a table are the same"),
            "help_text": _("Let the caption say what the table shows"),
        },
        "td-headers-attr": {
            "error_name": _("A cell of a table refers to a heading that is not there"),
            "help_text": _("Mark the first row or column as headings"),
        },
    }
