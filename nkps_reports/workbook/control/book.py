"""The part that lists a workbook's sheets: their names, their order, and which of them is shown first."""

from __future__ import annotations

from dataclasses import dataclass

from nkps_reports.workbook.control.elements import (
    Element,
    add_child,
    child_of,
    children_of,
    is_true,
    number,
    put_child,
    refer,
)
from nkps_reports.workbook.control.package import Package
from nkps_reports.workbook.reading.dialects import id_of

_WORKSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_MAX_ID = 65_534


@dataclass(frozen=True, slots=True)
class ListedSheet:
    """A sheet of any kind, as the workbook lists it.

    Attributes:
        name: what its tab says.
        part: the name of its part.
        is_worksheet: whether it has cells; a chart sheet has not.
    """

    name: str
    part: str
    is_worksheet: bool


class Book:
    """The workbook part of a package."""

    def __init__(self, package: Package) -> None:
        """Args:
        package: the workbook.
        """
        self._package = package
        self._root = package.edit(package.workbook)
        self._list = put_child(self._root, "sheets")
        kinds = package.kinds(package.workbook)
        listed = [
            (sheet.get("name", ""), *kinds.get(id_of(sheet), ("", "")))
            for sheet in children_of(self._list, "sheet")
        ]
        self.sheets = tuple(
            ListedSheet(name, part, kind == "worksheet") for name, kind, part in listed if part in package
        )

    def free_name(self, wanted: str) -> str:
        """The name, with a number after it if a sheet has it; Excel does not tell case apart."""
        names = {sheet.get("name", "").casefold() for sheet in children_of(self._list, "sheet")}
        free, count = wanted, 1
        while free.casefold() in names:
            count += 1
            free = f"{wanted} {count}"
        return free

    def add_first(self, name: str, root: Element, title_rows: str) -> None:
        """Put a new worksheet before all others and let the workbook open on it.

        Args:
            name: what its tab says; no other sheet may have it.
            root: its root element.
            title_rows: the rows printed on top of each page, such as ``$1:$1``.
        """
        part = self._package.add("worksheets", "sheet{}.xml", root, _WORKSHEET)
        id_ = self._package.relate(self._package.workbook, "worksheet", part)
        sheet = add_child(self._list, "sheet", {"name": name, "sheetId": str(self._free_id())})
        refer(sheet, id_)
        self._list.insert(0, sheet)
        self._open_on_first()
        self._move_names()
        names = put_child(self._root, "definedNames")
        titles = add_child(names, "definedName", {"name": "_xlnm.Print_Titles", "localSheetId": "0"})
        titles.text = f"{quoted(name)}!{title_rows}"

    def deselect(self) -> None:
        """Take the selection off every sheet; selected together, all would be typed into at once."""
        for sheet in self.sheets:
            for view in children_of(child_of(self._package.look(sheet.part), "sheetViews"), "sheetView"):
                if is_true(view.get("tabSelected")):
                    self._package.edit(sheet.part)
                    del view.attrib["tabSelected"]

    def _free_id(self) -> int:
        ids = {number(sheet.get("sheetId")) for sheet in children_of(self._list, "sheet")}
        highest = max(ids, default=0)
        if highest < _MAX_ID:
            return highest + 1
        return next(free for free in range(1, _MAX_ID) if free not in ids)

    def _open_on_first(self) -> None:
        for view in children_of(child_of(self._root, "bookViews"), "workbookView"):
            for attribute in ("activeTab", "firstSheet"):
                if attribute in view.attrib:
                    view.set(attribute, "0")

    def _move_names(self) -> None:
        for name in children_of(child_of(self._root, "definedNames"), "definedName"):
            if "localSheetId" in name.attrib:
                name.set("localSheetId", str(number(name.get("localSheetId")) + 1))


def quoted(name: str) -> str:
    """A sheet's name as formulas and links write it."""
    return "'{}'".format(name.replace("'", "''"))
