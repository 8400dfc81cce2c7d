"""The questions of the sign-up form: one form a subject, and what editors ask besides."""

from __future__ import annotations

from copy import copy
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django_countries import countries
from wagtail.contrib.forms.forms import FormBuilder

from home.joining.fields import (
    BigText,
    MonthField,
    TermsField,
    UploadField,
    YearField,
)
from home.languages import current_language, territory_name
from home.models import SignUp, SignUpAction, SignUpCommitment
from home.models.sign_up import LONGEST_TEXT

MOST_MAIN_OBJECTIVES = 3


class QuestionForm(forms.ModelForm):
    """What the forms of a sign-up share: the browser leaves the checking to the server."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", "sign-up-%s")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class GovernmentForm(QuestionForm):
    """Who signs up, whom to write to, and where it stands towards the declaration."""

    declaration = UploadField(
        purpose="declaration",
        required=False,
        label=_("The signed declaration"),
        help_text=_("A scan or a photo, if you have it at hand: PDF, JPEG, PNG or WebP."),
    )

    class Meta:
        model = SignUp
        fields = (
            "lrg_name",
            "kind",
            "country",
            "website",
            "contact_name",
            "contact_role",
            "contact_email",
            "second_contact_name",
            "second_contact_email",
            "preferred_language",
            "endorsement",
            "language",
            "text_languages",
        )
        labels = {
            "lrg_name": _("Name of the city, region or association"),
            "kind": _("What is it?"),
            "country": _("Country"),
            "website": _("Website"),
            "contact_name": _("Your name"),
            "contact_role": _("Your role"),
            "contact_email": _("Your e-mail address"),
            "second_contact_name": _("Name of a second contact"),
            "second_contact_email": _("E-mail address of the second contact"),
            "preferred_language": _("In which language shall we write to you?"),
            "endorsement": _("Has your government signed the Marrakech Mayors Declaration?"),
            "language": _("In which language are your answers?"),
            "text_languages": _("In which languages can you provide texts later?"),
        }
        help_texts = {
            "lrg_name": _("As it should stand on the site, in your own language."),
            "website": _("The full address, for example https://www.example.org"),
            "contact_email": _("We send a confirmation to this address."),
            "second_contact_name": _("A colleague whom we can ask when you are away."),
            "language": _("The page is prepared in this language first, then translated."),
        }
        widgets = {
            "kind": forms.RadioSelect,
            "endorsement": forms.RadioSelect,
            "lrg_name": forms.TextInput(attrs={"autocomplete": "organization"}),
            "country": forms.Select(attrs={"autocomplete": "country"}),
            "website": forms.URLInput(attrs={"autocomplete": "url", "dir": "ltr"}),
            "contact_name": forms.TextInput(attrs={"autocomplete": "name"}),
            "contact_role": forms.TextInput(attrs={"autocomplete": "organization-title"}),
            "contact_email": forms.EmailInput(attrs={"autocomplete": "email", "dir": "ltr"}),
            "second_contact_name": forms.TextInput(attrs={"autocomplete": "off"}),
            "second_contact_email": forms.EmailInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = current_language()
        names = sorted(
            ((code, territory_name(code, language)) for code in countries.countries),
            key=lambda choice: choice[1],
        )
        fields: dict[str, Any] = self.fields
        fields["country"].choices = [("", _("Choose a country")), *names]
        for name in ("kind", "endorsement"):
            fields[name].choices = [choice for choice in fields[name].choices if choice[0]]
        for name in ("preferred_language", "language"):
            fields[name].choices = settings.LANGUAGES
            fields[name].initial = language
        fields["text_languages"].label = self.Meta.labels["text_languages"]
        fields["text_languages"].choices = settings.LANGUAGES


class CommitmentForm(QuestionForm):
    """One commitment."""

    objectives = TermsField("objectives", required=False, label=_("Objectives that it serves"))
    categories = TermsField("categories", required=False, label=_("Categories"))
    due_year = YearField(required=False, label=_("To be met by (year)"))

    class Meta:
        model = SignUpCommitment
        fields = ("text", "due_year", "categories", "objectives")
        labels = {"text": _("What does your government commit to?")}
        help_texts = {
            "text": _(
                "One to five sentences are enough. For example: “By 2028 every resident, whatever "
                "their status, can see a doctor in our three health centres.”"
            )
        }
        field_classes: ClassVar[dict[str, Any]] = {"text": BigText}


class ActionForm(QuestionForm):
    """One action."""

    start_year = YearField(required=False, label=_("Year of the start"))
    start_month = MonthField(required=False, label=_("Month of the start"))
    end_year = YearField(required=False, label=_("Year of the end"))
    end_month = MonthField(required=False, label=_("Month of the end"))
    categories = TermsField("categories", required=False, label=_("Categories"))
    priorities = TermsField("priorities", required=False, label=_("Priorities of the Call"))
    main_objectives = TermsField(
        "objectives",
        framework="gcm",
        required=False,
        label=_("Main objectives of the Global Compact for Migration"),
        help_text=_("Three at most: those that the action serves above all."),
    )
    other_objectives = TermsField("objectives", required=False, label=_("Other objectives"))
    image = UploadField(
        purpose="image",
        required=False,
        label=_("Image"),
        help_text=_(
            "JPEG, PNG or WebP. Everybody who can be recognized in it must have agreed to its "
            "publication."
        ),
    )

    class Meta:
        model = SignUpAction
        fields = (
            "title",
            "summary",
            "start_year",
            "start_month",
            "end_year",
            "end_month",
            "is_ongoing",
            "joint_lrgs",
            "categories",
            "priorities",
            "main_objectives",
            "other_objectives",
            "results",
            "lessons",
            "link",
            "image",
            "image_alt",
            "image_credit",
        )
        labels = {
            "title": _("Title of the action"),
            "summary": _("The action in a few sentences"),
            "is_ongoing": _("It is still going on"),
            "joint_lrgs": _("Other local or regional governments that take part"),
            "results": _("Results so far"),
            "lessons": _("Lessons learned"),
            "link": _("A page about the action"),
            "image_credit": _("Who took or made the image"),
            "image_alt": _("What the image shows"),
        }
        help_texts = {
            "title": _("What is done, in one line."),
            "summary": _("What it is, for whom, and who carries it out."),
            "joint_lrgs": _("One on each line."),
            "results": _("With numbers if you have them, and the date that they are from."),
            "lessons": _("What would you do differently? What should others know?"),
            "link": _("The full address, for example https://www.example.org/action"),
            "image_alt": _("In one sentence, for readers who can’t see it."),
        }
        field_classes: ClassVar[dict[str, Any]] = {
            "summary": BigText,
            "results": BigText,
            "lessons": BigText,
        }
        widgets = {
            "joint_lrgs": forms.Textarea(attrs={"rows": 2}),
            "link": forms.URLInput(attrs={"autocomplete": "off", "dir": "ltr"}),
        }

    def clean(self) -> dict[str, Any]:
        """Refuse dates in the wrong order, too many main objectives, an image without words."""
        values = super().clean() or self.cleaned_data
        start, end = (
            (values.get(f"{name}_year"), values.get(f"{name}_month")) for name in ("start", "end")
        )
        for name, (year, month) in (("start", start), ("end", end)):
            if month and not year and f"{name}_year" not in self.errors:
                self.add_error(f"{name}_year", _("Give the year as well."))
        if start[0] and end[0] and _ends_before(start, end):
            self.add_error("end_year", _("The end can’t be before the start."))
        if values.get("is_ongoing") and end[0]:
            self.add_error("is_ongoing", _("Either it is still going on, or it has an end."))
        if len(values.get("main_objectives", ())) > MOST_MAIN_OBJECTIVES:
            self.add_error("main_objectives", _("Choose three at most, and the rest below."))
        if values.get("image") and not values.get("image_alt"):
            self.add_error("image_alt", _("Say in one sentence what the image shows."))
        return values


def _ends_before(start: tuple[Any, Any], end: tuple[Any, Any]) -> bool:
    """Say whether an end lies before its start, as exactly as both are known."""
    if start[1] and end[1]:
        return bool(end < start)
    return bool(end[0] < start[0])


class ConsentForm(QuestionForm):
    """What the sender agrees to, in the wording of the page."""

    class Meta:
        model = SignUp
        fields = ("consent_processing", "consent_publication")

    def __init__(self, *args: Any, wordings: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind, wording in wordings.items():
            self.fields[f"consent_{kind}"].label = wording
        self.fields["consent_processing"].required = True
        self.fields["consent_processing"].error_messages["required"] = _(
            "Without this consent the team may not keep your answers."
        )


class FurtherQuestions(FormBuilder):
    """Makes form fields of the questions that editors have added to the page."""

    def create_multiline_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Ask for several lines of text."""
        return BigText(max_length=LONGEST_TEXT, **options)

    def create_date_field(self, field: Any, options: dict[str, Any]) -> forms.Field:
        """Ask for a date in the browser's own way."""
        return forms.DateField(widget=forms.DateInput(attrs={"type": "date"}), **options)

    def get_formatted_field_choices(self, field: Any) -> list[tuple[str, str]]:
        """Read the choices; those that come back from translation are parted by line breaks."""
        field = copy(field)
        field.choices = field.choices.replace("<br/>", "\n").replace("<br>", "\n")
        choices = super().get_formatted_field_choices(field)
        if field.field_type == "dropdown":
            choices.insert(0, ("", gettext("Choose an answer")))
        return choices


def further_form(page: Any) -> type[forms.BaseForm]:
    """Return the class of a form with the page's own questions."""
    form_class = FurtherQuestions(page.questions.all()).get_form_class()
    form_class.use_required_attribute = False
    return form_class


class PartFormSet(forms.BaseFormSet):
    """Several commitments or actions; those that were left empty don't count."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["auto_id"] = "sign-up-%s"
        super().__init__(*args, **kwargs)

    @property
    def filled(self) -> list[Any]:
        """The forms in which something was written."""
        return [form for form in self.forms if form.has_changed()]


COMMITMENTS = forms.formset_factory(
    CommitmentForm, formset=PartFormSet, extra=0, max_num=10, absolute_max=10, validate_max=True
)
ACTIONS = forms.formset_factory(
    ActionForm, formset=PartFormSet, extra=0, max_num=5, absolute_max=5, validate_max=True
)


def refuse_without_content(commitments: Any, actions: Any) -> None:
    """Ask for a commitment or an action: a sign-up without either says nothing."""
    if not commitments.filled and not actions.filled:
        first = commitments.forms[0]
        first.empty_permitted = False
        first.full_clean()
        first._errors.pop("text", None)
        first.add_error("text", ValidationError(_("Describe a commitment, or an action below.")))
