"""The codes of a template as somebody types them: found in a text and taken apart. Knows no XML."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

OUTPUT, BLOCK, COMMENT = "{{", "{%", "{#"
PARAGRAPH, RUN, ROW, CELL = PREFIXES = "p", "r", "tr", "tc"
IF, FOR, ELIF, ELSE, ENDIF, ENDFOR = "if", "for", "elif", "else", "endif", "endfor"
ENDS = {IF: ENDIF, FOR: ENDFOR}

OPENINGS = (OUTPUT, BLOCK, COMMENT)
DELIMITER = re.compile(r"\{[{%#]|[}%#]\}")

_CLOSINGS = {OUTPUT: "}}", BLOCK: "%}", COMMENT: "#}"}
# docxtpl takes these only where a space follows.
_PREFIX = re.compile(r"(tr|tc|p|r)(?=\s)")
_MAX_SNIPPET_CHARACTERS = 60


@dataclass(frozen=True, slots=True)
class Tag:
    """A code with its braces.

    Attributes:
        text: all of it, as typed.
        start: the position in its text at which it begins.
        opening: its first two characters.
        prefix: ``p``, ``r``, ``tr``, ``tc``, or nothing: how much of the document round it docxtpl replaces.
        body: what stands between the braces, without prefix and trimming signs.
        trims: whether a hyphen or plus sign stands at the braces, by which Jinja would trim the XML.
    """

    text: str
    start: int
    opening: str
    prefix: str
    body: str
    trims: bool

    @property
    def end(self) -> int:
        """The position after its last character."""
        return self.start + len(self.text)

    @property
    def keyword(self) -> str:
        """The first word of a block, such as ``for``; nothing for other codes."""
        words = self.body.split(maxsplit=1) if self.opening == BLOCK else []
        return words[0] if words else ""


@dataclass(frozen=True, slots=True)
class Loose:
    """Braces without their partner, and the text beside them; opening ones begin a code."""

    text: str
    is_opening: bool


def scan(text: str) -> Iterator[Tag | Loose]:
    """The codes of a text and the braces that make none, in order, found in one pass."""
    delimiters = [(match[0], match.start()) for match in DELIMITER.finditer(text)]
    index = 0
    while index < len(delimiters):
        opening, start = delimiters[index]
        following, position = delimiters[index + 1] if index + 1 < len(delimiters) else ("", len(text))
        if opening in _CLOSINGS and following == _CLOSINGS[opening]:
            yield _tag(text[start : position + 2], start)
            index += 2
        elif opening in _CLOSINGS:
            # Wrong braces at the end belong to the same slip.
            is_pair = following in _CLOSINGS.values()
            end = position + 2 * is_pair
            yield Loose(text[start : min(end, start + _MAX_SNIPPET_CHARACTERS)], is_opening=True)
            index += 1 + is_pair
        else:
            yield Loose(text[max(0, start - _MAX_SNIPPET_CHARACTERS) : start + 2], is_opening=False)
            index += 1


def find_tags(text: str) -> list[Tag]:
    """The codes of a text, without the braces that make none."""
    return [found for found in scan(text) if isinstance(found, Tag)]


def replace_tags(text: str, tags: Iterable[Tag], replacement: Callable[[Tag], str]) -> str:
    """A text with something else in place of each of its codes."""
    pieces: list[str] = []
    position = 0
    for tag in tags:
        pieces += (text[position : tag.start], replacement(tag))
        position = tag.end
    return "".join((*pieces, text[position:]))


def _tag(text: str, start: int) -> Tag:
    content = text[2:-2]
    trimmed = content.strip("-+")
    prefix = _PREFIX.match(trimmed)
    body = trimmed[prefix.end() :] if prefix else trimmed
    return Tag(text, start, text[:2], prefix[1] if prefix else "", body.strip(), trimmed != content)
