"""The desk that every role tries the actions at, and the list of them.

An action is a function that sends what the desk's page sends and says whether a row has changed;
what the desk answers doesn't count, but for files that it hands over. Forms are filled as
somebody without limits is shown them, so that nothing is refused for want of a field.
"""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, streamfield

from actions.models import Action, CityPage
from blog.models import StoryPage
from home.bin.keeping import put_in_bin
from home.models import (
    BinEntry,
)
from home.transfer.writing import Export
from tests.admin.desk import edit_url, form_of
from tests.admin.signing_in import enrolled
from tests.factories.actions import ActionFactory, CategoryFactory, CityPageFactory
from tests.factories.blog import StoryIndexPageFactory, StoryPageFactory, TagFactory
from tests.factories.home import SignUpFactory, SiteSettingsFactory, UserFactory, superuser
from tests.factories.translations import submit, translate

Doing = Callable[[Client, Any], bool]

ACTIONS: dict[str, Doing] = {}
NAMES: set[str] = set()
"""The addresses of the desk that actions send something to."""

PUBLISH = {"action-publish": "1"}
BODY = nested_form_data({"body": streamfield([("heading", "A heading")])})
PASSWORD = "quite-another-long-phrase"
NAME = {"first_name": "Alex", "last_name": "Example", "email": "alex@example.org"}


def action(label: str) -> Callable[[Doing], Doing]:
    """Put an action into the list."""

    def register(doing: Doing) -> Doing:
        ACTIONS[label] = doing
        return doing

    return register


def post(client: Client, name: str, /, *args: Any, **data: Any) -> Any:
    """Send something to an address, and remember that it was tried."""
    NAMES.add(name)
    return client.post(reverse(name, args=args), data)


def is_file(response: Any) -> bool:
    """Say whether the desk has handed over a file."""
    return "attachment" in response.get("Content-Disposition", "")


def fresh(record: Any) -> Any:
    """Return a record as it is now; None once it is gone."""
    return type(record)._base_manager.filter(pk=record.pk).first()


def prepared() -> SimpleNamespace:
    """Make the records that everybody tries the actions with."""
    client, chief = Client(), superuser()
    client.force_login(chief)
    own_city, empty_city, city = (CityPageFactory() for _number in range(3))
    story, draft, submitted, reviewed = (
        StoryPageFactory(owner=chief, live=number == 0) for number in range(4)
    )
    for page in (story, draft, submitted, reviewed):
        page.save_revision(user=chief)
    for page in (submitted, reviewed):
        page.get_workflow().start(page, chief)
    reviewed.current_workflow_task_state.approve(user=chief)
    own_action, other_action, deleted = (
        ActionFactory(lrgs=[lrg], live=False) for lrg in (own_city, city, city)
    )
    put_in_bin([deleted], chief)
    Action.objects.filter(pk=deleted.pk).delete()
    colleague = UserFactory(group="Writers")
    enrolled(colleague)
    desk = SimpleNamespace(
        own_city=own_city,
        empty_city=empty_city,
        city=city,
        story=story,
        draft=draft,
        submitted=submitted,
        reviewed=reviewed,
        stories=story.get_parent(),
        elsewhere=StoryIndexPageFactory(slug="elsewhere"),
        own_action=own_action,
        action=other_action,
        in_bin=BinEntry.objects.get(),
        category=CategoryFactory(),
        settings=SiteSettingsFactory(),
        sign_up=SignUpFactory(),
        colleague=colleague,
        writers=Group.objects.get(name="Writers"),
        texts={code: ActionFactory() for code in ("fr", "ru")},
        untranslated=TagFactory(),
        package=Export([TagFactory()]).write(),
    )
    desk.translations = {
        code: _translated_as_draft(record, code) for code, record in desk.texts.items()
    }
    texts = {"record": row_names(desk.texts["fr"]), "language": "fr", "format": "po"}
    desk.po_file = client.post(reverse("translations_export"), texts).content
    desk.forms = {
        name: form_of(client, edit_url(record), type(record))
        for name, record in vars(desk).items()
        if name in {"story", "draft", "city", "own_city", "action", "own_action"}
        or name in {"category", "settings", "submitted"}
    }
    for name, parent, model in (
        ("new story", desk.stories, StoryPage),
        ("new city", city.get_parent(), CityPage),
    ):
        args = [model._meta.app_label, model._meta.model_name, parent.pk]
        desk.forms[name] = form_of(client, reverse("wagtailadmin_pages:add", args=args), model)
    desk.forms["group"] = form_of(client, reverse("wagtailusers_groups:add"), Group)
    users = reverse("wagtailusers_users:edit", args=[colleague.pk])
    desk.forms["user"] = form_of(client, users, type(colleague))
    return desk


def _translated_as_draft(record: Any, code: str) -> Any:
    """Return a translation whose texts are all there, but that isn't public."""
    translation = submit(record, code)
    texts = translation.source.stringsegment_set.values_list("string__data", flat=True)
    translate(translation, {text: f"{code} {text}" for text in texts})
    translation.save_target(publish=False)
    return translation


def row_names(*records: Any) -> list[str]:
    """Return how the translation desk names records."""
    return [f"{record._meta.label_lower}:{record.pk}" for record in records]


def edit(client: Client, desk: Any, name: str, **changes: Any) -> Any:
    """Send the editor of a record; return the record as it is then."""
    record = getattr(desk, name)
    is_page = isinstance(record, Page)
    NAMES.add("wagtailadmin_pages:edit" if is_page else record.snippet_viewset.get_url_name("edit"))
    body = BODY if isinstance(record, StoryPage) else {}
    client.post(edit_url(record), {**desk.forms[name], **body, **changes})
    return fresh(record)


def is_changed(client: Client, desk: Any, name: str) -> bool:
    """Change the title of a draft, and say whether that was stored."""
    record = edit(client, desk, name, title="Changed")
    latest = record.get_latest_revision()
    return bool(latest and latest.content["title"] == "Changed")
