"""The fields of an action as people see them, line by line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from nkps_reports.report.model import Action, BulletList, Paragraph, Text
from nkps_reports.report.references import join_numbers
from nkps_reports.wording import comparison as words
from nkps_reports.wording.form import FIELDS, RELATION


class FieldLines(NamedTuple):
    """A field of an action.

    Attributes:
        header: what it is called.
        lines: what stands in it, with what stands before the items of lists.
        text: the same with its looks; None for the relation, which has none.
    """

    header: str
    lines: list[str]
    text: Text | None


def fields_of(action: Action) -> Iterator[FieldLines]:
    """The fields of an action, in the order of the workbook's columns."""
    for field in FIELDS:
        if field is RELATION:
            relation = join_numbers(action.relation.measures) if action.relation else action.unread_relation
            yield FieldLines(field.header, [relation] * bool(relation), None)
        else:
            text = action.fields[field.key]
            yield FieldLines(field.header, _lines_of(text), text)


def _lines_of(text: Text) -> list[str]:
    """The lines of a text as people see them, with what stands before the items of lists."""
    lines: list[str] = []
    for block in text.blocks:
        if isinstance(block, Paragraph):
            lines.append(block.plain)
        elif isinstance(block, BulletList):
            lines.extend(words.BULLET + item.plain for item in block.items)
        else:
            lines.extend(
                words.NUMBERED.format(number=number) + item.plain
                for number, item in enumerate(block.items, start=1)
            )
    return lines
