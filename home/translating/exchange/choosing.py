"""Which records leave the desk, and their submission for translation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.utils.translation import gettext as _
from wagtail.models import Locale
from wagtail_localize.models import Translation
from wagtail_localize.operations import translate_object

from home.sources import SourceMixin
from home.translating.languages import may_translate

MOST_RECORDS = 500


@dataclass
class Chosen:
    """The translations of the chosen records, and why some records have none."""

    translations: list[Translation] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def find_source(name: str) -> Any | None:
    """Return the source row that ``app_label.model:pk`` names."""
    label, _colon, pk = name.partition(":")
    try:
        model = apps.get_model(label)
    except (LookupError, ValueError):
        return None
    if not issubclass(model, SourceMixin) or not pk.isdecimal():
        return None
    return model._base_manager.filter(pk=int(pk), is_source=True).first()


def choose(names: Iterable[str], locale: Locale, user: Any) -> Chosen:
    """Return the translations of some records into a language, begun where there is none yet."""
    chosen = Chosen()
    for name in dict.fromkeys(names):
        source = find_source(name)
        if source is None:
            chosen.problems.append(_("A chosen record is not there any more."))
        elif source.locale_id == locale.pk:
            message = _("“%(record)s” is written in this language.")
            chosen.problems.append(message % {"record": source})
        else:
            _add(chosen, source, locale, user)
    return chosen


def _add(chosen: Chosen, source: Any, locale: Locale, user: Any) -> None:
    found = _translation_of(source, locale)
    if found is None:
        translate_object(source, [locale], user=user)
        found = _translation_of(source, locale)
    if found is not None and may_translate(user, found):
        chosen.translations.append(found)
    else:
        message = _("You may not translate “%(record)s” into this language.")
        chosen.problems.append(message % {"record": source})


def _translation_of(source: Any, locale: Locale) -> Translation | None:
    return (
        Translation.objects.filter(
            source__object_id=source.translation_key, target_locale=locale, enabled=True
        )
        .select_related("source__locale", "source__specific_content_type", "target_locale")
        .first()
    )
