"""A Word template against everything that a report asks of it: all faults at once, before any report is made.

Nothing is rendered here. What is found clean can print the report and nothing else, in bounded time.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from math import inf

from nkps_reports.files.limits import MAX_NAMED, MAX_TEMPLATE_CODES
from nkps_reports.report.problems import Problem, TemplateError, has_errors
from nkps_reports.word.document.bookmarks import FORM_BOOKMARKS
from nkps_reports.word.document.stylesheet import read_stylesheet
from nkps_reports.word.template.completeness import check_definitions, check_form
from nkps_reports.word.template.expressions import outermost
from nkps_reports.word.template.lines import Finding
from nkps_reports.word.template.outside import check_outside
from nkps_reports.word.template.parts import RenderedPart, open_template, read_rendered
from nkps_reports.word.template.placement import (
    check_containers,
    check_line,
    check_review_marks,
    check_strays,
)
from nkps_reports.word.template.size import Stretch, read_stretches
from nkps_reports.word.template.statements import Statements, loop_names
from nkps_reports.word.text.vocabulary import LOOP_NAMES
from nkps_reports.wording.codes import Code


@dataclass(frozen=True, slots=True)
class Lint:
    """What was found in a template.

    Attributes:
        problems: all of it, in the order of the document; what concerns all of it last.
        code_count: how many codes it has.
        heading_count: how many headings of the form it has.
        stretches: what its loops repeat; nothing where it has errors.
    """

    problems: tuple[Problem, ...]
    code_count: int = 0
    heading_count: int = 0
    stretches: tuple[Stretch, ...] = ()


def lint_template(template: bytes, name: str) -> Lint:
    """Find everything that is wrong with a template, which messages call by that name.

    A file that is no Word document has one problem.
    """
    try:
        document = open_template(template, name)
    except TemplateError as error:
        return Lint(error.problems)
    stylesheet = read_stylesheet(document)
    parts = list(read_rendered(document, stylesheet))
    count, limit = sum(len(part.tags) for part in parts), MAX_TEMPLATE_CODES
    if count > limit:
        problem = Problem.of(Code.TEMPLATE_TOO_MANY_CODES, template=name, count=count, limit=limit)
        return Lint((problem,), count)
    read = _read_codes(parts)
    rest = (
        check_strays(document, parts),
        check_definitions(parts, stylesheet),
        check_review_marks(parts),
        check_outside(document, parts),
    )
    found = [*_check_codes(parts, read), *islice(chain(*rest), MAX_NAMED)]
    # What concerns the whole template comes last.
    found.sort(key=lambda finding: finding.spot.order if finding.spot else inf)
    # Each is told once; of very many, only the first.
    told = dict.fromkeys(finding.problem(name) for finding in found[: 2 * MAX_NAMED])
    problems = tuple(islice(told, MAX_NAMED))
    missing = sum(finding.code is Code.TEMPLATE_MISSING_HEADING for finding in found)
    clean = () if has_errors(problems) else zip(parts, read, strict=True)
    stretches = tuple(chain.from_iterable(read_stretches(part, each.codes) for part, each in clean))
    return Lint(problems, count, len(FORM_BOOKMARKS) - missing, stretches)


def _read_codes(parts: Sequence[RenderedPart]) -> list[Statements]:
    scope = outermost({**LOOP_NAMES, **loop_names(chain.from_iterable(part.tags for part in parts))})
    read = [Statements(scope) for _ in parts]
    for part, statements in zip(parts, read, strict=True):
        statements.read(part.tags)
    return read


def _check_codes(parts: Sequence[RenderedPart], read: Sequence[Statements]) -> Iterator[Finding]:
    """What the codes say, part by part, and whether the form is whole."""
    used: set[tuple[type, str]] = set()
    for part, statements in zip(parts, read, strict=True):
        yield from statements.findings
        yield from chain.from_iterable(islice(check_line(line), MAX_NAMED) for line in part.lines)
        if not any(found.code is Code.TEMPLATE_UNCLOSED_BLOCK for found in statements.findings):
            yield from check_containers(part.tags)
        if part.root is not None:
            used.update(field for code in statements.codes for field in code.fields)
    blocks = ([*statements.closed_blocks, *statements.open_blocks] for statements in read)
    yield from check_form(next(filter(None, blocks), []), parts[0].lines, used)
