"""The door of the page: a request as JSON and the bytes of its files in, an answer likewise out."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from pathlib import Path
from tempfile import gettempdir

from nkps_reports.files.limits import MAX_FILE_BYTES, MAX_SECONDS
from nkps_reports.jobs.running.executors import NEEDS
from nkps_reports.jobs.running.failures import LOG_PREFIX, attempt
from nkps_reports.jobs.templates import Templates
from nkps_reports.matrix.page import load_template
from nkps_reports.page.answer import Answer, Choice, Task, rest_to_json
from nkps_reports.page.given import GivenFile, name_files
from nkps_reports.page.single import answer_document, answer_template, answer_workbook
from nkps_reports.report.model import Language
from nkps_reports.wording import page as words

# What the first report is made with; the rest is imported when it is needed.
_NEEDED_FIRST = (*NEEDS["report"], "nkps_reports.workbook.control_copy")


class Door:
    """Answers one request after the other."""

    def __init__(self) -> None:
        """Import what the first report needs."""
        for module in _NEEDED_FIRST:
            import_module(module)
        self._answered = Answer("")

    def prepare(self) -> None:
        """Do what the first report would wait for and all others share."""
        Templates().template_for(Language.BOKMAL)
        load_template("page.html")

    def limits(self) -> str:
        """What ``page/answer.js`` calls the limits, as JSON."""
        return json.dumps({"seconds": MAX_SECONDS, "bytes": MAX_FILE_BYTES})

    def answer(self, request: str, contents: Sequence[bytes | memoryview | None]) -> tuple[str, list[bytes]]:
        """Answer a request.

        Args:
            request: what ``page/answer.js`` calls a request, as JSON without the contents of its files.
            contents: those, in the same order; None for a file that is larger than the limit.

        Returns:
            What the same file calls an answer, as JSON, and the files in it.
        """
        asked = json.loads(request)
        given = [(each["name"], int(each["saved"])) for each in asked["files"]]
        files = [*name_files(given, [None if each is None else bytes(each) for each in contents])]
        step = partial(_answer, files, asked["task"], asked["expected"], newest=asked["newest"])
        made, problems = attempt(files[0].path, step)
        if made is None:
            made = Answer(words.UNREAD.format(file=files[0].name))
            made.add_checked(files[0].name, problems)
        _add_logs(made)
        self._answered = made
        return made.to_json(), made.contents

    def make_rest(self) -> tuple[str, list[bytes]]:
        """Make the file that the last answer did not wait for.

        Returns:
            What ``page/answer.js`` calls the rest of an answer, as JSON, and the file, if it could be made.
        """
        make = self._answered.make_rest
        content, problems = make() if make else (None, ())
        return rest_to_json(problems), [] if content is None else [content]


def _answer(files: Sequence[GivenFile], task: Task, expected: str, *, newest: bool) -> Answer:
    if len(files) == 1:
        return _answer_single(files[0])
    # Imported here, for the page starts sooner without it.
    from nkps_reports.page.several import (
        answer_comparison,
        answer_overview,
        describe_files,
        order_by_period,
    )

    template = next((file for file in files if file.is_template), None)
    reports = [file for file in files if file.kind in (words.REPORT, words.WORKBOOK)]
    if task == "overview" or len(reports) > 2:
        answer = answer_overview(files, expected, takes_newest=newest)
        answer.choices.append(Choice("overview", words.COLLECT_AGAIN, takes_list=True))
        return answer
    if len(reports) == 2:
        old, new = order_by_period(reports) if task == "auto" else reports
        answer = answer_comparison(old, new)
        if answer.is_made:
            again = words.SWAP.format(old=new.name, new=old.name)
            answer.choices.append(Choice("compare", again, (files.index(new), files.index(old))))
        answer.choices.append(Choice("overview", words.COLLECT, takes_list=True))
    elif reports:
        answer = _answer_single(reports[0], template)
        answer.follows = None if answer.follows is None else files.index(reports[0])
    else:
        answer = answer_template(template) if template else Answer(words.NONE_READ)
    is_used = len(reports) == 1 and not reports[0].is_document
    answer.files = describe_files(files, template=template if is_used else None)
    for file in files:
        if file.kind == words.OTHER:
            answer.add_checked(file.name, file.submission.problems)
    return answer


def _answer_single(file: GivenFile, template: GivenFile | None = None) -> Answer:
    return answer_document(file) if file.is_document else answer_workbook(file, template)


def _add_logs(answer: Answer) -> None:
    """Offer the details of bugs, which were written where nobody can look in a browser."""
    logs = sorted(Path(gettempdir()).glob(f"{LOG_PREFIX}*.txt"))
    named = [log for log in logs if any(str(log) in problem.fix for problem in answer.bugs)]
    if named:
        details = b"\n".join(log.read_bytes() for log in named)
        answer.add_download(words.LOG_NAME, words.SAVE_LOG, details, media_type="text/plain")
    for log in named:
        log.unlink()
