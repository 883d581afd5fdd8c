"""A whole report, by a seed: what stands before its forms, the forms, and what stands after them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from random import Random

from nkps_reports.report.strategy import read_measures
from tests.handmade import a_table, paragraph, run
from tests.word.handmade import texts
from tests.word.handmade.author import Author
from tests.word.handmade.document import DECIMALS, Document
from tests.word.handmade.forms import Form, Meant, Piece, a_hand, joined, make_forms
from tests.word.handmade.layouts import LAYOUTS

_MAX_COLUMNS = 4
_PAGE_FIELD = '<w:fldSimple w:instr=" {} ">{}</w:fldSimple>'
_CLOSINGS = ("Med vennlig hilsen", "Hilsen", "Vennlig hilsen")
_NAMES = ("Kari Nordmann", "Ola Fjellheim", "Aslaug Myrvold")
_TITLES = (
    "Rapportering om kompetansepolitikk",
    "Vår innsats for livslang læring",
    "Statusrapport om opplæring",
)
_EDGE = "Utkast til intern høring i ledergruppen"


@dataclass(frozen=True)
class Handmade:
    """A report that somebody made by hand.

    Attributes:
        file: its bytes.
        actions: what the cells of each action should hold.
        facts: what it says of who reports, by the keys of the workbook's labels.
        named: what must be named by its first words.
        scattered: words that must be named, wherever they stand.
        tags: what it has, by kind.
    """

    file: bytes
    actions: tuple[Meant, ...]
    facts: Mapping[str, str]
    named: tuple[str, ...]
    scattered: tuple[str, ...]
    tags: frozenset[str]


def make_report(seed: int) -> Handmade:
    """A report made by hand; the same seed makes the same one."""
    random = Random(seed)  # noqa: S311 - reports need no secrets
    author = Author(random, Document(is_norwegian=random.random() < 0.7))
    name = [*LAYOUTS][seed % len(LAYOUTS)]
    author.tags.add(f"layout:{name}")
    lay_out, habits = LAYOUTS[name]
    count = random.choice((1, 2, 2, 3, 3, 4, 5, 6, 8))
    count = min(count, _MAX_COLUMNS) if name == "column each" else count
    hand = a_hand(author, habits, count)
    forms = make_forms(author, hand, count)
    facts: dict[str, str] = {}
    pieces = [
        *_before(author, forms, facts),
        *lay_out(author, hand, forms),
        *_after(author, is_closed=habits.is_table or _has_end(forms[-1])),
    ]
    author.named.extend(_blocks(pieces))
    _edges(author, facts)
    file = author.document.pack("".join(piece.xml for piece in pieces))
    actions = tuple(form.meant for form in forms)
    return Handmade(
        file, actions, facts, tuple(author.named), tuple(author.scattered), frozenset(author.tags)
    )


def _has_end(form: Form) -> bool:
    """Whether a form's last field is answered, so that what follows is seen to be something else."""
    return any(passage.lines for passage in form.entries[-1].answer)


def _blocks(pieces: Iterable[Piece]) -> Iterator[str]:
    """The words of each block that must be named: what stands together is one."""
    seen = (piece for piece in pieces if piece.is_seen)
    for is_named, block in groupby(seen, lambda piece: bool(piece.said)):
        if is_named:
            yield " ".join(piece.said for piece in block)


def _line(text: str, properties: str = "", look: str = "") -> Piece:
    """A paragraph that must be named."""
    return Piece(paragraph(run(text, look), properties), text)


def _before(author: Author, forms: Sequence[Form], facts: dict[str, str]) -> Iterator[Piece]:
    """What stands before the first form."""
    if author.tries(0.4, "disturbance:title of the report"):
        yield _line(author.random.choice(_TITLES), author.document.style("Title"))
    if author.tries(0.6, "facts"):
        yield _facts(author, facts)
    if author.tries(0.3, "disturbance:introduction"):
        for _ in range(author.random.randint(1, 3)):
            yield _line(" ".join(texts.sentence(author.random) for _ in range(3)))
    if author.tries(0.15, "disturbance:contents"):
        yield Piece(_contents(author, forms))
    if author.tries(0.3, "disturbance:list of actions"):
        yield Piece("".join(_listing(author, forms)))


