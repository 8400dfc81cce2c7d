"""Translations on their way out of the desk and back: PO and XLIFF, honest and hostile."""

from __future__ import annotations

import re

import polib
import pytest
import willow
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.rich_text import RichText
from wagtail_localize.models import StringTranslation, Translation

from tests.admin.desk import messages_of, sign_in
from tests.factories.actions import ActionFactory
from tests.factories.home import LocaleFactory, StandardPageFactory, home_page
from tests.factories.translations import submit, translate

pytestmark = pytest.mark.django_db

EXPORT, IMPORT = "translations_export", "translations_import"
LINK = '<p>Read <a href="https://example.org/">more</a> &amp; <b>join</b>.</p>'
SOURCE_TEXT = 'Read <a id="a1">more</a> &amp; <b>join</b>.'
FRENCH_TEXT = 'Lisez <b>et</b> <a id="a1">la suite</a> &amp; venez.'
FORMATS = ["po", "xliff"]


@pytest.fixture
def standard_page():
    LocaleFactory(language_code="fr")
    return StandardPageFactory(
        parent=home_page(), title="Open doors", body=[("rich_text", RichText(LINK))]
    )


def name_of(record) -> str:
    return f"{record._meta.label_lower}:{record.pk}"


def export(client, *records, file_format="po", language="fr"):
    names = [name_of(record) for record in records]
    data = {"record": names, "language": language, "format": file_format}
    return client.post(reverse(EXPORT), data)


def upload(client, content, name="file.po", url=None):
    if isinstance(content, str):
        content = content.encode()
    file = SimpleUploadedFile(name, content)
    return client.post(url or reverse(IMPORT), {"file": file}, follow=True)


def confirm(client, response):
    url = response.redirect_chain[-1][0]
    return client.post(url, {"plan": response.context["plan"].digest}, follow=True)


def outcomes_of(response) -> dict[str, int]:
    """Return what becomes of how many texts, but for those that nobody has translated."""
    return {name: n for name, n in response.context["plan"].summary if name != "Empty"}


def errors_of(response) -> list[str]:
    return response.context["form"].errors["file"]


def reasons_of(response) -> str:
    return " ".join(reason for row in response.context["plan"].rows for reason in row.reasons)


def stored() -> dict[str, str]:
    rows = StringTranslation.objects.select_related("translation_of")
    return {row.translation_of.data: row.data for row in rows}


def filled(content: bytes, words: dict[str, str]) -> str:
    """Return a PO file with these translations."""
    file = polib.pofile(content.decode())
    for entry in file:
        entry.msgstr = words.get(entry.msgid, entry.msgstr)
    return str(file)


def xliff_with_target(content: bytes, target: str, source: str = "Open doors") -> str:
    """Return an XLIFF file in which a translator has translated one text."""
    text = content.decode()
    return text.replace(f"<source>{source}</source>", f"<source>{source}</source>{target}")


@pytest.mark.parametrize("file_format", FORMATS)
def test_an_export_submits_and_tells_translators_what_they_need(client, standard_page, file_format):
    sign_in(client, "Translators")
    response = export(client, standard_page, ActionFactory(), file_format=file_format)
    assert Translation.objects.count() == 2
    text = response.content.decode()
    for needed in ("Open doors", "Place: Title", "At most 255 characters", standard_page.slug):
        assert needed in text


@pytest.mark.parametrize("file_format", FORMATS)
def test_what_was_exported_comes_back_unchanged(client, standard_page, file_format):
    sign_in(client, "Translators")
    export(client, standard_page)
    translate(Translation.objects.get(), {"Open doors": "Portes", SOURCE_TEXT: FRENCH_TEXT})
    sent = export(client, standard_page, file_format=file_format).content
    response = upload(client, sent)
    assert outcomes_of(response) == {"Unchanged": 2}


