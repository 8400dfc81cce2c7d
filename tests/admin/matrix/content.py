"""What is done with stories, cities, actions, lists and files."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.documents import get_document_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Collection, WorkflowState

from actions.models import ActionImport, CityPage
from blog.models import StoryPage, Tag
from home.models import (
    SiteImage,
)
from tests.admin.matrix.base import (
    BODY,
    NAMES,
    PUBLISH,
    action,
    edit,
    fresh,
    is_changed,
    post,
)

ACTION, CATEGORY = "wagtailsnippets_actions_action", "wagtailsnippets_actions_category"
SETTINGS = "wagtailsnippets_home_sitesettings"


# Stories


@action("Begin a story")
def begin_story(client: Client, desk: Any) -> bool:
    before = StoryPage.objects.count()
    form = {**desk.forms["new story"], **BODY, "title": "New", "slug": "new", "date": "2024-01-01"}
    post(client, "wagtailadmin_pages:add", "blog", "storypage", desk.stories.pk, **form)
    return StoryPage.objects.count() > before


@action("Change somebody else’s draft of a story")
def change_story(client: Client, desk: Any) -> bool:
    return is_changed(client, desk, "draft")


@action("Publish a story")
def publish_story(client: Client, desk: Any) -> bool:
    return bool(edit(client, desk, "draft", **PUBLISH).live)


@action("Publish a story at a time")
def schedule_story(client: Client, desk: Any) -> bool:
    at = (timezone.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    page = edit(client, desk, "draft", go_live_at=at, **PUBLISH)
    return bool(page.revisions.filter(approved_go_live_at__isnull=False).exists())


@action("Unpublish a story")
def unpublish_story(client: Client, desk: Any) -> bool:
    post(client, "wagtailadmin_pages:unpublish", desk.story.pk)
    return not fresh(desk.story).live


@action("Lock a story")
def lock_story(client: Client, desk: Any) -> bool:
    post(client, "wagtailadmin_pages:lock", desk.story.pk)
    return bool(fresh(desk.story).locked)


@action("Move a story")
def move_story(client: Client, desk: Any) -> bool:
    post(client, "wagtailadmin_pages:move_confirm", desk.story.pk, desk.elsewhere.pk)
    return bool(fresh(desk.story).is_child_of(desk.elsewhere))


@action("Copy a story")
def copy_story(client: Client, desk: Any) -> bool:
    before = StoryPage.objects.count()
    new = {"new_title": "Copy", "new_slug": "copy", "new_parent_page": desk.stories.pk}
    post(client, "wagtailadmin_pages:copy", desk.story.pk, **new)
    return StoryPage.objects.count() > before


@action("Delete a story")
def delete_story(client: Client, desk: Any) -> bool:
    post(client, "wagtailadmin_pages:delete", desk.story.pk)
    return fresh(desk.story) is None


# The review


def approve(client: Client, page: Any) -> bool:
    state = page.current_workflow_task_state
    post(client, "wagtailadmin_pages:workflow_action", page.pk, "approve", state.pk)
    return bool(fresh(state).status == state.STATUS_APPROVED)


@action("Approve what was submitted")
def approve_first(client: Client, desk: Any) -> bool:
    return approve(client, desk.submitted)


@action("Approve at last, and publish")
def approve_last(client: Client, desk: Any) -> bool:
    return approve(client, desk.reviewed) and fresh(desk.reviewed).live


@action("Cancel the review that somebody else asked for")
def cancel_review(client: Client, desk: Any) -> bool:
    state = desk.submitted.current_workflow_state
    edit(client, desk, "submitted", **{"action-cancel-workflow": "1"})
    return bool(fresh(state).status == WorkflowState.STATUS_CANCELLED)


# Cities and actions


@action("Begin the page of a city")
def begin_city(client: Client, desk: Any) -> bool:
    before = CityPage.objects.count()
    form = {**desk.forms["new city"], "title": "New", "slug": "new", "country": "CO"}
    parent = desk.city.get_parent().pk
    post(client, "wagtailadmin_pages:add", "actions", "citypage", parent, **form)
    return CityPage.objects.count() > before


@action("Change the page of one’s own LRG")
def change_own_city(client: Client, desk: Any) -> bool:
    return is_changed(client, desk, "own_city")


@action("Change the page of another LRG")
def change_city(client: Client, desk: Any) -> bool:
    return is_changed(client, desk, "city")


@action("Publish the page of one’s own LRG")
def publish_own_city(client: Client, desk: Any) -> bool:
    return bool(edit(client, desk, "own_city", title="Changed", **PUBLISH).title == "Changed")


@action("Delete the page of one’s own LRG")
def delete_own_city(client: Client, desk: Any) -> bool:
    post(client, "wagtailadmin_pages:delete", desk.empty_city.pk)
    return fresh(desk.empty_city) is None


@action("Change an action of one’s own LRG")
def change_own_action(client: Client, desk: Any) -> bool:
    return is_changed(client, desk, "own_action")


@action("Change an action of another LRG")
def change_action(client: Client, desk: Any) -> bool:
    return is_changed(client, desk, "action")


@action("Publish an action of one’s own LRG")
def publish_own_action(client: Client, desk: Any) -> bool:
    return bool(edit(client, desk, "own_action", **PUBLISH).live)


@action("Publish an action of another LRG")
def publish_action(client: Client, desk: Any) -> bool:
    return bool(edit(client, desk, "action", **PUBLISH).live)


@action("Delete an action")
def delete_action(client: Client, desk: Any) -> bool:
    post(client, f"{ACTION}:delete", desk.own_action.pk)
    return fresh(desk.own_action) is None


@action("Delete several actions at once")
def delete_actions(client: Client, desk: Any) -> bool:
    NAMES.add("wagtail_bulk_action")
    url = reverse("wagtail_bulk_action", args=["actions", "action", "delete"])
    client.post(f"{url}?id={desk.action.pk}&id={desk.own_action.pk}")
    return fresh(desk.own_action) is None


@action("Import actions")
def import_actions(client: Client, desk: Any) -> bool:
    table = b"external_id,title,summary\nx-1,Open doors,A door.\n"
    post(client, "import_actions", file=SimpleUploadedFile("actions.csv", table))
    return ActionImport.objects.exists()


# Lists, settings and files


@action("Change a category")
def change_category(client: Client, desk: Any) -> bool:
    return bool(edit(client, desk, "category", title="Changed").title == "Changed")


@action("Delete a category")
def delete_category(client: Client, desk: Any) -> bool:
    post(client, f"{CATEGORY}:delete", desk.category.pk)
    return fresh(desk.category) is None


@action("Add a tag")
def add_tag(client: Client, desk: Any) -> bool:
    post(client, "wagtailsnippets_blog_tag:add", name="New tag", slug="new-tag")
    return Tag.objects.filter(slug="new-tag").exists()


@action("Change the site settings")
def change_settings(client: Client, desk: Any) -> bool:
    changed = edit(client, desk, "settings", contact_heading="Changed")
    return bool(changed.contact_heading == "Changed")


@action("Delete site settings")
def delete_settings(client: Client, desk: Any) -> bool:
    post(client, f"{SETTINGS}:delete", desk.settings.pk)
    return fresh(desk.settings) is None


def add_file(client: Client, name: str, model: Any, file: Any) -> bool:
    collection = Collection.get_first_root_node().pk
    post(client, name, title="New", file=file, collection=collection)
    return bool(model.objects.filter(title="New").exists())


@action("Add an image")
def add_image(client: Client, desk: Any) -> bool:
    file = SimpleUploadedFile("new.png", get_test_image_file().file.getvalue())
    return add_file(client, "wagtailimages:add", SiteImage, file)


@action("Add a document")
def add_document(client: Client, desk: Any) -> bool:
    file = SimpleUploadedFile("new.pdf", b"%PDF-1.7")
    return add_file(client, "wagtaildocs:add", get_document_model(), file)


@action("Restore from the bin")
def restore(client: Client, desk: Any) -> bool:
    post(client, "bin:inspect", desk.in_bin.pk, state="published")
    return fresh(desk.in_bin) is None


@action("Erase from the bin")
def erase_from_bin(client: Client, desk: Any) -> bool:
    post(client, "bin:delete", desk.in_bin.pk)
    return fresh(desk.in_bin) is None
