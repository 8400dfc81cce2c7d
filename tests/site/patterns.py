"""Tries every pattern of ours on long texts; in a process of its own, for none can be stopped."""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

import django

# So many signs may come in one text; time grows with them, not with their square.
LENGTH = 20_000
MOST_SECONDS = 2.0
PACKAGES = ("home", "actions", "blog")
# They read files of the project and nothing else.
OWN_FILES = ("home.handbook", "home.pdf", "home.seed", "home.stylesheets")
SIGNS = (
    *"a1Af_ <([{-:?@/.;=&+#%\n\t\"'é中",
    *("ال", "и\u0306", "\u200b", "\u0301", "<a ", "</", "[1", "1.", "--", "::", "?a", "?=", "a@"),
    *(
        "a.",
        "/a",
        "//",
        "../",
        "\r\n",
        "q=",
        "*/",
        "/*",
        "{{",
        "%(",
        'name="csrfmiddlewaretoken" v',
    ),
)
ENDS = ("", "!", "\x00")


def patterns() -> Iterator[tuple[str, re.Pattern[Any]]]:
    """Return the patterns that modules keep, with their names."""
    seen = set()
    for package in PACKAGES:
        root = importlib.import_module(package)
        for found in pkgutil.walk_packages(root.__path__, f"{package}."):
            if ".migrations" in found.name or found.name.startswith(OWN_FILES):
                continue
            for name, value in vars(importlib.import_module(found.name)).items():
                if isinstance(value, re.Pattern) and value not in seen:
                    seen.add(value)
                    yield f"{found.name}.{name}", value


def slowest(pattern: re.Pattern[Any]) -> tuple[float, str]:
    """Return how long a pattern takes over the text that it takes longest over, and that one."""
    found = (0.0, "")
    for sign in SIGNS:
        for end in ENDS:
            text = (sign * LENGTH)[:LENGTH] + end
            sample = text.encode() if isinstance(pattern.pattern, bytes) else text
            began = time.perf_counter()
            pattern.sub(sample[:0], sample)
            found = max(found, (time.perf_counter() - began, sign))
            if found[0] > MOST_SECONDS:
                return found
    return found


def main() -> None:
    """Print a line for each pattern: its name, the seconds, the sign."""
    django.setup()
    for name, pattern in patterns():
        sys.stdout.write(f"{json.dumps([name, *slowest(pattern)])}\n")


if __name__ == "__main__":
    main()
