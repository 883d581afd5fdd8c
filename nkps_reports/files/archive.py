"""Office files as zip archives: the one door by which they come in, and how they are packed.

Whatever somebody sends is opened here, within the limits, and told apart by its content. Nothing is ever
unpacked to the disk, so that the names inside an archive lead nowhere.
"""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
import zlib
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from functools import partial
from urllib.parse import unquote
from xml.parsers import expat

from lxml import etree

from nkps_reports.files.limits import MAX_PART_BYTES, MAX_PARTS, MAX_PROLOGUE_BYTES, MAX_UNPACKED_BYTES

# The first moment a zip archive can name; it stands for «no time».
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# The list of content types must come first in an archive.
_FIRST = "[Content_Types].xml"

_ZIP = b"PK\x03\x04"
_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_END_64_LOCATOR = b"PK\x06\x07"
_END_LENGTH = 22
_MAX_COMMENT_BYTES = 65_535
# A part's entry in the list of parts: 46 bytes and its name.
_MAX_ENTRY_BYTES = 200
_ENCRYPTED = 0x1
_XML = (".xml", ".rels", ".vml")
# No Office program packs in any other way.
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_CHUNK_BYTES = 1 << 14
# What ``zipfile`` raises where an archive is damaged; NotImplementedError is a RuntimeError.
_FAULTS = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, OverflowError,
           RuntimeError)  # fmt: skip


class Flaw(Enum):
    """Why an archive is refused."""

    NO_ARCHIVE = auto()
    DAMAGED = auto()
    ENCRYPTED = auto()
    TOO_LARGE = auto()


class ArchiveError(Exception):
    """An archive cannot be opened, or a part of it cannot be read."""

    def __init__(self, flaw: Flaw) -> None:
        super().__init__(flaw.name)
        self.flaw = flaw


