"""What the commands say on the terminal, and their help."""

from __future__ import annotations

from nkps_reports.wording.problems import ACTION_COUNT

USAGE = "Bruk: "
SECTIONS = {"Options": "Valg", "Commands": "Kommandoer", "Positional arguments": "Argumenter"}
OPTIONS_METAVAR = "[VALG]"
COMMAND_METAVAR = "KOMMANDO …"
HELP_OPTION = "Vis denne hjelpen."
VERSION_OPTION = "Vis hvilken versjon dette er."

PROGRAM = (
    "Lager Word-rapport og PDF-matrise om Nasjonal kompetansepolitisk strategi (NKPS) "
    "av en utfylt Excel-arbeidsbok."
)
REPORT = "Lag Word-rapport og matrise av arbeidsbøkene. Uten argument: alle i mappen input."
ANNOTATE_OPTION = "Lag en kopi av hver arbeidsbok med det som ble funnet, som notater i cellene."
CHECK = "Kontroller arbeidsbøkene uten å lage rapport. Uten argument: alle i mappen input."
TEMPLATE = "Lag en tom arbeidsbok til å fylle ut. Uten argument: input/template.xlsx."
LINT_TEMPLATE = (
    "Kontroller Word-malen: koder, overskrifter og stiler. Uten argument: malene i mappen templates."
)
IMPORT = (
    "Lag en utfylt arbeidsbok av en Word-rapport. Den legges i mappen input, og skriver aldri over noe. "
    "En mappe gir en arbeidsbok av hver Word-rapport i den."
)
REPORTS_METAVAR = "[DOCX|MAPPE]…"
IMPORT_OUTPUT_OPTION = "Mappen arbeidsbøkene legges i. Standard: input."
WORKBOOKS_METAVAR = "[ARBEIDSBOK|MAPPE]…"
TEMPLATE_METAVAR = "[FIL]"
WORD_TEMPLATE_OPTION = (
    "Word-malen rapporten lages av. Standard: templates/report.docx, og templates/report-nn.docx for nynorsk."
)
WORD_TEMPLATE_METAVAR = "DOCX"
WORD_TEMPLATE_ARGUMENT = "[DOCX]"
OUTPUT_OPTION = "Mappen dokumentene legges i. Standard: output."
OUTPUT_METAVAR = "MAPPE"
CLUSTER_METAVAR = "ADRESSE"
CLUSTER_OPTION = "Dask-klyngen som gjør arbeidet, for eksempel tcp://10.0.0.5:8786. For svært mange filer."
FORMAT_OPTION = "text for mennesker, json for maskiner. Standard: text."

UNKNOWN_OPTION = "Valget {name} finnes ikke."
UNKNOWN_COMMAND = "Kommandoen «{name}» finnes ikke."
NEAREST = " Mente du {name}?"
BAD_VALUE = "«{name}» kan ikke ha den verdien."
MISSING_ARGUMENT = "{name} mangler: Skriv hva kommandoen gjelder."
# What make calls the arguments whose names in the help say what may be given.
MAKE_NAMES = {"reports": "REPORT", "folder": "FOLDER"}
EXAMPLE = "For eksempel: {example}"
# For users of ``make``.
EXAMPLES = {
    "import": 'make import REPORT="fjorårets rapport.docx"',
    "compare": 'make compare OLD="fjorårets rapport.docx" NEW=input/spekter-2018.xlsx',
    "overview": 'make overview FOLDER="mappen med rapportene"',
}
NOT_UNDERSTOOD = "Kommandoen ble ikke forstått."
SEE_HELP = "Skriv «{folder}{command} --help» for å se hva som kan brukes."
INTERRUPTED = (
    "Avbrutt. Ingen halvferdige filer er lagret. "
    "Bare rapporter som er nevnt over som laget eller nye, er nye. Andre skal ikke sendes."
)

FIX = "→ {fix}"
FILE_HEADING = "{path}"
MORE_ALIKE = ("Merk: {count} til av samme slag", "Merk: {count} til av samme slag")
FIRST_OF_THEM = ("{message}", "Den første av dem: {message}")
PLACES = "Steder: {places}"
SHORT_CELL, SHORT_PLACE, SHORT_WORDS = "{sheet} {cell}", "{where} («{opening}»)", "«{opening}»"
# Where there is a cell, and where there is none.
MORE_CELLS = "{count} til (alle er merket i kopien som «make check» lager)"
MORE_PLACES = "{count} til (alle vises med FORMAT=json bak kommandoen)"

REPORT_MADE = "Rapporten er laget: {path}"
ACTIONS = ACTION_COUNT
COVERAGE = "{covered} av {total} NKPS-tiltak har minst ett rapporteringspunkt"
NO_WARNINGS = "Ingen merknader"
WARNINGS = ("{count} merknad, se ovenfor", "{count} merknader, se ovenfor")
WORD_FILE = "Word-rapport: {path}  (det er denne som skal sendes)"
MATRIX_FILE = "Matrise:      {path}"
SUBJECT = "Emnefelt:     {subject}"
KEPT = (
    "{path} er blitt endret etter at programmet laget den. Endringene er IKKE med i den nye filen. "
    "De er tatt vare på i {kept}."
)
COPY_KEPT = (
    "Den forrige kopien, {path}, er blitt endret. Rettelsene i den er IKKE med. De ligger i {kept}, "
    "og må gjøres i arbeidsboken."
)
WORKBOOK_OPEN = "Arbeidsboken er åpen. Bare det som var lagret, er med i rapporten."
THAT_WORKBOOK_OPEN = "{path} er åpen. Bare det som var lagret, er med i rapporten."
WORKBOOK_OPEN_FAILED = "Arbeidsboken er åpen. Bare det som var lagret, er kontrollert."

