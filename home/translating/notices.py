"""Who is told what about translations, at the desk and by mail."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.admin.utils import get_user_display_name
from wagtail.models import Revision
from wagtail_localize.models import StringTranslation

from home.accounts.languages import language_of_desk
from home.caches import purge
from home.mails import compose
from home.models import Event, Notice, NoticeChoice, TranslationState
from home.models.translation_state import Status
from home.outbox import write
from home.subjects import Subject
from home.translating.older_versions import OLDER_ON_SHOW
from home.translating.people import publishers_of, specialists_in

LISTED_IN_A_MAIL = 50
# A little less than the whole: the clock does not strike to the second.
PAUSES = {
    NoticeChoice.Frequency.AT_ONCE: timedelta(0),
    NoticeChoice.Frequency.DAILY: timedelta(hours=23, minutes=30),
    NoticeChoice.Frequency.WEEKLY: timedelta(days=6, hours=23),
}

Change = tuple[TranslationState | None, TranslationState]


def tell_of_changes(changes: list[Change]) -> None:
    """Tell of translations that need an update or are ready, and let readers see it."""
    if any(_told_of(before) != _told_of(after) for before, after in changes):
        purge(subject=Subject.TRANSLATION_STATE)
    stale = [
        after
        for before, after in changes
        if before and before.status == Status.UP_TO_DATE and after.status == Status.NEEDS_UPDATE
    ]
    ready = [
        after
        for before, after in changes
        if before and before.status != Status.UP_TO_DATE and after.status == Status.READY
    ]
    _tell(Notice.Kind.STALE, stale, _translators(stale), _editors_of(stale))
    _tell(Notice.Kind.READY, ready, _by_language(ready, publishers_of), _authors_of(ready))


def _told_of(state: TranslationState | None) -> str:
    """Return the language in which readers are told that there is a newer version."""
    return state.source_language if state and state.status in OLDER_ON_SHOW else ""


def tell_of_task(state: TranslationState, assignee: Any, by: Any, note: str) -> None:
    """Tell somebody that they have been asked to translate something."""
    if assignee != by:
        Notice.objects.create(user=assignee, kind=Notice.Kind.ASSIGNED, state=state, note=note)


def _tell(
    kind: str,
    states: list[TranslationState],
    people: dict[int, set[int]],
    made_by: dict[int, int | None],
) -> None:
    """Leave a notice for everybody but the one who made the change; none that is there unread."""
    if not states:
        return
    unread = Notice.objects.unread().filter(kind=kind, state__in=states)
    known = set(unread.values_list("user_id", "state_id"))
    Notice.objects.bulk_create(
        Notice(user_id=user, kind=kind, state=state)
        for state in states
        for user in people[state.pk] - {made_by.get(state.pk)}
        if (user, state.pk) not in known
    )


def _by_language(states: list[TranslationState], who: Any) -> dict[int, set[int]]:
    languages = {state.language for state in states}
    found = {code: set(who(code).values_list("pk", flat=True)) for code in languages}
    return {state.pk: found[state.language] for state in states}


def _translators(states: list[TranslationState]) -> dict[int, set[int]]:
    """Return who has translated each, or else who translates into its language."""
    people = _by_language(states, specialists_in)
    for state, user in _last_translators(states).items():
        people[state] = people[state] | {user}
    return people


def _last_translators(states: list[TranslationState]) -> dict[int, int]:
    texts = StringTranslation.objects.filter(
        context__object_id__in={state.translation_key for state in states},
        last_translated_by__is_active=True,
    ).order_by("updated_at")
    found: dict[tuple[UUID, str], int] = {
        (key, language): user
        for key, language, user in texts.values_list(
            "context__object_id", "locale__language_code", "last_translated_by_id"
        )
    }
    return {
        state.pk: found[state.translation_key, state.language]
        for state in states
        if (state.translation_key, state.language) in found
    }


def _authors_of(states: list[TranslationState]) -> dict[int, int | None]:
    """Return who has translated each last."""
    return dict(_last_translators(states))


def _editors_of(states: list[TranslationState]) -> dict[int, int | None]:
    """Return who has changed the source of each last."""
    keys = {str(state.source_pk) for state in states}
    labels = {state.model_label for state in states}
    revisions = Revision.objects.filter(object_id__in=keys).order_by("created_at")
    found: dict[tuple[str, str], int | None] = {}
    for revision in revisions.select_related("content_type").only(
        "object_id", "user_id", "content_type__app_label", "content_type__model"
    ):
        kind = revision.content_type
        label = f"{kind.app_label}.{kind.model}"
        if label in labels:
            found[label, revision.object_id] = revision.user_id
    return {state.pk: found.get((state.model_label, str(state.source_pk))) for state in states}


def send_due() -> int:
    """Write a mail to everybody who has unread news and wants it now; return how many."""
    now = timezone.now()
    waiting = Notice.objects.unread().filter(mailed_at__isnull=True)
    users = (
        get_user_model()
        ._default_manager.filter(pk__in=waiting.values("user"), is_active=True)
        .exclude(email="")
    )
    return sum(_mail(user, now) for user in users.select_related("notice_choice"))


@transaction.atomic
def _mail(user: Any, now: Any) -> bool:
    choice, _created = NoticeChoice.objects.select_for_update().get_or_create(user=user)
    pause = PAUSES.get(NoticeChoice.Frequency(choice.frequency))
    if pause is None or (choice.last_mailed_at and now - choice.last_mailed_at < pause):
        return False
    notices = list(
        Notice.objects.unread()
        .filter(user=user, mailed_at__isnull=True)
        .select_related("state")
        .order_by("kind", F("state__language"), "created_at")
    )
    if not notices:
        return False
    language = language_of_desk(user)
    with override(language):
        mail = compose(
            Event.NOTICES,
            language,
            name=get_user_display_name(user),
            note="\n\n".join(_lines(notices)),
            link=f"{settings.WAGTAILADMIN_BASE_URL}{reverse('notices')}",
        )
    write(mail, recipient=user.email, language=language)
    Notice.objects.filter(pk__in=[notice.pk for notice in notices]).update(mailed_at=now)
    choice.last_mailed_at = now
    choice.save()
    return True


def _lines(notices: list[Notice]) -> Iterable[str]:
    """Yield a paragraph for each notice; of very many, only the first."""
    for notice in notices[:LISTED_IN_A_MAIL]:
        label = Notice.Kind(notice.kind).label
        text = f"{notice.state.record_name} ({notice.state.get_language_display()})\n{label}"
        yield f"{text}\n{notice.note}" if notice.note else text
    if len(notices) > LISTED_IN_A_MAIL:
        count = len(notices) - LISTED_IN_A_MAIL
        yield _("There are %(count)d more.") % {"count": count}
