"""The form that each action fills in, in one table: columns of the workbook, and headings and codes of Word.

Add a field here and give it a place in the Word templates: the workbook, the readers, the messages and the
comparison follow. A field that is newer than the form says since when it exists, and stands last.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an action.

    Attributes:
        key: what the code calls it.
        header: what its column and messages call it.
        brief: what a list of fields calls it.
        prompt: the message Excel shows while a cell of the column is chosen.
        example: what the guide shows as a filled-in cell.
        callout: what the guide says below that cell.
        width: of the column, in characters of the workbook's font.
        names: the names by which a Word template takes it, first that of its paragraphs.
        bookmark: the bookmark that its heading in Word is recognised by; empty where it has no heading.
        headings: its heading in each written standard, in the source's words.
        known_as: other names of its heading in reports, the form's own first: in lower case, without number,
            parentheses and punctuation, «/» written «og».
        short_names: names that mean it only where the form expects it: alone on a line, after the heading
            before it.
        since: the year from which the form has it; empty where it always had it. Older workbooks and reports
            are read without it.
        is_optional: whether a cell of it may be empty.
    """

    key: str
    header: str
    brief: str
    prompt: str
    example: str
    width: int
    names: tuple[str, ...]
    bookmark: str = ""
    headings: Mapping[str, str] = field(default_factory=dict)
    known_as: tuple[str, ...] = ()
    short_names: tuple[str, ...] = ()
    callout: str = ""
    since: str = ""
    is_optional: bool = False

    @property
    def tag(self) -> str:
        """The code that prints it as it was typed."""
        return f"{{{{p tiltak.{self.names[0]} }}}}" if self.bookmark else f"{{{{ tiltak.{self.names[0]} }}}}"


