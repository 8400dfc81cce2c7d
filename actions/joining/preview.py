"""A sign-up as the public page that it could become, in the language of its answers."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from urllib.parse import urlsplit

from django.urls import reverse
from django.utils.translation import gettext

from actions import regions
from actions.cards import action_dates
from actions.detail import Fact, objective_groups
from actions.models import Action
from actions.terms import TermMap, terms
from home.languages import Language, bcp47, direction, territory_name
from home.models import SignUp, SignUpAction
from home.models.sign_up import Endorsement

from .facts import objectives_of, period_of


def preview_context(sign_up: SignUp) -> dict[str, Any]:
    """Return what the template shows; the language of the answers must be active."""
    code = sign_up.language
    labels = terms(code)
    parts = sign_up.actions.defer("image__content").select_related("image")
    commitments = sign_up.commitments.prefetch_related("categories", "objectives")
    return {
        "sign_up": sign_up,
        "language": Language(bcp47(code), "", direction(code)),
        "city": SimpleNamespace(
            kind=sign_up.get_kind_display(),
            country=territory_name(str(sign_up.country), code),
            region=regions.region_name(regions.region_of(str(sign_up.country)) or ""),
            facts=city_facts(sign_up),
        ),
        "commitments": [commitment_of(item, labels) for item in commitments],
        "actions": [
            action_of(part, labels)
            for part in parts.prefetch_related(
                "categories", "priorities", "main_objectives", "other_objectives"
            )
        ],
    }


def city_facts(sign_up: SignUp) -> list[Fact]:
    """Return what stands beside the text."""
    is_signed = sign_up.endorsement == Endorsement.SIGNED
    facts = [
        Fact(gettext("Joined in"), str(sign_up.created_at.year)),
        Fact(gettext("Marrakech Mayors Declaration"), gettext("Signed") if is_signed else ""),
        Fact(gettext("Website"), urlsplit(sign_up.website).hostname or "", sign_up.website),
    ]
    return [fact for fact in facts if fact.value]


def commitment_of(part: Any, labels: TermMap) -> SimpleNamespace:
    """Return a commitment as its template wants it."""
    due = gettext("due by %(year)s") % {"year": part.due_year} if part.due_year else ""
    return SimpleNamespace(
        text=part.text,
        lang="",
        stage="",
        years=due,
        categories=labels.pick(labels.categories, part.categories.all()),
        objectives=labels.pick(labels.objectives, part.objectives.all()),
        progress_latest=None,
        source_url="",
    )


def action_of(part: SignUpAction, labels: TermMap) -> SimpleNamespace:
    """Return an action with everything that its page would show."""
    as_record = Action(**period_of(part))
    main = {item.pk for item in part.main_objectives.all()}
    categories = labels.pick(labels.categories, part.categories.all())
    return SimpleNamespace(
        title=part.title,
        summary=part.summary,
        dates=action_dates(as_record),
        stage=as_record.get_stage_display(),
        stage_value=as_record.stage,
        categories=categories,
        category_slug=categories[0].slug if categories else "",
        priorities=labels.pick(labels.priorities, part.priorities.all()),
        objectives=objective_groups(labels.pick(labels.objectives, objectives_of(part))),
        main=[label for key, label in labels.objectives.items() if key in main],
        results=part.results,
        lessons=part.lessons,
        link=part.link,
        joint_lrgs=part.joint_lrgs,
        image_url=reverse("sign-ups:picture", args=[part.image.key]) if part.image else "",
        image_credit=part.image_credit,
        image_alt=part.image_alt,
        art_seed=f"sign-up-{part.pk}",
        heading_id=f"objectives-{part.pk}",
    )
