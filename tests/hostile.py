"""Files made to do harm, and files that only look like workbooks: small here, large when they are opened."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

import io
import struct
import zipfile

from nkps_reports.files.archive import pack_parts, unpack_parts
from tests.builders import a_workbook
from tests.foreign import ACTIONS, MAIN, RELATIONS, edited, replaced

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def ole(*streams: str) -> bytes:
    """An OLE file with the names of its streams where the directory has them."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


def zipped(**parts: bytes) -> bytes:
    """A zip archive; a double underscore in a name stands for a slash, a single one for a full stop."""
    return pack_parts({name.replace("__", "/").replace("_", "."): part for name, part in parts.items()})


def open_document() -> bytes:
    """An OpenDocument spreadsheet, as far as a reader looks."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", "<office/>")
    return packed.getvalue()


def a_million_entries() -> bytes:
    """A workbook with a million empty parts beside its own, written without going through them one by one."""
    file = a_workbook()
    start = struct.unpack_from("<I", file, file.rindex(b"PK\x05\x06") + 16)[0]
    directory = file[start : file.rindex(b"PK\x05\x06")]
    names = (f"x/{number:07}" for number in range(1_000_000))
    header = b"PK\x01\x02" + bytes(24) + struct.pack("<H", 9) + bytes(16)
    directory += b"".join(header + name.encode() for name in names)
    count = 1_000_000
    end_64 = b"PK\x06\x06" + struct.pack("<QHHIIQQQQ", 44, 45, 45, 0, 0, count, count, len(directory), start)
    locator = b"PK\x06\x07" + struct.pack("<IQI", 0, start + len(directory), 1)
    end = b"PK\x05\x06" + struct.pack("<HHHHIIH", 0, 0, 0xFFFF, 0xFFFF, 0xFFFFFFFF, 0xFFFFFFFF, 0)
    return file[:start] + directory + end_64 + locator + end


def ten_gigabytes() -> bytes:
    """A workbook whose parts unpack to ten gigabytes of spaces: one packed part, named a hundred times."""
    parts = unpack_parts(a_workbook())
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
        archive.writestr("xl/media/image1.png", b" " * 100_000_000)
        first = archive.infolist()[-1]
        for number in range(2, 102):
            member = zipfile.ZipInfo(f"xl/media/image{number}.png")
            for field in ("header_offset", "CRC", "compress_size", "file_size", "compress_type"):
                setattr(member, field, getattr(first, field))
            archive.filelist.append(member)
            archive.NameToInfo[member.filename] = member
    return packed.getvalue()


def a_large_part(name: str, opening: bytes, filling: bytes, count: int, closing: bytes) -> bytes:
    """A workbook with one part that is small when packed and large when not."""
    return edited(a_workbook(), {name: lambda _: opening + filling * count + closing})


def a_sheet(inside: str) -> bytes:
    """A workbook with this for its sheet of actions."""
    return edited(
        a_workbook(), {ACTIONS: lambda _: f'<worksheet xmlns="{MAIN}">{inside}</worksheet>'.encode()}
    )


def deep_xml(part: str = ACTIONS) -> bytes:
    """Elements within each other, three hundred thousand deep."""
    return edited(a_workbook(), {part: lambda _: b"<a>" * 300_000 + b"</a>" * 300_000})


def with_entities(definition: str, part: str = ACTIONS) -> bytes:
    """A workbook with a document type in one of its parts, and an entity used in a cell."""
    used = replaced("En konferanse.", "&x;") if part == ACTIONS else (lambda content: content)
    return edited(
        a_workbook(),
        {part: lambda content: f"<!DOCTYPE x [{definition}]>".encode() + used(content)},
    )


LAUGHS = (
    '<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {c} "{f"&{b};" * 10}">' for b, c in zip("abcdefghi", "bcdefghij", strict=True))
    + '<!ENTITY x "&j;">'
)
EXTERNAL = '<!ENTITY x SYSTEM "file:///etc/passwd">'


def with_name(name: str) -> bytes:
    """A workbook with a part of that name."""
    return edited(a_workbook(), {name: lambda _: b"x"})


def with_external_data() -> bytes:
    """A workbook that links to another one and to a database."""
    return edited(
        a_workbook(),
        {
            "xl/_rels/workbook.xml.rels": replaced(
                "</Relationships>",
                f'<Relationship Id="rId90" Type="{RELATIONS}/externalLink" Target="externalLinks/externalLink1.xml"/>'
                f'<Relationship Id="rId91" Type="{RELATIONS}/connections" Target="connections.xml"/>'
                "</Relationships>",
            ),
            "xl/workbook.xml": replaced(
                "</sheets>",
                f'</sheets><externalReferences><externalReference xmlns:r="{RELATIONS}" r:id="rId90"/>'
                "</externalReferences>",
            ),
            "xl/externalLinks/externalLink1.xml": lambda _: (
                f'<externalLink xmlns="{MAIN}" xmlns:r="{RELATIONS}"><externalBook r:id="rId1"/></externalLink>'
            ).encode(),
            "xl/externalLinks/_rels/externalLink1.xml.rels": lambda _: (
                '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
                f'<Relationship Id="rId1" Type="{RELATIONS}/externalLinkPath" '
                'Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>'
            ).encode(),
            "xl/connections.xml": lambda _: (
                f'<connections xmlns="{MAIN}"><connection id="1" type="4" refreshOnLoad="1">'
                '<webPr url="http://127.0.0.1:9/"/></connection></connections>'
            ).encode(),
        },
    )


def with_two_parts_of_one_name() -> bytes:
    """A workbook in which two readers could see different sheets."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in unpack_parts(a_workbook()).items():
            archive.writestr(name, part)
        archive.writestr(ACTIONS.upper(), b"<worksheet/>")
    return packed.getvalue()
