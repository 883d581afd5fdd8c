"""How much a report has of everything that a template may print, before anything of it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from nkps_reports.files.limits import EXPECTED_ACTIONS, MAX_ACTIONS, MAX_CHARACTERS, MAX_LINES
from nkps_reports.report.model import (
    Action,
    NumberedList,
    Organisation,
    Paragraph,
    Place,
    Relation,
    Report,
    Span,
    Text,
)
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.text.vocabulary import NkpsTiltak, Tiltak, Virksomhet
from nkps_reports.wording.form import DESCRIPTION, FORM_FIELDS

# The elements and attributes of a paragraph in a list, of a link, of a list with numbers, and of a bookmark,
# beyond what the template gives a paragraph or a run.
_OF_ITEM, _OF_LINK, _OF_LIST, _OF_BOOKMARK = 6, 6, 9, 6
_DIGITS = 5
# A date with the month's name.
_DATE_CHARACTERS = 20
# What XML writes out, such as «&quot;», and by how much that is more than the character.
_ESCAPED, _MORE_ESCAPED = '&<>"', 5
_ORDINARY_MEASURES = 2


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """How much is printed of a field, by all items of its list together.

    Attributes:
        characters: its characters.
        paragraphs: its paragraphs; none where it stands inside one of the template's.
        runs: its runs, likewise.
        elements: other elements and attributes.
    """

    characters: int
    paragraphs: int = 0
    runs: int = 0
    elements: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """What a report has for a template to print.

    Attributes:
        counts: how many items each list has, by its name in a template.
        amounts: how much each field is, by its record and name.
    """

    counts: Mapping[str, int]
    amounts: Mapping[tuple[type, str], PrintedAmount]


def measure_contents(report: Report) -> Contents:
    """Measure a report."""
    who, actions, measures = report.organisation, report.actions, report.measures
    action_count, titles = len(actions), _on_one_line(*(action.title.plain for action in actions))
    relations = sum(len(action.relation.numbers) for action in actions if action.relation)
    amounts = {
        Virksomhet: {
            "navn": _on_one_line(who.name),
            "periode": _on_one_line(who.period),
            "dato": PrintedAmount(_DATE_CHARACTERS if who.report_date else 0),
            "mottaker": _on_one_line(who.recipient),
            "kontaktperson": _on_one_line(who.contact),
            "epost": _on_one_line(who.email),
        },
        Tiltak: {
            "nummer": PrintedAmount(_DIGITS * action_count),
            "tittel": titles,
            "lenke": replace(titles, runs=action_count, elements=_OF_LINK * action_count),
            "bokmerke": PrintedAmount(0, elements=_OF_BOOKMARK * action_count),
            "nkps_numre": PrintedAmount(_DIGITS * relations),
            **{f.names[0]: _of_texts(action.fields[f.key] for action in actions) for f in FORM_FIELDS},
        },
        NkpsTiltak: {
            "nummer": PrintedAmount(_DIGITS * len(measures)),
            "tekst": _on_one_line(*(measure.text for measure in measures)),
            "hovedansvarlig": _on_one_line(*(measure.responsible or "" for measure in measures)),
            # A link, and what stands between it and the next.
            "rapporteringspunkter": PrintedAmount(
                _DIGITS * relations, runs=2 * relations, elements=_OF_LINK * relations
            ),
        },
    }
    return Contents(
        {"rapporteringspunkter": action_count, "nkps_tiltak": len(measures)},
        {(record, name): amount for record, own in amounts.items() for name, amount in own.items()},
    )


@cache
def expected_contents() -> Contents:
    """As many actions as a template should do for, each as long as the limits allow for all of them."""
    lines = MAX_LINES // MAX_ACTIONS
    line = Paragraph((Span("x" * (MAX_CHARACTERS // MAX_ACTIONS // lines)),), 0)
    short, long = Text((line,), Place()), Text((line,) * lines, Place())
    measures = read_measures()
    relation = Relation(tuple(each.number for each in measures[:_ORDINARY_MEASURES]), Place(), "")
    texts = {field.key: long if field is DESCRIPTION else short for field in FORM_FIELDS}
    action = Action(1, 1, texts, relation)
    return measure_contents(Report(Organisation("x", "x"), (action,) * EXPECTED_ACTIONS, measures))


def _size_of(text: str) -> int:
    """The characters of a text as XML has it, where some are written out as six."""
    return len(text) + _MORE_ESCAPED * sum(map(text.count, _ESCAPED))


def _on_one_line(*texts: str) -> PrintedAmount:
    """Texts inside a paragraph of the template."""
    return PrintedAmount(sum(map(_size_of, texts)))


def _of_texts(texts: Iterable[Text]) -> PrintedAmount:
    """Texts in paragraphs of their own."""
    characters = paragraphs = runs = elements = 0
    for block in (block for text in texts for block in text.blocks):
        items = (block,) if isinstance(block, Paragraph) else block.items
        spans = [span for item in items for span in item.spans]
        paragraphs += len(items)
        runs += len(spans)
        characters += sum(_size_of(span.text) for span in spans)
        elements += sum(_OF_LINK * (span.link is not None) + span.text.count("\t") for span in spans)
        elements += 0 if isinstance(block, Paragraph) else _OF_ITEM * len(items)
        elements += _OF_LIST * isinstance(block, NumberedList)
    return PrintedAmount(characters, paragraphs, runs, elements)
