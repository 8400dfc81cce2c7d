"""What the desk's list is narrowed by, and what is done with what was chosen from it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import F, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.utils import get_user_display_name
from wagtail.admin.widgets import AdminDateInput

from home.models import TranslationState
from home.models.translation_state import Status
from home.translating.kinds import kind_names
from home.translating.people import translators_into

AGES = [
    ("", _("Any")),
    ("7", _("More than a week")),
    ("30", _("More than a month")),
    ("90", _("More than three months")),
]
ORDERS = {
    "": (_("Kind and name"), ("model_label", "record_name", "pk")),
    "name": (_("Name"), ("record_name", "pk")),
    "age": (_("Oldest change first"), (F("stale_since").asc(nulls_last=True), "pk")),
    "words": (_("Most words left first"), ("-words_left", "pk")),
    "due": (_("Due first"), (F("task__due").asc(nulls_last=True), "pk")),
}
NOBODY = "nobody"
STATUSES = {"draft": (Status.IN_PROGRESS, Status.READY)}


class ListForm(forms.Form):
    """What to show. Nothing or nonsense shows everything, in the first of one's languages."""

    language = forms.ChoiceField(label=_("Language"))
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    status = forms.ChoiceField(
        label=_("Status"),
        required=False,
        choices=[("", _("All")), *Status.choices, ("draft", _("Draft"))],
    )
    age = forms.ChoiceField(label=_("Needs update for"), required=False, choices=AGES)
    assignee = forms.ChoiceField(label=_("Assigned to"), required=False)
    source = forms.ChoiceField(
        label=_("Written in"), required=False, choices=[("", _("All")), *settings.LANGUAGES]
    )
    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    order = forms.ChoiceField(
        label=_("Order"),
        required=False,
        choices=[(name, label) for name, (label, _fields) in ORDERS.items()],
    )

    def __init__(self, data: Any, languages: list[tuple[str, str]]) -> None:
        codes = [code for code, _name in languages]
        others = [code for code in codes if code != settings.LANGUAGE_CODE]
        first = next(iter([*others, *codes]), "")
        given = data.dict()
        if given.get("language") not in codes:
            given["language"] = first
        super().__init__(given)
        self.code = given["language"]
        self.people = list(translators_into(self.code)) if self.code else []
        fields: Any = self.fields
        fields["language"].choices = languages
        fields["kind"].choices = [("", _("All")), *kind_names().items()]
        fields["assignee"].choices = [
            ("", _("Anybody")),
            (NOBODY, _("Nobody")),
            *((str(user.pk), get_user_display_name(user)) for user in self.people),
        ]

    def chosen(self) -> dict[str, str]:
        """Return the valid choices."""
        self.is_valid()
        empty = dict.fromkeys(self.fields, "")
        return {**empty, **self.cleaned_data, "language": self.code}

    def narrow(self, states: Any) -> QuerySet:
        """Return the states that are asked for, in the order that is asked for."""
        chosen = self.chosen()
        states = states.filter(language=self.code)
        if chosen["kind"]:
            states = states.filter(model_label=chosen["kind"])
        if chosen["status"]:
            states = states.filter(status__in=STATUSES.get(chosen["status"], (chosen["status"],)))
        if chosen["age"]:
            states = states.stale_for(int(chosen["age"]))
        if chosen["assignee"] == NOBODY:
            states = states.filter(task__isnull=True)
        elif chosen["assignee"]:
            states = states.filter(task__assignee=chosen["assignee"])
        if chosen["source"]:
            states = states.filter(source_language=chosen["source"])
        if chosen["q"]:
            states = states.filter(record_name__icontains=chosen["q"])
        return states.order_by(*ORDERS[chosen["order"]][1])


class AssignForm(forms.Form):
    """Who translates what was chosen, until when."""

    assignee = forms.ModelChoiceField(
        label=_("Assign to"), queryset=TranslationState.objects.none(), empty_label=_("Nobody"),
        required=False,
    )  # fmt: skip
    due = forms.DateField(label=_("Due"), required=False, widget=AdminDateInput())
    note = forms.CharField(
        label=_("Note"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def __init__(self, *args: Any, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["assignee"]
        field.queryset = translators_into(language)
        field.label_from_instance = get_user_display_name

    def clean_due(self) -> Any:
        """Refuse a day that is past."""
        due = self.cleaned_data["due"]
        if due and due < timezone.localdate():
            raise forms.ValidationError(_("This day is past. Choose today or a later day."))
        return due


class SendForm(forms.Form):
    """Into which languages what was chosen is sent."""

    languages = forms.MultipleChoiceField(label=_("Languages"), widget=forms.CheckboxSelectMultiple)

    def __init__(self, *args: Any, languages: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["languages"]
        field.choices = languages
