"""What somebody with a screen reader, poor sight or a keyboard alone meets in template and report."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.files.archive import unpack_parts
from nkps_reports.report.model import Language, Organisation
from nkps_reports.word.document.stylesheet import read_stylesheet
from nkps_reports.wording.documents import DOCUMENT_WORDS
from tests.builders import a_report, a_word_report
from tools.word_template.template import render_default_template

MIN_CONTRAST = 4.5
BOTH = pytest.mark.parametrize("language", Language)


@pytest.fixture(scope="module")
def report() -> bytes:
    return a_word_report(a_report("x\n- a\n- b\n1. c\n2. d\n[programmet](https://a.no)", "y"))


def opened(word: bytes) -> Document:
    return docx.Document(io.BytesIO(word))


def part(word: bytes, name: str) -> etree._Element:
    return etree.fromstring(unpack_parts(word)[f"word/{name}.xml"])


def luminance(color: str) -> float:
    channels = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, two: str) -> float:
    low, high = sorted((luminance(one), luminance(two)))
    return (high + 0.05) / (low + 0.05)


def colors_in(root: etree._Element) -> Iterator[tuple[str, str]]:
    """Each colour of text with what stands behind it: white, where nothing is said."""
    for color in root.iter(qn("w:color")):
        owner = next(color.iterancestors(qn("w:style"), qn("w:tblStylePr"), qn("w:p")))
        fill = owner.find(f".//{qn('w:shd')}")
        behind = "FFFFFF" if fill is None else fill.get(qn("w:fill"), "")
        shown = color.get(qn("w:val"), "")
        yield "000000" if shown == "auto" else shown, behind


def test_contrast_is_computed_as_wcag_does() -> None:
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("777777", "FFFFFF") == pytest.approx(4.48, abs=0.01)


@BOTH
def test_every_colour_of_text_stands_out_from_what_is_behind_it(language: Language) -> None:
    template = render_default_template(language)
    pairs = [pair for name in ("styles", "document", "footer1") for pair in colors_in(part(template, name))]
    assert ("FFFFFF", "1F3864") in pairs
    assert {shown for shown, _ in pairs} == {"FFFFFF", "1F3864", "595959", "054A91"}
    assert [pair for pair in pairs if contrast(*pair) < MIN_CONTRAST] == []


def headings_of(document: Document) -> list[tuple[int, str]]:
    """The headings that Word's navigation pane shows: their level, from 0, and text."""
    stylesheet = read_stylesheet(document)
    levels = ((stylesheet.heading_level(each._p), each.text) for each in document.paragraphs)
    return [(level, text) for level, text in levels if level is not None]


def test_headings_have_no_gaps_and_there_is_one_title(report: bytes) -> None:
    document = opened(report)
    names = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert names.count("Title") == 1
    assert names[0] == "Title"
    levels = [level + 1 for level, _ in headings_of(document)]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert levels == [1, *[1, 2, 2, 2] * 2, 1]


@BOTH
def test_each_form_is_known_by_its_title_which_stands_once_in_it(language: Language) -> None:
    report = a_report("Tekst", "Mer tekst", organisation=Organisation("Spekter", "2017", language=language))
    document = opened(a_word_report(report, render_default_template(language)))
    headings = DOCUMENT_WORDS[language].form_headings
    found = [text for _, text in headings_of(document)]
    assert found[1:-1] == ["Tittel 1", *headings[1:], "Tittel 2", *headings[1:]]
    texts = [paragraph.text for paragraph in document.paragraphs]
    for number in (1, 2):
        # In the list, and under the first heading of the form.
        first, second = (place for place, text in enumerate(texts) if text == f"Tittel {number}")
        assert texts[second - 1] == headings[0]
        assert texts[second - 2].startswith(f"Rapporteringspunkt {number}\t")
        assert first < texts.index(headings[0])


