"""The form with which an LRG tells what has changed since last time."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actions.follow_up.last_time import Said
from actions.models import ProgressRequest
from actions.models.progress import Stage
from actions.models.progress_request import LONGEST_TEXT
from home.joining.entry import Mistake
from home.languages import current_language, localized_date


@dataclass(frozen=True)
class ItemQuestions:
    """What is asked of one commitment or action."""

    said: Said
    fields: list[forms.BoundField]


class ProgressForm(forms.Form):
    """Holds what was said last time; an answer is whatever differs from it.

    ``was_…`` goes along with each item: what the form was filled with when its reader got it, so
    that a publication in the meantime makes no answer out of what nobody has touched.
    """

    language = forms.ChoiceField(
        label=_("In which language do you write?"), choices=settings.LANGUAGES
    )
    remarks = forms.CharField(
        label=_("Anything else that the editorial team should know?"),
        help_text=_(
            "For the team only; it is not published. "
            "A new action is better sent with the sign-up form."
        ),
        max_length=LONGEST_TEXT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, items: Sequence[Said], request: ProgressRequest, data: Any = None) -> None:
        super().__init__(data, auto_id="progress-%s")
        self.items = items
        self.initial["language"] = request.answer_language or current_language()
        self.initial["remarks"] = request.remarks
        answers = {answer["key"]: answer for answer in request.answers}
        for said in items:
            self._ask(said, answers.get(said.key, {}))

    def _ask(self, said: Said, answer: dict[str, Any]) -> None:
        stages = [("", _("Not stated")), *Stage.choices]
        fields: dict[str, Any] = {
            "stage": forms.ChoiceField(
                label=_("Stage"),
                choices=stages,
                required=False,
                initial=answer.get("stage") or said.stage,
            ),
            "text": forms.CharField(
                label=_("What has been achieved so far"),
                max_length=LONGEST_TEXT,
                required=False,
                initial=answer.get("text") or said.text,
                widget=forms.Textarea(attrs={"rows": 5, "dir": "auto"}),
            ),
            "as_of": forms.DateField(
                label=_("As of"),
                help_text=_(
                    "The day for which this is true. "
                    "If you change something and leave it empty: today."
                ),
                required=False,
                initial=answer.get("as_of", ""),
                widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            ),
            "was": forms.CharField(
                required=False,
                max_length=32,
                initial=digest(said.stage, said.text),
                widget=forms.HiddenInput,
            ),
        }
        for name, field in fields.items():
            self.fields[f"{name}_{said.key}"] = field

    @property
    def sections(self) -> list[ItemQuestions]:
        """The questions, item by item."""
        names = ("stage", "text", "as_of")
        return [
            ItemQuestions(said, [self[f"{name}_{said.key}"] for name in names])
            for said in self.items
        ]

    @property
    def last_questions(self) -> list[forms.BoundField]:
        """What is asked once, at the end."""
        return [self["remarks"], self["language"]]

    @property
    def notice(self) -> str:
        """What is wrong with the form as a whole."""
        return " ".join(map(str, self.non_field_errors()))

    @property
    def mistakes(self) -> list[Mistake]:
        """What is wrong, in the order of the page, each with a link to its question."""
        asked = [(section.said.title, section.fields) for section in self.sections]
        return [
            Mistake(f"#{bound.auto_id}", f"{lead}{bound.label}", str(message))
            for title, fields in [*asked, ("", self.last_questions)]
            for lead in [f"{Truncator(title).chars(60)}: " if title else ""]
            for bound in fields
            for message in bound.errors
        ]

    def clean(self) -> dict[str, Any]:
        """Read an answer of each item; ask for words where only the stage or the date is new."""
        values = super().clean() or {}
        self.answers: list[dict[str, str]] = []
        for said in self.items:
            names = ("stage", "text", "as_of", "was")
            if any(f"{name}_{said.key}" in self.errors for name in names):
                continue
            answer = self._answer(said, *(values[f"{name}_{said.key}"] for name in names))
            if answer:
                self.answers.append(answer)
        if not self.errors and not self.answers and not values["remarks"]:
            raise forms.ValidationError(
                _(
                    "Nothing in the form differs from what was said last time. "
                    "If that is so, press “Nothing has changed”."
                )
            )
        return values

    def _answer(
        self, said: Said, stage: str, text: str, as_of: date | None, was: str
    ) -> dict[str, str] | None:
        """Return what is new of an item; nothing if it is as it was."""
        shown = was or digest(said.stage, said.text)
        if as_of is None and (digest(stage, text) == shown or not (text or stage)):
            return None
        if not text and (as_of or stage != said.stage):
            self.add_error(f"text_{said.key}", _("Say in a few words what has been achieved."))
            return None
        if not text:
            return None
        today = timezone.localdate()
        if as_of and as_of > today:
            self.add_error(f"as_of_{said.key}", _("This day has not come yet."))
            return None
        if as_of and said.as_of and as_of < said.as_of:
            message = gettext("There is already news of a later day: %(date)s.")
            self.add_error(f"as_of_{said.key}", message % {"date": localized_date(said.as_of)})
            return None
        is_new = plain(text) != plain(said.text)
        return {
            "kind": said.kind,
            "key": said.key,
            "title": said.title,
            "stage": stage,
            "text": plain(text) if is_new else "",
            "as_of": (as_of or today).isoformat(),
        }


def plain(text: str) -> str:
    """Return a text as it is compared and kept, whatever ends its lines."""
    return "\n".join(line.rstrip() for line in text.strip().splitlines())


def digest(stage: str, text: str) -> str:
    """Return a short name of what was said."""
    return hashlib.sha256(f"{stage}\n{plain(text)}".encode()).hexdigest()[:32]
