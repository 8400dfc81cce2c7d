"""What several modules stand on."""

from __future__ import annotations

import pytest


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Run what waits for the end of a transaction, as publishing does."""
    return lambda: django_capture_on_commit_callbacks(execute=True)
