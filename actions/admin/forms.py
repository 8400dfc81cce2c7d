"""The form of an action."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, count, groupby
from typing import Any

from django.forms import CheckboxSelectMultiple
from django.forms.models import ModelChoiceIterator
from django.utils.text import slugify
from django.utils.translation import gettext as _

from actions.models import Action, Framework
from home.admin.forms import SourceForm

# Room is left for a number behind it.
SLUG_LENGTH = 100


class ByFramework(ModelChoiceIterator):
    """Objectives under the name of their framework, instead of one list of 44."""

    def __iter__(self) -> Iterator[Any]:
        """Yield groups of choices."""
        entries = self.queryset.order_by("framework", "number")
        for framework, group in groupby(entries, key=lambda entry: entry.framework):
            yield Framework(framework).label, [self.choice(entry) for entry in group]


def free_slug(title: str) -> str:
    """Return a slug that no action has, made of a title if it has Latin letters."""
    base = slugify(title)[:SLUG_LENGTH] or "action"
    taken = set(Action.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)


class ActionForm(SourceForm):
    """Check boxes for the short lists, and links to LRGs always to their source page."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "objectives" in self.fields:
            field = self.fields["objectives"]
            field.iterator = ByFramework
            field.widget = CheckboxSelectMultiple(choices=field.choices)
        if "slug" in self.fields:
            # One is made of the title, as for pages: scripts without Latin letters give none.
            self.fields["slug"].required = False

    def clean_slug(self) -> str:
        """Make a slug where none is given."""
        return self.cleaned_data["slug"] or free_slug(self.cleaned_data.get("title") or "")

    def clean(self) -> dict[str, Any]:
        """Point links at source pages: facts of a place are read there."""
        cleaned_data = super().clean()
        formset = self.formsets.get("lrgs")
        if formset is None or not formset.is_valid():
            return cleaned_data
        named = set()
        for form in formset.forms:
            if form in formset.deleted_forms or not form.instance.lrg_id:
                continue
            source = form.instance.lrg.source
            if source.pk in named:
                self.add_error(None, _("“%(place)s” is named twice.") % {"place": source})
            named.add(source.pk)
            form.instance.lrg = source
        return cleaned_data
