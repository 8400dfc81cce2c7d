"""What the seed has written, so that it never writes over an editor.

Each seeded record has a line in :class:`home.models.SeedRecord` with a fingerprint of the data it
was made from and the revision that the seed left. A record is refreshed only when its data has
changed and that revision is still its latest; one that an editor has deleted stays deleted.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from typing import Any, TypeVar

from home.models import SeedRecord

Record = TypeVar("Record", bound=Any)


def fingerprint(data: Any) -> str:
    """Return a short digest of the data that a record is made from."""
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


class Ledger:
    """The lines of earlier runs, read once."""

    def __init__(self) -> None:
        self.lines = {line.key: line for line in SeedRecord.objects.all()}
        self.written = 0

    def is_current(self, key: str, data: Any) -> bool:
        """Whether the record was made from the very same data before."""
        line = self.lines.get(key)
        return line is not None and line.fingerprint == fingerprint(data)

    def put(
        self,
        key: str,
        data: Any,
        find: Callable[[], Record | None],
        write: Callable[[Record | None], Record],
    ) -> Record | None:
        """Create or refresh the record of ``key``; leave it if an editor has touched it.

        ``find`` returns the record as it stands; ``write`` makes it from the data, given the
        existing one or None. Returns the record, or None if there is none any more.
        """
        line = self.lines.get(key)
        if self.is_current(key, data):
            return find()
        record = find()
        if line is not None and not self.is_untouched(key, record):
            return record
        if line is None and record is not None:
            return self._remember(key, data, record)
        self.written += 1
        return self._remember(key, data, write(record))

    def is_untouched(self, key: str, record: Any) -> bool:
        """Whether a record still is as the seed left it; unknown without revisions: no."""
        line = self.lines.get(key)
        return (
            line is not None
            and record is not None
            and _has_revisions(record)
            and _revision(record) == line.revision_id
        )

    def _remember(self, key: str, data: Any, record: Record) -> Record:
        record.refresh_from_db(fields=["latest_revision"] if _has_revisions(record) else None)
        self.lines[key], _ = SeedRecord.objects.update_or_create(
            key=key, defaults={"fingerprint": fingerprint(data), "revision_id": _revision(record)}
        )
        return record


def _has_revisions(record: Any) -> bool:
    return hasattr(record, "latest_revision_id")


def _revision(record: Any) -> int | None:
    return record.latest_revision_id if _has_revisions(record) else None
