"""Figures counted from the actions, live or frozen at a date."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.languages import localized_date

LONGEST_ADDRESS = 2000


def figure_choices() -> list[tuple[str, Any]]:
    """Return the figures to choose from."""
    from actions.figures import FIGURES

    return [("totals", _("Actions, governments and countries")), *FIGURES.items()]


class SelectionBlock(blocks.FieldBlock):
    """The actions to count, as the explorer's address has them; empty for all.

    Not text: there is nothing in it to translate.
    """

    def __init__(self, required: bool = False, help_text: Any = None, **kwargs: Any) -> None:
        self.field_options = {"required": required, "help_text": help_text}
        super().__init__(**kwargs)

    @cached_property
    def field(self) -> forms.Field:
        """A line for an address or a query string."""
        return forms.CharField(max_length=LONGEST_ADDRESS, **self.field_options)

    def clean(self, value: Any) -> str:
        """Keep the canonical query string; refuse what the explorer would not understand."""
        from actions.facets import FACETS
        from actions.selection import Selection

        given = super().clean(value) or ""
        selection = Selection.read(QueryDict(given.partition("?")[2] or given))
        if selection.problems:
            names = ", ".join(str(FACETS.get(name, name)) for name in selection.problems)
            raise ValidationError(
                gettext("Not understood: %(names)s. Copy the address from the explorer.")
                % {"names": names}
            )
        if given and selection.is_empty:
            raise ValidationError(
                gettext("This address chooses nothing. Leave the field empty for all actions.")
            )
        return selection.query_string()


class SnapshotBlock(blocks.FieldBlock):
    """The numbers of a frozen figure: ``{"on": date, "figure": …, "query": …, "counts": {…}}``."""

    @cached_property
    def field(self) -> forms.Field:
        """A field that editors don't see."""
        return forms.JSONField(required=False, widget=forms.HiddenInput)

    def value_from_form(self, value: Any) -> Any:
        """Read what the page has kept."""
        return value or None


class FiguresBlock(blocks.StructBlock):
    """One figure of the actions, of all or of some, as they stand or frozen at a date."""

    heading = blocks.CharBlock(label=_("Heading"), required=False)
    figure = blocks.ChoiceBlock(label=_("Figure"), choices=figure_choices, default="category")
    selection = SelectionBlock(
        label=_("Which actions"),
        help_text=_(
            "Filter the actions in the explorer and paste its address here. Empty: all actions."
        ),
    )
    frozen = blocks.BooleanBlock(
        label=_("Freeze the numbers"),
        required=False,
        help_text=_(
            "Keeps the numbers of the day on which you save this, and shows its date. To count "
            "anew, save once without this."
        ),
    )
    snapshot = SnapshotBlock(label=" ", required=False)

    class Meta:
        icon = "order"
        label = _("Figures of the actions")
        template = "components/blocks/figures.html"
        in_readers_words = True

    def clean(self, value: Any) -> Any:
        """Freeze the numbers as they are now, or forget the frozen ones."""
        result = super().clean(value)
        if not result["frozen"]:
            result["snapshot"] = None
        elif not self._fits(result["snapshot"], result):
            result["snapshot"] = {
                "on": timezone.localdate().isoformat(),
                "figure": result["figure"],
                "query": result["selection"],
                "counts": self._count(result),
            }
        return result

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> Any:
        """Add the chart or the totals, and the words that say what was counted and when."""
        from actions.figures import chart, total_rows

        context = super().get_context(value, parent_context=parent_context)
        kept = value["snapshot"] if self._fits(value["snapshot"], value) else None
        counts = kept["counts"] if kept else self._count(value)
        figure, selection = value["figure"], self._selection(value)
        if figure == "totals":
            context["totals"] = total_rows(counts, selection)
        else:
            context["chart"] = chart(figure, counts, selection)
        context["heading"] = value["heading"] or dict(figure_choices())[figure]
        context["as_of"] = localized_date(date.fromisoformat(kept["on"])) if kept else ""
        return context

    def _fits(self, snapshot: Any, value: Any) -> bool:
        """Say whether frozen numbers are of the figure and the actions that are asked for."""
        if not value["frozen"] or not isinstance(snapshot, dict):
            return False
        asked = (value["figure"], value["selection"])
        return (snapshot.get("figure"), snapshot.get("query")) == asked

    def _selection(self, value: Any) -> Any:
        from actions.selection import Selection

        return Selection.read(QueryDict(value["selection"] or ""))

    def _count(self, value: Any) -> dict[str, int]:
        from actions.chosen import choose
        from actions.figures import count, count_totals

        chosen = choose(self._selection(value))
        return (
            count_totals(chosen) if value["figure"] == "totals" else count(value["figure"], chosen)
        )
