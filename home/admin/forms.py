"""Forms that offer facts only where they are kept, and only to whom may change them."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm, WagtailAdminPageForm
from wagtail.models import Page

from home.admin.scheduling import ScheduledFormMixin
from home.sources import may_edit_facts, slug_taken

# The forms that the mixin is mixed into have what it uses; there is nothing to inherit.
_Form: Any = object


class FactsFormMixin(_Form):
    """Leave the facts out of the form where :class:`~home.sources.FactsPanel` hides them.

    A field that is not on the screen must not be in the form either: saving would empty it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_edit_facts(self.instance, kwargs.get("for_user")):
            for name in (*self.instance.fact_fields, *self.instance.dated_statements):
                self.fields.pop(name, None)
                self.formsets.pop(name, None)

    def _post_clean(self) -> None:
        """Ask a draft for no more than Wagtail does: it may lack what publishing requires."""
        self.instance.is_unfinished = getattr(self, "is_deferred_validation", False)
        super()._post_clean()


def accept_keys_of_drafts(formset: Any) -> None:
    """Let the form send back the key of a child that exists in a draft only.

    Django looks the key up among the stored records. That it is a child of the draft at all is
    seen to before, where the formset finds the child of each form by its key.
    """
    for form in formset.forms:
        name = form._meta.model._meta.pk.name
        key = form.fields.get(name)
        if isinstance(key, forms.ModelChoiceField):
            form.fields[name] = forms.IntegerField(
                required=False, initial=key.initial, widget=key.widget
            )


class SourceForm(ScheduledFormMixin, FactsFormMixin, WagtailAdminModelForm):
    """The form of a snippet that keeps its facts on its source row."""


class SourcePageForm(ScheduledFormMixin, FactsFormMixin, WagtailAdminPageForm):
    """The form of a page that keeps its facts on its source row."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for formset in self.formsets.values():
            accept_keys_of_drafts(formset)
        if "slug" in self.fields:
            # Wagtail makes one of the title.
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        """Refuse an address at which another language's page is read where it isn't translated."""
        cleaned_data = super().clean()
        slug = cleaned_data.get("slug")
        if slug and self.parent_page:
            for parent in self.parent_page.get_translations():
                taken = Page.objects.child_of(parent).filter(slug=slug)
                other = taken.exclude(translation_key=self.instance.translation_key).first()
                if other:
                    self.add_error("slug", slug_taken(other))
                    break
        return cleaned_data
