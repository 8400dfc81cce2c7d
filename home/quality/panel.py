"""The checklist in the editor."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.forms import Media
from django.forms.widgets import Script
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel
from wagtail.models import DraftStateMixin

from .points import points_of


class ChecklistPanel(Panel):
    """What is still open in the draft as it was last saved, with the way to each field."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("heading", _("Checklist"))
        super().__init__(**kwargs)

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/quality/checklist.html"

        @property
        def media(self) -> Media:
            """Return what leads from a point to its field."""
            script: Any = Script("js/desk/checklist.js", type="module")
            return Media(
                css={"all": ["desk/quality.css"]},
                js=[script],
            )

        def is_shown(self) -> bool:
            """Hide it until there is a draft to look at."""
            return bool(self.instance.pk) and isinstance(self.instance, DraftStateMixin)

        def get_context_data(self, parent_context: Mapping[str, Any] | None = None) -> Any:
            """Add the open points."""
            context = super().get_context_data(parent_context)
            points = points_of(self.instance)
            return {
                **context,
                "musts": [point for point in points if point.must],
                "shoulds": [point for point in points if not point.must],
            }
