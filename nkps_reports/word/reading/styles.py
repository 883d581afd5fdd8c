"""What a document's styles and lists say of its paragraphs and characters, as far as reading needs it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial

from lxml import etree

from nkps_reports.word.document.elements import ON, child_of, value_of, w
from nkps_reports.word.document.stylesheet import Inherited, Stylesheet, name_of
from nkps_reports.word.reading.list_marks import ListCounter, ListMark

# Bold, italics, hidden, and struck through with one line or two.
_SWITCHES = ("b", "i", "vanish", "strike", "dstrike")
# What is asked of a run's properties.
_LOOKS = tuple(map(w, ("rStyle", "vertAlign", *_SWITCHES)))
_UNSAID = (None,) * len(_LOOKS)


@dataclass(frozen=True, slots=True)
class Looks:
    """How a run looks, as far as it means anything.

    Attributes:
        bold: whether it is bold, not only because its paragraph's style is.
        italic: the same of italics.
        is_hidden: whether nobody sees it.
        is_struck: whether it is struck through.
        shift: whether it is ``superscript`` or ``subscript``; empty, or another word, where it is neither.
    """

    bold: bool = False
    italic: bool = False
    is_hidden: bool = False
    is_struck: bool = False
    shift: str = ""


class ReportStyles(Stylesheet):
    """The styles of a report, asked for one paragraph or run at a time."""

    def __init__(self, styles: etree._Element, numbering: etree._Element) -> None:
        super().__init__(styles, numbering)
        self._switches = {name: Inherited(self, partial(_switch_said, name=name)) for name in _SWITCHES}
        self._shifts = Inherited(self, lambda style: value_of(style, "rPr/vertAlign"))
        self._always = {name for name in _SWITCHES if any(_switch_said(each, name) for each in self.defaults)}
        self._names = {each: name_of(style).casefold() for each, style in self.styles.items()}
        # Most runs look like others.
        self._looks = cache(self._find_looks)
        self._lists = ListCounter(self, self._names)

    def name_of(self, paragraph: etree._Element) -> str:
        """The casefolded name of a paragraph's style, the same in every language of Word."""
        return self._names.get(self._id_of(paragraph), "")

    def item_of(self, paragraph: etree._Element) -> ListMark | None:
        """What makes a paragraph an item of a list; None where it is none.

        Must be asked once for each paragraph, in order, because it counts the numbers.
        """
        return self._lists.mark_of(paragraph, self._id_of(paragraph))

    def looks_in(self, paragraph: etree._Element | None) -> Callable[[etree._Element | None], Looks]:
        """How a run in a paragraph looks, given its properties: by these, or by its style or the paragraph's.

        What the paragraph's style says of bold and italics is how the document looks, and nobody's emphasis.
        """
        below = "" if paragraph is None else self._id_of(paragraph)
        return partial(self._looks_of, below)

    def _looks_of(self, below: str, properties: etree._Element | None) -> Looks:
        if properties is None:
            return self._looks(below, _UNSAID)
        said = {each.tag: each.get(w("val"), ON[0]) for each in properties}
        return self._looks(below, tuple(map(said.get, _LOOKS)))

    def _find_looks(self, below: str, said: tuple[str | None, ...]) -> Looks:
        """The looks by the style of the paragraph and what a run says of each of ``_LOOKS``."""
        style, shift, *switches = said
        style = style or ""
        own = {
            name: None if switch is None else switch in ON
            for name, switch in zip(_SWITCHES, switches, strict=True)
        }
        shifts = (shift, self._shifts.said_of(style), self._shifts.said_of(below))
        return Looks(
            self._is_emphasised("b", own, style),
            self._is_emphasised("i", own, style),
            self._is_on("vanish", own, style, below),
            self._is_on("strike", own, style, below) or self._is_on("dstrike", own, style, below),
            next(filter(None, shifts), ""),
        )

    def _is_emphasised(self, name: str, own: Mapping[str, bool | None], style: str) -> bool:
        said = own[name]
        return bool(self._switches[name].said_of(style) if said is None else said)

    def _is_on(self, name: str, own: Mapping[str, bool | None], style: str, below: str) -> bool:
        said = own[name]
        if said is not None:
            return said
        switch = self._switches[name]
        # Where both styles switch it on, the one switches it off again.
        return name in self._always or bool(switch.said_of(style)) != bool(switch.said_of(below))

    def _id_of(self, paragraph: etree._Element) -> str:
        return value_of(paragraph, "pPr/pStyle") or self.default


def read_switch(properties: etree._Element | None, name: str) -> bool | None:
    """Whether properties switch something on; None where they do not say."""
    said = child_of(properties, name)
    return None if said is None else said.get(w("val"), ON[0]) in ON


def _switch_said(style: etree._Element, name: str) -> bool | None:
    """What a style, or the defaults, say of a switch for characters."""
    return read_switch(child_of(style, "rPr"), name)
