"""A table of searches in the six languages, each with what has to come first."""

from __future__ import annotations

import html
import re

import pytest
from django.test import Client

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.searches,
    pytest.mark.usefixtures("seeded"),
]

CLIMATE = "/actions/amman-childrens-climate-academy-and-park/"
CLINIC = "/actions/municipal-mobile-health-clinic/"
KAMPALA = "/actions/kampala-and-nairobi-joint-city-pledge-to-institutionalize-refugee-inclusion/"
NAIROBI = (
    "/actions/inclusive-nairobi-institutionalizing-refugee-inclusion-in-nairobi-city-county-"
    "government/"
)
NATIONALITY = (
    "/actions/facilitating-dual-nationality-preventing-statelessness-and-promoting-inclusion-for/"
)
NUTRITION = "/actions/nutrition-reception-center-for-migrant-and-refugee-children-and-mothers/"
VOTERS = (
    "/actions/automatic-electoral-registry-for-migrants-and-awareness-raising-of-political-rights-"
    "in/"
)
WOMEN = "/actions/24-hour-centre-for-migrant-women-and-their-dependants/"

SEARCHES = [
    # Plurals, irregular ones too, and no accents; the last two are misspelled.
    ("en", "mobile clinics", CLINIC),
    ("en", "child migrants nutrition", NUTRITION),
    ("en", "woman centre", WOMEN),
    ("en", "parks climate", CLIMATE),
    ("en", "montreal", "/cities/montreal/"),
    ("en", "bogota", "/cities/bogota/"),
    ("en", "how to join", "/join/"),
    ("en", "PRIVACY", "/privacy/"),
    ("en", '"dual nationality" -museum', NATIONALITY),
    ("en", "nutrtion center", NUTRITION),
    ("en", "climte academy", CLIMATE),
    ("fr", "refugies nairobi", KAMPALA),
    ("fr", "RÉFUGIÉE Nairobi", KAMPALA),
    ("fr", "femme migrante", WOMEN),
    ("fr", "double nationalite", NATIONALITY),
    ("fr", "centres d’accueil nutritionnels", NUTRITION),
    ("fr", "droit politique", VOTERS),
    ("fr", "parcs climatiques", CLIMATE),
    ("fr", "confidentialite", "/privacy/"),
    ("fr", "montreal", "/cities/montreal/"),
    ("fr", "refugeis nairobi", KAMPALA),
    ("es", "refugiada nairobi", NAIROBI),
    ("es", "clinica movil", CLINIC),
    ("es", "mujer migrante", WOMEN),
    ("es", "centros nutricionales", NUTRITION),
    ("es", "parque climatico", CLIMATE),
    ("es", "doble nacionalidad", NATIONALITY),
    ("es", "derecho politico", VOTERS),
    ("es", "bogota", "/cities/bogota/"),
    ("es", "privacidad", "/privacy/"),
    ("es", "refugidos nairobi", NAIROBI),
    ("ru", "беженец найроби", KAMPALA),
    ("ru", "передвижные клиники", CLINIC),
    ("ru", "женщина мигрантка", WOMEN),
    ("ru", "питание ребёнка", NUTRITION),
    ("ru", "климатических парков", CLIMATE),
    ("ru", "двойное гражданство", NATIONALITY),
    ("ru", "Монреаль", "/cities/montreal/"),
    ("ru", "как присоединиться", "/join/"),
    ("ru", "конфиденциальности", "/privacy/"),
    ("ru", "питпние детей", NUTRITION),
    ("ar", "لاجئة نيروبي", NAIROBI),
    ("ar", "عيادات متنقلة", CLINIC),
    ("ar", "امراة مهاجرة", WOMEN),
    ("ar", "تغذية الطفل", NUTRITION),
    ("ar", "اكاديميه المناخ", CLIMATE),
    ("ar", "مونتريال", "/cities/montreal/"),
    ("ar", "بُوغُوتَا", "/cities/bogota/"),
    ("ar", "كيفية الانضمام", "/join/"),
    ("ar", "خصوصية", "/privacy/"),
    ("ar", "بوغوتتا", "/cities/bogota/"),
    ("zh-hans", "流动诊所", CLINIC),
    ("zh-hans", "移民妇女", WOMEN),
    ("zh-hans", "儿童营养", NUTRITION),
    ("zh-hans", "气候的公园", CLIMATE),
    ("zh-hans", "双重国籍", NATIONALITY),
    ("zh-hans", "蒙特利尔", "/cities/montreal/"),
    ("zh-hans", "波哥大", "/cities/bogota/"),
    ("zh-hans", "如何加入", "/join/"),
    ("zh-hans", "隐私", "/privacy/"),
    ("zh-hans", "双重国藉", NATIONALITY),
]
GROUP = re.compile(r'href="#results-(\w+)">[^<]*</a>\s*<span[^>]*>(\d+)<')
SAME = [
    # Each finds exactly what the other does.
    ("fr", "refugies", "réfugiées"),
    ("ru", "беженец", "беженцев"),
    ("ru", "ребенок", "дети"),
    ("ar", "لاجئ", "اللاجئين"),
    ("ar", "لاجي", "للاجئين"),
    ("en", "cities", "CITY"),
    ("es", "ciudad", "ciudades"),
    ("zh-hans", "ｂｏｇｏｔａ", "Bogotá"),
]


