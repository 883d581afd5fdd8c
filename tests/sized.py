"""Office files that hold exactly so much of something: parts, bytes, tags, cells, links."""

from __future__ import annotations

import io
import re
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.files.limits import MAX_PART_BYTES
from tests.builders import ROW
from tests.extremes import a_worksheet, actions, cell, row, with_sheets
from tests.foreign import ACTIONS, MAIN, PACKAGE, RELATIONS
from tests.growing import a_form
from tests.handmade import a_document
from tools.word_template.template import render_default_template

STRINGS, STYLES, WORD_STYLES = "xl/sharedStrings.xml", "xl/styles.xml", "word/styles.xml"
ONE = row(2, *ROW)
_END = b"PK\x05\x06"
# A text of XML may have ten million characters.
_TEXT_BYTES = 8_000_000
_ZEROS_BYTES = 25_000_000


def a_book(after: str = "", **others: str) -> bytes:
    """A workbook with one action, whatever follows its rows, and sheets with these rows beside it."""
    parts = unpack_parts(with_sheets(len(others)))
    parts[ACTIONS] = unpack_parts(actions([ONE], after))[ACTIONS]
    for number, rows in enumerate(others.values()):
        parts[f"xl/worksheets/more{number}.xml"] = a_worksheet(rows)
    return pack_parts(parts)


def with_strings(items: str, rows: str = "") -> bytes:
    """A workbook with these texts among those that cells may show, and a sheet with these rows."""
    return _with_strings(f'<sst xmlns="{MAIN}">{items}</sst>', a_book(shown=rows))


def _with_strings(content: str, file: bytes) -> bytes:
    parts = unpack_parts(file)
    relations = "xl/_rels/workbook.xml.rels"
    led = f'<Relationship Id="rIdS" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
    parts[relations] = parts[relations].replace(b"</Relationships>", f"{led}</Relationships>".encode())
    return pack_parts({**parts, STRINGS: content.encode()})


def with_links(links: Sequence[tuple[str, str]]) -> bytes:
    """A workbook with one action and these links, each the cells and where they lead."""
    listed = "".join(f'<hyperlink ref="{cells}" r:id="rIdL{n}"/>' for n, (cells, _) in enumerate(links))
    file = a_book(f'<hyperlinks xmlns:r="{RELATIONS}">{listed}</hyperlinks>')
    leads = "".join(
        f'<Relationship Id="rIdL{n}" Type="{RELATIONS}/hyperlink" Target="{target}" TargetMode="External"/>'
        for n, (_, target) in enumerate(links)
    )
    relations = f'<Relationships xmlns="{PACKAGE}">{leads}</Relationships>'
    return pack_parts(unpack_parts(file) | {"xl/worksheets/_rels/sheet3.xml.rels": relations.encode()})


def with_parts(count: int, file: bytes) -> bytes:
    """A file with so many parts in all."""
    parts = unpack_parts(file)
    return pack_parts(parts | {f"x/{number}": b"" for number in range(count - len(parts))})


def saying_one_part(file: bytes) -> bytes:
    """A file whose list of parts is said to have one."""
    end = file.rindex(_END) + 8
    return file[:end] + struct.pack("<HH", 1, 1) + file[end + 4 :]


def unpacked_to(size: int, file: bytes) -> bytes:
    """A file whose parts are so large together: zeros, of which no part has more than is read of one."""
    parts = unpack_parts(file)
    left = size - sum(map(len, parts.values()))
    zeros = {f"x/{start}": bytes(min(_ZEROS_BYTES, left - start)) for start in range(0, left, _ZEROS_BYTES)}
    return pack_parts(parts | zeros)


