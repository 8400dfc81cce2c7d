"""Many records are sent for translation by the worker, each in a transaction of its own."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django_tasks import task
from wagtail.models import Locale, Page
from wagtail_localize.operations import translate_object

from home.accounts.languages import language_of_desk
from home.models import TranslationSending
from home.translating.exchange.choosing import find_source


def begin(sending: TranslationSending) -> None:
    """Leave the work to the worker, once it can see what there is to do."""
    transaction.on_commit(lambda: send.enqueue(sending.pk))


@task()
def send(sending_id: int) -> None:
    """Send the records one by one; a second run goes on where the first has stopped."""
    sending = TranslationSending.objects.select_related("user").get(pk=sending_id)
    locales = list(Locale.objects.filter(language_code__in=sending.languages))
    with override(language_of_desk(sending.user)):
        for name in sending.records[sending.done :]:
            problem = _send_one(name, locales, sending)
            if problem:
                sending.problems.append(problem)
            TranslationSending.objects.filter(pk=sending_id).update(
                done=F("done") + 1, problems=sending.problems
            )
    TranslationSending.objects.filter(pk=sending_id).update(finished_at=timezone.now())


def _send_one(name: str, locales: list[Locale], sending: TranslationSending) -> str:
    """Send one record; say what has kept it from being sent."""
    source = find_source(name)
    if source is None:
        return _("A chosen record is not there any more.")
    wanted = [locale for locale in locales if locale.pk != source.locale_id]
    there = source.get_translations()
    if isinstance(source, Page):
        # What was only copied, so that others could stand below it, becomes a translation.
        there = there.filter(alias_of__isnull=True)
    known = set(there.values_list("locale_id", flat=True))
    wanted = [locale for locale in wanted if locale.pk not in known]
    if not wanted:
        return ""
    try:
        translate_object(source, wanted, user=sending.user)
    except Exception as error:
        # One record that can't be sent must not keep the others back.
        message = _("“%(record)s” was not sent: %(reason)s")
        return message % {"record": source, "reason": error}
    return ""
