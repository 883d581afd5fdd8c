"""How much a report has of everything that a template may print, before anything of it is made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
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
# What XML writes out, such as «&quot;», and by how much that is more than the character.
_ESCAPED, _MORE_ESCAPED = '&<>"', 5
_ORDINARY_MEASURES = 2


@dataclass(frozen=True, slots=True)
class Amount:
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
    amounts: Mapping[tuple[type, str], Amount]


def measure_contents(report: Report) -> Contents:
    """Measure a report."""
    return Contents(
        {"rapporteringspunkter": len(report.actions), "nkps_tiltak": len(report.measures)},
        {
            **{(Virksomhet, name): amount for name, amount in _of_organisation(report.organisation).items()},
            **{(Tiltak, name): amount for name, amount in _of_actions(report.actions).items()},
            **{(NkpsTiltak, name): amount for name, amount in _of_measures(report).items()},
        },
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


def _of_organisation(organisation: Organisation) -> dict[str, Amount]:
    return {
        "navn": Amount(_size_of(organisation.name)),
        "periode": Amount(_size_of(organisation.period)),
        # As it is written out with the month's name.
        "dato": Amount(20 if organisation.report_date else 0),
        "mottaker": Amount(_size_of(organisation.recipient)),
        "kontaktperson": Amount(_size_of(organisation.contact)),
        "epost": Amount(_size_of(organisation.email)),
    }


def _of_actions(actions: tuple[Action, ...]) -> dict[str, Amount]:
    titles = sum(_size_of(action.title.plain) for action in actions)
    count = len(actions)
    return {
        "nummer": Amount(_DIGITS * count),
        "tittel": Amount(titles),
        "lenke": Amount(titles, runs=count, elements=_OF_LINK * count),
        "bokmerke": Amount(0, elements=_OF_BOOKMARK * count),
        "nkps_numre": Amount(_DIGITS * _count_relations(actions)),
        **{f.names[0]: _of_texts(action.fields[f.key] for action in actions) for f in FORM_FIELDS},
    }


def _of_measures(report: Report) -> dict[str, Amount]:
    links = _count_relations(report.actions)
    return {
        "nummer": Amount(_DIGITS * len(report.measures)),
        "tekst": Amount(sum(_size_of(measure.text) for measure in report.measures)),
        "hovedansvarlig": Amount(sum(_size_of(measure.responsible or "") for measure in report.measures)),
        # A link, and what stands between it and the next.
        "rapporteringspunkter": Amount(_DIGITS * links, runs=2 * links, elements=_OF_LINK * links),
    }


def _size_of(text: str) -> int:
    """The characters of a text as XML has it, where some are written out as six."""
    return len(text) + _MORE_ESCAPED * sum(map(text.count, _ESCAPED))


def _count_relations(actions: Iterable[Action]) -> int:
    return sum(len(action.relation.numbers) for action in actions if action.relation)


def _of_texts(texts: Iterable[Text]) -> Amount:
    characters = paragraphs = runs = elements = 0
    for text in texts:
        for block in text.blocks:
            is_paragraph = isinstance(block, Paragraph)
            items = (block,) if isinstance(block, Paragraph) else block.items
            paragraphs += len(items)
            elements += 0 if is_paragraph else _OF_ITEM * len(items)
            elements += _OF_LIST if isinstance(block, NumberedList) else 0
            for item in items:
                runs += len(item.spans)
                characters += sum(_size_of(span.text) for span in item.spans)
                elements += sum(
                    _OF_LINK * (span.link is not None) + span.text.count("\t") for span in item.spans
                )
    return Amount(characters, paragraphs, runs, elements)
