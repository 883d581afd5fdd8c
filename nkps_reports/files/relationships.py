"""How one part of an Office file leads to others: by relationships, in a part that lies beside it."""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import etree

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where a part leads.

    Attributes:
        identifier: what the part calls it by.
        kind: the last word of its type, such as ``hyperlink``, which all kinds of Office files share.
        target: the part's name in the archive, or the address outside it.
        is_external: whether it leads out of the archive.
    """

    identifier: str
    kind: str
    target: str
    is_external: bool


def relationships_of(part: str) -> str:
    """The part that says where a part's relationships lead; the archive's own where the name is empty."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parse_relationships(root: etree._Element, part: str, parts: Container[str]) -> Iterator[Relationship]:
    """Where a part's relationships lead.

    Args:
        root: the part that ``relationships_of`` names, parsed.
        part: the part whose relationships they are.
        parts: the names there are.
    """
    for element in root.iterchildren(RELATIONSHIP):
        kind = element.get("Type", "").rpartition("/")[2]
        target = element.get("Target", "")
        is_external = element.get("TargetMode") == "External"
        if not is_external:
            target = _resolve(target, part, parts)
        yield Relationship(element.get("Id", ""), kind, target, is_external)


def _resolve(target: str, part: str, parts: Container[str]) -> str:
    """The name of a part as the archive has it.

    A relationship names it from the folder of its part or from the root, perhaps written as addresses are.
    """
    joined = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
    return joined if joined in parts else unquote(joined)
