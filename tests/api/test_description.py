"""The OpenAPI document: valid, and true of what the API answers."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from tests.factories.home import home_page

pytestmark = pytest.mark.django_db

BASE = "/api/v1"


def document(language: str = "en") -> Any:
    return Client().get(f"{BASE}/openapi.json?lang={language}").json()


def test_the_document_is_valid() -> None:
    validate(document("ar"))


def test_people_are_told_of_every_address() -> None:
    home_page()
    client = Client(headers={"accept": "text/html", "accept-language": "en"})
    response = client.get("/api/", follow=True)
    assert response.redirect_chain
    html = response.content.decode()
    for path in document()["paths"]:
        assert f"GET {path}" in html
    assert "per_page" in html
    own = re.sub(r'https?://(testserver|creativecommons\.org|schema\.org)[^"]*', "", html)
    assert not re.search(r'(src|href)="https?:', own)


def test_every_answer_is_as_described(seeded: None) -> None:
    described = document()
    asked = {
        f"{BASE}{path}": ["", "?lang=fr", "?per_page=100&lang=zh-hans", "?foo=1", "?page=99"]
        for path in ("/actions/", "/cities/", "/stories/", "/reports/")
    }
    asked |= {f"{BASE}/{name}/": [""] for name in ("categories", "priorities", "objectives")}
    for path in list(asked):
        if f"{path}{{key}}/" in described["paths"]:
            records = Client().get(f"{path}?per_page=100").json()["items"]
            asked[f"{path}{{key}}/"] = [f"{record['slug']}/?lang=ar" for record in records[:5]]
    assert set(asked) == set(described["paths"])
    for path, queries in asked.items():
        for query in queries:
            response = Client().get(f"{path.removesuffix('{key}/')}{query}")
            answers = described["paths"][path]["get"]["responses"]
            answer = answers[str(response.status_code)]
            media_type = response["Content-Type"].partition(";")[0]
            schema = answer["content"][media_type]["schema"]
            validator = Draft202012Validator({**schema, "components": described["components"]})
            errors = [error.message for error in validator.iter_errors(response.json())]
            assert not errors, (path, query)
