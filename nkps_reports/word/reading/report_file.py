"""How a Word report is opened: what kind of file it is, by its content, and the parts that a reader needs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

from lxml import etree

from nkps_reports.files.archive import Archive, ArchiveError, Flaw
from nkps_reports.files.kinds import FileKind, kind_of_file, kinds_of_archive
from nkps_reports.files.limits import MAX_REPORT_TAGS
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.problems import Problem, WordReportError
from nkps_reports.word.document.elements import w
from nkps_reports.word.document.word_file import open_archive, parse_part, related_parts
from nkps_reports.word.reading.styles import ReportStyles
from nkps_reports.wording import problems as problem_words
from nkps_reports.wording import reports as words
from nkps_reports.wording.codes import Code

_KINDS = {
    FileKind.OLD_WORD: words.KIND_DOC,
    FileKind.OLD_WORKBOOK: words.KIND_WORKBOOK,
    FileKind.WORKBOOK: words.KIND_WORKBOOK,
    FileKind.BINARY_WORKBOOK: words.KIND_WORKBOOK,
    FileKind.OPEN_DOCUMENT: words.KIND_OPEN_DOCUMENT,
    FileKind.POWERPOINT: words.KIND_POWERPOINT,
    FileKind.APPLE: words.KIND_PAGES,
    FileKind.PDF: words.KIND_PDF,
    FileKind.RTF: words.KIND_RTF,
    FileKind.PICTURE: words.KIND_PICTURE,
    FileKind.TEXT: words.KIND_TEXT,
}
_CONTENT_TYPES, _MACROS = "[Content_Types].xml", b"document.macroEnabled"
_NOTE_PARTS = {
    "footnotes": ("footnoteReference", "footnote"),
    "endnotes": ("endnoteReference", "endnote"),
    "comments": ("commentReference", "comment"),
}
_TEXTS = (w("t"), "{http://schemas.openxmlformats.org/officeDocument/2006/math}t")
# Elements that divide words.
_GAPS = tuple(map(w, ("p", "tab", "br")))
_DUBLIN_CORE_TITLE = "{http://purl.org/dc/elements/1.1/}title"


@dataclass(frozen=True, slots=True)
class ReportFile:
    """What is read of a Word report.

    Attributes:
        body: the element that holds its text.
        styles: what its styles and lists say.
        targets: the addresses of its links, by the ids of their relationships.
        notes: the words of comments and notes, by the tag and id of the element that refers to them.
        edges: the words of each of its headers and footers.
        title: the title among the document's properties.
    """

    body: etree._Element
    styles: ReportStyles
    targets: Mapping[str, str]
    notes: Mapping[tuple[str, str | None], str]
    edges: tuple[str, ...]
    title: str


def open_report(file: bytes) -> ReportFile:
    """Open the bytes of what should be a ``.docx`` file.

    Raises:
        WordReportError: it is something else, or cannot be read.
    """
    try:
        archive = open_archive(file)
        if kind := _kind_of(archive):
            raise WordReportError(_unsupported(kind))
        return _read(archive)
    except ArchiveError as error:
        raise WordReportError(_refused(error.flaw, file)) from error


def text_of(element: etree._Element) -> str:
    """The words in an element with paragraphs in it, on one line."""
    pieces = (" " if each.tag in _GAPS else each.text or "" for each in element.iter(*_TEXTS, *_GAPS))
    return on_one_line("".join(pieces))


def _read(archive: Archive) -> ReportFile:
    package = {found.kind: found.target for found in related_parts(archive, "", MAX_REPORT_TAGS)}
    document = package.get("officeDocument", "")
    related = [*related_parts(archive, document, MAX_REPORT_TAGS)]
    inside = [found for found in related if not found.is_external]
    parts = {found.kind: found.target for found in inside}
    parse = partial(parse_part, archive, max_tags=MAX_REPORT_TAGS)
    body = parse(document).find(w("body"))
    if body is None:
        raise ArchiveError(Flaw.DAMAGED)
    styles, numbering = (parse(parts.get(kind, "")) for kind in ("styles", "numbering"))
    properties = parse(package.get("core-properties", ""))
    notes = {
        (w(reference), note.get(w("id"))): text_of(note)
        for kind, (reference, name) in _NOTE_PARTS.items()
        for note in parse(parts.get(kind, "")).iterchildren(w(name))
    }
    # Each of them once, however often it is referred to.
    edges = dict.fromkeys(found.target for found in inside if found.kind in ("header", "footer"))
    return ReportFile(
        body,
        ReportStyles(styles, numbering),
        {found.identifier: found.target for found in related if found.is_external},
        notes,
        tuple(filter(None, (text_of(parse(edge)) for edge in edges))),
        properties.findtext(_DUBLIN_CORE_TITLE) or "",
    )


def _kind_of(archive: Archive) -> str | None:
    """The kind of an archive that is no Word document, or has macros; None where it can be read."""
    if kind := next((_KINDS[kind] for kind in kinds_of_archive(archive) if kind in _KINDS), None):
        return kind
    if _CONTENT_TYPES not in archive:
        return words.KIND_ZIP
    return words.KIND_DOCM if _MACROS in archive.read(_CONTENT_TYPES) else None


def _unsupported(kind: str) -> Problem:
    advice = {words.KIND_PDF: words.SAVE_PDF_AS_DOCX, words.KIND_WORKBOOK: words.USE_WORKBOOK}
    return Problem.of(Code.REPORT_UNSUPPORTED_FORMAT, kind=kind, advice=advice.get(kind, words.SAVE_AS_DOCX))


def _refused(flaw: Flaw, file: bytes) -> Problem:
    if flaw is Flaw.TOO_LARGE:
        return Problem.of(Code.TOO_LARGE, what=words.TOO_LARGE, advice=words.LESS)
    kind = kind_of_file(file) if file and flaw is Flaw.NO_ARCHIVE else None
    # A document with a password is wrapped in a file of the old kind, which says nothing more.
    if flaw is Flaw.ENCRYPTED or kind is FileKind.PROTECTED:
        return Problem.of(Code.REPORT_PROTECTED)
    if kind in _KINDS:
        return _unsupported(_KINDS[kind])
    reason = problem_words.REASON_DAMAGED if file else problem_words.REASON_EMPTY
    return Problem.of(Code.REPORT_UNREADABLE, reason=reason)
