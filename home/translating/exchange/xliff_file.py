"""Texts as an XLIFF 1.2 file: one ``<file>`` a record, inline tags as protected codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from io import BytesIO
from itertools import groupby
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element, ElementTree, ParseError, SubElement

import defusedxml.ElementTree
from bs4 import BeautifulSoup, NavigableString
from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _

from .incoming import FileRefusedError, Incoming, Unit
from .notes import Note
from .texts import Text

TOOL = "XLIFF"
CONTENT_TYPE = "application/x-xliff+xml"
NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2"
XML = "{http://www.w3.org/XML/1998/namespace}"
KINDS = {"a": "link", "b": "bold", "strong": "bold", "i": "italic", "em": "italic"}
CODE_ID = re.compile(r"([a-z]{1,10})(\d{1,6})")
# States of a translation that nobody has finished.
UNFINISHED = {
    "new",
    "needs-translation",
    "needs-adaptation",
    "needs-l10n",
    "needs-review-translation",
    "needs-review-adaptation",
    "needs-review-l10n",
}
MACHINE_STATE = "needs-review-translation"


def tag(name: str) -> str:
    """Return the name of an element in the namespace of XLIFF."""
    return f"{{{NAMESPACE}}}{name}"


def write(texts: Iterable[tuple[Text, Note]], language: str) -> bytes:
    """Return the file; a machine's translations are marked as in need of a review."""
    # Not by ``register_namespace``: what stands for no prefix is one setting for the whole
    # process, and readers of pictures take it for SVG.
    root = Element("xliff", {"version": "1.2", "xmlns": NAMESPACE})
    for translation, group in groupby(texts, key=lambda pair: pair[0].translation):
        attributes = {
            "original": str(translation.uuid),
            "source-language": translation.source.locale.language_code,
            "target-language": language,
            "datatype": "html",
        }
        body = SubElement(SubElement(root, "file", attributes), "body")
        for text, note in group:
            _write_unit(body, text, note)
    return _bytes_of(root)


def _bytes_of(root: Element) -> bytes:
    buffer = BytesIO()
    ElementTree(root).write(buffer, encoding="utf-8", xml_declaration=True)
    return buffer.getvalue()


def _write_unit(body: Element, text: Text, note: Note) -> None:
    attributes = {"id": f"{text.path}#{text.source_hash}", "resname": text.place.name}
    if text.place.limit:
        attributes |= {"maxwidth": str(text.place.limit), "size-unit": "char"}
    unit = SubElement(body, "trans-unit", attributes)
    _write_codes(SubElement(unit, "source"), text.source)
    if text.value:
        state = MACHINE_STATE if text.by_machine else "translated"
        _write_codes(SubElement(unit, "target", {"state": state}), text.value)
    SubElement(unit, "note", {"from": "developer"}).text = "\n".join(note.lines)


def _write_codes(parent: Element, html: str) -> None:
    """Write a fragment of HTML, its tags as codes that tools protect."""
    numbers: Counter[str] = Counter()

    def walk(element: Element, nodes: Iterable[Any]) -> None:
        for node in nodes:
            if isinstance(node, NavigableString):
                _append(element, str(node))
                continue
            numbers[node.name] += 1
            number = node.get("id") or f"{node.name}{numbers[node.name]}"
            if node.name == "br":
                SubElement(element, "x", {"id": number, "ctype": "lb"})
                continue
            kind = KINDS.get(node.name, f"x-html-{node.name}")
            walk(SubElement(element, "g", {"id": number, "ctype": kind}), node.children)

    walk(parent, BeautifulSoup(html, "html.parser").children)


def _append(element: Element, text: str) -> None:
    if len(element):
        element[-1].tail = (element[-1].tail or "") + text
    else:
        element.text = (element.text or "") + text


def read(content: bytes) -> Incoming:
    """Return what a file brings, or refuse it; no entity and no other file is ever read."""
    try:
        root = defusedxml.ElementTree.fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        message = _("The file has a document type or entities, which are not read for safety.")
        raise FileRefusedError(message) from error
    except (ParseError, ValueError, LookupError) as error:
        raise FileRefusedError(_("The file is not well-formed XML.")) from error
    if root.tag != tag("xliff"):
        raise FileRefusedError(_("This is not an XLIFF 1.2 file."))
    files = list(root.iter(tag("file")))
    languages = {file.get("target-language", "").lower() for file in files}
    if len(languages) != 1:
        raise FileRefusedError(_("The file must be for one language."))
    return Incoming(language=languages.pop(), tool=TOOL, units=list(_units(files)))


def _units(files: list[Any]) -> Iterator[Unit]:
    number = 0
    for file in files:
        for unit in file.iter(tag("trans-unit")):
            number += 1
            yield _unit(number, file.get("original", ""), unit)


def _unit(number: int, translation: str, unit: Any) -> Unit:
    path, _sharp, source_hash = unit.get("id", "").rpartition("#")
    target = unit.find(tag("target"))
    problems: list[str] = []
    return Unit(
        number=number,
        translation=translation,
        path=path,
        source=_read_codes(unit.find(tag("source")), []),
        source_hash=_uuid(source_hash),
        value=_read_codes(target, problems),
        uncertain=_is_uncertain(unit, target),
        problems=tuple(problems),
    )


def _is_uncertain(unit: Any, target: Any) -> bool:
    """Say whether a tool says of a translation that it is not finished."""
    if target is None or unit.get("approved") == "yes":
        return False
    return unit.get("approved") == "no" or target.get("state") in UNFINISHED


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _read_codes(element: Any, problems: list[str]) -> str:
    """Return the HTML that text and codes stand for."""
    if element is None:
        return ""
    parts = [escape(element.text or "", quote=False)]
    for child in element:
        parts += [_read_code(child, problems), escape(child.tail or "", quote=False)]
    return "".join(parts)


def _read_code(code: Any, problems: list[str]) -> str:
    content = _read_codes(code, problems)
    if code.tag == tag("mrk"):
        # Marks of a tool's own, such as the sentences that it cuts a text into.
        return content
    known = CODE_ID.fullmatch(code.get("id", ""))
    if code.tag == tag("x") and known and known[1] == "br":
        return "<br/>"
    if code.tag == tag("g") and known:
        name = known[1]
        opening = f'a id="{known[0]}"' if name == "a" else name
        return f"<{opening}>{content}</{name}>"
    name = str(code.tag).rpartition("}")[2]
    problems.append(_("The inline code <%(tag)s> is unknown.") % {"tag": name})
    return content
