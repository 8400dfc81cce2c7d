"""Writing the entries of records: all rows of a record at once, many records in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Func
from wagtail.models import CollectionViewRestriction, Page

from home.models import SearchEntry, SiteDocument
from home.sources import language_of

from . import texts
from .kinds import kinds
from .surroundings import surroundings
from .vectors import Text, Weighted, vectors
from .vocabulary import Vocabulary

LANGUAGES = [code for code, _name in settings.LANGUAGES]
BATCH = 250
"""Records whose entries are written in one go."""
WRITTEN = [
    "kind",
    "translation_key",
    "language",
    "readers",
    "title",
    "summary",
    "body",
    "address",
    "documents",
    "vector",
]


def refresh_all(
    model: type[Any], keys: Iterable[UUID], vocabulary: Vocabulary | None = None
) -> None:
    """Bring the entries of any number of records up to date."""
    for batch in _batches(sorted(set(keys))):
        refresh(model, batch, vocabulary)


def refresh(model: type[Any], keys: Collection[UUID], vocabulary: Vocabulary | None = None) -> None:
    """Bring the entries of some records up to date with what the public may read of them.

    The number of queries doesn't depend on how many records there are. Words that are new are
    learned, or with ``vocabulary`` collected in it.
    """
    content_type = ContentType.objects.get_for_model(model)
    rows = public_rows(model, keys)
    entries = [
        SearchEntry(
            kind=kinds()[model],
            content_type=content_type,
            object_id=row.pk,
            translation_key=row.translation_key,
            language=language_of(row),
            readers=readers,
            title=row.title,
            summary=texts.summary(row),
            body=texts.body(row),
            address="" if issubclass(model, Page) else row.slug,
            documents=texts.documents(row),
        )
        for row, readers in rows
    ]
    around = surroundings(model, [row for row, _readers in rows if row.is_source])
    contents = [_text(entry, around) for entry in entries]
    stale = SearchEntry.objects.filter(content_type=content_type, translation_key__in=keys)
    with transaction.atomic():
        linked = set(stale.values_list(Func("documents", function="unnest"), flat=True))
        stale.exclude(object_id__in=[entry.object_id for entry in entries]).delete()
        write(entries, contents, vocabulary)
        linked.update(key for entry in entries for key in entry.documents)
        if linked:
            refresh_documents(linked)


def _batches(keys: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for start in range(0, len(keys), BATCH):
        yield keys[start : start + BATCH]


def public_rows(model: type[Any], keys: Collection[UUID]) -> list[tuple[Any, list[str]]]:
    """Return the rows that anybody may read, each with the languages of those who are shown it.

    A source that may not be read takes its translations with it. A page that was only copied, so
    that translations could stand below it, has no words of its own.
    """
    rows = model.objects.filter(translation_key__in=keys, live=True)
    if issubclass(model, Page):
        rows = rows.filter(alias_of__isnull=True)
    live = list(rows.select_related("locale").prefetch_related(*texts.children(model)))
    private = _private(model, keys)
    translated: dict[UUID, set[str]] = {}
    for row in live:
        translated.setdefault(row.translation_key, set()).add(row.locale.language_code)
    sources = {row.translation_key for row in live if row.is_source and row.pk not in private}
    return [
        (row, list(_readers(row, translated[row.translation_key])))
        for row in live
        if row.translation_key in sources and row.pk not in private
    ]


def refresh_documents(keys: Collection[int]) -> None:
    """Bring the entries of some documents up to date: of those that a public page links to."""
    content_type = ContentType.objects.get_for_model(SiteDocument)
    linking = SearchEntry.objects.filter(documents__overlap=list(keys))
    linked = linking.annotate(document=Func("documents", function="unnest")).values("document")
    documents = SiteDocument.objects.filter(pk__in=keys).filter(pk__in=linked)
    restricted = CollectionViewRestriction.objects.select_related("collection")
    for restriction in restricted:
        documents = documents.exclude(collection__path__startswith=restriction.collection.path)
    entries = [
        SearchEntry(
            kind=SearchEntry.Kind.DOCUMENT,
            content_type=content_type,
            object_id=document.pk,
            translation_key=uuid5(NAMESPACE_URL, f"local-action:document.{document.pk}"),
            language=document.language or settings.LANGUAGE_CODE,
            readers=LANGUAGES,
            title=document.title,
            address=document.url,
        )
        for document in documents
    ]
    contents = [Text(entry.language, [Weighted("A", entry.title)]) for entry in entries]
    stale = SearchEntry.objects.filter(content_type=content_type, object_id__in=keys)
    stale.exclude(object_id__in=[entry.object_id for entry in entries]).delete()
    write(entries, contents)


def write(
    entries: Sequence[SearchEntry],
    contents: Sequence[Text],
    vocabulary: Vocabulary | None = None,
) -> None:
    """Store entries with their words, in the place of those that the same rows had before."""
    for entry, vector in zip(entries, vectors(contents), strict=True):
        entry.vector = vector
    SearchEntry.objects.bulk_create(
        entries,
        batch_size=1000,
        update_conflicts=True,
        update_fields=WRITTEN,
        unique_fields=["content_type", "object_id"],
    )
    words = Vocabulary() if vocabulary is None else vocabulary
    words.add(contents)
    if vocabulary is None:
        words.learn()


def _private(model: type[Any], keys: Collection[UUID]) -> set[int]:
    """Return the rows that only some may read."""
    if not issubclass(model, Page):
        return set()
    rows = Page.objects.filter(translation_key__in=keys).private()
    return set(rows.values_list("pk", flat=True))


def _readers(row: Any, translated: set[str]) -> Iterator[str]:
    yield row.locale.language_code
    if row.is_source:
        yield from (code for code in LANGUAGES if code not in translated)


def _text(entry: SearchEntry, around: dict[tuple[UUID, str], list[str]]) -> Text:
    words = around.get((entry.translation_key, entry.language), [])
    return Text(
        entry.language,
        [
            Weighted("A", entry.title),
            Weighted("B", entry.summary),
            Weighted("C", entry.body),
            Weighted("D", "\n".join(words)),
        ],
    )
