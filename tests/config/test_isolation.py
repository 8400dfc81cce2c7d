"""What the fixtures in ``conftest.py`` promise to every other test."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import translation
from wagtail.models import Locale, Page

LEFT_BEHIND = "left-behind"


@pytest.fixture(params=["first", "second"])
def turn(request: pytest.FixtureRequest) -> str:
    return request.param


def test_no_state_survives_a_test(turn: str) -> None:
    assert cache.get(LEFT_BEHIND) is None
    assert not default_storage.exists(LEFT_BEHIND)
    assert translation.get_language() == "en"
    cache.set(LEFT_BEHIND, 1)
    default_storage.save(LEFT_BEHIND, ContentFile(b"1"))
    translation.activate("ar")


@pytest.mark.django_db(transaction=True)
def test_a_test_with_real_transactions_gets_a_migrated_database(turn: str) -> None:
    assert Page.objects.filter(depth=1).exists()
    assert Locale.objects.filter(language_code="fr").count() == 0
    Locale.objects.create(language_code="fr")


def test_the_browser_reaches_the_live_server(page: Any) -> None:
    response = page.goto("/healthz")
    assert response.status == 200
    assert page.inner_text("body").strip() == "ok"
