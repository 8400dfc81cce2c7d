"""The page of an LRG as its sign-up would have it: a draft, whatever readers see meanwhile."""

from __future__ import annotations

import uuid
from typing import Any

from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.coreutils import string_to_ascii
from wagtail.models import Locale, Page

from actions.models import CityIndexPage, CityPage, Commitment
from actions.models.city import Basis
from home.models import SignUp
from home.models.sign_up import Endorsement

from .writing import Drafts, DraftsRefusedError, Ledger, newest, reserved_key, set_if_different

LONGEST_SLUG = 100


def locale_of(sign_up: SignUp) -> Locale:
    """Return the language of the answers as the site has it."""
    locale, _created = Locale.objects.get_or_create(language_code=sign_up.language)
    return locale


def index_in(locale: Locale) -> CityIndexPage:
    """Return the list of cities in a language.

    Where it isn't translated, it is copied there as it is for any translation below it: readers
    of that language go on reading the source's words, at the address where they read them before.
    """
    page = CityIndexPage.objects.filter(locale=locale).first()
    if page:
        return page
    source = CityIndexPage.objects.filter(is_source=True).first()
    if source is None:
        raise DraftsRefusedError(_("The site has no list of cities yet. Make that page first."))
    return source.copy_for_translation(locale, copy_parents=True, alias=True)


def free_slug(index: CityIndexPage, name: str, country: str) -> str:
    """Return an address that no other city has, in whatever language."""
    base = slugify(string_to_ascii(name))[:LONGEST_SLUG].strip("-") or f"lrg-{country.lower()}"
    taken: set[str] = set()
    for parent in index.get_translations(inclusive=True):
        taken.update(Page.objects.child_of(parent).values_list("slug", flat=True))
    slug, number = base, 2
    while slug in taken:
        slug, number = f"{base}-{number}", number + 1
    return slug


def write_city(sign_up: SignUp, ledger: Ledger, drafts: Drafts) -> CityPage:
    """Make or update the page with its commitments, and tie it to the sign-up."""
    city = sign_up.city.source if sign_up.city else None
    is_new = city is None
    if city is None:
        city = new_city(sign_up)
    elif ledger.is_taken(city):
        drafts.left.append(city)
        return city
    draft = city if is_new else newest(city)
    before = draft.serializable_data()
    apply_facts(draft, sign_up)
    apply_commitments(draft, sign_up, was_written=city.translation_key in ledger.written)
    if is_new or draft.serializable_data() != before:
        draft.compiled_on = timezone.localdate()
        ledger.save(draft, is_new=is_new)
        (drafts.made if is_new else drafts.changed).append(city)
    return city


def new_city(sign_up: SignUp) -> CityPage:
    """Add a page that is not public."""
    index = index_in(locale_of(sign_up))
    city = CityPage(
        title=sign_up.lrg_name,
        slug=free_slug(index, sign_up.lrg_name, str(sign_up.country)),
        locale=index.locale,
        kind=sign_up.kind,
        country=sign_up.country,
        live=False,
        has_unpublished_changes=True,
    )
    index.add_child(instance=city)
    sign_up.city = city
    sign_up.save(update_fields=["city"])
    return city


def apply_facts(draft: CityPage, sign_up: SignUp) -> None:
    """Enter what the LRG says of itself; nothing that the page knows is emptied."""
    draft.has_joined = True
    draft.joined_year = draft.joined_year or sign_up.created_at.year
    draft.website = sign_up.website or draft.website
    draft.country = draft.country or sign_up.country
    if sign_up.endorsement == Endorsement.SIGNED:
        draft.declaration_signed = True
    if Basis.SUBMITTED not in draft.basis:
        draft.basis = [*draft.basis, Basis.SUBMITTED.value]


def apply_commitments(draft: CityPage, sign_up: SignUp, *, was_written: bool) -> None:
    """Enter the commitments that are new, and what has changed of the others.

    One that was written to this page and is there no more was taken out by an editor.
    """
    present = {item.translation_key: item for item in draft.commitments.all()}
    order = len(present)
    for part in sign_up.commitments.prefetch_related("categories", "objectives"):
        commitment = present.get(part.commitment_key)
        if commitment is None and part.commitment_key and was_written:
            continue
        if commitment is None:
            order += 1
            commitment = new_commitment(draft, sign_up, order)
            part.commitment_key = commitment.translation_key
            part.save(update_fields=["commitment_key"])
            draft.commitments.add(commitment)
        commitment.text = part.text
        commitment.due_year = part.due_year
        set_if_different(commitment, "categories", list(part.categories.all()))
        set_if_different(commitment, "objectives", list(part.objectives.all()))


def new_commitment(draft: CityPage, sign_up: SignUp, order: int) -> Any:
    """Return a commitment that no reader sees before an editor publishes the page."""
    return Commitment(
        pk=reserved_key(Commitment),
        page=draft,
        locale_id=draft.locale_id,
        translation_key=uuid.uuid4(),
        year=sign_up.created_at.year,
        sort_order=order,
    )
