"""An application that tells what a server made of a request."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

import django

# As of any site: the server loads its parts before its processes part.
django.setup()

NAMES = ("SCRIPT_NAME", "PATH_INFO")


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer with where the site is and what of it is asked for."""
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps([environ[name] for name in NAMES]).encode()]
