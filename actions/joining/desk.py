"""What the reading view of a sign-up shows of cities and actions."""

from __future__ import annotations

from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from home.languages import languages
from home.models import SignUp

from .duplicates import LrgNames, other_sign_ups, similar_actions, similar_lrgs
from .publication import LIVE, REVIEW, is_public, stands
from .writing import has_drafts

LONGEST_SUMMARY = 600


def desk_context(sign_up: SignUp, user: Any) -> dict[str, Any]:
    """Return the matches, the drafts with their state, and what is left for an editor to do."""
    prefetch_related_objects([sign_up], "city__locale", "city__latest_revision")
    parts = list(
        sign_up.actions.select_related("action__locale", "action__latest_revision", "image").defer(
            "image__content"
        )
    )
    found = stands(sign_up, parts)
    actions = similar_actions(sign_up, parts)
    is_closed_to_drafts = not sign_up.consent_publication or sign_up.is_held
    by_key = {part.action_id: part for part in parts}
    names = LrgNames() if any(part.joint_lrgs for part in parts) else None
    for stand in found:
        part = by_key.get(stand.record.pk) if stand.record != sign_up.city else None
        if part is None:
            stand.to_do = to_do_for_city(sign_up, stand)
            continue
        unknown = names.match(part.joint_lrgs, str(sign_up.country))[1] if names else []
        stand.to_do = to_do_for_action(part, stand, unknown)
    return {
        "similar_lrgs": similar_lrgs(sign_up),
        "similar_actions": [(part, actions[part.pk]) for part in parts if actions[part.pk]],
        "other_sign_ups": other_sign_ups(sign_up),
        "stands": found,
        "has_drafts": has_drafts(sign_up),
        "may_make_drafts": may_make_drafts(user) and not is_closed_to_drafts,
        "everything_is_live": is_public(sign_up),
    }


def may_make_drafts(user: Any) -> bool:
    """Say whether a user may write what a sign-up becomes."""
    return user.has_perms(["home.change_signup", "actions.add_action", "home.change_facts"])


def draft_of(record: Any) -> dict[str, Any]:
    """Return the newest draft of a record as it is stored."""
    return record.latest_revision.content if record.latest_revision else {}


def to_do_for_city(sign_up: SignUp, stand: Any) -> list[Any]:
    """Return what the sign-up can't say of a page."""
    city = sign_up.city
    assert city is not None  # noqa: S101 - a stand of the city needs one
    content = draft_of(city)
    tasks: list[Any] = []
    if content.get("latitude", city.latitude) is None:
        tasks.append(_("Add the coordinates, so that the map shows the place."))
    if not city.live and stand.state != REVIEW:
        tasks.append(_("Check the address: “%(slug)s”.") % {"slug": content.get("slug", city.slug)})
    if city.locale.language_code != sign_up.language:
        names = {language.code: language.name for language in languages()}
        tasks.append(
            _(
                "The page is written in %(page)s, the answers are in %(answers)s: translate the "
                "new commitments before you publish."
            )
            % {
                "page": names.get(city.locale.language_code),
                "answers": names.get(sign_up.language),
            }
        )
    return tasks


def to_do_for_action(part: Any, stand: Any, unknown: list[str]) -> list[Any]:
    """Return what the sign-up leaves open of an action; ``unknown`` are partners without a page."""
    if stand.state == LIVE:
        return []
    content = draft_of(stand.record)
    tasks: list[Any] = []
    if content.get("image") and not content.get("image_alt"):
        tasks.append(_("Describe the image, or say that it is decorative."))
    if not content.get("source_url"):
        tasks.append(_("Add a source: the sender gave no link."))
    if len(" ".join(part.summary.split())) > LONGEST_SUMMARY:
        tasks.append(_("Shorten the summary; the whole text stands in the body."))
    if unknown:
        names = Truncator(", ".join(unknown)).chars(120)
        tasks.append(_("Add who acts with it, once they have a page: %(names)s") % {"names": names})
    return tasks
