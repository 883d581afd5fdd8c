"""What a document must not lack whatever is left out: a paragraph in each cell, a row in each table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.word.document.tags import BLOCK
from nkps_reports.word.template.findings import Finding
from nkps_reports.word.template.lines import P, PlacedTag
from nkps_reports.word.template.nesting import ELIF, ELSE, ENDFOR, ENDIF, holder_of
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

# Nothing need be left in it but the end of its last section.
_BODY = qn("w:body")


@dataclass(slots=True)
class _Branch:
    """What is known of the stretch between two codes.

    Attributes:
        stays: whether an element of the kind is left of it.
        all_stay: whether one was left of each stretch before it that the same question decides about.
        has_else: whether the question has an ``else``, so that one of them is taken.
    """

    stays: bool = False
    all_stay: bool = True
    has_else: bool = False


def check_containers(tags: Iterable[PlacedTag]) -> Iterator[Finding]:
    """Find the cells, boxes, rows and tables of which nothing may be left.

    Args:
        tags: the codes of a part whose beginnings and ends match.
    """
    controls: dict[etree._Element, PlacedTag] = {}
    containers: dict[etree._Element, PlacedTag] = {}
    crowded: set[etree._Element | None] = set()
    for placed in tags:
        holder = holder_of(placed)
        if holder is not None and placed.tag.opening == BLOCK:
            parent = holder.getparent()
            if holder in controls:
                # Each must stand alone, which is told elsewhere.
                crowded.add(parent)
            controls[holder] = placed
            if parent is not None and parent.tag != _BODY:
                containers.setdefault(parent, placed)
    for container, placed in containers.items():
        if container not in crowded and not _keeps_something(
            container, next(h for h in controls if h.getparent() is container).tag, controls
        ):
            facts = {"reason": words.LEAVES_NOTHING}
            yield Finding(Code.TEMPLATE_MISPLACED_TAG, placed.spot, placed.tag.text, facts)


def _keeps_something(container: etree._Element, kind: str, controls: dict[etree._Element, PlacedTag]) -> bool:
    """Whether an element of that kind is left in a container, whichever questions are answered by no."""
    branches = [_Branch()]
    for child in container:
        placed = controls.get(child)
        if placed is None:
            branches[-1].stays |= child.tag == kind or (kind == P and next(child.iter(P), None) is not None)
        else:
            _take(branches, placed.tag.keyword)
    return branches[0].stays


def _take(branches: list[_Branch], keyword: str) -> None:
    branch = branches[-1]
    if keyword in (ELIF, ELSE):
        branch.all_stay &= branch.stays
        branch.stays = False
        branch.has_else |= keyword == ELSE
    elif keyword == ENDIF:
        branches.pop()
        branches[-1].stays |= branch.has_else and branch.all_stay and branch.stays
    elif keyword == ENDFOR:
        # No list of ours is empty.
        branches.pop()
        branches[-1].stays |= branch.stays
    else:
        branches.append(_Branch())
