"""How forms are laid out on the page: as paragraphs, and as tables of many kinds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from tests.handmade import a_table, paragraph, run
from tests.word.handmade.author import Author, Passage
from tests.word.handmade.document import DECIMALS
from tests.word.handmade.forms import Entry, Form, Habits, Hand, Piece

_BREAK = '<w:p><w:r><w:br w:type="page"/></w:r></w:p>'
_SHIFT_ENTER = "<w:r><w:br/></w:r>"
_TAB = "<w:r><w:tab/></w:r>"
Layout = Callable[[Author, Hand, Sequence[Form]], Iterator[Piece]]


def _label(hand: Hand, entry: Entry, form: int, *, is_numbered: bool = True) -> str:
    """The words of a heading, with its number."""
    numbers = {
        "typed": f"{entry.number}. ",
        "brackets": f"{entry.number}) ",
        "form": f"{form}.{entry.number} ",
    }
    number = numbers.get(hand.numbering, "") if entry.number and is_numbered else ""
    return number + entry.label + hand.ending


def _label_runs(hand: Hand, text: str) -> str:
    look = "<w:b/>" if hand.look == "bold" else ""
    words = text.split(" ")
    if not hand.is_broken or len(words) < 3:
        return run(text, look)
    return run(" ".join(words[:2]), look) + _SHIFT_ENTER + run(" ".join(words[2:]), look)


def _label_paragraph(author: Author, hand: Hand, text: str, list_number: int | None = None) -> str:
    properties = author.document.style(f"heading {hand.level}") if hand.look == "style" else ""
    if list_number is not None:
        properties += f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{list_number}"/></w:numPr>'
    return paragraph(_label_runs(hand, text), properties)


def _help(entry: Entry) -> str:
    return paragraph(run(entry.help, '<w:i/><w:color w:val="808080"/>')) if entry.help else ""


def _passages(passages: Iterable[Passage]) -> str:
    return "".join(
        passage.content if passage.is_block else paragraph(passage.content, passage.properties)
        for passage in passages
    )


def _cell(passages: Sequence[Passage]) -> str:
    """What a table's cell holds; which ends in a paragraph."""
    content = _passages(passages)
    return content if passages and not passages[-1].is_block else content + paragraph("")


def _separators(author: Author, forms: Sequence[Form]) -> list[str]:
    """What stands before each form."""
    between = author.random.choice(("", paragraph(""), _BREAK))
    return [between if number else "" for number in range(len(forms))]


def in_paragraphs(author: Author, hand: Hand, forms: Sequence[Form]) -> Iterator[Piece]:
    """Headings on lines of their own, with the answers below."""
    runs_on = author.document.new_list(DECIMALS)
    for number, (form, before) in enumerate(zip(forms, _separators(author, forms), strict=True), start=1):
        yield Piece(before, is_seen=False)
        yield from form.above
        starts_over = author.document.new_list(DECIMALS)
        list_number = runs_on if len(forms) % 2 else starts_over
        for entry in form.entries:
            has_number = hand.numbering == "automatic" and entry.number
            heading = _label_paragraph(
                author, hand, _label(hand, entry, number), list_number if has_number else None
            )
            yield Piece(heading + _help(entry) + _passages(entry.answer))


def _on_the_line(separator: str) -> Layout:
    def lay_out(author: Author, hand: Hand, forms: Sequence[Form]) -> Iterator[Piece]:
        for number, (form, before) in enumerate(zip(forms, _separators(author, forms), strict=True), start=1):
            yield Piece(before, is_seen=False)
            yield from form.above
            for entry in form.entries:
                yield Piece(_inline(hand, entry, number, separator))

    return lay_out


def _inline(hand: Hand, entry: Entry, form: int, separator: str) -> str:
    """A heading and its answer in one paragraph; what more there is stands below."""
    label = _label(hand, entry, form).rstrip(":")
    colon = run(":") if hand.ending else ""
    between = run(": ") if separator == ": " else colon + separator
    first, *others = entry.answer or [Passage("", ())]
    bold = "<w:b/>" if hand.look == "bold" else ""
    return paragraph(run(label, bold) + between + first.content) + _passages(others)


