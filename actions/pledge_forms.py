"""An action in the field order of other platforms' forms, as a text to paste.

The programme's team used to type the same pledge again for each. The forms are in English, and so
are the names of their fields here. Which order was sourced where is in docs/decisions/0011.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.translation import override
from wagtail.rich_text import get_text_for_indexing

from actions.cards import action_dates
from actions.models import ActionLRG
from actions.models.progress import newest_first
from actions.permalinks import permalink
from actions.terms import TermLabel, terms
from home.languages import territory_name
from home.sources import attach_words

if TYPE_CHECKING:
    from actions.models import Action, CityPage

BY_HAND = "(to be filled in by hand)"
NONE = "–"
FORMS_LANGUAGE = "en"


@dataclass(frozen=True)
class Pledge:
    """An action as the forms ask for it: words in one language, facts in English."""

    words: Action
    source: Action
    lrgs: list[CityPage]
    url: str

    @property
    def names(self) -> list[str]:
        """Who carries it out, each with its country."""
        return [
            f"{lrg.words.title} ({territory_name(str(lrg.country), FORMS_LANGUAGE)})"
            if lrg.country
            else lrg.words.title
            for lrg in self.lrgs
        ]

    @property
    def countries(self) -> list[str]:
        """Its countries, each once."""
        codes = dict.fromkeys(str(lrg.country) for lrg in self.lrgs if lrg.country)
        return [territory_name(code, FORMS_LANGUAGE) for code in codes]

    def objectives(self, framework: str) -> list[str]:
        """Return its objectives of a framework with their numbers and English titles."""
        return [
            f"{framework.upper()} {term.number}: {term.title}"
            for term in self._terms()
            if term.framework == framework
        ]

    @property
    def categories(self) -> list[str]:
        """The names of its categories."""
        found = terms(FORMS_LANGUAGE)
        picked = found.pick(found.categories, self.source.categories.all())
        return [term.label for term in picked]

    @property
    def description(self) -> str:
        """Summary, body and newest progress as plain text."""
        body = "\n\n".join(
            get_text_for_indexing(str(block.value))
            for block in self.words.body
            if block.block_type in {"heading", "rich_text"}
        )
        newest = newest_first(self.source, self.words)[:1]
        progress = "".join(
            f"Progress as of {facts.as_of.isoformat()}: {text.text}" for facts, text in newest
        )
        return "\n\n".join(part for part in (self.words.summary, body, progress) if part)

    def _terms(self) -> list[TermLabel]:
        found = terms(FORMS_LANGUAGE)
        return found.pick(found.objectives, self.source.objectives.all())


@dataclass(frozen=True)
class Field:
    """One field of a form: its name there, what to paste, and how much it takes."""

    name: str
    read: Callable[[Pledge], str | list[str]]
    shortest: int = 0
    longest: int = 0


@dataclass(frozen=True)
class Form:
    """A form of another platform, its fields in its order."""

    slug: str
    name: str
    url: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Answer:
    """What to paste into a field, and how far its length is from what the field takes."""

    name: str
    text: str
    missing: int = 0
    over: int = 0


FORMS: tuple[Form, ...] = (
    Form(
        "un-network",
        "United Nations Network on Migration: pledging initiative",
        "https://migrationnetwork.un.org/submit-pledges",
        (
            Field("Section I – Contact person", lambda pledge: BY_HAND),
            Field("Section II – Pledging actor", lambda pledge: pledge.names[:1]),
            Field("Section II a – Other participating actors", lambda pledge: pledge.names[1:]),
            Field("Section II b – Pledge that this one matches", lambda pledge: BY_HAND),
            Field("Section III – Title of the pledge", lambda pledge: pledge.words.title),
            Field("Section IV – GCM objectives", lambda pledge: pledge.objectives("gcm")),
            Field("Section V – Time frame", lambda pledge: action_dates(pledge.source)),
            Field("Section VI – Description", lambda pledge: pledge.description, 300, 3000),
            Field("Section VII – Further information", lambda pledge: pledge.url),
        ),
    ),
    Form(
        "gfmd",
        "GFMD Platform for Partnerships: policy and practice database",
        "https://www.gfmd.org/pfp/ppd/contribute",
        (
            Field("Title", lambda pledge: pledge.words.title),
            Field("Logo or illustration", lambda pledge: BY_HAND),
            Field("Summary (who, what, where)", lambda pledge: pledge.description),
            Field("Countries or continents", lambda pledge: pledge.countries or ["global"]),
            Field("Partners", lambda pledge: pledge.names),
            Field("GCM objectives", lambda pledge: pledge.objectives("gcm")),
            Field("Sustainable Development Goals", lambda pledge: pledge.objectives("sdg")),
            Field("Themes", lambda pledge: pledge.categories),
            Field(
                "Source in the GFMD context",
                lambda pledge: "Mayors Mechanism’s Call to Local Action for Migrants and Refugees",
            ),
            Field("Status", lambda pledge: str(pledge.source.get_stage_display())),
            Field("Contact information", lambda pledge: BY_HAND),
            Field("Link", lambda pledge: pledge.url),
        ),
    ),
)


def answers(form: Form, words: Action, request: HttpRequest) -> list[Answer]:
    """Return what an action answers to each field of a form, in the words of one of its rows."""
    source = words.source
    links = ActionLRG.objects.filter(action=source).select_related("lrg__locale")
    lrgs = attach_words([link.lrg for link in links.order_by("sort_order")], words.language)
    pledge = Pledge(words, source, lrgs, permalink(source, request))
    with override(FORMS_LANGUAGE):
        return [_answer(field, pledge) for field in form.fields]


def as_text(form: Form, found: list[Answer]) -> str:
    """Return a whole form as one text."""
    parts = [f"{form.name}\n{form.url}"]
    parts += [f"{answer.name}\n{answer.text}" for answer in found]
    return "\n\n".join(parts) + "\n"


def _answer(field: Field, pledge: Pledge) -> Answer:
    value = field.read(pledge)
    text = "\n".join(value) if isinstance(value, list) else value
    return Answer(
        name=field.name,
        text=text or NONE,
        missing=max(field.shortest - len(text), 0),
        over=max(len(text) - field.longest, 0) if field.longest else 0,
    )
