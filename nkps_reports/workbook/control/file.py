"""From the bytes of a workbook to those of its control copy."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from nkps_reports.files.archive import Archive, ArchiveError, pack_parts
from nkps_reports.files.limits import (
    MAX_COPY_BYTES,
    MAX_PART_BYTES,
    MAX_SHEET_BYTES,
    MAX_UNPACKED_BYTES,
)
from nkps_reports.report.problems import Problem
from nkps_reports.workbook.control.copy import annotate_parts
from nkps_reports.workbook.reading.opening import open_workbook, refused, too_large_to_copy
from nkps_reports.workbook.reading.package import find_parts
from nkps_reports.workbook.reading.slimming import slim_sheet

_CONTENT_TYPES = "[Content_Types].xml"
_WITH_MACROS = b"macroEnabled.main+xml"


@dataclass(frozen=True, slots=True)
class ControlCopy:
    """A control copy: its bytes, and the ending that Excel wants of its name."""

    content: bytes
    suffix: str


def render_control_copy(file: bytes, problems: Sequence[Problem], source: str, summary: str) -> ControlCopy:
    """Make the control copy of a workbook.

    Args:
        file: the bytes of a workbook that could be read.
        problems: what was found in it, in the order to list it.
        source: the path of the workbook, which is the one to correct.
        summary: a line that says how many problems there are.

    Raises:
        WorkbookError: a part that must be changed cannot be read, or there is more than is copied.
    """
    archive = open_workbook(file)
    sheets = {sheet.part for sheet in find_parts(archive).sheets}
    copied = sum(archive.size_bytes(name) for name in archive.names if name not in sheets)
    if copied > MAX_COPY_BYTES:
        raise too_large_to_copy()
    try:
        parts = {name: _read(archive, name, is_sheet=name in sheets) for name in archive.names}
    except ArchiveError as error:
        raise refused(error.flaw) from error
    has_macros = _WITH_MACROS in parts.get(_CONTENT_TYPES, b"")
    copy = annotate_parts(parts, problems, source, summary)
    return ControlCopy(pack_parts(copy), ".xlsm" if has_macros else ".xlsx")


def _read(archive: Archive, name: str, *, is_sheet: bool) -> bytes:
    """A part as it is; a sheet of a million formatted rows without those that hold nothing."""
    if is_sheet and archive.size_bytes(name) > MAX_PART_BYTES:
        return slim_sheet(lambda: archive.stream(name, MAX_SHEET_BYTES))
    return b"".join(archive.stream(name, MAX_UNPACKED_BYTES))
