"""What to translate next, and what has yet to be sent for translation."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.apps import apps
from django.conf import settings
from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Case, F, IntegerField, Max, Q, Value, When
from django.urls import reverse
from django.utils import formats
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.models import DraftStateMixin

from home.admin.translations.links import work_url
from home.admin.translations.overview import list_url
from home.models import TranslationState
from home.models.translation_state import Status
from home.translating.kinds import translated_models
from home.translating.languages import PERMISSION

from .entries import LIST_LENGTH, Entry, kind_name
from .panels import ListPanel
from .translations import my_languages

BEGUN = (Status.NEEDS_UPDATE, Status.IN_PROGRESS)
"""What a translator can go on with."""


def next_for(user: Any, languages: Iterable[str]) -> Any:
    """Return what a person has been asked for, then what is older than its source, then drafts."""
    mine = Q(task__assignee=user)
    rank = Case(
        When(mine, then=Value(0)),
        When(status=Status.NEEDS_UPDATE, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    found = TranslationState.objects.to_do().filter(language__in=languages)
    # What somebody else has been asked for is not what this person does next.
    found = found.filter(mine | Q(status__in=BEGUN, task__isnull=True)).exclude(status=Status.READY)
    return found.select_related("task").order_by(
        rank,
        F("task__due").asc(nulls_last=True),
        F("stale_since").asc(nulls_last=True),
        "pk",
    )


def not_sent(languages: Iterable[str]) -> Any:
    """Return the pages and actions without a translation in some languages, the newest first."""
    models = [model for model in translated_models() if issubclass(model, DraftStateMixin)]
    found = TranslationState.objects.filter(
        status=Status.UNTRANSLATED,
        language__in=languages,
        model_label__in=[model._meta.label_lower for model in models],
    )
    rows = found.order_by().values("model_label", "source_pk", "record_name", "source_language")
    return rows.annotate(languages=ArrayAgg("language"), newest=Max("pk")).order_by("-newest")


class OwnLanguagesPanel(ListPanel):
    """A list for whom may translate, in the languages of this person."""

    tells_of_states = True

    @cached_property
    def languages(self) -> list[str]:
        """The languages of this person."""
        return my_languages(self.user)

    def is_shown(self) -> bool:
        """Show it to whom may translate."""
        return self.user.has_perm(PERMISSION) and bool(self.languages)


class TranslateNextPanel(OwnLanguagesPanel):
    """Each line leads into the editor of the translation."""

    name = "desk-translate-next"
    order = 35
    heading = gettext_lazy("To translate next")
    icon = "edit"
    nothing = gettext_lazy("Nothing is begun or older than its original.")

    def get_entries(self) -> Sequence[Entry]:
        """Return what this person goes on with."""
        return [
            Entry(
                title=state.record_name,
                url=work_url(state),
                kind=kind_name(apps.get_model(state.model_label)),
                language=state.get_language_display(),
                note=_note(state),
            )
            for state in next_for(self.user, self.languages)[:LIST_LENGTH]
        ]


class NotSentPanel(OwnLanguagesPanel):
    """Each line has a button that leads to the form, with the missing languages ticked."""

    name = "desk-not-sent"
    order = 38
    heading = gettext_lazy("Not sent for translation yet")
    icon = "wagtail-localize-language"
    nothing = gettext_lazy("Everything is translated or being translated.")
    all_label = gettext_lazy("All that is missing")
    shortcut_label = gettext_lazy("Send")

    def get_all_url(self) -> str:
        """Return the list of one language, where others can be chosen."""
        return list_url(language=self.languages[0], status=Status.UNTRANSLATED)

    def get_entries(self) -> Sequence[Entry]:
        """Return what was published last."""
        return [self._entry(row) for row in not_sent(self.languages)[:LIST_LENGTH]]

    def _entry(self, row: dict[str, Any]) -> Entry:
        record = f"{row['model_label']}:{row['source_pk']}"
        missing = [code for code in self.languages if code in row["languages"]]
        return Entry(
            title=row["record_name"],
            url=list_url(
                language=missing[0], status=Status.UNTRANSLATED, q=row["record_name"][:100]
            ),
            kind=kind_name(apps.get_model(row["model_label"])),
            note=_("missing in: %(languages)s")
            % {"languages": ", ".join(dict(settings.LANGUAGES)[code] for code in missing)},
            shortcut=reverse("translations_send"),
            sends=(
                ("record", record),
                ("language", missing[0]),
                *(("languages", code) for code in missing),
                ("next", reverse("wagtailadmin_home")),
            ),
        )


def _note(state: TranslationState) -> str:
    """Say why it is on the list: until when it was asked for, or how it stands."""
    task = getattr(state, "task", None)
    if task is not None and task.due:
        return _("due %(day)s") % {"day": formats.date_format(task.due, "SHORT_DATE_FORMAT")}
    return str(state.get_status_display())
