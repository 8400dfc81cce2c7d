"""Writing many rows of any model at once, parents of inherited models first."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from random import Random
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model


def insert(model: type[Model], rows: Sequence[Any]) -> None:
    """Insert rows whose primary keys are known; of an inherited model, its own table only.

    ``bulk_create`` refuses pages, because it could not know the keys of their parents, and takes
    ten times as long as PostgreSQL's own way.
    """
    fields = model._meta.local_concrete_fields
    quote = connection.ops.quote_name
    columns = ", ".join(quote(field.column) for field in fields)
    statement = f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(
                [
                    field.get_db_prep_save(getattr(row, field.attname), connection)
                    for field in fields
                ]
            )


def next_key(model: type[Model]) -> int:
    """Return the first primary key that no row has."""
    last = model._default_manager.order_by("-pk").values_list("pk", flat=True).first()
    return int(last or 0) + 1


def number(rows: Sequence[Any], first: int) -> None:
    """Give rows the primary keys from ``first`` on."""
    for key, row in enumerate(rows, start=first):
        row.pk = key


def raise_sequences(*models: type[Model]) -> None:
    """Let the database go on numbering after rows that brought their own numbers."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), list(models)):
            cursor.execute(statement)


def key_from(random: Random) -> uuid.UUID:
    """Return a translation key that is the same in every run."""
    return uuid.UUID(int=random.getrandbits(128), version=4)
