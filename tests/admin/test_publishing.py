"""Editors write and submit, reviewers publish; an action is previewed as readers will see it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import Group
from django.urls import reverse
from wagtail.models import Page, Workflow

from actions.models import Action, CityPage
from tests.admin.desk import edit_url, form_of, save, sign_in
from tests.factories.actions import ActionFactory, CityPageFactory, action_index
from tests.factories.home import home_page
from tests.factories.translations import translation_of

pytestmark = pytest.mark.django_db


def test_the_groups_of_the_desk():
    names = {
        "Writers", "Translators", "Reviewers", "Publishers", "Focal points", "Administrators",
    }  # fmt: skip
    assert set(Group.objects.values_list("name", flat=True)) == names


def test_a_review_and_a_publication_stand_before_pages_and_actions():
    workflow = Workflow.objects.get()
    assert workflow.name == "Review"
    steps = [
        (task.name, {group.name for group in task.specific.groups.all()}) for task in workflow.tasks
    ]
    assert steps == [
        ("Review", {"Reviewers"}),
        ("Publication", {"Publishers", "Administrators"}),
    ]
    assert home_page().get_workflow() == workflow
    assert Action.get_default_workflow() == workflow


@pytest.mark.parametrize(
    ("group", "make"),
    [
        ("Writers", ActionFactory),
        ("Writers", CityPageFactory),
        ("Translators", CityPageFactory),
    ],
)
def test_editors_and_translators_cannot_publish(client, group, make):
    record = make(title="Old title")
    sign_in(client, group)
    save(client, record, title="New title", **{"action-publish": "1"})
    record.refresh_from_db()
    assert record.title == "Old title"
    assert record.get_latest_revision_as_object().title == "New title"


@pytest.mark.parametrize("group", ["Writers", "Translators"])
def test_editors_and_translators_cannot_unpublish_or_delete(client, group):
    action, city = ActionFactory(), CityPageFactory()
    sign_in(client, group)
    client.post(reverse("wagtailadmin_pages:unpublish", args=[city.pk]))
    client.post(reverse("wagtailadmin_pages:delete", args=[city.pk]))
    for name in ("unpublish", "delete"):
        client.post(reverse(f"wagtailsnippets_actions_action:{name}", args=[action.pk]))
    assert Action.objects.get(pk=action.pk).live
    assert CityPage.objects.get(pk=city.pk).live


@pytest.mark.parametrize(
    ("group", "make"), [("Publishers", ActionFactory), ("Administrators", CityPageFactory)]
)
def test_reviewers_and_administrators_publish(client, group, make):
    record = make()
    sign_in(client, group)
    save(client, record, title="New title", **{"action-publish": "1"})
    record.refresh_from_db()
    assert record.title == "New title"


@pytest.mark.parametrize("make", [ActionFactory, CityPageFactory])
def test_what_a_writer_submits_is_read_and_then_published(client, make):
    record = make(title="Old title")
    sign_in(client, "Writers")
    save(client, record, title="New title", **{"action-submit": "1"})
    for group in ("Reviewers", "Publishers"):
        record = type(record).objects.get(pk=record.pk)
        assert record.title == "Old title"
        approve(client, group, record)
    assert type(record).objects.get(pk=record.pk).title == "New title"


def approve(client, group, record):
    """Approve the step of the review at which a record is, as a member of a group."""
    sign_in(client, group)
    state = record.current_workflow_task_state
    space = "wagtailadmin_pages" if isinstance(record, Page) else "wagtailsnippets_actions_action"
    args = [record.pk, "approve", state.pk]
    client.post(reverse(f"{space}:workflow_action", args=args))


def test_a_reviewer_does_not_approve_what_is_to_be_published(client):
    record = ActionFactory(title="Old title")
    sign_in(client, "Writers")
    save(client, record, title="New title", **{"action-submit": "1"})
    for _step in range(2):
        approve(client, "Reviewers", Action.objects.get(pk=record.pk))
    assert Action.objects.get(pk=record.pk).title == "Old title"


def test_an_editor_adds_an_action_as_a_draft(client):
    sign_in(client, "Writers")
    url = reverse("wagtailsnippets_actions_action:add")
    data = form_of(client, url, Action)
    response = client.post(
        url, {**data, "title": "Open doors", "slug": "open-doors", "summary": "A."}
    )
    assert response.status_code == 302
    action = Action.objects.get(slug="open-doors")
    assert action.is_source
    assert not action.live


def test_a_translator_adds_nothing(client):
    sign_in(client, "Translators")
    for url in (
        reverse("wagtailsnippets_actions_action:add"),
        reverse("wagtailadmin_pages:add", args=["home", "standardpage", home_page().pk]),
    ):
        assert client.get(url).status_code in {302, 403}


def test_an_action_is_previewed_with_the_words_being_typed(client):
    action_index()
    action = ActionFactory(title="Old title", lrgs=[CityPageFactory()])
    sign_in(client, "Writers")
    url = reverse("wagtailsnippets_actions_action:preview_on_edit", args=[action.pk])
    data = form_of(client, edit_url(action), Action)
    answer = client.post(url, {**data, "title": "Words being typed"}).json()
    assert answer["is_valid"]
    response = client.get(url)
    assert response.status_code == 200
    assert "Words being typed" in response.content.decode()
    action.refresh_from_db()
    assert action.title == "Old title"


def test_an_unpublished_translation_is_previewed_with_its_own_words(client):
    for language in ("en", "fr"):
        action_index(language)
    row = translation_of(ActionFactory(title="Open doors"), "fr", live=False, title="Portes")
    sign_in(client, "Writers")
    url = reverse("wagtailsnippets_actions_action:preview_on_edit", args=[row.pk])
    data = {**form_of(client, edit_url(row), Action), "title": "Portes ouvertes"}
    assert client.post(url, data).json()["is_valid"]
    heading = re.search(r"<h1[^>]*>(.*?)</h1>", client.get(url).content.decode(), re.DOTALL)
    assert heading[1].strip() == "Portes ouvertes"
