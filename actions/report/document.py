"""The pages of an edition as HTML, ready to be typeset."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext

from actions.report.contents import PrintedRegion, chosen_actions, read_regions
from actions.report.cover import cover_drawing
from actions.report.drawing import charts, chosen_among, printed_map, totals, unplaced_text
from actions.report.index import objective_index
from home import reports
from home.data_licence import licence
from home.frame import Content
from home.languages import bcp47, current_language, direction, languages, localized_date
from home.links import site_address
from home.pdf.palette import palette
from home.site_frame import site_settings

if TYPE_CHECKING:
    from home.models import ReportBuild, ReportPage


def printed_frame() -> dict[str, Any]:
    """Return what every file in the present language begins with."""
    code = current_language()
    language = next(language for language in languages() if language.code == code)
    return {
        "frame": SimpleNamespace(language=language, settings=site_settings(code)),
        "site_name": gettext("Call to Local Action for Migrants and Refugees"),
        "made_at": timezone.now().strftime("%Y-%m-%dT%H:%M:%SZ"),
        "made_on": localized_date(timezone.localdate()),
        "colours": palette(),
        "typeset": True,
    }


def report_html(build: ReportBuild) -> tuple[str, dict[str, str]]:
    """Return the pages of a build in the present language, and the drawings that they call."""
    source = build.page
    words = reports.words_in(source, build.language)
    words.source = source
    actions = chosen_actions(source, build.scope, build.first_year, build.last_year)
    regions = read_regions(actions)
    chosen = chosen_among(actions.only("pk"))
    context = {
        **printed_frame(),
        **_about(build, words),
        "regions": regions,
        "index": objective_index(regions),
        "totals": totals(chosen),
        "charts": charts(chosen),
        "map": printed_map(chosen),
        "unplaced_text": unplaced_text(chosen),
        "untranslated_note": _untranslated_note(regions),
    }
    drawings = {"cover": cover_drawing(source.slug)}
    return render_to_string("pdf/report.html", context), drawings


def _about(build: ReportBuild, words: ReportPage) -> dict[str, Any]:
    today = localized_date(timezone.localdate())
    return {
        "page": words,
        "title": words.title,
        "description": words.introduction,
        "content": Content(bcp47(words.language), direction(words.language)),
        "facts": reports.facts(words),
        "reported": reports.totals(words),
        "category_chart": reports.category_chart(words),
        "figures_note": reports.figures_note(),
        "citation": reports.citation(words, f"{site_address()}{words.get_url() or '/'}"),
        "licence": licence(),
        "period_note": _period_note(build),
        "edition_note": gettext(
            "Typeset from the entries on the site of the Call to Local Action on %(date)s"
        )
        % {"date": today},
        "counted_note": gettext(
            "Counted from the entries in this file on %(date)s; a sample compiled from public "
            "sources."
        )
        % {"date": today},
    }


def _period_note(build: ReportBuild) -> str:
    years = {"first": build.first_year, "last": build.last_year}
    if build.first_year and build.last_year:
        return gettext("With the actions that began from %(first)s to %(last)s.") % years
    if build.first_year:
        return gettext("With the actions that began in %(first)s or later.") % years
    if build.last_year:
        return gettext("With the actions that began in %(last)s or earlier.") % years
    return ""


def _untranslated_note(regions: list[PrintedRegion]) -> str:
    """Say so where entries are in other words than the reader's."""
    own = bcp47(current_language())
    is_whole = all(
        action.lang == own for region in regions for lrg in region.lrgs for action in lrg.actions
    )
    if is_whole:
        return ""
    return gettext(
        "Entries that have not been translated yet are printed in the language in which they were "
        "written."
    )
