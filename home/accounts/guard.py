"""The one place that keeps everybody at the desk within their reach.

Wagtail and its translation desk ask in many places what somebody may do, and in some only what with
records of this kind. So every address of the desk that names a record is checked here, before its
view runs; lists and buttons follow the same rule by :mod:`home.accounts.policies`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import ResolverMatch
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.models import Locale, Page
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation, TranslationSource

from home.accounts.reach import Reach, reach_of
from home.security import is_desk
from home.translating.texts import target_row

# What only shows a record, or says where it is used: open in every language, since translators
# read sources, but not for other LRGs, whose drafts it names.
READING = frozenset(
    {"history", "history_results", "usage", "inspect", "view_draft", "list", "index"}
)
PAGE_KEYS = frozenset({"page_id", "page_to_move_id", "destination_id"})
SUBMITTING = frozenset({"submit_page_translation", "submit_snippet_translation"})
BULK_ACTION = "wagtail_bulk_action"
# Where a chooser names pages by their keys.
CHOSEN_PAGES = frozenset(
    {"wagtailadmin_choose_page_child", "wagtailadmin_choose_page_chosen_multiple"}
)
# What goes on with every record, whatever its LRG.
WHOLE_SITE = frozenset(
    f"{report}{part}"
    for report in ("site_history", "workflow", "workflow_tasks", "page_types_usage")
    for part in ("", "_results")
)


class ReachMiddleware:
    """Refuses work on what is out of reach."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> None:
        """Refuse an address of the desk that names a record out of reach."""
        # Who reads the site is not asked for: the answer would depend on their cookies.
        if not is_desk(request.path):
            return
        match, reach = request.resolver_match, reach_of(request.user)
        if match is None or not reach.is_limited:
            return
        if match.url_name in SUBMITTING:
            _check_languages(reach, request)
        elif match.url_name == BULK_ACTION:
            _check_bulk_action(reach, request, **kwargs)
        elif match.url_name in CHOSEN_PAGES:
            _check_chosen_pages(reach, request, **kwargs)
        elif reach.lrgs is not None and _is_report_of_all(match):
            raise PermissionDenied
        else:
            holds = reach.holds_lrg if match.url_name in READING else reach.holds
            if not all(map(holds, _named(match, kwargs))):
                raise PermissionDenied


def _check_languages(reach: Reach, request: HttpRequest) -> None:
    """Refuse to have something translated into a language that is out of reach."""
    if reach.languages is None or request.method != "POST":
        return
    asked = Locale.objects.filter(pk__in=filter(str.isdecimal, request.POST.getlist("locales")))
    if any(locale.language_code not in reach.languages for locale in asked):
        raise PermissionDenied


def _check_bulk_action(
    reach: Reach, request: HttpRequest, app_label: str, model_name: str, action: str
) -> None:
    """Refuse to take along what is out of reach; "all" stands for all that is within.

    Files are in no language and of no LRG: their collections say who may do what with them.
    """
    action_class = bulk_action_registry.get_bulk_action_class(app_label, model_name, action)
    if action_class is None:
        return
    model = apps.get_model(app_label, model_name)
    if not issubclass(model, Page) and model not in get_snippet_models():
        return
    keys: Any = request.GET.getlist("id")
    is_all = "all" in keys
    if is_all:
        parent = request.GET.get("childOf")
        keys = action_class(request, model).get_all_objects_in_listing_query(parent)
    else:
        keys = list(filter(str.isdecimal, keys))
    named = model._base_manager.filter(pk__in=keys)
    within = set(reach.limit(named).values_list("pk", flat=True))
    if not is_all and within != set(named.values_list("pk", flat=True)):
        raise PermissionDenied
    query: Any = request.GET.copy()
    query.setlist("id", [str(key) for key in within])
    request.GET = query


def _is_report_of_all(match: ResolverMatch) -> bool:
    return match.namespace == "wagtailadmin_reports" and match.url_name in WHOLE_SITE


def _check_chosen_pages(
    reach: Reach, request: HttpRequest, parent_page_id: int | None = None
) -> None:
    """Refuse to name pages that no chooser offers."""
    keys = {str(parent_page_id)} if parent_page_id else set(request.GET.getlist("id"))
    pages = Page.objects.filter(pk__in=keys)
    if reach.choosable(pages).count() != pages.count():
        raise PermissionDenied


def _named(match: ResolverMatch, kwargs: dict[str, Any]) -> Iterator[Any]:
    """Yield the records that an address names."""
    space = match.namespaces[-1] if match.namespaces else ""
    if space == "wagtail_localize":
        yield from _of_translation(kwargs)
    pages = [kwargs[key] for key in PAGE_KEYS & kwargs.keys()]
    if space == "wagtailadmin_pages" and "pk" in kwargs:
        pages.append(kwargs["pk"])
    yield from Page.objects.filter(pk__in=pages).specific()
    if space.startswith("wagtailsnippets_") and "pk" in kwargs:
        model = _snippet_model(space)
        yield from model._base_manager.filter(pk=kwargs["pk"]) if model else ()


def _of_translation(kwargs: dict[str, Any]) -> Iterator[Any]:
    if "translation_id" in kwargs:
        for translation in Translation.objects.filter(pk=kwargs["translation_id"]):
            row = target_row(translation)
            if row is None:
                # Nothing is written yet: the words to come have the language of the translation.
                row = translation.source.get_source_instance()
                row.locale = translation.target_locale
            yield row
    elif "translation_source_id" in kwargs:
        source = TranslationSource.objects.filter(pk=kwargs["translation_source_id"]).first()
        if source is not None:
            yield source.get_source_instance()


def _snippet_model(space: str) -> Any:
    """Return the model of the snippets whose addresses have this namespace."""
    return next(
        (model for model in get_snippet_models() if model.snippet_viewset.url_namespace == space),
        None,
    )
