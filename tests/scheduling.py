"""Which process runs which tests, and in which order, when several share the work."""

from __future__ import annotations

from typing import Any

import pytest
from xdist.scheduler import LoadScopeScheduling


class Scheduling(LoadScopeScheduling):
    """Hands out whole modules, and the tests of a browser one by one.

    The tests of a module may share its content and compare what they have found; those of a
    browser share nothing, and some take minutes.
    """

    def __init__(self, config: pytest.Config, log: Any) -> None:
        super().__init__(config, log)
        # In the order of the tests, not the modules of many tests first.
        config.option.loadscopereorder = False

    def _split_scope(self, nodeid: str) -> str:
        module = nodeid.partition("::")[0]
        return nodeid if "/browser/" in module else module


def turn(item: pytest.Item) -> int:
    """Return when a test comes: the lower, the sooner.

    What takes longest comes first, so that no process is at it while the others have ended. The
    one that makes the reference content is alone for as long as that takes: all others that need
    it come late.
    """
    is_seeded = "seeded" in getattr(item, "fixturenames", ())
    if item.get_closest_marker("longest"):
        return 0 if is_seeded else 1
    return 2 if item.get_closest_marker("browser") else 3
