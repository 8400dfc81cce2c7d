"""A machine drafts translations over HTTP; a human confirms them before readers see them."""

from __future__ import annotations

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from django.urls import reverse
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, Translation

from home.translating.texts import machine_made
from tests.admin.desk import edit_url, messages_of, sign_in
from tests.factories.actions import ActionFactory
from tests.factories.home import LocaleFactory, StandardPageFactory, home_page
from tests.factories.translations import submit

pytestmark = pytest.mark.django_db
LINK = '<p>Read <a href="https://example.org/">more</a>.</p>'


class Machine(BaseHTTPRequestHandler):
    """Speaks as LibreTranslate and DeepL do; the server's ``mood`` says how well."""

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        self.server.asked.append((self.path, body))
        mood = self.server.mood
        if mood == "slow":
            time.sleep(1.5)
        texts = json.loads(body)["q"] if self.path == "/translate" else ["x"]
        answers = [f"fr {text}" for text in texts]
        if mood == "damaged":
            answers = [text.replace('id="a1"', 'id="a1" onclick="x()"') for text in answers]
        answer = {"translatedText": answers[:-1] if mood == "nonsense" else answers}
        if self.path == "/v2/translate":
            answer = {"translations": [{"text": "Portes"}]}
        content = b"<html>" if mood == "page" else json.dumps(answer).encode()
        self.send_response(403 if mood == "refuses" else 200)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def machine(settings):
    server = ThreadingHTTPServer(("127.0.0.1", 0), Machine)
    server.mood, server.asked = "", []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.url = f"http://127.0.0.1:{server.server_port}"
    use(settings, "LibreTranslate", server.url)
    yield server
    server.shutdown()
    server.server_close()


def use(settings, name, url):
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": f"home.translating.machine.{name}",
        "OPTIONS": {"URL": url, "KEY": "", "TIMEOUT": 1},
    }


@pytest.fixture
def translation():
    LocaleFactory(language_code="fr")
    page = StandardPageFactory(
        parent=home_page(), title="Open doors", body=[("rich_text", RichText(LINK))]
    )
    translation = submit(page, "fr")
    translation.save_target(publish=False)
    return translation


def ask(client, translation):
    url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    editor = translation.get_target_instance_edit_url()
    return client.post(url, {"next": editor}, follow=True)


def confirm(client, translation, *rows):
    url = reverse("machine_made_texts", args=[translation.pk])
    return client.post(url, {f"text-{row.pk}": row.data for row in rows}, follow=True)


def publish(client, translation, capture):
    with capture(execute=True):
        url = translation.get_target_instance_edit_url()
        return client.post(url, {"action": "publish"}, follow=True)


def test_what_a_machine_made_is_published_once_a_human_has_confirmed_it(
    client, machine, translation, django_capture_on_commit_callbacks
):
    sign_in(client, "Publishers")
    ask(client, translation)
    assert {row.tool_name for row in machine_made()} == {"LibreTranslate"}
    response = publish(client, translation, django_capture_on_commit_callbacks)
    assert "translated by a machine. Read and confirm" in messages_of(response)[0]
    assert "fr Open doors" in response.content.decode()
    assert not translation.get_target_instance().live
    confirm(client, translation, *machine_made()[:1])
    assert machine_made().count() == len(response.context["texts"]) - 1
    confirm(client, translation, *machine_made())
    publish(client, translation, django_capture_on_commit_callbacks)
    row = translation.get_target_instance()
    assert (row.live, row.title) == (True, "fr Open doors")


def test_a_text_that_changed_since_it_was_read_is_not_confirmed(client, machine, translation):
    sign_in(client, "Publishers")
    ask(client, translation)
    row = machine_made().first()
    StringTranslation.objects.filter(pk=row.pk).update(data="other")
    confirm(client, translation, row)
    assert machine_made().filter(pk=row.pk).exists()


def test_writing_over_a_text_confirms_it(client, machine, translation):
    sign_in(client, "Publishers")
    ask(client, translation)
    before = machine_made().count()
    segment = translation.source.stringsegment_set.first()
    url = reverse("wagtail_localize:edit_string_translation", args=[translation.pk, segment.pk])
    client.put(url, "value=Portes", content_type="application/x-www-form-urlencoded")
    assert machine_made().count() == before - 1


def test_a_damaged_text_is_left_to_the_translator(client, machine, translation):
    machine.mood = "damaged"
    sign_in(client, "Publishers")
    told = " ".join(messages_of(ask(client, translation)))
    assert "1 text came back damaged" in told
    assert not machine_made().filter(data__contains="onclick").exists()


FAULTS = {
    "slow": "did not answer in time",
    "refuses": "refused to translate (status 403)",
    "nonsense": "an answer that makes no sense",
    "page": "an answer that makes no sense",
}


@pytest.mark.parametrize(("mood", "message"), FAULTS.items(), ids=FAULTS)
def test_a_machine_that_fails_is_told_and_changes_nothing(
    client, machine, translation, mood, message
):
    machine.mood = mood
    sign_in(client, "Publishers")
    assert message in messages_of(ask(client, translation))[0]
    assert not StringTranslation.objects.exists()
    url = reverse("wagtail_localize:update_translations", args=[translation.source_id])
    response = client.post(url, {"use_machine_translation": "on"}, follow=True)
    assert message in messages_of(response)[0]


def test_a_machine_that_is_down_is_told(client, settings, translation):
    use(settings, "LibreTranslate", "http://127.0.0.1:9")
    sign_in(client, "Publishers")
    assert "can’t be reached" in messages_of(ask(client, translation))[0]


def test_deepl_is_asked_for_simplified_chinese(client, settings, machine):
    use(settings, "DeepL", machine.url)
    action = ActionFactory()
    translation = submit(action, "zh-hans")
    translation.save_target(publish=False)
    sign_in(client, "Publishers")
    ask(client, translation)
    assert "target_lang=ZH-HANS" in machine.asked[0][1]


def test_a_refusal_by_deepl_is_told(client, settings, machine, translation):
    use(settings, "DeepL", machine.url)
    machine.mood = "page"
    sign_in(client, "Publishers")
    assert "makes no sense" in messages_of(ask(client, translation))[0]


def test_without_a_machine_there_is_no_button(client, translation):
    sign_in(client, "Publishers")
    page = client.get(edit_url(translation.get_target_instance()))
    assert '"machineTranslator": null' in page.context["props"]
    assert ask(client, translation).status_code == 404


def test_an_export_marks_a_machines_texts_and_an_import_confirms_them(client, machine, translation):
    sign_in(client, "Publishers")
    ask(client, translation)
    url = reverse("wagtail_localize:download_pofile", args=[translation.pk])
    content = client.get(url).content.decode()
    assert content.count("#, fuzzy") == machine_made().count()
    assert Translation.objects.count() == 1
