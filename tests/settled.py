"""Tracked changes accepted or rejected by what the standard says of them, and what a comparison then says."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.grammar import write_date
from nkps_reports.report.model import ItemList, Language, Report, Span, Text
from nkps_reports.report.references import join_numbers
from nkps_reports.word.document.elements import OFFICE_NAMESPACE, child_of, value_of, w
from nkps_reports.wording.form import FIELDS, RELATION, TITLE

DOCUMENT, RELATIONS = "word/document.xml", "word/_rels/document.xml.rels"
NUMBERINGS = "word/numbering.xml"
_MOVES = {"ins": "moveTo", "del": "moveFrom"}
_MOVE_ENDS = [w(f"{move}Range{end}") for move in _MOVES.values() for end in ("Start", "End")]
# A character with its look, and where it leads.
Character = tuple[str, bool, bool, str]
Words = tuple[str, tuple[Character, ...]]


@dataclass
class Said:
    """What a report says: of each action by its title, and of who reports.

    Each line is its characters with the marker of a list, and those that are no white space with their looks.
    """

    actions: dict[Words, dict[str, list[Words]]] = field(default_factory=dict)
    facts: dict[str, str] = field(default_factory=dict)


def settle(file: bytes, *, accepts: bool) -> bytes:
    """A Word file with all tracked changes accepted, or all rejected."""
    parts = unpack_parts(file)
    root = etree.fromstring(parts[DOCUMENT])
    _check_moves(root)
    dropped, kept = ("del", "ins") if accepts else ("ins", "del")
    paragraphs = [*root.iter(w("p"))]
    # The mark at the end of a paragraph goes: what stands before it goes on in the next.
    marks = (w(dropped), w(_MOVES[dropped]))
    ended = [not any(mark.tag in marks for mark in _marks_of(each)) for each in paragraphs]
    for change in [*root.iter(w("rPrChange"), w("pPrChange"))]:
        _settle_properties(change, accepts=accepts)
    for each in [*root.iter(w(dropped), w(_MOVES[dropped]), *_MOVE_ENDS)]:
        _parent(each).remove(each)
    for each in [*root.iter(w(kept), w(_MOVES[kept]))]:
        parent = _parent(each)
        place = parent.index(each)
        parent[place : place + 1] = [*each]
    for name in ("Text", "InstrText"):
        for each in root.iter(w(f"del{name}")):
            each.tag = w("t" if name == "Text" else "instrText")
    for paragraph, following, is_ended in zip(paragraphs, paragraphs[1:], ended, strict=False):
        if not is_ended:
            assert paragraph.getnext() is following
            content = [each for each in paragraph if each.tag != w("pPr")]
            start = 1 if child_of(following, "pPr") is not None else 0
            following[start:start] = content
            _parent(paragraph).remove(paragraph)
    assert ended[-1]
    parts[DOCUMENT] = etree.tostring(root)
    return pack_parts(parts)


def _marks_of(paragraph: etree._Element) -> list[etree._Element]:
    """What has become of the mark at the end of a paragraph."""
    properties = child_of(paragraph, "pPr/rPr")
    return [] if properties is None else [*properties]


def _check_moves(root: etree._Element) -> None:
    """Each move goes once and comes once with the same words, and nothing moves without a name."""
    moved: dict[str, dict[str, str]] = defaultdict(dict)
    texts: list[str] = []
    opened = ""
    for each in root.iter():
        name = etree.QName(each).localname
        if name.startswith("move") and name.endswith("RangeStart"):
            assert not opened
            opened, texts = each.get(w("id"), ""), []
            move, kind = each.get(w("name"), ""), name.removesuffix("RangeStart")
        elif name.startswith("move") and name.endswith("RangeEnd"):
            assert (opened, kind) == (each.get(w("id")), name.removesuffix("RangeEnd"))
            assert kind not in moved[move]
            opened, moved[move][kind] = "", " ".join("".join(texts).split())
        elif name in _MOVES.values() and _parent(each).tag == w("rPr"):
            # The end of the paragraph moves too, so the move ends behind it.
            paragraph = next(each.iterancestors(w("p")))
            following = paragraph.getnext()
            assert following is not None
            assert following.tag == w(f"{name}RangeEnd")
        elif name in _MOVES.values():
            assert opened
            assert kind == name
            assert not [*each.iter(w("delText"), w("delInstrText"))]
            texts += [text.text or "" for text in each.iter(w("t"))]
    for places in moved.values():
        assert {*places} == {"moveFrom", "moveTo"}
        assert places["moveFrom"] == places["moveTo"] != ""


def _settle_properties(change: etree._Element, *, accepts: bool) -> None:
    properties = _parent(change)
    properties.remove(change)
    if accepts:
        return
    # The mark of a paragraph is no part of what its earlier properties say.
    mark = [each for each in properties if each.tag == w("rPr")] if properties.tag == w("pPr") else []
    properties[:] = [*change[0], *mark]


def _parent(element: etree._Element) -> etree._Element:
    parent = element.getparent()
    assert parent is not None
    return parent


def read_comparison(file: bytes) -> Said:
    """What a comparison says below its summary; nothing in it may be empty."""
    parts = unpack_parts(file)
    body = etree.fromstring(parts[DOCUMENT])[0]
    links = {each.get("Id", ""): each.get("Target", "") for each in etree.fromstring(parts[RELATIONS])}
    said = Said()
    counter = _Counter(etree.fromstring(parts[NUMBERINGS]))
    fields: dict[str, list[Words]] = {}
    lines: list[Words] = []
    last = ""
    for paragraph in _below_summary(body):
        style = value_of(paragraph, "pPr/pStyle") or "Normal"
        words = _words_of(paragraph, links)
        assert words[0].strip(), f"an empty paragraph in {style}"
        is_empty = last == "Heading1" == style or (last == "Heading3" and style.startswith("Heading"))
        assert not is_empty, f"nothing stands below the heading before {words[0]}"
        last = style
        if style == "Heading2":
            prefix, _, title = words[0].partition(": ")
            length = len("".join(f"{prefix}:".split()))
            fields = said.actions[title, words[1][length:]] = {}
        elif style == "Heading3":
            lines = fields[words[0]] = []
        elif style == "NKPSopplysning":
            label, _, value = words[0].partition(":\t")
            said.facts[label] = value
        elif style != "Heading1":
            lines.append((_marker_of(paragraph, style, counter) + words[0], words[1]))
    return said


def _below_summary(body: etree._Element) -> Iterator[etree._Element]:
    """The paragraphs from the first heading of a part: after «Sammendrag», with its table and remarks."""
    headings = [each for each in body.iter(w("p")) if value_of(each, "pPr/pStyle") == "Heading1"]
    started = False
    for each in body.iterchildren(w("p")):
        started = started or each is headings[1]
        if started:
            yield each


def _words_of(paragraph: etree._Element, links: Mapping[str, str]) -> Words:
    characters: list[Character] = []
    field_target = ""
    for run in paragraph.iter(w("r")):
        link = next((each for each in run.iterancestors(w("hyperlink"))), None)
        target = field_target if link is None else links[link.get(f"{{{OFFICE_NAMESPACE}}}id", "")]
        code = child_of(run, "instrText")
        if code is not None:
            field_target = (code.text or "").split('"')[1]
        if value_of(run, "fldChar", "fldCharType") == "end":
            field_target = ""
        text = "".join(
            "\t" if each.tag == w("tab") else each.text or "" for each in run.iter(w("t"), w("tab"))
        )
        bold, italic = (_is_on(run, name) for name in ("b", "i"))
        characters += [(character, bold, italic, target) for character in text]
    text = "".join(character for character, *_ in characters)
    is_heading = (value_of(paragraph, "pPr/pStyle") or "").startswith("Heading3")
    return text, () if is_heading else _seen(characters)


def _is_on(run: etree._Element, name: str) -> bool:
    found = child_of(run, f"rPr/{name}")
    return found is not None and found.get(w("val"), "1") not in ("0", "false")


def _seen(characters: list[Character]) -> tuple[Character, ...]:
    return tuple(each for each in characters if not each[0].isspace())


class _Counter:
    """The numbers that Word shows before items: those of one definition go on, until one starts anew."""

    def __init__(self, numberings: etree._Element) -> None:
        self._definitions: dict[str, tuple[str, bool]] = {}
        for each in numberings.iter(w("num")):
            starts = child_of(each, "lvlOverride/startOverride") is not None
            self._definitions[each.get(w("numId"), "")] = (value_of(each, "abstractNumId") or "", starts)
        self._counts: dict[tuple[str, str], int] = defaultdict(int)
        self._met: set[str] = set()

    def count(self, numbering: str, level: str) -> int:
        definition, starts = self._definitions[numbering]
        if starts and numbering not in self._met:
            self._counts[definition, level] = 0
        self._met.add(numbering)
        self._counts[definition, level] += 1
        return self._counts[definition, level]


def _marker_of(paragraph: etree._Element, style: str, counter: _Counter) -> str:
    level = value_of(paragraph, "pPr/numPr/ilvl") or "0"
    if style == "ListBullet":
        return "› " * int(level) + "• "
    if style == "ListNumber":
        numbering = value_of(paragraph, "pPr/numPr/numId")
        assert numbering
        return "› " * int(level) + f"{counter.count(numbering, level)}. "
    assert style == "Normal"
    return ""


def said_by(report: Report) -> Said:
    """What a comparison must say of a report once its changes are settled."""
    said = Said()
    for action in report.actions:
        fields: dict[str, list[Words]] = {}
        for each in FIELDS:
            if each is RELATION:
                numbers = (
                    join_numbers(action.relation.measures) if action.relation else action.unread_relation
                )
                lines = [(numbers, _styled((Span(numbers),)))] if numbers else []
            else:
                lines = [*_lines_of(action.fields[each.key])]
            if lines and each is not TITLE:
                fields[each.header] = lines
        spans = tuple(span for paragraph in action.title.paragraphs for span in paragraph.spans)
        said.actions[action.title.plain, _styled(spans)] = fields
    organisation = report.organisation
    facts = {
        "Virksomhet": organisation.name,
        "Rapporteringsperiode": organisation.period,
        "Rapportdato": write_date(organisation.report_date),
        "Mottaker": organisation.recipient,
        "Kontaktperson": organisation.contact,
        "E-post": organisation.email,
        "Målform": "bokmål" if organisation.language is Language.BOKMAL else "nynorsk",
    }
    said.facts = {label: value for label, value in facts.items() if value}
    return said


def _lines_of(text: Text) -> Iterator[Words]:
    for block in text.blocks:
        if not isinstance(block, ItemList):
            yield block.plain, _styled(block.spans)
            continue
        for item in block.items:
            sign = "• " if item.number is None else f"{item.number}. "
            yield "› " * item.level + sign + item.paragraph.plain, _styled(item.paragraph.spans)


def _styled(spans: tuple[Span, ...]) -> tuple[Character, ...]:
    return _seen([(each, span.bold, span.italic, span.link or "") for span in spans for each in span.text])
