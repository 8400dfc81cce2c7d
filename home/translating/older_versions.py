"""Which translations readers are told to be of an older version, if the editors choose so."""

from __future__ import annotations

from uuid import UUID

from home.caches import remember_here
from home.models import TranslationState
from home.models.translation_state import Status
from home.site_frame import site_settings

# New words that are ready are not on show before they are published.
OLDER_ON_SHOW = frozenset({Status.NEEDS_UPDATE, Status.READY})


def newer_source(key: UUID | None, language: str) -> str:
    """Return the language in which a newer version of a record is; nothing where there is none.

    What is stale is asked for once a language, until something changes.
    """
    if key is None:
        return ""
    found: dict[UUID, str] = remember_here(f"older-versions:{language}", lambda: _stale(language))
    return found.get(key, "")


def _stale(language: str) -> dict[UUID, str]:
    chosen = site_settings(language)
    if chosen is None or not chosen.tells_of_older_versions:
        return {}
    stale = TranslationState.objects.filter(language=language, status__in=OLDER_ON_SHOW)
    return dict(stale.values_list("translation_key", "source_language"))
