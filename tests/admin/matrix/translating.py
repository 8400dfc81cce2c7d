"""What is done with translations."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import StringTranslation, Translation

from home.models import (
    TranslationImport,
    TranslationSending,
    TranslationTask,
)
from tests.admin.matrix.base import (
    NAMES,
    action,
    fresh,
    is_file,
    post,
    row_names,
)
from tests.factories.home import UserFactory


def save_text(client: Client, desk: Any, code: str) -> bool:
    translation = desk.translations[code]
    segment = translation.source.stringsegment_set.order_by("order").first()
    name = "wagtail_localize:edit_string_translation"
    NAMES.add(name)
    url = reverse(name, args=[translation.pk, segment.pk])
    client.put(url, "value=Changed", content_type="application/x-www-form-urlencoded")
    return StringTranslation.objects.filter(data="Changed").exists()


@action("Translate into French")
def translate_into_french(client: Client, desk: Any) -> bool:
    return save_text(client, desk, "fr")


@action("Translate into Russian")
def translate_into_russian(client: Client, desk: Any) -> bool:
    return save_text(client, desk, "ru")


def publish_text(client: Client, desk: Any, code: str) -> bool:
    row = desk.texts[code].get_translation(desk.translations[code].target_locale)
    post(client, "wagtailsnippets_actions_action:edit", row.pk, action="publish")
    return bool(fresh(row).live)


@action("Publish a translation into French")
def publish_french(client: Client, desk: Any) -> bool:
    return publish_text(client, desk, "fr")


@action("Publish a translation into Russian")
def publish_russian(client: Client, desk: Any) -> bool:
    return publish_text(client, desk, "ru")


@action("Send for translation into French")
def send(client: Client, desk: Any) -> bool:
    names = row_names(desk.story)
    data = {"record": names, "language": "fr", "languages": ["fr"], "confirmed": "1"}
    post(client, "translations_send", **data)
    return TranslationSending.objects.exists()


@action("Send for translation from an editor")
def send_from_editor(client: Client, desk: Any) -> bool:
    before = Translation.objects.count()
    locale = desk.translations["fr"].target_locale.pk
    post(client, "wagtail_localize:submit_page_translation", desk.story.pk, locales=[locale])
    return Translation.objects.count() > before


@action("Assign a translation into French")
def assign(client: Client, desk: Any) -> bool:
    translator = UserFactory(group="Translators")
    data = {"record": row_names(desk.texts["fr"]), "language": "fr", "confirmed": "1"}
    post(client, "translations_assign", assignee=translator.pk, **data)
    return TranslationTask.objects.exists()


@action("Take texts out for translation")
def take_out(client: Client, desk: Any) -> bool:
    data = {"record": row_names(desk.texts["fr"]), "language": "fr", "format": "po"}
    return is_file(post(client, "translations_export", **data))


@action("Bring translated texts in")
def bring_in(client: Client, desk: Any) -> bool:
    file = SimpleUploadedFile("fr.po", desk.po_file)
    post(client, "translations_import", file=file)
    return TranslationImport.objects.exists()
