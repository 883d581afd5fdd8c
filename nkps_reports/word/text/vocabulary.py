"""The Norwegian words a Word template may use, and what each becomes.

Attribute names are what staff write between braces: ``{{ virksomhet.navn }}``. README lists them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, make_dataclass
from typing import Any, get_type_hints

from nkps_reports.report.grammar import write_date
from nkps_reports.report.model import Action, Report
from nkps_reports.report.references import join_numbers
from nkps_reports.report.strategy import find_coverage
from nkps_reports.word.document.bookmarks import ACTION_BOOKMARK, numbered
from nkps_reports.word.document.tags import PARAGRAPH, RUN
from nkps_reports.word.text.passages import Bookmark, Inline, InternalLinks, Passage, Title
from nkps_reports.word.text.resources import Resources
from nkps_reports.wording.form import FORM_FIELDS
from nkps_reports.wording.reading import AND


@dataclass(frozen=True, slots=True)
class Virksomhet:
    """Who reports: ``virksomhet``. A field that is not filled in is false."""

    navn: Inline
    periode: Inline
    dato: Inline
    mottaker: Inline
    kontaktperson: Inline
    epost: Inline


# An action, ``tiltak`` in ``for tiltak in rapporteringspunkter``: its number in the report; its title on one
# line; the title as a link to the form, and the place the link leads to, both with ``r``; the measures, such
# as «4 og 7»; and each field of the form as typed, with ``p``.
Tiltak = make_dataclass(
    "Tiltak",
    [
        ("nummer", int),
        ("tittel", Title),
        ("lenke", InternalLinks),
        ("bokmerke", Bookmark),
        ("nkps_numre", Inline),
        *((field.names[0], Passage) for field in FORM_FIELDS),
    ],
    frozen=True,
    slots=True,
)


@dataclass(frozen=True, slots=True)
class NkpsTiltak:
    """A measure: ``nkps`` in ``for nkps in nkps_tiltak``.

    Attributes:
        nummer: its number in the strategy.
        tekst: its words.
        hovedansvarlig: the main responsible; false where the source names none.
        rapporteringspunkter: links to the forms of the actions that relate to it, with ``r``.
    """

    nummer: int
    tekst: Inline
    hovedansvarlig: Inline
    rapporteringspunkter: InternalLinks


@dataclass(frozen=True, slots=True)
class Loop:
    """What Jinja tells about the loop it is in: ``loop``."""

    index: int
    index0: int
    revindex: int
    revindex0: int
    length: int
    first: bool
    last: bool


# The words outside all loops: what each is, and what the items of a list are.
RECORDS: Mapping[str, type] = {"virksomhet": Virksomhet}
LISTS: Mapping[str, type] = {"rapporteringspunkter": Tiltak, "nkps_tiltak": NkpsTiltak}
# The fields of everything that has fields a template may read, with their types.
RECORD_FIELDS: Mapping[object, Mapping[str, Any]] = {
    record: get_type_hints(record) for record in (Loop, *RECORDS.values(), *LISTS.values())
}
# What a code prints by its prefix, or inside a run where it has none.
PRINTED: Mapping[str, tuple[type, ...]] = {
    "": (Inline, Title, int, str),
    PARAGRAPH: (Passage,),
    RUN: (InternalLinks, Bookmark),
}
# What README calls the items; a template may choose names of its own.
LOOP_NAMES: Mapping[str, str] = {"tiltak": "rapporteringspunkter", "nkps": "nkps_tiltak"}


def build_vocabulary(report: Report, resources: Resources) -> dict[str, object]:
    """Everything a template may name, by its top-level words."""
    who = report.organisation
    texts = (who.name, who.period, write_date(who.report_date), who.recipient, who.contact, who.email)
    return {
        "virksomhet": Virksomhet(*map(Inline, texts)),
        "rapporteringspunkter": [_action(action, resources) for action in report.actions],
        "nkps_tiltak": list(_measures(report)),
    }


def bookmark_of(action: Action) -> str:
    """The name of the bookmark at an action's form."""
    return numbered(ACTION_BOOKMARK, action.number)


def _action(action: Action, resources: Resources) -> object:
    title = Title(action.title, resources)
    return Tiltak(
        action.number,
        title,
        InternalLinks([(str(title), bookmark_of(action))]),
        Bookmark(bookmark_of(action), resources),
        Inline(join_numbers(action.relation.measures if action.relation else ())),
        *(Passage(action.fields[field.key], resources) for field in FORM_FIELDS),
    )


def _measures(report: Report) -> Iterator[NkpsTiltak]:
    for measure, actions in find_coverage(report).items():
        between = [", "] * (len(actions) - 2) + [f" {AND} "] * (len(actions) > 1)
        yield NkpsTiltak(
            measure.number,
            Inline(measure.text),
            Inline(measure.responsible or ""),
            InternalLinks([(str(a.number), bookmark_of(a)) for a in actions], between),
        )
