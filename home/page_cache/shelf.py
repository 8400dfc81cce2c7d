"""Where whole pages are kept: in the shared cache, and at hand in each process."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from django.conf import settings
from django.core.cache import cache

from home.caches import generation, release

from .kept import Kept

# Dates such as "today" move on without a publication.
LIFETIME = 10 * 60
# A process asks whether something was published at most so often, in seconds.
ASK_EVERY = 0.25
# Readers may see the page of before while one process makes it anew, for so long at most.
OLD_FOR = 0.75
# How long others wait for the process that makes a page, and how often they look.
WAIT, LOOK_EVERY = 5.0, 0.02
MOST_PERSONAL = 1000


class Shelf:
    """The pages that this process has at hand, those read longest ago going first."""

    def __init__(self) -> None:
        self._pages: OrderedDict[str, Kept] = OrderedDict()
        self._size = 0
        self._lock = Lock()
        self._personal: OrderedDict[str, int] = OrderedDict()
        self._generation = 0
        self._asked_at = 0.0

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self._pages.clear()
            self._personal.clear()
            self._size, self._asked_at = 0, 0.0

    def generation(self) -> int:
        """Return the number of the content, as it was a moment ago."""
        now = time.monotonic()
        if now - self._asked_at > ASK_EVERY:
            self._generation, self._asked_at = generation(), now
        return self._generation

    def find(self, key: str) -> Kept | None:
        """Return a page as it was last made, be it of now or of before."""
        page = self._pages.get(key)
        if page is not None and self.is_fresh(page):
            return page
        shared = cache.get(_shared(key))
        if isinstance(shared, Kept) and (page is None or shared.made_at > page.made_at):
            page = shared
            self._put(key, page)
        return page

    def is_fresh(self, page: Kept) -> bool:
        """Say whether nothing was published since a page was made."""
        return page.generation == self.generation() and _is_recent(page.made_at, LIFETIME)

    def may_serve_meanwhile(self, page: Kept) -> bool:
        """Say whether a page of before may still be shown while it is made anew."""
        published = self.generation() / 1_000_000_000
        return _is_recent(published, OLD_FOR) and _is_recent(page.made_at, LIFETIME)

    def keep(self, key: str, page: Kept) -> None:
        """Keep a page for this process and for the others."""
        self._put(key, page)
        cache.set(_shared(key), page, LIFETIME)

    def _put(self, key: str, page: Kept) -> None:
        with self._lock:
            self._drop(key)
            self._pages[key] = page
            self._size += page.size
            while self._size > settings.PAGES_AT_HAND and len(self._pages) > 1:
                self._drop(next(iter(self._pages)))

    def _drop(self, key: str) -> None:
        page = self._pages.pop(key, None)
        self._size -= page.size if page else 0

    def note_as_personal(self, key: str, generation: int) -> None:
        """Remember that an answer can't be kept, so that nobody waits for it."""
        with self._lock:
            self._personal[key] = generation
            if len(self._personal) > MOST_PERSONAL:
                self._personal.popitem(last=False)

    def is_known_as_personal(self, key: str) -> bool:
        """Say whether an answer could not be kept since the last publication."""
        return self._personal.get(key) == self.generation()

    @contextmanager
    def making(self, key: str) -> Iterator[bool]:
        """Say whether this process is the one to make a page; others wait for it or show the old.

        The right ends by itself should the process die.
        """
        mine = cache.add(f"{_shared(key)}:making", 1, WAIT)
        try:
            yield mine
        finally:
            if mine:
                cache.delete(f"{_shared(key)}:making")

    def wait_for(self, key: str) -> Kept | None:
        """Wait until another process has made a page, or has found that it can't be kept."""
        until = time.monotonic() + WAIT
        while time.monotonic() < until:
            time.sleep(LOOK_EVERY)
            page = self.find(key)
            if page is not None and self.is_fresh(page):
                return page
            if cache.get(f"{_shared(key)}:making") is None:
                return None
        return None


def _is_recent(then: float, seconds: float) -> bool:
    """Say whether a time is close. One ahead of us was noted before the clock was set back."""
    return abs(time.time() - then) < seconds


def _shared(key: str) -> str:
    return f"page:{release()}:{key}"
