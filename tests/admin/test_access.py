"""Who may open what at the desk."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories.actions import (
    ActionFactory,
    CategoryFactory,
    CityPageFactory,
    ObjectiveFactory,
    PriorityFactory,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory
from tests.factories.home import (
    ReportPageFactory,
    SignUpFactory,
    SiteSettingsFactory,
    UserFactory,
    home_page,
)

pytestmark = pytest.mark.django_db

TEAM = {"Writers", "Translators", "Reviewers", "Publishers", "Administrators"}
EVERYBODY = TEAM | {"Focal points"}
LEADING = {"Publishers", "Administrators"}

LISTINGS = {
    "stories:index": EVERYBODY,
    "wagtailsnippets_actions_action:list": EVERYBODY,
    "cities:index": EVERYBODY,
    "sign-ups:index": LEADING,
    "contacts:index": LEADING,
    "mail_texts": LEADING,
    "personal_data": {"Administrators"},
    "report-editions:index": EVERYBODY,
    "translation_overview": TEAM,
    "wagtailadmin_explore_root": EVERYBODY,
    "wagtailsnippets_actions_category:list": EVERYBODY,
    "wagtailsnippets_actions_priority:list": EVERYBODY,
    "wagtailsnippets_actions_objective:list": EVERYBODY,
    "wagtailsnippets_blog_author:list": TEAM,
    "wagtailsnippets_blog_tag:list": TEAM,
    "wagtailsnippets_home_sitesettings:list": LEADING,
    "wagtailimages:index": EVERYBODY - {"Translators"},
    "wagtaildocs:index": EVERYBODY - {"Translators"},
    "wagtailusers_users:index": {"Administrators"},
    "wagtailusers_groups:index": {"Administrators"},
    "wagtaillocales:index": {"Administrators"},
    "wagtailsites:index": {"Administrators"},
    "wagtailredirects:index": {"Administrators"},
    "wagtailsearchpromotions:index": {"Administrators"},
    "wagtailadmin_workflows:index": {"Administrators"},
    "wagtailadmin_collections:index": {"Administrators"},
}

FILTERS = {
    "stories:index": "?status=live&rows=all&date_from=2020-01-01&q=story&ordering=-date",
    "wagtailsnippets_actions_action:list": "?q=local&stage=under_way&country=CO",
    "cities:index": "?country=CO&kind=city&has_joined=true&ordering=country",
    "sign-ups:index": (
        "?status=new&country=CO&language=en&kind=city&q=exampleville&show=all&assigned=mine"
        "&created_at_from=2020-01-01&ordering=-created_at"
    ),
    "contacts:index": "?language=en&q=alex&ordering=email",
    "report-editions:index": "?forum=imrf&status=changed&rows=translations",
    "translation_overview": "?language=fr&status=untranslated&kind=actions.action",
    "wagtailsnippets_actions_category:list": "?title_verified=true&rows=all&q=category",
    "wagtailsnippets_actions_objective:list": "?framework=gcm&locale=en",
    "wagtailsnippets_blog_author:list": "?q=author&rows=originals",
    "wagtailsnippets_blog_tag:list": "?q=tag",
}

EDITORS_OF_SNIPPETS = [
    (ActionFactory, TEAM),
    (CategoryFactory, LEADING),
    (PriorityFactory, LEADING),
    (ObjectiveFactory, LEADING),
    (AuthorFactory, TEAM),
    (TagFactory, TEAM),
    (SiteSettingsFactory, LEADING),
]
PAGES = [home_page, CityPageFactory, StoryPageFactory, ReportPageFactory]


@pytest.fixture
def records() -> None:
    """One record of each kind, so that every column and filter has something to show."""
    city = CityPageFactory()
    ActionFactory(lrgs=[city], categories=[CategoryFactory()], objectives=[ObjectiveFactory()])
    StoryPageFactory(authors=[AuthorFactory()], tags=[TagFactory()])
    ReportPageFactory()
    PriorityFactory()
    SiteSettingsFactory()
    SignUpFactory()


def signed_in(client: Client, group: str | None) -> Client:
    """Sign a member of a group in; they last as long as the test."""
    client.force_login(UserFactory(group=group))
    return client


@pytest.mark.parametrize("group", sorted(EVERYBODY))
def test_each_group_opens_the_listings_meant_for_it_and_no_other(client, records, group):
    signed_in(client, group)
    for name, allowed in LISTINGS.items():
        response = client.get(reverse(name))
        assert (response.status_code == 200) == (group in allowed), name
        assert response.status_code in {200, 302, 403}, name


@pytest.mark.parametrize(("name", "query"), FILTERS.items())
def test_listings_are_searched_filtered_and_ordered_all_at_once(client, records, name, query):
    signed_in(client, "Administrators")
    assert client.get(reverse(name) + query).status_code == 200


@pytest.mark.parametrize("group", sorted(EVERYBODY))
def test_each_group_opens_the_editors_meant_for_it_and_no_other(client, group):
    signed_in(client, group)
    for factory, allowed in EDITORS_OF_SNIPPETS:
        record = factory()
        url = reverse(record.snippet_viewset.get_url_name("edit"), args=[record.pk])
        response = client.get(url)
        assert (response.status_code == 200) == (group in allowed), record
        assert response.status_code in {200, 302, 403}, record
    for factory in PAGES:
        page = factory()
        response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
        assert (response.status_code == 200) == (group in TEAM), page


def test_nobody_else_sees_the_desk(client, records):
    for name in LISTINGS:
        assert client.get(reverse(name)).status_code == 302, name
    signed_in(client, None)
    for name in LISTINGS:
        assert client.get(reverse(name)).status_code in {302, 403}, name
