"""Each kind of task that a worker does: how it comes to be, its worst moment, what must be so then.

``prepare`` and ``check`` run with this process's models on the site's database.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from django_tasks.base import Task
from modelsearch.tasks import insert_or_update_object_task
from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task
from wagtail.models import ReferenceIndex
from wagtail.search.models import IndexEntry
from wagtail.tasks import delete_file_from_storage_task, update_reference_index_task

from home.accounts.attempts import send_link
from home.models import LinkCheck, OutgoingMessage, SearchEntry, TranslationSending
from home.observing import heartbeats
from home.outbox import deliver
from home.quality.external import WEEK, collect
from home.quality.tasks import check_links
from home.searching.updating import refresh_surrounded
from home.translating.sending import send
from tests.factories.actions import ActionFactory, CategoryFactory, CityPageFactory
from tests.factories.home import StandardPageFactory, UserFactory, home_page, superuser
from tests.faults.holding import Place
from tests.faults.neighbours import Mailbox, Neighbour
from tests.faults.site import Site

LANGUAGES = ["fr", "ar"]
STORAGE = "django.core.files.storage.FileSystemStorage"


@dataclass
class Around:
    """What the tasks have to do with."""

    site: Site
    mailbox: Mailbox
    neighbour: Neighbour


class Kind:
    """One kind. By default its worst moment is when all is done, and not yet said to be."""

    task: Task[Any, Any]

    def __init__(self, around: Around) -> None:
        self.around = around

    @property
    def place(self) -> Place:
        """Where its worker is killed."""
        condition = f"NEW.status = 'SUCCESSFUL' AND NEW.task_path = '{self.task.module_path}'"
        return Place("django_tasks_database_dbtaskresult", "UPDATE", condition)

    def prepare(self) -> tuple[Any, ...]:
        """Make what the task works on; return its arguments."""
        return ()

    def check(self) -> None:
        """Assert that all of it was done, and nothing twice."""
        raise NotImplementedError


class OfMail(Kind):
    task = deliver
    recipient = "once@example.org"

    def prepare(self) -> tuple[Any, ...]:
        message = OutgoingMessage.objects.create(
            event="received", language="en", recipient=self.recipient, subject="Once", body="Once"
        )
        return (message.pk,)

    def check(self) -> None:
        found = [one for one, to in self.around.mailbox.recipients.items() if to == self.recipient]
        assert len(found) == 1


class OfMailBeforeItIsNoted(OfMail):
    place = Place("home_outgoingmessage", "UPDATE", "NEW.recipient = 'noted@example.org'")
    recipient = "noted@example.org"


class OfAForgottenPassword(Kind):
    task = send_link

    def prepare(self) -> tuple[Any, ...]:
        self.recipient = UserFactory(username="forgetful", group="Administrators").email
        return (self.recipient, "en")

    def check(self) -> None:
        mailbox = self.around.mailbox
        [found] = [one for one, to in mailbox.recipients.items() if to == self.recipient]
        # Taken before the worker was killed, and again: recognizable as the same.
        assert mailbox.ids.count(found) == 2


class OfLinks(Kind):
    task = check_links
    place = Place("home_linkcheck", "UPDATE", "NEW.status <> 'unchecked' AND NEW.url ~ 'second'")

    def prepare(self) -> tuple[Any, ...]:
        for name in ("first", "second"):
            ActionFactory(source_url=f"http://{self.around.neighbour.host}/{name}")
        collect()
        # Nothing else is asked for.
        LinkCheck.objects.exclude(url__contains=self.around.neighbour.host).update(ignored=True)
        LinkCheck.objects.filter(url__contains="first").update(next_check_at=timezone.now() - WEEK)
        return ()

    def check(self) -> None:
        found = LinkCheck.objects.filter(url__contains=self.around.neighbour.host)
        assert list(found.values_list("status", flat=True)) == ["fine", "fine"]
        assert self.around.neighbour.asked["HEAD", "/first"] == 1


class OfTranslations(Kind):
    task = send
    # The first record has been sent, and that is not noted.
    place = Place("home_translationsending", "UPDATE", "NEW.done = 1 AND OLD.done = 0")

    def prepare(self) -> tuple[Any, ...]:
        for language in LANGUAGES:
            home_page(language)
        self.records = [StandardPageFactory(slug=f"sent-{name}") for name in ("one", "two")]
        self.sending = TranslationSending.objects.create(
            user=superuser(username="sender"),
            languages=LANGUAGES,
            records=[f"home.standardpage:{page.pk}" for page in self.records],
        )
        return (self.sending.pk,)

    def check(self) -> None:
        self.sending.refresh_from_db()
        assert (self.sending.done, self.sending.problems) == (2, [])
        assert self.sending.finished_at
        for record in self.records:
            found = record.get_translations().values_list("locale__language_code", flat=True)
            assert sorted(found) == sorted(LANGUAGES)


class OfSignsOfLife(Kind):
    task = heartbeats.answer

    def check(self) -> None:
        assert all(web.readiness()[1][heartbeats.WORKER] for web in self.around.site.webs)


class OfReferences(Kind):
    task = update_reference_index_task
    place = Place("wagtailcore_referenceindex", "INSERT")

    def prepare(self) -> tuple[Any, ...]:
        self.action = ActionFactory(lrgs=[CityPageFactory()])
        ReferenceIndex.objects.filter(object_id=str(self.action.pk)).delete()
        return ("actions", "action", str(self.action.pk))

    def check(self) -> None:
        found = ReferenceIndex.objects.filter(
            object_id=str(self.action.pk),
            content_type=ContentType.objects.get_for_model(self.action),
            model_path="lrgs.item.lrg",
        )
        assert found.count() == 1


class OfSearch(Kind):
    task = refresh_surrounded
    place = Place("home_searchentry", "UPDATE OR INSERT", "NEW.address = 'surrounded'")

    def prepare(self) -> tuple[Any, ...]:
        category = CategoryFactory()
        self.action = ActionFactory(slug="surrounded", categories=[category])
        self._entries().delete()
        return ("actions.Category", str(category.translation_key))

    def check(self) -> None:
        assert self._entries().count() == 1

    def _entries(self) -> Any:
        return SearchEntry.objects.filter(translation_key=self.action.translation_key)


class OfWagtailsSearch(Kind):
    task = insert_or_update_object_task
    place = Place("wagtailsearch_indexentry", "INSERT OR UPDATE")

    def prepare(self) -> tuple[Any, ...]:
        self.page = StandardPageFactory(slug="found")
        return ("home", "standardpage", str(self.page.pk))

    def check(self) -> None:
        kind = ContentType.objects.get_for_model(self.page)
        entries = IndexEntry.objects.filter(content_type=kind, object_id=str(self.page.pk))
        assert entries.count() == 1


class OfFiles(Kind):
    task = delete_file_from_storage_task

    def prepare(self) -> tuple[Any, ...]:
        folder = self.around.site.media
        self.files: list[Path] = [folder / name for name in ("deleted.txt", "kept.txt")]
        for file in self.files:
            file.write_text("words")
        return ([STORAGE, [], {}], "deleted.txt")

    def check(self) -> None:
        assert [file.exists() for file in self.files] == [False, True]


class OfCaches(Kind):
    task = purge_urls_from_cache_task

    def prepare(self) -> tuple[Any, ...]:
        return (["https://127.0.0.1/en/changed/"],)

    def check(self) -> None:
        assert self.around.neighbour.asked["PURGE", "/en/changed/"] == 2


KINDS: tuple[type[Kind], ...] = (
    OfMail, OfMailBeforeItIsNoted, OfAForgottenPassword, OfLinks, OfTranslations, OfSignsOfLife,
    OfReferences, OfSearch, OfWagtailsSearch, OfFiles, OfCaches,
)  # fmt: skip
