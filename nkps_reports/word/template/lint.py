"""A Word template against everything that a report asks of it: all faults at once, before any report is made.

Nothing is rendered here. What is found clean can print the report and nothing else, in bounded time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import chain, islice

from docx.document import Document

from nkps_reports.files.limits import MAX_NAMED, MAX_TEMPLATE_CODES
from nkps_reports.report.problems import Problem, TemplateError, has_errors
from nkps_reports.word.document.form import FORM_BOOKMARKS
from nkps_reports.word.document.stylesheet import Stylesheet, read_stylesheet
from nkps_reports.word.template.completeness import check_fields, check_headings, check_links, find_form
from nkps_reports.word.template.containers import check_containers
from nkps_reports.word.template.definitions import check_anchors, check_definitions, check_needed_styles
from nkps_reports.word.template.findings import Finding
from nkps_reports.word.template.lines import Line, Reader
from nkps_reports.word.template.nesting import Block
from nkps_reports.word.template.opening import open_template
from nkps_reports.word.template.parts import RenderedPart, read_rendered
from nkps_reports.word.template.placement import check_line
from nkps_reports.word.template.scope import outermost
from nkps_reports.word.template.size import Stretch, read_stretches
from nkps_reports.word.template.statements import ReadCode, Statements, loop_names
from nkps_reports.word.template.strays import check_review_marks, check_strays, check_unrendered
from nkps_reports.word.text.vocabulary import LOOP_NAMES
from nkps_reports.wording.codes import Code


@dataclass(frozen=True, slots=True)
class Lint:
    """What was found in a template.

    Attributes:
        problems: all of it, in the order of the document; what concerns all of it last.
        code_count: how many codes were read.
        heading_count: how many headings of the form were found.
        stretches: what its loops repeat; nothing where it has errors.
    """

    problems: tuple[Problem, ...]
    code_count: int = 0
    heading_count: int = 0
    stretches: tuple[Stretch, ...] = ()


def lint_template(template: bytes, name: str) -> Lint:
    """Find everything that is wrong with a template.

    Args:
        template: the bytes of a Word file.
        name: how messages call it.

    Returns:
        The problems, and how much was looked at; a file that is no Word document has one problem.
    """
    try:
        document = open_template(template, name)
    except TemplateError as error:
        return Lint(error.problems)
    stylesheet = read_stylesheet(document)
    reader = Reader(stylesheet)
    parts = list(read_rendered(document, reader))
    codes = sum(len(line.tags) for part in parts for line in part.lines)
    if codes > MAX_TEMPLATE_CODES:
        problem = Problem.of(
            Code.TEMPLATE_TOO_MANY_CODES, template=name, count=codes, limit=MAX_TEMPLATE_CODES
        )
        return Lint((problem,), codes)
    rules = _Findings(document, stylesheet, reader, parts)
    findings = rules.all()
    missing = sum(finding.code is Code.TEMPLATE_MISSING_HEADING for finding in findings)
    problems = tuple(_told(findings, name))
    stretches = () if has_errors(problems) else tuple(rules.stretches())
    return Lint(problems, codes, len(FORM_BOOKMARKS) - missing, stretches)


@dataclass(frozen=True, slots=True)
class _Findings:
    """The rules, applied to one template."""

    document: Document
    stylesheet: Stylesheet
    reader: Reader
    parts: list[RenderedPart]
    read: list[tuple[RenderedPart, list[ReadCode]]] = field(default_factory=list)

    def stretches(self) -> Iterator[Stretch]:
        """What the loops repeat, once all rules were applied and none found an error."""
        return chain.from_iterable(read_stretches(part, codes) for part, codes in self.read)

    def all(self) -> list[Finding]:
        """Every finding in the order of the document."""
        found = [*self._of_codes(), *islice(self._of_parts(), MAX_NAMED)]
        return sorted(
            found, key=lambda finding: (finding.spot is None, finding.spot.order if finding.spot else 0)
        )

    def _of_parts(self) -> Iterator[Finding]:
        yield from chain.from_iterable(check_strays(part, self.reader) for part in self.parts)
        yield from check_unrendered(self.document, self.reader)
        yield from check_definitions(self.parts, self.stylesheet, self.reader)
        yield from check_needed_styles(self.stylesheet)
        yield from check_anchors(self.parts, self.reader)
        yield from check_review_marks(self.parts, self.reader)

    def _of_codes(self) -> Iterator[Finding]:
        """What the codes say, part by part, and whether the form is whole."""
        tags = [part.tags for part in self.parts]
        scope = outermost({**LOOP_NAMES, **loop_names(chain.from_iterable(tags))})
        used: set[tuple[type, str]] = set()
        body: list[Block] = []
        for part, placed in zip(self.parts, tags, strict=True):
            statements = Statements(scope)
            statements.read(placed)
            self.read.append((part, statements.codes))
            yield from statements.findings
            yield from chain.from_iterable(islice(check_line(line), MAX_NAMED) for line in part.lines)
            if not any(f.code is Code.TEMPLATE_UNCLOSED_BLOCK for f in statements.findings):
                yield from check_containers(placed)
            if part.root is not None:
                used |= statements.used
            body = body or [*statements.nesting.closed, *statements.nesting.stack]
        yield from self._of_form(body, used)

    def _of_form(self, blocks: list[Block], used: set[tuple[type, str]]) -> Iterator[Finding]:
        lines: tuple[Line, ...] = self.parts[0].lines
        form = find_form(blocks, lines)
        yield from check_headings(form, lines)
        yield from check_fields(form, used)
        yield from check_links(used)


def _told(findings: list[Finding], name: str) -> Iterator[Problem]:
    """The findings in words, each once, and of very many the first."""
    problems = dict.fromkeys(finding.problem(name) for finding in findings[: 2 * MAX_NAMED])
    return islice(problems, MAX_NAMED)
