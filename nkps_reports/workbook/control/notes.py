"""The notes on the cells of one worksheet: their texts, added to whatever notes the sheet has.

What a note says stands in one part, the box it shows in stands in another (``note_boxes``). A cell has one
note at most, so a text joins the note that is there.
"""

from __future__ import annotations

from collections.abc import Mapping

from lxml import etree

from nkps_reports.report.grammar import cut
from nkps_reports.wording import workbook as words
from nkps_reports.workbook.control.elements import (
    Element,
    add_child,
    add_text,
    child_of,
    children_of,
    named,
    new_root,
    put_child,
    refer,
)
from nkps_reports.workbook.control.grid import Grid, Position, name_of, position_of
from nkps_reports.workbook.control.note_boxes import Blocks, draw_boxes, fitting_anchor
from nkps_reports.workbook.control.package import Package
from nkps_reports.workbook.control.threads import Threads
from nkps_reports.workbook.reading.dialects import id_of

AUTHOR = "nkps-reports"

_COMMENTS = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING = "application/vnd.openxmlformats-officedocument.vmlDrawing"
# Excel holds 32,767 characters; a note that long helps nobody.
_MAX_NOTE_CHARACTERS = 8_000
_LOOK = (
    ("sz", {"val": "10"}),
    ("color", {"indexed": "81"}),
    ("rFont", {"val": "Calibri"}),
    ("family", {"val": "2"}),
)


def write_notes(
    package: Package, part: str, grid: Grid, texts: Mapping[Position, str], blocks: Blocks
) -> None:
    """Put a note on cells of a worksheet.

    Args:
        package: the workbook.
        part: the name of the worksheet's part.
        grid: its cells.
        texts: what the notes say.
        blocks: gives out the numbers of new boxes.
    """
    comments = package.edit(_comments_part(package, part))
    whole = _write_texts(comments, texts)
    Threads(package, part, AUTHOR).reply(texts)
    anchors = {position: fitting_anchor(grid, position, text) for position, text in whole.items()}
    root = package.edit(part)
    reference = child_of(root, "legacyDrawing")
    drawings = dict(package.related(part, "vmlDrawing"))
    drawing = "" if reference is None else drawings.get(id_of(reference), "")
    if drawing in package:
        package.replace(drawing, draw_boxes(package.read(drawing), anchors, blocks))
        return
    drawing = package.add("drawings", "vmlDrawing{}.vml", draw_boxes(None, anchors, blocks), _DRAWING)
    refer(put_child(root, "legacyDrawing"), package.relate(part, "vmlDrawing", drawing))


def _comments_part(package: Package, part: str) -> str:
    found = package.first_related(part, "comments")
    if found is not None:
        return found
    made = package.add("", "comments{}.xml", new_root("comments", package.dialect), _COMMENTS)
    package.relate(part, "comments", made)
    return made


def _write_texts(comments: Element, texts: Mapping[Position, str]) -> dict[Position, str]:
    """Write the texts into the part; for each cell the whole text that its note then has."""
    authors = put_child(comments, "authors")
    listed = put_child(comments, "commentList")
    existing = {position_of(comment.get("ref")): comment for comment in children_of(listed, "comment")}
    author = None
    whole: dict[Position, str] = {}
    for position, text in texts.items():
        short = cut(text, _MAX_NOTE_CHARACTERS)
        if (comment := existing.get(position)) is not None:
            whole[position] = _append(comment, short)
            continue
        if author is None:
            author = _author(authors)
        added = add_child(listed, "comment", {"ref": name_of(position), "authorId": author})
        _add_run(add_child(added, "text"), short)
        whole[position] = short
    return whole


def _author(authors: Element) -> str:
    names = [author.text for author in children_of(authors, "author")]
    if AUTHOR not in names:
        add_child(authors, "author").text = AUTHOR
        names.append(AUTHOR)
    return str(names.index(AUTHOR))


def _append(comment: Element, text: str) -> str:
    """Add a text to a note after a blank line; its whole text, as far as runs of text hold it."""
    body = child_of(comment, "text")
    if body is None:
        body = etree.Element(named(comment, "text"))
        comment.insert(0, body)
    plain = child_of(body, "t")
    if plain is not None:
        # Text without a look may not stand beside runs that have one.
        run = etree.Element(named(body, "r"))
        body.replace(plain, run)
        run.append(plain)
    texts = [child_of(run, "t") for run in children_of(body, "r")]
    before = "".join(found.text or "" for found in texts if found is not None)
    added = f"\n\n{words.CONTROL_NOTE.format(text=text)}" if before else text
    _add_run(body, added)
    return before + added


def _add_run(body: Element, text: str) -> None:
    run = add_child(body, "r")
    look = add_child(run, "rPr")
    for name, attributes in _LOOK:
        add_child(look, name, attributes)
    add_text(run, text)
    # Readings in another script come last.
    runs = children_of(body, "r")
    if len(runs) > 1:
        runs[-2].addnext(run)
    else:
        body.insert(0, run)
