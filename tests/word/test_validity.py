"""The Word file and its templates: valid by Microsoft's validator, and the same after LibreOffice."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from lxml import etree
from pypdf import PdfReader

from nkps_reports.files.archive import unpack_parts
from nkps_reports.jobs.templates import DEFAULT_TEMPLATES
from nkps_reports.report.model import Language, Organisation, Report
from nkps_reports.word.rendering import render_report
from tests import ROOT
from tests.archived import archived
from tests.builders import a_report, shipped_report
from tests.conftest import Convert
from tests.validators import check_office, check_pdf
from tests.word_templates import a_template
from tools.word_template.template import render_default_template

FULL = Organisation(
    "Šámi & <Sønner> «AS»", "2017–2018", date(2017, 9, 13), "KD", "Kåre Čállin", "k@spekter.no"
)
RICH = (
    "Første avsnitt med [programmet](https://a.no/x?y=1&z=2) og https://example.org/æøå?a=b&c=d.\n"
    "- et punkt\n- et annet, med 1 < 2 & 3 > 2\n  - under det\n"
    "1. en\n  1. under en\n2. to\nMellom listene\n1. ny en\n2. ny to"
)
ODD = "Đđ Ŋŋ Čč Šš Žž “sitat” ‘x’ 5\u00a0000\u202f000 –— … € § ½ ²"
ODDER = ODD + " 😀 \u00adx\u200b\u2011 日本 עברית {{ 7*7 }} {% x %} ]]> &lt; \t x"


def shipped_in(language: Language) -> Report:
    report = shipped_report()
    return replace(report, organisation=replace(report.organisation, language=language))


def many(count: int, text: str) -> Report:
    return a_report(*(f"{RICH}\n{text} {number}" for number in range(count)), organisation=FULL)


def rendered(report: Report, template: bytes | None = None) -> bytes:
    language = report.organisation.language
    return render_report(report, template or render_default_template(language), "report.docx")


def restyle(document: Document) -> None:
    """As staff leave a template: other fonts, colours, sizes and words, lists of one level, a header."""
    document.styles["Normal"].font.name = "Times New Roman"
    document.styles["Heading 1"].font.color.rgb = RGBColor(0x70, 0, 0)
    document.styles["List Bullet"].font.size = Pt(10)
    document.paragraphs[0].runs[0].text = "Vår rapport"
    for definition in document.part.numbering_part.element.iter(qn("w:abstractNum")):
        for level in definition.findall(qn("w:lvl"))[1:]:
            definition.remove(level)
    document.sections[0].header.paragraphs[0].text = "{{ virksomhet.navn }}"


def written(folder: Path, **documents: bytes) -> list[Path]:
    paths = [folder / f"{name}.docx" for name in documents]
    for path, content in zip(paths, documents.values(), strict=True):
        path.write_bytes(content)
    return paths


def test_every_report_and_template_is_valid_office_open_xml(tmp_path: Path) -> None:
    paths = written(
        tmp_path,
        bokmaal=rendered(shipped_in(Language.BOKMAL)),
        nynorsk=rendered(shipped_in(Language.NYNORSK)),
        many=rendered(many(200, ODDER)),
        restyled=rendered(many(3, ODDER), a_template(restyle)),
        own=a_template(restyle),
    )
    assert check_office(*paths, *(ROOT / path for path in DEFAULT_TEMPLATES.values())) == []


def test_the_validator_finds_what_is_wrong(tmp_path: Path) -> None:
    # Else the test above could never fail.
    def spoil(document: Document) -> None:
        next(document.element.body.iter(qn("w:bookmarkStart"))).set(qn("w:id"), "3")

    assert check_office(*written(tmp_path, wrong=a_template(spoil))) != []


# Word has elements of its own for some characters, and LibreOffice saves them so.
ELEMENTS = {qn("w:tab"): "\t", qn("w:softHyphen"): "\u00ad", qn("w:noBreakHyphen"): "\u2011"}


def texts_of(word: bytes) -> list[str]:
    """Every paragraph in order, also those of the table."""
    root = etree.fromstring(unpack_parts(word)["word/document.xml"])
    return [
        "".join(
            ELEMENTS.get(element.tag, element.text or "")
            for run in paragraph.iter(qn("w:r"))
            for element in run.iterchildren(qn("w:t"), *ELEMENTS)
        )
        for paragraph in root.iter(qn("w:p"))
    ]


@pytest.mark.parametrize("language", Language)
def test_the_shipped_report_has_the_same_text_after_libreoffice_saved_it(
    language: Language, libreoffice: Convert, tmp_path: Path
) -> None:
    word = rendered(shipped_in(language))
    (path,) = written(tmp_path, report=word)
    assert texts_of(libreoffice(path, "docx").read_bytes()) == texts_of(word)


def test_lists_links_and_odd_characters_are_the_same_after_libreoffice(
    libreoffice: Convert, tmp_path: Path
) -> None:
    word = rendered(many(20, ODDER))
    (path,) = written(tmp_path, report=word)
    converted = libreoffice(path, "docx").read_bytes()
    assert texts_of(converted) == texts_of(word)
    before, after = (docx.Document(io.BytesIO(each)) for each in (word, converted))
    links = [
        [(link.text, link.address, link.fragment) for p in document.paragraphs for link in p.hyperlinks]
        for document in (before, after)
    ]
    assert links[0] == links[1]


def test_exported_by_libreoffice_it_is_accessible_pdf_a(libreoffice: Convert, tmp_path: Path) -> None:
    pdfs = [
        archived(libreoffice, path)
        for path in written(
            tmp_path,
            bokmaal=rendered(shipped_in(Language.BOKMAL)),
            nynorsk=rendered(shipped_in(Language.NYNORSK)),
            many=rendered(many(200, ODD)),
            restyled=rendered(many(3, ODD), a_template(restyle)),
        )
    ]
    assert check_pdf("2a", *pdfs) == []
    for pdf, language in zip(pdfs, ("nb-NO", "nn-NO", "nb-NO", "nb-NO"), strict=True):
        reader = PdfReader(pdf)
        catalogue = reader.root_object
        assert str(catalogue["/Lang"]) == language
        assert "'/Marked': True" in str(catalogue["/MarkInfo"])
        assert "'/DisplayDocTitle': True" in str(catalogue["/ViewerPreferences"])
        assert reader.metadata
        assert (reader.metadata.title or "").startswith("Rapport om Nasjonal kompetansepolitisk strategi – ")
