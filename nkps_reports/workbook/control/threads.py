"""Conversations on cells: Excel shows them instead of the note on the same cell, so they get a reply."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid5

from lxml import etree

from nkps_reports.workbook.control.elements import Element, add_child, children_of, named, xml_text
from nkps_reports.workbook.control.grid import Position, position_of
from nkps_reports.workbook.control.package import Package


class Threads:
    """The conversations on one worksheet."""

    def __init__(self, package: Package, part: str, author: str) -> None:
        """Args:
        package: the workbook.
        part: the name of the worksheet's part.
        author: who replies.
        """
        self._package = package
        self._author = author
        self._part = package.first_related(part, "threadedComment")
        self._persons = package.first_related(package.workbook, "person")

    def reply(self, texts: Mapping[Position, str]) -> None:
        """Add the text of each cell to its conversation, if it has one."""
        if self._part is None or self._persons is None:
            return
        last: dict[Position, Element] = {}
        for comment in children_of(self._package.look(self._part), "threadedComment"):
            position = position_of(comment.get("ref"))
            if position is not None and position in texts:
                last[position] = comment
        if last:
            self._package.edit(self._part)
            person = self._person(self._package.edit(self._persons))
        for position, comment in last.items():
            self._add(comment, person, texts[position])

    def _add(self, last: Element, person: str, text: str) -> None:
        attributes = {
            "ref": last.get("ref", ""),
            "personId": person,
            "id": _identifier(f"{self._part} {last.get('id')} {text}"),
            "parentId": last.get("parentId", last.get("id", "")),
        }
        if moment := last.get("dT"):
            # The order of a conversation is that of its moments; there is no clock in here.
            attributes["dT"] = moment
        reply = etree.Element(named(last, "threadedComment"), attributes)
        add_child(reply, "text").text = xml_text(text)
        last.addnext(reply)

    def _person(self, persons: Element) -> str:
        identifier = _identifier(self._author)
        if not any(person.get("id") == identifier for person in children_of(persons, "person")):
            attributes = {
                "displayName": self._author,
                "id": identifier,
                "userId": self._author,
                "providerId": "None",
            }
            add_child(persons, "person", attributes)
        return identifier


def _identifier(name: str) -> str:
    return f"{{{uuid5(NAMESPACE_URL, name)}}}".upper()
