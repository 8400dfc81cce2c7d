"""Making drafts of an answer: new progress updates in revisions that nobody has published."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actions.models import (
    Action,
    ActionProgress,
    CityPage,
    CommitmentProgress,
    ProgressRequest,
)
from actions.models.progress import newest_first


class LockedError(Exception):
    """Somebody else has locked what the drafts belong to."""


@dataclass
class Drafts:
    """What was made: the records to look at, and what is no longer on the site."""

    records: list[Any] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)


@transaction.atomic
def draft_updates(request: ProgressRequest, user: Any) -> Drafts:
    """Add what an answer says to the newest drafts of its LRG's page and actions, once."""
    asked = ProgressRequest.objects.select_for_update().get(pk=request.pk)
    drafts = Drafts()
    if asked.accepted_at or not asked.answered_at:
        return drafts
    by_kind: dict[str, list[dict[str, str]]] = {"commitment": [], "action": []}
    for answer in asked.answers:
        by_kind[answer["kind"]].append(answer)
    if by_kind["commitment"]:
        _draft_commitments(asked, by_kind["commitment"], user, drafts)
    if by_kind["action"]:
        _draft_actions(asked, by_kind["action"], user, drafts)
    asked.accepted_at, asked.accepted_by = timezone.now(), user
    asked.save()
    return drafts


def _draft_commitments(
    asked: ProgressRequest, answers: list[dict[str, str]], user: Any, drafts: Drafts
) -> None:
    page = _newest_draft(CityPage.objects.get(pk=asked.city_id), user)
    rows = list(page.commitments.all())
    commitments = {item.translation_key.hex: item for item in rows}
    for answer in answers:
        commitment = commitments.get(answer["key"])
        if commitment is None:
            drafts.gone.append(answer["title"])
            continue
        _add(commitment, CommitmentProgress, asked, answer, page.locale)
    # What is new belongs to these rows, which a page without a revision reads anew every time.
    page.commitments.set(rows)
    page.save_revision(user=user, changed=True, clean=False, log_action=True)
    drafts.records.append(page)


def _draft_actions(
    asked: ProgressRequest, answers: list[dict[str, str]], user: Any, drafts: Drafts
) -> None:
    keys = [uuid.UUID(answer["key"]) for answer in answers]
    found = Action.objects.filter(translation_key__in=keys, is_source=True, lrgs__lrg=asked.city)
    actions = {action.translation_key.hex: action for action in found.select_related("locale")}
    for answer in answers:
        if answer["key"] not in actions:
            drafts.gone.append(answer["title"])
            continue
        action = _newest_draft(actions[answer["key"]], user)
        _add(action, ActionProgress, asked, answer, action.locale)
        action.save_revision(user=user, changed=True, clean=False, log_action=True)
        drafts.records.append(action)


def _newest_draft(record: Any, user: Any) -> Any:
    """Return a record as its editor shows it, unless it is locked for this user."""
    lock = record.get_lock()
    if lock and lock.for_user(user):
        raise LockedError(_("“%(record)s” is locked. Nothing was changed.") % {"record": record})
    return record.get_latest_revision_as_object()


def _add(
    item: Any, model: Any, asked: ProgressRequest, answer: dict[str, str], locale: Any
) -> None:
    """Add an update to a commitment or an action, and let it stand at the stage that it has now."""
    text = answer["text"]
    if not text:
        said = newest_first(item, item)
        text = said[0][0].text if said else ""
    update = model(
        translation_key=uuid.uuid5(item.translation_key, f"progress-request-{asked.pk}"),
        locale=locale,
        as_of=date.fromisoformat(answer["as_of"]),
        stage=answer["stage"],
        text=text,
    )
    if text:
        item.progress.add(update)
    if answer["stage"]:
        item.stage = answer["stage"]
