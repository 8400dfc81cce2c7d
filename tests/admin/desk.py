"""Work at the desk: open an editor, change what its form shows, send it."""

from __future__ import annotations

from typing import Any

from django.db.models import Model
from django.test import Client
from django.urls import reverse
from wagtail.fields import StreamField
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, streamfield

from tests.factories.home import UserFactory

FORM_IDS = ("page-edit-form", "w-editor-form")


def sign_in(client: Client, group: str | None) -> Any:
    """Sign in as a new member of a group, and return the user."""
    user = UserFactory(group=group)
    client.force_login(user)
    return user


def edit_url(record: Any) -> str:
    """Return the address of a record's editor."""
    if isinstance(record, Page):
        return reverse("wagtailadmin_pages:edit", args=[record.pk])
    return reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])


def form_of(client: Client, url: str, model: type[Model]) -> dict[str, Any]:
    """Return what the form at an address would send as it is; bodies are sent empty."""
    text = client.get(url).content.decode()
    form_id = next((name for name in FORM_IDS if f'id="{name}"' in text), None)
    sent = querydict_from_html(text, form_id=form_id)
    data: dict[str, Any] = {
        name: values if len(values) > 1 else values[0]
        for name, values in sent.lists()
        if "__prefix__" not in name
    }
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            data.update(nested_form_data({field.name: streamfield([])}))
    return data


def save(client: Client, record: Any, **changes: Any) -> Any:
    """Open a record's editor, change some fields, send the form and return the answer.

    ``action-publish="1"`` publishes, ``action-submit="1"`` submits to review.
    """
    url = edit_url(record)
    return client.post(url, {**form_of(client, url, type(record)), **changes})


def messages_of(response: Any) -> list[str]:
    """Return what the desk tells the user beside the page."""
    return [str(message) for message in response.context["messages"]]
