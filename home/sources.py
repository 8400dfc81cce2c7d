"""Source and translations: the one place that says which row holds facts and which holds words.

Every record exists once per language, tied together by Wagtail's ``translation_key``. Exactly one
of these rows is the *source*: facts (dates, places, relations) are edited and read there only,
whatever the reader's language. Words (title, summary, body) live on each language's row. Lists
filter source rows and attach the reader's words with :func:`attach_words`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.dispatch import Signal
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin.panels import ObjectList
from wagtail.models import Locale, Page
from wagtail.signals import page_unpublished, unpublished
from wagtail_localize.fields import SynchronizedField, TranslatableField

from home.caches import remember_here
from home.subjects import EVERYDAY

saved = Signal()
"""Sent when a record has been saved with everything that belongs to it, unlike ``post_save``."""

Record = TypeVar("Record", bound="SourceMixin")

FACTS_PERMISSION = "home.change_facts"
"""Who may change facts; translators may not."""

ONLY_SOURCES = {"is_source": True}
"""For ``limit_choices_to``: relations point at source rows."""


def words(*names: str) -> list[TranslatableField | SynchronizedField]:
    """Declare the fields that are translated; whatever is not named here is a fact.

    The slug is the one exception: a translation takes its source's slug, and a translator may
    still override it on purpose.
    """
    return [*(TranslatableField(name) for name in names), SynchronizedField("slug")]


def slug_taken(record: Any) -> str:
    """Say which record has a slug already."""
    return _("“%(record)s” has this slug already. Choose another one.") % {"record": record}


class SourceMixin(models.Model):
    """A translatable record whose facts are kept on its source row.

    Stands first among the bases: it refines what Wagtail's mixins do.
    ``fact_fields`` names what a translation must not carry, so that nothing stale can be read.
    ``dated_statements`` names child relations whose entries are a fact and its words at once: a
    translation has them, with words of its own, but they are edited on the source row only.
    """

    is_source = models.BooleanField(default=True, editable=False, db_index=True)

    fact_fields: ClassVar[Sequence[str]] = ()

    if TYPE_CHECKING:
        # From Wagtail's mixins, which stand after this one among the bases.
        translation_key: Any
        locale: Any
        slug: Any
        # Set by :func:`attach_words`.
        words: Any
    dated_statements: ClassVar[Sequence[str]] = ()

    # Of a draft that is saved or previewed: what is missing is asked for when it goes further.
    is_unfinished = False

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; the first row of a translation key is the source, and stays it."""
        self._find_place()
        result = super().save(*args, **kwargs)
        saved.send(type(self), instance=self, update_fields=kwargs.get("update_fields"))
        return result

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Validate, knowing already whether this will be the source."""
        self._find_place()
        super().full_clean(*args, **kwargs)

    def clean(self) -> None:
        """Refuse an address that another record has, in whatever language.

        A record that isn't translated is read at its source's slug in every language, so a slug
        belongs to one record in all of them. Pages see to theirs, which depend on the parent, in
        :class:`home.admin.forms.SourcePageForm`.
        """
        super().clean()
        if isinstance(self, Page) or not getattr(self, "slug", ""):
            return
        others = self._rows().filter(slug=self.slug)
        taken = others.exclude(translation_key=self.translation_key).first()
        if taken:
            raise ValidationError({"slug": slug_taken(taken)})

    def validate_constraints(self, exclude: Iterable[str] | None = None) -> None:
        """Check what is unique within a language, though no form shows the language."""
        super().validate_constraints(exclude=set(exclude or ()) - {"locale"})

    def _rows(self) -> Any:
        """Return the manager of all rows of this model."""
        return type(self)._base_manager

    def _find_place(self) -> None:
        if self._state.adding:
            siblings = self._rows().filter(translation_key=self.translation_key)
            self.is_source = not siblings.filter(is_source=True).exclude(pk=self.pk).exists()

    def with_content_json(self, content: dict[str, Any]) -> Self:
        """Rebuild from a revision; being the source belongs to the row, not to a revision."""
        obj: Self = super().with_content_json(content)  # type: ignore[misc]
        obj.is_source = self.is_source
        return obj

    def copy_for_translation(
        self, locale: Any, *args: Any, exclude_fields: Iterable[str] | None = None, **kwargs: Any
    ) -> Any:
        """Copy the words for a translator and leave the facts behind."""
        excluded = [*(exclude_fields or ()), *self.fact_fields]
        copy = super().copy_for_translation  # type: ignore[misc]
        return copy(locale, *args, exclude_fields=excluded, **kwargs)

    @cached_property
    def source(self) -> Self:
        """The row to read facts from."""
        if self.is_source:
            return self
        return (
            self._rows().filter(translation_key=self.translation_key, is_source=True).first()
            or self
        )

    @cached_property
    def language(self) -> str:
        """The language code of this row's words.

        A page that was only copied, so that translations could stand below it, still has its
        source's words.
        """
        return language_of(self.source if getattr(self, "alias_of_id", None) else self)


def language_of(record: Any) -> str:
    """Return the language code of a translatable record, with a query only where none is known."""
    if type(record)._meta.get_field("locale").is_cached(record):
        return record.locale.language_code
    return language_codes().get(record.locale_id) or record.locale.language_code


def language_codes() -> dict[int, str]:
    """Return the language code of each locale by its primary key."""
    return remember_here(
        "locales",
        lambda: dict(Locale.objects.values_list("pk", "language_code")),
        apart_from=EVERYDAY,
    )


def attach_words(records: Iterable[Record], language: str) -> list[Record]:
    """Give each source record ``.words``: its live row in ``language``, or else itself.

    One query, whatever the number of records.
    """
    sources = list(records)
    keys = {record.translation_key for record in sources if record.language != language}
    rows: dict[Any, Record] = {}
    if keys:
        found = (
            sources[0]
            ._rows()
            .filter(translation_key__in=keys, locale__language_code=language, live=True)
        )
        rows = {row.translation_key: row for row in found.select_related("locale")}
    for record in sources:
        record.words = rows.get(record.translation_key, record)
    return sources


def may_edit_facts(record: SourceMixin, user: Any = None) -> bool:
    """Say whether a record's editor offers its facts: on the source row, to whom may change them.

    Without a user, as in previews, nobody is kept from anything.
    """
    return record.is_source and (user is None or user.has_perm(FACTS_PERMISSION))


class FactsPanel(ObjectList):
    """A tab of facts: shown on the source row only, since nothing reads them elsewhere.

    The form leaves its fields out in the same cases, see :mod:`home.admin.forms`.
    """

    class BoundPanel(ObjectList.BoundPanel):
        def is_shown(self) -> bool:
            """Hide the tab on a translation, and from translators."""
            user = self.request.user if self.request else None
            return may_edit_facts(self.instance, user) and super().is_shown()

        @cached_property
        def children(self) -> list[Any]:
            """Bind no panel to fields that the form has left out."""
            user = self.request.user if self.request else None
            if self.form is not None and not may_edit_facts(self.instance, user):
                return []
            return super().children


def unpublish_translations(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Take down the translations of a source that has been taken down."""
    if getattr(instance, "is_source", False):
        for translated in instance.get_translations().filter(live=True):
            translated.unpublish()


def delete_translations(sender: Any, instance: Any, **kwargs: Any) -> None:
    """Remove a deleted source's translations: without its facts they say nothing."""
    if getattr(instance, "is_source", False):
        for translated in instance.get_translations():
            translated.delete()


def connect_signals() -> None:
    """Keep translations in step with what happens to their source."""
    unpublished.connect(unpublish_translations, dispatch_uid="unpublish_translations")
    page_unpublished.connect(unpublish_translations, dispatch_uid="unpublish_page_translations")
    models.signals.post_delete.connect(delete_translations, dispatch_uid="delete_translations")
