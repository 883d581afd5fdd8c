"""Whatever is typed in a workbook stands in the Word report, character for character, or is named."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator

import docx
from docx.text.paragraph import Paragraph
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from nkps_reports.report.problems import has_errors
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import BOKMAL
from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import a_word_report
from tests.foreign import from_google

# Letters of the trade, what Word and Mac leave behind, and what could mean something to a program.
PIECES = st.sampled_from(
    [
        *"abcæøåÅÉ 0123456789",
        *"{}%<>&\"'[]()#_*=+@|\\/`~^$.,;:!?«»–—…",
        *("\u00a0", "\u00ad", "\u200b", "\u2009", "\u200f", "\t", "😀", "e\u0301", "a\u030a"),
        *("\n", "\n\n", "\r\n", "\v", "\u2028", "\x07", "\ufffe"),
        *("\uf0b7", "•", "·", "\n- ", "\n• ", "\n1. ", "\n2. ", "9. En", "13. september"),
        *("_x0041_", "_x005F_", "{{", "}}", "{%", "&amp;", "]]>", "<b>", "tiltak nr. 4", "NKPS-tiltak 16"),
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=40).map("".join)
ROWS = st.lists(st.tuples(TEXTS, TEXTS, TEXTS, TEXTS), min_size=1, max_size=3)

SPACE = re.compile(r"\s+")
MARKER = re.compile(r"(?:[-–•·\uf0b7]|[1-9][0-9]*\.)[ \t\u00a0]+")
# What no document can hold; the reader drops it and says so.
DROPPED = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffe\uffff]")
LINES = re.compile("\r\n|[\n\r\v\x85\u2028\u2029]")


def as_excel_writes(text: str) -> str:
    """A text as it stands in the file: what XML cannot hold escaped, and what would look escaped too."""
    text = re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
    return re.sub("[\x00-\x08\x0b-\x1f\ufffe\uffff]", lambda found: f"_x{ord(found[0]):04X}_", text)


def expected_lines(typed: str) -> list[str]:
    """The lines a reader of the report looks for."""
    lines = (DROPPED.sub("", line).strip() for line in LINES.split(typed))
    return [unicodedata.normalize("NFC", line) for line in lines if line]


def forms_of(word: bytes) -> Iterator[list[list[Paragraph]]]:
    """For each action the paragraphs below each of its four headings."""
    form: list[list[Paragraph]] = []
    for paragraph in docx.Document(io.BytesIO(word)).paragraphs:
        style = paragraph.style.name if paragraph.style else ""
        if style in ("NKPS skjemaoverskrift", "Heading 2") and paragraph.text in BOKMAL.form_headings:
            if paragraph.text == BOKMAL.form_headings[0] and form:
                yield form
                form = []
            form.append([])
        elif form:
            form[-1].append(paragraph)
    yield form


def assert_printed(typed: str, paragraphs: list[Paragraph]) -> None:
    """Every line in order; a marker may be gone where the paragraph is an item of a list."""
    lines = expected_lines(typed)
    for line, paragraph in zip(lines, paragraphs, strict=False):
        shown = SPACE.sub("", paragraph.text)
        whole = SPACE.sub("", line.replace("\uf0b7", "•"))
        is_item = "List" in str(paragraph.style.name if paragraph.style else "")
        item = SPACE.sub("", MARKER.sub("", line, count=1).replace("\uf0b7", "•"))
        assert shown == (item if is_item else whole)
    assert len(paragraphs) >= len(lines)


@given(ROWS)
@example([("A & B", "<x>", "1. en\n2. to\n\uf0b7\tpunkt", "_x0041_ _x005F_ e\u0301\x07")])
@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_what_is_typed_is_printed_or_named(rows: list[tuple[str, str, str, str]]) -> None:
    typed = [(title, "4", *others) for title, *others in rows]
    reading = parse_workbook(from_google([tuple(map(as_excel_writes, row)) for row in typed]))
    named = {(problem.code, problem.place.cell) for problem in reading.problems}
    filled = [row for row in enumerate(typed, start=2)]
    for number, row in filled:
        for column, text in zip("ABCDE", row, strict=True):
            dropped = bool(DROPPED.search(LINES.sub("\n", text)))
            assert ((Code.CONTROL_CHARACTER, f"{column}{number}") in named) == dropped
    if has_errors(reading.problems):
        # Nothing is printed; what is missing is named at its cell.
        assert {code for code, _ in named} <= {
            Code.MISSING_VALUE,
            Code.CONTROL_CHARACTER,
            Code.TEXT_IN_NEXT_ROW,
        }
        return
    assert reading.report
    forms = list(forms_of(a_word_report(reading.report)))
    assert len(forms) == len(typed)
    for row, form in zip(typed, forms, strict=True):
        fields = (row[0], *row[2:])
        for text, paragraphs in zip(fields, form, strict=True):
            assert_printed(text, paragraphs)
