"""Officers who send the sign-up form, many at a time, and send again when nothing comes back."""

from __future__ import annotations

import re
import time
import uuid
from http.client import HTTPException
from urllib.parse import urlencode

from django.utils.crypto import get_random_string

from tests.faults.editors import CSRF_COOKIE
from tests.faults.site import Site, Web
from tests.home.sign_up_form import ANSWERS, aged

TRIES = 40


class Sender:
    """One officer with a browser: a form that was opened some minutes ago, filled in."""

    def __init__(self, number: int, wording: str) -> None:
        secret = get_random_string(32)
        self.answers = {
            **ANSWERS,
            "lrg_name": f"Exampleville {number}",
            "contact_email": f"officer{number}@example.org",
            "token": aged(str(uuid.uuid4()), 5),
            "wording": wording,
            "language": "en",
            "preferred_language": "en",
            "csrfmiddlewaretoken": secret,
        }
        self.name = self.answers["lrg_name"]
        self.body = urlencode(self.answers)
        self.headers = {
            "Content-Type": "application/x-www-form-urlencoded",
            "Cookie": f"{CSRF_COOKIE}={secret}",
            "X-Forwarded-For": f"198.51.{number // 250}.{number % 250 + 1}",
        }

    def send(self, site: Site | Web) -> bool:
        """Press the button until a confirmation is seen; say whether it was."""
        for _ in range(TRIES):
            try:
                status, headers, _body = site.request("POST", "/en/join/", self.body, self.headers)
            except (OSError, HTTPException):
                status = 0
            if status == 302:
                return str(headers["Location"]).endswith("/thank-you/")
            if status not in (0, 502, 503):
                return False
            time.sleep(0.5)
        return False


def wording_of(site: Site) -> str:
    """Return what the form carries of the consents that it shows."""
    _status, _headers, body = site.request("GET", "/en/join/")
    found = re.search(rb'name="wording" value="([0-9a-f]+)"', body)
    assert found
    return found[1].decode()
