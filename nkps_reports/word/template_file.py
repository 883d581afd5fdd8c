"""The one door by which a Word template comes in: an archive, read part by part within the limits."""

from __future__ import annotations

from nkps_reports.archive import Archive, ArchiveError, Flaw
from nkps_reports.limits import LARGEST_TEMPLATE_BYTES, MOST_TEMPLATE_TAGS

# What may stand before the first tag of XML: marks of its encoding, and white space.
_BEFORE_XML = b"\xef\xbb\xbf\xfe\xff\0 \t\r\n"


def open_archive(template: bytes) -> Archive:
    """Open a template.

    Raises:
        ArchiveError: it is no archive, is damaged, or is larger than a template may be.
    """
    archive = Archive(template)
    if archive.unpacked_bytes > LARGEST_TEMPLATE_BYTES:
        raise ArchiveError(Flaw.TOO_LARGE)
    return archive


def read_part(archive: Archive, name: str) -> bytes:
    """Read a part.

    Raises:
        ArchiveError: there is no such part, it is damaged, or has more in it than a template may have.
    """
    content = archive.read(name)
    # Whatever its name: a program goes by what is said of its content elsewhere.
    if content.count(b"<") > MOST_TEMPLATE_TAGS and content.lstrip(_BEFORE_XML).startswith(b"<"):
        raise ArchiveError(Flaw.TOO_LARGE)
    return content
