"""Actions at the desk."""

from __future__ import annotations

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import LiveStatusTagColumn, LocaleColumn, UpdatedAtColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views.snippets import IndexView, SnippetViewSet

from actions.models import Action
from home.accounts.choosers import ReachChooserViewSet
from home.accounts.reach import reach_of
from home.admin.beginning import BeginView, PreviewBegunView
from home.admin.listings import FactColumn, SourceListingMixin
from home.admin.schedules import ScheduleColumn

from .action_filters import ActionFilterSet
from .action_panels import ACTION_PANELS
from .importing import may_import


def places(action: Action) -> str:
    """Name the LRGs that carry out an action."""
    return ", ".join(link.lrg.title for link in action.lrgs.all())


class ActionIndexView(SourceListingMixin, IndexView):
    """One row an action, unless translations are asked for."""

    def get_base_queryset(self) -> QuerySet:
        """Fetch what is within reach and what the columns show, in a constant number of queries."""
        return reach_of(self.request.user).limit(Action.objects.with_relations())

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        """Offer the import to whoever may use it."""
        buttons = super().header_more_buttons
        if may_import(self.request.user):
            url = reverse("import_actions")
            buttons.append(Button(_("Import from a spreadsheet"), url, icon_name="upload"))
        return buttons

    def get_sources(self) -> QuerySet:
        """Fetch the places with the sources of translations."""
        return Action.objects.with_relations().defer("body")


class ActionViewSet(SnippetViewSet):
    """List, edit, review and publish actions."""

    model = Action
    index_view_class = ActionIndexView
    add_view_class = BeginView
    preview_on_add_view_class = PreviewBegunView
    chooser_viewset_class = ReachChooserViewSet
    icon = "clipboard-list"
    menu_label = _("Actions")
    menu_name = "actions"
    menu_order = 20
    add_to_admin_menu = True
    edit_handler = ACTION_PANELS
    filterset_class = ActionFilterSet
    list_per_page = 50
    # Part of a word is enough at the desk, and filters need no field in the search index.
    search_backend_name = None
    search_fields = ("title", "summary", "slug")
    ordering = "-_updated_at"
    inspect_view_enabled = True
    copy_view_enabled = False
    list_display = [
        "title",
        FactColumn("places", label=_("Cities and regions"), accessor=places),
        FactColumn("year", label=_("Year"), sort_key="start_date"),
        FactColumn("get_stage_display", label=_("Stage"), sort_key="stage"),
        LocaleColumn(label=_("Language")),
        ScheduleColumn(),
        LiveStatusTagColumn(),
        UpdatedAtColumn(),
    ]

    def on_register(self) -> None:
        """Leave the panels on the model too, where wagtail-localize looks for them.

        Without, its editor offers no texts of the inline panels, and no translation is finished.
        """
        self.model.edit_handler = self.edit_handler
        super().on_register()
