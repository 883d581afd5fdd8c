"""What in a template leads out of its file and would be handed on with every report: found, and cut off.

Links stay: nobody follows one without a click. The rest Word would fetch by itself at the receiver's, or it
tells where the template was made.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from docx.document import Document
from docx.opc.part import Part, XmlPart
from docx.opc.rel import Relationships
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from lxml import etree

from nkps_reports.word.document.elements import OFFICE_NAMESPACE, value_of, w
from nkps_reports.word.template.fields import find_fetching, take_out_fetching
from nkps_reports.word.template.lines import Finding, Spot
from nkps_reports.word.template.parts import RenderedPart, name_of_part
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

_WORD_PART = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_LINK, _FIELD, _MAIL_MERGE = "hyperlink", "field", "mailMerge"
# What a letter is merged with.
_MERGES = ("mailMergeSource", "mailMergeHeaderSource", "recipientData")
# These are inside the file, but Word takes them in only when it is opened.
_TAKEN_IN = ("aFChunk", "recipientData")
_REFERENCE = f"{{{OFFICE_NAMESPACE}}}"
_REFERENCES = etree.XPath("//@r:*", namespaces={"r": OFFICE_NAMESPACE})
_MERGE, _CHUNK, _DRAWING = w("mailMerge"), w("altChunk"), w("drawing")
_PICTURE, _BLIP, _GRAPHIC = qn("pic:pic"), qn("a:blip"), qn("a:graphicData")


@dataclass(frozen=True, slots=True, eq=False)
class Way:
    """A way out of the file.

    Attributes:
        kind: the last word of its relationship's type, or what else it is.
        target: where it leads, as it stands in the file.
        part: the part it is in; None where it is the file's own.
        element: where in the part; None where it stands in no XML.
        is_kept: whether what it last brought stays without it.
    """

    kind: str
    target: str
    part: Part | None
    element: etree._Element | None = None
    is_kept: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class _Use:
    """An attribute that names a relationship, and whether its element also holds what it leads to."""

    element: etree._Element
    attribute: str
    is_kept: bool


def check_outside(document: Document, parts: list[RenderedPart]) -> Iterator[Finding]:
    """Find what leads out of the file, each with what becomes of it in a report and how to be rid of it."""
    rendered = {part.root: part for part in parts if part.root is not None}
    for way in find_ways(document):
        what, becomes, advice = words.OUTSIDE.get(way.kind, words.OUTSIDE_OTHER)
        if way.is_kept:
            becomes = words.OUTSIDE_KEPT
        facts = {"what": what, "becomes": becomes, "advice": advice}
        yield Finding.of(Code.TEMPLATE_REACHES_OUTSIDE, _spot_of(way, rendered), way.target, **facts)


def _spot_of(way: Way, rendered: Mapping[etree._Element, RenderedPart]) -> Spot | None:
    if way.part is None or way.element is None:
        return None
    part = rendered.get(way.element.getroottree().getroot())
    return part.spot_of(way.element) if part else Spot(name_of_part(way.part))


def find_ways(document: Document) -> Iterator[Way]:
    """Everything that leads out of a Word file, part by part."""
    package = document.part.package
    yield from (Way(kind, target, None) for kind, target in _leading_out(package.rels).values())
    for part in package.iter_parts():
        leading = _leading_out(part.rels)
        root = _root_of(part, leading)
        uses = _uses_of(root, leading)
        for identifier, (kind, target) in leading.items():
            own = uses.get(identifier, [])
            element = own[0].element if own else None
            yield Way(kind, target, part, element, bool(own) and all(use.is_kept for use in own))
        if root is not None:
            # With a list it is told by that.
            if not any(kind == _MAIL_MERGE for kind, _ in leading.values()):
                yield from (Way(_MAIL_MERGE, _list_of(merge), part, merge) for merge in root.iter(_MERGE))
            yield from (Way(_FIELD, code, part, start) for start, code in find_fetching(root))


def _list_of(merge: etree._Element) -> str:
    """What is said of the list that a letter is merged with."""
    names = ("query", "connectString", "mainDocumentType")
    return next(filter(None, (value_of(merge, name) for name in names)), "")


def cut_off(document: Document) -> None:
    """Take out of a Word file everything that leads out of it; what it last brought stays where it is."""
    package = document.part.package
    for identifier in _leading_out(package.rels):
        del package.rels[identifier]
    for part in [*package.iter_parts()]:
        leading = _leading_out(part.rels)
        root = _root_of(part, leading)
        # What is in order keeps its bytes.
        if root is not None and _has_ways(root, leading):
            _clean(root, leading)
            if not isinstance(part, XmlPart):
                part._blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        for identifier in leading:
            del part.rels[identifier]


def _leading_out(relationships: Relationships) -> dict[str, tuple[str, str]]:
    """The kind and target of each relationship that leads out of the file, by its identifier."""
    found = {}
    for identifier, relation in relationships.items():
        kind = relation.reltype.rpartition("/")[2]
        if kind in _TAKEN_IN or (relation.is_external and kind != _LINK):
            found[identifier] = (_MAIL_MERGE if kind in _MERGES else kind, relation.target_ref)
    return found


def _root_of(part: Part, leading: Mapping[str, object]) -> etree._Element | None:
    """The first element of a part in which something may lead out; None where nothing does."""
    if isinstance(part, XmlPart):
        return cast(etree._Element, part.element)
    if not leading and not part.content_type.startswith(_WORD_PART):
        return None
    try:
        return parse_xml(part.blob)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _uses_of(root: etree._Element | None, leading: Mapping[str, object]) -> dict[str, list[_Use]]:
    """Where a part names each of its relationships that lead out."""
    uses: dict[str, list[_Use]] = defaultdict(list)
    if root is None or not leading:
        return uses
    for found in cast("list[etree._ElementUnicodeResult]", _REFERENCES(root)):
        element, attribute = cast(etree._Element, found.getparent()), str(found.attrname)
        if found in leading:
            named = [str(value) for name, value in element.items() if str(name).startswith(_REFERENCE)]
            is_kept = any(value and value not in leading for value in named)
            uses[str(found)].append(_Use(element, attribute, is_kept))
    return uses


def _has_ways(root: etree._Element, leading: Mapping[str, object]) -> bool:
    return bool(leading) or next(root.iter(_MERGE), None) is not None or any(find_fetching(root))


def _clean(root: etree._Element, leading: Mapping[str, object]) -> None:
    take_out_fetching(root)
    for merge in [*root.iter(_MERGE)]:
        _remove(merge)
    for use in (use for uses in _uses_of(root, leading).values() for use in uses):
        if use.is_kept:
            del use.element.attrib[use.attribute]
        else:
            _remove(_holder_of(use.element))


def _holder_of(element: etree._Element) -> etree._Element:
    """What has no meaning without an element: for the pixels of a picture, all of the picture."""
    if element.tag != _BLIP:
        return element
    picture = next(element.iterancestors(_PICTURE), None)
    if picture is None:
        # The filling of a shape.
        return next(element.iterancestors(), element)
    group = next(picture.iterancestors(_GRAPHIC, _DRAWING), picture)
    is_alone = group is picture.getparent()
    return next(picture.iterancestors(_DRAWING), picture) if is_alone else picture


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is None:
        return
    if element.tag == _CHUNK:
        # A cell must not be left without a paragraph.
        element.addprevious(OxmlElement("w:p"))
    parent.remove(element)
