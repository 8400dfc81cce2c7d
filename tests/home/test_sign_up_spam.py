"""Programs are kept from the desk; no person is, whatever the form looks like."""

from __future__ import annotations

import re
from typing import Any

import altcha
import pytest
from bs4 import BeautifulSoup
from django.conf import LazySettings
from django.core import mail
from django.test import Client

from home.models import OutgoingMessage, SignUp
from tests.factories.home import join_page
from tests.home.sign_up_form import ANSWERS, aged, carried, fill_in, open_form, send

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def join() -> None:
    join_page()
    join_page("fr")


def challenge_on(answer: Any) -> dict[str, Any]:
    import json

    form = BeautifulSoup(answer.content.decode(), "html.parser").find(id="sign-up-form")
    return json.loads(form["data-challenge"])


def solved(challenge: dict[str, Any]) -> str:
    solution = altcha.solve_challenge_v1(
        challenge["challenge"], challenge["salt"], challenge["algorithm"], challenge["maxNumber"]
    )
    assert solution
    return altcha.PayloadV1(
        challenge["algorithm"],
        challenge["challenge"],
        solution.number,
        challenge["salt"],
        challenge["signature"],
    ).to_base64()


SUSPICIOUS = [
    pytest.param({"website_confirm": "https://spam.example"}, id="hidden field"),
    pytest.param({"token": ""}, id="no token"),
    pytest.param({"token": "not-a-token"}, id="broken token"),
    pytest.param({"token": "\x00"}, id="null"),
    pytest.param({"token": "6f1f0000-0000-4000-8000-000000000000:1xWXyI:forged"}, id="forged"),
]


@pytest.mark.parametrize("signs", SUSPICIOUS)
def test_a_suspicious_form_is_kept_but_not_stored(client: Client, signs: dict[str, str]) -> None:
    response = send(client, **signs)
    assert response.status_code == 422
    text = response.content.decode()
    assert "One more step" in text
    assert "We will open a welcome centre." in text
    assert not SignUp.objects.exists()
    assert not OutgoingMessage.objects.exists()


def test_a_form_that_comes_back_at_once_is_suspicious(client: Client) -> None:
    data = {**open_form(client, minutes_ago=0), **ANSWERS}
    assert "One more step" in client.post("/en/join/", data).content.decode()
    assert not SignUp.objects.exists()


@pytest.mark.parametrize("signs", SUSPICIOUS)
def test_a_proof_lets_the_form_through(client: Client, signs: dict[str, str]) -> None:
    asked = send(client, **signs)
    data = {**carried(asked), "do": "send", "proof": solved(challenge_on(asked))}
    assert client.post("/en/join/", data).status_code == 302
    assert not SignUp.objects.get().is_held


def test_a_person_without_scripts_gets_through_by_mail(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    asked = send(client, "fr", website_confirm="filled in by a helpful browser")
    with django_capture_on_commit_callbacks(execute=True):
        response = client.post("/fr/join/", {**carried(asked), "do": "hold"})
    assert (response.status_code, response.url) == (302, "/fr/join/confirm-address/")
    assert client.get(response.url).status_code == 200
    assert SignUp.objects.get().is_held
    assert not SignUp.objects.at_the_desk().exists()
    link = re.search(r"http://testserver(/fr/join/confirm/\S+)", mail.outbox[0].body)
    assert link
    client.post(link[1])
    sign_up = SignUp.objects.at_the_desk().get()
    assert sign_up.email_confirmed_at


def test_a_proof_that_comes_later_frees_what_was_held(client: Client) -> None:
    asked = send(client, website_confirm="x")
    client.post("/en/join/", {**carried(asked), "do": "hold"})
    assert SignUp.objects.get().is_held
    data = {**carried(asked), "do": "send", "proof": solved(challenge_on(asked))}
    assert client.post("/en/join/", data).status_code == 302
    assert not SignUp.objects.get().is_held


@pytest.mark.parametrize("proof", ["x", "e30=", "\x00", "x" * 5000, "bm9uc2Vuc2U="])
def test_a_made_up_proof_is_none(client: Client, proof: str) -> None:
    response = send(client, website_confirm="x", proof=proof)
    assert "One more step" in response.content.decode()
    assert not SignUp.objects.exists()


def test_a_proof_counts_for_its_own_form_only(client: Client) -> None:
    proof = solved(challenge_on(send(client, website_confirm="x")))
    response = send(client, lrg_name="Sampleton", website_confirm="x", proof=proof)
    assert "One more step" in response.content.decode()


def test_many_forms_from_one_network_ask_for_a_proof_and_no_address_is_stored(
    client: Client, settings: LazySettings
) -> None:
    settings.PROXIES_IN_FRONT = 1
    data = [fill_in(client, lrg_name=f"Exampleville {number}") for number in range(12)]
    answers = [
        client.post("/en/join/", one, headers={"x-forwarded-for": "spoofed, 203.0.113.7"})
        for one in data
    ]
    assert [answer.status_code for answer in answers] == [302] * 10 + [422] * 2
    assert "One more step" in answers[-1].content.decode()
    other = client.post("/en/join/", data[-1], headers={"x-forwarded-for": "203.0.113.8"})
    assert other.status_code == 302
    stored = " ".join(str(value) for row in SignUp.objects.values() for value in row.values())
    assert "203.0.113" not in stored


def test_an_old_form_is_still_good(client: Client) -> None:
    data = fill_in(client)
    data["token"] = aged(data["token"], 60 * 24 * 40)
    assert client.post("/en/join/", data).status_code == 302
