"""The page of one action."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext

from home.caches import remember
from home.former_slugs import record_at
from home.frame import Description, describe, share_image
from home.languages import bcp47, current_language, localized_date
from home.reports import ReportCard, report_card
from home.sources import attach_words, language_of
from home.subjects import EVERYDAY_BUT_ACTIONS

from .cards import (
    ActionCard,
    CityCard,
    action_dates,
    action_url,
    city_cards,
    explorer_url,
    places_text,
    worded_card,
)
from .citing import Citation, cite
from .models import Action, Framework
from .models.progress import newest_first
from .provenance import Provenance, provenance
from .related import related_actions
from .subpages import explorer_trail
from .terms import TermLabel, terms

if TYPE_CHECKING:
    from blog.stories import StoryCard

    from .models import ActionIndexPage

STORIES_SHOWN = 3


@dataclass(frozen=True)
class Fact:
    """One line of the facts beside the text."""

    label: str
    value: str
    url: str = ""
    lang: str = ""


@dataclass(frozen=True)
class ObjectiveGroup:
    """The objectives of one framework."""

    label: str
    objectives: list[TermLabel]


@dataclass(frozen=True)
class Update:
    """A dated statement of progress."""

    as_of: str
    text: str
    stage: str
    lang: str


@dataclass
class Surroundings:
    """What an action's page shows from other records; remembered until something is published."""

    card: ActionCard
    places: str
    lrgs: list[CityCard]
    priorities: list[TermLabel]
    objectives: list[ObjectiveGroup]
    progress: list[Update]
    facts: list[Fact]
    edition: ReportCard | None = None
    related: list[ActionCard] = field(default_factory=list)
    stories: list[StoryCard] = field(default_factory=list)


class ActionDetail:
    """An action as its page shows it: every attribute of its card, and more."""

    def __init__(
        self,
        words: Action,
        surroundings: Surroundings,
        provenance: Provenance,
        citation: Citation,
    ) -> None:
        self.card = surroundings.card
        self.citation = citation
        self.body = words.body
        self.lrgs = surroundings.lrgs
        self.priorities = surroundings.priorities
        self.objectives = surroundings.objectives
        self.facts = surroundings.facts
        self.edition = surroundings.edition
        self.related = surroundings.related
        self.stories = surroundings.stories
        self.progress_latest = surroundings.progress[0] if surroundings.progress else None
        self.progress_older = surroundings.progress[1:]
        self.provenance = provenance

    def __getattr__(self, name: str) -> Any:
        return getattr(self.card, name)


def action_response(page: ActionIndexPage, request: HttpRequest, slug: str) -> HttpResponse:
    """Show the action of a slug, in the reader's words if it has them."""
    language = current_language()
    rows = live_rows(slug)
    source = source_among(rows)
    words = readers_row(slug, rows, source)
    if slug != words.slug:
        return HttpResponsePermanentRedirect(action_url(words.slug, language))
    source.words, words.source = words, source
    context = action_context(page, request, source, rows)
    return TemplateResponse(request, "actions/action.html", context)


def live_rows(slug: str) -> dict[str, Action]:
    """Return the live rows of the action that has or once had a slug in a language, by language.

    Remembered until something is published; that there is none is not, for anybody can ask.
    """
    # Whatever strangers ask for, keys of the cache stay as short as slugs are.
    if len(slug) > (Action._meta.get_field("slug").max_length or 0):
        return {}
    return (
        remember(
            f"action-rows:{slug}",
            lambda: _read_rows(slug) or None,
            apart_from=EVERYDAY_BUT_ACTIONS,
        )
        or {}
    )


def _read_rows(slug: str) -> dict[str, Action]:
    live = Action.objects.filter(live=True).select_related("locale")
    keys = Action.objects.filter(slug=slug, live=True).values("translation_key")
    rows = list(live.filter(translation_key__in=keys))
    if not rows and (key := record_at(Action, slug)):
        rows = list(live.filter(translation_key=key))
    return {row.language: row for row in rows}


def readers_row(slug: str, rows: dict[str, Action], source: Action) -> Action:
    """Return the row in the reader's language, or else the source.

    A slug that only a third language has leads nowhere; one that none has any more leads here.
    """
    words = rows.get(current_language(), source)
    elsewhere = {row.slug for row in rows.values()} - {source.slug, words.slug}
    if slug in elsewhere:
        raise Http404
    return words


def source_among(rows: dict[str, Action]) -> Action:
    """Return the source of an action's live rows; without it there is nothing to show."""
    source = next((row for row in rows.values() if row.is_source), None)
    if source is None:
        raise Http404
    return source


