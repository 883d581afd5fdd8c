"""The words of the Word template and of the matrix, and the months. Bokmål."""

from __future__ import annotations

LANGUAGE = "nb-NO"
AND = "og"
MONTHS = (
    "januar",
    "februar",
    "mars",
    "april",
    "mai",
    "juni",
    "juli",
    "august",
    "september",
    "oktober",
    "november",
    "desember",
)
MONTH_ABBREVIATIONS = (
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "des",
)  # fmt: skip
# What an ordinal number may stand before that is a time or a class, and no item of a list.
PERIODS = (
    "halvår", "kvartal", "tertial", "semester", "termin", "uke", "dag", "time", "gang", "år",
    "klasse", "trinn", "samling", "møte", "runde", "og", "eller",
)  # fmt: skip
DATE = "{day}. {month} {year}"
TRUE, FALSE = "SANN", "USANN"

NO_ACTION = "ingen"
NO_RESPONSIBLE = "ikke oppgitt i kilden"
REPORT_SUBJECT = "Rapport fra {organisation} om Nasjonal kompetansepolitisk strategi, {period}"

# The four headings of the form, in the source's words.
FORM_HEADINGS = (
    "1. Tiltak i Nasjonal kompetansepolitisk strategi",
    "2. Ansvarlig og samarbeidspartnere",
    "3. Beskrivelse av tiltaket (maks en halv side)",
    "4. Tidspunkt og varighet",
)
RELATION_LINE = "Relasjon til NKPS-tiltak nr. {numbers}."
REPORTING_POINTS = "Rapporteringspunkter"
REPORTING_POINT = "Rapporteringspunkt {number}"
MEASURES_WITHOUT_ACTION = "NKPS-tiltak uten rapporteringspunkt"

# The Word template
WORD_TITLE = "Rapport om tiltak i Nasjonal kompetansepolitisk strategi"
WORD_PROPERTY_TITLE = "Rapport om Nasjonal kompetansepolitisk strategi"
WORD_RECIPIENT = "Til:"
WORD_PERIOD = "Rapporteringsperiode:"
WORD_DATE = "Dato:"
WORD_CONTACT = "Kontaktperson:"
WORD_EMAIL = "E-post:"
WORD_MEASURES = "NKPS-tiltak og hovedansvarlig"
WORD_MEASURES_INTRODUCTION = (
    "Tabellen viser NKPS-tiltakene med hovedansvarlig, og hvilke rapporteringspunkter "
    "i denne rapporten som er knyttet til hvert av dem."
)
WORD_MEASURE_COLUMNS = ("Nr.", "NKPS-tiltak", "Hovedansvarlig", "Rapporteringspunkt")
WORD_MEASURES_DESCRIPTION = "NKPS-tiltakene med hovedansvarlig og rapporteringspunkter"
WORD_PAGE = ("Side ", " av ")

# The matrix
MATRIX_TITLE = "Rapporteringspunkter og NKPS-tiltak"
MATRIX_CAPTION = "Hvilke NKPS-tiltak hvert rapporteringspunkt er knyttet til: {actions} med {relations}"
MATRIX_DOCUMENT_TITLE = "{title}: {organisation}, {period}"
MATRIX_SUMMARY = "{covered} av {total} NKPS-tiltak har minst ett rapporteringspunkt"
MATRIX_ACTION_COUNT = ("{count} rapporteringspunkt", "{count} rapporteringspunkter")
MATRIX_RELATION_COUNT = ("{count} relasjon", "{count} relasjoner")
MATRIX_ACTION_COLUMN = "Rapporteringspunkt"
MATRIX_MEASURES_SPAN = "NKPS-tiltak"
MATRIX_TOTAL = "Sum"
MATRIX_FOOTER = "{organisation} – {period}"
MATRIX_MEASURES_TITLE = "NKPS-tiltakene"
MATRIX_MEASURES_CAPTION = "NKPS-tiltakene med hovedansvarlig og rapporteringspunkter"
MATRIX_MEASURE_COLUMNS = ("Nr.", "NKPS-tiltak", "Hovedansvarlig", "Rapporteringspunkt", "Antall")
MATRIX_STRATEGY = "Nasjonal kompetansepolitisk strategi (NKPS)"
MATRIX_PAGE = ("Side ", " av ")
MATRIX_NONE_LEFT = "Ingen. Alle NKPS-tiltakene har minst ett rapporteringspunkt."
