"""What helps while somebody types: messages, a check of the numbers, colours, the measures beside the table.

It only helps: what is right is decided by the reader and the checks.

Formulas refer to no other sheet and hold no arrays, so that every program that reads the file keeps them.
"""

from __future__ import annotations

from collections.abc import Sequence

from openpyxl.formatting.rule import Rule
from openpyxl.styles import PatternFill, Side
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from nkps_reports.report.references import DASHES, INVISIBLE
from nkps_reports.wording import workbook as words
from nkps_reports.wording.form import DESCRIPTION, FIELDS, RELATION
from nkps_reports.workbook.schema import HELP_WIDTHS, PREPARED_ROWS, measure_help
from nkps_reports.workbook.writing.looks import HELP_LIST, box_of, put

_PROMPT_TITLE_LENGTH = 32
_FIRST_ROW, _LAST_ROW = 2, PREPARED_ROWS + 1
_LETTERS = {column.key: get_column_letter(number) for number, column in enumerate(FIELDS, start=1)}
# Those that must be filled in stand first.
_REQUIRED = [field.key for field in FIELDS if not field.is_optional]
_FIRST, _LAST = _LETTERS[_REQUIRED[0]], _LETTERS[_REQUIRED[-1]]

# White space beyond what Excel's CLEAN takes away.
_SPACES = "".join(character for character in map(chr, range(0x20, 0x10000)) if character.isspace())
# Those of «tiltakene», «NKPS», «punktet», «nummer», «til og med»; «relasjon» is taken away as a word, so that
# the j of «kanskje» is refused.
_LETTERS_OF_WORDS, _LONG_WORD = "adegiklmnoprstu", "relasjon"
_SIGNS = ",.:;/&+"
_DIGITS = "0123456789"

# How long a description is, estimated by its characters. Measured on 150 descriptions of the source's and the
# strategy's sentences, laid out by LibreOffice with the default template (94 characters a line): half of a
# page's text area, 123.5 mm, takes 2,250 characters, give or take 80, in one paragraph; a new paragraph or
# list point costs as much as 80 characters. Of those of more than 2,200 by this count, nine in ten are too
# long; none under 2,000 is, so the cell changes colour in good time. 1,950 characters in a few paragraphs,
# 250 words, fill it.
_HALF_PAGE_CHARACTERS, _NEARLY_HALF_PAGE_CHARACTERS = 2200, 1900
_LINE_BREAK_CHARACTERS = 80

_HELP_COLUMN = len(FIELDS) + 2
_GAP_WIDTH = 1

_ROW_FILL, _GAP_FILL, _GAP_LINE = "FFF8E1", "FFE699", "C55A11"
_NEAR_FILL, _OVER_FILL, _OVER_LINE = "FFEB84", "F4B183", "A61C00"


def add_prompt(sheet: Worksheet, cells: str, title: str, prompt: str, choices: Sequence[str] = ()) -> None:
    """A message that shows while a cell is chosen, and a list to choose from where there are choices.

    Any value is accepted: what is wrong is said by the reader, in Norwegian.
    """
    validation = _prompt(cells, title, prompt)
    if choices:
        validation.type = "list"
        validation.formula1 = f'"{",".join(choices)}"'
        validation.showErrorMessage = False
    sheet.add_data_validation(validation)


def add_aids(sheet: Worksheet) -> None:
    """Everything that helps in the sheet of actions."""
    for column in FIELDS:
        validation = _prompt(_cells(column.key), column.header, column.prompt)
        if column.key == RELATION.key:
            validation.type, validation.errorStyle = "custom", "stop"
            validation.formula1 = relation_formula(f"{_LETTERS[RELATION.key]}{_FIRST_ROW}")
            validation.errorTitle, validation.error = words.NOT_A_RELATION_TITLE, words.NOT_A_RELATION
            validation.showErrorMessage = True
        sheet.add_data_validation(validation)
    _mark_gaps_and_lengths(sheet)
    _put_measures_beside(sheet)


def relation_formula(cell: str) -> str:
    """An Excel formula: whether a cell, such as ``B2``, may hold a relation.

    True for every form that ``parse_references`` accepts, false where no such form could come of it: a
    character that none of them has, no digit. The characters are looked for in a text that ends with the
    digits, so that the last place found tells whether there is one. Columns rather than rows count them,
    since rows are what people delete; the text is doubled for a sheet in which a column was put before the
    first, and padded since LibreOffice finds no empty text.
    """
    known = f"{_SPACES}{INVISIBLE}{_SIGNS}{DASHES}{_LETTERS_OF_WORDS}"
    text = f'SUBSTITUTE(CLEAN(LOWER({cell}&{cell})),"{_LONG_WORD}","")'
    character = f'MID({text}&REPT(" ",200),COLUMN($A:$GR),1)'
    last_place = f'SUMPRODUCT(MAX(FIND({character},"{known}{_DIGITS}")))'
    return f"IFERROR(AND(ISTEXT({cell}),{last_place}>{len(known)}),FALSE)"


