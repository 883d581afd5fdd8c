"""What the page in the browser says of an answer. The words of the page itself stand in ``page/``."""

from __future__ import annotations

from nkps_reports.wording import comparison
from nkps_reports.wording.codes import Code

WORKBOOK, REPORT, TEMPLATE, OTHER = "Arbeidsbok", "Word-rapport", "Word-mal", "Annen fil"

REPORT_MADE = "Rapporten er klar"
REPORT_NEXT = "Last ned Word-rapporten, legg den ved en e-post, og send den."
READ_WARNINGS = "Les merknadene lenger ned først. De stopper ikke rapporten."
NOT_MADE = (
    "{count} feil må rettes før rapporten kan lages",
    "{count} feil må rettes før rapporten kan lages",
)
NOT_MADE_NEXT = "Feilene står lenger ned, rad for rad."
TEMPLATE_STOPS = "Word-malen har feil. Rett den i Word, lagre den, og slipp begge filene her på nytt."
WITH_TEMPLATE = "Laget med Word-malen {template}."
UNREAD = "{file} kan ikke brukes"
BLANK = "{file} er ikke fylt ut ennå"
NONE_READ = "Ingen av filene kan brukes"
FACT_ACTIONS, FACT_COVERED = "Rapporteringspunkter", "NKPS-tiltak med minst ett rapporteringspunkt"
FACT_WARNINGS, FACT_FIELDS = "Merknader", "Felt hentet inn"
COVERED = "{covered} av {total}"
CONTROL_COPY = (
    "I kontrollkopien er cellene med feil og merknader merket. Rett i din egen arbeidsbok, ikke i kopien."
)
NO_PDF = (
    "Velg «Skriv ut» for å skrive den ut eller lagre den som PDF. Skal den arkiveres som PDF/A, lages den av "
    "programmet på en maskin der det er installert."
)

IMPORTED = "Arbeidsboken er laget"
IMPORTED_NEXT = (
    "Last ned arbeidsboken, åpne den i Excel, og se over teksten. "
    "Slipp den her når den er ferdig, så lages rapporten."
)
IMPORTED_SHOWN = "Det som er hentet inn, vises felt for felt under."
IMPORTED_RENEW = "Husk å endre rapporteringsperioden og rapportdatoen i arket Virksomhet."
IMPORTED_MEND = "Se over dette lenger ned: {counted}."

TEMPLATE_IN_ORDER = "Word-malen er i orden"
TEMPLATE_FAULTY = "Word-malen kan ikke brukes ennå"
TEMPLATE_NEXT = "Slipp malen sammen med arbeidsboken, så lages rapporten med den."
TEMPLATE_MEND = "Rett i Word, lagre, og slipp malen her på nytt."
FACT_CODES, FACT_HEADINGS = "Koder", "Overskrifter"

COMPARED = "Dette er nytt fra {old} til {new}"
COMPARED_NEXT = "Last ned dokumentet for å lese eller sende endringene."
ORDER_HINT = "Står de i feil rekkefølge, kan du bytte om lenger ned."
MISLEADING = "{file} har {counted}. Sammenligningen kan være misvisende."
NOT_COMPARED = "Filene kan ikke sammenlignes"
NOT_COMPARED_FILE = comparison.NOT_COMPARED.removeprefix("INGENTING ER SAMMENLIGNET: ")
STATUSES = (
    ("Nye", comparison.STATUS_NEW),
    ("Borte", comparison.STATUS_GONE),
    ("Endret", comparison.STATUS_CHANGED),
    ("Uendret", comparison.STATUS_UNCHANGED),
)
SWAP = "Bytt rekkefølge: fra {old} til {new}"
COLLECT = "Lag samlet oversikt over disse filene"
COLLECT_AGAIN = "Lag oversikten på nytt"

COLLECTED = "Oversikten er laget"
NOT_COLLECTED = "Ingen oversikt er laget"
FACT_ORGANISATIONS = "Virksomheter, {period}"
NOTHING_LEFT_OUT = "Alle filene er med."
LEFT_OUT = (
    "{count} fil er ikke med. Hvorfor står lenger ned.",
    "{count} filer er ikke med. Hvorfor står lenger ned.",
)
OF_PERIOD = "{period}: {said}"
NONE_ABSENT = "Alle på listen har rapportert."
ABSENT = "Har ikke rapportert: {names}."
NO_ERRORS = "ingen feil"
LIST = "Virksomheter som skal rapportere"
NO_OVERVIEW_PDF = NO_PDF

FILE_READ, FILE_COUNTED, FILE_LEFT_OUT = "Lest", "Med i oversikten", "Ikke med i oversikten"
FILE_UNREAD = "Kan ikke leses som en rapport"
FILE_IS_TEMPLATE = "Brukes bare sammen med én arbeidsbok"
FILE_USED_TEMPLATE = "Brukt til rapporten"

SAVE_REPORT, SAVE_CONTROL_COPY = "Last ned Word-rapporten", "Last ned kontrollkopi"
SAVE_WORKBOOK, SAVE_CHANGES = "Last ned arbeidsboken", "Last ned endringene"
SAVE_OVERVIEW_WORD, SAVE_OVERVIEW_WORKBOOK = (
    "Last ned oversikten i Word, {period}",
    "Last ned oversikten i Excel, {period}",
)
SAVE_LOG = "Last ned feilmeldingen"
LOG_NAME = "nkps-reports-feil.txt"
SHOW_REPORT, SHOW_MATRIX = "Word-rapporten", "Matrisen"
SHOW_CHANGES, SHOW_OVERVIEW = "Endringene", "Samlet oversikt, {period}"

ROWS_LEFT_OUT = "{count} rader uten feil eller merknader er ikke vist."
COLUMNS_LEFT_OUT = "Kolonner langt til høyre er ikke vist."
CELL_CUT = "{text}…"

# What to do, where the page has another way than the command line.
FIXES = {
    Code.TEMPLATE_FILLED_IN: (
        "Lukk den i Excel og gi filen et eget navn, for eksempel virksomhet-2018.xlsx: Rapporten får "
        "samme navn. En ny laster du ned med «Tom arbeidsbok» øverst på siden."
    ),
    Code.MISSING_SHEET: (
        "Gi arket navnet «{sheet}», eller kopier innholdet inn i en ny arbeidsbok. Den laster du ned med "
        "«Tom arbeidsbok» øverst på siden."
    ),
    Code.BLANK_WORKBOOK: (
        "Fyll ut arkene «Virksomhet» og «Tiltak» i Excel, lagre, og slipp arbeidsboken her på nytt."
    ),
    Code.CONTROL_COPY: "Rett i din egen arbeidsbok, og slipp den her.",
    Code.REPORT_IS_TEMPLATE: "Slipp malen sammen med én arbeidsbok, så lages rapporten med den.",
    Code.DUPLICATE_REPORT: (
        "Slipp filene på nytt uten den ene, eller kryss av for å bruke den som ble lagret sist, og lag "
        "oversikten på nytt."
    ),
    Code.ALIKE_ORGANISATIONS: "Slipp i så fall filene på nytt uten den ene.",
    Code.BAD_LIST: "Skriv én virksomhet på hver linje.",
    Code.BUG: (
        "Det er ikke din feil. Last ned feilmeldingen, og send den og filen til dem som har ansvar for "
        "programmet."
    ),
}
