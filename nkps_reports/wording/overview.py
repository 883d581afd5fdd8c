"""The words of the overview of many reports: on its pages, in its workbook and on the terminal."""

from __future__ import annotations

from nkps_reports.wording import form, problems
from nkps_reports.wording.documents import BOKMAL

TITLE = "Samlet oversikt over rapporteringen"
DOCUMENT_TITLE = "Samlet oversikt over rapporteringen om Nasjonal kompetansepolitisk strategi, {period}"
SUBJECT = "Virksomheter og NKPS-tiltak, {period}"
STRATEGY = BOKMAL.matrix_strategy
PERIOD = "Rapporteringsperiode {period}"
REPORTED = "{organisations} har rapportert {actions} med {relations}."
COVERED = "{covered} av {total} NKPS-tiltak har minst ett rapporteringspunkt."
ORGANISATIONS = ("{count} virksomhet", "{count} virksomheter")
ACTIONS = problems.ACTION_COUNT
RELATIONS = ("{count} relasjon", "{count} relasjoner")
UNRELATED_COUNT = (
    "{count} rapporteringspunkt er ikke knyttet til noe NKPS-tiltak.",
    "{count} rapporteringspunkter er ikke knyttet til noe NKPS-tiltak.",
)

MISSING = "Hva som mangler"
MISSING_LEAD = f"{MISSING}:"
NOTHING_MISSING = "Ingenting mangler."
LEFT_OUT_COUNT = ("{count} fil er ikke med", "{count} filer er ikke med")
FAULTY_COUNT = ("{count} fil er lest med feil", "{count} filer er lest med feil")
NOTED_COUNT = ("{count} fil har merknader", "{count} filer har merknader")
NOT_READ = "Noe annet i mappen er ikke lest."
ABSENT_COUNT = (
    "{count} virksomhet på listen har ikke rapportert",
    "{count} virksomheter på listen har ikke rapportert",
)
NAMED = "{said} ({names})"
WITHOUT_ACTION = f"{BOKMAL.measures_without_action}: {{measures}}."
NONE_WITHOUT = "Alle NKPS-tiltakene har minst ett rapporteringspunkt."
LISTED_BELOW = "Mer om det lenger bak."

REMARKS = "Filer som ikke er med, eller som har feil eller merknader"
NO_REMARKS = "Alle filene i mappen er med, og ingen er lest med feil."
NO_REMARKS_HERE = "Alle filene for perioden er med, og ingen er lest med feil."
ELSEWHERE = "Rapporter i mappen for andre perioder"
ELSEWHERE_ENTRY = "{organisation}: {period} ({file})"
REMARK_COLUMNS = ("Fil", "Er den med?", "Hva som er galt")
REMARKS_CAPTION = "Filer i mappen som ikke er med i oversikten, eller som har feil eller merknader"
IS_COUNTED, IS_NOT_COUNTED = "Ja", "Nei"
MORE_PROBLEMS = "Og {count} til."
IN_PART = "{part}, {header}: {message}"
IN_CELL = "{sheet}, celle {cell}: {message}"
IN_FIELD = "{header}: {message}"

ABSENT = "Virksomheter som ikke har rapportert"
NONE_ABSENT = "Alle virksomhetene på listen har rapportert."
UNEXPECTED = "Virksomheter som har rapportert, men ikke står på listen"
NEAREST = "{name} (ligner på {nearest}, som har sendt en rapport)"
SENT = "{name} (har sendt {files}, men er ikke med her)"

