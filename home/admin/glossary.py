"""The glossary at the desk."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column

from home.admin.history import SavedAtOnceViewSet
from home.models import GlossaryTerm


class GlossaryViewSet(SavedAtOnceViewSet):
    """Terms by their English names."""

    model = GlossaryTerm
    icon = "openquote"
    menu_label = _("Glossary")
    menu_name = "glossary"
    menu_order = 61
    add_to_admin_menu = True
    list_display = ["term", Column("also_written", label=_("Also written"))]
    search_fields = ["term", "also_written"]
