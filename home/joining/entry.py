"""The sign-up form as a whole: its sections, what was typed into them, and what is wrong."""

from __future__ import annotations

import re
import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from home.joining.consents import wordings
from home.joining.fields import UploadField
from home.joining.questions import (
    ACTIONS,
    COMMITMENTS,
    ConsentForm,
    GovernmentForm,
    further_form,
    refuse_without_content,
)
from home.models import SignUpFile

if TYPE_CHECKING:
    from home.models import JoinPage

GOVERNMENT = ("lrg_name", "kind", "country", "website")
CONTACT = (
    "contact_name",
    "contact_role",
    "contact_email",
    "second_contact_name",
    "second_contact_email",
    "preferred_language",
)
ENDORSEMENT = ("endorsement", "declaration")
LANGUAGES = ("language", "text_languages")
PARTS = {"commitments": COMMITMENTS, "actions": ACTIONS}
FILES = {
    "declaration": SignUpFile.Purpose.DECLARATION,
    **{f"actions-{place}-image": SignUpFile.Purpose.IMAGE for place in range(ACTIONS.max_num)},
}
"""Under which name each file is sent, and what it is for."""


@dataclass(frozen=True)
class Section:
    """Questions that belong together; ``parts`` are asked several times over."""

    key: str
    heading: str
    introduction: str = ""
    fields: list[forms.BoundField] = field(default_factory=list)
    parts: Any = None
    add_label: str = ""

    @property
    def numbered_parts(self) -> list[Part]:
        """The parts with their headings."""
        return [
            Part(number, part_heading(self.key, number), form)
            for number, form in enumerate(self.parts.forms, start=1)
        ]

    @property
    def part_heading(self) -> str:
        """The heading of a part whose number is still to be filled in."""
        return part_heading(self.key, "{number}")

    @property
    def has_room(self) -> bool:
        """Whether one more part may be added."""
        return len(self.parts.forms) < self.parts.max_num

    @property
    def add_fragment(self) -> str:
        """Where a part that is added will stand."""
        return f"{self.key}-part-{len(self.parts.forms) + 1}"


@dataclass(frozen=True)
class Part:
    """One of several commitments or actions."""

    number: int
    heading: str
    form: forms.BaseForm


@dataclass(frozen=True)
class Mistake:
    """One thing to correct, and where."""

    href: str
    label: str
    message: str


