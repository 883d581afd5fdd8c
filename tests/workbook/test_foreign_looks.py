"""Workbooks that Excel opens and openpyxl refuses: read whatever they say of looks, with every word and date."""

# ruff: noqa: E501 - the XML of other programs has long lines.
from __future__ import annotations

import io
import zipfile
from datetime import date
from xml.sax.saxutils import escape

import pytest

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.model import Report
from nkps_reports.report.problems import WorkbookError, count_problems
from nkps_reports.wording.codes import Code
from nkps_reports.workbook.control_copy import render_control_copy
from nkps_reports.workbook.reading.parsing import parse_workbook
from tests.builders import ROW, a_row
from tests.foreign import HEADERS, MAIN, edited, from_google, only_charts, replaced, with_chart_sheet

STYLES, STRINGS, BOOK = "xl/styles.xml", "xl/sharedStrings.xml", "xl/workbook.xml"
ORGANISATION, ACTIONS = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
FIRST_FONT = '<font><sz val="10.0"/><name val="Arial"/></font>'
FIRST_FILL = '<fill><patternFill patternType="none"/></fill>'
ALIGNMENT = '<alignment readingOrder="0"/>'
TITLE = f'<si><t xml:space="preserve">{ROW[0]}</t></si>'


def a_dated_workbook() -> bytes:
    """A workbook in which only a format of numbers says that a number is the date of the report."""
    return edited(
        from_google([a_row(relation="99")]),
        {
            ORGANISATION: replaced(
                '<row r="3" ht="15.75" customHeight="1">',
                '<row r="3"><c r="A3" t="inlineStr"><is><t>Rapportdato</t></is></c><c r="B3" s="3"><v>43000</v></c>',
            ),
            STYLES: lambda part: (
                part
                .replace(b"<fonts ", b'<numFmts count="1"><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><fonts ')
                .replace(b"</cellXfs>", b'<xf borderId="0" fillId="0" fontId="0" numFmtId="170" xfId="0"/></cellXfs>')
            ),
        },
    )  # fmt: skip


def read(file: bytes) -> Report:
    """The report of a workbook, whose control copy is made as well."""
    reading = parse_workbook(file)
    assert reading.report
    assert render_control_copy(file, reading.problems, "x", count_problems(reading.problems))
    return reading.report


def fonts(font: str) -> dict[str, tuple[str, str]]:
    return {STYLES: (FIRST_FONT, f"<font>{font}</font>")}


def fills(fill: str) -> dict[str, tuple[str, str]]:
    return {STYLES: (FIRST_FILL, fill)}


def borders(border: str) -> dict[str, tuple[str, str]]:
    return {STYLES: ("<border/>", border)}


def alignments(alignment: str) -> dict[str, tuple[str, str]]:
    return {STYLES: (ALIGNMENT, alignment)}


def after_looks(xml: str) -> dict[str, tuple[str, str]]:
    return {STYLES: ("</styleSheet>", f"{xml}</styleSheet>")}


def title(text: str) -> dict[str, tuple[str, str]]:
    return {STRINGS: (TITLE, f"<si>{text}</si>")}


def rich(look: str) -> dict[str, tuple[str, str]]:
    words = escape(ROW[0])
    return title(f"<r><rPr>{look}</rPr><t>{words[:4]}</t></r><r><t>{words[4:]}</t></r>")


def first_cell(attributes: str) -> dict[str, tuple[str, str]]:
    return {ACTIONS: ('<c r="A2" s="1" t="s">', f'<c r="A2" {attributes} t="s">')}


def in_row(cell: str) -> dict[str, tuple[str, str]]:
    return {ACTIONS: ('<c r="E2"', f'{cell}<c r="E2"')}


def in_sheet(xml: str) -> dict[str, tuple[str, str]]:
    return {ACTIONS: ("<drawing ", f"{xml}<drawing ")}


