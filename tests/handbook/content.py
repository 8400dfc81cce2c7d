"""What the pictures show: a small site, the same each time, in the language of the handbook."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Collection, Site, Workflow
from wagtail.users.models import UserProfile

from blog.models import StoryPage
from home.bin.keeping import put_in_bin
from home.desk.tour import DISMISSED
from home.models import BinEntry, LinkCheck
from tests.factories.actions import (
    ActionFactory,
    ActionProgressFactory,
    CategoryFactory,
    CityPageFactory,
    CommitmentFactory,
    CommitmentProgressFactory,
    action_index,
    city_index,
)
from tests.factories.blog import AuthorFactory, StoryPageFactory, TagFactory, story_index
from tests.factories.follow_up import ContactFactory, ProgressRequestFactory
from tests.factories.home import (
    LocaleFactory,
    ReportPageFactory,
    SignUpFactory,
    SiteImageFactory,
    SiteSettingsFactory,
    StandardPageFactory,
    UserFactory,
    home_page,
    join_page,
)

from .translating import translations
from .words import OTHER, WORDS

PEOPLE = {
    "Writers": ("wren", "Wren", "Sample"),
    "Reviewers": ("remy", "Remy", "Instance"),
    "Publishers": ("pia", "Pia", "Example"),
    "Translators": ("tao", "Tao", "Specimen"),
    "Focal points": ("flor", "Flor", "Model"),
    "Administrators": ("ada", "Ada", "Pattern"),
}
LANGUAGES = ("ar", "en", "es", "fr", "ru", "zh-hans")


def fill(language: str) -> ExampleSite:
    """Fill an empty database; the site that comes back knows the keys of its records."""
    site = ExampleSite(language)
    site.frame()
    site.places()
    site.write_stories()
    site.report()
    site.ask_for_news()
    site.receive_sign_ups()
    site.look_for_links()
    site.delete_and_lead_on()
    translations(site)
    _part_times()
    return site


class ExampleSite:
    """The records as they are made; ``keys`` are what the paths of screens name."""

    def __init__(self, language: str) -> None:
        self.language, self.words = language, WORDS[language]
        self.keys: dict[str, Any] = {"other": OTHER[language]}
        self.people: dict[str, Any] = {}

    def frame(self) -> None:
        """Make languages, people and the pages that every site has."""
        words, language = self.words, self.language
        for code in LANGUAGES:
            LocaleFactory(language_code=code)
        for group, (username, first, last) in PEOPLE.items():
            user = UserFactory(username=username, first_name=first, last_name=last, group=group)
            UserProfile.objects.create(
                user=user,
                preferred_language=language,
                dismissibles={DISMISSED: True},
                theme="light",
            )
            self.people[group] = user
        self.home = home_page(language)
        _rename(self.home, words["home"], lead=words["lead"], featured_heading=words["featured"])
        for make, name in (
            (action_index, "explorer"),
            (city_index, "cities"),
            (story_index, "stories"),
            (join_page, "join"),
        ):
            _rename(make(language), words[name])
        join = join_page(language)
        _rename(join, words["join"], introduction=words["join_introduction"])
        SiteSettingsFactory(language=language)
        StandardPageFactory(
            language=language, title=words["about"], introduction=words["about_introduction"]
        )
        self.keys |= {"home": self.home.pk, "join": join.pk}

    def places(self) -> None:
        """Make cities with commitments, and actions."""
        words, language = self.words, self.language
        self.categories = [
            CategoryFactory(language=language, title=words[name], slug=name, order=order)
            for order, name in enumerate(("access", "work"))
        ]
        self.cities = [
            CityPageFactory(language=language, title=words[name], slug=slug)
            for name, slug in (
                ("place", "exampleville"),
                ("second_place", "sample-bay"),
                ("third_place", "port-instance"),
            )
        ]
        self.commitment = CommitmentFactory(page=self.cities[0], text=words["commitment"])
        CommitmentProgressFactory(commitment=self.commitment, text=words["progress"])
        self.image = SiteImageFactory(
            title=words["image"],
            collection=Collection.get_first_root_node(),
            credit=words["credit"],
            licence="CC BY 4.0",
            file__color="teal",
            file__width=1600,
            file__height=900,
            focal_point_x=1000,
            focal_point_y=420,
            focal_point_width=500,
            focal_point_height=500,
        )
        self.action = self.make_action("action", self.cities[0], self.categories[:1])
        ActionProgressFactory(action=self.action, text=words["progress"])
        self.keys |= {"action": self.action.pk, "image": self.image.pk}

    def make_action(self, name: str, city: Any, categories: Any = ()) -> Any:
        """Make a published action."""
        return ActionFactory(
            language=self.language,
            title=self.words[name],
            slug=f"action-{name}",
            summary=self.words[f"{name}_summary"],
            lrgs=[city],
            categories=list(categories) or self.categories,
        )

    def write_stories(self) -> None:
        """Write stories: a complete one, a draft, one in review, one for later, one changed."""
        words = self.words
        author = AuthorFactory(
            language=self.language, name=words["author"], slug="robin-sample", role=words["role"]
        )
        tag = TagFactory(language=self.language, name=words["tag"], slug="welcome-centres")
        self.story = self.make_story(
            "story",
            introduction=words["story_introduction"],
            body=self.body(),
            authors=[author],
            tags=[tag],
            categories=self.categories[:1],
            related_actions=[self.action],
            related_cities=self.cities[:1],
            image=self.image,
            image_alt=words["alt"],
        )
        draft = self.make_story(
            "draft",
            live=False,
            introduction=words["draft_introduction"],
            body=_body(("rich_text", words["draft_text"])),
        )
        submitted = self.make_story("submitted", live=False, authors=[author])
        reviewed = self.make_story("reviewed", live=False, authors=[author])
        for story in (submitted, reviewed):
            Workflow.objects.get().start(story, self.people["Writers"])
        reviewed.current_workflow_task_state.approve(user=self.people["Reviewers"])
        later = self.make_story("scheduled", live=False, authors=[author])
        later.go_live_at = timezone.now() + timedelta(days=30)
        later.save_revision(user=self.people["Publishers"]).publish()
        changed = self.make_story(
            "changed", authors=[author], introduction=words["changed_introduction"]
        )
        changed.title = words["changed_now"]
        changed.introduction = words["changed_introduction_now"]
        changed.save_revision(user=self.people["Publishers"], log_action=True).publish(
            user=self.people["Publishers"]
        )
        self.home.refresh_from_db()
        self.home.featured = _body(
            ("action", self.action.pk), ("story", self.story.pk), ("city", self.cities[1].pk)
        )
        self.home.save()
        self.keys |= {
            "story": self.story.pk,
            "draft": draft.pk,
            "submitted": submitted.pk,
            "review": reviewed.current_workflow_task_state.pk,
            "changed_story": changed.pk,
        }

    def make_story(self, name: str, **values: Any) -> Any:
        """Write a story with the revision that its editor opens."""
        values.setdefault("introduction", self.words["story_introduction"])
        values.setdefault("body", _body(("rich_text", self.words["text"].replace("[1]", ""))))
        story = StoryPageFactory(
            language=self.language,
            title=self.words[name],
            slug=f"story-{name}",
            owner=self.people["Writers"],
            **values,
        )
        story.save_revision(user=self.people["Writers"], log_action=True)
        return story

    def body(self) -> str:
        """Return a body with each kind of block that a page of the handbook is about."""
        words = self.words
        pictures = [
            {
                "image": {"image": self.image.pk, "alt_text": alt, "decorative": False},
                "caption": caption,
                "credit": "",
            }
            for alt, caption in zip(words["pictures"], words["captions"], strict=True)
        ]
        return _body(
            ("heading", words["heading"]),
            ("rich_text", words["text"]),
            ("gallery", {"heading": words["gallery"], "images": _items(pictures)}),
            (
                "video",
                {
                    "title": words["video"],
                    "address": "https://www.youtube.com/watch?v=abcdefghijk",
                    "poster": self.image.pk,
                    "transcript": words["transcript"],
                },
            ),
            ("figures", {"heading": words["figures"], "figure": "category", "selection": ""}),
            ("notes", {"notes": _items([words["note"]])}),
        )

    def report(self) -> None:
        """Make an edition of the report."""
        edition = ReportPageFactory(
            language=self.language,
            year=2022,
            slug="2022",
            title=f"{self.words['report']} 2022",
            introduction=self.words["report_introduction"],
        )
        self.keys["edition"] = edition.pk

    def ask_for_news(self) -> None:
        """Ask two cities, of which one has answered."""
        now, words = timezone.now(), self.words
        asked = {"sent_by": self.people["Publishers"], "language": self.language}
        contact = ContactFactory(city=self.cities[0], email="alex@example.org")
        news = {"stage": "completed", "as_of": "2026-10-01"}
        answer = ProgressRequestFactory(
            contact=contact,
            sent_at=now - timedelta(days=12),
            answered_at=now - timedelta(days=2),
            answer_language=self.language,
            answers=[
                {
                    **news,
                    "kind": "commitment",
                    "key": self.commitment.translation_key.hex,
                    "title": words["commitment"],
                    "text": words["news"],
                },
                {
                    **news,
                    "kind": "action",
                    "key": self.action.translation_key.hex,
                    "title": words["action"],
                    "text": words["news"],
                },
            ],
            **asked,
        )
        other = ContactFactory(city=self.cities[1], email="kim@example.org", name="Kim Sample")
        ProgressRequestFactory(contact=other, sent_at=now - timedelta(days=5), **asked)
        self.keys["answer"] = answer.pk

    def receive_sign_ups(self) -> None:
        """Receive two sign-ups, of which somebody looks after one."""
        words = self.words
        SignUpFactory(
            lrg_name=words["second_sign_up"],
            language=self.language,
            kind="region",
            contact_email="officer@example.org",
        )
        sign_up = SignUpFactory(
            lrg_name=words["sign_up"],
            language=self.language,
            contact_email="mayor@example.org",
            status="in_review",
            assignee=self.people["Publishers"],
            commitments=[words["sign_up_commitment"]],
            actions=[words["sign_up_action"]],
        )
        self.keys["sign_up"] = sign_up.pk

    def look_for_links(self) -> None:
        """Link to a page that is not public and to other sites, some of which answer."""
        gone = StandardPageFactory(
            language=self.language, title=self.words["gone"], slug="gone", live=False
        )
        text = f'<p><a linktype="page" id="{gone.pk}">{self.words["link"]}</a></p>'
        page = StandardPageFactory(
            language=self.language,
            title=self.words["broken"],
            slug="help",
            body=_body(("rich_text", text)),
        )
        place = {
            "type": ContentType.objects.get_for_model(page).pk,
            "key": str(page.pk),
            "title": page.title,
            "locale": page.locale_id,
        }
        for address, status, answer in (
            ("https://example.org/advice", "broken", "404"),
            ("https://example.org/courses", "unsure", "503"),
            ("https://example.org/action", "fine", "200"),
        ):
            LinkCheck.objects.create(
                url=address,
                status=status,
                answer=answer,
                places=[place],
                checked_at=timezone.now() - timedelta(days=1),
                next_check_at=timezone.now() + timedelta(days=6),
            )

    def delete_and_lead_on(self) -> None:
        """Put a story into the bin, redirect two addresses, promote a page."""
        deleted = self.make_story("deleted")
        put_in_bin([deleted], self.people["Publishers"])
        deleted.delete()
        self.keys["deleted"] = BinEntry.objects.get().pk
        site = Site.objects.get(is_default_site=True)
        for path, made in ((f"/stories/{self.words['former']}", True), ("/start", False)):
            Redirect.objects.create(
                old_path=Redirect.normalise_path(path),
                site=site,
                redirect_page=self.story,
                automatically_created=made,
            )
        query = Query.get(self.words["search"])
        query.add_hit(date=date(2026, 10, 30))
        SearchPromotion.objects.create(query=query, page=self.story, description="")


def _part_times() -> None:
    """Let stories have been changed one after the other: lists show them in one order only."""
    for hours, story in enumerate(StoryPage.objects.order_by("pk")):
        story.latest_revision_created_at = timezone.now() - timedelta(hours=hours + 1)
        story.save(update_fields=["latest_revision_created_at"])


def _rename(page: Any, title: str, **values: Any) -> None:
    for name, value in {"title": title, "draft_title": title, **values}.items():
        setattr(page, name, value)
    page.save()


def _body(*blocks: tuple[str, Any]) -> str:
    """Return a body whose blocks have the same keys each time."""
    return json.dumps(
        [
            {"type": kind, "value": value, "id": str(uuid5(NAMESPACE_URL, f"{number} {kind}"))}
            for number, (kind, value) in enumerate(blocks)
        ]
    )


def _items(values: list[Any]) -> list[dict[str, Any]]:
    return [
        {"type": "item", "value": value, "id": str(uuid5(NAMESPACE_URL, f"item {number}"))}
        for number, value in enumerate(values)
    ]
