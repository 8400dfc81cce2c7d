"""The cache that all processes share, and what takes its place while it does not answer.

Nothing in it is the only copy of anything, so a site without it is slower, not broken. The first
call that fails says so to the whole process: for the next two seconds nobody waits for the server
again, then one request tries. Meanwhile each process keeps what it makes, and counts how often
somebody tries, in its own memory. Decision 41 has the reasons.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.core.cache.backends.locmem import LocMemCache
from django.core.cache.backends.redis import RedisCache
from redis.exceptions import RedisError

from home.health import Health, cache_returned

# Seconds to wait for a connection and for an answer; a server that is well takes milliseconds.
PATIENCE = 1.0
PROBE = "shared-cache-probe"
MOST_ENTRIES = 500

# Threads have a cache object each; what one of them finds out the others know.
_health: defaultdict[str, Health] = defaultdict(lambda: Health("The shared cache", 2 * PATIENCE))


class SharedCache(BaseCache):
    """Django's cache on Redis or Valkey, with the memory of this process in reserve."""

    def __init__(self, location: str, params: dict[str, Any]) -> None:
        super().__init__(params)
        options = {
            "socket_connect_timeout": PATIENCE,
            "socket_timeout": PATIENCE,
            **params.get("OPTIONS", {}),
        }
        self._server = RedisCache(location, {**params, "OPTIONS": options})
        self._here = LocMemCache(
            f"in the place of {location}", {**params, "OPTIONS": {"MAX_ENTRIES": MOST_ENTRIES}}
        )
        self._health = _health[str(location)]

    @property
    def is_away(self) -> bool:
        """Whether this process does without the server at the moment."""
        return not self._health.is_well

    def _ask(self, method: str, *args: Any, **kwargs: Any) -> Any:
        if self._health.is_well or (self._health.is_time_to_try() and self._is_back()):
            try:
                return getattr(self._server, method)(*args, **kwargs)
            except (RedisError, OSError) as error:
                self._health.note_failure(error)
        return getattr(self._here, method)(*args, **kwargs)

    def _is_back(self) -> bool:
        """Say whether the server takes what it is given, and let old content in it be renewed."""
        try:
            self._server.set(PROBE, 1, 10)
            cache_returned.send(type(self), server=self._server)
        except (RedisError, OSError) as error:
            self._health.note_failure(error)
            return False
        self._here.clear()
        self._health.note_return()
        return True

    def add(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> bool:
        """Store a value unless there is one; say whether it was stored."""
        return bool(self._ask("add", key, value, timeout, version))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return a value, or the default."""
        return self._ask("get", key, default, version)

    def set(
        self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> None:
        """Store a value."""
        self._ask("set", key, value, timeout, version)

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let a value last longer; say whether there is one."""
        return bool(self._ask("touch", key, timeout, version))

    def delete(self, key: str, version: int | None = None) -> bool:
        """Remove a value; say whether there was one."""
        return bool(self._ask("delete", key, version))

    def has_key(self, key: str, version: int | None = None) -> bool:
        """Say whether there is a value."""
        return bool(self._ask("has_key", key, version))

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number; a ``ValueError`` says that there is none."""
        return int(self._ask("incr", key, delta, version))

    def get_many(self, keys: Any, version: int | None = None) -> dict[str, Any]:
        """Return the values that there are."""
        return dict(self._ask("get_many", list(keys), version))

    def set_many(
        self, data: dict[str, Any], timeout: Any = DEFAULT_TIMEOUT, version: int | None = None
    ) -> list[str]:
        """Store several values; return the keys of those that were not stored."""
        return list(self._ask("set_many", data, timeout, version))

    def delete_many(self, keys: Any, version: int | None = None) -> None:
        """Remove several values."""
        self._ask("delete_many", list(keys), version)

    def clear(self) -> None:
        """Remove everything."""
        self._ask("clear")