def action_context(
    page: ActionIndexPage, request: HttpRequest, source: Action, rows: dict[str, Action]
) -> dict[str, Any]:
    """Return what the template shows of an action whose words are attached."""
    language = current_language()
    words = source.words
    surroundings = remember(
        f"action:{source.pk}:{language}", lambda: _surroundings(source, language)
    )
    citation = cite(source, words, surroundings.places, request)
    detail = ActionDetail(words, surroundings, provenance(source), citation)
    urls = {code: action_url(row.slug, code) for code, row in rows.items()}
    description = Description(
        title=words.title,
        summary=words.summary,
        language=words.language,
        url=action_url(words.slug, language),
        urls=urls,
        trail=explorer_trail(page, request),
        og_type="article",
        schema_type="Article",
        image=share_image(words),
        structured={"isBasedOn": source.source_url} if source.source_url else {},
        key=source.translation_key,
    )
    return {
        "page": page,
        "action": detail,
        "self": page,
        "pdf_url": f"{description.url.rstrip('/')}.pdf",
        **describe(request, description),
    }


def action_preview_context(action: Action, request: HttpRequest) -> dict[str, Any]:
    """Return what the public page shows, made from an editor's unsaved changes."""
    from .models import ActionIndexPage

    language = current_language()
    source = action.source
    source.words = action
    surroundings = _surroundings(source, language)
    citation = cite(source, action, surroundings.places, request)
    detail = ActionDetail(action, surroundings, provenance(source), citation)
    description = Description(
        title=action.title,
        summary=action.summary,
        language=action.language,
        url=action_url(action.slug, language),
        urls={action.language: action_url(action.slug, action.language)},
        image=share_image(action),
    )
    page = ActionIndexPage.objects.first()
    return {"page": page, "action": detail, **describe(request, description)}


def _surroundings(source: Action, language: str) -> Surroundings:
    from blog.stories import stories_about, story_cards

    labels = terms(language)
    words = source.words
    card = worded_card(source, language)
    # The cards have attached the reader's words to the places.
    lrgs = [link.lrg for link in source.lrgs.all()]
    edition = source.edition if source.edition and source.edition.live else None
    if edition:
        attach_words([edition], language)
    places = places_text(lrgs)
    return Surroundings(
        card=card,
        places=places,
        lrgs=city_cards(lrgs),
        priorities=labels.pick(labels.priorities, source.priorities.all()),
        objectives=objective_groups(labels.pick(labels.objectives, source.objectives.all())),
        progress=progress_updates(source, words),
        facts=_facts(source, card, places),
        edition=report_card(edition) if edition else None,
        related=related_actions(source),
        stories=story_cards(stories_about(source)[:STORIES_SHOWN]),
    )


def objective_groups(labels: list[TermLabel]) -> list[ObjectiveGroup]:
    """Put objectives under the name of their framework, in the frameworks' own order."""
    order = list(Framework.values)
    ranked = sorted(labels, key=lambda label: (order.index(label.framework), label.number))
    return [
        ObjectiveGroup(str(Framework(framework).label), list(group))
        for framework, group in groupby(ranked, key=lambda label: label.framework)
    ]


def progress_updates(source: Any, words: Any) -> list[Update]:
    """Return the progress updates of an action or a commitment, newest first."""
    return [
        Update(
            as_of=localized_date(facts.as_of),
            text=text.text,
            stage=facts.get_stage_display(),
            lang=bcp47(language_of(text)),
        )
        for facts, text in newest_first(source, words)
    ]


def _facts(source: Action, card: ActionCard, places: str) -> list[Fact]:
    explorer = explorer_url(current_language())
    facts = [
        Fact(gettext("Place"), places),
        Fact(gettext("Period"), action_dates(source)),
        Fact(
            gettext("Stage"), card.stage, f"{explorer}?status={source.stage}" if card.stage else ""
        ),
    ]
    return [fact for fact in facts if fact.value]


def action_sitemap_rows() -> dict[Any, dict[str, tuple[str, datetime | None]]]:
    """Return slug and last publication of every live row, by translation key and language."""
    rows: dict[Any, dict[str, tuple[str, datetime | None]]] = {}
    found = Action.objects.filter(live=True).order_by("pk")
    # Tens of thousands of rows are read several times faster without making records of them.
    for key, language, slug, changed in found.values_list(
        "translation_key", "locale__language_code", "slug", "last_published_at"
    ):
        rows.setdefault(key, {})[language] = slug, changed
    return rows
