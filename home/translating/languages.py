"""Who may translate what."""

from __future__ import annotations

from typing import Any

from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import user_can_edit_instance

from home.accounts.reach import reach_of
from home.translating.texts import target_row

PERMISSION = "wagtail_localize.submit_translation"


def may_translate(user: Any, translation: Translation) -> bool:
    """Say whether a user may change a translation, as its editor would."""
    row = target_row(translation)
    return (
        user.has_perm(PERMISSION)
        and row is not None
        and user_can_edit_instance(user, row)
        and reach_of(user).holds(row)
    )