def test_a_translated_po_file_is_shown_first_and_stored_once_confirmed(client, standard_page):
    user = sign_in(client, "Translators")
    sent = export(client, standard_page).content
    words = {"Open doors": "Portes ouvertes", SOURCE_TEXT: FRENCH_TEXT}
    response = upload(client, filled(sent, words))
    assert stored() == {}
    assert outcomes_of(response) == {"New": 2}
    assert "2 texts were imported" in messages_of(confirm(client, response))[0]
    assert stored() == words
    row = StringTranslation.objects.first()
    assert (row.translation_type, row.last_translated_by) == ("manual", user)


def test_a_translated_xliff_file_keeps_links_and_tags(client, standard_page):
    sign_in(client, "Translators")
    sent = export(client, standard_page, file_format="xliff").content
    source = re.search(r"<source>(Read .*?)</source>", sent.decode())[1]
    target = (
        '<target><mrk mtype="seg" mid="1">Lisez <g id="b7">et</g> <g id="a1">la suite</g></mrk>'
        " &amp; venez.</target>"
    )
    response = upload(client, xliff_with_target(sent, target, source))
    confirm(client, response)
    assert stored() == {SOURCE_TEXT: FRENCH_TEXT}


def test_a_text_whose_source_has_changed_is_listed_and_skipped(client, standard_page):
    sign_in(client, "Translators")
    sent = export(client, standard_page).content
    standard_page.title = "Wide open doors"
    standard_page.save_revision().publish()
    Translation.objects.get().source.update_from_db()
    words = {"Open doors": "Portes ouvertes", SOURCE_TEXT: FRENCH_TEXT}
    response = upload(client, filled(sent, words))
    assert outcomes_of(response) == {"Skipped": 1, "New": 1}
    assert "The source has changed since the file was made." in response.content.decode()
    confirm(client, response)
    assert stored() == {SOURCE_TEXT: FRENCH_TEXT}


def test_an_xliff_file_is_the_same_after_a_picture_was_read(client, standard_page):
    sign_in(client, "Translators")
    before = export(client, standard_page, file_format="xliff").content
    willow.setup()
    assert export(client, standard_page, file_format="xliff").content == before


def test_what_the_file_marks_as_unfinished_is_skipped(client, standard_page):
    sign_in(client, "Translators")
    po = polib.pofile(filled(export(client, standard_page).content, {"Open doors": "Portes"}))
    po.find("Open doors").flags.append("fuzzy")
    assert "not finished" in reasons_of(upload(client, str(po)))
    sent = export(client, standard_page, file_format="xliff").content
    target = '<target state="needs-translation">Portes</target>'
    response = upload(client, xliff_with_target(sent, target))
    assert "not finished" in reasons_of(response)
    assert response.context["plan"].written == []


BAD_TEXTS = {
    "script": ("<script>alert(1)</script>", "<script> is not allowed"),
    "handler": ('Lisez <a id="a1" onclick="x()">la</a> <b>et</b>', "attribute “onclick”"),
    "address": ('Lisez <a href="javascript:x()">la</a> <b>et</b>', "attribute “href”"),
    "image": ("<img src=x onerror=alert(1)>", "<img> is not allowed"),
    "link is missing": ("Lisez <b>et</b>", '<a id="a1"> is missing'),
    "tag is missing": ('<a id="a1">Lisez</a>', "<b> is missing"),
    "unknown link": ('<a id="a2">la</a> <a id="a1">la</a> <b>et</b>', '<a id="a2"> is not in'),
    "open tag": ('<a id="a1">la</a> <b>et', "<b> is not closed"),
    "crossed tags": ('<a id="a1"><b>la</a></b>', "nothing is to be closed"),
    "comment": ('<a id="a1">la</a> <b>et</b><!-- -->', "Comments are not allowed"),
    "instruction": ('<a id="a1">la</a> <b>et</b><?php ?>', "Declarations are not allowed"),
    "NUL": ("Lisez\0", "control characters"),
    "nothing to read": ('<a id="a1"> </a><b></b>', "no text in it"),
}


