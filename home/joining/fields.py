"""Kinds of answers that the sign-up form has and Django's forms don't."""

from __future__ import annotations

import uuid
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.functional import lazy
from django.utils.html import format_html
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from home.languages import bcp47, current_language, localized_number
from home.models import SignUpFile

number = lazy(localized_number, str)


class BigText(forms.CharField):
    """A text of some paragraphs. The browser counts, but never cuts off what is pasted."""

    def __init__(self, *, max_length: int, help_text: Any = "", **options: Any) -> None:
        limit = format_lazy(_("Up to {number} characters."), number=number(max_length))
        hint = format_lazy("{} {}", help_text, limit) if help_text else limit
        options["widget"] = forms.Textarea(attrs={"rows": 5, "data-count": max_length})
        super().__init__(max_length=max_length, help_text=hint, **options)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """Leave out ``maxlength``, with which browsers cut a text silently."""
        return {}


class YearField(forms.IntegerField):
    """A year of the present age."""

    is_short = True

    def __init__(self, **options: Any) -> None:
        widget = forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "size": 6, "maxlength": 4}
        )
        super().__init__(
            min_value=1990,
            max_value=2100,
            widget=widget,
            error_messages={
                "invalid": _("Write the year with four digits, for example 2025."),
                "min_value": _("Write a year between 1990 and 2100."),
                "max_value": _("Write a year between 1990 and 2100."),
            },
            **options,
        )


class MonthField(forms.TypedChoiceField):
    """A month, by its name."""

    is_short = True

    def __init__(self, **options: Any) -> None:
        choices = [("", _("Not known")), *((str(key), name) for key, name in MONTHS.items())]
        super().__init__(choices=choices, coerce=int, empty_value=None, **options)


class TermsBoundField(forms.BoundField):
    """Choices from an official list, in its groups."""

    field: TermsField

    @property
    def groups(self) -> list[tuple[str, list[Any]]]:
        """Each framework with its tick boxes; one group without a name where there is no other."""
        groups: dict[str, list[Any]] = {}
        names = {str(key): group for group, choices in self.field.grouped() for key, _ in choices}
        for box in self.subwidgets:
            groups.setdefault(names[str(box.data["value"])], []).append(box)
        return list(groups.items())

    @property
    def chosen(self) -> int:
        """How many are ticked."""
        return len(self.value() or ())


class TermsWidget(forms.CheckboxSelectMultiple):
    """Tick boxes, which the template shows in their groups."""


class TermsField(forms.TypedMultipleChoiceField):
    """Any of an official list: keys of source rows, with labels in the reader's language."""

    bound_field_class = TermsBoundField

    def __init__(self, which: str, *, framework: str = "", **options: Any) -> None:
        self.which = which
        self.framework = framework
        super().__init__(coerce=int, widget=TermsWidget, **options)
        self.choices = lambda: [choice for _group, choices in self.grouped() for choice in choices]

    def __deepcopy__(self, memo: Any) -> TermsField:
        """Copy the field with choices of its own, which depend on the reader's language."""
        copied: TermsField = super().__deepcopy__(memo)
        copied.choices = lambda: [c for _group, choices in copied.grouped() for c in choices]
        return copied

    def grouped(self) -> list[tuple[str, list[tuple[int, Any]]]]:
        """Return the choices by framework, in the order of the list."""
        from actions.models import Framework
        from actions.terms import terms

        names = dict(Framework.choices)
        groups: dict[str, list[tuple[int, Any]]] = {}
        for label in getattr(terms(current_language()), self.which).values():
            if not self.framework or label.framework == self.framework:
                groups.setdefault(label.framework, []).append((label.pk, _worded(label)))
        return [(str(names.get(name, "")), choices) for name, choices in groups.items()]


def _worded(label: Any) -> Any:
    """Return a label with its number, and with its language where it isn't the reader's."""
    text = f"{label.number}. {label.label}" if label.number else label.label
    if label.lang == bcp47(current_language()):
        return text
    return format_html('<span lang="{}">{}</span>', label.lang, text)


class UploadBoundField(forms.BoundField):
    """A file that may be kept from an earlier attempt."""

    field: UploadField

    @property
    def kept(self) -> SignUpFile | None:
        """The file that is kept, to be shown."""
        return self.field.find(self.value())


class UploadWidget(forms.TextInput):
    """Reads the key of the kept file; the template shows it, with room for another file."""


class UploadField(forms.Field):
    """A file: the key of one that has been checked and is kept with the form ``form_token``.

    The file itself never gets here: :mod:`home.joining.uploads` looks at it first.
    """

    bound_field_class = UploadBoundField
    form_token: uuid.UUID = uuid.UUID(int=0)

    def __init__(self, *, purpose: str, **options: Any) -> None:
        self.purpose = purpose
        # A hint for the browser's own dialogue; what a file is, its content says.
        self.accept = ".jpg,.jpeg,.png,.webp" + (",.pdf" if purpose == "declaration" else "")
        super().__init__(widget=UploadWidget, **options)

    def find(self, key: Any) -> SignUpFile | None:
        """Return the kept file of a key, without its content."""
        try:
            wanted = uuid.UUID(str(key))
        except ValueError:
            return None
        own = SignUpFile.objects.filter(purpose=self.purpose, form_token=self.form_token)
        files = own.defer("content")
        return files.filter(key=wanted).first()

    def clean(self, value: Any) -> SignUpFile | None:
        """Return the kept file."""
        if not value:
            return None
        found = self.find(value)
        if found is None:
            raise ValidationError(_("This file is no longer kept. Please choose it again."))
        return found
