"""A workbook with what openpyxl drops when it saves, its parts written by hand."""

from __future__ import annotations

import re

from nkps_reports.files.archive import unpack_parts
from tests.builders import a_row, a_workbook

SHEET = "xl/worksheets/sheet3.xml"
RELATIONSHIPS = "xl/worksheets/_rels/sheet3.xml.rels"
DRAWING, VML = "xl/drawings/drawing7.xml", "xl/drawings/vmlDrawing7.vml"
COMMENTS, THREADS, PERSONS = (
    "xl/comments7.xml",
    "xl/threadedComments/threadedComment7.xml",
    "xl/persons/person.xml",
)

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MICROSOFT = "http://schemas.microsoft.com/office/2017/10/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_X14 = "http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"
_XM = "http://schemas.microsoft.com/office/excel/2006/main"
_THREADED = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_TYPES = "application/vnd.openxmlformats-officedocument"
_PERSON = "{11111111-1111-1111-1111-111111111111}"
_THREAD = "{22222222-2222-2222-2222-222222222222}"

# Unclosed <br>, as Excel writes it, and a check box that shares the drawing with the notes.
DRAWN = """<xml xmlns:v="urn:schemas-microsoft-com:vml"
 xmlns:o="urn:schemas-microsoft-com:office:office"
 xmlns:x="urn:schemas-microsoft-com:office:excel">
 <o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="3"/></o:shapelayout>
 <v:shapetype id="_x0000_t201" coordsize="21600,21600" o:spt="201" path="m,l,21600r21600,l21600,xe"/>
 <v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe"/>
 <v:shape id="_x0000_s3073" type="#_x0000_t201" style='position:absolute;width:90pt;height:20pt'>
  <v:textbox><div style='text-align:left'><font>Avkryssing<br></font></div></v:textbox>
  <x:ClientData ObjectType="Checkbox"><x:Anchor>6, 1, 1, 2, 8, 1, 2, 3</x:Anchor></x:ClientData></v:shape>
 <v:shape id="_x0000_s3074" type="#_x0000_t202" style='position:absolute;visibility:hidden'>
  <x:ClientData ObjectType="Note"><x:Anchor>1, 1, 1, 1, 2, 2, 2, 2</x:Anchor>
  <x:Row>1</x:Row><x:Column>0</x:Column></x:ClientData></v:shape>
 <v:shape id="_x0000_s3075" type="#_x0000_t202" style='position:absolute;visibility:hidden'>
  <x:ClientData ObjectType="Note"><x:Anchor>1, 1, 1, 1, 2, 2, 2, 2</x:Anchor>
  <x:Row>1</x:Row><x:Column>2</x:Column></x:ClientData></v:shape>
</xml>"""

_COMMENTS = f"""<comments xmlns="{MAIN}"><authors><author>Kari</author>
<author>tc={_THREAD}</author></authors>
<commentList><comment ref="A2" authorId="0"><text><t>Husk dette</t></text></comment>
<comment ref="C2" authorId="1"><text><t>Kommentar: Er dette rett?</t></text></comment>
</commentList></comments>"""

_THREADS = f"""<ThreadedComments xmlns="{_THREADED}"><threadedComment ref="C2" dT="2023-01-01T10:00:00.00"
 personId="{_PERSON}" id="{_THREAD}"><text>Er dette rett?</text></threadedComment></ThreadedComments>"""

_PERSONS = f"""<personList xmlns="{_THREADED}"><person displayName="Kari" id="{_PERSON}" userId="kari"
 providerId="None"/></personList>"""

_DRAWING = """<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><xdr:twoCellAnchor>
<xdr:from><xdr:col>6</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>3</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:from>
<xdr:to><xdr:col>8</xdr:col><xdr:colOff>0</xdr:colOff><xdr:row>6</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to>
<xdr:sp macro="" textlink=""><xdr:nvSpPr><xdr:cNvPr id="2" name="Tekstboks"/><xdr:cNvSpPr txBox="1"/>
</xdr:nvSpPr>
<xdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></xdr:spPr>
<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>I en tekstboks</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/>
</xdr:twoCellAnchor></xdr:wsDr>"""

