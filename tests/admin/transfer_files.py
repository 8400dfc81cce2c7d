"""Files of content: made, taken apart and brought in again."""

from __future__ import annotations

import io
import json
import zipfile

from actions.models import Action, CityPage
from home.transfer.loading import Import
from home.transfer.package import read_package
from home.transfer.writing import Export
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
    action_index,
    city_index,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory, story_index
from tests.factories.home import SiteImageFactory, home_page


def packed(*records):
    return Export(records).write()


def imported(data, **options):
    """Import a file and return what became of its records, by title."""
    results = Import(read_package(data), **options).write()
    return {(result.title, result.language): result.outcome for result in results}


def changed(data, change):
    """Return the file with another content."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    content = json.loads(entries["content.json"])
    change(content)
    entries["content.json"] = json.dumps(content).encode()
    return zipped(entries)


def content_in(whole, title="Open doors"):
    return next(entry for entry in whole["records"] if entry["title"] == title)["content"]


def zipped(entries):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def gone(*records):
    """Delete records as another installation would never have had them."""
    for record in records:
        type(record).objects.get(pk=record.pk).delete()


def empty_site():
    """Make the pages that both languages have on any installation."""
    for code in ("en", "fr"):
        for make in (home_page, action_index, city_index, story_index):
            make(code)


def open_doors():
    """Make an action with all that belongs to it."""
    action = ActionFactory(
        title="Open doors",
        slug="open-doors",
        lrgs=[CityPageFactory(title="Old Town")],
        categories=[CategoryFactory(label="Access")],
        image=SiteImageFactory(credit="A. Example"),
        image_decorative=True,
    )
    ActionProgressFactory(action=action, text="Two hundred.")
    return Action.objects.get(pk=action.pk)


def story_about(action):
    """Make a story that points at an action and its city in every way."""
    city = CityPage.objects.get()
    body = [
        {
            "type": "rich_text",
            "id": "11111111-1111-4111-8111-111111111111",
            "value": f'<p>See <a linktype="page" id="{city.pk}">the town</a>.</p>',
        },
        {"type": "action_card", "value": {"record": action.pk}},
    ]
    return StoryPageFactory(
        title="A story",
        body=json.dumps(body),
        authors=[AuthorFactory(name="Alex")],
        tags=[TagFactory()],
        related_actions=[action],
    )
