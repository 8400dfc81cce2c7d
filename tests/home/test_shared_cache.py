"""The shared cache does not answer: each process does without it, and misses no publication."""

from __future__ import annotations

import time

import pytest
from django.conf import LazySettings
from django.core.cache import cache

from home import newest
from home.models import ContentNumber
from home.subjects import Subject
from tests.bench.server import free_port


@pytest.fixture(autouse=True)
def nobody_answers(settings: LazySettings) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "home.shared_cache.SharedCache",
            "LOCATION": f"redis://127.0.0.1:{free_port()}/0",
        }
    }


def test_a_process_keeps_and_counts_by_itself() -> None:
    cache.set("kept", "here", 60)
    assert cache.get("kept") == "here"
    assert cache.is_away
    assert not cache.add("kept", "other")
    assert cache.get_or_set("made", lambda: "now") == "now"
    assert cache.get_many(["kept", "made", "nothing"]) == {"kept": "here", "made": "now"}
    cache.set_many({"one": 1, "two": 2})
    assert cache.incr("one", 4) == 5
    assert cache.touch("two", 60)
    assert "two" in cache
    assert cache.delete("two")
    cache.delete_many(["one"])
    with pytest.raises(ValueError, match="one"):
        cache.incr("one")
    cache.clear()
    assert cache.get("kept", "gone") == "gone"


@pytest.mark.django_db
def test_a_publication_by_another_process_is_seen_in_the_database() -> None:
    newest.raise_number()
    before = newest.numbers()[Subject.ANYTHING]
    assert before == ContentNumber.objects.newest()[Subject.ANYTHING]
    after = ContentNumber.objects.raise_it()
    assert newest.numbers()[Subject.ANYTHING] == after > before


@pytest.mark.django_db
def test_a_number_is_never_used_twice_though_the_clock_is_set_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = ContentNumber.objects.raise_it()
    monkeypatch.setattr("time.time_ns", lambda: first - 1_000_000)
    assert ContentNumber.objects.raise_it(Subject.STORY) == first + 1
    assert ContentNumber.objects.raise_it(Subject.ACTION) == first + 2
    assert ContentNumber.objects.raise_it() == first + 3


@pytest.mark.django_db
def test_a_publication_counts_beyond_a_number_that_a_clock_ahead_has_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ahead = time.time_ns() + 2 * 60 * 60 * 1_000_000_000
    monkeypatch.setattr(newest, "_seen", {**dict.fromkeys(Subject, 1), Subject.STORY: ahead})
    newest.raise_number()
    assert newest.numbers()[Subject.ANYTHING] > ahead
    assert newest.numbers()[Subject.ANYTHING] == ContentNumber.objects.newest()[Subject.ANYTHING]
