"""The sheet that says who reports: labels in column A, values in column B."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from nkps_reports.report.checks import is_placeholder
from nkps_reports.report.grammar import is_written_as_date, on_one_line, parse_date
from nkps_reports.report.model import Language, Organisation, Place
from nkps_reports.report.problems import Problem
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.reading import LANGUAGES
from nkps_reports.workbook.reading.cells import CellContent, cell_name
from nkps_reports.workbook.reading.fields import cell_problems
from nkps_reports.workbook.reading.sheets import Sheet
from nkps_reports.workbook.reading.struck import leave_out_struck
from nkps_reports.workbook.reading.structure import find_labels
from nkps_reports.workbook.schema import ORGANISATION_LABELS, VALUE_COLUMN, Label

# The longest address that mail can be sent to.
_MAX_EMAIL_CHARACTERS = 254
# The others are read as something, or not at all.
_FREE_TEXTS = frozenset({"name", "period", "recipient", "contact"})


def parse_organisation(sheet: Sheet) -> tuple[Organisation, bool, list[Problem]]:
    """Read who reports.

    Returns:
        The organisation, whether anything beyond the blank workbook is filled in, and the problems.
    """
    rows, problems = find_labels(sheet)
    labels = {each.key: each.label for each in ORGANISATION_LABELS}
    sheet, struck = leave_out_struck(sheet, {(row, VALUE_COLUMN): labels[key] for key, row in rows.items()})
    problems += struck
    values: dict[str, str] = {}
    report_date: date | None = None
    filled_in = False
    for label in ORGANISATION_LABELS:
        row = rows.get(label.key, 0)
        content = sheet.contents.get((row, VALUE_COLUMN))
        if row:
            place = Place(sheet.name, cell_name(row, VALUE_COLUMN), label.label)
            problems.extend(_field_problems(label, content, place))
        values[label.key] = on_one_line(content.text) if content else ""
        was_there = values[label.key] in ("", label.default) or (row, VALUE_COLUMN) in sheet.own_cells
        filled_in = filled_in or not was_there or bool(content and not content.text)
        if content and label.key == "report_date":
            report_date = _parse_date(content)
    organisation = Organisation(
        values["name"],
        values["period"],
        report_date,
        values["recipient"],
        values["contact"],
        values["email"],
        _parse_language(values["language"]) or Language.BOKMAL,
    )
    return organisation, filled_in, problems


def _field_problems(label: Label, content: CellContent | None, place: Place) -> Iterator[Problem]:
    if content is None:
        if label.required:
            yield Problem.of(Code.MISSING_VALUE, place, row_hint="")
        return
    yield from cell_problems(content, place)
    found = content.text.strip()
    if label.key == "email" and found and not _is_email(found):
        yield Problem.of(Code.BAD_EMAIL, place, found)
    if label.key == "report_date" and found and _parse_date(content) is None:
        reason = words.NO_SUCH_DATE if is_written_as_date(found) else words.NO_DATE
        yield Problem.of(Code.BAD_DATE, place, found, reason=reason)
    if label.key in _FREE_TEXTS and found and is_placeholder(found):
        yield Problem.of(Code.PLACEHOLDER_TEXT, place, found)
    if label.key == "language" and found and _parse_language(found) is None:
        yield Problem.of(Code.BAD_LANGUAGE, place, found)


def _parse_language(text: str) -> Language | None:
    tag = LANGUAGES.get(text.casefold().strip(" ."))
    return Language(tag) if tag else None


def _is_email(text: str) -> bool:
    if len(text) > _MAX_EMAIL_CHARACTERS:
        return False
    # Imported here: most workbooks leave the field blank, and every run would pay for it.
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError:
        return False
    return True


def _parse_date(content: CellContent) -> date | None:
    value = content.value
    if isinstance(value, date):
        return value.date() if isinstance(value, datetime) else value
    return parse_date(content.text)
