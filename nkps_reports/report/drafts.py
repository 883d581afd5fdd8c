"""What stands in each cell of a workbook, or would stand there, before it is read as a report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from nkps_reports.report.cell_text import MAX_CELL_CHARACTERS, CellText, count_units
from nkps_reports.report.checks import tell_reading
from nkps_reports.report.grammar import cut, on_one_line, parse_date
from nkps_reports.report.markup import Run, parse_markup
from nkps_reports.report.model import Action, Language, Organisation, Place, Relation, Report, Text
from nkps_reports.report.problems import Problem
from nkps_reports.report.references import parse_references, rewrite_plainly
from nkps_reports.report.strategy import read_measures
from nkps_reports.wording import reports as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import FIELDS, FORM_FIELDS, RELATION, TITLE, Field
from nkps_reports.wording.reading import LANGUAGES

_MAX_TITLE_CHARACTERS = 50


@dataclass(frozen=True, slots=True)
class DraftAction:
    """The cells of an action, by the keys of their fields; one that is missing was not in the form."""

    cells: Mapping[str, CellText]

    def cell(self, field: Field) -> CellText:
        """The cell of a field; empty where the form has no such field."""
        return self.cells.get(field.key, CellText())


@dataclass(frozen=True, slots=True)
class Draft:
    """The cells of a report.

    Attributes:
        organisation: what stands beside each label of the organisation's sheet, by the label's key in the
            schema; a key that is missing was not found.
        actions: the rows of the actions' sheet.
    """

    organisation: Mapping[str, str]
    actions: tuple[DraftAction, ...]


def parse_draft(draft: Draft) -> Report:
    """Read a draft as a report, whose places name the part of the Word report and the field."""
    values = draft.organisation
    organisation = Organisation(
        on_one_line(values.get("name", "")),
        on_one_line(values.get("period", "")),
        parse_date(values.get("report_date", "")),
        on_one_line(values.get("recipient", "")),
        on_one_line(values.get("contact", "")),
        on_one_line(values.get("email", "")),
        Language(LANGUAGES.get(values.get("language", "").casefold(), Language.BOKMAL)),
    )
    return Report(organisation, tuple(_actions(draft)), read_measures())


def shorten_cells(draft: Draft) -> tuple[Draft, tuple[Problem, ...]]:
    """Leave out the last lines of texts that no cell has room for, with a problem for each that says so."""
    problems: list[Problem] = []
    actions: list[DraftAction] = []
    for number, action in enumerate(draft.actions, start=1):
        part = name_part(number, action.cell(TITLE).text)
        cells = {
            field.key: _shorten(action.cell(field), Place(header=field.header, part=part), problems)
            for field in FIELDS
            if field.key in action.cells
        }
        actions.append(DraftAction(cells))
    before = Place(part=words.BEFORE_FORMS)
    facts = {
        key: _shorten(CellText((Run(fact),)), before, problems).text
        for key, fact in draft.organisation.items()
    }
    return Draft(facts, tuple(actions)), tuple(problems)


def _shorten(cell: CellText, place: Place, problems: list[Problem]) -> CellText:
    shortened = cell.shortened(MAX_CELL_CHARACTERS)
    if shortened is not cell:
        found = cut(on_one_line(cell.text[len(shortened.text) :]), _MAX_TITLE_CHARACTERS)
        count, limit = count_units(cell.text), MAX_CELL_CHARACTERS
        problems.append(Problem.of(Code.REPORT_LONG_TEXT, place, found, count=count, limit=limit))
    return shortened


def write_relations_plainly(draft: Draft) -> tuple[Draft, tuple[Problem, ...]]:
    """Write the numbers of measures as they are read without a word, with a problem for each cell."""
    problems: list[Problem] = []
    actions: list[DraftAction] = []
    for number, action in enumerate(draft.actions, start=1):
        relation = _relation(number, action)
        if relation and (plain := rewrite_plainly(relation.found)):
            problems.append(tell_reading(relation, plain))
            action = DraftAction({**action.cells, RELATION.key: CellText((Run(plain),))})
        actions.append(action)
    return Draft(draft.organisation, tuple(actions)), tuple(problems)


def name_part(number: int, title: str) -> str:
    """What messages call the form of an action, by its number and by its title if there is one."""
    form = words.FORM_PART if title else words.UNTITLED_FORM_PART
    return form.format(number=number, title=cut(on_one_line(title), _MAX_TITLE_CHARACTERS))


def _actions(draft: Draft) -> Iterator[Action]:
    for number, action in enumerate(draft.actions, start=1):
        part = name_part(number, action.cell(TITLE).text)
        texts: dict[str, Text] = {}
        for field in FORM_FIELDS:
            cell = action.cell(field)
            texts[field.key] = Text(parse_markup(cell.runs, cell.link), Place(header=field.header, part=part))
        relation = _relation(number, action)
        unread = "" if relation else on_one_line(action.cell(RELATION).text)
        yield Action(number, 0, texts, relation, unread)


def _relation(number: int, action: DraftAction) -> Relation | None:
    """The measures of an action, if its cell can be read."""
    written = action.cell(RELATION).text.strip()
    numbers = parse_references(written)
    place = Place(header=RELATION.header, part=name_part(number, action.cell(TITLE).text))
    return Relation(numbers, place, written) if numbers else None
