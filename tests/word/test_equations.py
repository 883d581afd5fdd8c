"""Equations of Word's become a line of text that says the same."""

# ruff: noqa: E501 - the XML of other programs has long lines.

from __future__ import annotations

import pytest
from lxml import etree

from nkps_reports.word.reading.equations import linear_text

M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def r(text: str) -> str:
    return f"<m:r><m:rPr><m:sty m:val='p'/></m:rPr><m:t>{text}</m:t></m:r>"


def e(content: str) -> str:
    return f"<m:e>{content}</m:e>"


def fraction(above: str, below: str, kind: str = "bar") -> str:
    properties = f"<m:fPr><m:type m:val='{kind}'/></m:fPr>"
    return f"<m:f>{properties}<m:num>{above}</m:num><m:den>{below}</m:den></m:f>"


def raised(base: str, above: str) -> str:
    return f"<m:sSup><m:e>{base}</m:e><m:sup>{above}</m:sup></m:sSup>"


def delimited(inside: str, properties: str = "") -> str:
    return f"<m:d><m:dPr>{properties}</m:dPr>{inside}</m:d>"


def root(inside: str, degree: str = "") -> str:
    hidden = "" if degree else "<m:degHide m:val='1'/>"
    return f"<m:rad><m:radPr>{hidden}</m:radPr><m:deg>{degree}</m:deg><m:e>{inside}</m:e></m:rad>"


def total(sign: str, below: str, above: str, inside: str) -> str:
    properties = f"<m:naryPr>{sign}</m:naryPr>" if sign else ""
    return f"<m:nary>{properties}<m:sub>{below}</m:sub><m:sup>{above}</m:sup><m:e>{inside}</m:e></m:nary>"


def read(content: str) -> str:
    return linear_text(etree.fromstring(f"<m:oMath xmlns:m='{M}'>{content}</m:oMath>"))


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (fraction(r("1"), r("2")), "1/2"),
        (fraction(r("a+b"), r("2")), "(a+b)/2"),
        (fraction(r("1"), r("2x")), "1/(2x)"),
        (fraction(r("1,5"), r("antall")), "1,5/antall"),
        (fraction(raised(r("x"), r("2")), r("3")), "x²/3"),
        (fraction(fraction(r("1"), r("2")), r("3")), "(1/2)/3"),
        (fraction(delimited(e(r("a+b"))), r("2")), "(a+b)/2"),
        (fraction(delimited(e(r("a"))) + r("+(b)"), r("2")), "((a)+(b))/2"),
        (fraction(r("n"), r("k"), "noBar"), "n¦k"),
        (r("E=m") + raised(r("c"), r("2")), "E=mc²"),
        (raised(r("10"), r("−6")), "10⁻⁶"),
        (raised(r("x"), r("a")), "x^a"),
        (raised(r("x"), r("a+b")), "x^(a+b)"),
        (raised(r("a+b"), r("2")), "(a+b)²"),
        (raised(raised(r("x"), r("2")), r("3")), "(x²)³"),
        (f"<m:sSub><m:e>{r('CO')}</m:e><m:sub>{r('2')}</m:sub></m:sSub>", "CO₂"),
        (f"<m:sSubSup><m:e>{r('x')}</m:e><m:sub>{r('1')}</m:sub><m:sup>{r('2')}</m:sup></m:sSubSup>", "x₁²"),
        (f"<m:sPre><m:sub>{r('6')}</m:sub><m:sup>{r('14')}</m:sup><m:e>{r('C')}</m:e></m:sPre>", "₆¹⁴C"),
        (root(r("2")), "√(2)"),
        (root(r("a+b"), r("3")), "³√(a+b)"),
        (root(delimited(e(r("x")))), "√(x)"),
        (root(r("x"), r("k")), "k√(x)"),
        (delimited(e(r("a")) + e(r("b")), "<m:begChr m:val='['/><m:sepChr m:val=';'/><m:endChr m:val=']'/>"), "[a;b]"),
        (delimited(e(r("x")), "<m:begChr m:val=''/><m:endChr m:val='|'/>"), "x|"),
        (total("<m:chr m:val='∑'/>", r("k=1"), r("5"), r("k")), "∑_(k=1)⁵ k"),
        (total("", r("0"), r("1"), r("x dx")), "∫₀¹ x dx"),
        (f"<m:func><m:fName>{r('sin')}</m:fName><m:e>{r('x')}</m:e></m:func>", "sin x"),
        (f"<m:func><m:fName><m:limLow><m:e>{r('lim')}</m:e><m:lim>{r('x→0')}</m:lim></m:limLow></m:fName><m:e>{delimited(e(r('x')))}</m:e></m:func>", "lim_(x→0)(x)"),
        (f"<m:limUpp><m:e>{r('x')}</m:e><m:lim>{r('a')}</m:lim></m:limUpp>", "x^a"),
        (f"<m:acc><m:e>{r('x')}</m:e></m:acc>", "x\u0302"),
        (f"<m:bar><m:barPr><m:pos m:val='top'/></m:barPr><m:e>{r('AB')}</m:e></m:bar>", "A\u0305B\u0305"),
        (f"<m:eqArr><m:e>{r('x&amp;=1')}</m:e><m:e>{r('y&amp;=2')}</m:e></m:eqArr>", "x=1; y=2"),
        (f"<m:m><m:mr><m:e>{r('1')}</m:e><m:e>{r('2')}</m:e></m:mr><m:mr><m:e>{r('3')}</m:e><m:e>{r('4')}</m:e></m:mr></m:m>", "1, 2; 3, 4"),
        (f"<m:borderBox><m:e>{r('a=b')}</m:e></m:borderBox>{r('!')}", "a=b!"),
        ("<m:f/>", "/"),
    ],
)  # fmt: skip
def test_an_equation_is_written_as_a_line(content: str, text: str) -> None:
    assert read(content) == text


def test_equations_one_below_the_other_are_kept_apart() -> None:
    several = (
        f"<m:oMathPara xmlns:m='{M}'><m:oMath>{r('a=b')}</m:oMath><m:oMath>{r('c=d')}</m:oMath></m:oMathPara>"
    )
    assert linear_text(etree.fromstring(several)) == "a=b c=d"


@pytest.mark.parametrize("name", ["f", "rad", "sSup", "d", "nary", "box"])
def test_an_equation_as_deep_as_a_file_may_be_is_read(name: str) -> None:
    part = "num" if name == "f" else "e"
    depth = 120
    content = f"<m:{name}><m:{part}>" * depth + r("x") + f"</m:{part}></m:{name}>" * depth
    assert "x" in read(content)


def test_a_long_text_in_brackets_in_brackets_takes_no_time() -> None:
    depth = 120
    content = f"{'<m:rad><m:e>' * depth}{r('(' * 200_000)}{'</m:e></m:rad>' * depth}"
    assert read(content).count("√") == depth
