"""How the Word template looks as it ships: its styles and the numbering of its lists."""

from __future__ import annotations

from docx.oxml.ns import nsdecls

from nkps_reports.report.model import LEVELS
from nkps_reports.word.default.packaged import TABLE_STYLE, TEXT_WIDTH
from nkps_reports.word.document.list_levels import own_level
from nkps_reports.word.document.stylesheet import BULLET_STYLE, LINK_STYLE, NUMBER_STYLE

DETAIL_STYLE, TITLE_STYLE, RELATION_STYLE = "NKPS opplysning", "NKPS tittel", "NKPS relasjon"
ENTRY_STYLE, ENTRY_RELATION_STYLE = "NKPS punkt", "NKPS punkt relasjon"
NUMBER_LINE_STYLE, FIRST_HEADING_STYLE = "NKPS nummer", "NKPS skjemaoverskrift"
CELL_STYLE, SMALL_CELL_STYLE, QUIET_STYLE = "NKPS celle", "NKPS liten celle", "NKPS stille"

_FONT = "Calibri"
# On white 11.5, 7.0 and 8.8 to 1, where 4.5 is asked for.
_BLUE, _GREY, _LINK_BLUE = "1F3864", "595959", "054A91"
_RULE_BLUE = "B4C2D6"
_BULLETS, _NUMBERS, _ENTRIES = 1, 2, 3
_DETAIL_INDENT = 2551
# Between two paragraphs, in twentieths of a point.
_BETWEEN = 120
_NEW_PAGE = "<w:pageBreakBefore/>"
_RIGHT_TAB = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'


def render_styles(language: str) -> bytes:
    """The styles of the template.

    Args:
        language: the language of all its text, by BCP 47.
    """
    fonts = f'<w:rFonts w:ascii="{_FONT}" w:eastAsia="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>'
    # Word's own in Norway for the scripts of other languages.
    spoken = f'<w:lang w:val="{language}" w:eastAsia="en-US" w:bidi="ar-SA"/>'
    styles = "".join((*_text_styles(), *_form_styles(), *_other_styles()))
    return (
        f"<w:styles {nsdecls('w')}><w:docDefaults><w:rPrDefault><w:rPr>{fonts}{_size(11)}{spoken}</w:rPr>"
        f"</w:rPrDefault><w:pPrDefault/></w:docDefaults>{styles}</w:styles>"
    ).encode()


def render_numbering() -> bytes:
    """The lists of the template: bullets and numbers in three levels, and the list of actions."""
    kinds = (
        (_BULLETS, BULLET_STYLE, BULLET_STYLE, LEVELS),
        (_NUMBERS, NUMBER_STYLE, NUMBER_STYLE, LEVELS),
        (_ENTRIES, ENTRY_STYLE, NUMBER_STYLE, LEVELS[:1]),
    )
    abstracts = "".join(
        f'<w:abstractNum w:abstractNumId="{number}"><w:nsid w:val="4E4B505{number}"/>'
        f'<w:multiLevelType w:val="{"multilevel" if len(levels) > 1 else "singleLevel"}"/>'
        f'<w:tmpl w:val="4E4B506{number}"/>{_levels(style, kind, levels)}</w:abstractNum>'
        for number, style, kind, levels in kinds
    )
    numbers = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{number}"/></w:num>' for number, *_ in kinds
    )
    return f"<w:numbering {nsdecls('w')}>{abstracts}{numbers}</w:numbering>".encode()


def _levels(style: str, kind: str, levels: range) -> str:
    """The levels of a list of that kind; the first one is that of a style."""
    first = f'<w:pStyle w:val="{_identifier(style)}"/>'
    return "".join(own_level(kind, depth, more="" if depth else first) for depth in levels)