@pytest.mark.parametrize(("value", "reason"), BAD_TEXTS.values(), ids=BAD_TEXTS)
def test_one_bad_text_keeps_the_whole_file_out(client, standard_page, value, reason):
    sign_in(client, "Translators")
    sent = export(client, standard_page).content
    response = upload(client, filled(sent, {"Open doors": "Portes", SOURCE_TEXT: value}))
    assert reason in reasons_of(response)
    assert "Nothing can be imported" in response.content.decode()
    confirm(client, response)
    assert stored() == {}


def test_a_text_too_long_for_its_field_is_refused(client, standard_page):
    sign_in(client, "Translators")
    sent = export(client, standard_page).content
    response = upload(client, filled(sent, {"Open doors": "P" * 256}))
    assert "It has 256 characters; there is room for 255." in reasons_of(response)


def test_line_breaks_and_hidden_characters_are_cleaned_and_told(client, standard_page):
    sign_in(client, "Translators")
    sent = export(client, standard_page).content
    response = upload(client, filled(sent, {"Open doors": " Portes\n\u202eouvertes & plus "}))
    assert "Line breaks became spaces." in reasons_of(response)
    assert "Invisible characters were taken out." in reasons_of(response)
    confirm(client, response)
    assert stored() == {"Open doors": "Portes ouvertes &amp; plus"}


def test_an_unknown_inline_code_is_refused(client, standard_page):
    sign_in(client, "Translators")
    sent = export(client, standard_page, file_format="xliff").content
    response = upload(client, xliff_with_target(sent, '<target>Por<ph id="1"/>tes</target>'))
    assert "The inline code <ph> is unknown." in reasons_of(response)


@pytest.mark.parametrize("file_format", FORMATS)
def test_two_translations_of_one_text_are_refused(client, standard_page, file_format):
    sign_in(client, "Translators")
    export(client, standard_page)
    translate(Translation.objects.get(), {"Open doors": "Portes"})
    text = export(client, standard_page, file_format=file_format).content.decode()
    if file_format == "po":
        first = text[text.index("#. ") :].split("\n\n")[0]
        text = f"{text}\n\n{first.replace('Portes', 'Fenêtres')}\n"
    else:
        first = re.search(r"<trans-unit.*?</trans-unit>", text, re.DOTALL)[0]
        text = text.replace(first, first + first.replace("Portes", "Fenêtres"))
    assert "several translations of this text" in reasons_of(upload(client, text))


def test_plural_entries_are_refused(client, standard_page):
    sign_in(client, "Translators")
    po = polib.pofile(export(client, standard_page).content.decode())
    entry = po.find("Open doors")
    entry.msgid_plural, entry.msgstr_plural = "Open doors", {0: "Porte", 1: "Portes"}
    assert "plural forms are not supported" in reasons_of(upload(client, str(po)))


BOMB = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]>'
    '<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">&b;</xliff>'
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>'
BAD_FILES = {
    "empty": (b"", "The file is empty."),
    "spaces": (b" \n ", "The file is empty."),
    "entities": (BOMB.encode(), "not read for safety"),
    "another file": (OUTSIDE.encode(), "not read for safety"),
    "half an XML file": (b"<xliff", "not well-formed XML"),
    "unknown encoding": (b'<?xml version="1.0" encoding="x-y"?><xliff/>', "not well-formed XML"),
    "XML": (b"<html><body/></html>", "not an XLIFF 1.2 file"),
    "XLIFF of nothing": (
        b'<xliff xmlns="urn:oasis:names:tc:xliff:document:1.2"/>',
        "must be for one language",
    ),
    "table": (b"title,translation\nDoors,Portes\n", "not a PO file"),
    "name of a file": (b"/etc/passwd", "not a PO file"),
    "other encoding": ('msgid "é"\nmsgstr "é"\n'.encode("latin-1"), "not in UTF-8"),
    "binary": (bytes(range(256)), "not in UTF-8"),
    "broken PO": (b'msgid "a"\nfoo bar\n', "damaged"),
    "too large": (b"#" * (5 * 1024 * 1024 + 1), "too large"),
    "no texts": (b'msgid ""\nmsgstr "Language: fr\\n"\n', "no texts in the file"),
    "no language": (b'msgid "a"\nmsgstr "b"\n', "for which of the site’s languages"),
}


