"""The guidance and the document to prepare offline: both ask what the form asks."""

from __future__ import annotations

import json
import re
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.utils.translation import override
from docx import Document

from home.joining.entry import Entry
from home.models import JoinPage, JoinQuestion
from tests.factories.actions import CategoryFactory, CityPageFactory, ObjectiveFactory
from tests.factories.home import join_page

pytestmark = pytest.mark.django_db

LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh-hans")


def document(client: Client, language: str = "en") -> Any:
    response = client.get(f"/{language}/join/form.docx")
    assert response.status_code == 200
    return Document(BytesIO(response.content))


def words_of(paper: Any) -> str:
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in paper.paragraphs), *cells])


def labels(page: JoinPage, language: str) -> list[str]:
    with override(language):
        entry = Entry(page)
        forms = (entry.government, *(part.forms[0] for part in entry.parts.values()), entry.consent)
        return [str(bound.label) for form in forms for bound in form.visible_fields()]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_question_of_the_form_is_in_the_document(client: Client, language: str) -> None:
    join_page()
    page = join_page(language)
    ObjectiveFactory(title="Save lives")
    CategoryFactory(title="Housing and health")
    paper = document(client, language)
    words = words_of(paper)
    for label in labels(page, language):
        assert label in words
    for title in ("Save lives", "Housing and health"):
        assert title in words
    assert paper.core_properties.title


def add_question(page: JoinPage) -> None:
    page.questions.add(
        JoinQuestion(label="How many people live there?", field_type="number", locale=page.locale)
    )
    page.save_revision().publish()


def test_a_question_of_the_editors_is_asked_in_all_places(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    page = join_page()
    assert "How many people live there?" not in words_of(document(client))
    with django_capture_on_commit_callbacks(execute=True):
        add_question(page)
    assert "How many people live there?" in words_of(document(client))
    text = client.get("/en/join/").content.decode()
    assert text.count("How many people live there?") >= 2


@pytest.mark.parametrize(("language", "is_rtl"), [("ar", True), ("zh-hans", False)])
def test_the_document_has_its_language_and_direction(
    client: Client, language: str, is_rtl: bool
) -> None:
    join_page()
    join_page(language)
    content = client.get(f"/{language}/join/form.docx").content
    with ZipFile(BytesIO(content)) as parts:
        body = parts.read("word/document.xml").decode()
        styles = parts.read("word/styles.xml").decode()
    tag = "ar-SA" if is_rtl else "zh-CN"
    assert re.search(rf'<w:lang [^>]*w:val="{tag}"', styles)
    assert ("<w:bidi/>" in body) is is_rtl
    assert ("<w:rtl/>" in body) is is_rtl
    assert ("<w:bidiVisual" in body) is is_rtl
    assert 'w:eastAsia="Microsoft YaHei"' in styles


def test_the_guidance_says_how_large_the_document_is(client: Client) -> None:
    join_page()
    text = client.get("/en/join/").content.decode()
    assert 'href="/en/join/form.docx"' in text
    assert re.search(r"DOCX, [\d.]+\s*KB", text)


def test_the_guidance_names_who_has_joined(client: Client) -> None:
    join_page()
    city = CityPageFactory(title="Exampleville")
    CityPageFactory(title="Not joined yet", has_joined=False)
    text = client.get("/en/join/").content.decode()
    assert f'href="{city.url}"' in text
    assert "Not joined yet" not in text


def test_frequent_questions_are_told_to_search_engines(client: Client) -> None:
    page = join_page()
    page.frequent_questions = [("question", {"heading": "Is it free?", "body": "<p>Yes.</p>"})]
    page.save_revision().publish()
    text = client.get("/en/join/").content.decode()
    found = re.search(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    assert found
    data = json.loads(found[1])
    data = data[0] if isinstance(data, list) else data
    assert data["@type"] == "FAQPage"
    assert data["mainEntity"][0]["name"] == "Is it free?"
