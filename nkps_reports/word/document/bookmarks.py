"""Bookmarks after a loop has copied them: each with a number and a name of its own, and the links to them."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.word.document.form import FORM_BOOKMARKS, numbered

# Stands at each action in the list, so that its form can lead back to it.
LIST_BOOKMARK = "liste"
# Word's own name for the beginning of a document.
TOP = "_top"
# At each form, by its action's number.
ACTION_BOOKMARK = "rapporteringspunkt"

# Those that end in the action's number, and to which the link in each form finds its own.
_NUMBERED = (*FORM_BOOKMARKS, LIST_BOOKMARK)
_MAX_NAME_CHARACTERS = 40
# Names that begin alike so far may become the same when they are cut for a number; they share their numbers.
_MAX_STEM_CHARACTERS = 32
_START, _END, _NAME, _ID = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:name"), qn("w:id")
_LINK, _ANCHOR, _CODE, _FIELD = qn("w:hyperlink"), qn("w:anchor"), qn("w:instrText"), qn("w:fldSimple")
_INSTRUCTION = qn("w:instr")
# REF and PAGEREF name a bookmark first, HYPERLINK after its switch.
_REFERENCE = re.compile(r'(?P<before>^\s*(?:PAGE|NOTE)?REF\s+"?|\\l\s+"?)(?P<name>[^\s"\\]+)', re.IGNORECASE)


def make_unique(roots: Iterable[etree._Element]) -> None:
    """Give each bookmark a number and a name that no other has, and let links follow.

    The first of several keeps its name and the links to it; the others get ``_2``, ``_3`` and so on. Those of
    the form and of the list end in the action's number, and a link to one of them in each form leads to the
    one of the same action.

    Args:
        roots: the parts of the document, the body first.
    """
    parts = [*roots]
    marks = [mark for root in parts for mark in _paired(root)]
    for number, mark in enumerate(marks):
        mark.start.set(_ID, str(number))
        mark.end.set(_ID, str(number))
    renamed = _number(marks)
    _rename_repeated(marks, {new for names in renamed.values() for new in names})
    for root in parts:
        _follow(root, renamed)


class _Mark(NamedTuple):
    """A bookmark; to Word two names that differ in case are one, so the name is without."""

    start: etree._Element
    end: etree._Element
    name: str


def _paired(root: etree._Element) -> list[_Mark]:
    """The bookmarks of a part in order; what lacks its beginning or its end is taken out."""
    opened: dict[str | None, deque[int]] = defaultdict(deque)
    starts: list[etree._Element] = []
    ends: dict[int, etree._Element] = {}
    lone: list[etree._Element] = []
    for element in root.iter(_START, _END):
        waiting = opened[element.get(_ID)]
        if element.tag == _START:
            waiting.append(len(starts))
            starts.append(element)
        elif waiting:
            ends[waiting.popleft()] = element
        else:
            lone.append(element)
    for element in (*lone, *(start for place, start in enumerate(starts) if place not in ends)):
        _remove(element)
    return [
        _Mark(start, ends[place], start.get(_NAME, "").casefold())
        for place, start in enumerate(starts)
        if place in ends
    ]


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _number(marks: Sequence[_Mark]) -> dict[str, list[str]]:
    """Let the bookmarks of the form and the list end in the numbers of their actions.

    Returns:
        For each name the names it has become, in order.
    """
    named: dict[str, list[etree._Element]] = {name: [] for name in _NUMBERED}
    for mark in marks:
        if mark.name in named:
            named[mark.name].append(mark.start)
    renamed: dict[str, list[str]] = {}
    for name, starts in named.items():
        # A loop goes through the actions in their order.
        new = [numbered(name, number) for number in range(1, len(starts) + 1)]
        for start, each in zip(starts, new, strict=True):
            start.set(_NAME, each)
        if new:
            renamed[name] = new
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


def _follow(root: etree._Element, renamed: dict[str, list[str]]) -> None:
    """Let what led to a bookmark that has a new name lead there."""
    links: dict[str, list[etree._Element]] = defaultdict(list)
    for element in root.iter(_LINK, _CODE, _FIELD):
        if element.tag != _LINK:
            _follow_field(element, renamed)
        elif (name := element.get(_ANCHOR, "").casefold()) in renamed:
            links[name].append(element)
    for name, own in links.items():
        for link, target in zip(own, _targets(renamed[name], len(own)), strict=True):
            link.set(_ANCHOR, target)


def _targets(names: list[str], links: int) -> list[str]:
    """Each its own where there are as many links as places, else the first."""
    return names if len(names) == links else [names[0]] * links


def _follow_field(field: etree._Element, renamed: dict[str, list[str]]) -> None:
    code = field.get(_INSTRUCTION, "") if field.tag == _FIELD else field.text or ""

    def replace(match: re.Match[str]) -> str:
        new = renamed.get(match["name"].casefold())
        return match["before"] + (new[0] if new else match["name"])

    changed = _REFERENCE.sub(replace, code)
    if changed == code:
        return
    if field.tag == _FIELD:
        field.set(_INSTRUCTION, changed)
    else:
        field.text = changed
