"""A workbook as a package: its parts, the relationships between them, and the types of their content.

Parses a part when it is first asked for, and hands every part back byte for byte that nobody edited.
Knows nothing of what the parts say.
"""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, count

from lxml import etree

from nkps_reports.files.archive import (
    RELATIONSHIP,
    Relationship,
    parse_relationships,
    relationships_of,
)
from nkps_reports.workbook.control.elements import Element, dialect_of, parse_xml, render_xml
from nkps_reports.workbook.reading.opening import damaged

_CONTENT_TYPES = "[Content_Types].xml"
_USUAL_WORKBOOK = "xl/workbook.xml"
_TYPE = "{{http://schemas.openxmlformats.org/package/2006/content-types}}{}"
_NO_RELATIONSHIPS = b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"/>'


class Package:
    """The parts of a workbook while some of them are edited.

    Attributes:
        workbook: the name of the part that lists the sheets.
        dialect: the namespaces that the workbook is written in.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        """Args:
        parts: each part's name and content.

        Raises:
            WorkbookError: no part lists the sheets, or it is no XML.
        """
        self._parts = dict(parts)
        self._roots: dict[str, Element] = {}
        self._edited: set[str] = set()
        # By part and kind, as far as they were asked for.
        self._led: dict[str, dict[str, list[Relationship]]] = {}
        self._numbers: dict[str, Iterator[int]] = {}
        self.workbook = self.first_related("", "officeDocument") or _USUAL_WORKBOOK
        self.dialect = dialect_of(self.look(self.workbook))
        # Names differ by more than case, also from those that have a type but no content.
        self._taken = {name.casefold() for name in self._parts}
        self._taken |= {
            override.get("PartName", "").lstrip("/").casefold()
            for override in self.look(_CONTENT_TYPES).iterchildren(_TYPE.format("Override"))
        }
        self._defaults = {
            element.get("Extension", "").casefold(): element.get("ContentType")
            for element in self.look(_CONTENT_TYPES).iterchildren(_TYPE.format("Default"))
        }

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    def look(self, name: str) -> Element:
        """The root element of a part, to read."""
        if name not in self._roots:
            try:
                self._roots[name] = parse_xml(self._parts[name])
            except (KeyError, etree.XMLSyntaxError) as error:
                raise damaged() from error
        return self._roots[name]

    def edit(self, name: str) -> Element:
        """The root element of a part, to change."""
        self._edited.add(name)
        return self.look(name)

    def read(self, name: str) -> bytes:
        """The bytes of a part that is not edited as XML."""
        return self._parts[name]

    def replace(self, name: str, content: bytes) -> None:
        """Put other bytes in the place of a part that is not edited as XML."""
        self._parts[name] = content

    def names(self, ending: str) -> list[str]:
        """The names of the parts that end so, in any case."""
        return [name for name in self._parts if name.casefold().endswith(ending)]

    def add(
        self, folder: str, pattern: str, content: Element | bytes, content_type: str, *, alone: bool = False
    ) -> str:
        """Add a part under the first free number.

        Args:
            folder: its folder, seen from that of the workbook part.
            pattern: its name, ``{}`` where the number goes.
            content: its root element or its bytes.
            content_type: what kind of part it is.
            alone: whether a workbook has one such part, which then needs no number.

        Returns:
            Its name.
        """
        path = posixpath.join(posixpath.dirname(self.workbook), folder, pattern)
        # Those that were tried before are taken.
        numbers = chain([""] if alone else [], map(str, self._numbers.setdefault(path, count(1))))
        names = (path.format(number) for number in numbers)
        name = next(name for name in names if name.casefold() not in self._taken)
        self._taken.add(name.casefold())
        self._parts[name] = content if isinstance(content, bytes) else b""
        if not isinstance(content, bytes):
            self._roots[name] = content
            self._edited.add(name)
        self._declare(name, content_type)
        return name

    def related(self, part: str, kind: str) -> Iterator[tuple[str, str]]:
        """The parts that a part leads to.

        Args:
            part: the name of the part; empty for the package.
            kind: the last word of the relationship's type, which the dialects share.

        Yields:
            The relationship's id and the other part's name, which need not exist.
        """
        return ((each.identifier, each.target) for each in self._relationships(part).get(kind, ()))

    def first_related(self, part: str, kind: str) -> str | None:
        """The first part that exists of those of a kind that a part leads to."""
        return next((target for _, target in self.related(part, kind) if target in self._parts), None)

    def kinds(self, part: str) -> dict[str, tuple[str, str]]:
        """For each id of a part's relationships its kind and the other part's name."""
        led = self._relationships(part).values()
        return {each.identifier: (each.kind, each.target) for kind in led for each in kind}

    def relate(self, part: str, kind: str, target: str) -> str:
        """Lead from one part to another.

        Returns:
            The relationship's id.
        """
        name = relationships_of(part)
        if name not in self._parts:
            self._parts[name] = _NO_RELATIONSHIPS
        root = self.edit(name)
        used = {element.get("Id") for element in root.iterchildren(RELATIONSHIP)}
        attributes = {
            "Id": next(id_ for id_ in (f"rId{number}" for number in count(1)) if id_ not in used),
            "Type": f"{self.dialect.relationships}/{kind}",
            "Target": posixpath.relpath(target, posixpath.dirname(part) or "."),
        }
        etree.SubElement(root, RELATIONSHIP, attributes)
        self._led.pop(part, None)
        return attributes["Id"]

    def finish(self) -> dict[str, bytes]:
        """All parts: the edited ones written out, the others as they came."""
        edited = {name: render_xml(self._roots[name]) for name in self._edited}
        return {**self._parts, **edited}

    def _relationships(self, part: str) -> Mapping[str, Sequence[Relationship]]:
        """Those that lead to other parts, by their kinds."""
        if part not in self._led:
            led = self._led[part] = defaultdict(list)
            name = relationships_of(part)
            found = parse_relationships(self.look(name), part, self._parts) if name in self._parts else ()
            for each in found:
                if not each.is_external:
                    led[each.kind].append(each)
        return self._led[part]

    def _declare(self, name: str, content_type: str) -> None:
        root = self.edit(_CONTENT_TYPES)
        extension = name.rpartition(".")[2]
        if extension != "xml" and extension not in self._defaults:
            self._defaults[extension] = content_type
            attributes = {"Extension": extension, "ContentType": content_type}
            root.insert(0, etree.Element(_TYPE.format("Default"), attributes))
        elif self._defaults.get(extension) != content_type:
            attributes = {"PartName": f"/{name}", "ContentType": content_type}
            etree.SubElement(root, _TYPE.format("Override"), attributes)
