"""Errors are told to the service that the operator names, without anything of who asked."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import brotli
import pytest
import sentry_sdk
from django.conf import LazySettings
from django.test import Client
from django.urls import path

from home.observing.errors import report_to

SECRETS = ("officer@example.org", "Alex Example", "203.0.113.77", "session-secret")

UNPACK: dict[str, Any] = {"": bytes, "gzip": gzip.decompress, "br": brotli.decompress}


@pytest.fixture
def service() -> Iterator[tuple[str, list[str]]]:
    """Run a service that takes reports, and return its address and what it has been told."""
    told: list[str] = []

    class Service(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            unpack = UNPACK[self.headers.get("Content-Encoding", "")]
            told.append(unpack(body).decode())
            self.send_response(200)
            self.end_headers()
            self.wfile.write(b"{}")

        def log_message(self, *_args: Any) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Service)
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://key@127.0.0.1:{server.server_port}/1", told
    server.shutdown()
    server.server_close()
    sentry_sdk.init()


def fail(request: Any) -> None:
    contact = request.POST["contact_name"]
    raise RuntimeError(f"{request.POST['email']} could not be stored, {len(contact)}")


@pytest.mark.django_db
def test_a_report_names_the_place_and_not_the_person(
    service: tuple[str, list[str]], settings: LazySettings
) -> None:
    from config import urls

    class Failing:
        urlpatterns = [path("fails/", fail), *urls.urlpatterns]
        handler500 = urls.handler500

    settings.ROOT_URLCONF = Failing
    address, told = service
    report_to(address, "1.0")
    client = Client(raise_request_exception=False, REMOTE_ADDR="203.0.113.77")
    client.cookies["other"] = "session-secret"
    answer = client.post(
        "/fails/?email=officer@example.org",
        {"contact_name": "Alex Example", "email": "officer@example.org"},
    )
    sentry_sdk.flush(5)
    reports = [text for text in told if "RuntimeError" in text]
    assert len(reports) == 1
    assert answer["X-Request-ID"] in reports[0]
    assert "/fails/" in reports[0]
    for secret in SECRETS:
        assert secret not in "".join(told)


def test_nobody_is_told_of_what_strangers_are_refused(
    service: tuple[str, list[str]], settings: LazySettings
) -> None:
    settings.ALLOWED_HOSTS = ["www.example.org"]
    address, told = service
    report_to(address, "1.0")
    assert Client().get("/healthz", headers={"host": "evil.example"}).status_code == 400
    sentry_sdk.flush(5)
    assert "evil.example" not in "".join(told)
