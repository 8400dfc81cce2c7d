"""The form with which an LRG signs up."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django_countries import countries

from home.languages import current_language, territory_name
from home.models import SignUp

SECTIONS: tuple[tuple[Any, tuple[str, ...]], ...] = (
    (_("Your local or regional government"), ("lrg_name", "kind", "country", "website")),
    (_("Your contact details"), ("contact_name", "contact_role", "contact_email")),
    (_("Your commitment"), ("endorsement", "commitment")),
    (_("An action, if you have one already"), ("action_title", "action_summary")),
    (_("Your consent"), ("consent_processing", "consent_publication")),
)


@dataclass(frozen=True)
class Section:
    """Questions that belong together."""

    heading: str
    fields: list[forms.BoundField]


class SignUpForm(forms.ModelForm):
    """Asks for what the team needs to answer, and for no more.

    ``website_confirm`` is a trap for programs: people never see it.
    """

    token = forms.CharField(required=False, widget=forms.HiddenInput)
    website_confirm = forms.CharField(
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "tabindex": "-1"}),
    )

    class Meta:
        model = SignUp
        fields = tuple(name for _heading, names in SECTIONS for name in names)
        labels = {
            "lrg_name": _("Name of the city, region or association"),
            "kind": _("What is it?"),
            "country": _("Country"),
            "website": _("Website"),
            "contact_name": _("Your name"),
            "contact_role": _("Your role"),
            "contact_email": _("Your e-mail address"),
            "endorsement": _("Has your government signed the Marrakech Mayors Declaration?"),
            "commitment": _("What does your government commit to?"),
            "action_title": _("Title of the action"),
            "action_summary": _("The action in a few sentences"),
            "consent_processing": _(
                "The editorial team may store these answers and write to me about them."
            ),
            "consent_publication": _(
                "After review, the commitment and the action may be published with the name of "
                "our government. My name and address are never published."
            ),
        }
        help_texts = {
            "lrg_name": _("As it should stand on the site, in your own language."),
            "website": _("The full address, for example https://www.example.org"),
            "contact_email": _("We send a confirmation to this address."),
            "commitment": _("One to five sentences are enough. You can write in your language."),
            "action_title": _("What is done, in one line."),
            "action_summary": _("What it is, since when, for whom, and with what result so far."),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "endorsement": forms.RadioSelect,
            "commitment": forms.Textarea(attrs={"rows": 6}),
            "action_summary": forms.Textarea(attrs={"rows": 6}),
            "lrg_name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "contact_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "contact_role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
            "website": forms.URLInput(attrs={"autocomplete": "url", "dir": "ltr"}),
        }

    def __init__(self, data: Any = None, initial: Any = None) -> None:
        super().__init__(data, initial=initial, auto_id="sign-up-%s")
        language = current_language()
        names = sorted(
            ((code, territory_name(code, language)) for code in countries.countries),
            key=lambda choice: choice[1],
        )
        fields: dict[str, Any] = self.fields
        fields["country"].choices = [("", _("Choose a country")), *names]
        for name in ("kind", "endorsement"):
            fields[name].choices = [choice for choice in fields[name].choices if choice[0]]
        self.fields["consent_processing"].required = True
        self.fields["consent_processing"].error_messages["required"] = _(
            "Without this consent the team may not keep your answers."
        )

    @property
    def sections(self) -> list[Section]:
        """The questions in their groups."""
        return [
            Section(str(heading), [self[name] for name in names]) for heading, names in SECTIONS
        ]

    @property
    def is_from_a_program(self) -> bool:
        """Whether the field that nobody sees was filled in."""
        return bool(self.data.get("website_confirm"))

    def clean_token(self) -> uuid.UUID:
        """Return the number that came with the form, or a new one for a broken one."""
        try:
            return uuid.UUID(self.cleaned_data["token"])
        except ValueError:
            return uuid.uuid4()
