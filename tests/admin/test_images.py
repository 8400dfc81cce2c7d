"""Every image has an alternative text or is said to be decorative."""

from __future__ import annotations

import pytest
from wagtail.test.utils.form_data import nested_form_data, streamfield

from blog.models import StoryPage
from tests.admin.desk import save, sign_in
from tests.factories.actions import ActionFactory
from tests.factories.blog import StoryPageFactory
from tests.factories.home import SiteImageFactory, StandardPageFactory

pytestmark = pytest.mark.django_db

COMPLAINT = "Describe the image, or say that it is decorative."
TEXT = {"body": streamfield([("heading", {"text": "A heading"})])}


def changes_for(record, **changes):
    """Add a body where one is required."""
    body = nested_form_data(TEXT) if isinstance(record, StoryPage) else {}
    return {**body, **changes}


@pytest.mark.parametrize("make", [ActionFactory, StoryPageFactory])
def test_an_image_without_alternative_may_be_drafted_but_not_submitted(client, make):
    record = make()
    sign_in(client, "Writers")
    changes = changes_for(record, image=str(SiteImageFactory().pk))
    response = save(client, record, **changes, **{"action-submit": "1"})
    assert response.status_code == 200
    assert COMPLAINT in response.content.decode()
    assert record.revisions.count() == 0
    assert save(client, record, **changes).status_code == 302
    assert record.revisions.count() == 1


@pytest.mark.parametrize("make", [ActionFactory, StoryPageFactory])
@pytest.mark.parametrize("described", [{"image_alt": "A door."}, {"image_decorative": "on"}])
def test_an_image_that_is_described_or_decorative_is_taken(client, make, described):
    record = make()
    sign_in(client, "Writers")
    image = SiteImageFactory()
    response = save(client, record, **changes_for(record, image=str(image.pk), **described))
    assert response.status_code == 302
    record.refresh_from_db()
    assert record.get_latest_revision_as_object().image == image


def figure(**described: str) -> dict[str, str]:
    image = {"image": str(SiteImageFactory().pk), "alt_text": "", **described}
    block = ("figure", {"image": image, "caption": "", "credit": ""})
    return nested_form_data({"body": streamfield([block])})


def test_a_figure_in_a_body_follows_the_same_rule_when_it_is_published(client):
    page = StandardPageFactory()
    sign_in(client, "Publishers")
    publish = {"action-publish": "1"}
    assert save(client, page, **figure(), **publish).status_code == 200
    assert page.revisions.count() == 0
    assert save(client, page, **figure(alt_text="A door."), **publish).status_code == 302
    assert save(client, page, **figure(decorative="on"), **publish).status_code == 302
