"""Links of the template inside the forms: each copy that a loop makes leads to its own action's place."""

from __future__ import annotations

from lxml import etree

from nkps_reports.word.document.bookmarks import NUMBERED, numbered
from nkps_reports.word.document.elements import OFFICE_NAMESPACE, w
from nkps_reports.word.document.tags import ENDFOR, FOR, find_tags

# The list that a loop over the actions goes through.
_ACTIONS = "rapporteringspunkter"
_PARAGRAPH, _TEXT, _LINK, _ANCHOR = map(w, ("p", "t", "hyperlink", "anchor"))
_OUTER_TARGET = f"{{{OFFICE_NAMESPACE}}}id"


def number_links(root: etree._Element) -> None:
    """Give each link to a bookmark that every action has a code for its action's number.

    There may be several in a form, and others outside: after the loop is carried out, nobody could tell which
    belongs to which.
    """
    # What the items are called in each open loop; empty where it goes through something else.
    items: list[str] = []
    texts: list[str] = []
    for element in root.iter(_PARAGRAPH, _TEXT, _LINK):
        if element.tag == _TEXT:
            texts.append(element.text or "")
            continue
        _enter_loops("".join(texts), items)
        texts.clear()
        item = next(filter(None, reversed(items)), "")
        anchor = element.get(_ANCHOR, "")
        if item and anchor.casefold() in NUMBERED and _OUTER_TARGET not in element.attrib:
            element.set(_ANCHOR, numbered(anchor, f"{{{{ {item}.nummer }}}}"))


def _enter_loops(text: str, items: list[str]) -> None:
    """Follow the loops that begin and end in a text."""
    for tag in find_tags(text):
        if tag.keyword == FOR:
            name, _, goes_through = tag.body.removeprefix(FOR).partition(" in ")
            items.append(name.strip() if goes_through.strip() == _ACTIONS else "")
        elif tag.keyword == ENDFOR and items:
            items.pop()
