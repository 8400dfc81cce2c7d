"""Save and come back: the answers stay on the server, and a signed link to them is mailed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core import signing
from django.http import QueryDict
from django.utils import timezone

from home import outbox
from home.joining.limits import may_be_written_to
from home.languages import current_language, localized_date
from home.mails import compose
from home.models import Event, SignUpDraft
from home.models.sign_up_form import DRAFTS_LAST

if TYPE_CHECKING:
    from home.joining.suspicion import Token

SALT = "home.joining.drafts"
LONGEST = 1_000_000
NOT_KEPT = {"csrfmiddlewaretoken", "token", "do", "proof", "wording"}


def save(token: Token, answers: QueryDict, email: str, address: str) -> None:
    """Keep the answers as they are and mail the link that leads back to them."""
    # PostgreSQL refuses the null character in any text.
    kept = {
        name: [text.replace("\0", "") for text in answers.getlist(name)]
        for name in answers
        if name not in NOT_KEPT and "\0" not in name
    }
    language = current_language()
    draft, _created = SignUpDraft.objects.update_or_create(
        token=token.value,
        defaults={
            "language": language,
            "email": email,
            "answers": kept,
            "saved_at": timezone.now(),
        },
    )
    if not may_be_written_to(email):
        return
    mail = compose(
        Event.DRAFT,
        language,
        link=f"{address}?key={key_of(draft)}",
        date=localized_date((draft.saved_at + DRAFTS_LAST).date(), code=language),
    )
    outbox.write(mail, recipient=email, language=language)


def is_too_long(answers: QueryDict) -> bool:
    """Say whether there is more text than anybody types into the form."""
    return sum(len(text) for _name, texts in answers.lists() for text in texts) > LONGEST


def key_of(draft: SignUpDraft) -> str:
    """Return what the link carries; it works for this draft and this address only."""
    return signing.dumps({"form": str(draft.token), "to": draft.email}, salt=SALT)


def find(key: str) -> SignUpDraft | None:
    """Return the draft of a link, unless it was tampered with, is too old or has been sent."""
    try:
        said = signing.loads(key, salt=SALT, max_age=DRAFTS_LAST)
    except signing.BadSignature:
        return None
    recent = timezone.now() - DRAFTS_LAST
    return SignUpDraft.objects.filter(
        token=said["form"], email=said["to"], saved_at__gte=recent
    ).first()


def answers_of(draft: SignUpDraft) -> QueryDict:
    """Return the answers as a browser would send them."""
    answers = QueryDict(mutable=True)
    for name, values in draft.answers.items():
        answers.setlist(name, values)
    return answers
