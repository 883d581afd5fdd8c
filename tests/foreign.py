"""Workbooks as other programs write them, and as hurried people leave them."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

import base64
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from nkps_reports.files.archive import pack_parts, unpack_parts
from tests.builders import ROW, a_workbook

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument"
SHEET_TYPES = f"{TYPES}.spreadsheetml"
ACTIONS = "xl/worksheets/sheet3.xml"
HEADERS = (
    "Tiltak",
    "Relasjon til NKPS-tiltak nr.",
    "Ansvarlig og samarbeidspartnere",
    "Beskrivelse av tiltaket (maks en halv side)",
    "Tidspunkt og varighet",
)
# The smallest picture there is.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def edited(file: bytes, changes: Mapping[str, Callable[[bytes], bytes]]) -> bytes:
    """The workbook with some parts changed; a part that is not there begins empty."""
    parts = unpack_parts(file)
    for name, change in changes.items():
        parts[name] = change(parts.get(name, b""))
    return pack_parts(parts)


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """Replaces bytes of a part, which must be there."""

    def change(part: bytes) -> bytes:
        assert old.encode() in part, old
        return part.replace(old.encode(), new.encode())

    return change


def strict(file: bytes) -> bytes:
    """The workbook as Excel saves it as «Strict Open XML Spreadsheet»."""
    parts = unpack_parts(file)
    for name, part in parts.items():
        if name.endswith((".xml", ".rels")):
            part = part.replace(MAIN.encode(), b"http://purl.oclc.org/ooxml/spreadsheetml/main")
            parts[name] = part.replace(
                RELATIONS.encode(), b"http://purl.oclc.org/ooxml/officeDocument/relationships"
            )
    return pack_parts(parts)


def from_google(rows: Sequence[Sequence[str]] = (ROW,)) -> bytes:
    """A workbook in the style of Google Sheets: shared strings, 1,000 rows, an empty drawing."""
    strings: list[str] = []

    def cell(name: str, text: str) -> str:
        strings.append(text)
        return f'<c r="{name}" s="1" t="s"><v>{len(strings) - 1}</v></c>'

    def sheet(lines: Sequence[Sequence[str]]) -> bytes:
        written = []
        for number in range(1, 1001):
            texts = lines[number - 1] if number <= len(lines) else ()
            cells = "".join(
                cell(f"{'ABCDE'[i]}{number}", text) if text else f'<c r="{"ABCDE"[i]}{number}" s="2"/>'
                for i, text in enumerate(texts)
            )
            written.append(f'<row r="{number}" ht="15.75" customHeight="1">{cells}</row>')
        return (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{MAIN}" '
            f'xmlns:r="{RELATIONS}"><sheetPr><outlinePr summaryBelow="0" summaryRight="0"/></sheetPr>'
            '<sheetViews><sheetView workbookViewId="0"/></sheetViews>'
            '<sheetFormatPr customHeight="1" defaultColWidth="12.63" defaultRowHeight="15.75"/>'
            f'<sheetData>{"".join(written)}</sheetData><drawing r:id="rId1"/></worksheet>'
        ).encode()

    sheets = {
        "Virksomhet": sheet([("Virksomhet", "Spekter"), ("Rapporteringsperiode", "2017")]),
        "Tiltak": sheet([HEADERS, *rows]),
    }
    drawing = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
    parts: dict[str, bytes] = {}
    types, relations, listed = [], [], []
    for number, (name, content) in enumerate(sheets.items(), start=1):
        parts[f"xl/worksheets/sheet{number}.xml"] = content
        parts[f"xl/drawings/drawing{number}.xml"] = f'<xdr:wsDr xmlns:xdr="{drawing}"/>'.encode()
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/drawing" '
            f'Target="../drawings/drawing{number}.xml"/></Relationships>'
        ).encode()
        types.append(
            f'<Override ContentType="{SHEET_TYPES}.worksheet+xml" PartName="/xl/worksheets/sheet{number}.xml"/>'
        )
        relations.append(
            f'<Relationship Id="rId{number + 3}" Type="{RELATIONS}/worksheet" '
            f'Target="worksheets/sheet{number}.xml"/>'
        )
        listed.append(f'<sheet state="visible" name="{name}" sheetId="{number}" r:id="rId{number + 3}"/>')
    texts = "".join(f'<si><t xml:space="preserve">{escape(text)}</t></si>' for text in strings)
    parts |= {
        "[Content_Types].xml": (
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default ContentType="application/xml" Extension="xml"/>'
            '<Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>'
            f'<Override ContentType="{SHEET_TYPES}.sheet.main+xml" PartName="/xl/workbook.xml"/>'
            f'<Override ContentType="{SHEET_TYPES}.sharedStrings+xml" PartName="/xl/sharedStrings.xml"/>'
            f'<Override ContentType="{SHEET_TYPES}.styles+xml" PartName="/xl/styles.xml"/>'
            f"{''.join(types)}</Types>"
        ).encode(),
        "_rels/.rels": (
            f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATIONS}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'
        ).encode(),
        "xl/workbook.xml": (
            f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr/><sheets>{"".join(listed)}</sheets>'
            "<definedNames/><calcPr/></workbook>"
        ).encode(),
        "xl/_rels/workbook.xml.rels": (
            f'<Relationships xmlns="{PACKAGE}">'
            f'<Relationship Id="rId2" Type="{RELATIONS}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId3" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/>'
            f"{''.join(relations)}</Relationships>"
        ).encode(),
        "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{texts}</sst>'.encode(),
        "xl/styles.xml": (
            f'<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="10.0"/><name val="Arial"/></font></fonts>'
            '<fills count="2"><fill><patternFill patternType="none"/></fill>'
            '<fill><patternFill patternType="lightGray"/></fill></fills><borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf borderId="0" fillId="0" fontId="0" numFmtId="0"/></cellStyleXfs>'
            '<cellXfs count="3"><xf borderId="0" fillId="0" fontId="0" numFmtId="0" xfId="0"/>'
            '<xf borderId="0" fillId="0" fontId="0" numFmtId="0" xfId="0" applyAlignment="1">'
            '<alignment readingOrder="0"/></xf>'
            '<xf borderId="0" fillId="0" fontId="0" numFmtId="49" xfId="0"/></cellXfs>'
            '<cellStyles count="1"><cellStyle xfId="0" name="Normal" builtinId="0"/></cellStyles></styleSheet>'
        ).encode(),
    }
    return pack_parts(parts)


def with_chart_sheet(file: bytes) -> bytes:
    """A workbook with a sheet that is a chart, before the others."""
    chart = (
        f'<chartsheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0"/></sheetViews></chartsheet>'
    )
    relation = f'<Relationship Id="rId50" Type="{RELATIONS}/chartsheet" Target="chartsheets/sheet1.xml"/>'
    return edited(
        file,
        {
            "xl/chartsheets/sheet1.xml": lambda _: chart.encode(),
            "xl/_rels/workbook.xml.rels": replaced("</Relationships>", f"{relation}</Relationships>"),
            "xl/workbook.xml": replaced(
                "<sheets>", '<sheets><sheet name="Diagram1" sheetId="50" r:id="rId50"/>'
            ),
        },
    )


def only_charts() -> bytes:
    """A workbook whose only sheet is a chart."""

    def without_others(part: bytes) -> bytes:
        first, last = part.index(b'<sheet state="visible"'), part.index(b"</sheets>")
        return part[:first] + part[last:]

    return edited(with_chart_sheet(from_google()), {"xl/workbook.xml": without_others})


def with_drawing(inside: str, file: bytes | None = None) -> bytes:
    """A workbook with something drawn on the sheet of actions."""
    drawing = (
        '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        f'xmlns:r="{RELATIONS}"><xdr:absoluteAnchor><xdr:pos x="0" y="0"/><xdr:ext cx="900000" cy="900000"/>'
        f"{inside}<xdr:clientData/></xdr:absoluteAnchor></xdr:wsDr>"
    )
    return edited(
        file or a_workbook(),
        {
            ACTIONS: replaced("<tableParts ", f'<drawing xmlns:r="{RELATIONS}" r:id="rId77"/><tableParts '),
            "xl/worksheets/_rels/sheet3.xml.rels": replaced(
                "</Relationships>",
                f'<Relationship Id="rId77" Type="{RELATIONS}/drawing" Target="../drawings/drawing77.xml"/>'
                "</Relationships>",
            ),
            "xl/drawings/drawing77.xml": lambda _: drawing.encode(),
            "[Content_Types].xml": replaced(
                "</Types>",
                f'<Override PartName="/xl/drawings/drawing77.xml" ContentType="{TYPES}.drawing+xml"/></Types>',
            ),
        },
    )


TEXT_BOX = (
    '<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Tekstboks 1"/><xdr:cNvSpPr txBox="1"/>'
    '</xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr><xdr:txBody><a:bodyPr/>'
    "<a:p><a:r><a:t>Husk å ringe KD</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
)
PICTURE = (
    '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="3" name="Bilde 1"/><xdr:cNvPicPr/></xdr:nvPicPr><xdr:blipFill>'
    '<a:blip/></xdr:blipFill><xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr></xdr:pic>'
)


def with_rows(count: int, row: str, file: bytes | None = None) -> bytes:
    """A workbook whose sheet of actions goes on with rows as they are given, ``{}`` for their number."""
    rows = "".join(row.replace("{}", str(number)) for number in range(502, 502 + count))
    return edited(file or a_workbook(), {ACTIONS: replaced("</sheetData>", f"{rows}</sheetData>")})