TITLE = Field(
    key="title",
    header="Tiltak",
    brief="tittel",
    prompt="Hva virksomheten gjør, i en setning eller to. Teksten står øverst på skjemaet.",
    example="Arrangere «Møteplass lærebedrifter».",
    callout="Ett rapporteringspunkt per rad. Tittelen står her.",
    width=30,
    names=("tittel_avsnitt", "tittel"),
    bookmark="skjema_tiltak",
    headings=dict.fromkeys(("nb", "nn"), "1. Tiltak i Nasjonal kompetansepolitisk strategi"),
    known_as=(
        "tiltak i nasjonal kompetansepolitisk strategi",
        "tiltak i nkps",
        "tiltak i strategien",
        "tiltakets tittel",
        "tittel på tiltaket",
        "tittel på tiltak",
    ),
    short_names=("tiltak", "tittel"),
)
# Stands under the title on the form, and has no heading of its own.
RELATION = Field(
    key="relation",
    header="Relasjon til NKPS-tiltak nr.",
    brief="relasjon",
    prompt=(
        "Ett eller flere numre fra listen øverst til høyre, for eksempel «12», «4 og 7» eller «4, 6 og 7»."
    ),
    example="4 og 7",
    callout="Fra listen øverst til høyre.",
    width=15,
    names=("nkps_numre",),
)
RESPONSIBLE = Field(
    key="responsible",
    header="Ansvarlig og samarbeidspartnere",
    brief="ansvarlig",
    prompt="Hvem som er ansvarlig, og hvem som er samarbeidspartnere.",
    example=(
        "Spekter er ansvarlig for tiltaket. Samarbeidspartnere er medlemsvirksomheter i tillegg til "
        "FAFO, fylkeskommuner, opplæringskontorer med flere."
    ),
    callout="Hvem som er ansvarlig, og hvem som er med.",
    width=32,
    names=("ansvarlig",),
    bookmark="skjema_ansvarlig",
    headings={"nb": "2. Ansvarlig og samarbeidspartnere", "nn": "2. Ansvarleg og samarbeidspartnarar"},
    known_as=(
        "ansvarlig og samarbeidspartnere",
        "ansvarlig og samarbeidspartner",
        "ansvarlige og samarbeidspartnere",
        "ansvarlig samarbeidspartnere",
        "ansvarleg og samarbeidspartnarar",
        "ansvarleg og samarbeidspartnar",
        "ansvarlege og samarbeidspartnarar",
        "ansvarlig virksomhet og samarbeidspartnere",
        "ansvarlig og eventuelle samarbeidspartnere",
    ),
    short_names=("ansvarlig", "ansvarleg", "ansvarlige", "ansvarlige parter", "ansvarlig virksomhet"),
)
DESCRIPTION = Field(
    key="description",
    header="Beskrivelse av tiltaket (maks en halv side)",
    brief="beskrivelse",
    prompt=(
        "Maks en halv side i rapporten, omtrent 250 ord. Cellen blir gul når teksten nærmer seg, og oransje "
        "når den er lengre. Alt+Enter gir nytt avsnitt. "
        "Bindestrek og mellomrom først på linjen gir kulepunkt."
    ),
    example=(
        "- Hensikten med møteplassen er at Spekters medlemmer som er lærebedrifter eller som ønsker å bli "
        "lærebedrifter skal møtes for å utveksle erfaringer og bli oppdatert på hva som skjer innen "
        "dette området.\n"
        "- «Møteplass lærebedrift» er et heldagsarrangement med relevante faglige innlegg fra ulike "
        "aktører, samt at deltakerne kan utveksle erfaringer med å ha lærlinger."
    ),
    callout=(
        "Bindestrek og mellomrom først på linjen gir kulepunkt. Alt+Enter gir nytt avsnitt "
        "(på Mac: Ctrl+Option+Enter)."
    ),
    width=66,
    names=("beskrivelse",),
    bookmark="skjema_beskrivelse",
    headings={
        "nb": "3. Beskrivelse av tiltaket (maks en halv side)",
        "nn": "3. Omtale av tiltaket (maks ei halv side)",
    },
    known_as=(
        "beskrivelse av tiltaket",
        "beskrivelse av tiltak",
        "omtale av tiltaket",
        "omtale av tiltak",
        "skildring av tiltaket",
        "kort beskrivelse av tiltaket",
        "kort omtale av tiltaket",
        "tiltaksbeskrivelse",
        "tiltaksomtale",
    ),
    short_names=("beskrivelse", "omtale", "skildring"),
)
TIMING = Field(
    key="timing",
    header="Tidspunkt og varighet",
    brief="tidspunkt",
    prompt="Når det skjer og hvor lenge det varer, med egne ord.",
    example="Oppstart var i 2013, og tiltaket gjennomføres hvert år i begynnelsen av mars.",
    callout="Når og hvor lenge, med egne ord.",
    width=25,
    names=("tidspunkt",),
    bookmark="skjema_tidspunkt",
    headings={"nb": "4. Tidspunkt og varighet", "nn": "4. Tidspunkt og varigheit"},
    known_as=(
        "tidspunkt og varighet",
        "tid og varighet",
        "varighet og tidspunkt",
        "tidspunkt og varigheit",
        "tid og varigheit",
        "tidspunkt og lengde",
        "tidspunkt og lengd",
        "oppstart og varighet",
        "oppstart og varigheit",
    ),
    short_names=("tidspunkt", "varighet", "varigheit", "tidsrom", "tidsperiode"),
)

# In the order of the workbook's columns, and of the headings of the form.
FIELDS = (TITLE, RELATION, RESPONSIBLE, DESCRIPTION, TIMING)
# Those with a heading of their own, which hold text.
FORM_FIELDS = tuple(field for field in FIELDS if field.bookmark)

_COUNTS = ("null", "ett", "to", "tre", "fire", "fem", "seks", "sju", "åtte", "ni", "ti")
FIELD_COUNT, HEADING_COUNT = _COUNTS[len(FIELDS)], _COUNTS[len(FORM_FIELDS)]
_OPTIONAL = [f"«{field.header}»" for field in FIELDS if field.is_optional]
# What a sentence calls the fields that must be filled in.
REQUIRED = f"Alle feltene utenom {' og '.join(_OPTIONAL)}" if _OPTIONAL else f"Alle {FIELD_COUNT} feltene"
