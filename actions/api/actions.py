"""Actions: the list that the explorer shows too, and one action."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, Literal

from django.conf import settings
from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils.translation import gettext_noop
from ninja import Query, Router
from pydantic import BaseModel, Field

from actions import regions
from actions.api.places import Place, place
from actions.api.terms import ObjectiveTerm, Term, objective_term, term
from actions.chosen import choose
from actions.models import Action
from actions.models.city import Kind
from actions.models.progress import Stage, newest_first
from actions.opendata import columns
from actions.opendata.records import Record as Found
from actions.opendata.records import records
from actions.selection import SORTS, Selection
from home.api.asking import Asked, PageAsked
from home.api.problems import not_among_the_values
from home.api.records import (
    Choice,
    Image,
    Listing,
    Reader,
    Record,
    body_html,
    by_key,
    choice,
    cut,
    identity,
    image_of,
)
from home.languages import bcp47
from home.sources import attach_words, language_of

router = Router(tags=[gettext_noop("Actions")])


class Day(BaseModel):
    """A date, as exactly as it is known: the first day of its month or year if not better."""

    date: date
    precision: Literal["day", "month", "year"]


class Edition(BaseModel):
    """The edition of the report that an action stands in."""

    slug: str
    year: int
    api_url: str


class Update(BaseModel):
    """What has been achieved by a date."""

    as_of: date
    stage: Choice | None
    text: str
    language: str
    source_url: str


class Provenance(BaseModel):
    """Where an entry comes from, and what of it the editors inferred."""

    source_url: str
    other_source_urls: list[str]
    programme: Choice
    programme_certainty: Literal["stated", "inferred"]
    year_certainty: Literal["stated", "inferred"]
    categories_inferred: bool
    compiled_on: date | None


class ActionRecord(Record):
    """A concrete local action that one or more local or regional governments showcase."""

    permalink: str = Field(description=gettext_noop("Short address that never changes."))
    summary: str
    governments: list[Place]
    stage: Choice | None
    year: int | None = Field(description=gettext_noop("The year in which it starts."))
    start: Day | None
    end: Day | None
    categories: list[Term]
    priorities: list[Term]
    objectives: list[ObjectiveTerm]
    edition: Edition | None
    image: Image | None
    provenance: Provenance
    published_at: datetime | None = Field(
        description=gettext_noop("When its words in this language were last published.")
    )


class ActionDetail(ActionRecord):
    """An action with its text and its progress."""

    body_html: str = Field(
        description=gettext_noop("The text as HTML; relative addresses are relative to url.")
    )
    progress: list[Update] = Field(description=gettext_noop("The newest first."))


class ActionListing(Listing[ActionRecord]):
    """One page of the actions that match."""

    facets: dict[str, dict[str, int]] = Field(
        description=gettext_noop(
            "How many actions choosing each value would give, by filter; a filter's own choice "
            "doesn't count against it. Values that no public action has are left out."
        )
    )
    spelling: str = Field(
        description=gettext_noop("What was searched for instead, where q found nothing.")
    )


def several(meaning: str, values: Any = (), pattern: str = "") -> Any:
    """Describe a filter that takes several values, which are alternatives."""
    items: dict[str, Any] = {"type": "string"}
    if values:
        items["enum"] = [str(value) for value in values]
    if pattern:
        items["pattern"] = pattern
    return Field([], description=meaning, json_schema_extra={"items": items})


SLUG = "^[-a-zA-Z0-9_]+$"


class ActionsAsked(PageAsked):
    """The parameters of the explorer, with its names and its values."""

    q: str = Field("", max_length=200, description=gettext_noop("Words to look for."))
    category: list[str] = several(gettext_noop("Slugs of categories."), pattern=SLUG)
    priority: list[str] = several(gettext_noop("Slugs of priorities."), pattern=SLUG)
    gcm: list[str] = several(gettext_noop("Numbers of objectives of the GCM."), range(1, 24))
    gcr: list[str] = several(gettext_noop("Numbers of objectives of the GCR."), range(1, 5))
    sdg: list[str] = several(gettext_noop("Numbers of goals (SDG)."), range(1, 18))
    region: list[str] = several(
        gettext_noop("Regions of the UN geoscheme."), regions.REGION_OF_SLUG
    )
    country: list[str] = several(
        gettext_noop("Codes of countries (ISO 3166-1)."), pattern="^[A-Z]{2}$"
    )
    kind: list[str] = several(gettext_noop("Kinds of governments."), Kind.values)
    year: list[str] = several(
        gettext_noop("Years in which actions start."), pattern="^[12][0-9]{3}$"
    )
    status: list[str] = several(gettext_noop("Stages."), Stage.values)
    edition: list[str] = several(gettext_noop("Slugs of editions of the report."), pattern=SLUG)
    language: list[str] = several(
        gettext_noop("Languages that they have words in."), dict(settings.LANGUAGES)
    )
    sort: Literal[tuple(SORTS)] | None = Field(  # type: ignore[valid-type]
        None,
        description=gettext_noop("The order: by relevance if there are words, else newest first."),
    )


@router.get(
    "/actions/",
    response=ActionListing,
    url_name="actions",
    summary=gettext_noop("The actions that match, in the order that the explorer has them."),
)
def list_actions(request: HttpRequest, asked: Query[ActionsAsked]) -> ActionListing:
    """The actions that match, in the order that the explorer has them."""
    reader = Reader(request)
    selection = Selection.read(request.GET)
    if selection.problems:
        raise not_among_the_values(selection.problems)
    chosen = choose(selection)
    page = cut(reader, chosen.keys, asked)
    return ActionListing(
        **page.frame,
        items=action_records(reader, page.items),
        facets=chosen.counts,
        spelling=chosen.spelling,
    )


@router.get(
    "/actions/{slug:key}/",
    response=ActionDetail,
    url_name="action",
    summary=gettext_noop("One action, by its id or by its slug in any language."),
)
def read_action(request: HttpRequest, key: str, asked: Query[Asked]) -> ActionDetail:
    """One action, by its id or by its slug in any language."""
    reader = Reader(request)
    source = by_key(Action.objects.public(), key)
    record = action_records(reader, [source.pk])[0]
    attach_words([source], reader.language)
    words = source.words
    return ActionDetail(
        **record.model_dump(),
        body_html=body_html(words),
        progress=updates(source, words),
    )


def action_records(reader: Reader, keys: Sequence[int]) -> list[ActionRecord]:
    """Return the records of public source actions, in the order of their primary keys.

    They are read as the exports read them, with the same number of queries for one and for many.
    """
    found = list(records(keys, reader.language, reader.url("/").rstrip("/")))
    prefetch_related_objects([record.source for record in found], "image")
    return [_record(reader, record) for record in found]


def updates(source: Any, words: Any) -> list[Update]:
    """Return the progress updates of an action or a commitment, the newest first."""
    return [
        Update(
            as_of=facts.as_of,
            stage=choice(facts, "stage"),
            text=text.text,
            language=bcp47(language_of(text)),
            source_url=facts.source_url,
        )
        for facts, text in newest_first(source, words)
    ]


def _record(reader: Reader, found: Found) -> ActionRecord:
    source, words, labels = found.source, found.words, found.labels
    objectives = labels.pick(labels.objectives, source.objectives.all())
    languages = [bcp47(code) for code in found.languages]
    return ActionRecord(
        **identity(reader, source, languages, columns.address(found), "action"),
        permalink=columns.permalink(found),
        summary=words.summary,
        governments=[place(reader, lrg) for lrg in found.lrgs if lrg.live],
        stage=choice(source, "stage"),
        year=source.year,
        start=_day(source.start_date, source.start_precision),
        end=_day(source.end_date, source.end_precision),
        categories=[term(label) for label in found.categories],
        priorities=[term(label) for label in found.priorities],
        objectives=[objective_term(label) for label in objectives],
        edition=_edition(reader, source.edition),
        image=image_of(reader, source),
        provenance=_provenance(source),
        published_at=words.last_published_at,
    )


def _day(value: date | None, precision: str) -> Day | None:
    return Day(date=value, precision=precision) if value else None  # type: ignore[arg-type]


def _edition(reader: Reader, edition: Any) -> Edition | None:
    if edition is None or not edition.live:
        return None
    return Edition(
        slug=edition.slug,
        year=edition.edition_year,
        api_url=reader.api_url("report", edition.pk),
    )


def _provenance(source: Action) -> Provenance:
    return Provenance(
        source_url=source.source_url,
        other_source_urls=source.other_source_urls,
        programme=choice(source, "programme"),  # type: ignore[arg-type]
        programme_certainty=source.programme_certainty,  # type: ignore[arg-type]
        year_certainty=source.year_certainty,  # type: ignore[arg-type]
        categories_inferred=source.categories_inferred,
        compiled_on=source.compiled_on,
    )
