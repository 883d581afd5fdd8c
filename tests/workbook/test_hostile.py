"""Files that hostile reviewers broke an earlier version with: never a bug, never endless, never a cell lost."""

# ruff: noqa: E501 - one broken file on as few lines as it takes.
from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable

import openpyxl
import pytest

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.problems import NkpsError, count_problems
from nkps_reports.wording.codes import Exit
from nkps_reports.workbook.control_copy import render_control_copy
from nkps_reports.workbook.reading.parsing import parse_workbook
from nkps_reports.workbook.reading.sheets import read_sheets
from tests.builders import ROW, a_row, a_workbook
from tests.foreign import ACTIONS, HEADERS, RELATIONS, edited, from_google
from tests.hostile import a_sheet
from tests.mutants import ALLOWED, judge

HUGE = "9" * 5_000
VML = "xl/drawings/vmlDrawing9.vml"


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


def row(number: int, *texts: str) -> str:
    cells = (cell(f"{column}{number}", text) for column, text in zip("ABCDE", texts, strict=True))
    return f'<row r="{number}">{"".join(cells)}</row>'


def sheet(rows: Iterable[str], *, before: str = "", after: str = "") -> bytes:
    return a_sheet(f"{before}<sheetData>{row(1, *HEADERS)}{''.join(rows)}</sheetData>{after}")


def rows_with(count: int, **cells: str) -> bytes:
    return sheet(row(number, *map(str, a_row(**cells))) for number in range(2, count + 2))


def with_drawing_of_notes(vml: bytes) -> bytes:
    """A workbook with an error, and with this where its notes are drawn."""
    relation = (
        f'<Relationship Id="rId88" Type="{RELATIONS}/vmlDrawing" Target="../drawings/vmlDrawing9.vml"/>'
    )
    legacy = f'<legacyDrawing xmlns:r="{RELATIONS}" r:id="rId88"/><tableParts '
    return edited(
        a_workbook([a_row(title=None)]),
        {
            ACTIONS: lambda part: part.replace(b"<tableParts ", legacy.encode()),
            "xl/worksheets/_rels/sheet3.xml.rels": lambda part: part.replace(
                b"</Relationships>", f"{relation}</Relationships>".encode()
            ),
            VML: lambda _: vml,
        },
    )


def packed_as(packing: int) -> bytes:
    """A workbook with a part that is packed in that way."""
    packed = io.BytesIO(a_workbook())
    with zipfile.ZipFile(packed, "a") as archive:
        archive.writestr("x", b"x", packing)
    return packed.getvalue()


def changed(part: str, old: str, new: str, file: bytes | None = None) -> bytes:
    def change(content: bytes) -> bytes:
        assert old.encode() in content
        return content.replace(old.encode(), new.encode(), 1)

    return edited(file or a_workbook(), {part: change})


BROKEN: dict[str, Callable[[], bytes]] = {
    "a number of 400 digits": lambda: sheet([f'<row r="2"><c r="A2"><v>{"9" * 400}</v></c></row>']),
    "a row number of 5,000 digits": lambda: sheet([f'<row r="{HUGE}" hidden="1">{cell("A2", "x")}</row>']),
    "a column number of 5,000 digits": lambda: sheet(
        [row(2, *ROW)], before=f'<cols><col min="{HUGE}" max="{HUGE}" hidden="1"/></cols>'
    ),
    "a sheet's number of 5,000 digits": lambda: changed("xl/workbook.xml", 'sheetId="1"', f'sheetId="{HUGE}"'),
    "a number format that is not there": lambda: changed(
        "xl/styles.xml", 'numFmtId="0" xfId="0" applyAlignment', 'numFmtId="9999" xfId="0" applyAlignment',
        changed("xl/worksheets/sheet2.xml", '<c r="B2" s="1" t="s">', '<c r="B2" s="1">', from_google()),
    ),
    "styles of another namespace": lambda: edited(
        a_workbook([a_row(title=None)]), {"xl/styles.xml": lambda _: b'<styleSheet xmlns="a&amp;b"/>'}
    ),
    "looks of fonts and formats that are not there": lambda: edited(a_workbook(), {
        "xl/styles.xml": lambda part: re.sub(rb'(font|numFmt)Id="\d+"', rb'\1Id="900"', part)
    }),
    "an empty drawing of notes": lambda: with_drawing_of_notes(b""),
    "a drawing of notes that is none": lambda: with_drawing_of_notes(b"hello"),
    "a drawing of notes with a mark alone": lambda: with_drawing_of_notes(b"\xff\xfe"),
    "a drawing of notes with a number of 5,000 digits": lambda: with_drawing_of_notes(
        f'<xml xmlns:o="o"><o:idmap data="{HUGE}"/></xml>'.encode()
    ),
    "a drawing of unclosed tags": lambda: with_drawing_of_notes(b"<xml>" + b"<idmap " * 60_000 + b"</xml>"),
    "a drawing of unclosed shapes": lambda: with_drawing_of_notes(b"<xml>" + b"<v:shape>" * 60_000 + b"</xml>"),
    "a part packed in another way": lambda: packed_as(zipfile.ZIP_LZMA),
    "two cells of one place": lambda: sheet([f'<row r="2">{cell("A2", "en")}{cell("A2", "to")}</row>']),
    "two texts in one cell": lambda: sheet(
        ['<row r="2"><c r="A2" t="inlineStr"><is><t>en</t><r><t>to</t></r></is></c></row>']
    ),
    "ten references that nearly end": lambda: rows_with(10, relation="4" + " " * 32_000 + "x"),
    "lines without end": lambda: rows_with(30, description="a\n" * 16_000),
    "tabs without end": lambda: rows_with(30, description="a\t" * 16_000),
    "brackets without end": lambda: rows_with(60, description="http://a" + ")" * 32_000),
    "half links without end": lambda: rows_with(60, description="[a](x " * 5_000),
    "titles without end": lambda: rows_with(30, title="a " * 16_000),
    "ranges without end": lambda: rows_with(
        60, relation=", ".join(f"{low}-{low + 99}" for low in range(100, 200))
    ),
    "five million elements": lambda: a_sheet("<a/>" * 5_000_000),
    "one sheet under many names": lambda: changed(
        "xl/workbook.xml", "</sheets>",
        "".join(f'<sheet xmlns:r="{RELATIONS}" name="x{n}" sheetId="{n}" r:id="rId3"/>' for n in range(9, 200))
        + "</sheets>",
    ),
    "a formula of 8,000 characters for 20,000 cells": lambda: sheet(
        [f'<row r="2"><c r="F2"><f t="shared" si="0" ref="F2:F20000">{"+".join(["A1"] * 2_700)}</f><v>1</v></c></row>']
        + [f'<row r="{n}"><c r="F{n}"><f t="shared" si="0"/><v>1</v></c></row>' for n in range(3, 20_000)]
    ),
    "a hundred thousand merged ranges": lambda: sheet(
        [row(2, *ROW)], after="<mergeCells>" + '<mergeCell ref="A2:E2"/>' * 100_000 + "</mergeCells>"
    ),
    "headers that are texts": lambda: a_sheet(
        "<sheetData>" + "".join(f'<row r="{n}">{cell(f"A{n}", "Beskriv" + "x" * 30_000)}</row>' for n in range(1, 25))
        + "</sheetData>"
    ),
    "one long text in every cell": lambda: edited(from_google(), {
        "xl/sharedStrings.xml": lambda part: part.replace(b">Virksomhet<", b">" + b"x" * 32_000 + b"<"),
        "xl/worksheets/sheet1.xml": lambda part: part.replace(b"</sheetData>", '<row r="2000">{}</row></sheetData>'.format(
            "".join(f'<c r="A{n}" t="s"><v>0</v></c>' for n in range(2_000, 90_000))).encode()),
    }),
}  # fmt: skip


