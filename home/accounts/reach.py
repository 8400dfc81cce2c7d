"""What somebody at the desk may reach: the languages and the LRGs that their work is limited to.

A translator works on texts of some languages, a focal point on the pages and actions of some LRGs.
Roles (groups and their permissions) say what somebody may do; the reach says to which records. It
never gives a right, it only takes away. Administrators are never limited.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import F, Q, QuerySet
from wagtail.models import DraftStateMixin, Page, TranslatableMixin

from home.languages import language_codes
from home.models import DeskReach
from home.sources import language_of

FOCAL_POINTS = "Focal points"


@dataclass(frozen=True)
class Reach:
    """Some languages, and the LRGs as the keys that their rows share; None stands for all."""

    languages: frozenset[str] | None = None
    lrgs: frozenset[UUID] | None = None

    @property
    def is_limited(self) -> bool:
        """Say whether there is anything that is out of reach."""
        return self.languages is not None or self.lrgs is not None

    def holds(self, record: Any) -> bool:
        """Say whether a record is within reach; what has no language is in each."""
        return self._holds_language(record) and self.holds_lrg(record)

    def holds_lrg(self, record: Any) -> bool:
        """Say whether a record is of the LRGs, in whatever language."""
        if self.lrgs is None:
            return True
        specific = getattr(record, "specific", record)
        model = type(specific)
        rows = model._base_manager.filter(pk=specific.pk)
        return rows.filter(lrg_condition(model, self.lrgs)).exists()

    def limit(self, records: QuerySet) -> QuerySet:
        """Return those of some records that are within reach."""
        model = records.model
        if self.languages is not None and issubclass(model, TranslatableMixin):
            records = records.filter(locale__language_code__in=self.languages)
        if self.lrgs is not None:
            records = records.filter(lrg_condition(model, self.lrgs))
        return records

    def choosable(self, records: QuerySet) -> QuerySet:
        """Return those of some records that choosers may name: whose titles are public, or ours."""
        model = records.model
        if self.lrgs is None or not issubclass(model, DraftStateMixin):
            return records
        public = Q(live=True)
        if issubclass(model, Page):
            # Choosers show a page by the title of its draft.
            public &= Q(draft_title=F("title"))
        named = model._base_manager.filter(public | lrg_condition(model, self.lrgs))
        # By primary key: what is searched can't be filtered by every field.
        return records.filter(pk__in=named.values("pk"))

    def _holds_language(self, record: Any) -> bool:
        if self.languages is None or not isinstance(record, TranslatableMixin):
            return True
        return language_of(record) in self.languages


def lrg_condition(model: type[Any], keys: Iterable[UUID]) -> Q:
    """Return which rows of a model belong to LRGs: their pages and, as they say, other records."""
    own = getattr(model, "of_lrgs", None)
    if own is not None:
        condition: Q = own(keys)
        return condition
    if issubclass(model, TranslatableMixin):
        return Q(translation_key__in=keys)
    return Q(pk__in=[])


def reach_of(user: Any) -> Reach:
    """Return the reach of somebody; asked for once a request."""
    reach: Reach | None = getattr(user, "_reach", None)
    if reach is None:
        reach = user._reach = _find(user)
    return reach


def languages_of(user: Any) -> frozenset[str]:
    """Return the codes of the languages that somebody may write in."""
    languages = reach_of(user).languages
    return language_codes() if languages is None else languages


def _find(user: Any) -> Reach:
    if not user.is_authenticated or user.is_superuser:
        return Reach()
    row = DeskReach.objects.filter(user=user).first()
    languages = language_codes() & frozenset(row.languages) if row else frozenset()
    keys = frozenset(row.lrgs.values_list("translation_key", flat=True)) if row else frozenset()
    is_focal_point = bool(keys) or _is_only_focal_point(user)
    return Reach(languages or None, keys if is_focal_point else None)


def _is_only_focal_point(user: Any) -> bool:
    """Say whether somebody is a focal point to whom no LRG has been given yet."""
    return set(user.groups.values_list("name", flat=True)) == {FOCAL_POINTS}
