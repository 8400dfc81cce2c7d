"""What actions said of their own place on the home page becomes its slots."""

from __future__ import annotations

import json
import uuid

from django.db import migrations

SHOWN = 6


def fill_slots(apps, schema_editor) -> None:
    """Put the actions that the home page has shown so far into its slots, in their order."""
    HomePage = apps.get_model("home", "HomePage")
    Action = apps.get_model("actions", "Action")
    Revision = apps.get_model("wagtailcore", "Revision")
    page = HomePage.objects.filter(is_source=True).first()
    featured = Action.objects.filter(featured=True, is_source=True, live=True)
    keys = list(featured.order_by("featured_order", "title").values_list("pk", flat=True)[:SHOWN])
    if page is None or not keys:
        return
    slots = json.dumps(
        [{"type": "action", "value": key, "id": str(uuid.uuid4())} for key in keys]
    )
    page.featured = slots
    page.save(update_fields=["featured"])
    # What the editor opens.
    revision = Revision.objects.filter(pk=page.latest_revision_id).first()
    if revision:
        revision.content["featured"] = slots
        revision.save(update_fields=["content"])


def empty_slots(apps, schema_editor) -> None:
    """Say on the actions themselves which ones stand in the slots, and in which order."""
    HomePage = apps.get_model("home", "HomePage")
    Action = apps.get_model("actions", "Action")
    page = HomePage.objects.filter(is_source=True).first()
    slots = page.featured.raw_data if page else []
    for order, slot in enumerate(slot for slot in slots if slot["type"] == "action"):
        Action.objects.filter(pk=slot["value"]).update(featured=True, featured_order=order)


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0008_history"),
        ("home", "0017_newsroom_blocks"),
    ]

    operations = [migrations.RunPython(fill_slots, empty_slots)]