def _text_styles() -> tuple[str, ...]:
    """The styles that every document of Word has, in its own names."""
    heading = '<w:keepNext/><w:keepLines/>{page}<w:spacing w:before="{before}" w:after="{after}"/>'
    # Each part and each form begins on a page of its own, whoever moves it.
    first = heading.format(page=_NEW_PAGE, before=0, after=_BETWEEN)
    second = heading.format(page="", before=280, after=_BETWEEN)
    third = heading.format(page="", before=200, after=_BETWEEN)
    # Word takes the larger of two spaces that meet: half as much between items as above and below the list.
    item = _spacing(_BETWEEN // 2, _BETWEEN // 2)
    return (
        f'<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:pPr><w:widowControl/>{_spacing(_BETWEEN, _BETWEEN, 264)}</w:pPr>"
        f'<w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}"/>{_size(11)}</w:rPr></w:style>',
        _paragraph("heading 1", f'{first}<w:outlineLvl w:val="0"/>', _bold(_BLUE, 15), priority=9),
        _paragraph("heading 2", f'{second}<w:outlineLvl w:val="1"/>', _bold(_BLUE, 12), priority=9),
        _paragraph("heading 3", f'{third}<w:outlineLvl w:val="2"/>', _bold(_BLUE, 11), priority=9),
        _paragraph("Title", f"<w:keepNext/>{_spacing(0, 60, 240)}", _bold(_BLUE, 19), priority=10),
        _paragraph("Subtitle", f"<w:keepNext/>{_spacing(0, 360)}", _colored(_GREY, 14), priority=11),
        _paragraph(BULLET_STYLE, f"{_numbered(_BULLETS)}{item}"),
        _paragraph(NUMBER_STYLE, f"{_numbered(_NUMBERS)}{item}"),
        _paragraph("Quote", "", "<w:i/><w:iCs/>", priority=29),
        _paragraph("caption", f"<w:keepNext/>{_spacing(120, 80)}", _bold(_BLUE, 10), priority=35),
        _paragraph("header", _spacing(0, 0, 240), _colored(_GREY, 9)),
        _paragraph(
            "footer",
            f"{_RIGHT_TAB}{_spacing(0, 0, 240)}",
            _colored(_GREY, 9),
        ),
    )


def _form_styles() -> tuple[str, ...]:
    """Our own styles: the title block, the list of actions, the form and the table."""
    hanging = (
        f'<w:tabs><w:tab w:val="left" w:pos="{_DETAIL_INDENT}"/></w:tabs>{_spacing(0, 60)}'
        f'<w:ind w:left="{_DETAIL_INDENT}" w:hanging="{_DETAIL_INDENT}"/>'
    )
    under_entry = f'<w:keepLines/>{_spacing(0, 120)}<w:ind w:left="454"/>'
    return (
        _paragraph(DETAIL_STYLE, hanging),
        _paragraph(
            NUMBER_LINE_STYLE, f"<w:keepNext/>{_NEW_PAGE}{_RIGHT_TAB}{_spacing(0, 0)}", _colored(_GREY, 9)
        ),
        # It looks like the others, but is no heading: the form is known by the title, which stands below it.
        _paragraph(FIRST_HEADING_STYLE, '<w:outlineLvl w:val="9"/>', based_on="Heading2"),
        _paragraph(
            TITLE_STYLE,
            f'<w:pageBreakBefore w:val="0"/>{_spacing(0, 60, 252)}',
            _bold(_BLUE, 15),
            based_on="Heading1",
        ),
        _paragraph(RELATION_STYLE, _spacing(0, 120), _colored(_GREY, 11)),
        _paragraph(ENTRY_STYLE, f"<w:keepNext/><w:keepLines/>{_numbered(_ENTRIES)}{_spacing(80, 0)}"),
        _paragraph(ENTRY_RELATION_STYLE, under_entry, _colored(_GREY, 10)),
        _paragraph(CELL_STYLE, _spacing(0, 0, 240), _size(10)),
        _paragraph(SMALL_CELL_STYLE, "", _size(9), based_on=_identifier(CELL_STYLE)),
    )


def _other_styles() -> tuple[str, ...]:
    table = (
        f'<w:tblPr><w:tblBorders><w:top w:val="single" w:sz="8" w:space="0" w:color="{_BLUE}"/>'
        f'<w:bottom w:val="single" w:sz="8" w:space="0" w:color="{_BLUE}"/>'
        f'<w:insideH w:val="single" w:sz="4" w:space="0" w:color="{_RULE_BLUE}"/></w:tblBorders>'
        '<w:tblCellMar><w:top w:w="60" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="60" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/><w:color w:val="FFFFFF"/></w:rPr>'
        f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{_BLUE}"/></w:tcPr></w:tblStylePr>'
    )
    no_margins = (
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>'
        "</w:tblCellMar></w:tblPr>"
    )
    link = f'<w:rPr><w:color w:val="{_LINK_BLUE}"/><w:u w:val="single"/></w:rPr>'
    return (
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        f'<w:uiPriority w:val="99"/><w:semiHidden/>{no_margins}</w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/></w:style>',
        f'<w:style w:type="character" w:styleId="{LINK_STYLE}"><w:name w:val="{LINK_STYLE}"/>'
        f'<w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>{link}</w:style>',
        f'<w:style w:type="character" w:customStyle="1" w:styleId="{_identifier(QUIET_STYLE)}">'
        f'<w:name w:val="{QUIET_STYLE}"/><w:basedOn w:val="DefaultParagraphFont"/><w:uiPriority w:val="99"/>'
        f'<w:qFormat/><w:rPr><w:color w:val="{_GREY}"/></w:rPr></w:style>',
        f'<w:style w:type="table" w:customStyle="1" w:styleId="{_identifier(TABLE_STYLE)}">'
        f'<w:name w:val="{TABLE_STYLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="99"/>'
        f"{table}</w:style>",
    )


def _paragraph(name: str, paragraph: str, run: str = "", priority: int = 99, based_on: str = "Normal") -> str:
    """A paragraph style on top of Normal, so that a new font for that one is one for all."""
    custom = ' w:customStyle="1"' if name.startswith("NKPS") else ""
    properties = f"<w:pPr>{paragraph}</w:pPr>" if paragraph else ""
    properties += f"<w:rPr>{run}</w:rPr>" if run else ""
    follows = '<w:next w:val="Normal"/>' if priority < 20 else ""
    return (
        f'<w:style w:type="paragraph"{custom} w:styleId="{_identifier(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based_on}"/>{follows}<w:uiPriority w:val="{priority}"/><w:qFormat/>'
        f"{properties}</w:style>"
    )


def _identifier(name: str) -> str:
    """The id that Word gives a style of that name."""
    return "".join(word[0].upper() + word[1:] if name[:4] != "NKPS" else word for word in name.split())


def _spacing(before: int, after: int, line: int | None = None) -> str:
    lines = f' w:line="{line}" w:lineRule="auto"' if line else ""
    return f'<w:spacing w:before="{before}" w:after="{after}"{lines}/>'


def _numbered(number: int) -> str:
    return f'<w:numPr><w:numId w:val="{number}"/></w:numPr>'


def _size(points: int) -> str:
    return f'<w:sz w:val="{2 * points}"/><w:szCs w:val="{2 * points}"/>'


def _bold(color: str, points: int) -> str:
    return f"<w:b/><w:bCs/>{_colored(color, points)}"


def _colored(color: str, points: int) -> str:
    return f'<w:color w:val="{color}"/>{_size(points)}'
