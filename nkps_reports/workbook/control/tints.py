"""The part with a workbook's cell formats: clones of formats with another fill, and formats of our own.

A format is never changed, only added: other cells use it too. Unlocking is the exception, which the copy
takes away everywhere.
"""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from nkps_reports.wording.codes import Severity
from nkps_reports.workbook.control.elements import (
    Element,
    child_of,
    children_of,
    is_true,
    new_root,
    parse_xml,
    put_child,
)
from nkps_reports.workbook.control.package import Package
from nkps_reports.workbook.reading.dialects import is_named
from nkps_reports.workbook.reading.opening import damaged

LIGHT_RED, LIGHT_YELLOW = "FFC7CE", "FFEB9C"

_CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"
_TINTS = {Severity.ERROR: LIGHT_RED, Severity.WARNING: LIGHT_YELLOW}
# What must be there before anything can be appended; the first two fills are Excel's own.
_FIRST_ENTRIES = {
    "fonts": '<font><sz val="11"/><name val="Calibri"/><family val="2"/></font>',
    "fills": (
        '<fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    ),
    "borders": "<border><left/><right/><top/><bottom/><diagonal/></border>",
    "cellStyleXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>',
    "cellXfs": '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
}


class Tints:
    """The formats of a workbook, to which tinted ones are added."""

    def __init__(self, package: Package) -> None:
        """Args:
        package: the workbook; gets a part for formats if it has none.

        Raises:
            WorkbookError: the part for formats is something else.
        """
        self._root = package.edit(_styles_part(package))
        if not is_named(self._root, "styleSheet"):
            raise damaged()
        for name, entries in _FIRST_ENTRIES.items():
            if not children_of(child_of(self._root, name)):
                self._extend(put_child(self._root, name), entries)
        self._formats_list = put_child(self._root, "cellXfs")
        self._formats = children_of(self._formats_list)
        self._known: dict[tuple[str, str], int] = {}
        self._clones: dict[tuple[int, Severity], int] = {}

    def lock(self) -> None:
        """Lock every cell, so that a protected sheet is protected as a whole."""
        for name in ("cellStyleXfs", "cellXfs"):
            for format_ in children_of(child_of(self._root, name), "xf"):
                for protection in children_of(format_, "protection"):
                    if not is_true(protection.get("locked", "1")):
                        del protection.attrib["locked"]

    def tinted(self, format_: int, severity: Severity) -> int:
        """The number of the format that is like another but for its fill."""
        key = (format_, severity)
        if key not in self._clones:
            clone = deepcopy(self._formats[format_ if format_ < len(self._formats) else 0])
            clone.set("fillId", str(self._entry("fills", fill(_TINTS[severity]))))
            clone.set("applyFill", "1")
            self._clones[key] = self._append(clone)
        return self._clones[key]

    def add_format(self, looks: Mapping[str, str], alignment: str) -> int:
        """Add a format of our own.

        Args:
            looks: the XML of its font, fill and border, by the list they belong to.
            alignment: the XML of its alignment.

        Returns:
            Its number.
        """
        format_ = self._parsed(f'<xf numFmtId="0" xfId="0" applyAlignment="1">{alignment}</xf>')[0]
        for name, attribute in (("fonts", "font"), ("fills", "fill"), ("borders", "border")):
            entry = self._entry(name, looks[name]) if name in looks else 0
            format_.set(f"{attribute}Id", str(entry))
            format_.set(f"apply{attribute.capitalize()}", "1")
        return self._append(format_)

    def _append(self, format_: Element) -> int:
        self._formats_list.append(format_)
        self._formats.append(format_)
        self._formats_list.set("count", str(len(self._formats)))
        return len(self._formats) - 1

    def overlay(self, severity: Severity) -> int:
        """The number of the conditional look that has the fill of a severity."""
        colour = _TINTS[severity]
        pattern = f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor rgb="FF{colour}"/>'
        return self._entry("dxfs", f"<dxf><fill>{pattern}</patternFill></fill></dxf>")

    def _entry(self, name: str, entry: str) -> int:
        """The number of a font, fill or border, added when first asked for."""
        key = (name, entry)
        if key not in self._known:
            self._known[key] = self._extend(put_child(self._root, name), entry)
        return self._known[key]

    def _extend(self, parent: Element, entries: str) -> int:
        """Append entries to a list and count it anew; the number of the last."""
        for entry in self._parsed(entries):
            parent.append(entry)
        count = len(children_of(parent))
        parent.set("count", str(count))
        return count - 1

    def _parsed(self, entries: str) -> list[Element]:
        namespace = etree.QName(self._root).namespace
        return children_of(parse_xml(f'<list xmlns="{namespace}">{entries}</list>'.encode()))


def fill(colour: str) -> str:
    """The XML of a fill in one colour."""
    return (
        f'<fill><patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/>'
        "</patternFill></fill>"
    )


def _styles_part(package: Package) -> str:
    found = package.first_related(package.workbook, "styles")
    if found is not None:
        return found
    root = new_root("styleSheet", package.dialect)
    made = package.add("", "styles{}.xml", root, _CONTENT_TYPE, alone=True)
    package.relate(package.workbook, "styles", made)
    return made
