"""What the pictures of the translation desk show: every state that a translation can be in."""

from __future__ import annotations

import csv
import io
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import polib
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation

from actions.models import ActionImport
from home.models import (
    ContentImport,
    GlossaryTerm,
    GlossaryWording,
    Notice,
    TranslationImport,
    TranslationState,
)
from home.transfer.writing import Export
from home.translating import states
from home.translating.assigning import assign
from tests.factories.home import StandardPageFactory
from tests.factories.translations import submit, translate, translated

from .words import OTHER, WORDS

if TYPE_CHECKING:
    from .content import ExampleSite
TERMS = (
    ("local government", "LRG", "collectivité locale"),
    ("Global Compact for Migration", "GCM", "Pacte mondial pour les migrations"),
    ("welcome centre", "", "centre d’accueil"),
    ("newcomer", "", "nouvel arrivant"),
)
# A key of an app is random otherwise, and with it the picture to scan.
KEY_OF_THE_APP = "00112233445566778899aabbccddeeff00112233"


def translations(site: ExampleSite) -> None:
    """Translate some records wholly, some in part, some by machine; leave the others."""
    _glossary()
    desk = Translating(site)
    desk.finish(site.story)
    desk.finish(site.cities[0])
    changed = desk.change()
    desk.begin()
    desk.have_a_machine_begin()
    states.rebuild()
    desk.ask_the_translator(changed)
    desk.upload_files()
    TOTPDevice.objects.create(
        user=site.people["Publishers"], name="app", key=KEY_OF_THE_APP, confirmed=False
    )


class Translating:
    """One site on its way into the other language."""

    def __init__(self, site: ExampleSite) -> None:
        self.site, self.language = site, OTHER[site.language]
        words, other = site.words, WORDS[self.language]
        self.pairs = {
            text.removeprefix("<p>").removesuffix("</p>"): other[name]
            .removeprefix("<p>")
            .removesuffix("</p>")
            for name, text in words.items()
            if isinstance(text, str)
        }
        for name in ("pictures", "captions"):
            self.pairs |= dict(zip(words[name], other[name], strict=True))

    def finish(self, record: Any) -> Any:
        """Translate and publish a record."""
        return translated(record, self.language, self.pairs)

    def change(self) -> Any:
        """Translate an action, then change what it says."""
        action = self.site.make_action("stale", self.site.cities[1])
        self.finish(action)
        action.title = self.site.words["stale_now"]
        action.save_revision(user=self.site.people["Writers"]).publish()
        return action

    def begin(self) -> None:
        """Translate the first text of a page."""
        words = self.site.words
        page = StandardPageFactory(
            language=self.site.language,
            title=words["standard"],
            slug="local-governments",
            introduction=words["standard_introduction"],
            body=[("rich_text", RichText(words["standard_text"]))],
        )
        translation = submit(page, self.language)
        translation.save_target(publish=False)
        translate(translation, {words["standard"]: self.pairs[words["standard"]]})
        translation.save_target(publish=False)
        self.begun = translation
        self.site.keys["translated"] = translation.get_target_instance().pk

    def have_a_machine_begin(self) -> None:
        """Have every text of an action translated by a machine."""
        action = self.site.make_action("machine", self.site.cities[2])
        translation = submit(action, self.language)
        translation.save_target(publish=False)
        translate(translation, self.pairs)
        StringTranslation.objects.filter(
            locale=translation.target_locale, context__object_id=action.translation_key
        ).update(translation_type=StringTranslation.TRANSLATION_TYPE_MACHINE)
        self.site.keys["machine_made"] = translation.pk

    def ask_the_translator(self, changed: Any) -> None:
        """Assign two records to the translator, who has notices of them and of a change."""
        people, now = self.site.people, timezone.now()
        waiting = self.site.make_action("waiting", self.site.cities[2])
        states.refresh([waiting.translation_key], quietly=True)
        to_do = TranslationState.objects.filter(language=self.language)
        stale = to_do.get(translation_key=changed.translation_key)
        tasks = [stale, to_do.get(translation_key=waiting.translation_key)]
        assign(
            tasks,
            people["Translators"],
            by=people["Publishers"],
            due=date(2026, 11, 20),
            note=self.site.words["task"],
        )
        Notice.objects.create(user=people["Translators"], kind=Notice.Kind.STALE, state=stale)
        for hours, notice in enumerate(Notice.objects.order_by("pk")):
            notice.created_at = now - timedelta(hours=4 * hours + 2)
            notice.save()
        self.site.keys["changed"] = stale.pk

    def upload_files(self) -> None:
        """Upload a file of translations, a spreadsheet and content of another installation."""
        people, keys = self.site.people, self.site.keys
        kept = TranslationImport.keep(people["Translators"], "translations.po", self._po_file())
        keys["file"] = kept.pk
        kept = ActionImport.keep(people["Publishers"], "actions.csv", self._spreadsheet())
        keys["spreadsheet"] = kept.pk
        package = Export([self.site.action, self.site.story]).write()
        self.site.action.summary = self.site.words["waiting_summary"]
        self.site.action.save_revision().publish()
        kept = ContentImport.keep(people["Administrators"], "content.zip", package)
        keys["package"] = kept.pk

    def _po_file(self) -> bytes:
        client = Client()
        client.force_login(self.site.people["Translators"])
        page = self.begun.source.get_source_instance()
        sent = client.post(
            reverse("translations_export"),
            {
                "record": [f"{page._meta.label_lower}:{page.pk}"],
                "language": self.language,
                "format": "po",
            },
        )
        file = polib.pofile(sent.content.decode())
        for entry in file:
            entry.msgstr = self.pairs.get(entry.msgid, entry.msgstr)
        return str(file).encode()

    def _spreadsheet(self) -> bytes:
        words, city = self.site.words, self.site.cities[0]
        rows = [
            {
                "external_id": f"example-{number}",
                "language": self.site.language,
                "title": title,
                "summary": words["action_summary"],
                "governments": government,
                "start": "2025",
                "source_url": f"https://example.org/{number}",
            }
            for number, (title, government) in enumerate(
                (
                    (words["draft"], str(city)),
                    (words["sign_up_action"], str(self.site.cities[1])),
                    (words["action"], words["sign_up"]),
                ),
                start=1,
            )
        ]
        text = io.StringIO()
        writer = csv.DictWriter(text, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        return text.getvalue().encode()


def _glossary() -> None:
    for english, also, french in TERMS:
        term = GlossaryTerm(term=english, also_written=also)
        term.wordings = [GlossaryWording(language="fr", wording=french)]
        term.save()
