"""The frame of the site: locales, home pages, the pages below them, sign-ups and users."""

from __future__ import annotations

import uuid
from typing import Any

import factory
import wagtail_factories
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.db.models import F
from factory.django import DjangoModelFactory
from wagtail.models import Locale, Page, Site

from home.models import (
    HomePage,
    JoinPage,
    ReportPage,
    SignUp,
    SignUpAction,
    SignUpCommitment,
    SignUpFile,
    SiteImage,
    SiteSettings,
    StandardPage,
)
from home.models.sign_up import Endorsement

PASSWORD = "correct horse battery staple"


class LocaleFactory(DjangoModelFactory):
    """A language of the content; the same one for the same code."""

    language_code = "en"

    class Meta:
        model = Locale
        django_get_or_create = ("language_code",)


class SitePageFactory(wagtail_factories.PageFactory):
    """A live page in ``language``, below the page that its type belongs to."""

    slug = factory.LazyAttributeSequence(lambda page, n: f"{page.slug_base}-{n}")
    locale = factory.SubFactory(LocaleFactory, language_code=factory.SelfAttribute("..language"))

    class Meta:
        abstract = True

    class Params:
        language = "en"
        slug_base = "page"


class HomePageFactory(SitePageFactory):
    """The home page of one language; the English one becomes the root of the default site.

    A second language's page is the translation of the first one's. Use :func:`home_page`, which
    makes only one a language.
    """

    title = "Call to Local Action"
    slug = factory.LazyAttribute(lambda page: f"home-{page.language}")
    lead = "Cities act for migrants and refugees."
    featured_heading = "Featured actions"
    parent = factory.LazyFunction(Page.get_first_root_node)

    class Meta:
        model = HomePage

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Page, kwargs: dict[str, Any]) -> HomePage:
        first = HomePage.objects.order_by("pk").first()
        if first:
            kwargs.setdefault("translation_key", first.translation_key)
        page = super()._create_instance(model_class, parent, kwargs)
        if first is None:
            Site.objects.update_or_create(
                is_default_site=True,
                defaults={"root_page": page, "hostname": "localhost", "site_name": "Call"},
            )
            _remove_welcome_page()
        return page


def _remove_welcome_page() -> None:
    """Remove the page that Wagtail's migrations make, to which nothing refers any more.

    To look for what would have to go with it takes as long as to make the home page itself.
    """
    removed = Page.objects.filter(slug="home", depth=2)._raw_delete("default")
    Page.objects.filter(depth=1).update(numchild=F("numchild") - removed)


def only(factory_class: type[SitePageFactory], language: str, **kwargs: Any) -> Any:
    """Return the page of this type in a language; make it if there is none.

    Languages are made as translations of each other, so that every type has one source.
    """
    model = factory_class._meta.model
    page = model.objects.filter(locale__language_code=language).first()
    if page:
        return page
    first = model.objects.order_by("pk").first()
    if first:
        kwargs.setdefault("translation_key", first.translation_key)
        if model is not HomePage:
            kwargs.setdefault("slug", first.slug)
    return factory_class(language=language, **kwargs)


def home_page(language: str = "en") -> HomePage:
    """Return the home page of a language, made when first asked for."""
    return only(HomePageFactory, language)


def join_page(language: str = "en") -> JoinPage:
    """Return the join page of a language, made when first asked for."""
    return only(JoinPageFactory, language)


class StandardPageFactory(SitePageFactory):
    """A page of text."""

    title = "About the Call"
    introduction = "What the Call is."
    parent = factory.LazyAttribute(lambda page: home_page(page.language))

    class Meta:
        model = StandardPage

    class Params:
        slug_base = "about"


class JoinPageFactory(SitePageFactory):
    """How to join. Use :func:`join_page` for the only one of a language."""

    title = "How to join"
    slug = "join"
    introduction = "Three steps."
    thank_you_heading = "Thank you"
    thank_you_text = "We answer within ten working days."
    parent = factory.LazyAttribute(lambda page: home_page(page.language))

    class Meta:
        model = JoinPage


class ReportPageFactory(SitePageFactory):
    """An edition of the report."""

    title = factory.LazyAttribute(lambda page: f"Localizing the Global Compacts {page.year}")
    slug = factory.LazyAttributeSequence(lambda page, n: f"report-{page.year}-{n}")
    introduction = "What local governments did."
    edition_year = factory.SelfAttribute("year")
    parent = factory.LazyAttribute(lambda page: join_page(page.language))

    class Meta:
        model = ReportPage

    class Params:
        year = 2022