def _prompt(cells: str, title: str, prompt: str) -> DataValidation:
    short = title.partition(" (")[0][:_PROMPT_TITLE_LENGTH]
    validation = DataValidation(promptTitle=short, prompt=prompt, showInputMessage=True, allow_blank=True)
    validation.add(cells)
    return validation


def _cells(first: str, last: str | None = None) -> str:
    """All prepared cells of the columns with these keys."""
    return f"{_LETTERS[first]}{_FIRST_ROW}:{_LETTERS[last or first]}{_LAST_ROW}"


def _mark_gaps_and_lengths(sheet: Worksheet) -> None:
    """Colour what is missing and what is long.

    All rules for a cell stand in one set, since programs differ in which of two sets comes first.
    """
    place = _REQUIRED.index(DESCRIPTION.key)
    around = (_REQUIRED[:place], _REQUIRED[place + 1 :])
    others = " ".join(_cells(keys[0], keys[-1]) for keys in around if keys)
    description = f"{_LETTERS[DESCRIPTION.key]}{_FIRST_ROW}"
    gap = _fill(_GAP_FILL, "dashed", _GAP_LINE, pattern="lightUp")
    over, near, begun = _fill(_OVER_FILL, "thin", _OVER_LINE), _fill(_NEAR_FILL), _fill(_ROW_FILL)
    length = _length_formula(description)
    long = [(f"{length}>{_HALF_PAGE_CHARACTERS}", over), (f"{length}>{_NEARLY_HALF_PAGE_CHARACTERS}", near)]
    for cells, first, more in (
        (others, f"{_FIRST}{_FIRST_ROW}", []),
        (_cells(DESCRIPTION.key), description, long),
    ):
        rules = [(f"AND({_filled(first)}=0,{_begun()})", gap), *more, (_begun(), begun)]
        for formula, look in rules:
            rule = Rule(type="expression", dxf=look, formula=[formula], stopIfTrue=True)
            sheet.conditional_formatting.add(cells, rule)


def _filled(cells: str) -> str:
    """An Excel formula: how many of the cells hold more than white space."""
    return f'SUMPRODUCT(--(LEN(TRIM(SUBSTITUTE(CLEAN({cells}),"\u00a0","")))>0))'


def _begun() -> str:
    """An Excel formula: whether some of a row's cells are filled, but not all."""
    count = _filled(f"${_FIRST}{_FIRST_ROW}:${_LAST}{_FIRST_ROW}")
    return f"AND({count}>0,{count}<{len(_REQUIRED)})"


def _length_formula(cell: str) -> str:
    """The characters of a text, each line break weighing what it costs on paper; blank lines cost nothing."""
    line = "CHAR(10)"
    once = f"SUBSTITUTE({cell},{line}&{line},{line})"
    breaks = f'LEN({once})-LEN(SUBSTITUTE({cell},{line},""))'
    return f"LEN({cell})+{_LINE_BREAK_CHARACTERS}*({breaks})"


def _fill(
    color: str, line: str | None = None, line_color: str = "", pattern: str = "solid"
) -> DifferentialStyle:
    # Here a solid fill has its colour as background, unlike in a cell's own style.
    foreground = color if pattern == "solid" else line_color
    fill = PatternFill(pattern, fgColor=foreground, bgColor=color)  # type: ignore[arg-type]
    border = box_of(Side(line, color=line_color)) if line else None  # type: ignore[arg-type]
    return DifferentialStyle(fill=fill, border=border)


def _put_measures_beside(sheet: Worksheet) -> None:
    """The measures' numbers and short names, beside the headers: they stay in sight however high a row is."""
    sheet.column_dimensions[get_column_letter(_HELP_COLUMN - 1)].width = _GAP_WIDTH
    for column, (text, width) in enumerate(zip(measure_help(), HELP_WIDTHS, strict=True), start=_HELP_COLUMN):
        put(sheet, 1, column, text, HELP_LIST)
        sheet.column_dimensions[get_column_letter(column)].width = width
