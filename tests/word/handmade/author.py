"""Who makes a report: their dice, the document under their hands, and what they should be told about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from tests.word.handmade.document import Document


@dataclass(frozen=True)
class Passage:
    """A paragraph of an answer, or a block such as a table.

    Attributes:
        content: its XML: the runs of a paragraph, or all of a block.
        lines: what should stand in the cell.
        properties: of the paragraph.
        is_block: whether it is a block of its own.
    """

    content: str
    lines: tuple[str, ...]
    properties: str = ""
    is_block: bool = False


@dataclass
class Author:
    """Somebody who makes a report.

    Attributes:
        random: decides everything; the same seed makes the same report.
        document: what is being made.
        named: what is no answer, and must be named by its first words.
        scattered: words that must be named too, wherever they stand.
        tags: what the report has, by kind.
    """

    random: Random
    document: Document
    named: list[str] = field(default_factory=list)
    scattered: list[str] = field(default_factory=list)
    tags: set[str] = field(default_factory=set)

    def tries(self, chance: float, tag: str) -> bool:
        """Whether the author does something, which is noted as a tag."""
        does = self.random.random() < chance
        if does:
            self.tags.add(tag)
        return does
