"""What lies on a sheet and is no cell: notes, pictures, text boxes and charts. A report takes none of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from lxml import etree

from nkps_reports.files.archive import Archive, Relationship
from nkps_reports.report.grammar import on_one_line
from nkps_reports.workbook.reading.dialects import children
from nkps_reports.workbook.reading.package import read_xml

_DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_PLACED = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_STRICT_DRAWING = "{http://purl.oclc.org/ooxml/drawingml/main}"
_STRICT_PLACED = "http://purl.oclc.org/ooxml/drawingml/spreadsheetDrawing"
_CELL = re.compile("[A-Z]{1,3}[1-9][0-9]{0,6}")
_THREADS = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"


class Kind(Enum):
    """What an object is."""

    NOTE = "note"
    PICTURE = "pic"
    SHAPE = "sp"
    CHART = "graphicFrame"


@dataclass(frozen=True, slots=True)
class SheetObject:
    """Something that lies on a sheet.

    Attributes:
        kind: what it is.
        cell: the cell a note belongs to; None for what lies anywhere.
        text: what is written in it, as it was typed.
    """

    kind: Kind
    cell: str | None
    text: str


def read_objects(
    archive: Archive, targets: Mapping[str, Relationship], known: dict[str, tuple[SheetObject, ...]]
) -> tuple[SheetObject, ...]:
    """Find what lies on a sheet.

    Args:
        archive: the workbook.
        targets: where the sheet's relationships lead.
        known: by its name, what each part holds that was read before; sheets may share one.

    Returns:
        The objects; empty text boxes are left out.

    Raises:
        WorkbookError: a part of them is damaged.
    """
    found: dict[str | None, SheetObject] = {}
    others: list[SheetObject] = []
    for kind, read in (("comments", _notes), ("threadedComment", _threads), ("drawing", _drawn)):
        for name in {each.target: None for each in targets.values() if each.kind == kind}:
            if name in archive and name not in known:
                known[name] = tuple(read(read_xml(archive, name)))
            for item in known.get(name, ()):
                # A thread stands in the file a second time, as a note that says it is one.
                if item.kind is Kind.NOTE:
                    found[item.cell] = item
                else:
                    others.append(item)
    return (*found.values(), *others)


def _notes(root: etree._Element) -> Iterator[SheetObject]:
    for notes in children(root, "commentList"):
        for note in children(notes, "comment"):
            text = "".join(_text_of(note))
            if text.strip():
                yield SheetObject(Kind.NOTE, _cell(note), text)


def _cell(note: etree._Element) -> str | None:
    reference = note.get("ref", "")
    return reference if _CELL.fullmatch(reference) else None


def _text_of(note: etree._Element) -> Iterator[str]:
    for text in children(note, "text"):
        for element in text.iter():
            if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == "t":
                yield element.text or ""


def _threads(root: etree._Element) -> Iterator[SheetObject]:
    texts: dict[str | None, list[str]] = {}
    for thread in root.iterfind(f"{_THREADS}threadedComment"):
        text = thread.findtext(f"{_THREADS}text") or ""
        texts.setdefault(_cell(thread), []).append(text)
    for cell, parts in texts.items():
        yield SheetObject(Kind.NOTE, cell, "\n".join(parts))


def _drawn(root: etree._Element) -> Iterator[SheetObject]:
    for placed, drawing in ((_PLACED, _DRAWING), (_STRICT_PLACED, _STRICT_DRAWING)):
        for kind in (Kind.PICTURE, Kind.SHAPE, Kind.CHART):
            tag = f"{{{placed}}}{kind.value}"
            for element in root.iter(tag):
                # What lies within another was read with that.
                if next(element.iterancestors(tag), None) is not None:
                    continue
                text = on_one_line(" ".join(t.text or "" for t in element.iter(f"{drawing}t")))
                if text or kind is not Kind.SHAPE:
                    yield SheetObject(kind, None, text)
