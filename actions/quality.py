"""What is looked at in an action or a city before it is published."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from actions.models import Action, CityPage
from actions.models.city import Kind
from home.quality.points import Point, check


@check(Action)
def action_has_its_words(action: Action) -> Iterator[Point]:
    """The summary stands on every card."""
    if not action.summary:
        yield Point("summary", _("Sum the action up in one or two sentences."), must=True)
    if action.source.image and not action.source.image_decorative and not action.image_alt:
        yield Point("image_alt", _("Describe the image."), must=True)


@check(Action)
def action_has_its_facts(action: Action) -> Iterator[Point]:
    """Readers find an action by its facts."""
    if not action.is_source:
        return
    if not action.lrgs.all():
        yield Point("lrgs", _("Name the city or region: without one no country is known."))
    if not action.categories.all():
        yield Point("categories", _("Choose a category, or readers don’t find the action by it."))
    if not action.source_url:
        yield Point("source_url", _("Give the public page on which this entry rests."))
    if not action.start_date:
        yield Point("start_date", _("Say when the action began."))
    if not action.stage:
        yield Point("stage", _("Say how far the action has come."))


@check(CityPage)
def city_has_its_facts(city: CityPage) -> Iterator[Point]:
    """A place is on the map, and what is said of it has a source."""
    if not city.is_source:
        return
    if not city.country and city.kind != Kind.NETWORK:
        yield Point("country", _("Choose the country."), must=True)
    if city.latitude is None and city.kind in {Kind.CITY, Kind.REGION}:
        yield Point("latitude", _("Give the coordinates, or the place is not on the map."))
    if not city.sources.all():
        yield Point("sources", _("Give the public page on which this entry rests."))
    if city.office_holder and not city.office_holder_as_of:
        yield Point("office_holder_as_of", _("Say when the office holder was checked."), must=True)
