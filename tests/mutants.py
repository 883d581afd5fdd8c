"""Workbooks changed at random, in their bytes and in the XML of their parts; the same seed, the same one."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.checks import check_report
from nkps_reports.report.problems import NkpsError, count_problems, has_errors, highest_exit, sort_problems
from nkps_reports.wording.codes import Exit
from nkps_reports.workbook.control_copy import render_control_copy
from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import ROW, a_row, a_word_report, a_workbook
from tests.foreign import TEXT_BOX, from_google, strict, with_drawing

SHIPPED = Path(__file__).parent.parent / "input/spekter-2017.xlsx"
# A workbook alone can lead to no other exit code.
ALLOWED = frozenset({Exit.DONE, Exit.USAGE, Exit.UNREADABLE, Exit.CONTENT})
# What readers stumble over where a number, a name or a text is expected.
_ODD_VALUES = (
    *("", "0", "-1", "1e999", "nan", "99999999999999999999", "inf", "0.5", "2958466", "1048577", "true"),
    *("A0", "ZZZZ9", "A1 B2", "A1:XFD1048576", "#REF!", "../x", "rId1"),
    *("x", "æ", " ", "&#xFFFE;", "&amp;", "_x0000_"),
)
_ODD_XML = (
    *("<x/>", "<c/>", "<row/>", "<v>1</v>", "<t>x</t>", "<f>1/0</f>", "<is><t>x</t></is>"),
    *('<c r="A2" t="s"><v>0</v></c>', '<mergeCell ref="A1:E9"/>'),
    *("<!-- <c r='A1'/> -->", "<![CDATA[<c r='A9'/>]]>", "&#10;", "&nei;", "\x00", "<"),
)
_ATTRIBUTE = re.compile(rb'="[^"<>]*"')
_TAG = re.compile(rb"<[^<>]+>")
_KINDS = 10


@cache
def originals() -> tuple[bytes, ...]:
    """The workbooks that are changed: of several programs, with much that can go wrong in them."""

    def rich(book: Workbook) -> None:
        sheet = book["Tiltak"]
        sheet["D2"].hyperlink = "https://www.spekter.no/"
        sheet["E2"].comment = Comment("Spør Kari", "Ola")
        sheet.merge_cells("D4:E4")
        sheet.row_dimensions[3].hidden = True

    rows = (ROW, a_row(relation=4.7, title="To"), a_row(description="1. en\n2. to", timing="9. En dag"))
    google = from_google((ROW, a_row(title="To", relation="4–7")))
    return (
        google,
        strict(google),
        SHIPPED.read_bytes(),
        with_drawing(TEXT_BOX, a_workbook(rows, change=rich)),
        google,
    )


def mutate(seed: int) -> bytes:
    """One changed workbook."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    file = chance.choice(originals())
    if chance.randrange(8) == 0:
        return _bytes_changed(file, chance)
    parts = unpack_parts(file)
    for _ in range(chance.choice((1, 1, 2, 5))):
        _change_a_part(parts, chance)
    return pack_parts(parts) if chance.randrange(20) else _with_odd_archive(parts, chance)


def judge(file: bytes, *, thoroughly: bool = False) -> Exit:
    """What ``check`` would end with, and where asked for also what annotating and printing would.

    Raises:
        Exception: a bug of the program; no user may ever see one.
    """
    try:
        reading = parse_workbook(file)
    except NkpsError as error:
        return highest_exit(error.problems)
    problems = [*reading.problems, *(check_report(reading.report) if reading.report else ())]
    if thoroughly:
        listed = sort_problems(problems)
        try:
            render_control_copy(file, listed, "input/x.xlsx", count_problems(listed))
        except NkpsError as error:
            problems.extend(error.problems)
        if reading.report and reading.report.actions and not has_errors(problems):
            assert a_word_report(reading.report)
    return highest_exit(problems)


def exits_of(seeds: range) -> Counter[Exit]:
    """How often each exit code is met; every fourth mutant is annotated and printed too."""
    return Counter(judge(mutate(seed), thoroughly=seed % 4 == 0) for seed in seeds)


def _bytes_changed(file: bytes, chance: random.Random) -> bytes:
    changed = bytearray(file)
    for _ in range(chance.choice((1, 3, 10))):
        changed[chance.randrange(len(changed))] = chance.randrange(256)
    start = chance.randrange(len(changed))
    kind = chance.randrange(4)
    if kind == 0:
        del changed[start:]
    elif kind == 1:
        del changed[start : start + chance.randrange(200)]
    elif kind == 2:
        changed[start:start] = changed[: chance.randrange(300)]
    return bytes(changed)


def _with_odd_archive(parts: dict[str, bytes], chance: random.Random) -> bytes:
    """Packed as no program would: some parts stored, one of them twice or below another name."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part, chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)))
        name = chance.choice([*parts])
        archive.writestr(chance.choice((f"../{name}", name.upper(), f"/{name}", f"{name}/")), parts[name])
    return packed.getvalue()


def _change_a_part(parts: dict[str, bytes], chance: random.Random) -> None:
    # The sheets are where most can go wrong.
    sheets = [name for name in parts if "worksheets/sheet" in name]
    name = chance.choice(sheets if sheets and chance.randrange(2) else [*parts])
    part = parts[name]
    kind = chance.randrange(_KINDS)
    if kind == 0:
        del parts[name]
    elif kind == 1:
        parts[name] = parts[chance.choice([*parts])]
    elif kind == 2:
        parts[name] = part[: chance.randrange(len(part) + 1)]
    elif kind == 3 and part:
        changed = bytearray(part)
        changed[chance.randrange(len(changed))] = chance.randrange(256)
        parts[name] = bytes(changed)
    elif kind == 4:
        parts[name] = _spliced(part, [*_TAG.finditer(part)], b"", chance)
    elif kind == 5:
        odd = chance.choice(_ODD_XML).encode()
        tags = [*_TAG.finditer(part)]
        if tags:
            place = chance.choice(tags).end()
            parts[name] = part[:place] + odd + part[place:]
    elif kind == 6:
        encoding = chance.choice(("utf-16", "latin-1", "utf-32"))
        parts[name] = part.decode("utf-8", "replace").encode(encoding, "replace")
    else:
        odd = f'="{chance.choice(_ODD_VALUES)}"'.encode()
        parts[name] = _spliced(part, [*_ATTRIBUTE.finditer(part)], odd, chance)


def _spliced(part: bytes, places: Sequence[re.Match[bytes]], new: bytes, chance: random.Random) -> bytes:
    if not places:
        return part
    place = chance.choice(places)
    return part[: place.start()] + new + part[place.end() :]