REFUSED = {
    "a font's colour with a number sign": fonts('<color rgb="#1F3864"/>'),
    "a font's colour by name": fonts('<color rgb="red"/>'),
    "a font's colour of three digits": fonts('<color rgb="F00"/>'),
    "a font's colour without digits": fonts('<color rgb=""/>'),
    "a font's colour of a theme that is no number": fonts('<color theme="accent1"/>'),
    "a font's colour of an index that is no number": fonts('<color indexed="x"/>'),
    "a font's colour of an index out of range": fonts('<color indexed="900"/>'),
    "a font's tint out of range": fonts('<color theme="1" tint="7"/>'),
    "a font's colour with an attribute of its own": fonts('<color rgb="FF000000" alpha="1"/>'),
    "a font's family out of range": fonts('<family val="49"/>'),
    "a font's family that is no number": fonts('<family val="swiss"/>'),
    "a font's size that is no number": fonts('<sz val="10,5"/>'),
    "a font's underline of no kind": fonts('<u val="wavy"/>'),
    "a font's scheme of no kind": fonts('<scheme val="x"/>'),
    "a font's place of no kind": fonts('<vertAlign val="above"/>'),
    "a font's character set that is no number": fonts('<charset val="ansi"/>'),
    "a font with an attribute": {STYLES: (FIRST_FONT, '<font id="0"><b/></font>')},
    "a font with a child of its own": fonts('<glow val="1"/>'),
    "no fonts at all": {STYLES: (f'<fonts count="1">{FIRST_FONT}</fonts>', "")},
    "a fill of no kind": fills('<fill><patternFill patternType="dots"/></fill>'),
    "a fill of a colour that is none": fills('<fill><patternFill patternType="solid"><fgColor rgb="blue"/></patternFill></fill>'),
    "a fill with an attribute of its own": fills('<fill><patternFill kind="1"/></fill>'),
    "an empty fill": fills("<fill/>"),
    "a gradient of no kind": fills('<fill><gradientFill type="round"><stop position="9"><color rgb="x"/></stop></gradientFill></fill>'),
    "a fill of another kind": fills("<fill><pictureFill/></fill>"),
    "a border of no kind": borders('<border><left style="wavy"/></border>'),
    "a border's colour that is none": borders('<border><left style="thin"><color rgb="x"/></left></border>'),
    "a border with an attribute of its own": borders('<border width="2"><left/></border>'),
    "an alignment of no kind": alignments('<alignment horizontal="middle" wrapText="1"/>'),
    "an alignment turned out of range": alignments('<alignment textRotation="400"/>'),
    "an alignment with a number that is none": alignments('<alignment indent="x" readingOrder="y"/>'),
    "an alignment with an attribute of its own": alignments('<alignment wordWrap="1"/>'),
    "a protection of its own": alignments('<protection locked="x" key="y"/>'),
    "a look with an attribute of its own": {STYLES: ('<xf borderId="0"', '<xf use="1" borderId="0"')},
    "a look with numbers that are none": {STYLES: ('fontId="0"', 'fontId=""')},
    "a list with an attribute of its own": {STYLES: ('<cellXfs count="3">', '<cellXfs count="x" known="3">')},
    "a format with an attribute of its own": {STYLES: ("<numFmt ", '<numFmt sourceLinked="1" ')},
    "a format whose number is padded": {STYLES: ('numFmtId="170" xfId', 'numFmtId=" 0170" xfId')},
    "a format without a number": {STYLES: ("</numFmts>", '<numFmt numFmtId="x" formatCode="0"/></numFmts>')},
    "a format without a code": {STYLES: ("</numFmts>", '<numFmt numFmtId="171"/></numFmts>')},
    "a named style of no kind": {STYLES: ('name="Normal" builtinId="0"', 'builtinId="x"')},
    "looks of conditions of no kind": after_looks('<dxfs count="x"><dxf><font><color rgb="x"/></font><fill/></dxf></dxfs>'),
    "styles of tables of no kind": after_looks('<tableStyles count="x"><tableStyle kind="x"/></tableStyles>'),
    "a palette of no colours": after_looks('<colors><indexedColors><rgbColor rgb="x"/></indexedColors></colors>'),
    "a text with a colour that is none": rich('<color rgb="#FF0000"/>'),
    "a text with a family out of range": rich('<family val="99"/>'),
    "a text with a size that is none": rich('<sz val="stor"/>'),
    "a text with an underline of no kind": rich('<u val="dots"/>'),
    "a text with a place of no kind": rich('<vertAlign val="x"/>'),
    "a text with an attribute of its own": rich('<rFont val="Arial" x="1"/><b/>'),
    "a text beside pieces of text": title("<t>Arrangere </t><r><t>møteplass</t></r>"),
    "a text behind pieces of text": title("<r><rPr><b/></rPr><t>Arrangere </t></r><t>møteplass</t>"),
    "how to pronounce a text": title(f'<t>{ROW[0]}</t><rPh sb="x" eb="y"><t>z</t></rPh><phoneticPr fontId="x" type="y"/>'),
    "a cell without a number of its look": first_cell('s=""'),
    "a cell with a look of spaces": first_cell('s=" "'),
    "a cell with a look that is no number": first_cell('s="x"'),
    "a cell with a look below all": first_cell('s="-1"'),
    "a cell with a look that is not there": first_cell('s="999"'),
    "a cell with a look of 5,000 digits": first_cell(f's="{"9" * 5_000}"'),
    "an empty cell of its own text": in_row('<c r="Z2" t="inlineStr"/>'),
    "an empty cell of a shared text": in_row('<c r="Z2" t="s"><v></v></c>'),
    "an empty text": {STRINGS: ("</sst>", "<si/></sst>"), ACTIONS: ('<c r="E2"', '<c r="Z2" t="s"><v>14</v></c><c r="E2"')},
    "an empty text of a cell": in_row('<c r="Z2" t="inlineStr"><is/></c>'),
    "a cell of spaces": in_row('<c r="Z2"><v> </v></c>'),
    "an empty cell of a truth value": in_row('<c r="Z2" t="b"><v/></c>'),
    "an empty cell of no kind": in_row('<c r="Z2" t=""/>'),
    "an extension in a row": in_row("<extLst><ext/></extLst>"),
    "a row without a number": {ACTIONS: ('<row r="2" ht="15.75"', '<row r="" ht=""')},
    "a row whose height is none": {ACTIONS: ('<row r="2" ht="15.75"', '<row r="2" ht="høy"')},
    "a view of no kind": {ACTIONS: ("<sheetView ", '<sheetView view="x" zoomScale="y" colour="z" ')},
    "page set up in no way": in_sheet('<printOptions x="1"/><pageMargins left="x"/><pageSetup orientation="x" paperSize="y" z="1"/>'),
    "conditions of no kind": in_sheet('<conditionalFormatting sqref="x"><cfRule type="x" priority="y"/></conditionalFormatting>'),
    "validations of no kind": in_sheet('<dataValidations count="x"><dataValidation type="x" sqref="y" z="1"/></dataValidations>'),
    "a filter of no kind": in_sheet('<autoFilter ref="x" y="z"><filterColumn colId="x"/></autoFilter>'),
    "names of no kind": {BOOK: ("<definedNames/>", '<definedNames><definedName x="1">#REF!</definedName></definedNames>')},
    "a calculation of no kind": {BOOK: ("<calcPr/>", '<calcPr calcMode="x" calcId="y" z="1"/>')},
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_look_that_openpyxl_refuses_stops_no_workbook(name: str) -> None:
    file = a_dated_workbook()
    report = read(edited(file, {part: replaced(*change) for part, change in REFUSED[name].items()}))
    assert report.organisation.report_date == date(2017, 9, 22)
    (action,) = report.actions
    assert [text.plain for text in action.texts] == [ROW[0], *ROW[2:]]
    assert action.relation
    assert action.relation.numbers == (99,)


def test_bold_stays_where_the_rest_of_a_look_is_refused() -> None:
    change = rich('<b/><color rgb="x"/>')
    report = read(edited(a_dated_workbook(), {part: replaced(*change) for part, change in change.items()}))
    spans = report.actions[0].title.paragraphs[0].spans
    assert [(span.text, span.bold) for span in spans] == [("Arra", True), ("ngere møteplass", False)]


@pytest.mark.parametrize(
    "look",
    [
        '<sz val="1000"/>', '<sz val="NaN"/>', '<charset val="999"/>', '<charset val="-1"/>', '<family val="14"/>',
        '<color indexed="900"/>', '<color indexed="-1"/>', '<color theme="-1"/>', '<name val=""/>',
        f'<name val="{"x" * 60}"/>',
    ],
)  # fmt: skip
def test_the_control_copy_hands_on_no_look_that_the_standard_lacks(look: str) -> None:
    file = edited(a_dated_workbook(), {part: replaced(*change) for part, change in fonts(look).items()})
    copied = unpack_parts(render_control_copy(file, [], "x", "ingen feil"))[STYLES]
    value = look.partition('="')[2].partition('"')[0]
    assert f'="{value}"'.encode() not in copied


def test_the_control_copy_keeps_the_looks_that_are_none_of_those_refused() -> None:
    look = '<b/><sz val="17"/><color rgb="x"/><name val="Arial"/>'
    file = edited(a_dated_workbook(), {part: replaced(*change) for part, change in fonts(look).items()})
    copied = unpack_parts(render_control_copy(file, [], "x", "ingen feil"))[STYLES]
    assert b'<sz val="17"/>' in copied


def renamed(file: bytes, rename: dict[str, str] | None = None, separator: str = "/") -> bytes:
    """A workbook with its parts under other names, as the archive has them."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, part in unpack_parts(file).items():
            member = zipfile.ZipInfo("x")
            # ``zipfile`` would turn the separators that it is given.
            member.filename = (rename or {}).get(name, name).replace("/", separator)
            archive.writestr(member, part)
    return packed.getvalue()


def test_parts_are_found_whatever_the_case_of_their_names() -> None:
    for name in unpack_parts(a_dated_workbook()):
        assert read(renamed(a_dated_workbook(), {name: name.upper()})).actions[0].title.plain == ROW[0], name


def test_paths_may_have_the_separators_of_windows() -> None:
    assert read(renamed(a_dated_workbook(), separator="\\")).actions[0].title.plain == ROW[0]
    targets = replaced("worksheets/sheet2.xml", "worksheets\\sheet2.xml")
    file = edited(a_dated_workbook(), {"xl/_rels/workbook.xml.rels": targets})
    assert read(file).actions[0].title.plain == ROW[0]


def test_styles_may_be_named_and_not_there() -> None:
    parts = unpack_parts(a_dated_workbook())
    del parts[STYLES]
    assert read(pack_parts(parts)).actions[0].title.plain == ROW[0]


def test_texts_may_stand_in_cells_with_a_prefix_beside_empty_ones() -> None:
    assert read(in_own_texts(a_dated_workbook())).actions[0].title.plain == ROW[0]


def in_own_texts(file: bytes) -> bytes:
    """A workbook whose cells hold their texts themselves, and whose tags have a prefix."""
    rows = [HEADERS, ROW]
    cells = [
        f'<x:row r="{number}">'
        + "".join(
            f'<x:c r="{column}{number}" s="1" t="inlineStr"><x:is><x:t>{escape(text)}</x:t></x:is></x:c>'
            for column, text in zip("ABCDE", texts, strict=True)
        )
        + f'<x:c r="Z{number}" t="inlineStr"/></x:row>'
        for number, texts in enumerate(rows, start=1)
    ]
    sheet = f'<x:worksheet xmlns:x="{MAIN}"><x:sheetData>{"".join(cells)}</x:sheetData></x:worksheet>'
    return edited(file, {ACTIONS: lambda _: sheet.encode()})


def test_a_sheet_that_is_a_chart_is_passed_over() -> None:
    assert read(with_chart_sheet(a_dated_workbook())).actions[0].title.plain == ROW[0]


def test_a_workbook_of_charts_alone_is_told_as_such() -> None:
    with pytest.raises(WorkbookError) as raised:
        parse_workbook(only_charts())
    assert [problem.code for problem in raised.value.problems] == [Code.NO_WORKSHEET]


def test_the_control_copy_declares_what_relationships_are() -> None:
    declared = (
        '<Default ContentType="application/vnd.openxmlformats-package.relationships+xml" Extension="rels"/>'
    )
    file = edited(a_dated_workbook(), {"[Content_Types].xml": replaced(declared, "")})
    problems = parse_workbook(file).problems
    copied = unpack_parts(render_control_copy(file, problems, "x", count_problems(problems)))
    types = copied["[Content_Types].xml"].decode()
    assert types.count('Extension="rels"') == 1
    assert 'Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"' in types