NOT_MADE = "INGEN NY RAPPORT er laget av {path}."
MEND_WORKBOOK = (
    "Rett feilene over i {path}, lagre og kjør på nytt. "
    "«make check» lager en kopi der de er merket i cellene."
)
MEND_TEMPLATE = "Rett Word-malen, lagre og kjør på nytt. «make lint-template» kontrollerer malen alene."
OLDER = "{path} er eldre enn arbeidsboken og skal ikke sendes."
FROM_EARLIER = "{path} er eldre: den er fra en tidligere kjøring. Den skal ikke sendes."
MATRIX_NOT_MADE = "{report} er klar og kan sendes. Matrisen (PDF) ble ikke laget."
PART_OLDER = (
    "{path} er fra en tidligere kjøring og hører ikke til den nye rapporten.",
    "{path} er eldre enn arbeidsboken og hører ikke til den nye rapporten.",
)

PROGRESS = "{done} av {total} er ferdige, {left} gjenstår, {failed} med feil."
ACTIONS_COLUMN, MEASURES_COLUMN, FIELDS_COLUMN = "Rapporterings-\npunkter", "NKPS-\ntiltak", "Felt"
PROBLEM_COLUMNS = ("Feil", "Merknader")
# The names of columns of figures.
FIGURES = frozenset({ACTIONS_COLUMN, MEASURES_COLUMN, FIELDS_COLUMN, *PROBLEM_COLUMNS})
CHECK_COLUMNS = ("Arbeidsbok", ACTIONS_COLUMN, MEASURES_COLUMN, *PROBLEM_COLUMNS)
REPORT_COLUMNS = (*CHECK_COLUMNS, "Rapport")
IMPORT_COLUMNS = ("Word-rapport", ACTIONS_COLUMN, FIELDS_COLUMN, *PROBLEM_COLUMNS, "Arbeidsbok")
SUBMISSION_COLUMNS = ("Fil", ACTIONS_COLUMN, *PROBLEM_COLUMNS, "Virksomhet")
COVERED = "{covered} av {total}"
NOTHING = "–"
ROW_MADE, ROW_NOT_MADE, WITHOUT_MATRIX = "ny", "INGEN NY", "uten matrise"

TEMPLATE_IN_ORDER = "Word-malen {path} er i orden: {codes}, {headings}."
TEMPLATE_FAULTY = (
    "Word-malen {path} kan ikke brukes: {problems}. Rett i Word, lagre og kjør «make lint-template» på nytt."
)
CODES = ("{count} kode", "{count} koder")
HEADINGS = ("{count} overskrift", "{count} overskrifter")

CHECKED = "{path}: {actions}, {problems}."
CHECKED_UNREAD = "{path}: {problems}."
CONTROL_COPY = "Kopi der de er merket i cellene: {path}  (rett i {workbook}, ikke i kopien)"
CONTROL_COPY_CLEAN = "Kopi uten noe å rette: {path}"
CONTROL_COPIES = "Kopier der de er merket i cellene: {folder}  (rett i arbeidsbøkene, ikke i kopiene)"
CHECK_FAILED = "Rett feilene, lagre arbeidsboken og kjør «make check» på nytt."
CHECK_PASSED = (
    "Arbeidsboken er klar. Les merknadene, hvis det er noen, og kjør «make report».",
    "Arbeidsbøkene er klare. Les merknadene, hvis det er noen, og kjør «make report».",
)
CHECK_BLOCKED = "Det lages ikke rapport av en arbeidsbok med feil. De andre er klare: Kjør «make report»."

IMPORTED = "Arbeidsboken er laget: {workbook}"
IMPORTED_FACTS = "{actions} og {fields} er hentet fra {path}"
IMPORTED_PROBLEMS = "{problems}, se ovenfor"
IMPORTED_CLEAN = "Ingenting å rette"
FIELDS = ("{count} felt", "{count} felt")
IMPORT_FILL_IN = "Fyll ut {cells} i arket Virksomhet. Det står ikke i Word-rapporten."
IMPORTED_CELL = "{label} ({cell})"
IMPORT_NEXT = (
    "Åpne arbeidsboken i Excel, se over teksten, og rett det som er nevnt over. Kjør så «make check».",
    "Åpne arbeidsboken i Excel og se over teksten. Kjør så «make report».",
)
NOT_IMPORTED = "INGEN ARBEIDSBOK er laget av {path}."
IGNORED_REPORT = (
    "{path} er ikke lest. Skal den hentes inn, åpner du den i Word, velger «Lagre som» "
    "og «Word-dokument (*.docx)»."
)

IGNORED_FILE = (
    "{path} er ikke lest. Skal den bli rapport, åpner du den i Excel, velger «Lagre som» "
    "og «Excel-arbeidsbok (*.xlsx)»."
)
TEMPLATE_MADE = "Den tomme arbeidsboken er laget: {path}"
TEMPLATE_NEXT = "Lagre en kopi under et eget navn i samme mappe før du fyller den ut."

INSTALL_CLUSTER = '.venv/bin/python -m pip install --constraint constraints.txt --editable ".[cluster]"'
# What the processes of a cluster are compared by.
OPERATING_SYSTEM = "operativsystemet"
FONTS = "skriftene"
NOT_THERE = "mangler"
CLUSTER_DIFFERENCE = "{name} ({there}, her {here})"
CLUSTER_LACKS_PROGRAM = "nkps-reports (mangler, eller er eldre)"
CLUSTER_MORE = "{count} til"
