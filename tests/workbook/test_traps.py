"""Every trap has the outcome that the list in docs/traps.md gives it, in the words of the report too."""

from __future__ import annotations

import io

import docx
import pytest

from nkps_reports.report.checks import check_report
from nkps_reports.report.model import Report
from nkps_reports.report.problems import NkpsError, Problem, has_errors
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import a_word_report
from tests.traps import DOCUMENT, TRAPS, TYPED, Trap, render_document


def outcome_of(file: bytes) -> tuple[Report | None, list[Problem]]:
    try:
        reading = parse_workbook(file)
    except NkpsError as error:
        return None, list(error.problems)
    return reading.report, [*reading.problems, *(check_report(reading.report) if reading.report else ())]


@pytest.mark.parametrize("trap", TRAPS, ids=lambda trap: trap.name[:60])
def test_each_trap_has_its_outcome(trap: Trap) -> None:
    report, problems = outcome_of(trap.make())
    assert sorted(problem.code for problem in problems) == sorted(trap.codes)
    if not has_errors(problems):
        assert report
        assert report.actions
        assert trap.holds(report)
        assert a_word_report(report)
    for problem in problems:
        assert problem.message
        assert problem.fix
        assert "{" not in problem.message.replace("{{", "")


@pytest.mark.parametrize("trap", TYPED, ids=lambda trap: trap.name[:60])
def test_text_that_looks_like_code_is_printed_as_typed(trap: Trap) -> None:
    report, _ = outcome_of(trap.make())
    assert report
    text = report.actions[0].description.plain
    printed = [p.text for p in docx.Document(io.BytesIO(a_word_report(report))).paragraphs]
    assert text in printed


def test_the_list_of_traps_is_the_one_the_tests_run() -> None:
    assert DOCUMENT.read_text(encoding="utf-8") == render_document()


def test_the_list_knows_every_code_that_a_workbook_alone_can_have() -> None:
    listed = {code for trap in TRAPS for code in trap.codes}
    # Those that need no trap: plain slips, each with tests of its own.
    plain = {
        Code.UNKNOWN_MEASURE, Code.UNREADABLE_REFERENCE, Code.READ_AS, Code.REPEATED_MEASURE,
        Code.DUPLICATE_ACTION,
        Code.OTHER_MEASURE_IN_TEXT, Code.TOO_LONG_DESCRIPTION, Code.PLACEHOLDER_TEXT, Code.NO_ACTIONS,
        Code.BAD_EMAIL, Code.BAD_DATE,
        Code.BAD_LANGUAGE, Code.TEMPLATE_FILLED_IN, Code.UNSAVED_WORKBOOK, Code.FILE_NOT_READABLE,
        Code.NO_SUCH_FILE, Code.NOTHING_TO_BUILD, Code.BLANK_WORKBOOK, Code.CONTROL_COPY,
        Code.SAME_OUTPUT, Code.CLUSTER_NOT_INSTALLED, Code.CLUSTER_UNREACHABLE,
        Code.CLUSTER_EMPTY, Code.CLUSTER_SILENT, Code.CLUSTER_DIFFERS,
        Code.FILLED_TEMPLATE, Code.WORKER_STOPPED, Code.TOOK_TOO_LONG,
        Code.IRREGULAR_FILE, Code.MISSING_NEW_FIELD, Code.BUG,
    }  # fmt: skip
    outside = ("template-", "output-", "matrix-", "report-")
    # Of many reports, and not of one workbook.
    plain |= {
        Code.DUPLICATE_REPORT, Code.REPLACED_REPORT, Code.UNREAD_FILES, Code.NOT_A_FOLDER,
        Code.NOTHING_TO_COLLECT, Code.BAD_LIST, Code.SAME_FILE, Code.NO_REPORT, Code.OPEN_FILE,
        Code.ALIKE_ORGANISATIONS, Code.SAME_REPORT, Code.LIST_ENCODING, Code.NOT_A_FILE,
        Code.NOTHING_TO_IMPORT,
    }  # fmt: skip
    assert {
        code for code in Code if code not in listed | plain and not code.value.startswith(outside)
    } == set()