class SiteSettingsFactory(DjangoModelFactory):
    """Footer and contact in one language; settings in a second language translate the first."""

    locale = factory.SubFactory(LocaleFactory, language_code=factory.SelfAttribute("..language"))
    footer_text = "The Call to Local Action."
    contact_heading = "Contact"
    contact_email = "call@example.org"

    class Meta:
        model = SiteSettings

    class Params:
        language = "en"

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> SiteSettings:
        first = SiteSettings.objects.order_by("pk").first()
        if first:
            kwargs.setdefault("translation_key", first.translation_key)
        return super()._create(model_class, *args, **kwargs)


class SiteImageFactory(wagtail_factories.ImageFactory):
    """An image of one colour."""

    class Meta:
        model = SiteImage


class SignUpFactory(DjangoModelFactory):
    """An application of a place that does not exist."""

    lrg_name = factory.Sequence(lambda n: f"Exampleville {n}")
    language = "en"
    kind = SignUp.Kind.CITY
    country = "CO"
    contact_name = "Alex Example"
    contact_role = "Officer"
    contact_email = factory.Sequence(lambda n: f"officer{n}@example.org")
    preferred_language = factory.SelfAttribute("language")
    endorsement = Endorsement.SIGNED
    text_languages = factory.LazyAttribute(lambda sign_up: [sign_up.language])
    consent_publication = True
    consent_processing = True

    class Meta:
        model = SignUp
        skip_postgeneration_save = True

    @factory.post_generation
    def commitments(self, create: bool, texts: list[str] | None, **_kwargs: Any) -> None:
        """Add commitments with these texts, or one."""
        if create:
            texts = ["We will open a welcome centre."] if texts is None else texts
            for order, text in enumerate(texts):
                SignUpCommitmentFactory(sign_up=self, text=text, sort_order=order)

    @factory.post_generation
    def actions(self, create: bool, titles: list[str] | None, **_kwargs: Any) -> None:
        """Add actions with these titles."""
        if create:
            for order, title in enumerate(titles or ()):
                SignUpActionFactory(sign_up=self, title=title, sort_order=order)


class SignUpCommitmentFactory(DjangoModelFactory):
    """A commitment as it was sent."""

    text = "We will open a welcome centre."

    class Meta:
        model = SignUpCommitment


class SignUpActionFactory(DjangoModelFactory):
    """An action as it was sent."""

    title = factory.Sequence(lambda n: f"Example action {n}")
    summary = "A counter where newcomers are advised in their own language."
    start_year = 2024
    is_ongoing = True

    class Meta:
        model = SignUpAction


class SignUpFileFactory(DjangoModelFactory):
    """A declaration as it was sent; without ``sign_up``, one that was not sent."""

    form_token = factory.LazyFunction(uuid.uuid4)
    purpose = SignUpFile.Purpose.DECLARATION
    name = "declaration.pdf"
    content_type = "application/pdf"
    content = b"%PDF-1.7"
    size = factory.LazyAttribute(lambda file: len(file.content))

    class Meta:
        model = SignUpFile


class UserFactory(DjangoModelFactory):
    """A user of the desk, in ``group`` if one is named; the password is :data:`PASSWORD`."""

    username = factory.Sequence(lambda n: f"user{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.org")
    password = factory.django.Password(PASSWORD)

    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    @factory.post_generation
    def group(self, create: bool, name: str | None, **_kwargs: Any) -> None:
        """Put the user into a group that the migrations have made."""
        if create and name:
            self.groups.add(Group.objects.get(name=name))


def superuser(**kwargs: Any) -> Any:
    """Return a user who may do everything."""
    return UserFactory(is_staff=True, is_superuser=True, **kwargs)


def writer(**kwargs: Any) -> Any:
    """Return a user who writes and submits, and does not publish."""
    return UserFactory(group="Writers", **kwargs)


def translator(**kwargs: Any) -> Any:
    """Return a user who translates."""
    return UserFactory(group="Translators", **kwargs)


def reviewer(**kwargs: Any) -> Any:
    """Return a user who reads first what others submit, and does not publish."""
    return UserFactory(group="Reviewers", **kwargs)


def publisher(**kwargs: Any) -> Any:
    """Return a user who publishes and reads sign-ups."""
    return UserFactory(group="Publishers", **kwargs)


def administrator(**kwargs: Any) -> Any:
    """Return a user who also keeps users, groups and languages."""
    return UserFactory(group="Administrators", **kwargs)
