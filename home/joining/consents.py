"""Consents: the words that a sender agrees to, kept as they were."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from django.db.models import Max
from django.utils.translation import gettext as _

from home.models import ConsentText

if TYPE_CHECKING:
    from home.models import JoinPage

Kind = ConsentText.Kind


def wordings(page: JoinPage) -> dict[str, str]:
    """Return the words of each consent: the page's, or those that come with the site."""
    return {
        Kind.PROCESSING: page.processing_consent
        or _("The editorial team may store these answers and write to me about them."),
        Kind.PUBLICATION: page.publication_consent
        or _(
            "After review, the commitments and the actions may be published with the name of our "
            "government. My name and address are never published."
        ),
    }


def digest_of(page: JoinPage) -> str:
    """Return what tells one pair of wordings from another, to be sent along with the form."""
    return _digest("\n".join(wordings(page).values()))


def version_of(kind: str, text: str, language: str) -> ConsentText:
    """Return the stored version of a wording; a new one is counted on.

    To be called in a transaction that holds :func:`home.joining.storing.hold` for ``consents``.
    """
    versions = ConsentText.objects.filter(kind=kind, language=language)
    found = versions.filter(digest=_digest(text)).first()
    if found:
        return found
    last = versions.aggregate(last=Max("number"))["last"] or 0
    return ConsentText.objects.create(
        kind=kind, language=language, number=last + 1, text=text, digest=_digest(text)
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
