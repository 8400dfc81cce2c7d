"""Filling in the sign-up form as a browser does: open it, take what it carries, type, press."""

from __future__ import annotations

import time
from typing import Any

from bs4 import BeautifulSoup
from django.core import signing
from django.test import Client
from wagtail.test.utils.form_data import querydict_from_html

from home.joining.suspicion import SALT
from home.models import SignUp, SignUpFile

ANSWERS = {
    "lrg_name": "Exampleville",
    "kind": "city",
    "country": "CO",
    "website": "https://exampleville.example",
    "contact_name": "Alex Example",
    "contact_role": "Officer",
    "contact_email": "officer@example.org",
    "endorsement": "will_sign",
    "commitments-0-text": "We will open a welcome centre.",
    "consent_processing": "on",
    "do": "send",
}


def open_form(client: Client, language: str = "en", *, minutes_ago: float = 5) -> dict[str, Any]:
    """Open the form as a reader does, some minutes ago, and return what it carries."""
    return carried(client.get(f"/{language}/join/"), minutes_ago=minutes_ago)


def carried(answer: Any, *, minutes_ago: float = 5) -> dict[str, Any]:
    """Return what the form on a page would send as it is."""
    text = answer.content.decode()
    fields = querydict_from_html(text, form_id="sign-up-form", exclude_csrf=False)
    form = BeautifulSoup(text, "html.parser").find(id="sign-up-form")
    for box in form.select("input[type=checkbox][checked]:not([value])"):
        fields[box["name"]] = "on"
    for area in form.select("textarea"):
        # The line break after the tag is not the text's.
        fields[area["name"]] = area.get_text().removeprefix("\n")
    for box in form.select("input[type=checkbox]:not([checked]), input[type=radio]:not([checked])"):
        if not form.select(f"[name='{box['name']}'][checked]"):
            fields.pop(box["name"], None)
    for kept in form.select(".upload input[type=hidden]"):
        # A chooser without a file, which has the same name, sends an empty text.
        fields.setlist(kept["name"], [kept["value"], ""])
    data = {name: values if len(values) > 1 else values[0] for name, values in fields.lists()}
    data.pop("do", None)
    data["token"] = aged(data["token"], minutes_ago)
    return data


def aged(token: str, minutes: float) -> str:
    """Return the token of a form that was opened earlier than it was."""

    class Earlier(signing.TimestampSigner):
        def timestamp(self) -> str:
            return signing.b62_encode(int(time.time() - 60 * minutes))

    return Earlier(salt=SALT).sign(token.split(":")[0])


def fill_in(client: Client, language: str = "en", **answers: Any) -> dict[str, Any]:
    """Return everything that a filled-in form sends."""
    return {**open_form(client, language), **ANSWERS, **answers}


def send(client: Client, language: str = "en", **answers: Any) -> Any:
    """Fill the form in, send it and return what comes back."""
    return client.post(f"/{language}/join/", fill_in(client, language, **answers))


def declaration_of(sign_up: SignUp) -> SignUpFile | None:
    """Return the signed declaration that was sent along."""
    return sign_up.files.filter(purpose=SignUpFile.Purpose.DECLARATION).first()
