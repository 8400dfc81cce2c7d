"""Whether a translated text has the same inline markup as its source, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

from bs4 import BeautifulSoup
from django.utils.translation import gettext as _
from wagtail_localize.strings import INLINE_TAGS, StringValue

# What no field can hold, or nobody can see: XML forbids the first, editors the second.
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
INVISIBLE = re.compile(r"[\ufeff\u202a-\u202e\u2066-\u2069]")
BREAKS = re.compile(r"(?<!\s)\s*[\r\n\u2028\u2029]\s*")


@dataclass
class Checked:
    """A text made fit to be stored; what keeps it from that; what was changed about it."""

    value: str
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


class InlineTags(HTMLParser):
    """Counts the inline tags of a text and collects what is wrong with its markup."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.problems: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        if self._open:
            self._refuse(_("<%(tag)s> is not closed.") % {"tag": self._open[-1]})

    def _refuse(self, problem: str) -> None:
        if problem not in self.problems:
            self.problems.append(problem)

    def _count(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in INLINE_TAGS:
            self._refuse(_("<%(tag)s> is not allowed in a text.") % {"tag": tag})
            return
        for name, _value in attrs:
            if (tag, name) != ("a", "id"):
                message = _("<%(tag)s> must not have the attribute “%(name)s”.")
                self._refuse(message % {"tag": tag, "name": name})
        number = dict(attrs).get("id") or ""
        self.tags[f'{tag} id="{number}"' if number else tag] += 1

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a tag and expect its end."""
        self._count(tag, attrs)
        if tag != "br":
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Count a tag without content."""
        self._count(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        """Expect the tags to be nested."""
        if tag == "br":
            return
        if not self._open or self._open.pop() != tag:
            self._refuse(_("</%(tag)s> stands where nothing is to be closed.") % {"tag": tag})

    def handle_comment(self, data: str) -> None:
        """Refuse what readers never see."""
        self._refuse(_("Comments are not allowed in a text."))

    def handle_decl(self, decl: str) -> None:
        """Refuse what belongs to whole documents."""
        self._refuse(_("Declarations are not allowed in a text."))

    def handle_pi(self, data: str) -> None:
        """Refuse instructions to a program."""
        self._refuse(_("Declarations are not allowed in a text."))

    def unknown_decl(self, data: str) -> None:
        """Refuse what is no HTML at all."""
        self._refuse(_("Declarations are not allowed in a text."))


def check(source: str, value: str, limit: int | None = None) -> Checked:
    """Judge a translation by its source: the same tags, no others, not too long."""
    checked = Checked(value.strip())
    if CONTROL.search(value):
        checked.problems.append(_("It contains control characters."))
        return checked
    _clean(source, checked)
    found = InlineTags(checked.value)
    checked.problems += found.problems
    if not found.problems:
        checked.problems += _differences(InlineTags(source).tags, found.tags)
    if checked.problems:
        return checked
    checked.value = str(BeautifulSoup(checked.value, "html.parser"))
    length = len(StringValue(checked.value).render_text().strip())
    if not length:
        checked.problems.append(_("There is no text in it."))
    if limit and length > limit:
        message = _("It has %(length)d characters; there is room for %(limit)d.")
        checked.problems.append(message % {"length": length, "limit": limit})
    return checked


def _clean(source: str, checked: Checked) -> None:
    if INVISIBLE.search(checked.value):
        checked.value = INVISIBLE.sub("", checked.value)
        checked.notes.append(_("Invisible characters were taken out."))
    if BREAKS.search(checked.value) and not BREAKS.search(source):
        checked.value = BREAKS.sub(" ", checked.value)
        checked.notes.append(_("Line breaks became spaces."))


def _differences(wanted: Counter[str], found: Counter[str]) -> list[str]:
    """Name the tags that only one of the two has; a line may break elsewhere in a translation."""
    missing, extra = wanted - found, found - wanted
    return [
        *(_("<%(tag)s> is missing.") % {"tag": tag} for tag in missing if tag != "br"),
        *(
            _("<%(tag)s> is not in the source text.") % {"tag": tag}
            for tag in extra
            if tag != "br" or "br" not in wanted
        ),
    ]
