"""Storing a sign-up: all of it or nothing, and once.

The same form sent again is the same sign-up: by its token, or by the same answers from the same
LRG and address. A form with other answers replaces what the same browser sent before, while nobody
at the desk has begun to read it; after that it is a sign-up of its own, which the desk sees beside
the first, so that nothing that somebody wrote is dropped.
"""

from __future__ import annotations

import hashlib
import json
import uuid
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import connection, transaction
from django.utils import timezone

from home.joining.confirmations import write_confirmation
from home.joining.consents import version_of
from home.models import ConsentText, SignUp, SignUpDraft, SignUpFile

if TYPE_CHECKING:
    from home.joining.entry import Entry

SAME = ("objectives", "categories", "priorities", "main_objectives", "other_objectives")


@transaction.atomic
def store(
    entry: Entry, token: uuid.UUID, *, browser: str, is_held: bool, confirm_url: str
) -> SignUp:
    """Store a valid form with its files and its outgoing message; return the sign-up."""
    answers = _answers(entry)
    digest = _digest(answers)
    government = answers["government"]
    identity = f"{government['contact_email'].lower()} {government['lrg_name'].casefold()}"
    hold("consents", f"sign-up {token}", f"sign-up {identity}")
    found = _find(token, browser, digest, government)
    if found is not None and found.is_held and not is_held:
        # Its sender has shown after all that a person sent it.
        found.is_held = False
        found.save(update_fields=["is_held"])
    if found is not None and found.digest == digest:
        return found
    if found is None or found.status != SignUp.Status.NEW:
        # A token whose sign-up is being read already stays that one's.
        fresh = token if found is None else uuid.uuid5(token, digest)
        sign_up = SignUp(token=fresh, is_held=is_held)
    else:
        sign_up = found
        sign_up.changed_at = timezone.now()
    writes = sign_up.pk is None or sign_up.contact_email != government["contact_email"]
    _fill(sign_up, entry, answers, browser, digest)
    _attach(sign_up, token, answers)
    SignUpDraft.objects.filter(token=token).delete()
    if writes:
        write_confirmation(sign_up, confirm_url)
    return sign_up


def hold(*names: str) -> None:
    """Let one transaction at a time do what is named, until it ends."""
    with connection.cursor() as cursor:
        for name in sorted(names):
            number = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], signed=True)
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])


def _find(token: uuid.UUID, browser: str, digest: str, government: dict[str, Any]) -> SignUp | None:
    """Return the sign-up that this form was or is, held so that nobody moves it on meanwhile."""
    sign_ups = SignUp.objects.select_for_update()
    own = sign_ups.filter(token__in=(token, uuid.uuid5(token, digest)))
    found = own.order_by("-created_at").first()
    if found:
        return found
    same = sign_ups.filter(
        contact_email__iexact=government["contact_email"],
        lrg_name__iexact=government["lrg_name"],
        country=government["country"],
    )
    return (
        same.filter(digest=digest).first()
        or same.filter(browser=browser, status=SignUp.Status.NEW).exclude(browser="").first()
    )


def _answers(entry: Entry) -> dict[str, Any]:
    """Return everything that was answered, as plain values."""
    parts = {
        name: [form.cleaned_data for form in formset.filled]
        for name, formset in entry.parts.items()
    }
    return {
        "government": entry.government.cleaned_data,
        **parts,
        "further": entry.further.cleaned_data,
        "consent": entry.consent.cleaned_data,
    }


def _digest(answers: dict[str, Any]) -> str:
    """Return what is the same for the same answers, files included."""

    def plain(value: Any) -> Any:
        if isinstance(value, SignUpFile):
            return f"{value.name} {value.size}"
        return DjangoJSONEncoder().default(value)

    text = json.dumps(answers, default=plain, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()


def _fill(
    sign_up: SignUp, entry: Entry, answers: dict[str, Any], browser: str, digest: str
) -> None:
    """Write the sign-up itself."""
    government = answers["government"]
    if sign_up.contact_email != government["contact_email"]:
        sign_up.email_confirmed_at = None
    for name in entry.government.Meta.fields:
        setattr(sign_up, name, government[name])
    for kind in ConsentText.Kind.values:
        agreed = answers["consent"][f"consent_{kind}"]
        setattr(sign_up, f"consent_{kind}", agreed)
        wording = str(entry.consent.fields[f"consent_{kind}"].label)
        version = version_of(kind, wording, entry.language) if agreed else None
        setattr(sign_up, f"{kind}_text", version)
    sign_up.further_answers = _further(entry)
    sign_up.browser = browser
    sign_up.digest = digest
    sign_up.save()


def _further(entry: Entry) -> list[dict[str, str]]:
    """Return the questions that editors added, in words, with their answers in words."""
    rows = []
    for name, question in entry.further.fields.items():
        value = entry.further.cleaned_data.get(name)
        if isinstance(value, bool):
            answer = "✓" if value else ""
        else:
            answer = ", ".join(value) if isinstance(value, list) else str(value or "")
        rows.append({"key": name, "question": str(question.label), "answer": answer})
    return rows


def _attach(sign_up: SignUp, token: uuid.UUID, answers: dict[str, Any]) -> None:
    """Write the parts and take over the files; what an earlier attempt left behind goes."""
    for name in ("commitments", "actions"):
        related = getattr(sign_up, name)
        related.all().delete()
        for order, values in enumerate(answers[name]):
            terms = {key: values.get(key, ()) for key in SAME}
            plain = {key: value for key, value in values.items() if key not in SAME}
            part = related.create(sort_order=order, **plain)
            for key, chosen in terms.items():
                if hasattr(part, key):
                    getattr(part, key).set(chosen)
    files = [answers["government"]["declaration"]]
    files += [values.get("image") for values in answers["actions"]]
    keys = [file.pk for file in files if file]
    SignUpFile.objects.filter(pk__in=keys).update(sign_up=sign_up)
    SignUpFile.objects.filter(form_token=token).exclude(pk__in=keys).delete()
