"""What a sheet has besides cells: notes, pictures, text boxes and charts. A report takes none of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum

from lxml import etree

from nkps_reports.files.archive import Archive, Relationship
from nkps_reports.report.grammar import on_one_line
from nkps_reports.workbook.reading.cells import CELL_NAME
from nkps_reports.workbook.reading.package import children, items, read_xml

# The namespaces of drawings begin so: transitional, then strict.
_DRAWINGS = ("http://schemas.openxmlformats.org/drawingml/2006", "http://purl.oclc.org/ooxml/drawingml")
_THREADS = "{http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments}"


class ObjectKind(Enum):
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

    kind: ObjectKind
    cell: str | None
    text: str


def read_objects(
    archive: Archive, targets: Mapping[str, Relationship], known: dict[str, tuple[SheetObject, ...]]
) -> tuple[SheetObject, ...]:
    """Find what lies on a sheet, along its relationships; empty text boxes are left out.

    Args:
        archive: the workbook.
        targets: where the sheet's relationships lead.
        known: what the parts read so far hold, by their names; sheets may share one. Added to.

    Raises:
        WorkbookError: a part of them is damaged.
    """
    found: dict[str | None, SheetObject] = {}
    others: list[SheetObject] = []
    for kind, read in (("comments", _notes), ("threadedComment", _threads), ("drawing", _drawn)):
        # Targets are found whatever their case, and each is read once.
        for name in {each.target.casefold(): None for each in targets.values() if each.kind == kind}:
            if name in archive and name not in known:
                known[name] = tuple(read(read_xml(archive, name)))
            for item in known.get(name, ()):
                # A thread stands in the file a second time, as a note that says it is one.
                if item.kind is ObjectKind.NOTE:
                    found[item.cell] = item
                else:
                    others.append(item)
    return (*found.values(), *others)


def _notes(root: etree._Element) -> Iterator[SheetObject]:
    for note in items(root, "commentList", "comment"):
        pieces = (piece for text in children(note, "text") for piece in text.iter("{*}t"))
        text = "".join(piece.text or "" for piece in pieces)
        if text.strip():
            yield SheetObject(ObjectKind.NOTE, _cell(note), text)


def _cell(note: etree._Element) -> str | None:
    reference = note.get("ref", "")
    return reference if CELL_NAME.fullmatch(reference) else None


def _threads(root: etree._Element) -> Iterator[SheetObject]:
    texts: dict[str | None, list[str]] = {}
    for thread in root.iterfind(f"{_THREADS}threadedComment"):
        texts.setdefault(_cell(thread), []).append(thread.findtext(f"{_THREADS}text") or "")
    return (SheetObject(ObjectKind.NOTE, cell, "\n".join(parts)) for cell, parts in texts.items())


def _drawn(root: etree._Element) -> Iterator[SheetObject]:
    for namespace in _DRAWINGS:
        for kind in (ObjectKind.PICTURE, ObjectKind.SHAPE, ObjectKind.CHART):
            tag = f"{{{namespace}/spreadsheetDrawing}}{kind.value}"
            for element in root.iter(tag):
                # What lies within another was read with that.
                if next(element.iterancestors(tag), None) is not None:
                    continue
                text = on_one_line(" ".join(t.text or "" for t in element.iter(f"{{{namespace}/main}}t")))
                if text or kind is not ObjectKind.SHAPE:
                    yield SheetObject(kind, None, text)
