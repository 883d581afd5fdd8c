"""The only way into a Word file, template or report: opened and read part by part, within the limits."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from nkps_reports.files.archive import (
    Archive,
    ArchiveError,
    Flaw,
    Relationship,
    parse_relationships,
    relationships_of,
)
from nkps_reports.files.limits import MAX_WORD_FILE_BYTES

# What may stand before the first tag of XML: marks of its encoding, and white space.
_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"
# ISO 29500 has two dialects; what Word calls «Strict Open XML» names the same things otherwise.
_STRICT, _TRANSITIONAL = b"http://purl.oclc.org/ooxml/", b"http://schemas.openxmlformats.org/"
_DIALECTS = (
    (b"wordprocessingml/main", b"wordprocessingml/2006/main"),
    (b"officeDocument/relationships", b"officeDocument/2006/relationships"),
    (b"officeDocument/math", b"officeDocument/2006/math"),
)


def open_archive(file: bytes) -> Archive:
    """Open a Word file.

    Raises:
        ArchiveError: it is no archive, is damaged, or is larger than a Word file may be.
    """
    archive = Archive(file)
    if archive.unpacked_bytes > MAX_WORD_FILE_BYTES:
        raise ArchiveError(Flaw.TOO_LARGE)
    return archive


def is_too_large(error: Exception) -> bool:
    """Whether an error says that there is more in a file than we read."""
    return isinstance(error, ArchiveError) and error.flaw is Flaw.TOO_LARGE


def read_part(archive: Archive, name: str, max_tags: int) -> bytes:
    """Read a part.

    Raises:
        ArchiveError: there is no such part, it is damaged, or has more tags in it than it may have.
    """
    content = archive.read(name)
    # Whatever its name is: programs go by the type that the archive gives it elsewhere.
    if content.count(b"<") > max_tags and content.lstrip(_BEFORE_XML).startswith(b"<"):
        raise ArchiveError(Flaw.TOO_LARGE)
    return content


def parse_part(archive: Archive, name: str, max_tags: int) -> etree._Element:
    """Read and parse a part; an element without children stands for one that the file lacks.

    Raises:
        ArchiveError: it is damaged, or has more tags in it than it may have.
    """
    if name not in archive:
        return etree.Element("nothing")
    # A remark in the XML would divide the text that it stands in.
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    content = read_part(archive, name, max_tags)
    if _STRICT in content:
        for strict, transitional in _DIALECTS:
            content = content.replace(_STRICT + strict, _TRANSITIONAL + transitional)
    try:
        return etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ArchiveError(Flaw.DAMAGED) from error


def related_parts(archive: Archive, part: str, max_tags: int) -> Iterator[Relationship]:
    """Where a part leads; the archive's own relationships where its name is empty.

    Raises:
        ArchiveError: they cannot be read.
    """
    root = parse_part(archive, relationships_of(part), max_tags)
    yield from parse_relationships(root, part, archive)
