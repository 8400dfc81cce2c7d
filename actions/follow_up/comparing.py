"""An answer beside what is published."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from actions.follow_up.last_time import Said, said_last_time
from actions.models import Action, ProgressRequest
from actions.models.progress import Stage
from home.languages import bcp47, localized_date


@dataclass(frozen=True)
class Answered:
    """What an answer says of one item."""

    stage: str
    text: str
    lang: str
    as_of: str
    has_new_stage: bool


@dataclass(frozen=True)
class Compared:
    """One commitment or action: as published, as answered, and where it is edited."""

    kind: str
    title: str
    lang: str
    said: Said | None
    answer: Answered | None
    edit_url: str


def compare(request: ProgressRequest) -> list[Compared]:
    """Return the items of an LRG, those with an answer first."""
    language = request.city.language
    said = {item.key: item for item in said_last_time(request.city, language)}
    answers = {answer["key"]: answer for answer in request.answers}
    urls = _editors(request, said.keys() | answers.keys())
    return [
        _compared(key, said.get(key), answers.get(key), request, urls)
        for key in [*answers, *(key for key in said if key not in answers)]
    ]


def _compared(
    key: str,
    said: Said | None,
    answer: dict[str, str] | None,
    request: ProgressRequest,
    urls: dict[str, str],
) -> Compared:
    kind = said.kind if said else (answer or {}).get("kind", "")
    return Compared(
        kind=kind,
        title=said.title if said else (answer or {}).get("title", ""),
        lang=said.lang if said else "",
        said=said,
        answer=_answered(said, answer, bcp47(request.answer_language)) if answer else None,
        edit_url=urls.get(key, urls.get("", "")) if said else "",
    )


def _answered(said: Said | None, answer: dict[str, str], lang: str) -> Answered:
    stage = answer["stage"]
    return Answered(
        stage=str(Stage(stage).label) if stage in Stage.values else "",
        text=answer["text"],
        lang=lang,
        as_of=localized_date(date.fromisoformat(answer["as_of"])),
        has_new_stage=said is None or stage != said.stage,
    )


def _editors(request: ProgressRequest, keys: Any) -> dict[str, str]:
    """Return the editors of the actions by key; without a key, that of the LRG's page."""
    edit = Action.snippet_viewset.get_url_name("edit")
    found = Action.objects.filter(lrgs__lrg=request.city, is_source=True)
    urls = {
        key.hex: reverse(edit, args=[pk])
        for pk, key in found.values_list("pk", "translation_key")
        if key.hex in keys
    }
    return {**urls, "": reverse("wagtailadmin_pages:edit", args=[request.city_id])}