def test_the_title_is_the_largest_text_of_its_form(report: bytes) -> None:
    styles = {style.name: style for style in opened(report).styles}
    sizes = {
        name: styles[name].font.size.pt for name in ("NKPS tittel", "Heading 2", "Normal", "NKPS nummer")
    }
    assert sizes == {"NKPS tittel": 15, "Heading 2": 12, "Normal": 11, "NKPS nummer": 9}


def test_below_a_list_there_is_as_much_space_as_below_a_paragraph() -> None:
    document = opened(render_default_template())
    # Without this setting, Word and LibreOffice take the larger of two spaces that meet.
    assert document.settings.element.find(f".//{qn('w:doNotUseHTMLParagraphAutoSpacing')}") is None
    looks = {
        style.name: style.paragraph_format for style in document.styles if hasattr(style, "paragraph_format")
    }

    def between(above: str, below: str) -> float:
        return float(max(looks[above].space_after, looks[below].space_before).pt)

    for item in ("List Bullet", "List Number"):
        assert between(item, "Normal") == between("Normal", "Normal") == between("Normal", item) == 6
        assert between("Heading 2", item) == between("Heading 2", "Normal") == 6
        assert between(item, "Heading 2") == between("Normal", "Heading 2") == 14
        assert between(item, item) == 3


@BOTH
def test_what_is_not_there_is_quieter_in_the_table_than_what_is(language: Language) -> None:
    words = DOCUMENT_WORDS[language]
    (table,) = opened(a_word_report(a_report("x"), render_default_template(language))).tables
    looks = {
        run.text: run.style.name
        for cell in (table.cell(1, 3), table.cell(4, 2), table.cell(1, 2))
        for run in cell.paragraphs[0].runs
        if run.text
    }
    assert looks == {
        words.no_action: "NKPS stille",
        words.no_responsible: "NKPS stille",
        "KD": "Default Paragraph Font",
    }


@BOTH
def test_the_table_has_a_header_row_that_repeats_a_caption_and_a_description(language: Language) -> None:
    words = DOCUMENT_WORDS[language]
    (table,) = part(render_default_template(language), "document").iter(qn("w:tbl"))
    rows = [*table.iter(qn("w:tr"))]
    assert [row.find(f".//{qn('w:tblHeader')}") is not None for row in rows] == [True, False, False, False]
    caption, description = (table.find(f".//{qn(f'w:tbl{name}')}") for name in ("Caption", "Description"))
    assert caption is not None
    assert description is not None
    assert caption.get(qn("w:val")) == words.word_measures
    assert description.get(qn("w:val")) == words.measures_description
    # No row is broken over two pages.
    assert all(row.find(f".//{qn('w:cantSplit')}") is not None for row in (rows[0], rows[2]))
    look = table.find(f".//{qn('w:tblLook')}")
    assert look is not None
    assert (look.get(qn("w:firstRow")), look.get(qn("w:firstColumn"))) == ("1", "0")


@BOTH
def test_all_text_has_a_language_and_the_strategys_own_words_theirs(language: Language) -> None:
    template = render_default_template(language)
    tag = DOCUMENT_WORDS[language].language
    styles = part(template, "styles")
    defaults = styles.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    assert defaults is not None
    assert [lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))] == [tag]
    spoken = [lang.get(qn("w:val")) for lang in part(template, "document").iter(qn("w:lang"))]
    assert spoken == ([] if language is Language.BOKMAL else ["nb-NO"])
    themes = [lang.get(qn("w:val")) for lang in part(template, "settings").iter(qn("w:themeFontLang"))]
    assert themes == [tag]


@BOTH
def test_there_is_no_empty_paragraph_anywhere(language: Language, report: bytes) -> None:
    for word in (render_default_template(language), report):
        for name in ("document", "footer1"):
            for paragraph in part(word, name).iter(qn("w:p")):
                assert "".join(text.text or "" for text in paragraph.iter(qn("w:t"))).strip()


def test_there_is_no_text_box_picture_or_page_break_of_its_own(report: bytes) -> None:
    root = part(report, "document")
    for name in ("w:txbxContent", "w:drawing", "w:pict", "w:framePr", "w:br", "w:lastRenderedPageBreak"):
        assert next(root.iter(qn(name)), None) is None


