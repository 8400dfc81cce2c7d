"""The editor of an action: words, facts, promotion."""

from __future__ import annotations

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    MultipleChooserPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets.slug import SlugInput

from home.admin.lead_image import lead_image_panel
from home.admin.scheduling import SchedulePanel
from home.quality.panel import ChecklistPanel
from home.sources import FactsPanel

from .forms import ActionForm

WORDS = [
    TitleFieldPanel("title", help_text=_("What is done, in the words of the city. No full stop.")),
    FieldPanel("summary"),
    lead_image_panel(_("Image")),
    FieldPanel("body"),
]

PROGRESS = InlinePanel(
    "progress",
    heading=_("Progress updates"),
    label=_("progress update"),
    help_text=_("What has been achieved by a date. Add a new one; keep the old ones."),
)

PLACES = MultipleChooserPanel(
    "lrgs",
    chooser_field_name="lrg",
    heading=_("Cities and regions"),
    label=_("city or region"),
    help_text=_(
        "Who carries out the action; the first is named first. The country and the region of the "
        "world follow from it."
    ),
)

TIME = MultiFieldPanel(
    [
        FieldPanel("stage"),
        FieldRowPanel([FieldPanel("start_date"), FieldPanel("start_precision")]),
        FieldRowPanel([FieldPanel("end_date"), FieldPanel("end_precision")]),
        FieldPanel("year_certainty"),
    ],
    heading=_("Time"),
    help_text=_(
        "If only the year is known, enter 1 January and choose “Year”. Leave the end empty while "
        "the action goes on."
    ),
)

THEMES = MultiFieldPanel(
    [
        FieldPanel("categories", widget=CheckboxSelectMultiple),
        FieldPanel("categories_inferred"),
        FieldPanel("priorities", widget=CheckboxSelectMultiple),
        FieldPanel(
            "objectives",
            help_text=_("Only those that the source names; leave empty rather than guess."),
        ),
    ],
    heading=_("Themes and compacts"),
)

PROVENANCE = MultiFieldPanel(
    [
        FieldRowPanel([FieldPanel("programme"), FieldPanel("programme_certainty")]),
        FieldPanel(
            "source_url", help_text=_("The public page on which this entry rests; readers see it.")
        ),
        FieldPanel("other_source_urls", help_text=_("Other public pages, separated by commas.")),
        FieldPanel("compiled_on"),
        FieldPanel("editors_note"),
    ],
    heading=_("Provenance"),
)

REPORT = FactsPanel([FieldPanel("edition")], heading=_("Report"))

PROMOTION = [
    FieldPanel(
        "slug",
        widget=SlugInput,
        help_text=_(
            "The last part of the address, the same in all languages. A change breaks links that "
            "others have made."
        ),
    ),
    REPORT,
    SchedulePanel(),
]

ACTION_PANELS = TabbedInterface(
    [
        ObjectList(WORDS, heading=pgettext_lazy("the texts of a record, in an editor", "Words")),
        FactsPanel([PLACES, TIME, PROGRESS, THEMES, PROVENANCE], heading=_("Facts")),
        ObjectList(PROMOTION, heading=_("Promotion")),
        ObjectList([ChecklistPanel()], heading=_("Checklist")),
    ],
    base_form_class=ActionForm,
)
