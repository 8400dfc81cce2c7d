"""The editions of the report, as lists show them."""

from __future__ import annotations

from home.languages import current_language
from home.models.report_page import ReportPage
from home.sources import attach_words


def editions(limit: int | None = None) -> list[ReportPage]:
    """Return the public editions, newest first, with the reader's words attached."""
    sources = (
        ReportPage.objects.live()
        .filter(is_source=True)
        .select_related("locale")
        .order_by("-edition_year")
    )
    return attach_words(sources[:limit], current_language())
