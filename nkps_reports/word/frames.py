"""The look that a tag has in the template, handed on to the text that takes its place.

docxtpl drops the paragraph round ``{{p …}}`` and the run round ``{{r …}}``, and with them their style.
A frame keeps both, so that what staff restyle in Word is what the report gets.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import product
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.text.run import CT_R
from docx.text.font import Font
from lxml import etree

from nkps_reports.word.elements import texts_of, words_of
from nkps_reports.word.faults import misplaced

PARAGRAPH_FILTER, RUN_FILTER = "avsnitt", "tegn"

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}")
_PARAGRAPH_TAG = re.compile(r"[{%#]p[ \u00a0]")
_ONLY_PARAGRAPH_TAG = re.compile(
    r"\s*(?:\{\{p\s+(?P<value>(?:(?!\}\}).)+?)\s*\}\}|\{%p\s(?:(?!%\}).)*%\}|\{#p\s(?:(?!#\}).)*#\})\s*"
)
_ROW_TAG = re.compile(r"\{%tr\s")
_ONLY_ROW_TAG = re.compile(r"\s*\{%tr\s(?:(?!%\}).)*%\}\s*")
_RUN_TAG = re.compile(r"\{\{r\s+(?P<value>.+?)\s*\}\}")
# What somebody placed in a paragraph that goes when its tag is carried out.
KEPT_CONTENT = (qn("w:drawing"), qn("w:pict"), qn("w:object"), qn("w:sectPr"))
_IDENTITIES = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}" for name in ("paraId", "textId")
)
_NAMESPACES = re.compile(r' xmlns:\w+="[^"]*"')

Look = tuple[bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands round a tag.

    Attributes:
        tag: the tag as it stands in the template, for messages.
        paragraph: the XML of its paragraph's properties; empty where there are none.
        runs: for bold, italic and link each on or off, the XML of the run's properties.
    """

    tag: str
    paragraph: str
    runs: dict[Look, str]


@dataclass(slots=True)
class Frames:
    """The frames of one template, by the numbers that stand in its rewritten tags.

    Attributes:
        template: the template's name, for messages.
        link_style: the id of the character style for links.
    """

    template: str
    link_style: str
    frames: list[Frame] = field(default_factory=list)

    def rewrite(self, source: str) -> str:
        """Number the frames of a part's tags.

        Args:
            source: the XML of a part of the template.

        Returns:
            The XML in which ``{{p x}}`` has become ``{{p x|avsnitt(3) }}`` and ``{{r x}}``
            ``{{r x|tegn(4) }}``, each tag in a run of its own.

        Raises:
            TemplateError: text stands beside a tag that takes the whole paragraph or row.
        """
        # As bytes: a part may say its encoding, and lxml takes that of no text.
        root = etree.fromstring(source.encode())
        _forget_identities(root)
        for row in root.iter(qn("w:tr")):
            text = words_of(row.iter(qn("w:t")))
            if _ROW_TAG.search(text) and not _ONLY_ROW_TAG.fullmatch(text):
                raise misplaced(self.template, text)
        for paragraph in root.iter(qn("w:p")):
            self._rewrite_paragraph(paragraph)
        return etree.tostring(root, encoding="unicode")

    def _rewrite_paragraph(self, paragraph: etree._Element) -> None:
        texts = list(texts_of(paragraph))
        whole = words_of(texts)
        if not TAG.search(whole):
            return
        _mend_split_tags(texts)
        if _PARAGRAPH_TAG.search(whole):
            match = _ONLY_PARAGRAPH_TAG.fullmatch(whole)
            if match is None or any(next(paragraph.iter(name), None) is not None for name in KEPT_CONTENT):
                raise misplaced(self.template, whole)
            if value := match["value"]:
                number = self._add(whole.strip(), paragraph, texts[0].getparent())
                tag = next(text for text in texts if (text.text or "").strip())
                tag.text = f"{{{{p {value}|{PARAGRAPH_FILTER}({number}) }}}}"
            return
        for text in texts:
            self._rewrite_run(paragraph, text)

    def _rewrite_run(self, paragraph: etree._Element, text: etree._Element) -> None:
        """Split the run at its tags, each piece with the properties of the whole."""
        run = text.getparent()
        if run is None or run.tag != qn("w:r") or not _RUN_TAG.search(text.text or ""):
            return
        _isolate(run, text)
        number = self._add(text.text or "", paragraph, run)
        position = 0
        content = text.text or ""
        for match in _RUN_TAG.finditer(content):
            tag = f"{{{{r {match['value']}|{RUN_FILTER}({number}) }}}}"
            for piece in (content[position : match.start()], tag):
                if piece:
                    run.addprevious(_run_like(run, piece))
            position = match.end()
        text.text = content[position:]
        text.set(qn("xml:space"), "preserve")

    def _add(self, tag: str, paragraph: etree._Element, run: etree._Element | None) -> int:
        properties = paragraph.find(qn("w:pPr"))
        run_properties = run.find(qn("w:rPr")) if run is not None else None
        runs: dict[Look, str] = {
            (bold, italic, link): _run_properties(run_properties, (bold, italic, link), self.link_style)
            for bold, italic, link in product((False, True), repeat=3)
        }
        self.frames.append(Frame(tag, _fragment(properties), runs))
        return len(self.frames) - 1


