"""The clock is killed at the worst moment of a job: the next time all of it is done, once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.log_actions import registry
from wagtail.models import PageLogEntry

from actions.models import ProgressRequest
from home.models import Notice, OutgoingMessage, SignUp, TranslationState
from tests.factories.actions import CityPageFactory
from tests.factories.follow_up import ContactFactory
from tests.factories.home import SignUpFactory, StandardPageFactory, translator
from tests.faults.cluster import Cluster
from tests.faults.holding import Place, held, waiting
from tests.faults.site import Site, wait_for

PATIENCE = 90
LONG_AGO = timedelta(days=400)


class Publishing:
    """What was scheduled is no longer noted as due, and not yet public."""

    command = ("publish_scheduled",)
    place = Place("wagtailcore_page", "UPDATE", "NEW.slug = 'due' AND NEW.live AND NOT OLD.live")

    def prepare(self) -> None:
        self.page = StandardPageFactory(slug="due", live=False)
        self.page.title = "Due"
        self.page.save_revision(approved_go_live_at=timezone.now() - timedelta(minutes=1))

    def check(self) -> None:
        self.page.refresh_from_db()
        assert (self.page.live, self.page.title) == (True, "Due")
        entries = PageLogEntry.objects.filter(page=self.page.pk, action__startswith="wagtail.pub")
        assert entries.count() == 1


class Telling:
    """A mail with notices is written, and they are not yet noted as mailed."""

    command = ("send_notices",)
    place = Place("home_notice", "UPDATE", "NEW.mailed_at IS NOT NULL")

    def prepare(self) -> None:
        page = StandardPageFactory(slug="translated")
        state, _made = TranslationState.objects.get_or_create(
            model_label="home.standardpage",
            translation_key=page.translation_key,
            language="fr",
            defaults={"source_pk": page.pk, "source_language": "en", "status": "needs_update"},
        )
        self.user = translator(username="told")
        Notice.objects.create(user=self.user, kind=Notice.Kind.STALE, state=state)

    def check(self) -> None:
        assert OutgoingMessage.objects.filter(recipient=self.user.email).count() == 1
        assert not self.user.notices.filter(mailed_at=None).exists()


class Asking:
    """A city is noted as asked, and the mail is not yet written."""

    command = ("ask_for_progress", "--send")
    place = Place("home_outgoingmessage", "INSERT", "NEW.event = 'progress'")

    def prepare(self) -> None:
        self.contact = ContactFactory(city=CityPageFactory(has_joined=True))

    def check(self) -> None:
        assert ProgressRequest.objects.filter(contact=self.contact).count() == 1
        assert OutgoingMessage.objects.filter(recipient=self.contact.email).count() == 1


class Erasing:
    """The messages to somebody are erased, and their address is not."""

    command = ("erase_contacts",)
    place = Place("home_signup", "UPDATE", "NEW.contact_erased_at IS NOT NULL")

    def prepare(self) -> None:
        then = timezone.now() - LONG_AGO
        self.sign_up = SignUpFactory(status=SignUp.Status.DECLINED, status_changed_at=then)

    def check(self) -> None:
        self.sign_up.refresh_from_db()
        assert self.sign_up.contact_email == ""
        assert registry.get_logs_for_instance(self.sign_up).count() == 1


JOBS = (Publishing, Telling, Asking, Erasing)


@pytest.fixture
def prepared(
    site: Site, cluster: Cluster, django_db_blocker: Any
) -> Iterator[list[Publishing | Telling | Asking | Erasing]]:
    """Yield the jobs, for each of which there is something to do."""
    with django_db_blocker.unblock(), cluster.used_here():
        jobs = [job() for job in JOBS]
        for job in jobs:
            job.prepare()
        yield jobs
    site.look_for_news()


def test_what_a_killed_clock_was_at_is_done_once(
    prepared: list[Any], site: Site, cluster: Cluster
) -> None:
    commands = [job.command for job in prepared]
    with held(cluster, [job.place for job in prepared]):
        clocks = site.start_commands(*commands)
        wait_for(lambda: waiting(cluster) == len(prepared), PATIENCE)
        site.end_all(clocks)
    assert site.start_commands(*commands).wait(PATIENCE) == 0
    for job in prepared:
        job.check()
