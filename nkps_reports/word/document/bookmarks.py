"""The bookmarks of reports: their names, and how each copy that a loop makes gets a name of its own."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from lxml import etree

from nkps_reports.word.document.elements import w
from nkps_reports.wording.form import FORM_FIELDS

# Stand at the headings of the form.
FORM_BOOKMARKS = tuple(field.bookmark for field in FORM_FIELDS)
# Stands at each action in the list, so that its form can lead back to it.
LIST_BOOKMARK = "liste"
# Word's own name for the beginning of a document.
TOP = "_top"
# At each form, by its action's number.
ACTION_BOOKMARK = "rapporteringspunkt"
# At the top of our own documents that are no reports, by which import knows them.
CHANGES_BOOKMARK, OVERVIEW_BOOKMARK = "endringer", "samlet_oversikt"

# Those that end in the action's number, and to which the link in each form finds its own.
_NUMBERED = (*FORM_BOOKMARKS, LIST_BOOKMARK)
_MAX_NAME_CHARACTERS = 40
# Names that begin alike so far may become the same when they are cut for a number; they share their numbers.
_MAX_STEM_CHARACTERS = 32
_START, _END, _NAME, _ID = map(w, ("bookmarkStart", "bookmarkEnd", "name", "id"))
_LINK, _ANCHOR, _CODE, _FIELD = map(w, ("hyperlink", "anchor", "instrText", "fldSimple"))
_INSTRUCTION = w("instr")
# REF and PAGEREF name a bookmark first, HYPERLINK after its switch.
_REFERENCE = re.compile(r'(?P<before>^\s*(?:PAGE|NOTE)?REF\s+"?|\\l\s+"?)(?P<name>[^\s"\\]+)', re.IGNORECASE)


def numbered(bookmark: str, number: int) -> str:
    """The name at the action of that number of a bookmark that every action has."""
    return f"{bookmark}_{number}"


def unnumbered(bookmark: str) -> tuple[str, str]:
    """A bookmark's name in the template, and what stands as its number."""
    stem, _, number = bookmark.rpartition("_")
    return stem, number


def make_unique(roots: Iterable[etree._Element]) -> None:
    """Give each bookmark a number and a name that no other has, and let links follow.

    The first of several keeps its name and the links to it; the others get ``_2``, ``_3`` and so on. Those of
    the form and of the list end in the action's number, and a link to one of them in each form leads to the
    one of the same action. The body is the first of the parts.
    """
    parts = [*roots]
    marks = [mark for root in parts for mark in _paired(root)]
    for number, mark in enumerate(marks):
        for element in (mark.start, mark.end):
            if element is not None:
                element.set(_ID, str(number))
    renamed = _number(marks)
    _rename_repeated(marks, {new for names in renamed.values() for new in names})
    for root in parts:
        _follow(root, renamed)


@dataclass(slots=True)
class _Mark:
    """A bookmark; to Word two names that differ in case are one, so the name is without."""

    start: etree._Element
    name: str
    end: etree._Element | None = None


def _paired(root: etree._Element) -> list[_Mark]:
    """The bookmarks of a part in order; what lacks its beginning or its end is taken out."""
    opened: dict[str | None, deque[_Mark]] = defaultdict(deque)
    marks: list[_Mark] = []
    lone: list[etree._Element] = []
    for element in root.iter(_START, _END):
        waiting = opened[element.get(_ID)]
        if element.tag == _START:
            marks.append(_Mark(element, element.get(_NAME, "").casefold()))
            waiting.append(marks[-1])
        elif waiting:
            waiting.popleft().end = element
        else:
            lone.append(element)
    for element in (*lone, *(mark.start for mark in marks if mark.end is None)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return [mark for mark in marks if mark.end is not None]


def _number(marks: Sequence[_Mark]) -> dict[str, list[str]]:
    """Let the bookmarks of the form and the list end in the numbers of their actions.

    Returns:
        For each name the names it has become, in order.
    """
    renamed: dict[str, list[str]] = defaultdict(list)
    for mark in marks:
        if mark.name in _NUMBERED:
            # A loop goes through the actions in their order.
            new = numbered(mark.name, len(renamed[mark.name]) + 1)
            renamed[mark.name].append(new)
            mark.start.set(_NAME, new)
    return renamed


def _rename_repeated(marks: Sequence[_Mark], taken: set[str]) -> None:
    """Give each of the others a name that no other has; those that are taken are the numbered ones."""
    others = [mark for mark in marks if mark.name not in _NUMBERED]
    reserved = taken | {mark.name for mark in others}
    seen = {*taken}
    endings: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for mark in others:
        if mark.name not in seen:
            seen.add(mark.name)
            continue
        old = mark.start.get(_NAME, "")
        candidates = (_ending_in(old, number) for number in endings[mark.name[:_MAX_STEM_CHARACTERS]])
        new = next(name for name in candidates if name.casefold() not in reserved)
        reserved.add(new.casefold())
        mark.start.set(_NAME, new)


def _ending_in(name: str, number: int) -> str:
    ending = f"_{number}"
    return name[: _MAX_NAME_CHARACTERS - len(ending)] + ending


def _follow(root: etree._Element, renamed: Mapping[str, Sequence[str]]) -> None:
    """Let what led to a bookmark that has a new name lead there."""
    links: dict[str, list[etree._Element]] = defaultdict(list)
    for element in root.iter(_LINK, _CODE, _FIELD):
        if element.tag == _CODE and element.text:
            element.text = _follow_code(element.text, renamed)
        elif code := element.get(_INSTRUCTION):
            element.set(_INSTRUCTION, _follow_code(code, renamed))
        elif (name := element.get(_ANCHOR, "").casefold()) in renamed:
            links[name].append(element)
    for name, own in links.items():
        targets = renamed[name]
        # Each its own where there are as many links as places, else the first.
        for place, link in enumerate(own):
            link.set(_ANCHOR, targets[place if len(own) == len(targets) else 0])


def _follow_code(code: str, renamed: Mapping[str, Sequence[str]]) -> str:
    """A field's instruction, with the first of the new names of the bookmark it leads to."""

    def replace(match: re.Match[str]) -> str:
        return match["before"] + renamed.get(match["name"].casefold(), [match["name"]])[0]

    return _REFERENCE.sub(replace, code)
