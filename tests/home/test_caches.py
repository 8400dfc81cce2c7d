"""What is kept between requests outlives neither a publication nor a new version of the code."""

from __future__ import annotations

import pytest

from home import caches


@pytest.mark.django_db
def test_a_new_version_of_the_code_reads_nothing_that_an_older_one_has_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert caches.remember("release", lambda: "old") == "old"
    assert caches.remember("release", lambda: "new") == "old"
    monkeypatch.setattr(caches, "release", lambda: "another")
    assert caches.remember("release", lambda: "new") == "new"
