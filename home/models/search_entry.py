"""What the public search reads: one row for every public row of a record."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.contenttypes.models import ContentType
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models


class SearchEntry(models.Model):
    """The words of one public row, ready to be searched and shown; written by the site alone.

    ``readers`` are the languages whose readers are shown this row: its own, and for a source those
    without a translation. ``vector`` weighs the title as A, the summary as B, the body as C, and
    what surrounds the record (places, themes) as D. ``address`` is an action's slug or a document's
    whole address; ``documents`` are those that the row's page links to. ``title_vector`` is small
    enough to rank thousands of entries by.
    """

    class Kind(models.TextChoices):
        ACTION = "action"
        CITY = "city"
        STORY = "story"
        REPORT = "report"
        PAGE = "page"
        DOCUMENT = "document"

    kind = models.CharField(max_length=10, choices=Kind)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.BigIntegerField()
    translation_key = models.UUIDField(db_index=True)
    language = models.CharField(max_length=10)
    readers = ArrayField(models.CharField(max_length=10))
    title = models.TextField()
    summary = models.TextField(blank=True)
    body = models.TextField(blank=True)
    address = models.TextField(blank=True)
    documents = ArrayField(models.BigIntegerField(), default=list, blank=True)
    vector = SearchVectorField()
    title_vector = models.GeneratedField(
        expression=models.Func(
            models.F("vector"), models.Value("{a}"), function="ts_filter", arity=2
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["content_type", "object_id"], name="one_entry_a_row")
        ]
        indexes: ClassVar[list[models.Index]] = [
            GinIndex(fields=["vector", "readers"], name="search_entries"),
            GinIndex(fields=["documents"], name="search_documents"),
        ]

    def __str__(self) -> str:
        return self.title


class SearchWord(models.Model):
    """A word that occurs in entries of a language, for guessing what a misspelled one meant."""

    language = models.CharField(max_length=10)
    word = models.CharField(max_length=60)
    spelling = models.CharField(max_length=200)
    entries = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["language", "word"], name="unique_search_word")
        ]

    def __str__(self) -> str:
        return self.spelling
