"""The user's own document, ``source/spekter-2017.txt``, read independently of the program.

Text taken out of a PDF: an empty line is a wrap, a line of one space a paragraph gap, U+F0B7 Word's
bullet, and what stands under the fourth heading begins with Word's run-on list number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).parent / "source" / "spekter-2017.txt"
LINK = "http://www.spekter.no/Spekter-mener/Spekter-i-mediene/Kompetanse-i-akselerasjonens-tidsalder/"
_FORM = " 1. Tiltak i Nasjonal kompetansepolitisk strategi"
_HEADINGS = (
    "2. Ansvarlig og samarbeidspartnere",
    "3. Beskrivelse av tiltaket (maks en halv side)",
    "4. Tidspunkt og varighet",
)
_RELATION = re.compile(r"Relasjon til NKPS tiltak nr\.? (?P<numbers>\d+(?: og \d+)?)\.?$")


@dataclass(frozen=True)
class SourceAction:
    """One form of the document: the paragraphs under each heading, unwrapped."""

    title: str
    relation: str
    responsible: tuple[str, ...]
    description: tuple[str, ...]
    timing: tuple[str, ...]


def source_actions() -> list[SourceAction]:
    """The eight forms in order."""
    forms = SOURCE.read_text(encoding="utf-8").split(_FORM)[1:]
    forms[-1] = forms[-1].partition("\n Tiltak  Hovedansvarlig")[0]
    return [_action(form) for form in forms]


def source_measures_text() -> str:
    """The table of measures as running text, wraps undone."""
    text = SOURCE.read_text(encoding="utf-8").partition("\n Tiltak  Hovedansvarlig")[2]
    return " ".join(text.split())


def cell_text(paragraphs: tuple[str, ...]) -> str:
    """The paragraphs as an employee types them: several bullets become list lines."""
    if len(paragraphs) == 1:
        return paragraphs[0]
    return "\n".join(f"- {paragraph}" for paragraph in paragraphs)


def shipped_rows() -> list[list[str]]:
    """The cells of ``input/spekter-2017.xlsx``, row by row in the order of the columns."""
    rows = []
    for action in source_actions():
        description = cell_text(action.description)
        if LINK in SOURCE.read_text(encoding="utf-8") and description.endswith(" her."):
            description = description.removesuffix("her.") + f"[her]({LINK})."
        rows.append(
            [
                action.title,
                action.relation,
                cell_text(action.responsible),
                description,
                cell_text(action.timing),
            ]
        )
    return rows


def _action(form: str) -> SourceAction:
    form = form.replace(LINK, "")
    parts = re.split("|".join(re.escape(heading) for heading in _HEADINGS), form)
    title, relation = _paragraphs(parts[0])
    match = _RELATION.fullmatch(relation)
    assert match, relation
    timing = tuple(re.sub(r"^\d+\. ", "", text) for text in _paragraphs(parts[3]))
    return SourceAction(title, match["numbers"], _paragraphs(parts[1]), _paragraphs(parts[2]), timing)


def _paragraphs(part: str) -> tuple[str, ...]:
    found: list[str] = []
    begins = True
    for line in part.split("\n"):
        text = line.strip()
        if line and not text:
            begins = True
        elif text:
            if text.startswith("\uf0b7"):
                found.append(text.removeprefix("\uf0b7").strip())
            elif begins or not found:
                found.append(text)
            else:
                found[-1] += ("" if line.endswith("-") or found[-1].endswith("-") else " ") + text
            begins = False
    return tuple(found)
