"""The bookmarks of reports: their names, and how each copy that a loop makes gets a name of its own."""

from __future__ import annotations

import re
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import chain, count

from lxml import etree

from nkps_reports.word.document.elements import w
from nkps_reports.wording.form import FORM_FIELDS

# At the headings of the form.
FORM_BOOKMARKS = tuple(field.bookmark for field in FORM_FIELDS)
# At each action in the list, so that its form can lead back to it.
LIST_BOOKMARK = "liste"
# Word's own name for the beginning of a document.
TOP = "_top"
# At each form, by its action's number.
ACTION_BOOKMARK = "rapporteringspunkt"
# At the top of our documents that are no reports, so that import knows them.
CHANGES_BOOKMARK, OVERVIEW_BOOKMARK = "endringer", "samlet_oversikt"

# These get the action's number, and a link in each form leads to the one of its action.
NUMBERED = (*FORM_BOOKMARKS, LIST_BOOKMARK)
_MAX_NAME_CHARACTERS = 40
# Names with the same beginning may become the same when they are cut for a number, so they share numbers.
_MAX_STEM_CHARACTERS = 32
_START, _END, _NAME, _ID, _INSTRUCTION = map(w, ("bookmarkStart", "bookmarkEnd", "name", "id", "instr"))
_LINK, _ANCHOR, _CODE, _FIELD = map(w, ("hyperlink", "anchor", "instrText", "fldSimple"))
# REF and PAGEREF name a bookmark first, HYPERLINK after its switch.
_REFERENCE = re.compile(r'(?P<before>^\s*(?:PAGE|NOTE)?REF\s+"?|\\l\s+"?)(?P<name>[^\s"\\]+)', re.IGNORECASE)


def numbered(bookmark: str, number: object) -> str:
    """The name at the action of that number of a bookmark that every action has."""
    return f"{bookmark}_{number}"


def unnumbered(bookmark: str) -> tuple[str, str]:
    """A bookmark's name in the template, and what stands as its number."""
    stem, _, number = bookmark.rpartition("_")
    return stem, number


def make_unique(roots: Iterable[etree._Element]) -> None:
    """Give each bookmark an id and a name that no other has, and let links follow.

    The first of several keeps its name and the links to it; the others get ``_2``, ``_3`` and so on. Those of
    the form and of the list get the action's number, and a link to one of them in each form leads to that of
    the same action. The body is the first of the roots.
    """
    parts = [*roots]
    bookmarks = [pair for root in parts for pair in _paired(root)]
    renamed: dict[str, list[str]] = defaultdict(list)
    others: list[etree._Element] = []
    for number, (start, end) in enumerate(bookmarks):
        start.set(_ID, str(number))
        end.set(_ID, str(number))
        # To Word, names that differ only in capitals are the same.
        name = start.get(_NAME, "").casefold()
        if name in NUMBERED:
            # A loop goes through the actions in their order.
            renamed[name].append(numbered(name, len(renamed[name]) + 1))
            start.set(_NAME, renamed[name][-1])
        else:
            others.append(start)
    _rename_repeated(others, {*chain.from_iterable(renamed.values())})
    for root in parts:
        _follow(root, renamed)


def _paired(root: etree._Element) -> list[tuple[etree._Element, etree._Element]]:
    """Where each bookmark of a part begins and ends, in order; what lacks one of the two is taken out."""
    waiting: dict[str | None, deque[etree._Element]] = defaultdict(deque)
    ends: dict[etree._Element, etree._Element | None] = {}
    lone: list[etree._Element] = []
    for element in root.iter(_START, _END):
        begun = waiting[element.get(_ID)]
        if element.tag == _START:
            ends[element] = None
            begun.append(element)
        elif begun:
            ends[begun.popleft()] = element
        else:
            lone.append(element)
    for element in (*lone, *(start for start, end in ends.items() if end is None)):
        parent = element.getparent()
        if parent is not None:
            parent.remove(element)
    return [(start, end) for start, end in ends.items() if end is not None]


def _rename_repeated(starts: Sequence[etree._Element], taken: AbstractSet[str]) -> None:
    """Give each bookmark a name that is not taken and that no other has."""
    names = [start.get(_NAME, "").casefold() for start in starts]
    reserved = {*taken, *names}
    seen = {*taken}
    endings: dict[str, Iterator[int]] = defaultdict(lambda: count(2))
    for start, name in zip(starts, names, strict=True):
        if name not in seen:
            seen.add(name)
            continue
        old = start.get(_NAME, "")
        candidates = (_ending_in(old, number) for number in endings[name[:_MAX_STEM_CHARACTERS]])
        new = next(each for each in candidates if each.casefold() not in reserved)
        reserved.add(new.casefold())
        start.set(_NAME, new)


def _ending_in(name: str, number: int) -> str:
    ending = f"_{number}"
    return name[: _MAX_NAME_CHARACTERS - len(ending)] + ending


def _follow(root: etree._Element, renamed: Mapping[str, Sequence[str]]) -> None:
    """Let links and fields lead to the new names of their bookmarks."""
    links: dict[str, list[etree._Element]] = defaultdict(list)
    known = {*chain.from_iterable(renamed.values())}
    for element in root.iter(_LINK, _CODE, _FIELD):
        if element.tag == _CODE and element.text:
            element.text = _follow_code(element.text, renamed)
        elif code := element.get(_INSTRUCTION):
            element.set(_INSTRUCTION, _follow_code(code, renamed))
        elif (name := element.get(_ANCHOR, "").casefold()) in renamed:
            links[name].append(element)
        elif places := renamed.get(unnumbered(name)[0]):
            # It has its action's number already, though not each action may have the bookmark.
            element.set(_ANCHOR, name if name in known else places[0])
    for name, own in links.items():
        targets = renamed[name]
        # Each link to its own place if there are as many of both, or else all to the first.
        for place, link in enumerate(own):
            link.set(_ANCHOR, targets[place if len(own) == len(targets) else 0])


def _follow_code(code: str, renamed: Mapping[str, Sequence[str]]) -> str:
    """A field's instruction with the first new name of its bookmark."""

    def replace(match: re.Match[str]) -> str:
        return match["before"] + renamed.get(match["name"].casefold(), [match["name"]])[0]

    return _REFERENCE.sub(replace, code)