EXTENSIONS = f"""<extLst>
<ext uri="{{78C0D931-6437-407d-A8EE-F0AAD7539E65}}" xmlns:x14="{_X14}"><x14:conditionalFormattings>
<x14:conditionalFormatting xmlns:xm="{_XM}"><x14:cfRule type="expression" priority="9"
 id="{{33333333-3333-3333-3333-333333333333}}"><xm:f>NKPS!$A$1=1</xm:f><x14:dxf/></x14:cfRule>
<xm:sqref>E2</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext>
<ext uri="{{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}}" xmlns:x14="{_X14}"><x14:dataValidations count="1"
 xmlns:xm="{_XM}"><x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>NKPS!$A$2:$A$9</xm:f>
</x14:formula1><xm:sqref>G2</xm:sqref></x14:dataValidation></x14:dataValidations></ext>
<ext uri="{{05C60535-1F16-4fd2-B633-F4F36F0B64E0}}" xmlns:x14="{_X14}"><x14:sparklineGroups xmlns:xm="{_XM}">
<x14:sparklineGroup><x14:sparklines><x14:sparkline><xm:f>NKPS!A2:A9</xm:f><xm:sqref>H2</xm:sqref>
</x14:sparkline></x14:sparklines></x14:sparklineGroup></x14:sparklineGroups></ext></extLst>"""


def rich_parts() -> dict[str, bytes]:
    """The parts: a text box, a check box, notes, a thread, sparklines, extensions, an image and macros."""
    parts = unpack_parts(a_workbook([a_row(), a_row(title="Nok et tiltak")]))
    added = {
        DRAWING: _DRAWING, VML: DRAWN, COMMENTS: _COMMENTS, THREADS: _THREADS, PERSONS: _PERSONS,
        "xl/vbaProject.bin": "makroer", "xl/media/image1.png": "et bilde",
    }  # fmt: skip
    parts |= {name: text.encode() for name, text in added.items()}
    sheet = parts[SHEET].decode()
    at = sheet.index("<tableParts")
    sheet = (
        f'{sheet[:at]}<drawing xmlns:r="{_OFFICE}" r:id="rId71"/>'
        f'<legacyDrawing xmlns:r="{_OFFICE}" r:id="rId72"/>'
        + sheet[at:].replace("</worksheet>", f"{EXTENSIONS}</worksheet>")
    )
    parts[SHEET] = sheet.encode()
    _relate(parts, RELATIONSHIPS, [
        ("rId71", f"{_OFFICE}/drawing", "../drawings/drawing7.xml"),
        ("rId72", f"{_OFFICE}/vmlDrawing", "/xl/drawings/vmlDrawing7.vml"),
        ("rId73", f"{_OFFICE}/comments", "../comments7.xml"),
        ("rId74", f"{_MICROSOFT}/threadedComment", "../threadedComments/threadedComment7.xml"),
    ])  # fmt: skip
    _relate(parts, "xl/_rels/workbook.xml.rels", [
        ("rId81", f"{_MICROSOFT}/person", "persons/person.xml"),
        ("rId82", "http://schemas.microsoft.com/office/2006/relationships/vbaProject", "vbaProject.bin"),
    ])  # fmt: skip
    types = parts["[Content_Types].xml"].decode()
    types = types.replace(
        f"{_TYPES}.spreadsheetml.sheet.main+xml", "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    )
    overrides = [
        (DRAWING, f"{_TYPES}.drawing+xml"), (COMMENTS, f"{_TYPES}.spreadsheetml.comments+xml"),
        (THREADS, "application/vnd.ms-excel.threadedcomments+xml"),
        (PERSONS, "application/vnd.ms-excel.person+xml"),
    ]  # fmt: skip
    declared = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides)
    for extension, kind in (("vml", f"{_TYPES}.vmlDrawing"), ("bin", "application/vnd.ms-office.vbaProject"),
                            ("png", "image/png")):  # fmt: skip
        declared += f'<Default Extension="{extension}" ContentType="{kind}"/>'
    parts["[Content_Types].xml"] = types.replace("</Types>", f"{declared}</Types>").encode()
    return parts


def _relate(parts: dict[str, bytes], name: str, added: list[tuple[str, str, str]]) -> None:
    texts = "".join(f'<Relationship Id="{i}" Type="{kind}" Target="{target}"/>' for i, kind, target in added)
    parts[name] = re.sub(rb"(?=</Relationships>)", texts.encode(), parts[name])