class Entry:
    """All forms of a sign-up together.

    Without ``answers`` it is empty; with them it is filled in, and checked once ``is_valid`` is
    asked. ``typed`` shows answers without checking them, as when one more commitment is wanted.
    """

    def __init__(
        self,
        page: JoinPage,
        *,
        answers: QueryDict | None = None,
        typed: QueryDict | None = None,
        token: uuid.UUID | None = None,
    ) -> None:
        # The wordings of the consents are in the language of the page's words.
        self.language = page.language
        self.file_errors: dict[str, str] = {}
        further = further_form(page)
        consents = wordings(page)
        if answers is None:
            shown = typed if typed is not None else QueryDict()
            blank = typed is None
            self.government = GovernmentForm(
                initial=None if blank else read(GovernmentForm(), shown)
            )
            self.parts: dict[str, Any] = {
                name: make(prefix=name, initial=_rows(make, name, shown))
                for name, make in PARTS.items()
            }
            self.further = further(
                initial=None if blank else read(further(), shown), auto_id="sign-up-%s"
            )
            self.consent = ConsentForm(
                initial=None if blank else read(ConsentForm(wordings=consents), shown),
                wordings=consents,
            )
        else:
            complete = with_counts(answers)
            self.government = GovernmentForm(complete)
            self.parts = {name: make(complete, prefix=name) for name, make in PARTS.items()}
            self.further = further(complete, auto_id="sign-up-%s")
            self.consent = ConsentForm(complete, wordings=consents)
        for form in self.forms:
            for question in form.fields.values():
                if token and isinstance(question, UploadField):
                    question.form_token = token

    @property
    def sections(self) -> list[Section]:
        """The questions in their groups, in the order in which they are asked."""
        sections = [
            self._section("government", _("Your local or regional government"), GOVERNMENT),
            self._section(
                "contact",
                _("Your contact details"),
                CONTACT,
                _("Only the editorial team sees them. They are never published."),
            ),
            self._section("endorsement", _("The Marrakech Mayors Declaration"), ENDORSEMENT),
            Section(
                "commitments",
                _("Your commitments"),
                _("What your government undertakes to do. Up to ten."),
                parts=self.parts["commitments"],
                add_label=_("Add another commitment"),
            ),
            Section(
                "actions",
                _("Your actions"),
                _("What it does already, or has decided to do. Up to five."),
                parts=self.parts["actions"],
                add_label=_("Add another action"),
            ),
            self._section("languages", _("Languages"), LANGUAGES),
        ]
        if self.further.fields:
            sections.append(Section("further", _("Further questions"), fields=list(self.further)))
        sections.append(Section("consent", _("Your consent"), fields=list(self.consent)))
        return sections

    def _section(
        self, key: str, heading: str, names: tuple[str, ...], introduction: str = ""
    ) -> Section:
        return Section(key, heading, introduction, [self.government[name] for name in names])

    @property
    def forms(self) -> list[Any]:
        """Every single form."""
        parts = [form for formset in self.parts.values() for form in formset.forms]
        return [self.government, *parts, self.further, self.consent]

    def is_valid(self) -> bool:
        """Check everything, and note what is wrong where it was typed."""
        refuse_without_content(self.parts["commitments"], self.parts["actions"])
        for form in self.forms:
            for name, message in self.file_errors.items():
                own = name.removeprefix(f"{form.prefix}-") if form.prefix else name
                if own in form.fields and form.add_prefix(own) == name:
                    form.empty_permitted = False
                    form.full_clean()
                    form.add_error(own, message)
        return not any(form.errors for form in self.forms)

    def ask_again_for_consent(self) -> None:
        """Refuse an agreement to words that have changed since the form was opened."""
        for name in self.consent.fields:
            if name not in self.consent.errors:
                self.consent.add_error(
                    name,
                    _("This text has changed since you opened the form. Please read it again."),
                )

    @property
    def mistakes(self) -> list[Mistake]:
        """What is wrong, in the order of the page, each with a link to its question."""
        found = []
        for section in self.sections:
            forms_of = section.parts.forms if section.parts is not None else [None]
            for place, form in enumerate(forms_of, start=1):
                fields = list(form) if form is not None else section.fields
                lead = part_heading(section.key, place) if form is not None else ""
                found += [
                    Mistake(f"#{bound.auto_id}", _label(lead, bound), str(message))
                    for bound in fields
                    for message in bound.errors
                ]
        return found


def part_heading(key: str, number: int | str) -> str:
    """Name one of several commitments or actions."""
    if key == "commitments":
        return _("Commitment %(number)s") % {"number": number}
    return _("Action %(number)s") % {"number": number}


def _label(lead: str, bound: forms.BoundField) -> str:
    label = str(bound.label)
    short = label if len(label) <= 80 else f"{label[:79]}…"
    return f"{lead}: {short}" if lead else short


def read(form: forms.BaseForm, answers: QueryDict) -> dict[str, Any]:
    """Return what was typed into a form, unchecked, to be shown again."""
    return {
        name: question.widget.value_from_datadict(answers, {}, form.add_prefix(name))
        for name, question in form.fields.items()
    }


def _rows(make: Any, name: str, answers: QueryDict) -> list[dict[str, Any]]:
    """Return what was typed into each of several parts; one empty part at least."""
    count = count_of(name, make.max_num, answers)
    single = make.form
    return [read(single(prefix=f"{name}-{place}"), answers) for place in range(count)]


def count_of(name: str, most: int, answers: QueryDict) -> int:
    """Return how many parts a form has, whatever it says of itself."""
    places = [int(match[1]) for key in answers if (match := re.match(rf"{name}-(\d{{1,2}})-", key))]
    try:
        said = int(answers.get(f"{name}-TOTAL_FORMS") or 0)
    except ValueError:
        said = 0
    return min(max([said, 1, *(place + 1 for place in places)]), most)


def with_counts(answers: QueryDict) -> QueryDict:
    """Return the answers with honest counts of their parts."""
    complete = answers.copy()
    for name, make in PARTS.items():
        complete[f"{name}-TOTAL_FORMS"] = str(count_of(name, make.max_num, answers))
        complete[f"{name}-INITIAL_FORMS"] = "0"
    return complete