MATRIX = "Virksomheter og NKPS-tiltak"
MATRIX_NOTE = (
    "Et rapporteringspunkt kan være knyttet til flere NKPS-tiltak, men telles én gang i «Punkter i\u00a0alt»."
)
REGISTER = "Register over virksomhetene"
REGISTER_IS_LAST = "Bakerst er et register over virksomhetene."
REGISTER_PAGES = (
    "For hver virksomhet: siden med raden i tabellen, og for hvert NKPS-tiltak som virksomheten har "
    "rapporteringspunkter for, siden de begynner på."
)
REGISTER_LINKS = (
    "Navnene fører til raden i tabellen, og tallene til det virksomheten gjør for hvert NKPS-tiltak."
)
REGISTER_ROW = "tabellen s.\u00a0{page}"
REGISTER_PAGE = "{measure}\u00a0(s.\u00a0{page})"
REGISTER_MEASURES = "NKPS-tiltak\u00a0{listed}"
MATRIX_INTRODUCTION = (
    f"Hvor mange rapporteringspunkter hver virksomhet har knyttet til hvert NKPS-tiltak. {MATRIX_NOTE}"
)
ORGANISATION = "Virksomhet"
MEASURE_COLUMNS = "NKPS-tiltak"
CONTINUED = "{heading} (forts.)"
MEASURE_HEADING = "NKPS-tiltak {number}: {name}"
SHORT_NAME = "{number}\u00a0{name}"
NONE = BOKMAL.no_action
SUM_SPOKEN = "Sum relasjoner"
ACTION_COUNT = "Punkter i\u00a0alt"
ACTION_COUNT_SPOKEN = "Antall rapporteringspunkter"
TOTAL = "Alle virksomhetene"
ORGANISATION_TOTAL = "Antall virksomheter"
ORGANISATIONS_IN_ALL = "av {count}"

UNRELATED = "Rapporteringspunkter uten NKPS-tiltak"
NO_MEASURE = "uten NKPS-tiltak"
ABOUT = " · {what}"
UNRELATED_LINE = "{organisation}: {title} {note}"
WRITTEN = "skrevet: «{written}»"
NOTHING_WRITTEN = "NKPS-tiltak er ikke oppgitt"
MEASURES = "NKPS-tiltakene og rapporteringspunktene"
RESPONSIBLE = "Hovedansvarlig: {responsible}"
NO_RESPONSIBLE = BOKMAL.no_responsible
NO_ACTION = "Ingen rapporteringspunkter."
NOTE = "(nr.\u00a0{number})"
NOTE_WITH_RELATION = "(nr.\u00a0{number}, {said})"
FOOTER = "Samlet oversikt, {period}"

SHEET_MATRIX = "Oversikt"
SHEET_RELATIONS = "Relasjoner"
SHEET_REMARKS = "Filer"
SHEET_UNRELATED = "Uten NKPS-tiltak"
SHEET_ABSENT, SHEET_UNEXPECTED = "Ikke rapportert", "Ikke på listen"
SHEET_ELSEWHERE = "Andre perioder"
# All fields beside the title but the description, which is too long for a table.
RELATION_FIELDS = tuple(field for field in form.FORM_FIELDS if field not in (form.TITLE, form.DESCRIPTION))
RELATION_COLUMNS = (
    "Virksomhet", "Rapporteringsperiode", "Rapporteringspunkt nr.", form.TITLE.header, "NKPS-tiltak nr.",
    "NKPS-tiltak", "Hovedansvarlig", *(field.header for field in RELATION_FIELDS), "Fil",
)  # fmt: skip
CUT = "Teksten i {cell} er kortet ned: en celle i Excel har plass til {limit} tegn."

OVERVIEW = (
    "Lag en samlet oversikt over rapportene i en mappe. De kan være arbeidsbøker og Word-rapporter, "
    "og oversikten kommer som Word, PDF og Excel."
)
FOLDER_METAVAR = "MAPPE"
EXPECTED_OPTION = (
    "Liste over virksomheter som skal rapportere: en tekstfil med én per linje, eller en arbeidsbok."
)
EXPECTED_METAVAR = "FIL"
NEWEST_OPTION = "Bruk den filen som sist ble lagret, når en virksomhet har flere for samme periode."
OTHER_FILES = ("{count} annen fil", "{count} andre filer")
FOLDERS = ("{count} mappe", "{count} mapper")
MORE = "{count} til"
MADE = "Oversikten er laget: {period}"
MADE_FACTS = "{organisations}, {actions} fra {files}"
FILES = ("{count} fil", "{count} filer")
WORD_FILE = "Word:  {path}"
PDF_FILE = "PDF:   {path}"
WORKBOOK_FILE = "Excel: {path}"
LEFT_OUT = ("{count} fil er ikke med, se ovenfor", "{count} filer er ikke med, se ovenfor")
FAULTY = ("{count} fil er med, men lest med feil", "{count} filer er med, men lest med feil")
NOT_MADE = "INGEN OVERSIKT er laget."
PERIOD_NOT_MADE = "INGEN OVERSIKT er laget for {period}, se ovenfor."
PART_NOT_MADE = "Oversikten for {period} mangler PDF-filen, se ovenfor."
OLDER = "{path} er eldre og hører ikke til denne kjøringen."