def test_every_list_is_a_real_one_and_each_numbered_one_begins_anew(report: bytes) -> None:
    document = opened(report)
    styles = [paragraph.style.name for paragraph in document.paragraphs if paragraph.style]
    assert (styles.count("List Bullet"), styles.count("List Number")) == (2, 2)
    numbering = part(report, "numbering")
    kinds = {kind.get(qn("w:val")) for kind in numbering.iter(qn("w:numFmt"))}
    assert kinds == {"bullet", "decimal"}
    starts = [start.get(qn("w:val")) for start in numbering.iter(qn("w:startOverride"))]
    assert starts == ["1"]


def test_the_bullets_are_characters_that_every_reader_knows() -> None:
    numbering = part(render_default_template(), "numbering")
    bullets = [
        level.find(qn("w:lvlText"))
        for level in numbering.iter(qn("w:lvl"))
        if (kind := level.find(qn("w:numFmt"))) is not None and kind.get(qn("w:val")) == "bullet"
    ]
    assert [bullet.get(qn("w:val")) for bullet in bullets if bullet is not None] == ["•", "–", "▪"]
    assert next(numbering.iter(qn("w:rFonts")), None) is None


def test_headings_stay_with_their_text_and_begin_pages_by_style() -> None:
    styles = {style.name: style for style in opened(render_default_template()).styles}
    # The line with the number begins the page of a form, so its title does not.
    assert styles["NKPS nummer"].paragraph_format.keep_with_next
    assert styles["NKPS nummer"].paragraph_format.page_break_before
    assert styles["NKPS tittel"].paragraph_format.page_break_before is False
    for name in ("Heading 1", "Heading 2", "Heading 3"):
        look = styles[name].paragraph_format
        assert look.keep_with_next
        assert look.keep_together
        assert look.page_break_before is (True if name == "Heading 1" else None)
    assert styles["Normal"].paragraph_format.widow_control
    assert styles["NKPS punkt"].paragraph_format.keep_with_next


def test_every_link_has_words_that_tell_where_it_leads(report: bytes) -> None:
    links = {
        link.get(qn("w:anchor"), "")[:5]: "".join(text.text or "" for text in link.iter(qn("w:t")))
        for link in part(report, "document").iter(qn("w:hyperlink"))
    }
    assert all(words.strip() for words in links.values())
    assert links["liste"] == "Til listen over rapporteringspunkter"


@BOTH
def test_word_opens_it_as_it_is_and_asks_nothing(language: Language, report: bytes) -> None:
    for word in (render_default_template(language), report):
        modes = [
            setting.get(qn("w:val"))
            for setting in part(word, "settings").iter(qn("w:compatSetting"))
            if setting.get(qn("w:name")) == "compatibilityMode"
        ]
        assert modes == ["15"]
        for name, content in unpack_parts(word).items():
            assert b"w:dirty" not in content, name
            assert b"updateFields" not in content, name
        fields = [code.text or "" for code in part(word, "footer1").iter(qn("w:instrText"))]
        assert [field.strip() for field in fields] == ["PAGE", "NUMPAGES"]


@BOTH
def test_every_fixed_word_stands_in_the_template(language: Language) -> None:
    words = DOCUMENT_WORDS[language]
    parts = unpack_parts(render_default_template(language))
    text = re.sub(r"<[^>]+>", "", "".join(parts[f"word/{n}.xml"].decode() for n in ("document", "footer1")))
    fixed = [
        words.word_title, words.word_period, words.word_date, words.word_recipient, words.word_contact,
        words.word_email, words.word_measures, words.word_measures_introduction, words.word_back_to_list,
        words.reporting_points, words.no_action, words.no_responsible,
        *words.measure_columns, *words.form_headings, *(word.strip() for word in words.page),
    ]  # fmt: skip
    assert [each for each in fixed if each not in text] == []
    assert words.word_property_title in parts["docProps/core.xml"].decode()
