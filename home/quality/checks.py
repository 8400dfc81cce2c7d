"""What is looked at in every page and action."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.images import get_image_model
from wagtail.models import WorkflowMixin

from home.models import HomePage, ReportPage
from home.pages import SitePage
from home.sources import SourceMixin

from .content import headings, links, parts_of, plain_text
from .images import image_points
from .points import Point, check
from .targets import broken_keys, link_models
from .wording import is_bare_address, is_vague, long_sentences

LONGEST_DESCRIPTION = 160
QUOTED = 60


@check(SitePage)
def has_a_description(page: SitePage) -> Iterator[Point]:
    """Search engines show it below the title."""
    if not page.search_description and not page.summary_text:
        yield Point("search_description", _("Say in one sentence what the page is about."))
    elif len(page.search_description) > LONGEST_DESCRIPTION:
        yield Point(
            "search_description",
            _("The description for search engines is cut after %(count)d characters.")
            % {"count": LONGEST_DESCRIPTION},
        )


@check(SourceMixin)
def heading_levels_follow(record: Any) -> Iterator[Point]:
    """Who hears a page finds the way by its headings."""
    previous = 1
    for level in headings(parts_of(record)):
        if level > previous + 1:
            yield Point(
                "body",
                _("A small heading stands below no larger one. Put a heading block before it."),
            )
            return
        previous = level


@check(SourceMixin)
def links_say_where_they_lead(record: Any) -> Iterator[Point]:
    """Out of its sentence, a link must still make sense."""
    language = getattr(record, "language", settings.LANGUAGE_CODE)
    for field, link in links(parts_of(record)):
        if is_bare_address(link.text):
            yield Point(
                field,
                _("The link “%(words)s” is a bare address. Name what it leads to.")
                % {"words": Truncator(link.text).chars(QUOTED)},
            )
        elif is_vague(link.text, language):
            yield Point(
                field,
                _("The link “%(words)s” does not say where it leads.") % {"words": link.text},
            )


@check(SourceMixin)
def links_lead_somewhere(record: Any) -> Iterator[Point]:
    """What is deleted or not public is a dead end."""
    models = link_models()
    found = [
        (field, link, (models[link.kind], link.key))
        for field, link in links(parts_of(record))
        if link.kind in models
    ]
    broken = broken_keys(target for _field, _link, target in found)
    for field, link, target in found:
        if target in broken:
            yield Point(
                field,
                _("The link “%(words)s” leads to what is deleted or not public.")
                % {"words": link.text},
            )


@check(SourceMixin)
def images_are_fit(record: Any) -> Iterator[Point]:
    """Neither blurred nor larger than any screen."""
    image_model = get_image_model()
    lead = getattr(getattr(record, "source", record), "image", None)
    if lead:
        yield from image_points("image", lead)
    for part in parts_of(record):
        if isinstance(part.value, image_model):
            yield from image_points(part.field, part.value)
            if not part.value.contextual_alt_text and not part.value.decorative:
                yield Point(
                    part.field,
                    _("Describe the image “%(title)s”, or say that it is decorative.")
                    % {"title": part.value.title},
                    must=True,
                )


@check(SourceMixin)
def sentences_are_short(record: Any) -> Iterator[Point]:
    """Many readers read in a second or third language. A hint, not a grade."""
    language = getattr(record, "language", settings.LANGUAGE_CODE)
    long = long_sentences(plain_text(parts_of(record)), language)
    if long:
        text = ngettext(
            "%(count)d sentence is long: “%(words)s”",
            "%(count)d sentences are long, the first: “%(words)s”",
            len(long),
        )
        words = Truncator(long[0]).chars(QUOTED)
        yield Point("body", text % {"count": len(long), "words": words})


@check(WorkflowMixin)
def has_been_reviewed(record: Any) -> Iterator[Point]:
    """Four eyes see more."""
    if record.pk and record.has_unpublished_changes and not record.current_workflow_state:
        yield Point("", _("Nobody has been asked to review this draft yet."))


@check(SourceMixin)
def is_translated(record: Any) -> Iterator[Point]:
    """Without a translation, readers get these words below a notice."""
    if not record.pk or not record.is_source:
        return
    rows = record.get_translations().filter(live=True)
    if hasattr(record, "alias_of_id"):
        rows = rows.filter(alias_of__isnull=True)
    known = set(rows.values_list("locale__language_code", flat=True)) | {record.language}
    missing = [name for code, name in settings.LANGUAGES if code not in known]
    if missing:
        yield Point("", _("Not translated yet: %(languages)s.") % {"languages": ", ".join(missing)})


@check(HomePage)
def home_says_its_aim(page: HomePage) -> Iterator[Point]:
    """The first words that a reader meets."""
    if not page.lead:
        yield Point("lead", _("Say the aim of the Call in one or two sentences."), must=True)


@check(ReportPage)
def report_has_its_files(report: ReportPage) -> Iterator[Point]:
    """Figures need their source, and readers the document."""
    if not report.introduction:
        yield Point("introduction", _("Sum the edition up in a few sentences."))
    if report.figures and not report.source_name:
        yield Point("source_name", _("Name the source of the headline figures."))
    if not report.downloads and not report.source.source_url:
        yield Point("downloads", _("Add the report as a document, or its address."))
