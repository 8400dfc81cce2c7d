"""A document to write into: headings, questions, boxes and tables, in either direction."""

from __future__ import annotations

from typing import Any, NamedTuple

from docx import Document
from docx.enum.table import WD_ROW_HEIGHT_RULE, WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor

from home.languages import bcp47, direction

# Fonts that office programs have or replace: for Latin and Cyrillic, for Arabic, for Chinese.
FONTS = {"ascii": "Arial", "hAnsi": "Arial", "cs": "Arial", "eastAsia": "Microsoft YaHei"}
# The territory decides on spelling and quotation marks; office programs want one.
LANGUAGES = {
    "ar": "ar-SA",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "zh-hans": "zh-CN",
}
BOX = "☐ "
LINE = Pt(20)
GREY = RGBColor(0x55, 0x55, 0x55)


class Row(NamedTuple):
    """A question, its hint, its choices in their groups, and the lines that an answer needs."""

    label: str
    hint: str
    groups: list[tuple[str, list[str]]]
    lines: int


class Paper:
    """A DOCX document in one language."""

    def __init__(self, language: str, title: str) -> None:
        self.is_rtl = direction(language) == "rtl"
        self.document: Any = Document()
        properties = self.document.core_properties
        properties.title, properties.language = title, bcp47(language)
        properties.author = properties.comments = ""
        self._set_language(LANGUAGES[language])
        self._set_styles()

    def heading(self, text: str, level: int) -> None:
        """Write a heading; level 0 is the title."""
        self._run(self._prepared(self.document.add_heading(level=level)), text)

    def text(self, text: str) -> None:
        """Write a paragraph."""
        self._run(self._prepared(self.document.add_paragraph()), text)

    def hint(self, text: str, where: Any = None) -> None:
        """Write a paragraph that explains, beneath what it explains."""
        paragraph = self._prepared((where or self.document).add_paragraph())
        paragraph.paragraph_format.keep_with_next = where is None
        run = self._run(paragraph, text)
        run.font.size, run.font.color.rgb = Pt(9.5), GREY

    def question(self, label: str, hint: str) -> None:
        """Write a question."""
        self.heading(label, 3)
        if hint:
            self.hint(hint)

    def choices(self, texts: list[str], where: Any = None) -> None:
        """Write boxes to tick."""
        for text in texts:
            paragraph = self._prepared((where or self.document).add_paragraph())
            paragraph.paragraph_format.space_after = Pt(2)
            self._run(paragraph, f"{BOX}{text}")

    def answer(self, lines: int) -> None:
        """Leave a frame to write into."""
        table = self._table(1, 1)
        cell = table.cell(0, 0)
        self._prepared(cell.paragraphs[0])
        for _line in range(lines - 1):
            self._prepared(cell.add_paragraph())

    def table(self, rows: list[Row]) -> None:
        """Write questions with their hints beside room for the answers."""
        table = self._table(len(rows), 2)
        for row, (label, hint, groups, lines) in zip(table.rows, rows, strict=True):
            row.height, row.height_rule = LINE * lines, WD_ROW_HEIGHT_RULE.AT_LEAST
            question, answer = row.cells
            run = self._run(self._prepared(question.paragraphs[0]), label)
            run.bold = run.font.cs_bold = True
            if hint:
                self.hint(hint, question)
            self._prepared(answer.paragraphs[0])
            for name, choices in groups:
                if name:
                    self.hint(name, answer)
                self.choices(choices, answer)

    def _table(self, rows: int, columns: int) -> Any:
        table = self.document.add_table(rows=rows, cols=columns, style="Table Grid")
        if self.is_rtl:
            table.table_direction = WD_TABLE_DIRECTION.RTL
        # A paragraph between two tables keeps them apart.
        self.document.add_paragraph().paragraph_format.space_after = Pt(0)
        return table

    def _prepared(self, paragraph: Any) -> Any:
        if self.is_rtl:
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
        return paragraph

    def _run(self, paragraph: Any, text: str) -> Any:
        run = paragraph.add_run(text)
        if self.is_rtl:
            run.font.rtl = True
        return run

    def _set_language(self, tag: str) -> None:
        defaults = self.document.styles.element.find(qn("w:docDefaults"))
        properties = defaults.find(qn("w:rPrDefault")).find(qn("w:rPr"))
        lang = properties.find(qn("w:lang"))
        if lang is None:
            lang = OxmlElement("w:lang")
            properties.append(lang)
        for name in ("val", "eastAsia", "bidi"):
            lang.set(qn(f"w:{name}"), tag)

    def _set_styles(self) -> None:
        names = ("Normal", "Title", "Heading 1", "Heading 2", "Heading 3")
        for name in names:
            properties = self.document.styles[name].element.get_or_add_rPr()
            # Letters set apart would break the joins of Arabic.
            for tag in ("w:rFonts", "w:spacing"):
                for found in properties.findall(qn(tag)):
                    properties.remove(found)
            fonts = OxmlElement("w:rFonts")
            for script, font in FONTS.items():
                fonts.set(qn(f"w:{script}"), font)
            properties.insert(0, fonts)
            self.document.styles[name].font.color.rgb = RGBColor(0x16, 0x28, 0x5C)
        normal = self.document.styles["Normal"]
        normal.font.size, normal.font.color.rgb = Pt(11), RGBColor(0, 0, 0)
