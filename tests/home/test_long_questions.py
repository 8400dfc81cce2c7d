"""A database that takes long is waited for; only one that hangs is given up (tests/faults)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from home.database import driver

pytestmark = pytest.mark.django_db


def answer_after(seconds: float) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 'answer' FROM pg_sleep(%s)", [seconds])
        return str(cursor.fetchone()[0])


def test_a_long_question_is_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "PATIENCE", 0.1)
    assert answer_after(1) == "answer"


def test_many_long_questions_at_once_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(driver, "PATIENCE", 0.1)

    def ask(_number: int) -> str:
        try:
            return answer_after(1)
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(ask, range(4))) == ["answer"] * 4
