"""Fixed terms: kept at the desk, shown beside a translation, and warned of where they differ."""

from __future__ import annotations

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data
from wagtail_localize.models import Translation

from home.models import GlossaryTerm, GlossaryWording
from home.translating.glossary import Glossary
from tests.admin.desk import edit_url, sign_in
from tests.admin.test_exchange import export, filled, upload
from tests.factories.home import StandardPageFactory, home_page
from tests.factories.translations import submit, translate

pytestmark = pytest.mark.django_db
WORDINGS = {
    "ar": "أهداف التنمية المستدامة",
    "es": "gobierno local y regional",
    "fr": "collectivité locale",
    "ru": "местный орган власти",
    "zh-hans": "地方政府",
}


def term(name="local government", also="LRG", wrong="", case_sensitive=False, **wordings):
    made = GlossaryTerm(term=name, also_written=also, case_sensitive=case_sensitive)
    made.wordings = [
        GlossaryWording(language=language.replace("_", "-"), wording=wording, wrong=wrong)
        for language, wording in (wordings or WORDINGS).items()
    ]
    made.save()
    return made


RIGHT = [
    ("ar", "صلة النداء بأهداف التنمية المستدامة"),
    ("es", "47 gobiernos locales y regionales"),
    ("fr", "Les <b>collectivités locales</b> agissent"),
    ("ru", "обязательства местных органов власти"),
    ("zh-hans", "这里的地方政府"),
]


@pytest.mark.parametrize(("language", "value"), RIGHT)
def test_a_fixed_wording_is_known_in_every_form(language, value):
    term()
    assert Glossary("en", language).warnings("Local governments act.", value) == []


@pytest.mark.parametrize("language", WORDINGS)
def test_another_wording_is_warned_of(language):
    term()
    found = Glossary("en", language).warnings("What LRG means", "quelque chose")
    assert WORDINGS[language] in found[0]


def test_a_text_without_the_term_or_without_a_translation_gets_no_warning():
    term()
    glossary = Glossary("en", "fr")
    assert glossary.warnings("A national government", "x") == []
    assert glossary.warnings("A local government", "") == []


def test_a_wording_not_to_be_used_is_named():
    term(wrong="autorité locale", fr="collectivité locale")
    value = "Les collectivités locales ou autorités locales"
    assert "“autorité locale” is not used" in Glossary("en", "fr").warnings("LRG", value)[0]


def test_a_longer_term_covers_a_shorter_one():
    term("Global Compact", "", fr="Pacte mondial")
    term("Global Compact on Refugees", "", fr="Pacte sur les réfugiés")
    used = Glossary("en", "fr").used_in("The Global Compact on Refugees")
    assert [entry.term for entry in used] == ["Global Compact on Refugees"]


def test_capital_letters_matter_where_they_are_said_to():
    term("Call", "", case_sensitive=True, fr="Appel")
    glossary = Glossary("en", "fr")
    assert glossary.warnings("Please call us", "x") == []
    assert glossary.warnings("Join the Call", "x")


def test_the_glossary_serves_translations_into_english_and_between_other_languages():
    term()
    assert Glossary("fr", "en").warnings("Collectivités locales", "Local governments") == []
    assert Glossary("fr", "en").warnings("Collectivités locales", "Towns")
    assert Glossary("fr", "es").warnings("Collectivités locales", "Los gobiernos locales")


@pytest.fixture
def translation():
    term()
    page = StandardPageFactory(parent=home_page(), title="What local governments do")
    translation = submit(page, "fr")
    translation.save_target(publish=False)
    return translation


def test_the_editor_shows_the_terms_and_warns(client, translation):
    sign_in(client, "Translators")
    editor = edit_url(translation.get_target_instance())
    assert "Fixed terms in this record" in client.get(editor).content.decode()
    translate(translation, {"What local governments do": "Ce que font les mairies"})
    hints = client.get(reverse("translation_hints", args=[translation.pk])).content.decode()
    assert "“local government” is translated as “collectivité locale”." in hints


def test_hints_are_for_whoever_may_translate(client, translation):
    sign_in(client, None)
    url = reverse("translation_hints", args=[translation.pk])
    assert client.get(url).status_code == 302


def test_an_import_warns_but_is_not_refused(client, translation):
    sign_in(client, "Translators")
    sent = export(client, translation.source.get_source_instance()).content
    assert Translation.objects.count() == 1
    response = upload(client, filled(sent, {"What local governments do": "Les mairies"}))
    plan = response.context["plan"]
    assert "collectivité locale" in plan.written[0].warnings[0]
    assert "collectivité locale" in response.content.decode()


def test_who_publishes_keeps_the_glossary_and_translators_read_it(client):
    data = {
        "term": "city",
        "also_written": "",
        "note": "",
        **nested_form_data(
            {
                "wordings": {
                    "TOTAL_FORMS": 1,
                    "INITIAL_FORMS": 0,
                    "MIN_NUM_FORMS": 0,
                    "MAX_NUM_FORMS": 1000,
                    "0": {"language": "fr", "wording": "ville", "DELETE": "", "id": ""},
                }
            }
        ),
    }
    url = reverse(GlossaryTerm.snippet_viewset.get_url_name("add"))
    sign_in(client, "Translators")
    assert client.get(reverse(GlossaryTerm.snippet_viewset.get_url_name("list"))).status_code == 200
    client.post(url, data)
    assert not GlossaryTerm.objects.exists()
    sign_in(client, "Administrators")
    client.post(url, data)
    assert GlossaryTerm.objects.get().wordings.get().wording == "ville"