def _grid(columns: int) -> str:
    return f"<w:tblGrid>{'<w:gridCol/>' * columns}</w:tblGrid>"


def _row(cells: Sequence[str], *, span: int = 1) -> str:
    width = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    inside = "".join(
        f'<w:tc><w:tcPr><w:tcW w:w="3000" w:type="dxa"/>{width}</w:tcPr>{cell}</w:tc>' for cell in cells
    )
    return f"<w:tr>{inside}</w:tr>"


def _opened(columns: int) -> Piece:
    return Piece(f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>{_grid(columns)}', is_seen=False)


_CLOSED = Piece(f"</w:tbl>{paragraph('')}", is_seen=False)


def _rows(author: Author, hand: Hand, form: Form, number: int, columns: int) -> Iterator[Piece]:
    """The rows of a form: heading and answer beside each other, perhaps behind a number."""
    for entry in form.entries:
        label = _label(hand, entry, number, is_numbered=columns == 2)
        heading = _label_paragraph(author, hand, label) + _help(entry)
        cells = [heading, _cell(entry.answer)]
        if columns == 3:
            cells.insert(0, paragraph(run(f"{entry.number}." if entry.number else "")))
        yield Piece(_row(cells), entry.said if entry.is_own else "")


def _table_each(columns: int) -> Layout:
    def lay_out(author: Author, hand: Hand, forms: Sequence[Form]) -> Iterator[Piece]:
        for number, (form, before) in enumerate(zip(forms, _separators(author, forms), strict=True), start=1):
            yield Piece(before, is_seen=False)
            yield from form.above
            yield _opened(columns)
            yield from _rows(author, hand, form, number, columns)
            yield _CLOSED

    return lay_out


def one_table(author: Author, hand: Hand, forms: Sequence[Form]) -> Iterator[Piece]:
    """All forms below each other in one table; what stands above a form has a row as wide as the table."""
    has_gaps = author.tries(0.3, "one table:empty rows")
    yield _opened(2)
    for number, form in enumerate(forms, start=1):
        if has_gaps and number > 1:
            yield Piece(_row([paragraph("")], span=2), is_seen=False)
        for piece in form.above:
            yield Piece(_row([piece.xml], span=2), piece.said)
        yield from _rows(author, hand, form, number, 2)
    yield _CLOSED


def _stacked(*, is_one_cell: bool) -> Layout:
    """A table of one column: heading and answer in two rows, or in one."""

    def lay_out(author: Author, hand: Hand, forms: Sequence[Form]) -> Iterator[Piece]:
        for number, (form, before) in enumerate(zip(forms, _separators(author, forms), strict=True), start=1):
            yield Piece(before, is_seen=False)
            yield from form.above
            yield _opened(1)
            for entry in form.entries:
                heading = _label_paragraph(author, hand, _label(hand, entry, number)) + _help(entry)
                answer = _cell(entry.answer)
                rows = [heading + answer] if is_one_cell else [heading, answer]
                yield Piece("".join(_row([each]) for each in rows))
            yield _CLOSED

    return lay_out


def row_each(author: Author, hand: Hand, forms: Sequence[Form]) -> Iterator[Piece]:
    """A row for each action below the headings."""
    has_numbers = author.tries(0.5, "row each:numbers")
    repeats = len(forms) > 3 and author.tries(0.7, "row each:header repeated")
    has_total = author.tries(0.4, "row each:total")
    labels = [_label_paragraph(author, hand, _label(hand, entry, 1)) for entry in forms[0].entries]
    header = _row(([paragraph(run("Nr."))] if has_numbers else []) + labels)
    _scatter(author, forms)
    yield _opened(len(labels) + has_numbers)
    yield Piece(header)
    for number, form in enumerate(forms, start=1):
        if repeats and number == len(forms) // 2 + 1:
            yield Piece(header)
        cells = [_cell(entry.answer) for entry in form.entries]
        yield Piece(_row(([paragraph(run(f"{number}"))] if has_numbers else []) + cells))
    if has_total:
        author.scattered.append("Totalt")
        blank = [paragraph("")] * (len(labels) + has_numbers - 1)
        yield Piece(_row([paragraph(run("Totalt", "<w:b/>")), *blank]))
    yield _CLOSED


def column_each(author: Author, hand: Hand, forms: Sequence[Form]) -> Iterator[Piece]:
    """A column for each action beside the headings."""
    _scatter(author, forms)
    rows = []
    if author.tries(0.3, "column each:header"):
        rows.append(
            [
                paragraph(""),
                *(paragraph(run(f"Rapporteringspunkt {each}")) for each in range(1, len(forms) + 1)),
            ]
        )
    for place, entry in enumerate(forms[0].entries):
        label = _label_paragraph(author, hand, _label(hand, entry, 1))
        rows.append([label, *(_cell(form.entries[place].answer) for form in forms)])
    yield Piece(a_table(rows) + paragraph(""))


def _scatter(author: Author, forms: Sequence[Form]) -> None:
    """Note the words of rows or columns that are none of ours: of the heading and the first action."""
    author.scattered.extend(entry.said for entry in forms[0].entries if entry.is_own)


def _in_grid(kind: str) -> Layout:
    """Two headings beside each other, and two below them."""

    def lay_out(author: Author, hand: Hand, forms: Sequence[Form]) -> Iterator[Piece]:
        for number, (form, before) in enumerate(zip(forms, _separators(author, forms), strict=True), start=1):
            yield Piece(before, is_seen=False)
            yield from form.above
            labels = [
                _label_paragraph(author, hand, _label(hand, entry, number)) + _help(entry)
                for entry in form.entries
            ]
            contents = [_cell(entry.answer) for entry in form.entries]
            yield Piece(a_table(_GRIDS[kind](labels, contents)) + paragraph(""))

    return lay_out


_GRIDS: dict[str, Callable[[list[str], list[str]], list[list[str]]]] = {
    "in one cell": lambda label, text: [
        [label[0] + text[0], label[1] + text[1]],
        [label[2] + text[2], label[3] + text[3]],
    ],
    "above": lambda label, text: [label[:2], text[:2], label[2:], text[2:]],
    "beside": lambda label, text: [
        [label[0], text[0], label[1], text[1]],
        [label[2], text[2], label[3], text[3]],
    ],
}
_INLINE = Habits(is_inline=True, is_paragraphs=True)
_TABLE = Habits(is_table=True)
_TRANSPOSED = Habits(is_table=True, is_transposed=True)
_IN_GRID = Habits(is_table=True, is_grid=True)
_PARAGRAPHS = Habits(is_paragraphs=True)
LAYOUTS: dict[str, tuple[Layout, Habits]] = {
    "paragraphs": (in_paragraphs, _PARAGRAPHS),
    "behind a colon": (_on_the_line(": "), _INLINE),
    "behind a tab": (_on_the_line(_TAB), _INLINE),
    "behind a line break": (_on_the_line(_SHIFT_ENTER), _INLINE),
    "table each": (_table_each(2), _TABLE),
    "three columns": (_table_each(3), _TABLE),
    "one table": (one_table, _TABLE),
    "rows above each other": (_stacked(is_one_cell=False), Habits()),
    "one cell each": (_stacked(is_one_cell=True), Habits()),
    "row each": (row_each, _TRANSPOSED),
    "column each": (column_each, _TRANSPOSED),
    "grid in one cell": (_in_grid("in one cell"), _IN_GRID),
    "grid above": (_in_grid("above"), _IN_GRID),
    "grid beside": (_in_grid("beside"), _IN_GRID),
}
