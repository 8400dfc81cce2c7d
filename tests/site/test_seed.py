"""The reference content: loaded once, refreshed never against an editor."""

from __future__ import annotations

import pytest
from django.core.management import call_command

from actions.models import Action, CityPage, Objective
from home.models import HomePage, ReportPage, SeedRecord, StandardPage

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("seeded"),
]


def test_every_record_of_the_reference_is_there() -> None:
    assert Action.objects.public().count() == 58
    assert CityPage.objects.live().filter(is_source=True).count() == 70
    assert Objective.objects.filter(is_source=True).count() == 23 + 4 + 17


def test_every_action_shows_where_it_comes_from() -> None:
    assert not Action.objects.public().filter(source_url="").exists()


def test_the_report_states_its_own_figures() -> None:
    report = ReportPage.objects.get(is_source=True, edition_year=2022)
    values = [block.value["value"] for block in report.figures]
    assert values == [70, 47, 33, 40, 37, 29, 24, 19, 16]


@pytest.mark.parametrize("language", ["ar", "es", "fr", "ru", "zh-hans"])
def test_pages_and_featured_actions_are_translated(language: str) -> None:
    assert HomePage.objects.live().filter(locale__language_code=language).count() == 1
    featured = [slot.value for slot in HomePage.objects.get(is_source=True).featured]
    assert len(featured) == 6
    for action in featured:
        rows = Action.objects.filter(translation_key=action.translation_key, live=True)
        assert rows.filter(locale__language_code=language).count() == 1, action


def test_seeding_again_changes_nothing() -> None:
    before = (SeedRecord.objects.count(), Action.objects.count(), CityPage.objects.count())
    changed = CityPage.objects.order_by("-latest_revision_created_at").first()
    call_command("seed", verbosity=0)
    after = (SeedRecord.objects.count(), Action.objects.count(), CityPage.objects.count())
    assert after == before
    assert CityPage.objects.order_by("-latest_revision_created_at").first() == changed


def test_seeding_again_keeps_an_edit_and_refreshes_the_rest() -> None:
    edited, untouched = StandardPage.objects.filter(is_source=True).order_by("pk")[:2]
    before = untouched.latest_revision_id
    records = SeedRecord.objects.filter(
        key__startswith="page.", revision_id__in=[edited.latest_revision_id, before]
    )
    assert records.update(fingerprint="of older data") == 2
    edited.title = "Edited by the team"
    edited.save_revision().publish()
    call_command("seed", verbosity=0)
    assert StandardPage.objects.get(pk=edited.pk).title == "Edited by the team"
    assert StandardPage.objects.get(pk=untouched.pk).latest_revision_id > before


def test_seeding_again_leaves_a_deleted_action_deleted() -> None:
    action = Action.objects.public().first()
    action.delete()
    call_command("seed", verbosity=0)
    assert not Action.objects.filter(external_id=action.external_id).exists()
