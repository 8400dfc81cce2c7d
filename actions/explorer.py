"""The explorer: actions filtered by the query string."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import ExtractYear
from django.http import QueryDict
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext_lazy as _

from home.caches import remember
from home.finding import find
from home.languages import bcp47, current_language, localized_number, territory_name
from home.pagination import get_page, pagination

from . import regions
from .cards import action_cards
from .models import Action, ActionLRG, Framework
from .models.action_queries import ActionQuerySet
from .models.progress import Stage
from .terms import terms

PAGE_SIZE = 24
SORTS = {
    "newest": _("Newest first"),
    "title": _("Title"),
    "place": _("Place"),
}


@dataclass(frozen=True)
class ActiveFilter:
    """A filter in use and the address without it."""

    label: str
    lang: str
    remove_url: str


class ExplorerForm(forms.Form):
    """The filters; whatever is not among the choices is dropped with a notice."""

    q = forms.CharField(label=_("Search words"), max_length=200, required=False)
    category = forms.ChoiceField(label=_("Category"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    region = forms.ChoiceField(label=_("Region"), required=False)
    gcm = forms.ChoiceField(label=_("Objective of the migration compact (GCM)"), required=False)
    gcr = forms.ChoiceField(label=_("Objective of the refugee compact (GCR)"), required=False)
    sdg = forms.ChoiceField(label=_("Sustainable Development Goal (SDG)"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    status = forms.ChoiceField(label=_("Stage"), required=False)
    priority = forms.ChoiceField(required=False, widget=forms.HiddenInput)
    sort = forms.ChoiceField(label=_("Sort by"), required=False, choices=list(SORTS.items()))

    def __init__(self, params: QueryDict) -> None:
        super().__init__(params, auto_id="filter-%s")
        self.choices = choices(current_language())
        for name, values in self.choices.items():
            field: Any = self.fields[name]
            field.choices = [("", _("All")), *values]
        self.full_clean()

    @property
    def chosen(self) -> dict[str, str]:
        """The valid filters in use."""
        return {
            name: value
            for name, value in self.cleaned_data.items()
            if value and name not in {"sort"}
        }


def choices(language: str) -> dict[str, list[tuple[str, str]]]:
    """Return what each filter offers, in a language."""
    return remember(f"explorer:{language}", lambda: _choices(language))


def _choices(language: str) -> dict[str, list[tuple[str, str]]]:
    labels = terms(language)
    links = ActionLRG.objects.filter(action__live=True, action__is_source=True).order_by()
    codes = set(links.exclude(lrg__country="").values_list("lrg__country", flat=True))
    years = (
        Action.objects.public()
        .filter(start_date__isnull=False)
        .order_by()
        .values_list(ExtractYear("start_date"), flat=True)
    )
    offered = {
        "category": [(term.slug, term.label) for term in labels.categories.values()],
        "priority": [(term.slug, term.label) for term in labels.priorities.values()],
        "country": sorted(
            ((str(code), territory_name(str(code), language)) for code in codes),
            key=lambda choice: choice[1],
        ),
        "region": [
            (slug, regions.region_name(code, language)) for code, slug in regions.SLUGS.items()
        ],
        "year": [(str(year), str(year)) for year in sorted(set(years), reverse=True)],
        "status": [(value, str(label)) for value, label in Stage.choices],
    }
    for framework in Framework.values:
        offered[framework] = [
            (str(term.number), f"{term.number}. {term.label}")
            for term in labels.objectives.values()
            if term.framework == framework
        ]
    return offered


def explore(params: QueryDict) -> dict[str, Any]:
    """Return one page of the actions that match a query string."""
    form = ExplorerForm(params)
    matching = filtered(Action.objects.public(), form.chosen)
    page = get_page(
        in_order(matching, form.cleaned_data.get("sort", "")), params.get("page"), PAGE_SIZE
    )
    total = page.paginator.count
    return {
        "filters": list(form),
        "active": active_filters(form, params),
        "clear_url": "?",
        "notice": _notice(form),
        "total": total,
        "total_text": ngettext("%(count)s action", "%(count)s actions", total)
        % {"count": localized_number(total)},
        "results": action_cards(page.object_list),
        "pagination": pagination(page, params),
    }


def filtered(actions: ActionQuerySet, chosen: dict[str, str]) -> ActionQuerySet:
    """Keep the source actions that match every filter."""
    simple = {
        "category": "categories__slug",
        "priority": "priorities__slug",
        "year": "start_date__year",
        "status": "stage",
    }
    for name, value in chosen.items():
        if name in simple:
            actions = actions.filter(**{simple[name]: value})
        elif name in Framework.values:
            actions = actions.filter(objectives__framework=name, objectives__number=value)
        elif name == "country":
            actions = actions.filter(_acts_in([value]))
        elif name == "region":
            countries = regions.COUNTRIES_OF[regions.REGION_OF_SLUG[value]]
            actions = actions.filter(_acts_in(countries))
        elif name == "q":
            keys = [row.translation_key for row in find(Action, value)]
            actions = actions.filter(translation_key__in=keys)
    return actions


def _acts_in(countries: Any) -> Exists:
    return Exists(ActionLRG.objects.filter(action=OuterRef("pk"), lrg__country__in=list(countries)))


def in_order(actions: ActionQuerySet, sort: str) -> QuerySet[Action]:
    """Sort as asked; the newest first otherwise."""
    if sort == "title":
        return actions.order_by("title", "pk")
    if sort == "place":
        first = ActionLRG.objects.filter(action=OuterRef("pk")).order_by("sort_order")
        return actions.order_by(first.values("lrg__title")[:1], "title", "pk")
    return actions.newest_first()


def active_filters(form: ExplorerForm, params: QueryDict) -> list[ActiveFilter]:
    """Return the filters in use, each with the address that drops it."""
    active = []
    for name, value in form.chosen.items():
        label = dict(form.choices.get(name, [])).get(value, value)
        query = params.copy()
        query.pop(name, None)
        query.pop("page", None)
        lang = "" if name == "q" else _lang_of(name, value)
        active.append(ActiveFilter(label, lang, f"?{query.urlencode()}"))
    return active


def _lang_of(name: str, value: str) -> str:
    labels = terms(current_language())
    lists = {"category": labels.categories, "priority": labels.priorities}
    for term in lists.get(name, labels.objectives if name in Framework.values else {}).values():
        if value in {term.slug, str(term.number)} and name in {term.framework, *lists}:
            return term.lang
    return bcp47(current_language())


def _notice(form: ExplorerForm) -> str:
    wrong = [str(form.fields[name].label or name) for name in form.errors if name in form.fields]
    if not wrong:
        return ""
    return gettext("Not understood and left out: %(names)s") % {
        "names": pgettext("between the names in a list", ", ").join(wrong)
    }