def _forget_identities(root: etree._Element) -> None:
    """Take out the numbers by which Word knows paragraphs and fields to fill in: a loop would repeat them."""
    for element in root.iter(qn("w:p"), qn("w:tr")):
        for name in _IDENTITIES:
            element.attrib.pop(name, "")
    for properties in root.iter(qn("w:sdtPr")):
        for number in properties.findall(qn("w:id")):
            properties.remove(number)


def _mend_split_tags(texts: list[etree._Element]) -> None:
    """Word splits a tag into several runs when it is edited; each tag goes back into its first run."""
    whole = words_of(texts)
    owner = [index for index, text in enumerate(texts) for _ in text.text or ""]
    for match in TAG.finditer(whole):
        first = owner[match.start()]
        for position in range(match.start(), match.end()):
            owner[position] = first
    pieces = [""] * len(texts)
    for index, character in zip(owner, whole, strict=True):
        pieces[index] += character
    for text, piece in zip(texts, pieces, strict=True):
        # docxtpl takes no other space after a prefix.
        text.text = TAG.sub(lambda tag: tag[0].replace("\u00a0", " "), piece)
        text.set(qn("xml:space"), "preserve")


def _isolate(run: etree._Element, text: etree._Element) -> None:
    """Give a text a run of its own: what stands beside it in its run, such as a tab, keeps its place."""
    children = list(run)
    position = children.index(text)
    for elements, place in (
        (children[:position], run.addprevious),
        (children[position + 1 :], run.addnext),
    ):
        content = [element for element in elements if element.tag != qn("w:rPr")]
        if content:
            twin = _empty_run_like(run)
            twin.extend(content)
            place(twin)


def _empty_run_like(run: etree._Element) -> etree._Element:
    twin = OxmlElement("w:r")
    properties = run.find(qn("w:rPr"))
    if properties is not None:
        twin.append(deepcopy(properties))
    return twin


def _run_like(run: etree._Element, content: str) -> etree._Element:
    twin = _empty_run_like(run)
    text = OxmlElement("w:t")
    text.text = content
    text.set(qn("xml:space"), "preserve")
    twin.append(text)
    return twin


def _run_properties(properties: etree._Element | None, look: Look, link_style: str) -> str:
    """The XML of run properties with bold, italic and the link's style put in where they belong."""
    bold, italic, link = look
    run = cast(CT_R, OxmlElement("w:r"))
    if properties is not None:
        run.append(parse_xml(etree.tostring(properties, encoding="unicode", with_tail=False)))
    font = Font(run)
    if link:
        run.style = link_style
    if bold:
        font.bold = True
    if italic:
        font.italic = True
    return _fragment(run.rPr)


def _fragment(element: etree._Element | None) -> str:
    """An element's XML for use inside a document that declares its prefixes."""
    if element is None:
        return ""
    return _NAMESPACES.sub("", etree.tostring(element, encoding="unicode", with_tail=False))
