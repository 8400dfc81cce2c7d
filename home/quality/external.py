"""The links to other sites: where they are, and whether they still lead somewhere."""

from __future__ import annotations

import http.client
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from django.contrib.contenttypes.models import ContentType
from django.db.models import URLField
from django.utils import timezone
from wagtail.models import Page

from home.models import LinkCheck

from .content import links, parts_of
from .fetching import MOST_REDIRECTS, Answer, NotAllowedError, ask, user_agent
from .targets import drafted_models

WEEK = timedelta(days=7)
LONGEST_URL = 1000
# A run ends after so long, so that the worker's other tasks are not held up; the next goes on.
RUN_SECONDS = 60
PAUSE_SECONDS = 1.0
FAILURES_UNTIL_BROKEN = 3
GONE = {404, 410}
ASK_LATER = {429, 503}
Status = LinkCheck.Status


def external_links(record: Any) -> Iterator[str]:
    """Yield the addresses on other sites to which a record links."""
    for part in parts_of(record):
        if part.name in {"url", "source_url"} and isinstance(part.value, str):
            yield part.value
    for _field, link in links(parts_of(record)):
        yield link.url
    for field in record._meta.get_fields():
        if isinstance(field, URLField):
            yield getattr(record, field.name) or ""
    yield from getattr(record, "other_source_urls", None) or ()


def collect() -> None:
    """Bring the list of links up to date with what is public now."""
    places: dict[str, dict[tuple[int, str], dict[str, Any]]] = defaultdict(dict)
    for model in drafted_models():
        if model is Page or model._meta.abstract:
            continue
        type_id = ContentType.objects.get_for_model(model).pk
        for record in model.objects.filter(live=True).iterator(chunk_size=200):
            key = str(record.pk)
            place = {
                "type": type_id,
                "key": key,
                "title": str(record),
                "locale": getattr(record, "locale_id", None),
            }
            for url in external_links(record):
                if url.startswith(("http://", "https://")) and len(url) <= LONGEST_URL:
                    places[url][type_id, key] = place
    known = {check.url: check for check in LinkCheck.objects.all()}
    fresh = [
        LinkCheck(url=url, places=list(found.values()))
        for url, found in places.items()
        if url not in known
    ]
    LinkCheck.objects.bulk_create(fresh, ignore_conflicts=True)
    changed = []
    for url, check in known.items():
        found = list(places.get(url, {}).values())
        if found and found != check.places:
            check.places = found
            changed.append(check)
    LinkCheck.objects.bulk_update(changed, ["places"], batch_size=500)
    # What is ignored stays known, in case the link comes back.
    LinkCheck.objects.filter(ignored=False).exclude(url__in=places).delete()


class Round:
    """One round of requests, one after the other, with what has been learned of each host."""

    def __init__(self) -> None:
        self.rules: dict[str, RobotFileParser] = {}
        self.asked_at: dict[str, float] = {}
        self.left_alone: set[str] = set()

    def check(self, link: LinkCheck) -> None:
        """Ask for a link, and remember what came of it."""
        site = site_of(link.url)
        if site in self.left_alone:
            return
        try:
            answer = self._follow(link.url)
        except NotAllowedError:
            self._settle(link, Status.REFUSED, "", WEEK)
        except TooManyRedirectsError:
            self._settle(link, Status.BROKEN, "Redirects without end", WEEK)
        except (OSError, http.client.HTTPException, ValueError) as error:
            self._fail(link, type(error).__name__)
        else:
            self._judge(link, answer, site)

    def _judge(self, link: LinkCheck, answer: Answer, site: str) -> None:
        status = answer.status
        if status in ASK_LATER:
            # The site is busy: nothing more is asked of it in this round.
            self.left_alone.add(site)
            wait = timedelta(seconds=min(answer.retry_after, 30 * 86400))
            self._settle(link, Status.UNSURE, str(status), max(wait, timedelta(days=1)))
        elif status in GONE:
            self._settle(link, Status.BROKEN, str(status), WEEK)
        elif status >= 500:
            self._fail(link, str(status))
        elif status >= 400:
            # Refuses programs, most likely, not readers.
            self._settle(link, Status.UNSURE, str(status), WEEK)
        else:
            self._settle(link, Status.FINE, str(status), WEEK)

    def _fail(self, link: LinkCheck, answer: str) -> None:
        """Wait longer after each failure; call a link broken after several."""
        link.failures += 1
        broken = link.failures >= FAILURES_UNTIL_BROKEN
        wait = WEEK if broken else timedelta(days=2 ** (link.failures - 1))
        self._save(link, Status.BROKEN if broken else Status.UNSURE, answer, wait)

    def _settle(self, link: LinkCheck, status: str, answer: str, wait: timedelta) -> None:
        link.failures = 0
        self._save(link, status, answer, wait)

    def _save(self, link: LinkCheck, status: str, answer: str, wait: timedelta) -> None:
        link.status, link.answer = status, answer
        link.checked_at = timezone.now()
        link.next_check_at = link.checked_at + wait
        link.save(update_fields=["status", "answer", "failures", "checked_at", "next_check_at"])

    def _follow(self, url: str) -> Answer:
        for _step in range(MOST_REDIRECTS + 1):
            answer = self._ask(url)
            if not answer.location:
                return answer
            url = answer.location
        raise TooManyRedirectsError

    def _ask(self, url: str) -> Answer:
        """Ask for the head of a page; for the page where a site answers that with an error."""
        if not self._may_ask(url):
            raise NotAllowedError
        self._pause(url)
        answer = ask("HEAD", url)
        if answer.status >= 400 and answer.status not in ASK_LATER:
            self._pause(url)
            answer = ask("GET", url)
        return answer

    def _pause(self, url: str) -> None:
        """Leave a host some time between two requests."""
        site = site_of(url)
        wait = self.asked_at.get(site, 0.0) + PAUSE_SECONDS - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self.asked_at[site] = time.monotonic()

    def _may_ask(self, url: str) -> bool:
        """Keep to what a site asks of programs."""
        site = site_of(url)
        if site not in self.rules:
            rules = RobotFileParser()
            try:
                self._pause(url)
                answer = ask("GET", f"{site}/robots.txt", text=True)
                rules.parse(answer.text.splitlines() if answer.status == 200 else [])
            except (OSError, http.client.HTTPException, ValueError):
                rules.parse([])
            self.rules[site] = rules
        return self.rules[site].can_fetch(user_agent(), url)


class TooManyRedirectsError(Exception):
    """A link that leads on and on."""


def site_of(url: str) -> str:
    """Return the scheme and host of an address."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def check_due(seconds: float = RUN_SECONDS) -> int:
    """Check the links that are due, until the time is up; return how many were."""
    end, count, this_round = time.monotonic() + seconds, 0, Round()
    for link in LinkCheck.objects.due().iterator(chunk_size=100):
        if time.monotonic() > end:
            break
        this_round.check(link)
        count += 1
    return count
