"""Threads that go on beside a test for the time of a context."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import Self


class Beside:
    """Starts its threads with the context, and waits for them at its end.

    Each goes on until ``done`` is set.
    """

    def __init__(self) -> None:
        self.done = threading.Event()
        self.threads: Sequence[threading.Thread] = ()

    def __enter__(self) -> Self:
        """Begin."""
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_error: object) -> None:
        """Let each end what it is doing."""
        self.done.set()
        for thread in self.threads:
            thread.join()
