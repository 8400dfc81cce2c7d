"""What people call the fields of a record."""

from __future__ import annotations

from typing import Any


def field_label(field: Any) -> str:
    """Return a field's name in words; records that belong to another have theirs in the plural."""
    meta = field.related_model._meta if field.one_to_many else field
    return str(meta.verbose_name_plural if field.one_to_many else meta.verbose_name)
