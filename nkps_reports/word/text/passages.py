"""The model's text as WordprocessingML: the only way in which a user's text enters a document.

Jinja places what ``__html__`` returns as it is, so everything in it is escaped here.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape

from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import ItemList, ListItem, Paragraph, Span, Text
from nkps_reports.word.text.frames import Frame
from nkps_reports.word.text.resources import Resources

_PLAIN = Frame("", defaultdict(str))


def escape_text(text: str) -> str:
    """Escape a text for XML, and for docxtpl, which would read ``{_{`` as an escaped brace."""
    escaped = escape(text, quote=False).replace('"', "&quot;")
    return escaped.replace("{_", "{&#95;").replace("_}", "&#95;}")


@dataclass(frozen=True, slots=True, eq=False)
class Inline:
    """Plain text inside a run of the template.

    It is false where it is empty, and equals the same characters, so that ``if`` works.
    """

    text: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, str | Inline) and self.text == str(other)

    def __hash__(self) -> int:
        return hash(self.text)

    def __html__(self) -> str:
        return escape_text(self.text)

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Title:
    """An action's title on one line, inside a run of the template."""

    text: Text
    resources: Resources

    def __html__(self) -> str:
        self.resources.placed.add(self.text.place)
        return escape_text(str(self))

    def __str__(self) -> str:
        return on_one_line(self.text.plain)


@dataclass(frozen=True, slots=True)
class Passage:
    """A cell's text as paragraphs and lists in the look of their tag, for ``{{p …}}``."""

    text: Text
    resources: Resources
    frame: Frame = _PLAIN

    def __html__(self) -> str:
        self.resources.placed.add(self.text.place)
        pieces: list[str] = []
        for block in self.text.blocks:
            if isinstance(block, Paragraph):
                pieces.append(self._paragraph(block, self.frame.paragraph))
            else:
                pieces += self._items(block)
        return "".join(pieces)

    def __str__(self) -> str:
        return self.text.plain

    def _items(self, block: ItemList) -> Iterator[str]:
        # For each level the numbering of the last list with numbers.
        numberings: dict[int, int] = {}
        for item in block.items:
            if item.number == 1:
                numberings[item.level] = self.resources.new_numbering(item.level)
            yield self._paragraph(item.paragraph, self._item_properties(item, numberings))

    def _item_properties(self, item: ListItem, numberings: Mapping[int, int]) -> str:
        resources = self.resources
        style, numbering = resources.bullets.style, ""
        if item.number is not None:
            style, numbering = resources.numbers.style, str(numberings[item.level])
            resources.lists[numberings[item.level]] += 1
        elif item.level:
            numbering = resources.bullet_numbering(item.level)
        # Without a numbering of its own, an item has that of its style.
        listed = f'<w:numPr><w:ilvl w:val="{item.level}"/><w:numId w:val="{numbering}"/></w:numPr>'
        return f'<w:pPr><w:pStyle w:val="{style}"/>{listed if numbering else ""}</w:pPr>'

    def _paragraph(self, paragraph: Paragraph, properties: str) -> str:
        spans = "".join(self._span(span) for span in paragraph.spans)
        return f"<w:p>{properties}{spans}</w:p>"

    def _span(self, span: Span) -> str:
        look = (span.bold, span.italic, span.link is not None)
        run = _run(span.text, self.frame.runs[look])
        if span.link is None:
            return run
        return f'<w:hyperlink r:id="{self.resources.link(span.link)}" w:history="1">{run}</w:hyperlink>'


@dataclass(frozen=True, slots=True)
class InternalLinks:
    """Texts that lead to bookmarks of the same document, for ``{{r …}}``: ``2, 3 og 6``.

    Attributes:
        links: for each link its text and the name of the bookmark.
        between: what stands between each link and the next; one fewer than the links.
    """

    links: Sequence[tuple[str, str]]
    between: Sequence[str] = ()
    frame: Frame = _PLAIN

    def __html__(self) -> str:
        pieces: list[str] = []
        for index, (text, bookmark) in enumerate(self.links):
            run = _run(text, self.frame.runs[False, False, True])
            pieces.append(f'<w:hyperlink w:anchor="{bookmark}" w:history="1">{run}</w:hyperlink>')
            if index < len(self.between):
                pieces.append(_run(self.between[index], self.frame.runs[False, False, False]))
        return "".join(pieces)

    def __bool__(self) -> bool:
        return bool(self.links)


@dataclass(frozen=True, slots=True)
class Bookmark:
    """The place that internal links lead to, for ``{{r …}}``; it has no look."""

    name: str
    resources: Resources

    def __html__(self) -> str:
        number = self.resources.new_bookmark()
        return f'<w:bookmarkStart w:id="{number}" w:name="{self.name}"/><w:bookmarkEnd w:id="{number}"/>'


def _run(text: str, properties: str) -> str:
    content = '</w:t><w:tab/><w:t xml:space="preserve">'.join(
        escape_text(piece) for piece in text.split("\t")
    )
    return f'<w:r>{properties}<w:t xml:space="preserve">{content}</w:t></w:r>'
