"""Bookmarks after a loop has copied them: each with a number and a name of its own, and the links to them."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable
from itertools import count

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.word.form import FORM_BOOKMARKS

# Stands at each action in the list, so that its form can lead back to it.
LIST_BOOKMARK = "liste"
# At each form, by its action's number.
ACTION_BOOKMARK = "rapporteringspunkt_{number}"

# Those that end in the action's number, and to which the link in each form finds its own.
_NUMBERED = (*FORM_BOOKMARKS, LIST_BOOKMARK)
_LONGEST_NAME = 40
_START, _END, _NAME, _ID = qn("w:bookmarkStart"), qn("w:bookmarkEnd"), qn("w:name"), qn("w:id")
_LINK, _ANCHOR, _CODE, _FIELD = qn("w:hyperlink"), qn("w:anchor"), qn("w:instrText"), qn("w:fldSimple")
_INSTRUCTION = qn("w:instr")
_ACTION = re.compile(ACTION_BOOKMARK.format(number="([0-9]+)"))
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
    renamed = _rename(marks)
    for identifier, (start, end) in enumerate(marks):
        start.set(_ID, str(identifier))
        end.set(_ID, str(identifier))
    for root in parts:
        _follow(root, renamed)


Mark = tuple[etree._Element, etree._Element]


def _paired(root: etree._Element) -> list[Mark]:
    """The bookmarks of a part, beginning with end; those that lack one of the two are taken out."""
    opened: dict[str | None, deque[etree._Element]] = defaultdict(deque)
    ends: dict[etree._Element, etree._Element] = {}
    starts: list[etree._Element] = []
    for element in [*root.iter(_START, _END)]:
        waiting = opened[element.get(_ID)]
        if element.tag == _START:
            waiting.append(element)
            starts.append(element)
        elif waiting:
            ends[waiting.popleft()] = element
        else:
            _remove(element)
    for start in starts:
        if start not in ends:
            _remove(start)
    return [(start, ends[start]) for start in starts if start in ends]


def _remove(element: etree._Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _action_numbers(marks: Iterable[Mark]) -> list[str]:
    """The numbers of the actions in the order of their forms, as the forms' own bookmarks tell them."""
    matches = (_ACTION.fullmatch(start.get(_NAME, "")) for start, _ in marks)
    return [*dict.fromkeys(match[1] for match in matches if match)]


def _rename(marks: Iterable[Mark]) -> dict[str, list[str]]:
    """Rename what is numbered or repeated.

    Returns:
        For each name that is numbered, the names it has become, in order.
    """
    marks = [*marks]
    numbers = _action_numbers(marks)
    named: dict[str, list[etree._Element]] = defaultdict(list)
    for start, _ in marks:
        # To Word two names that differ in case are one.
        named[start.get(_NAME, "").casefold()].append(start)
    renamed: dict[str, list[str]] = {}
    for name in filter(named.__contains__, _NUMBERED):
        starts = named.pop(name)
        own = numbers if len(numbers) == len(starts) else map(str, range(1, len(starts) + 1))
        renamed[name] = [f"{name}_{number}" for number in own]
        for start, new in zip(starts, renamed[name], strict=True):
            start.set(_NAME, new)
    taken = {new for names in renamed.values() for new in names}
    for name, starts in named.items():
        endings = count(2)
        for start in starts if name in taken else starts[1:]:
            new = next(new for n in endings if (new := _ending_in(start.get(_NAME, ""), n)).casefold()
                       not in taken | set(named))  # fmt: skip
            taken.add(new.casefold())
            start.set(_NAME, new)
    return renamed


def _ending_in(name: str, number: int) -> str:
    ending = f"_{number}"
    return name[: _LONGEST_NAME - len(ending)] + ending


def _follow(root: etree._Element, renamed: dict[str, list[str]]) -> None:
    """Let what led to a bookmark that has a new name lead there."""
    links = [link for link in root.iter(_LINK) if link.get(_ANCHOR, "").casefold() in renamed]
    for name, new in renamed.items():
        own = [link for link in links if link.get(_ANCHOR, "").casefold() == name]
        for link, target in zip(own, _targets(new, len(own)), strict=True):
            link.set(_ANCHOR, target)
    for field in root.iter(_CODE, _FIELD):
        _follow_field(field, renamed)


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
