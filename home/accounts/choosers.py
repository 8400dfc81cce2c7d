"""Choosers name to a focal point what readers may read, and what is of the focal point's LRGs."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from wagtail import hooks
from wagtail.snippets.views.chooser import (
    ChooseResultsView,
    ChooseView,
    SnippetChooserViewSet,
    SnippetChosenMultipleView,
    SnippetChosenView,
)

from home.accounts.reach import reach_of

# What the mixin is mixed into has what it uses; there is nothing to inherit.
_View: Any = object


@hooks.register("construct_page_chooser_queryset")
def keep_to_what_is_choosable(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Leave out pages whose titles are not for whoever chooses."""
    return reach_of(request.user).choosable(pages)


class _ChoosableMixin(_View):
    """Lists what may be named."""

    def get_object_list(self) -> QuerySet:
        """Leave out what may not."""
        return reach_of(self.request.user).choosable(super().get_object_list())


class ReachChooseView(_ChoosableMixin, ChooseView):
    """The dialogue."""


class ReachChooseResultsView(_ChoosableMixin, ChooseResultsView):
    """What the dialogue finds."""


class ReachChosenView(SnippetChosenView):
    """The record that was chosen."""

    def get_object(self, pk: str) -> Any:
        """Know only what may be named."""
        return reach_of(self.request.user).choosable(self.model_class.objects.all()).get(pk=pk)


class ReachChosenMultipleView(SnippetChosenMultipleView):
    """The records that were chosen."""

    def get_objects(self, pks: list[str]) -> QuerySet:
        """Know only what may be named."""
        return reach_of(self.request.user).choosable(super().get_objects(pks))


class ReachChooserViewSet(SnippetChooserViewSet):
    """A chooser of records that have drafts."""

    choose_view_class = ReachChooseView
    choose_results_view_class = ReachChooseResultsView
    chosen_view_class = ReachChosenView
    chosen_multiple_view_class = ReachChosenMultipleView
