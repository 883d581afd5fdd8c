"""The look that a tag has in the template, handed on to the text that takes its place.

docxtpl drops the paragraph round ``{{p …}}`` and the run round ``{{r …}}``, and with them their style.
A frame keeps both, so that the report looks as staff have styled the template in Word.
"""

from __future__ import annotations

import re
from copy import deepcopy
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import product
from typing import cast

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.oxml.text.run import CT_R
from docx.text.font import Font
from lxml import etree

from nkps_reports.word.document.elements import child_of, texts_of, words_of
from nkps_reports.word.document.tags import OUTPUT, PARAGRAPH, RUN, Tag, find_tags, replace_tags
from nkps_reports.word.text.form_links import number_links

# The filter by which a tag hands its frame on; no template may use it itself.
FRAME_FILTER = "frame"

_ID_ATTRIBUTES = tuple(
    f"{{http://schemas.microsoft.com/office/word/2010/wordml}}{name}" for name in ("paraId", "textId")
)
_NAMESPACES = re.compile(r' xmlns:\w+="[^"]*"')

Look = tuple[bool, bool, bool]


@dataclass(frozen=True, slots=True)
class Frame:
    """The look of a tag.

    Attributes:
        paragraph: the XML of its paragraph's properties; empty where there are none.
        runs: for bold, italic and link each on or off, the XML of the run's properties.
    """

    paragraph: str
    runs: dict[Look, str]


# The parts of the templates of a run; each is rewritten anew for every report.
@lru_cache(maxsize=32)
def rewrite_tags(source: str, link_style: str, first: int) -> tuple[str, tuple[Frame, ...]]:
    """Number the frames of the tags in a part's XML, from ``first``; links have the style of that id.

    Returns:
        The XML in which ``{{p x}}`` has become ``{{p x|frame(3) }}`` and ``{{r x}}`` ``{{r x|frame(4) }}``,
        each tag in a run of its own, and links in the forms have their action's number; and the frames by
        their numbers.
    """
    # As bytes: a part may say its encoding, and lxml takes that of no text.
    root = etree.fromstring(source.encode())
    _remove_ids(root)
    number_links(root)
    rewriter = _TagRewriter(link_style, first)
    for paragraph in root.iter(qn("w:p")):
        rewriter.rewrite_paragraph(paragraph)
    return etree.tostring(root, encoding="unicode"), tuple(rewriter.frames)


@dataclass(slots=True)
class _TagRewriter:
    """Rewrites the tags of a part and keeps their frames, as ``rewrite_tags`` says."""

    link_style: str
    first: int
    frames: list[Frame] = field(default_factory=list)

    def rewrite_paragraph(self, paragraph: etree._Element) -> None:
        texts = list(texts_of(paragraph))
        tags = find_tags(words_of(texts))
        if not tags:
            return
        _mend_split_tags(texts, tags)
        first = tags[0]
        if first.prefix != PARAGRAPH:
            for text in texts:
                self._rewrite_run(paragraph, text)
        elif first.opening == OUTPUT:
            # It stands alone in its paragraph.
            number = self._add(paragraph, texts[0].getparent())
            tag = next(text for text in texts if (text.text or "").strip())
            tag.text = f"{{{{p {first.body}|{FRAME_FILTER}({number}) }}}}"

    def _rewrite_run(self, paragraph: etree._Element, text: etree._Element) -> None:
        """Split the run at its tags, each piece with the properties of the whole."""
        run, content = text.getparent(), text.text or ""
        tags = [tag for tag in find_tags(content) if (tag.opening, tag.prefix) == (OUTPUT, RUN)]
        if run is None or run.tag != qn("w:r") or not tags:
            return
        run = _isolate(run, text)
        number = self._add(paragraph, run)
        position = 0
        for tag in tags:
            rewritten = f"{{{{r {tag.body}|{FRAME_FILTER}({number}) }}}}"
            for piece in (content[position : tag.start], rewritten):
                if piece:
                    run.addprevious(_run_like(run, piece))
            position = tag.end
        text.text = content[position:]
        text.set(qn("xml:space"), "preserve")

    def _add(self, paragraph: etree._Element, run: etree._Element | None) -> int:
        properties = child_of(run, "rPr")
        runs = {
            (bold, italic, link): _run_properties(properties, (bold, italic, link), self.link_style)
            for bold, italic, link in product((False, True), repeat=3)
        }
        self.frames.append(Frame(_fragment(child_of(paragraph, "pPr")), runs))
        return self.first + len(self.frames) - 1


def _remove_ids(root: etree._Element) -> None:
    """Remove the ids that Word gives paragraphs and content controls: a loop would repeat them."""
    for element in root.iter(qn("w:p"), qn("w:tr")):
        for name in _ID_ATTRIBUTES:
            element.attrib.pop(name, "")
    for properties in root.iter(qn("w:sdtPr")):
        for number in properties.findall(qn("w:id")):
            properties.remove(number)


def _mend_split_tags(texts: list[etree._Element], tags: list[Tag]) -> None:
    """Move each tag into its first run: Word splits tags when they are edited."""
    owner = [index for index, element in enumerate(texts) for _ in element.text or ""]
    for tag in tags:
        owner[tag.start : tag.end] = [owner[tag.start]] * len(tag.text)
    # docxtpl takes no other space after a prefix.
    whole = replace_tags(words_of(texts), tags, lambda tag: tag.text.replace("\u00a0", " "))
    pieces: list[list[str]] = [[] for _ in texts]
    for index, character in zip(owner, whole, strict=True):
        pieces[index].append(character)
    for element, piece in zip(texts, pieces, strict=True):
        element.text = "".join(piece)
        element.set(qn("xml:space"), "preserve")


def _isolate(run: etree._Element, text: etree._Element) -> etree._Element:
    """Give a text a run of its own; what stands beside it in its run, such as a tab, keeps its place."""
    before = [each for each in text.itersiblings(preceding=True) if each.tag != qn("w:rPr")]
    if before:
        twin = _empty_run_like(run)
        twin.extend(reversed(before))
        run.addprevious(twin)
    if next(text.itersiblings(), None) is None:
        return run
    # What follows stays where it is: to move it once for each of many texts would take long.
    own = _empty_run_like(run)
    own.append(text)
    run.addprevious(own)
    return own


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