def unpacked_far_to(size: int, file: bytes) -> bytes:
    """The same for a size that takes long to pack: one packed part goes by many names, and cannot be read."""
    parts = unpack_parts(file)
    whole, rest = divmod(size - sum(map(len, parts.values())), _ZEROS_BYTES)
    packed = io.BytesIO(file)
    with zipfile.ZipFile(packed, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("x/rest", bytes(rest))
        archive.writestr("x/0", bytes(_ZEROS_BYTES))
        first = archive.infolist()[-1]
        for number in range(1, whole):
            member = zipfile.ZipInfo(f"x/{number}")
            for field in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(member, field, getattr(first, field))
            archive.filelist.append(member)
    return packed.getvalue()


def write_sized(path: Path, file: bytes, size: int) -> None:
    """Write a file that takes so many bytes: nothing but zeros before its list of parts."""
    end = file.rindex(_END)
    (start,) = struct.unpack_from("<I", file, end + 16)
    moved = start + size - len(file)
    with path.open("wb") as written:
        written.write(file[:start])
        written.seek(moved)
        written.write(file[start : end + 16] + struct.pack("<I", moved) + file[end + 20 :])
    assert path.stat().st_size == size


def filled(part: str, size: int) -> str:
    """A part that takes so many bytes, by texts where ``{}`` stands in it."""
    before, after = part.split("{}")
    open_, close = "<si><t>", "</t></si>"
    left = size - len(before.encode()) - len(after.encode())
    count = left // _TEXT_BYTES + 1
    sizes = [*[left // count] * (count - 1), left // count + left % count]
    texts = (open_ + "x" * (length - len(open_) - len(close)) + close for length in sizes)
    return before + "".join(texts) + after


def with_large_strings(more: int) -> bytes:
    """A workbook whose part with texts is as large as one may be, and so much more."""
    return _with_strings(filled(f'<sst xmlns="{MAIN}">{{}}</sst>', MAX_PART_BYTES + more), a_book())


def with_large_sheet(more: int, before: str = "") -> bytes:
    """The same of its sheet of actions, in which something else may stand first."""
    parts = unpack_parts(a_book())
    content = parts[ACTIONS].decode().replace("</worksheet>", "<extLst>{}</extLst></worksheet>")
    parts[ACTIONS] = filled(before + content, MAX_PART_BYTES + more).encode()
    return pack_parts(parts)


def cells_in(count: int) -> str:
    """Rows with so many cells."""
    rows = (
        "".join(
            f'<c r="{column}{number}"><v>1</v></c>' for column in "ABCDEFGHIJ"[: count - 10 * (number - 1)]
        )
        for number in range(1, -(-count // 10) + 1)
    )
    return "".join(f'<row r="{number}">{cells}</row>' for number, cells in enumerate(rows, start=1))


def count_cells(file: bytes) -> int:
    """How many cells with content a workbook has."""
    sheets = (part for name, part in unpack_parts(file).items() if name.startswith("xl/worksheets/sheet"))
    return sum(len(re.findall(rb"<c [^<>]*[^/]>(?!</c>)", sheet)) for sheet in sheets)


def with_tags(count: int, part: bytes, end: str, element: str = "<x/>") -> bytes:
    """A part with so many tags, the missing ones before its end."""
    missing = count - part.count(b"<")
    return part.replace(end.encode(), (element * missing + end).encode())


def a_report_with(change: Callable[[dict[str, bytes]], Mapping[str, bytes]] = lambda parts: parts) -> bytes:
    """A Word report with one action, its parts changed."""
    return pack_parts(change(unpack_parts(a_document(a_form()))))


def a_template_with(change: Callable[[dict[str, bytes]], Mapping[str, bytes]]) -> bytes:
    """The default template, its parts changed."""
    return pack_parts(change(unpack_parts(render_default_template())))


def with_word_tags(count: int) -> Callable[[dict[str, bytes]], Mapping[str, bytes]]:
    """A change of a Word file: its styles have so many tags."""

    def change(parts: dict[str, bytes]) -> Mapping[str, bytes]:
        return {**parts, WORD_STYLES: with_tags(count, parts[WORD_STYLES], "</w:styles>", "<w:x/>")}

    return change


def cell_of(count: int, place: str = "A2") -> str:
    """A cell with a text of so many characters."""
    return cell(place, "x" * count)
