"""What a document's styles and lists say of its paragraphs and characters, as far as reading needs it."""

from __future__ import annotations

from lxml import etree

from nkps_reports.word.document.elements import ON, child_of, value_of, w
from nkps_reports.word.document.stylesheet import Inherited, Stylesheet, name_of
from nkps_reports.word.reading.list_marks import ListCounter, ListMark


class ReportStyles(Stylesheet):
    """The styles of a report, asked for one paragraph or run at a time."""

    def __init__(self, styles: etree._Element, numbering: etree._Element) -> None:
        super().__init__(styles, numbering)
        self._bold = Inherited(self, lambda style: read_switch(child_of(style, "rPr"), "b"))
        self._italic = Inherited(self, lambda style: read_switch(child_of(style, "rPr"), "i"))
        self._names = {each: name_of(style).casefold() for each, style in self.styles.items()}
        self._lists = ListCounter(self, self._names)

    def name_of(self, paragraph: etree._Element) -> str:
        """The casefolded name of a paragraph's style, the same in every language of Word."""
        return self._names.get(self._id_of(paragraph), "")

    def item_of(self, paragraph: etree._Element) -> ListMark | None:
        """What makes a paragraph an item of a list; None where it is none.

        Must be asked once for each paragraph, in order, because it counts the numbers.
        """
        return self._lists.mark_of(paragraph, self._id_of(paragraph))

    def looks_of(self, properties: etree._Element | None) -> tuple[bool, bool]:
        """Whether a run is bold and italic, by itself or by its character style.

        What the paragraph's style says is how the document looks, and nobody's emphasis.
        """
        if properties is None:
            return False, False
        style = value_of(properties, "rStyle") or ""
        bold, italic = read_switch(properties, "b"), read_switch(properties, "i")
        return (
            bool(self._bold.said_of(style)) if bold is None else bold,
            bool(self._italic.said_of(style)) if italic is None else italic,
        )

    def _id_of(self, paragraph: etree._Element) -> str:
        return value_of(paragraph, "pPr/pStyle") or self.default


def read_switch(properties: etree._Element | None, name: str) -> bool | None:
    """Whether properties switch something on; None where they do not say."""
    said = child_of(properties, name)
    return None if said is None else said.get(w("val"), ON[0]) in ON
