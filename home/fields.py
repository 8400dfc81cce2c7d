"""Model fields that Django does not have."""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms import CheckboxSelectMultiple, Field, TypedMultipleChoiceField

YEARS = [MinValueValidator(1990), MaxValueValidator(2100)]
"""For a year of the present age, such as that of a commitment."""


class ChoiceArrayField(ArrayField):
    """A list of choices, edited as check boxes."""

    def formfield(self, **kwargs: Any) -> Field | None:
        """Return a form field that offers the choices of the base field."""
        options: dict[str, Any] = {
            "choices": self.base_field.choices,
            "coerce": self.base_field.to_python,
            "required": not self.blank,
            "label": self.verbose_name,
            "help_text": self.help_text,
            "widget": kwargs.get("widget") or CheckboxSelectMultiple,
        }
        return TypedMultipleChoiceField(**options)
