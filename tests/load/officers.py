"""Officers who sign their governments up, through the form as it is and all that it asks for."""

from __future__ import annotations

import hashlib
import json
import re
import time
from base64 import b64encode
from collections.abc import Iterator
from html import unescape
from http.cookies import SimpleCookie
from random import Random
from typing import Any
from urllib.parse import urlencode

from tests.home.sign_up_form import ANSWERS

from .installation import Headers, Installation

HIDDEN = re.compile(r'<input\s+type="hidden"\s+name="([^"]+)"\s+value="([^"]*)"')
CHALLENGE = re.compile(r'data-challenge="([^"]+)"')
FORM = re.compile(r'<form[^>]*id="sign-up-form".*?</form>', re.DOTALL)
# Nobody fills the form in faster; the form itself wants five seconds.
LEAST, MOST = 6.0, 20.0
# Every fourth sits in the venue, behind one address with all the others there: the form asks the
# browser of the eleventh within an hour for a proof of work.
VENUE = "203.0.113.7"
IN_VENUE = 0.25


class Officer:
    """Somebody who opens the form, fills it in and sends it."""

    def __init__(self, number: int, language: str, random: Random) -> None:
        self.name = f"Exampleville {number}"
        self.language = language
        self.path = f"/{language}/join/"
        self.email = f"officer{number}@example.org"
        self.takes = random.uniform(LEAST, MOST)
        is_in_venue = random.random() < IN_VENUE
        network = VENUE if is_in_venue else f"198.19.{number // 250}.{number % 250 + 1}"
        self.headers: Headers = {"Accept-Encoding": "identity", "X-Forwarded-For": network}
        self.is_confirmed = False
        self.was_checked = False

    def steps(self, site: Installation, arrived: float) -> Iterator[tuple[str, float]]:
        """Yield each thing asked for, once it is answered, and when that began.

        An answer that leads nowhere is a :class:`ValueError`.
        """
        status, headers, page = self._ask(site, "GET", self.path)
        if status != 200:
            raise ValueError(f"the form: status {status}")
        yield "sign-up: form", arrived
        cookies = SimpleCookie("; ".join(headers.get_all("Set-Cookie") or []))
        self.headers["Cookie"] = "; ".join(f"{key}={item.value}" for key, item in cookies.items())
        self.headers["Referer"] = f"https://localhost{self.path}"
        time.sleep(self.takes)

        began = time.perf_counter()
        status, headers, answer = self._send(site, page)
        yield "sign-up: sent", began
        challenge = CHALLENGE.search(answer)
        if status == 422 and challenge:
            self.was_checked = True
            proof = solve(json.loads(unescape(challenge[1])))
            began = time.perf_counter()
            status, headers, answer = self._send(site, answer, proof=proof)
            yield "sign-up: sent", began
        if status != 302 or not headers["Location"].endswith("/thank-you/"):
            raise ValueError(f"the form was sent: status {status}")
        self.is_confirmed = True
        began = time.perf_counter()
        status, _headers, _body = self._ask(site, "GET", headers["Location"])
        if status != 200:
            raise ValueError(f"the confirmation: status {status}")
        yield "sign-up: thanks", began

    def _send(self, site: Installation, page: str, **more: str) -> tuple[int, Any, str]:
        form = FORM.search(page)
        if form is None:
            raise ValueError("there is no form")
        carried = {name: unescape(value) for name, value in HIDDEN.findall(form[0])}
        own = {
            "lrg_name": self.name,
            "contact_email": self.email,
            "language": self.language,
            "preferred_language": self.language,
        }
        return self._ask(site, "POST", self.path, {**carried, **ANSWERS, **own, **more})

    def _ask(
        self, site: Installation, method: str, path: str, answers: dict[str, str] | None = None
    ) -> tuple[int, Any, str]:
        headers = dict(self.headers)
        body = None
        if answers is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urlencode(answers).encode()
        status, found, answer = site.request(method, path, body, headers)
        return status, found, answer.decode()


def solve(challenge: dict[str, Any]) -> str:
    """Return the proof of work that a browser would find."""
    salt = str(challenge["salt"])
    for number in range(int(challenge["maxNumber"]) + 1):
        if hashlib.sha256(f"{salt}{number}".encode()).hexdigest() == challenge["challenge"]:
            solved = {name: value for name, value in challenge.items() if name != "maxNumber"}
            return b64encode(json.dumps({**solved, "number": number}).encode()).decode()
    raise ValueError("the check has no solution")
