"""Changes as Word's own tracked changes: accepted they leave the later text, rejected the earlier one.

The mark at a paragraph's end is tracked too. Where it goes, what stands before it goes on in the paragraph
below, whose style and list hold: so a paragraph that goes as a whole leaves nothing behind. The last one of a
document has none below, and must be one that stays. A sentence that has moved goes in one place and comes in
another by a move of the same name, in which Word lets deleted text look like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby
from operator import attrgetter

from nkps_reports.comparison.lines import PLAIN, Change, Line, Look, Marker, Piece
from nkps_reports.word.composed.document import BULLET_STYLE, ComposedDocument
from nkps_reports.word.composed.runs import write_link_field, write_look, write_run
from nkps_reports.word.document.stylesheet import LINK_STYLE

AUTHOR = "nkps-reports"
_NUMBER_STYLE = "ListNumber"
_NAMES = {Change.ADDED: "ins", Change.REMOVED: "del"}
_MOVE_NAMES = {Change.ADDED: "moveTo", Change.REMOVED: "moveFrom"}
# The earliest that a Word file's parts can have: where a change must have a date.
_NO_DATE = "1980-01-01T00:00:00Z"
# The beginning of what a move is called.
_MOVE = "flyttet"


class Revisions:
    """Adds paragraphs with tracked changes to a document."""

    def __init__(self, document: ComposedDocument) -> None:
        """Begin with the changes of a document, which takes other paragraphs as well."""
        self._document = document
        self._numberings = _Numberings(document)
        self._moves: dict[int, str] = {}

    def add_paragraph(
        self, pieces: Iterable[Piece], end: Change, style: str = "", *, before: str = "", more: str = ""
    ) -> None:
        """Add a paragraph of pieces.

        Args:
            pieces: its text.
            end: what has become of the paragraph's end.
            style: the id of its style.
            before: XML that stands before the text.
            more: the XML of more properties.
        """
        pieces = [*pieces]
        self._begin_moves(pieces)
        self._add(pieces, end, (style, more), before=before)

    def add_lines(self, lines: Sequence[Line]) -> None:
        """Add the lines of a text, with its lists."""
        numberings = self._numberings
        numberings.begin(lines)
        self._begin_moves([piece for line in lines for piece in line.pieces])
        for line in lines:
            marker = line.before if line.end is Change.REMOVED else line.after
            style, listed = _style_of(marker), numberings.write(line, marker)
            change = ""
            if line.end is Change.KEPT:
                change = self._write_list_change(
                    (_style_of(line.before), numberings.write(line, line.before)), (style, listed)
                )
            self._add(line.pieces, line.end, (style, listed), change=change)

    def _add(
        self,
        pieces: Iterable[Piece],
        end: Change,
        look: tuple[str, str],
        *,
        before: str = "",
        change: str = "",
    ) -> None:
        """Add a paragraph; its end moves where it goes or comes with text that does."""
        style, more = look
        divided = [*divide_links(pieces)]
        last = divided[-1].change if divided else Change.KEPT
        content, written, range_end = before, "", ""
        for (move, _), found in groupby(divided, key=attrgetter("move", "change")):
            content += written + range_end
            written, range_end = self._write_move(move, [*found])
        is_moved = bool(range_end) and last is end
        content += _with_date(written) if end is Change.KEPT is not last else written
        inside, outside = ("", range_end) if is_moved else (range_end, "")
        mark = self._write_end(end, _MOVE_NAMES if is_moved else _NAMES)
        self._document.add_paragraph(style, content + inside, more + mark + change, outside)

    def _write_list_change(self, old: tuple[str, str], new: tuple[str, str]) -> str:
        if old == new:
            return ""
        style, listed = old
        named = f'<w:pStyle w:val="{style}"/>' if style else ""
        return f"<w:pPrChange {self._attributes()}><w:pPr>{named}{listed}</w:pPr></w:pPrChange>"

    def _write_end(self, change: Change, names: Mapping[Change, str]) -> str:
        return "" if change is Change.KEPT else f"<w:rPr><w:{names[change]} {self._attributes()}/></w:rPr>"

    def _begin_moves(self, pieces: Iterable[Piece]) -> None:
        """Name the moves within a text, which go and come in it."""
        gone, come = (
            {piece.move for piece in pieces if piece.move and piece.change is change}
            for change in (Change.REMOVED, Change.ADDED)
        )
        self._moves = {move: f"{_MOVE}{self._document.new_identifier()}" for move in sorted(gone & come)}

    def _write_move(self, move: int, pieces: Sequence[Piece]) -> tuple[str, str]:
        """The XML of pieces that move together, and of the end of the move; none where they do not move."""
        content = "".join(map(self._write_piece, pieces))
        if move not in self._moves:
            return content, ""
        name, number = _MOVE_NAMES[pieces[0].change], self._document.new_identifier()
        start = (
            f'<w:{name}RangeStart w:id="{number}" w:author="{AUTHOR}" w:date="{_NO_DATE}" '
            f'w:name="{self._moves[move]}"/>'
        )
        return start + content, f'<w:{name}RangeEnd w:id="{number}"/>'

    def _write_piece(self, piece: Piece) -> str:
        look = piece.before if piece.change is Change.REMOVED else piece.after
        written = _write_look(look)
        if piece.change is Change.KEPT and (was := _write_look(piece.before)) != written:
            written += f"<w:rPrChange {self._attributes()}><w:rPr>{was}</w:rPr></w:rPrChange>"
        is_moved = piece.move in self._moves
        is_deleted = piece.change is Change.REMOVED and not is_moved
        run = write_run(piece.text, written, is_deleted=is_deleted)
        if piece.change is Change.KEPT:
            return self._document.write_link(look.link, run) if look.link else run
        name = (_MOVE_NAMES if is_moved else _NAMES)[piece.change]
        content = write_link_field(look.link, run, is_deleted=is_deleted) if look.link else run
        return f"<w:{name} {self._attributes()}>{content}</w:{name}>"

    def _attributes(self) -> str:
        # Without a date, the same reports give the same bytes.
        return f'w:id="{self._document.new_identifier()}" w:author="{AUTHOR}"'


def _with_date(changes: str) -> str:
    """Changes right before an end that stays, told from a whole paragraph that comes or goes below.

    To LibreOffice they are one if they have the same author and date, and to undo it joins the paragraphs.
    """
    author = f'w:author="{AUTHOR}"'
    return changes.replace(f"{author}>", f'{author} w:date="{_NO_DATE}">')


def divide_links(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """Pieces as Word can track them: words that are kept and lead elsewhere go and come again."""
    for piece in pieces:
        if piece.change is not Change.KEPT or piece.before.link == piece.after.link:
            yield piece
        elif piece.text.isspace():
            yield Piece(piece.text, Change.KEPT, piece.after, piece.after)
        else:
            yield Piece(piece.text, Change.REMOVED, piece.before, PLAIN)
            yield Piece(piece.text, Change.ADDED, PLAIN, piece.after)


class _Numberings:
    """Gives each numbered list of a text a numbering of its own; one in both texts has one."""

    def __init__(self, document: ComposedDocument) -> None:
        self._document = document
        self._new: dict[int, int] = {}
        self._old: dict[int, int] = {}

    def begin(self, lines: Iterable[Line]) -> None:
        """Begin with another text."""
        self._new, self._old = {}, {}
        for line in lines:
            after, before = line.after, line.before
            if after and after.numbering and after.numbering not in self._new:
                self._new[after.numbering] = self._document.new_numbering(_NUMBER_STYLE, after.level)
            if after and before and before.numbering and after.numbering and before.level == after.level:
                self._share(before.numbering, self._new[after.numbering])

    def _share(self, old: int, number: int) -> None:
        """Let an earlier list have the numbering of a later one, unless another has it: each begins at 1."""
        if old not in self._old and number not in self._old.values():
            self._old[old] = number

    def write(self, line: Line, marker: Marker | None) -> str:
        """The XML of the list that a line is in, by the marker that it had or has."""
        if marker is None or (marker.number is None and not marker.level):
            # Bullets of the first level have the numbering of their style.
            return ""
        number = self._bullets if marker.number is None else self._number(line, marker)
        return f'<w:numPr><w:ilvl w:val="{marker.level}"/><w:numId w:val="{number}"/></w:numPr>'

    def _number(self, line: Line, marker: Marker) -> int:
        if marker is line.after:
            return self._new[marker.numbering]
        if marker.numbering not in self._old:
            self._old[marker.numbering] = self._document.new_numbering(_NUMBER_STYLE, marker.level)
        return self._old[marker.numbering]

    @cached_property
    def _bullets(self) -> int:
        """One for all items with bullets below the first level."""
        return self._document.new_numbering(BULLET_STYLE, 0)


def _style_of(marker: Marker | None) -> str:
    if marker is None:
        return ""
    return BULLET_STYLE if marker.number is None else _NUMBER_STYLE


def _write_look(look: Look) -> str:
    return write_look(LINK_STYLE if look.link else "", is_bold=look.is_bold, is_italic=look.is_italic)