def search(client: Client, language: str, words: str, kind: str = "") -> str:
    response = client.get(f"/{language}/search/", {"q": words, **({"kind": kind} if kind else {})})
    assert response.status_code == 200
    return response.content.decode()


def links(page: str) -> list[str]:
    """Return the addresses of the results, without their language."""
    found = re.findall(r'class="result__title"[^>]*>\s*<a href="/[^/]+(/[^"]*)"', page)
    return [html.unescape(url) for url in found]


def test_the_best_result_comes_first(client: Client) -> None:
    wrong = {
        (language, words): found[:2]
        for language, words, first in SEARCHES
        if (found := links(search(client, language, words)))[:1] != [first]
    }
    assert not wrong


def test_every_language_has_its_table() -> None:
    languages = [language for language, _words, _first in SEARCHES]
    assert {code: languages.count(code) >= 8 for code in languages} == dict.fromkeys(
        ("en", "fr", "es", "ru", "ar", "zh-hans"), True
    )


@pytest.mark.parametrize(("language", "words", "others"), SAME)
def test_forms_of_a_word_find_the_same(
    client: Client, language: str, words: str, others: str
) -> None:
    pages = [search(client, language, text) for text in (words, others)]
    assert links(pages[0])
    assert sorted(GROUP.findall(pages[0])) == sorted(GROUP.findall(pages[1]))


def test_a_part_of_a_chinese_word_finds_the_longer_one(client: Client) -> None:
    assert NUTRITION in links(search(client, "zh-hans", "难民", "action"))
    assert "<mark>难民儿童</mark>" in search(client, "zh-hans", "难民儿童")


def test_a_misspelling_is_put_right_and_said(client: Client) -> None:
    page = search(client, "en", "refugess")
    assert "Nothing was found for “refugess”. These are the results for “refugees”." in page
    assert "<mark>Refugees</mark>" in page
    explorer = client.get("/en/actions/", {"q": "refugess"}).content.decode()
    assert "These are the results for “refugees”" in explorer


def test_matches_are_marked_in_their_own_form_and_escaped(client: Client) -> None:
    page = search(client, "fr", "refugie")
    assert "<mark>réfugiés</mark>" in page
    assert "<mark>&lt;" not in search(client, "en", "<script>alert(1)</script> refugees")


def test_nothing_found_says_what_to_leave_out(client: Client) -> None:
    page = search(client, "en", "montreal qqqqq")
    assert "Nothing was found for “montreal qqqqq”." in page
    assert re.search(r'href="\?q=montreal"[^>]*>\s*Without “qqqqq”', page)
    assert 'href="/en/actions/"' in page


def test_groups_say_how_many_there_are_and_lead_to_all(client: Client) -> None:
    page = search(client, "en", "migrants")
    shown = {kind: int(total) for kind, total in GROUP.findall(page)}
    assert shown["action"] > 5
    assert 'href="/en/actions/?q=migrants"' in page
    assert len(links(search(client, "en", "migrants", "action"))) == min(shown["action"], 20)
