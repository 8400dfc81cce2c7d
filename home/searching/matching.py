"""The entries that answer a question, best first: one query each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

# What a word weighs among the surroundings, in the body, in the summary and in the title.
WEIGHTS = "{0.05, 0.2, 0.5, 1.0}"
IN_ANOTHER_LANGUAGE = 0.7
# A title that is little more than the words themselves: *Zürich* before what Zürich does.
WHOLE_TITLE = 3

# Ranking by all words reads each entry's whole vector. Beyond so many matches it would take longer
# than it helps: what has the words in its title comes first, then the rest.
RANKED_BY_ALL_WORDS = 1000

FOUND = """
    WITH matching AS MATERIALIZED (
        SELECT * FROM home_search_matching(%(query)s::tsquery, %(reader)s, %(kind)s)
    ),
    found AS (
        SELECT id, kind, translation_key,
               CASE WHEN language = %(reader)s THEN 1 ELSE %(foreign)s END * (
                   %(whole)s * ts_rank(%(weights)s, title_vector, %(query)s::tsquery, 2)
                   + CASE WHEN (SELECT count(*) FROM matching) > %(many)s THEN 0
                     ELSE ts_rank(
                         %(weights)s,
                         (SELECT vector FROM home_searchentry WHERE id = matching.id),
                         %(query)s::tsquery
                     ) END
               ) AS rank
        FROM matching
    )
"""
OF_ONE_KIND = "SELECT id, translation_key FROM found ORDER BY rank DESC, id"
BEST_BY_KIND = """
    SELECT kind, total, rank, id FROM (
        SELECT kind, id, rank, count(*) OVER (PARTITION BY kind) AS total,
               row_number() OVER (PARTITION BY kind ORDER BY rank DESC, id) AS place
        FROM found
    ) AS placed
    WHERE place <= %(most)s ORDER BY kind, place
"""
TOTALS = """
    SELECT (SELECT count(*) FROM home_search_matching(query, %(reader)s, %(kind)s))
    FROM unnest(%(queries)s::tsquery[]) WITH ORDINALITY AS asked (query, number)
    ORDER BY number
"""


class Group(NamedTuple):
    """The best entries of a kind: how many match, and how well the best one does."""

    total: int
    best: float
    entries: list[int]


def ranked_keys(kind: str, query: str, reader: str) -> list[UUID]:
    """Return the translation keys of a kind's records that match, best first."""
    return [key for _entry, key in _ranked(OF_ONE_KIND, query, reader, kind=kind)]


def ranked_entries(kind: str, query: str, reader: str) -> list[int]:
    """Return the entries of a kind that match, best first."""
    return [entry for entry, _key in _ranked(OF_ONE_KIND, query, reader, kind=kind)]


def best_by_kind(query: str, reader: str, most: int) -> dict[str, Group]:
    """Return the best few entries of each kind that match, with the number of all."""
    groups: dict[str, Group] = {}
    for kind, total, rank, entry in _ranked(BEST_BY_KIND, query, reader, most=most):
        groups.setdefault(kind, Group(total, rank, [])).entries.append(entry)
    return groups


def totals(queries: Sequence[str], reader: str, kind: str | None = None) -> list[int]:
    """Return how many entries match each of a few queries."""
    if not queries:
        return []
    rows = _fetch(TOTALS, {"queries": list(queries), "reader": reader, "kind": kind})
    return [total for (total,) in rows]


def _ranked(statement: str, query: str, reader: str, **values: Any) -> list[tuple[Any, ...]]:
    constants = {
        "weights": WEIGHTS,
        "foreign": IN_ANOTHER_LANGUAGE,
        "whole": WHOLE_TITLE,
        "many": RANKED_BY_ALL_WORDS,
        "kind": None,
    }
    return _fetch(FOUND + statement, {**constants, "query": query, "reader": reader, **values})


def _fetch(statement: str, values: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())
