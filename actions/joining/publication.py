"""How far the page and the actions of a sign-up have come: draft, review, public, translated."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, WorkflowState

from actions.cards import action_url
from actions.models import Action, CityPage, Commitment
from home.admin.translations.links import work_url
from home.links import absolute_url, in_language
from home.models import SignUp, TranslationState
from home.models.translation_state import Status
from home.translating.states import catch_up

DRAFT, REVIEW, LIVE, CHANGED = "draft", "review", "live", "changed"
NAMES = {
    DRAFT: _("Draft"),
    REVIEW: _("In review before publication"),
    LIVE: _("Published"),
    CHANGED: _("Published, with changes that are not"),
}


@dataclass(frozen=True)
class InLanguage:
    """What there is to do for a record in one language."""

    language: str
    status: Any
    needs_work: bool
    url: str


@dataclass
class Stand:
    """Where one record stands."""

    record: Any
    kind: Any
    state: str
    edit_url: str
    public_url: str = ""
    translations: list[InLanguage] = field(default_factory=list)
    to_do: list[Any] = field(default_factory=list)

    @property
    def state_name(self) -> Any:
        """The state in words."""
        return NAMES[self.state]


def stands(sign_up: SignUp, parts: Iterable[Any]) -> list[Stand]:
    """Return where the page and each action stands."""
    city = sign_up.city
    records: list[Any] = [city] if city else []
    records += [part.action for part in parts if part.action]
    reviewed = in_workflow(records)
    translations = translations_of(records)
    found = []
    for record in records:
        is_city = isinstance(record, CityPage)
        stand = Stand(
            record=record,
            kind=_("Page of the city or region") if is_city else _("Action"),
            state=state_of(record, reviewed),
            edit_url=edit_url(record),
            translations=translations.get((record._meta.label_lower, record.pk), []),
        )
        if record.live:
            stand.public_url = public_page(record)
        found.append(stand)
    return found


def state_of(record: Any, reviewed: set[tuple[type, str]]) -> str:
    """Return the state of a record."""
    if (type(record), str(record.pk)) in reviewed:
        return REVIEW
    if not record.live:
        return DRAFT
    return CHANGED if record.has_unpublished_changes else LIVE


def edit_url(record: Any) -> str:
    """Return the editor of a record."""
    if isinstance(record, Page):
        return reverse("wagtailadmin_pages:edit", args=[record.pk])
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def public_page(record: Any, language: str = "") -> str:
    """Return where readers find a record, in its own language or in another."""
    code = language or record.locale.language_code
    if isinstance(record, Page):
        return in_language(record.get_url() or "/", code)
    return action_url(record.slug, code)


def in_workflow(records: Iterable[Any]) -> set[tuple[type, str]]:
    """Return which records wait for a reviewer."""
    models = {ContentType.objects.get_for_model(model): model for model in (CityPage, Action)}
    states = WorkflowState.objects.active().filter(
        content_type__in=models, object_id__in=[str(record.pk) for record in records]
    )
    names = {content_type.pk: model for content_type, model in models.items()}
    return {
        (names[type_id], key) for type_id, key in states.values_list("content_type_id", "object_id")
    }


def translations_of(records: list[Any]) -> dict[tuple[str, int], list[InLanguage]]:
    """Return what there is to do in each language for the records that are public."""
    keys = {
        model: [item.pk for item in records if isinstance(item, model) and item.live]
        for model in (CityPage, Action)
    }
    catch_up()
    wanted = Q()
    for model, found in keys.items():
        wanted |= Q(model_label=model._meta.label_lower, source_pk__in=found)
    names = dict(settings.LANGUAGES)
    rows: dict[tuple[str, int], list[InLanguage]] = {}
    for state in TranslationState.objects.filter(wanted).order_by("language"):
        rows.setdefault((state.model_label, state.source_pk), []).append(
            InLanguage(
                language=names.get(state.language, state.language),
                status=Status(state.status).label,
                needs_work=state.status != Status.UP_TO_DATE,
                url=work_url(state),
            )
        )
    return rows


def is_public(sign_up: SignUp) -> bool:
    """Say whether readers see all that was made of a sign-up.

    What an editor has taken out of the drafts, or deleted, is not waited for.
    """
    city = sign_up.city
    if city is None or not city.live:
        return False
    live = list(
        sign_up.actions.exclude(action=None).order_by().values_list("action__live", flat=True)
    )
    keys = set(
        sign_up.commitments.exclude(commitment_key=None).values_list("commitment_key", flat=True)
    )
    waiting = keys & commitments_of_draft(city)
    return bool(live or keys) and all(live) and not waiting


def commitments_of_draft(city: CityPage) -> set[uuid.UUID]:
    """Return the keys of the commitments that stand in the newest draft of a page only."""
    content = city.latest_revision.content if city.latest_revision else {}
    drafted = {uuid.UUID(item["translation_key"]) for item in content.get("commitments", ())}
    shown = Commitment.objects.filter(page=city).values_list("translation_key", flat=True)
    return drafted - set(shown)


def public_url(sign_up: SignUp, request: HttpRequest) -> str:
    """Return the public page in the language in which the team writes, once all is public."""
    if not is_public(sign_up) or sign_up.city is None:
        return ""
    return absolute_url(request, public_page(sign_up.city, sign_up.writing_language))
