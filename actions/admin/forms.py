"""The form of an action."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from django.forms import CheckboxSelectMultiple
from django.forms.models import ModelChoiceIterator

from actions.models import Framework
from home.admin.forms import SourceForm


class ByFramework(ModelChoiceIterator):
    """Objectives under the name of their framework, instead of one list of 44."""

    def __iter__(self) -> Iterator[Any]:
        """Yield groups of choices."""
        entries = self.queryset.order_by("framework", "number")
        for framework, group in groupby(entries, key=lambda entry: entry.framework):
            yield Framework(framework).label, [self.choice(entry) for entry in group]


class ActionForm(SourceForm):
    """Check boxes for the short lists, and links to LRGs always to their source page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "objectives" in self.fields:
            field = self.fields["objectives"]
            field.iterator = ByFramework
            field.widget = CheckboxSelectMultiple(choices=field.choices)

    def clean(self) -> dict[str, Any]:
        """Point links at source pages: facts of a place are read there."""
        cleaned_data = super().clean()
        for form in getattr(self.formsets.get("lrgs"), "forms", ()):
            if form.instance.lrg_id:
                form.instance.lrg = form.instance.lrg.source
        return cleaned_data
