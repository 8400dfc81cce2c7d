"""An editor who has signed in and publishes all the time, through the desk's own forms."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from functools import partial
from http.client import HTTPException
from itertools import cycle
from threading import Event
from typing import Any
from urllib.parse import urlencode

from bs4 import BeautifulSoup
from wagtail.test.utils.form_data import (
    nested_form_data,
    querydict_from_html,
    rich_text,
    streamfield,
)

from .installation import Headers, Installation
from .traffic import Answered

NAME, PASSWORD = "editor", secrets.token_urlsafe(24)
DESK = "/admin/"
LOOK_EVERY = 0.05
# Longer than that is a failure.
PATIENCE = 20.0
FORM = "w-editor-form"


class Editor:
    """Somebody at the desk who gives one action after the other a new title and publishes it."""

    def __init__(self, site: Installation, actions: list[tuple[int, str]], pause: float) -> None:
        self.site = site
        self.actions = cycle(actions)
        self.pause = pause
        self.cookies: dict[str, str] = {}
        self.answers: list[Answered] = []
        self.published = 0

    @staticmethod
    def employ(site: Installation) -> None:
        """Make the account."""
        site.manage(
            "createsuperuser",
            "--noinput",
            DJANGO_SUPERUSER_USERNAME=NAME,
            DJANGO_SUPERUSER_PASSWORD=PASSWORD,
            DJANGO_SUPERUSER_EMAIL="editor@example.org",
        )

    def work(self, done: Event) -> None:
        """Sign in, then publish until all is done."""
        self._try(self._sign_in)
        while not done.is_set():
            number, slug = next(self.actions)
            self._try(partial(self._publish, number, slug))
            done.wait(self.pause)

    def _try(self, step: Callable[[], None]) -> None:
        began = time.perf_counter()
        try:
            step()
        except (OSError, HTTPException, ValueError) as error:
            self.answers.append(Answered("desk", time.perf_counter() - began, repr(error)))

    def _sign_in(self) -> None:
        page = self._ask("GET", f"{DESK}login/", "desk: sign in")
        form = dict(querydict_from_html(page, exclude_csrf=False).items())
        self._send(
            f"{DESK}login/", {**form, "username": NAME, "password": PASSWORD}, "desk: signed in"
        )

    def _publish(self, number: int, slug: str) -> None:
        address = f"{DESK}snippets/actions/action/edit/{number}/"
        page = self._ask("GET", address, "desk: editor opened")
        form = querydict_from_html(page, form_id=FORM, exclude_csrf=False)
        answers: dict[str, Any] = {
            name: values for name, values in form.lists() if "__prefix__" not in name
        }
        body = streamfield(
            [("rich_text", rich_text(f"<p>As of publication {self.published}.</p>"))]
        )
        title = f"Published {self.published} of {slug}"
        answers |= nested_form_data({"body": body})
        answers |= {"title": title, "action-publish": "action-publish"}
        self._send(address, answers, "desk: published")
        self.published += 1
        self._wait_to_see(f"/en/actions/{slug}/", title)

    def _wait_to_see(self, address: str, title: str) -> None:
        """Look at the page as a reader does until it has the new title."""
        began = time.perf_counter()
        while time.perf_counter() - began < PATIENCE:
            _status, _headers, body = self.site.request("GET", address)
            if title in body.decode():
                self.answers.append(
                    Answered("from published to visible", time.perf_counter() - began)
                )
                return
            time.sleep(LOOK_EVERY)
        raise ValueError(f"{address} does not show what was published")

    def _ask(self, method: str, path: str, kind: str, body: bytes | None = None) -> str:
        headers: Headers = {
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "Referer": f"https://localhost{path}",
            "X-Forwarded-For": "198.18.0.1",
        }
        if body is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began = time.perf_counter()
        status, found, answer = self.site.request(method, path, body, headers)
        for line in found.get_all("Set-Cookie") or []:
            name, _equals, value = line.partition(";")[0].partition("=")
            self.cookies[name] = value
        if status != (302 if method == "POST" else 200):
            raise ValueError(f"{path}: status {status} {_message(answer.decode())}")
        self.answers.append(Answered(kind, time.perf_counter() - began))
        return answer.decode()

    def _send(self, path: str, answers: dict[str, Any], kind: str) -> None:
        self._ask("POST", path, kind, urlencode(answers, doseq=True).encode())


def _message(page: str) -> str:
    """Return what the desk says was wrong."""
    found = BeautifulSoup(page, "html.parser").select(".messages, .error-message")
    return " ".join(" ".join(part.get_text().split()) for part in found)[:300]
