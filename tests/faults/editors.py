"""An editor at the desk of a running site."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

from django.utils.crypto import get_random_string
from wagtail.test.utils.form_data import querydict_from_html

from tests.faults.site import Answer, Web

SESSION_COOKIE, CSRF_COOKIE = "__Host-sessionid", "__Host-csrftoken"


class Editor:
    """Somebody who is signed in, with one browser."""

    def __init__(self, session: str) -> None:
        self.secret = get_random_string(32)
        self.headers = {
            "Cookie": f"{SESSION_COOKIE}={session}; {CSRF_COOKIE}={self.secret}",
        }

    def get(self, web: Web, path: str) -> Answer:
        """Open a page of the desk."""
        return web.request("GET", path, headers=self.headers)

    def send(self, web: Web, path: str, fields: Mapping[str, str]) -> Answer:
        """Send a form."""
        body = urlencode({**fields, "csrfmiddlewaretoken": self.secret})
        form = {"Content-Type": "application/x-www-form-urlencoded"}
        return web.request("POST", path, body, {**self.headers, **form})

    def publish(self, web: Web, page: int, **changes: str) -> int:
        """Change a page of text in its editor and publish it; return the status."""
        path = f"/admin/pages/{page}/edit/"
        status, _headers, body = self.get(web, path)
        if status != 200:
            return status
        fields = querydict_from_html(body.decode(), form_id="page-edit-form").dict()
        fields = {name: str(value) for name, value in fields.items() if "__prefix__" not in name}
        empty_body = {"body-count": "0"}
        fields = {**fields, **empty_body, **changes, "action-publish": "1"}
        return self.send(web, path, fields)[0]
