"""Links that lead nowhere are found: within the site at once, elsewhere by asking politely."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone
from wagtail.rich_text import RichText

from home.models import LinkCheck
from home.quality import external, fetching
from tests.admin.desk import edit_url, sign_in
from tests.factories.actions import ActionFactory
from tests.factories.home import StandardPageFactory

pytestmark = pytest.mark.django_db

BROKEN = reverse("broken_links")
EXTERNAL = reverse("external_links")


def linking(record: Any, html: str) -> Any:
    record.body = [("rich_text", RichText(html))]
    record.save()
    return record


def to_page(page: Any) -> str:
    return f'<p><a linktype="page" id="{page.pk}">A page</a></p>'


def test_links_to_deleted_and_unpublished_pages_are_listed(client):
    gone, hidden = StandardPageFactory(title="Gone"), StandardPageFactory(title="Hidden")
    fine = StandardPageFactory(title="Fine")
    first = linking(StandardPageFactory(title="First"), to_page(gone))
    second = linking(ActionFactory(title="Second"), to_page(hidden))
    linking(StandardPageFactory(title="Third"), to_page(fine))
    gone.delete()
    hidden.unpublish()
    sign_in(client, "Writers")
    text = client.get(BROKEN).content.decode()
    assert edit_url(first) in text
    assert edit_url(second) in text
    assert "deleted" in text
    assert "not public" in text
    assert "Third" not in text
    assert (
        "Broken links within the site" in client.get(reverse("wagtailadmin_home")).content.decode()
    )


def test_the_report_is_downloaded(client):
    hidden = StandardPageFactory(title="Hidden", live=False)
    linking(StandardPageFactory(title="First"), to_page(hidden))
    sign_in(client, "Writers")
    answer = client.get(f"{BROKEN}?export=csv")
    text = b"".join(answer.streaming_content).decode()
    assert "First" in text
    assert "Hidden" in text


def test_the_report_asks_the_database_as_often_for_one_link_as_for_many(
    client, django_assert_max_num_queries
):
    hidden = StandardPageFactory(live=False)
    linking(StandardPageFactory(), to_page(hidden))
    linking(ActionFactory(), to_page(hidden))
    sign_in(client, "Writers")
    client.get(BROKEN)
    with django_assert_max_num_queries(60) as few:
        client.get(BROKEN)
    for _number in range(4):
        linking(StandardPageFactory(), to_page(StandardPageFactory(live=False)))
    with django_assert_max_num_queries(60) as many:
        client.get(BROKEN)
    assert len(many) <= len(few)


@pytest.mark.parametrize("url", [BROKEN, EXTERNAL])
def test_strangers_are_kept_out(client, url):
    assert client.get(url).status_code == 302


ROBOTS = b"User-agent: *\nDisallow: /private/\n"
FAULTS: dict[str, tuple[int, dict[str, str]]] = {
    "/gone": (404, {}),
    "/no-head": (405, {}),
    "/busy": (429, {"Retry-After": "172800"}),
    "/moved": (301, {"Location": "/fine"}),
    "/round": (302, {"Location": "/round"}),
    "/inside": (302, {"Location": "http://169.254.169.254/secret"}),
}


class Site(BaseHTTPRequestHandler):
    """A site with every fault that a link can meet."""

    asked: Counter[str] = Counter()
    agents: set[str] = set()

    def do_HEAD(self) -> None:
        self.answer()

    def do_GET(self) -> None:
        self.answer()

    def answer(self) -> None:
        Site.asked[f"{self.command} {self.path}"] += 1
        Site.agents.add(self.headers["User-Agent"])
        if self.path == "/slow":
            time.sleep(1)
        status, headers = FAULTS.get(self.path, (200, {}))
        if self.path == "/no-head" and self.command == "GET":
            status = 200
        text = ROBOTS if self.path == "/robots.txt" else b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(text)))
        self.end_headers()
        if self.command == "GET":
            self.wfile.write(text)

    def log_message(self, *_args: Any) -> None:
        pass


@pytest.fixture
def site(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A real server on this machine, which the setting lets through."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"127.0.0.1:{server.server_port}"
    settings.CHECK_EXTERNAL_LINKS = True
    settings.CHECK_LINKS_PRIVATE_HOSTS = [host]
    settings.CONTACT_EMAIL = "desk@example.org"
    monkeypatch.setattr(external, "PAUSE_SECONDS", 0.0)
    monkeypatch.setattr(fetching, "TIMEOUT", 0.3)
    Site.asked.clear()
    Site.agents.clear()
    yield f"http://{host}"
    server.shutdown()
    server.server_close()


def check(*urls: str) -> dict[str, LinkCheck]:
    """Link to some addresses, check them, and return what came of them."""
    html = "".join(f'<p><a href="{url}">A link</a></p>' for url in urls)
    linking(StandardPageFactory(title="Linking"), html)
    call_command("check_external_links", verbosity=0)
    return {link.url: link for link in LinkCheck.objects.filter(url__in=urls)}


def test_what_answers_is_fine_and_asked_again_in_a_week(site):
    links = check(f"{site}/fine", f"{site}/moved", f"{site}/no-head")
    assert {link.status for link in links.values()} == {"fine"}
    assert Site.asked["GET /fine"] == 0
    assert Site.asked["GET /no-head"] == 1
    assert Site.agents == {"CallToLocalAction-LinkCheck/1.0 (desk@example.org)"}
    asked = Site.asked.total()
    call_command("check_external_links", verbosity=0)
    assert Site.asked.total() == asked
    days = (links[f"{site}/fine"].next_check_at - timezone.now()).days
    assert days in {6, 7}


def test_what_is_gone_or_leads_round_in_circles_is_broken(site):
    links = check(f"{site}/gone", f"{site}/round")
    assert {link.status for link in links.values()} == {"broken"}
    assert links[f"{site}/gone"].answer == "404"


def test_a_busy_site_is_left_alone_as_long_as_it_asks(site):
    links = check(f"{site}/busy")
    link = links[f"{site}/busy"]
    assert link.status == "unsure"
    assert (link.next_check_at - timezone.now()).total_seconds() > 172000
    assert Site.asked["HEAD /busy"] == 1
    assert Site.asked["GET /busy"] == 0


def test_a_silent_site_is_asked_again_later_and_broken_in_the_end(site):
    url = f"{site}/slow"
    link = check(url)[url]
    waits = []
    for _round in range(3):
        link.refresh_from_db()
        waits.append((link.status, (link.next_check_at - link.checked_at).days))
        LinkCheck.objects.update(next_check_at=timezone.now())
        call_command("check_external_links", verbosity=0)
    assert waits == [("unsure", 1), ("unsure", 2), ("broken", 7)]


def test_nothing_is_asked_of_what_robots_are_refused(site):
    url = f"{site}/private/page"
    assert check(url)[url].status == "refused"
    assert Site.asked["HEAD /private/page"] == 0


def test_addresses_within_the_network_are_never_asked_for(site, settings):
    settings.CHECK_LINKS_PRIVATE_HOSTS = []
    urls = [
        f"{site}/fine",
        "http://localhost:1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fec0::1]/",
        "http://0.0.0.0/",
    ]
    links = check(*urls)
    assert {link.status for link in links.values()} == {"refused"}
    assert not Site.asked


def test_a_redirect_into_the_network_is_not_followed(site):
    url = f"{site}/inside"
    assert check(url)[url].status == "refused"


def test_nothing_is_asked_while_the_setting_is_off(site, settings):
    settings.CHECK_EXTERNAL_LINKS = False
    assert check(f"{site}/fine") == {}
    call_command("check_external_links", "--scheduled", verbosity=0)
    assert not Site.asked


def test_the_report_lists_the_broken_first_and_can_ignore_one(client, site):
    links = check(f"{site}/fine", f"{site}/gone")
    sign_in(client, "Writers")
    text = client.get(EXTERNAL).content.decode()
    assert text.index("/gone") < text.index("/fine")
    assert "Linking" in text
    gone = links[f"{site}/gone"]
    client.post(reverse("ignore_link", args=[gone.pk]))
    LinkCheck.objects.update(next_check_at=timezone.now())
    before = Site.asked["HEAD /gone"]
    call_command("check_external_links", verbosity=0)
    assert Site.asked["HEAD /gone"] == before
    assert "Check again" in client.get(EXTERNAL).content.decode()
    exported = client.get(f"{EXTERNAL}?export=csv")
    assert "Linking" in b"".join(exported.streaming_content).decode()


def test_a_link_that_is_in_no_text_any_more_is_forgotten(site):
    url = f"{site}/fine"
    assert url in check(url)
    from home.models import StandardPage

    for page in StandardPage.objects.all():
        linking(page, "<p>No link.</p>")
    call_command("check_external_links", verbosity=0)
    assert not LinkCheck.objects.filter(url=url).exists()
