"""What of an element a reader sees: through wrappers, by alternatives, in prompts and in text boxes."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from nkps_reports.word.document.elements import child_of, w
from nkps_reports.word.reading.report_file import text_of
from nkps_reports.word.reading.styles import read_switch

# Mere wrappers, and what was inserted, which counts as accepted.
_TRANSPARENT = frozenset(
    map(w, ("ins", "moveTo", "smartTag", "customXml", "sdt", "sdtContent", "bdo", "dir"))
)
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_ALTERNATIVES, _CHOICE, _FALLBACK = (
    f"{_COMPATIBILITY}{name}" for name in ("AlternateContent", "Choice", "Fallback")
)
# The format itself and what Word has added to it, all of which we read or name.
_UNDERSTOOD = (
    "http://schemas.openxmlformats.org/",
    "http://schemas.microsoft.com/office/word/",
    "http://schemas.microsoft.com/office/drawing/",
    "urn:schemas-microsoft-com:",
)
_WORD_ART = "{urn:schemas-microsoft-com:vml}textpath"


def children_of(parent: etree._Element) -> Iterator[etree._Element]:
    """The children of an element as a reader sees them: for a mere wrapper, what it holds."""
    for child in parent:
        if child.tag in _TRANSPARENT:
            yield from children_of(child)
        elif child.tag == _ALTERNATIVES:
            chosen = _chosen_of(child)
            yield from () if chosen is None else children_of(chosen)
        else:
            yield child


def _chosen_of(alternatives: etree._Element) -> etree._Element | None:
    """The alternative that Word shows: the first that it understands, or else what stands in for them."""
    choices = [*alternatives.iterchildren(_CHOICE)]
    understood = (choice for choice in choices if _is_understood(choice))
    # Without any of these, the first is better than nothing.
    return next(understood, next(alternatives.iterchildren(_FALLBACK), next(iter(choices), None)))


def _is_understood(choice: etree._Element) -> bool:
    namespaces = [choice.nsmap.get(prefix, "") for prefix in choice.get("Requires", "").split()]
    return all(namespace.startswith(_UNDERSTOOD) for namespace in namespaces)


def is_prompt(run: etree._Element) -> bool:
    """Whether a run is the prompt of a content control that nobody has filled in."""
    controls = run.iterancestors(w("sdt"))
    return any(read_switch(child_of(control, "sdtPr"), "showingPlcHdr") for control in controls)


def words_in(drawing: etree._Element) -> Iterator[str]:
    """The words in each text box of a drawing; a box within another is part of the outer one."""
    walk = etree.iterwalk(drawing, events=("start",), tag=(w("txbxContent"), _WORD_ART))
    for _, box in walk:
        if words := box.get("string", "") if box.tag == _WORD_ART else text_of(box):
            yield words
        walk.skip_subtree()


def description_of(drawing: etree._Element) -> str:
    """What somebody has written about a picture for those who do not see it."""
    return next((found for each in drawing.iter("{*}docPr") if (found := each.get("descr", ""))), "")