@pytest.mark.parametrize("name", BROKEN)
def test_what_once_broke_the_program_is_checked_and_annotated(name: str) -> None:
    assert judge(BROKEN[name](), thoroughly=True) in ALLOWED


ODD_SHEETS = {
    "a processing instruction": [
        row(2, *ROW).replace("</is></c></row>", "</is><?p <c r= ?></c></row>"), row(3, *ROW),
        '<row r="4"><c r="G4"><?q ?></c></row>',
    ],
    "a comment": ['<row r="2"><!-- <c r="A2"/> -->' + cell("A2", "x") + "</row>"],
    "cells without a place": ['<row r="2"><c r="A2"/><c t="inlineStr"><is><t>x</t></is></c></row>'],
    "cells with an empty place": ['<row r="2"><c r="A2"/><c r="" t="inlineStr"><is><t>x</t></is></c></row>'],
    "a place in another attribute": [
        '<row r="2"><c r="A2"/><c cm=" r=" t="inlineStr"><is><t>x</t></is></c></row>'
    ],
    "rows without a number": ['<row r="2"/><row x=" r="><c t="inlineStr"><is><t>x</t></is></c></row>'],
    "apostrophes": ["<row r='2'><c r='A2'/><c r='B2' t='inlineStr'><is><t>x</t></is></c></row>"],
    "a greater-than sign": ['<row r="2"><c r="A2" x=">"/>' + cell("B2", "a > b /> c") + "</row>"],
    "white space": ['<row  r="2"\n>\n<c\nr="A2"\n/>\n' + cell("B2", "x") + "\n</row>"],
    "empty cells of both kinds": ['<row r="2"><c r="A2"></c><c r="B2" s="0"/>' + cell("C2", "x") + "</row>"],
}  # fmt: skip


@pytest.mark.parametrize("name", ODD_SHEETS)
def test_no_cell_is_lost_or_moved_where_empty_ones_are_left_out(name: str) -> None:
    file = sheet(ODD_SHEETS[name])
    plain = openpyxl.load_workbook(io.BytesIO(file))["Tiltak"]
    expected = {(c.row, c.column): c.value for line in plain.iter_rows() for c in line if c.value is not None}
    (found,) = [sheet for sheet in read_sheets(file) if sheet.name == "Tiltak"]
    assert {place: content.text for place, content in found.contents.items()} == expected


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-be", "utf-32-le"])
def test_entities_are_refused_in_every_encoding(encoding: str) -> None:
    text = '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'
    file = edited(a_workbook(), {"xl/styles.xml": lambda _: text.encode(encoding)})
    assert judge(file) is Exit.UNREADABLE


def test_a_part_without_a_name_is_refused() -> None:
    parts = unpack_parts(a_workbook())
    file = pack_parts(parts | {"a": b"x"})
    # Names of no length, which no library writes.
    position = file.rindex(b"PK\x01\x02", 0, file.rindex(b"a"))
    with pytest.raises(NkpsError):
        read_sheets(file[: position + 28] + b"\0\0" + file[position + 30 :])


def test_a_target_may_be_written_as_addresses_are() -> None:
    parts = unpack_parts(a_workbook([a_row(title=None)]))
    parts["xl/worksheets/ark 3.xml"] = parts.pop(ACTIONS)
    for name in ("xl/_rels/workbook.xml.rels", "[Content_Types].xml"):
        parts[name] = parts[name].replace(b"sheet3.xml", b"ark%203.xml")
    file = pack_parts(parts)
    problems = parse_workbook(file).problems
    copy = unpack_parts(render_control_copy(file, problems, "x", count_problems(problems)))
    assert any(name.startswith("xl/comments") for name in copy)
