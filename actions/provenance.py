"""Where an entry comes from, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.utils.translation import gettext

from actions.models.action import Certainty
from home.languages import localized_date

if TYPE_CHECKING:
    from actions.models import Action


@dataclass(frozen=True)
class Provenance:
    """The sources of an action, and what of it was inferred."""

    source_url: str
    source_host: str
    other_urls: list[str]
    programme: str
    compiled_on: str
    notes: list[str]


def provenance(source: Action) -> Provenance:
    """Say where an entry comes from and what of it was inferred."""
    notes = []
    if source.categories_inferred:
        notes.append(gettext("The categories were read from the text by the editors."))
    if source.year_certainty == Certainty.INFERRED and source.start_date:
        notes.append(gettext("The year was inferred by the editors."))
    if source.programme_certainty == Certainty.INFERRED:
        notes.append(gettext("The programme was inferred by the editors."))
    return Provenance(
        source_url=source.source_url,
        source_host=urlsplit(source.source_url).hostname or "",
        other_urls=source.other_source_urls,
        programme=source.get_programme_display(),
        compiled_on=localized_date(source.compiled_on) if source.compiled_on else "",
        notes=notes,
    )
