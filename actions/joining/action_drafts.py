"""The actions of a sign-up as drafts in the words of their LRG."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import Truncator, slugify
from django.utils.translation import gettext as _
from django.utils.translation import override
from wagtail.coreutils import string_to_ascii
from wagtail.models import Locale

from actions.importing.bodies import body_of
from actions.models import Action, ActionLRG, ActionProgress, CityPage
from home.models import SignUp, SignUpAction, SiteImage

from .duplicates import LrgNames
from .facts import objectives_of, period_of
from .writing import Drafts, Ledger, newest, set_children, set_if_different

LONGEST_SLUG = 100
LONGEST_SUMMARY = 600
EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/gif": "gif",
    "image/avif": "avif",
}
RELATIONS = ("categories", "priorities", "main_objectives", "other_objectives")


class ActionWriter:
    """Makes and updates the drafts of one sign-up's actions."""

    def __init__(
        self, sign_up: SignUp, city: CityPage, locale: Locale, ledger: Ledger, drafts: Drafts
    ) -> None:
        self.sign_up = sign_up
        self.city = city
        self.locale = locale
        self.ledger = ledger
        self.drafts = drafts
        self.names = LrgNames()

    def write(self) -> None:
        """Go through the actions in the sender's order."""
        parts = self.sign_up.actions.select_related("action", "image")
        for part in parts.prefetch_related(*RELATIONS):
            self.write_one(part)

    def write_one(self, part: SignUpAction) -> None:
        """Make or update one draft, unless an editor has it by now."""
        action = part.action
        is_new = action is None
        if action is not None and self.ledger.is_taken(action):
            self.drafts.left.append(action)
            return
        draft = self.new_action(part) if action is None else newest(action)
        before = draft.serializable_data()
        self.apply(draft, part)
        if not is_new and draft.serializable_data() == before:
            return
        draft.compiled_on = timezone.localdate()
        if not draft.live:
            draft.save()
        self.ledger.save(draft, is_new=is_new)
        if is_new:
            part.action = draft
            part.save(update_fields=["action"])
        (self.drafts.made if is_new else self.drafts.changed).append(draft)

    def new_action(self, part: SignUpAction) -> Action:
        """Return an action that is not saved, at an address that is free."""
        base = slugify(string_to_ascii(part.title))[:LONGEST_SLUG].strip("-") or "action"
        slug, number = base, 2
        while Action.objects.filter(slug=slug).exists():
            slug, number = f"{base}-{number}", number + 1
        return Action(slug=slug, locale=self.locale, live=False, has_unpublished_changes=True)

    def apply(self, draft: Action, part: SignUpAction) -> None:
        """Enter everything that was sent."""
        draft.title = part.title
        draft.summary = Truncator(" ".join(part.summary.split())).chars(LONGEST_SUMMARY)
        for name, value in period_of(part).items():
            setattr(draft, name, value)
        draft.source_url = part.link or draft.source_url
        set_if_different(draft, "categories", list(part.categories.all()))
        set_if_different(draft, "priorities", list(part.priorities.all()))
        set_if_different(draft, "objectives", objectives_of(part))
        self.apply_lrgs(draft, part)
        self.apply_body(draft, part)
        self.apply_results(draft, part)
        self.apply_image(draft, part)

    def apply_lrgs(self, draft: Action, part: SignUpAction) -> None:
        """Enter the LRG and those that act with it; whom nobody knows goes into the note."""
        others, unknown = self.names.match(part.joint_lrgs, str(self.sign_up.country))
        keys = list(dict.fromkeys([self.city.pk, *others]))
        present = [] if draft.pk is None else [link.lrg_id for link in draft.lrgs.all()]
        if present != keys:
            links: Any = [ActionLRG(lrg_id=key, sort_order=at) for at, key in enumerate(keys)]
            set_children(draft, "lrgs", links)
        lines = []
        if unknown:
            lines.append(_("Joint action with: %(names)s") % {"names": ", ".join(unknown)})
        main = [f"{item.framework.upper()} {item.number}" for item in part.main_objectives.all()]
        if main:
            lines.append(_("Main objectives: %(names)s") % {"names": ", ".join(main)})
        draft.editors_note = "\n".join(lines)

    def apply_body(self, draft: Action, part: SignUpAction) -> None:
        """Enter the whole summary where it is too long for one, and the lessons."""
        blocks: list[tuple[str, Any]] = []
        if len(" ".join(part.summary.split())) > LONGEST_SUMMARY:
            blocks += body_of(part.summary)
        if part.lessons:
            with override(self.sign_up.language):
                blocks.append(("heading", _("Lessons learned")))
            blocks += body_of(part.lessons)
        present = [(block.block_type, str(block.value)) for block in draft.body]
        if present != [(name, str(value)) for name, value in blocks]:
            draft.body = blocks

    def apply_results(self, draft: Action, part: SignUpAction) -> None:
        """Enter the results as what has been achieved by the day they were sent."""
        sent = (self.sign_up.changed_at or self.sign_up.created_at).date()
        updates = [] if draft.pk is None else list(draft.progress.all())
        if not part.results or any(item.text == part.results for item in updates):
            return
        progress: list[Any] = [
            *(item for item in updates if item.as_of != sent),
            ActionProgress(locale=self.locale, as_of=sent, stage=draft.stage, text=part.results),
        ]
        set_children(draft, "progress", progress)

    def apply_image(self, draft: Action, part: SignUpAction) -> None:
        """Copy the image to those of the site, with its credit and alternative text."""
        if part.image is None:
            return
        draft.image_alt = part.image_alt
        content = bytes(part.image.content)
        digest = hashlib.sha1(content, usedforsecurity=False).hexdigest()
        if draft.image is not None and draft.image.file_hash == digest:
            return
        extension = EXTENSIONS.get(part.image.content_type, "jpg")
        image = SiteImage(
            title=part.title,
            credit=part.image_credit,
            uploaded_by_user=self.ledger.user,
            file=ContentFile(content, name=f"{draft.slug}.{extension}"),
            file_size=len(content),
            file_hash=digest,
        )
        image.save()
        draft.image = image
