"""The lines of an answer as those of a cell: the items of lists with the markers that a cell has for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nkps_reports.report.cell_text import CellLine, indent, write_marker
from nkps_reports.report.list_lines import count_columns, find_bullet
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.list_marks import ListMark

# So much further in an item is of a deeper level, and so wide is a typed space; in twentieths of a point.
_DEEPER, _COLUMN = 180, 120
# Word has nine levels, from 0.
_DEEPEST = 8
# What a number that Word has let run on consists of; letters and words may be referred to.
_FIGURES = frozenset("0123456789.() ")


def write_cell_lines(lines: Sequence[WordLine]) -> Iterator[CellLine]:
    """The lines of a field as those of its cell."""
    shown = [_shown(line) for line in lines]
    bullets = [None if line.item else _typed_bullet(words) for line, words in zip(lines, shown, strict=True)]
    marks = [bullet.mark if bullet else line.item for bullet, line in zip(bullets, lines, strict=True)]
    levels = [*_levels(marks)]
    numbers = _list_numbers(marks, levels)
    for position, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        words, bullet = shown[position], bullets[position]
        if mark and (mark.number is None or position in numbers):
            marker = _write_mark(mark, levels[position], numbers.get(position))
            yield CellLine((line.cut(bullet.end) if bullet else line).spans, marker)
        elif mark or words == words.strip() or _begins_with_empty_cell(words):
            # Nearly always; cutting takes time.
            yield CellLine(line.spans)
        else:
            # White space at the ends would be taken for something else.
            yield CellLine(line.cut(len(words) - len(words.lstrip()), len(words.rstrip())).spans)


@dataclass(frozen=True, slots=True)
class _TypedBullet:
    """A bullet that somebody typed, and where the words after it begin."""

    mark: ListMark
    end: int


def _begins_with_empty_cell(words: str) -> bool:
    """Whether a line is a row whose first cells are empty: tabs divide more than one text."""
    return words.startswith("\t") and "\t" in words.strip()


def _shown(line: WordLine) -> str:
    """The characters of a line; those of a link are its words, whatever they are."""
    return "".join("x" * len(span.text) if span.link else span.text for span in line.spans)


def _typed_bullet(line: str) -> _TypedBullet | None:
    words = line.strip()
    bullet = find_bullet(words)
    if bullet is None:
        return None
    before = len(line) - len(line.lstrip())
    columns = count_columns(line[:before])
    mark = ListMark(depth=0 if columns else bullet.depth, left=columns * _COLUMN, is_typed=True)
    return _TypedBullet(mark, before + bullet.end)


def _levels(marks: Sequence[ListMark | None]) -> Iterator[int]:
    """How deep each item is, by its list and by how far in it stands; 0 for what is no item."""
    above: list[ListMark] = []
    for mark in marks:
        while mark and above and not _is_deeper(mark, above[-1]):
            above.pop()
        yield min(len(above), _DEEPEST) if mark else 0
        above += [mark] if mark else []


def _is_deeper(mark: ListMark, other: ListMark) -> bool:
    if mark.depth != other.depth or mark.is_typed != other.is_typed:
        return mark.depth > other.depth
    return mark.left is not None and other.left is not None and mark.left - other.left >= _DEEPER


def _list_numbers(marks: Sequence[ListMark | None], levels: Sequence[int]) -> dict[int, int]:
    """The numbers of the items that keep one, by the positions of their lines.

    Each list begins at 1, or where its own definition says so. A number that stands alone is no list: Word
    has let one run on from the forms before.
    """
    numbers: dict[int, int] = {}
    for run in _runs(marks, levels):
        first = run[0][1]
        number = first.number or 0
        is_defined = number == first.start
        is_alone = len(run) == 1 and levels[run[0][0]] == 0 and _FIGURES.issuperset(first.shown)
        if not is_alone or (is_defined and number != 1):
            numbers |= {
                position: (mark.number or 0) - (0 if is_defined else number - 1) for position, mark in run
            }
    return numbers


def _runs(marks: Sequence[ListMark | None], levels: Sequence[int]) -> Iterator[list[tuple[int, ListMark]]]:
    """The items that are numbered one after the other on a level, also where others stand between them."""
    current: dict[int, list[tuple[int, ListMark]]] = {}
    runs: list[list[tuple[int, ListMark]]] = []
    for position, (mark, level) in enumerate(zip(marks, levels, strict=True)):
        if mark is None:
            continue
        current = {each: run for each, run in current.items() if each <= level}
        if mark.number is not None:
            run = current.get(level)
            if run is None or mark.number != (run[-1][1].number or 0) + 1:
                run = current[level] = []
                runs.append(run)
            run.append((position, mark))
    return iter(runs)


def _write_mark(mark: ListMark, level: int, number: int | None) -> str:
    """The marker of an item in a cell: a number as cells have them, or else what Word shows."""
    if mark.number is None or mark.is_plain:
        return write_marker(level, number)
    return f"{indent(level)}{mark.shown} "
