"""How a Word template sets a description: looks and room, by its styles and what these are based on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from lxml import etree

from nkps_reports.files.archive import Archive, ArchiveError, Flaw
from nkps_reports.files.limits import MAX_TEMPLATE_TAGS
from nkps_reports.report.model import LEVELS
from nkps_reports.report.problems import Problem, TemplateError, unreadable_template
from nkps_reports.word.document.elements import child_of, texts_of, value_of, w, words_of
from nkps_reports.word.document.list_levels import ListLevels
from nkps_reports.word.document.stylesheet import BULLET_STYLE, LINK_STYLE, NUMBER_STYLE, Stylesheet
from nkps_reports.word.document.word_file import is_too_large, open_archive, parse_part, related_parts
from nkps_reports.word.fit.letters import Face
from nkps_reports.word.fit.looks import (
    ParagraphLook,
    RunLook,
    is_on,
    parse_points,
    with_paragraph_properties,
    with_run_properties,
)
from nkps_reports.word.fit.text_area import TextArea, read_text_area
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import DESCRIPTION

# The tag as README has it, or any other that names the field.
_NAME = rf"[^}}]*\b{DESCRIPTION.names[0]}\b"
_TAGS = (re.compile(rf"\{{\{{p[ \u00a0]{_NAME}"), re.compile(rf"\{{[{{%]{_NAME}"))
_TAB_STOP_PT, _MIN_TAB_STOP_PT, _MAX_MARKER = 36.0, 1.0, 20


@dataclass(frozen=True, slots=True)
class Setting:
    """How one kind of paragraph is set.

    Attributes:
        paragraph: how it stands.
        run: how its characters look.
        link: how those of a link look.
        marker_face: the font of its marker: the paragraph's own, whatever the look of its characters.
        marker: what stands before it in a list, ``%1`` for the number; empty where nothing does.
        has_high_marker: whether the marker counts for its line's height; one in a font of bullets is low.
        is_tabbed: whether its text begins at a tab stop after the marker.
    """

    paragraph: ParagraphLook
    run: RunLook
    link: RunLook
    marker_face: Face
    marker: str = ""
    has_high_marker: bool = False
    is_tabbed: bool = True


@dataclass(frozen=True, slots=True)
class Typography:
    """How a template sets a description.

    Attributes:
        plain: a paragraph.
        bullets: an item with a bullet, on each level.
        numbers: an item with a number, on each level.
        area: where it is set.
        tab_stop_pt: how far it is from each tab stop to the next.
        is_space_added: whether the space below a paragraph and that above the next are both kept, and not the
            larger alone.
    """

    plain: Setting
    bullets: tuple[Setting, ...]
    numbers: tuple[Setting, ...]
    area: TextArea
    tab_stop_pt: float
    is_space_added: bool


@dataclass(frozen=True, slots=True)
class TemplateParts:
    """The roots of those parts of a template that say how it looks; one that it lacks has no children."""

    document: etree._Element
    stylesheet: Stylesheet
    theme: etree._Element
    settings: etree._Element


@lru_cache(maxsize=4)
def read_typography(template: bytes, name: str) -> Typography:
    """Read how a template, which messages call by that name, sets a description.

    Raises:
        TemplateError: it cannot be read, has no place for the description, or lacks a style.
    """
    parts = read_parts(template, name)
    paragraph = _find_paragraph(parts)
    if paragraph is None:
        problem = Problem.of(Code.TEMPLATE_INCOMPLETE, None, DESCRIPTION.header, template=name, tag="")
        raise TemplateError(problem)
    if missing := parts.stylesheet.missing:
        problems = (Problem.of(Code.TEMPLATE_MISSING_STYLE, None, style, template=name) for style in missing)
        raise TemplateError(*problems)
    reader = _StyleReader(parts, paragraph)
    return Typography(
        reader.plain(),
        tuple(reader.items(BULLET_STYLE)),
        tuple(reader.items(NUMBER_STYLE)),
        read_text_area(paragraph, parts.stylesheet),
        max(parse_points(value_of(parts.settings, "defaultTabStop")) or _TAB_STOP_PT, _MIN_TAB_STOP_PT),
        is_on(child_of(parts.settings, "compat"), "doNotUseHTMLParagraphAutoSpacing", otherwise=False),
    )


def read_parts(template: bytes, name: str) -> TemplateParts:
    """Read a template that messages call ``name``, without python-docx.

    Raises:
        TemplateError: it cannot be read as a Word document.
    """
    try:
        archive = open_archive(template)
        document = _related(archive, "")["officeDocument"]
        related = _related(archive, document)
        parts = (document, *(related.get(kind, "") for kind in ("styles", "numbering", "theme", "settings")))
        roots = (parse_part(archive, part, MAX_TEMPLATE_TAGS) for part in parts)
        text, styles, numbering, theme, settings = roots
        if text.tag != w("document"):
            raise ArchiveError(Flaw.DAMAGED)
    except (ArchiveError, KeyError) as error:
        raise TemplateError(unreadable_template(name, is_too_large=is_too_large(error))) from error
    return TemplateParts(text, Stylesheet(styles, numbering), theme, settings)


def _related(archive: Archive, part: str) -> dict[str, str]:
    """The parts that a part is related to, by their kinds."""
    related = related_parts(archive, part, MAX_TEMPLATE_TAGS)
    return {found.kind: found.target for found in related if not found.is_external}


def _find_paragraph(parts: TemplateParts) -> etree._Element | None:
    """The first paragraph with the tag for the description."""
    lines = [(paragraph, words_of(texts_of(paragraph))) for paragraph in parts.document.iter(w("p"))]
    return next((paragraph for tag in _TAGS for paragraph, line in lines if tag.search(line)), None)


class _StyleReader:
    """Reads how styles look, in the place of the paragraph with the tag for the description."""

    def __init__(self, parts: TemplateParts, paragraph: etree._Element) -> None:
        self._theme, self._stylesheet = parts.theme, parts.stylesheet
        self._own = child_of(paragraph, "pPr")
        text = next(text for text in paragraph.iter(w("t")) if text.text)
        self._own_run = child_of(next(text.iterancestors(w("r")), None), "rPr")
        table = next(paragraph.iterancestors(w("tbl")), None)
        self._table = value_of(table, "tblPr/tblStyle") or ""

    def plain(self) -> Setting:
        """How a paragraph that is in no list is set."""
        style = value_of(self._own, "pStyle") or self._stylesheet.default
        paragraph, level = self._paragraph(style)
        number = child_of(self._own, "numPr")
        if number is not None:
            level = self._level(number)
            paragraph = with_paragraph_properties(paragraph, child_of(level, "pPr"))
        return self._setting(with_paragraph_properties(paragraph, self._own), level)

    def items(self, name: str) -> Iterator[Setting]:
        """How the items of a list in a style are set, on each level.

        Where the paragraph names its numbering, and not its style alone, the numbering's indents win over the
        style's.
        """
        levels = ListLevels(self._stylesheet, name)
        of_style, level = self._paragraph(levels.style)
        for depth in LEVELS:
            level = levels.find(depth) if depth else level
            is_numbered_itself = depth > 0 or name == NUMBER_STYLE
            own = child_of(level, "pPr") if is_numbered_itself else None
            yield self._setting(with_paragraph_properties(of_style, own), level)

    def _setting(self, paragraph: ParagraphLook, level: etree._Element | None) -> Setting:
        run = RunLook()
        for style in self._inherited(paragraph.style):
            run = self._with_run(run, child_of(style, "rPr"))
        # The link's style takes the place of a character style that the tag has.
        marker_face, link = run.face, run
        for style in self._chain(self._stylesheet.ids[LINK_STYLE.casefold()]):
            link = self._with_run(link, child_of(style, "rPr"))
        for style in self._chain(value_of(self._own_run, "rStyle") or ""):
            run = self._with_run(run, child_of(style, "rPr"))
        marker = (value_of(level, "lvlText") or "")[:_MAX_MARKER]
        is_tabbed = (value_of(level, "suff") or "tab") == "tab"
        own = self._own_run
        looks = self._with_run(run, own), self._with_run(link, own)
        is_high = bool(marker) and child_of(level, "rPr/rFonts") is None
        return Setting(paragraph, *looks, marker_face, marker, is_high, is_tabbed)

    def _with_run(self, look: RunLook, properties: etree._Element | None) -> RunLook:
        return with_run_properties(look, properties, self._theme)

    def _paragraph(self, style: str) -> tuple[ParagraphLook, etree._Element | None]:
        """How the paragraphs of a style stand, and the level of their list if it puts them in one."""
        look, level = ParagraphLook(style), None
        for each in self._inherited(style):
            number = child_of(each, "pPr/numPr")
            if number is not None:
                level = self._level(number)
                look = with_paragraph_properties(look, child_of(level, "pPr"))
            look = with_paragraph_properties(look, child_of(each, "pPr"))
        return replace(look, style=style), level

    def _inherited(self, style: str) -> Iterator[etree._Element]:
        """Everything that holds for a paragraph of a style, the furthest first."""
        yield from self._stylesheet.defaults
        yield from self._chain(self._table)
        yield from self._chain(style)

    def _chain(self, style: str) -> list[etree._Element]:
        """A style and those it is based on, the furthest first."""
        return [*self._stylesheet.chain(style)][::-1]

    def _level(self, number: etree._Element) -> etree._Element | None:
        """The level of the definition that a paragraph's number leads to."""
        return self._stylesheet.level_of(value_of(number, "numId"), value_of(number, "ilvl") or "0")