class Archive:
    """An Office file that somebody sent: its parts, read within the limits.

    Attributes:
        names: the names of the parts, in the order of the file.
    """

    def __init__(self, content: bytes) -> None:
        """Open a file by its bytes.

        Raises:
            ArchiveError: it is no archive, is damaged or encrypted, has too many parts or too much in
                them, two parts of the same name, a name that leads out of it, or XML that defines entities.
        """
        if not content.startswith(_ZIP):
            raise ArchiveError(Flaw.NO_ARCHIVE)
        if _count_entries(content) > MAX_PARTS:
            raise ArchiveError(Flaw.TOO_LARGE)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except _FAULTS as error:
            raise ArchiveError(Flaw.DAMAGED) from error
        members = self._zip.infolist()
        self._refuse(members)
        files = [member for member in members if not _name_of(member).endswith("/")]
        self.names = tuple(_name_of(member) for member in files)
        # Office finds parts whatever the case of their names.
        self._members = {name.casefold(): member for name, member in zip(self.names, files, strict=True)}
        for name in self.names:
            if name.lower().endswith(_XML):
                self._refuse_entities(name)

    def __contains__(self, name: object) -> bool:
        """Whether there is a part of that name, in capitals or not."""
        return isinstance(name, str) and name.casefold() in self._members

    @property
    def unpacked_bytes(self) -> int:
        """How large all parts are together."""
        return sum(member.file_size for member in self._members.values())

    def read(self, name: str) -> bytes:
        """The content of a part.

        Raises:
            ArchiveError: there is no such part, it is damaged, or larger than a part may be.
        """
        return b"".join(self.stream(name, MAX_PART_BYTES))

    def size_bytes(self, name: str) -> int:
        """How large a part is when it is unpacked."""
        return self._members[name.casefold()].file_size

    def stream(self, name: str, limit_bytes: int) -> Iterator[bytes]:
        """The content of a part, piece by piece, if it is within the limit.

        Raises:
            ArchiveError: there is no such part, it is damaged, or larger than the limit.
        """
        member = self._members.get(name.casefold())
        if member is None:
            raise ArchiveError(Flaw.DAMAGED)
        if member.file_size > limit_bytes:
            raise ArchiveError(Flaw.TOO_LARGE)
        # ``zipfile`` never unpacks more than the archive says there is.
        try:
            with self._zip.open(member) as part:
                yield from iter(partial(part.read, _CHUNK_BYTES), b"")
        except _FAULTS as error:
            raise ArchiveError(Flaw.DAMAGED) from error

    def _refuse(self, members: list[zipfile.ZipInfo]) -> None:
        if any(member.flag_bits & _ENCRYPTED for member in members):
            raise ArchiveError(Flaw.ENCRYPTED)
        if len(members) > MAX_PARTS or sum(member.file_size for member in members) > MAX_UNPACKED_BYTES:
            raise ArchiveError(Flaw.TOO_LARGE)
        names = [_name_of(member).casefold() for member in members]
        is_packed_otherwise = any(member.compress_type not in _PACKINGS for member in members)
        # Readers would disagree about which of two parts is meant.
        if is_packed_otherwise or len(names) != len(set(names)) or any(map(_leads_out, names)):
            raise ArchiveError(Flaw.DAMAGED)

    def _refuse_entities(self, name: str) -> None:
        """No Office program writes a document type; whoever does wants entities to be expanded."""
        # What the part begins with: an element, as it should, or a document type.
        is_allowed: list[bool] = []
        parser = expat.ParserCreate()
        parser.StartElementHandler = lambda *_: is_allowed.append(True)
        parser.StartDoctypeDeclHandler = lambda *_: is_allowed.append(False)
        left = MAX_PROLOGUE_BYTES
        for piece in self.stream(name, MAX_UNPACKED_BYTES):
            try:
                parser.Parse(piece[:left], False)
            except (expat.ExpatError, LookupError, ValueError):
                # Faults after the first element are left to whoever reads the part. Before it, another reader
                # may know the encoding, and see definitions in it.
                is_allowed.append(False)
            left -= len(piece)
            if is_allowed and is_allowed[0]:
                return
            if is_allowed or left < 0:
                raise ArchiveError(Flaw.DAMAGED)


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """Pack the parts of an Office file, sorted by name, content types first, without a time anywhere."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            member = zipfile.ZipInfo(name, _NO_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            # Without this the archive would tell which system it was made on.
            member.create_system = 0
            archive.writestr(member, parts[name])
    return packed.getvalue()


def unpack_parts(packed: bytes) -> dict[str, bytes]:
    """Unpack an Office file of our own making.

    Raises:
        ValueError: two parts have the same name, so that readers would disagree about the content.
    """
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        if len(names) != len(set(names)):
            raise ValueError("two parts of the archive have the same name")
        return {name: archive.read(name) for name in names}


def _name_of(member: zipfile.ZipInfo) -> str:
    """The name of a part; some programs for Windows write the separators of its paths."""
    return member.filename.replace("\\", "/")


def _leads_out(name: str) -> bool:
    return not name or name.startswith("/") or ":" in name or ".." in name.split("/")


def _count_entries(content: bytes) -> int:
    """How many parts the archive says it has, before anybody reads the list of them."""
    end = content.rfind(_END, max(0, len(content) - _END_LENGTH - _MAX_COMMENT_BYTES))
    if end < 0 or len(content) < end + _END_LENGTH:
        raise ArchiveError(Flaw.DAMAGED)
    count, length = struct.unpack_from("<HI", content, end + 10)
    # Readers go through the list to its end, whatever number is given for it.
    count = max(count, length // _MAX_ENTRY_BYTES)
    locator = end - 20
    if locator >= 0 and content.startswith(_END_64_LOCATOR, locator):
        record = content.rfind(_END_64, 0, locator)
        if record < 0 or locator < record + 48:
            raise ArchiveError(Flaw.DAMAGED)
        entries, length = struct.unpack_from("<QQ", content, record + 32)
        count = max(entries, length // _MAX_ENTRY_BYTES)
    return int(count)


RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True, slots=True)
class Relationship:
    """Where a part leads.

    Attributes:
        identifier: what the part calls it by.
        kind: the last word of its type, such as ``hyperlink``, which all kinds of Office files share.
        target: the part's name in the archive, or the address outside it.
        is_external: whether it leads out of the archive.
    """

    identifier: str
    kind: str
    target: str
    is_external: bool


def relationships_of(part: str) -> str:
    """The part that says where a part's relationships lead; the archive's own where the name is empty."""
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def parse_relationships(root: etree._Element, part: str, parts: Container[str]) -> Iterator[Relationship]:
    """Where a part's relationships lead, by the root of the part that ``relationships_of`` names."""
    for element in root.iterchildren(RELATIONSHIP):
        kind = element.get("Type", "").rpartition("/")[2]
        target = element.get("Target", "")
        is_external = element.get("TargetMode") == "External"
        if not is_external:
            target = target.replace("\\", "/")
            # From the folder of its part or from the root, perhaps escaped as addresses are.
            name = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
            target = name if name in parts else unquote(name)
        yield Relationship(element.get("Id", ""), kind, target, is_external)
