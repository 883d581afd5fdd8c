"""Word's fields that fetch something from outside the file: found, and taken out but for what they show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from lxml import etree

from nkps_reports.word.document.elements import w

# What Word fetches when the file is opened, printed or updated.
_FETCHING = frozenset(
    ("INCLUDETEXT", "INCLUDEPICTURE", "INCLUDE", "DDE", "DDEAUTO", "IMPORT", "LINK", "DATABASE", "RD")
)
_RUN, _LOOK, _MARK, _KIND = map(w, ("r", "rPr", "fldChar", "fldCharType"))
_SIMPLE, _INSTRUCTION = w("fldSimple"), w("instr")
_CODES = (w("instrText"), w("delInstrText"))
# Longer than what is shown of an instruction.
_MAX_INSTRUCTION = 200


@dataclass(slots=True, eq=False)
class _Field:
    """A field: where its marks stand among the contents of all runs, and its instruction.

    Attributes:
        begin: the place of its first mark.
        separate: that of the mark before its result, if it has one.
        end: that of its last mark; None while it is open.
        instruction: what stands in it itself, and not in fields inside it.
        is_made: whether it begins with another field, so that nobody can know what it does.
        codes: the places of its instruction.
    """

    begin: int
    separate: int | None = None
    end: int | None = None
    instruction: str = ""
    is_made: bool = False
    codes: list[int] = field(default_factory=list)


def find_fetching(root: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """The fields of a part that fetch something: the element each begins with, and its instruction."""
    for simple in root.iter(_SIMPLE):
        instruction = simple.get(_INSTRUCTION, "")
        if _fetches(instruction):
            yield simple, instruction.strip()
    contents = _contents(root)
    for found in _read_fields(contents):
        if found.is_made or _fetches(found.instruction):
            yield contents[found.begin], found.instruction.strip()


def take_out_fetching(root: etree._Element) -> None:
    """Leave what those fields show, and nothing of the fields."""
    for simple in [each for each in root.iter(_SIMPLE) if _fetches(each.get(_INSTRUCTION, ""))]:
        for child in [*simple]:
            simple.addprevious(child)
        _remove(simple)
    contents = _contents(root)
    # By how much the number of fields that hide a content changes there.
    steps = [0] * (len(contents) + 1)
    for found in _read_fields(contents):
        if found.is_made or _fetches(found.instruction):
            for first, last in _hidden(found):
                steps[first] += 1
                steps[last + 1] -= 1
    for element, hiding in zip(contents, accumulate(steps), strict=False):
        if hiding:
            _remove(element)


def _fetches(instruction: str) -> bool:
    words = instruction[:_MAX_INSTRUCTION].split(maxsplit=1)
    return bool(words) and words[0].upper() in _FETCHING


def _contents(root: etree._Element) -> list[etree._Element]:
    """What stands in the runs of a part that has such fields, in order."""
    if next(root.iter(_MARK), None) is None:
        return []
    return [each for run in root.iter(_RUN) for each in run if each.tag != _LOOK]


def _read_fields(contents: Sequence[etree._Element]) -> list[_Field]:
    """The fields in the order in which they begin, also those that never end."""
    found: list[_Field] = []
    still_open: list[_Field] = []
    for place, element in enumerate(contents):
        innermost = still_open[-1] if still_open else None
        kind = element.get(_KIND) if element.tag == _MARK else None
        if kind == "begin":
            if innermost and innermost.separate is None and not innermost.instruction.strip():
                innermost.is_made = True
            found.append(_Field(place))
            still_open.append(found[-1])
        elif innermost is None:
            continue
        elif kind == "separate":
            innermost.separate = place
        elif kind == "end":
            innermost.end = place
            still_open.pop()
        elif element.tag in _CODES and innermost.separate is None:
            innermost.codes.append(place)
            if len(innermost.instruction) < _MAX_INSTRUCTION:
                innermost.instruction += (element.text or "")[:_MAX_INSTRUCTION]
    return found


def _hidden(found: _Field) -> Iterator[tuple[int, int]]:
    """The first and last places of what nobody sees of a field."""
    if found.end is not None:
        yield found.begin, found.end if found.separate is None else found.separate
        yield found.end, found.end
        return
    # To the end of the part it would be everything.
    for place in (found.begin, *found.codes, *filter(None, (found.separate,))):
        yield place, place


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)
