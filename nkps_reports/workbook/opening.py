"""The one door for workbooks: what a file is, told by its content and not by its name."""

from __future__ import annotations

import io
import warnings
import zipfile

import openpyxl
from openpyxl import Workbook

from nkps_reports.problems import Code, WorkbookError, a_problem

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_WORKBOOK_PART = "xl/workbook.xml"


def open_workbook(content: bytes, *, results: bool = False) -> Workbook:
    """Open a workbook.

    Args:
        content: the bytes of the file.
        results: whether formulas are read as the results Excel saved, rather than as formulas.

    Returns:
        The workbook with its rich text.

    Raises:
        WorkbookError: the bytes are no workbook that can be read; carries one problem that says why.
    """
    if content.startswith(_OLE):
        raise WorkbookError(a_problem(Code.PROTECTED_WORKBOOK))
    if not content.startswith(_ZIP):
        raise WorkbookError(a_problem(Code.UNSUPPORTED_FORMAT))
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            has_workbook = _WORKBOOK_PART in archive.namelist()
    except zipfile.BadZipFile as error:
        raise WorkbookError(a_problem(Code.UNREADABLE_WORKBOOK)) from error
    if not has_workbook:
        raise WorkbookError(a_problem(Code.UNSUPPORTED_FORMAT))
    try:
        with warnings.catch_warnings():
            # openpyxl warns of what it does not keep when it saves; it never saves a user's file here.
            warnings.simplefilter("ignore")
            return openpyxl.load_workbook(io.BytesIO(content), data_only=results, rich_text=True)
    # A damaged file can fail anywhere in openpyxl and lxml, with any exception they know.
    except Exception as error:
        raise WorkbookError(a_problem(Code.UNREADABLE_WORKBOOK)) from error
