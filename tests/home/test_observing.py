"""What the site tells of itself: references, lines of the log, figures; never who somebody is."""

from __future__ import annotations

import io
import json
import logging
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.cache import cache
from django.test import Client
from django.urls import path
from django.utils import timezone

from home.models.message import OutgoingMessage
from home.observing import errors, heartbeats
from home.observing.personal import scrub, scrub_path
from home.observing.records import Lines
from home.outbox import send_due
from tests.factories.home import home_page, join_page, superuser
from tests.home.sign_up_form import fill_in

NETWORK = "203.0.113.77"
TOKEN = "a-token-that-nobody-can-guess-0123456789"


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Collect every line that any logger writes in production, and more: from INFO on."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Lines())
    loggers = [logging.getLogger(name) for name in ("", "site.requests", "django", "axes")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.INFO)
    loggers[0].addHandler(handler)
    yield stream
    loggers[0].removeHandler(handler)
    for logger, level in zip(loggers, before, strict=True):
        logger.setLevel(level)


def lines(log: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.getvalue().splitlines()]


def requests(log: io.StringIO) -> list[dict[str, Any]]:
    return [line for line in lines(log) if line["logger"] == "site.requests"]


@pytest.mark.django_db
def test_nothing_of_who_somebody_is_stands_in_the_log(
    log: io.StringIO, settings: LazySettings, django_capture_on_commit_callbacks: Any
) -> None:
    join_page()
    user = superuser(username="known-editor", email="editor@example.net")
    client = Client(REMOTE_ADDR=NETWORK, HTTP_X_FORWARDED_FOR=NETWORK)
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/en/join/", fill_in(client))
    OutgoingMessage.objects.update(attempts=99, next_attempt_at=timezone.now())
    send_due()
    for _try in range(12):
        client.post("/admin/login/", {"username": "known-editor", "password": "wrong-secret"})
    client.get("/en/join/?contact_email=officer@example.org&name=Alex")
    client.force_login(user)
    client.get("/admin/account/")

    text = log.getvalue()
    assert "could not be sent" in text
    assert "AXES" in text
    for secret in (
        "officer@example.org",
        "Alex",
        "Exampleville",
        "known-editor",
        "editor@example.net",
        "wrong-secret",
        NETWORK,
    ):
        assert secret not in text
    assert requests(log)[-1]["user"] == user.pk
    assert "user" not in requests(log)[0]


@pytest.mark.django_db
def test_every_request_has_one_line_kept_pages_too(
    log: io.StringIO, settings: LazySettings
) -> None:
    settings.KEEP_PAGES = True
    home_page()
    client = Client()
    answers = [client.get("/en/"), client.get("/en/"), client.get("/en/none/?secret=word")]
    client.get("/healthz")
    found = requests(log)
    assert [line["status"] for line in found] == [200, 200, 404]
    assert [line["route"] for line in found] == ["wagtail_serve", "kept", "wagtail_serve"]
    assert [line["request"] for line in found] == [answer["X-Request-ID"] for answer in answers]
    assert len({line["request"] for line in found}) == 3
    assert all(line["ms"] > 0 for line in found)


@pytest.mark.parametrize(
    ("proxies", "given", "is_believed"),
    [
        (1, "4f1c2d3e-0000-1111-2222-333344445555", True),
        (0, "4f1c2d3e-0000-1111-2222-333344445555", False),
        (1, "short", False),
        (1, "a" * 65, False),
        (1, "abcdefgh\ninjected", False),
        (1, '","level":"x', False),
    ],
)
def test_a_reference_is_our_proxys_or_new(
    proxies: int, given: str, is_believed: bool, client: Client, settings: LazySettings
) -> None:
    settings.PROXIES_IN_FRONT = proxies
    answer = client.get("/healthz", HTTP_X_REQUEST_ID=given)
    assert (answer["X-Request-ID"] == given) is is_believed
    assert re.fullmatch(r"[A-Za-z0-9-]{8,64}", answer["X-Request-ID"])


def fail(request: Any) -> None:
    raise RuntimeError("officer@example.org was here from 203.0.113.77")


@pytest.mark.django_db
def test_an_error_names_the_reference_that_its_line_has(
    log: io.StringIO, settings: LazySettings
) -> None:
    from config import urls

    class Failing:
        urlpatterns = [path("fails/", fail), *urls.urlpatterns]
        handler500 = urls.handler500

    settings.ROOT_URLCONF = Failing
    answer = Client(raise_request_exception=False).get("/fails/")
    assert answer.status_code == 500
    name = answer["X-Request-ID"]
    assert name in answer.content.decode()
    errors_told = [line for line in lines(log) if "exception" in line]
    assert [line["request"] for line in errors_told] == [name]
    assert "RuntimeError" in errors_told[0]["exception"]
    assert "officer@example.org" not in log.getvalue()
    assert NETWORK not in log.getvalue()