@pytest.mark.parametrize(("content", "reason"), BAD_FILES.values(), ids=BAD_FILES)
def test_a_file_that_is_none_is_refused_with_the_reason(client, content, reason):
    sign_in(client, "Translators")
    assert reason in errors_of(upload(client, content))[0]


def test_a_file_of_another_installation_is_refused(client, standard_page):
    sign_in(client, "Translators")
    sent = export(client, standard_page).content
    Translation.objects.all().delete()
    assert "another installation" in errors_of(upload(client, sent))[0]


def test_a_file_that_claims_another_language_is_refused(client, standard_page):
    sign_in(client, "Translators")
    sent = export(client, standard_page).content
    spanish = sent.replace(b"X-Content-Language: fr", b"X-Content-Language: es")
    assert "other languages than it says" in errors_of(upload(client, spanish))[0]


def test_the_editor_of_one_translation_takes_its_own_file_only(client, standard_page):
    other = submit(ActionFactory(), "fr")
    sign_in(client, "Translators")
    export(client, standard_page)
    translation = Translation.objects.exclude(pk=other.pk).get()
    other.save_target(publish=False)
    own = client.get(reverse("wagtail_localize:download_pofile", args=[translation.pk])).content
    foreign = client.get(reverse("wagtail_localize:download_pofile", args=[other.pk])).content
    url = reverse("wagtail_localize:upload_pofile", args=[translation.pk])
    assert "another record" in errors_of(upload(client, foreign, url=url))[0]
    response = upload(client, filled(own, {"Open doors": "Portes"}), url=url)
    confirm(client, response)
    assert stored() == {"Open doors": "Portes"}


def test_what_changed_between_the_look_and_the_confirmation_is_shown_again(client, standard_page):
    sign_in(client, "Translators")
    sent = export(client, standard_page).content
    response = upload(client, filled(sent, {"Open doors": "Portes"}))
    translate(Translation.objects.get(), {"Open doors": "Portails"})
    assert "have changed since" in messages_of(confirm(client, response))[0]
    assert stored() == {"Open doors": "Portails"}


def test_a_file_is_imported_once(client, standard_page):
    sign_in(client, "Translators")
    response = upload(
        client, filled(export(client, standard_page).content, {"Open doors": "Portes"})
    )
    confirm(client, response)
    assert "imported already" in messages_of(confirm(client, response))[0]


def test_a_kept_file_is_its_senders_alone(client, standard_page):
    sign_in(client, "Translators")
    url = upload(client, export(client, standard_page).content).redirect_chain[-1][0]
    sign_in(client, "Translators")
    assert client.get(url, follow=True).status_code == 404


def test_nobody_exports_or_imports_without_the_permission(client, standard_page):
    sign_in(client, None)
    assert export(client, standard_page).status_code == 302
    assert not Translation.objects.exists()
    assert client.get(reverse(IMPORT)).status_code == 302


ORDERS = {
    "no language": ({"record": ["x"], "format": "po"}, "Choose a language."),
    "unknown format": ({"record": ["x"], "format": "doc", "language": "fr"}, "Choose PO or XLIFF."),
    "no record": ({"format": "po", "language": "fr"}, "Choose at least one record."),
    "nonsense": (
        {"record": ["a", "home.homepage:x", "auth.user:1"], "format": "po", "language": "fr"},
        "A chosen record is not there any more.",
    ),
}


@pytest.mark.parametrize(("data", "message"), ORDERS.values(), ids=ORDERS)
def test_an_export_that_lacks_something_says_so(client, data, message):
    LocaleFactory(language_code="fr")
    sign_in(client, "Translators")
    assert message in messages_of(client.post(reverse(EXPORT), data, follow=True))[0]


def test_a_record_is_not_exported_into_its_own_language(client, standard_page):
    sign_in(client, "Translators")
    response = export(client, standard_page, language="en")
    assert response.status_code == 302
