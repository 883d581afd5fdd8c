"""Word's fields while a document is read: instructions that nobody sees, and the links among them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# HYPERLINK "address" \l "place" \o "tip"; an address is quoted, or ends at a space.
_HYPERLINK = re.compile(r'^\s*HYPERLINK\s+(?:"(?P<quoted>[^"]*)"|(?P<plain>[^\s\\"]\S*))', re.IGNORECASE)
_PLACE = re.compile(r'\\l\s+"(?P<place>[^"]*)"', re.IGNORECASE)


@dataclass(slots=True)
class _Field:
    """A field that has begun and not ended."""

    instruction: str = ""
    is_shown: bool = False


@dataclass(slots=True)
class Fields:
    """The fields that one is inside of, the innermost last."""

    _open: list[_Field] = field(default_factory=list)

    def mark(self, kind: str) -> None:
        """Take a mark of a field: where it begins, where its instruction ends, or where it ends."""
        if kind == "begin":
            self._open.append(_Field())
        elif self._open and kind == "separate":
            self._open[-1].is_shown = True
        elif self._open and kind == "end":
            self._open.pop()

    def instruct(self, text: str) -> None:
        """Take a piece of an instruction."""
        if self._open:
            self._open[-1].instruction += text

    def end_paragraph(self) -> None:
        """Leave the instructions that a paragraph has left open: whatever comes next is text."""
        self._open = [each for each in self._open if each.is_shown]

    @property
    def is_instruction(self) -> bool:
        """Whether what comes now is no text that anybody sees."""
        return any(not each.is_shown for each in self._open)

    @property
    def link(self) -> str | None:
        """Where what comes now leads, by the innermost field that is a link."""
        targets = (self.target_of(each.instruction) for each in reversed(self._open))
        return next(filter(None, targets), None)

    @staticmethod
    def target_of(instruction: str) -> str | None:
        """The address that an instruction leads to; None where it leads nowhere outside the document."""
        found = _HYPERLINK.match(instruction)
        target = (found["quoted"] or found["plain"]) if found else None
        place = _PLACE.search(instruction)
        return f"{target}#{place['place']}" if target and place else target
