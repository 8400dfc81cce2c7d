"""What the home page shows of the rest of the site."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from home.caches import remember
from home.counted import COUNTED
from home.featured import featured
from home.languages import current_language, localized_number
from home.reports import editions, report_card, totals
from home.site_frame import index_urls

if TYPE_CHECKING:
    from home.models import HomePage

STORIES_SHOWN = 3


@dataclass(frozen=True)
class LiveFigure:
    """A number counted from the records of this site."""

    value: str
    label: str
    url: str = ""


def highlights(page: HomePage, *, is_preview: bool) -> dict[str, Any]:
    """Return live figures, what is featured, categories, the current report and new stories."""
    if is_preview:
        return _highlights(page)
    return remember(f"highlights:{current_language()}", lambda: _highlights(page))


def _highlights(page: HomePage) -> dict[str, Any]:
    from blog.stories import stories, story_cards

    return {
        "live_figures": _live_figures(),
        "live_figures_note": gettext(
            "Counted from the entries on this site, which were compiled from public sources. They "
            "are a sample, not the programme’s register."
        ),
        "featured": featured(page.source),
        "categories": _categories(),
        "report": current_report(),
        "stories": story_cards(stories()[:STORIES_SHOWN]),
    }


def _live_figures() -> list[LiveFigure]:
    from actions.models import Action, CityPage

    urls = index_urls(current_language())
    joined = CityPage.objects.live().filter(is_source=True, has_joined=True)
    countries = joined.exclude(country="").order_by().values("country").distinct().count()
    numbers = {
        "actions": Action.objects.public().count(),
        "lrgs": joined.count(),
        "countries": countries,
    }
    addresses = {"actions": urls.get("actions", ""), "lrgs": urls.get("cities", "")}
    return [
        LiveFigure(localized_number(number), COUNTED[name](number), addresses.get(name, ""))
        for name, number in numbers.items()
    ]


def _categories() -> list[SimpleNamespace]:
    from actions.models import Action
    from actions.terms import terms

    through = Action.categories.through.objects
    keys = through.filter(action__live=True, action__is_source=True).values_list(
        "category_id", flat=True
    )
    counts = Counter(keys)
    return [
        SimpleNamespace(
            slug=term.slug,
            label=term.label,
            lang=term.lang,
            url=term.url,
            count=localized_number(counts.get(pk, 0)),
        )
        for pk, term in terms(current_language()).categories.items()
    ]


def current_report() -> SimpleNamespace | None:
    """Return the newest edition that states figures."""
    for source in editions():
        figures = totals(source.words)
        if figures:
            return SimpleNamespace(
                card=report_card(source), totals=figures, source_name=source.words.source_name
            )
    return None