def test_what_strangers_are_refused_is_no_error(log: io.StringIO, settings: LazySettings) -> None:
    settings.ALLOWED_HOSTS = ["www.example.org"]
    assert Client().get("/healthz", headers={"host": "evil.example"}).status_code == 400
    told = [line for line in lines(log) if "evil.example" in line["message"]]
    assert [line["level"] for line in told] == ["WARNING"]
    assert "exception" not in told[0]


def test_texts_are_scrubbed_and_what_is_harmless_stays() -> None:
    assert scrub("from 2001:db8::1 and 203.0.113.7:443, at 12:30:05, in 1.14.2") == (
        "from … and …:443, at 12:30:05, in 1.14.2"
    )
    assert scrub("Key (email)\nDETAIL:  Key (email)=(Alex) exists.\nHINT: none") == (
        "Key (email)\nDETAIL: …\nHINT: none"
    )
    assert scrub("GET /en/?q=name&x=1 HTTP") == "GET /en/?… HTTP"
    assert scrub_path("/admin/password_reset/confirm/MQ/c1-0123456789abcdef0123456789ab/") == (
        "/admin/password_reset/confirm/MQ/…/"
    )
    assert scrub_path("/en/join/confirm/eyJ:1abc:xyz/") == "/en/join/confirm/…/"
    assert (
        scrub_path("/en/stories/a-city-opens-its-doors/") == "/en/stories/a-city-opens-its-doors/"
    )


@pytest.mark.django_db
def test_figures_are_for_those_who_know_the_token(client: Client, settings: LazySettings) -> None:
    # Like every address at which there is nothing.
    home_page()
    asked = [{"HTTP_AUTHORIZATION": f"Bearer {given}"} for given in ("", "wrong", "é", TOKEN)]
    for headers in [{}, *asked]:
        assert client.get("/metrics", follow=True, **headers).status_code == 404
    settings.METRICS_TOKEN = TOKEN
    for headers in [{}, *asked[:-1]]:
        assert client.get("/metrics", follow=True, **headers).status_code == 404
    heartbeats.beat_all()
    OutgoingMessage.objects.create(
        event="received", language="en", recipient="a@example.org", subject="s", body="b"
    )
    answer = client.get("/metrics", HTTP_AUTHORIZATION=f"Bearer {TOKEN}")
    assert answer["Cache-Control"] == "no-store"
    text = answer.content.decode()
    assert re.search(
        r'^site_requests_total\{method="GET",route="metrics",status="302"\} \d', text, re.MULTILINE
    )
    assert re.search(r"^site_mail_waiting 1\.0$", text, re.MULTILINE)
    assert re.search(r"^site_tasks_waiting 0\.0$", text, re.MULTILINE)
    assert re.search(r'^site_heartbeat_age_seconds\{process="worker"\} 0\.', text, re.MULTILINE)
    assert "a@example.org" not in text


@pytest.mark.django_db
def test_ready_tells_of_clock_and_worker_but_needs_neither(client: Client) -> None:
    answer = client.get("/readyz")
    assert answer.status_code == 200
    assert answer.json() == {
        "ready": True,
        "database": True,
        "migrations": True,
        "cache": True,
        "clock": False,
        "worker": False,
    }
    heartbeats.beat_all()
    told = client.get("/readyz").json()
    assert (told["clock"], told["worker"]) == (True, True)
    cache.set("heartbeat:worker", 1)
    assert client.get("/readyz").json()["worker"] is False


def test_reports_of_errors_have_nothing_of_who_asked() -> None:
    event = {
        "user": {"ip_address": NETWORK},
        "breadcrumbs": {},
        "extra": {"form": "Alex"},
        "request": {
            "url": "https://www.example.org/en/join/?email=officer@example.org",
            "method": "POST",
            "data": {"contact_name": "Alex"},
            "cookies": {"__Host-sessionid": "x"},
            "headers": {"X-Forwarded-For": NETWORK},
            "query_string": "email=officer@example.org",
        },
        "logentry": {"message": "to %s", "params": ["officer@example.org"]},
        "exception": {"values": [{"type": "E", "value": "officer@example.org refused"}]},
    }
    told = json.dumps(errors.scrubbed(event, {}), ensure_ascii=False)
    for secret in ("officer@example.org", "Alex", NETWORK, "sessionid"):
        assert secret not in told
    assert "https://www.example.org/en/join/" in told
    assert "… refused" in told