def _facts(author: Author, facts: dict[str, str]) -> Piece:
    """Who reports: lines, or a table of two columns."""
    facts["name"] = texts.organisation(author.random)
    facts["period"] = f"{author.random.randint(2016, 2020)}"
    lines = [("Virksomhet", facts["name"]), ("Rapporteringsperiode", facts["period"])]
    if author.random.random() < 0.4:
        facts["contact"] = author.random.choice(_NAMES)
        lines.append(("Kontaktperson", facts["contact"]))
    if author.random.random() < 0.3:
        facts["email"] = "post@eksempel.no"
        lines.append(("E-post", facts["email"]))
    if author.tries(0.3, "facts:table"):
        table = a_table([[paragraph(run(label)), paragraph(run(value))] for label, value in lines])
        return Piece(table + paragraph(""))
    look = author.random.choice(("", "<w:b/>"))
    return Piece("".join(paragraph(run(f"{label}: ", look) + run(value)) for label, value in lines))


def _contents(author: Author, forms: Sequence[Form]) -> str:
    """A table of contents, as Word makes it of the titles."""
    lines = "".join(
        paragraph(
            f'<w:hyperlink w:anchor="_Toc{number}">{run(form.meant.title)}'
            f"<w:r><w:tab/></w:r>{run(f'{number + 1}')}</w:hyperlink>",
            author.document.style("toc 1"),
        )
        for number, form in enumerate(forms, start=1)
    )  # fmt: skip
    heading = paragraph(run("Innhold", "<w:b/>"))
    return f"<w:sdt><w:sdtPr><w:docPartObj/></w:sdtPr><w:sdtContent>{heading}{lines}</w:sdtContent></w:sdt>"


def _listing(author: Author, forms: Sequence[Form]) -> Iterator[str]:
    """The list of actions with their relations."""
    yield paragraph(run("Rapporteringspunkter", "<w:b/>"))
    number = author.document.new_list(DECIMALS)
    level = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'
    has_relations = author.random.random() < 0.6
    for form in forms:
        yield paragraph(run(form.meant.title), level)
        if has_relations and form.meant.numbers:
            yield paragraph(run(f"Relasjon til NKPS-tiltak nr. {joined(form.meant.numbers, author)}"))


def _after(author: Author, *, is_closed: bool) -> Iterator[Piece]:
    """What stands after the last form; a signature where it cannot be taken for an answer."""
    if is_closed and author.tries(0.3, "disturbance:signature"):
        if author.random.random() < 0.4:
            yield _line(f"{author.random.choice(texts.PLACES)}, 13. februar 2018")
        yield _line(author.random.choice(_CLOSINGS))
        yield _line(author.random.choice(_NAMES))
        if author.random.random() < 0.5:
            yield _line("administrerende direktør")
    if author.tries(0.3, "disturbance:measures"):
        if author.random.random() < 0.5:
            yield Piece(paragraph(run("NKPS-tiltak og hovedansvarlig"), author.document.style("heading 1")))
        yield Piece(_measures())


def _measures() -> str:
    """The table of measures."""
    rows = [[paragraph(run("NKPS-tiltak")), paragraph(run("Hovedansvarlig"))]]
    rows += [
        [paragraph(run(f"{measure.number}. {measure.text}")), paragraph(run(measure.responsible or ""))]
        for measure in read_measures()
    ]
    return a_table(rows) + paragraph("")


def _edges(author: Author, facts: Mapping[str, str]) -> None:
    """Headers and footers."""
    document = author.document
    if author.tries(0.15, "disturbance:header"):
        document.header = paragraph(run(_EDGE))
        author.named.append(_EDGE)
    elif "name" in facts and author.random.random() < 0.3:
        document.header = paragraph(run(facts["name"]))
    if author.tries(0.3, "disturbance:page number"):
        page, pages = _PAGE_FIELD.format("PAGE", run("1")), _PAGE_FIELD.format("NUMPAGES", run("4"))
        document.footer = paragraph(run("Side ") + page + run(" av ") + pages)
