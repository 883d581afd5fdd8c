"""What messages are filled in with: reasons, hints, places and kinds."""

from __future__ import annotations

from nkps_reports.wording.form import FIELD_COUNT

REASON_DAMAGED = "den er skadet"
REASON_EMPTY = "den er tom (0 byte)"
KIND_XLS = "lagret i det gamle Excel-formatet .xls"
KIND_XLSB = "lagret i det binære Excel-formatet .xlsb"
KIND_OPEN_DOCUMENT = "lagret i OpenDocument-format (.ods) fra LibreOffice eller Google"
KIND_NUMBERS = "lagret i Apples format (.numbers)"
KIND_WORD = "et Word-dokument"
KIND_POWERPOINT = "en PowerPoint-presentasjon"
KIND_PDF = "en PDF"
KIND_PICTURE = "et bilde"
KIND_TEXT = "en tekstfil (for eksempel .csv)"
KIND_ZIP = "en zip-fil uten arbeidsbok"

TOO_MANY_ACTIONS = "Arbeidsboken har {count} rapporteringspunkter. Grensen er {limit}."
SPLIT_WORKBOOK = "Del den i flere arbeidsbøker."
TOO_MUCH_TEXT = "Arbeidsboken har for mye tekst. Grensen er {limit} tegn."
TOO_LONG_TITLES = "Titlene på tiltakene har til sammen {count} tegn. Grensen er {limit}."
TOO_MANY_LINES = "Arbeidsboken har {count} linjer, tabulatorer og lenker. Grensen er {limit}."
TOO_MUCH_IN_SHEET = "Arket «{sheet}» er for stort til å leses."
LESS_IN_SHEET = (
    "Slett arket hvis det ikke hører til rapporten, eller kopier innholdet over i en ny, tom arbeidsbok."
)
TEMPLATE_NO_WORD = (
    "kan ikke leses som et Word-dokument",
    "Åpne malen i Word og lagre den som «Word-dokument (*.docx)», eller bruk standardmalen.",
)
TEMPLATE_TOO_MUCH = (
    "er for stor til å leses",
    "Slett bilder og annet som malen ikke trenger, eller bruk standardmalen.",
)
TOO_MUCH_IN_FILE = "Filen er for stor til å leses."
LESS_IN_FILE = (
    "Slett bilder og ark som ikke hører til rapporten, eller kopier teksten over i en ny, tom arbeidsbok."
)

ERROR_COUNT = ("{count} feil", "{count} feil")
WARNING_COUNT = ("{count} merknad", "{count} merknader")
NO_PROBLEMS = "ingen feil eller merknader"

# The length of a description, by whether the report's own font is known.
LINE_COUNT = ("{count} linje", "{count} linjer")
ABOUT = {True: "{count}", False: "omtrent {count}"}

ERROR, WARNING = "Feil", "Merk"
WHERE_ROW, WHERE_SHEET = "Arket {sheet}, rad {row}", "Arket {sheet}"
CELL, CELL_OF = "celle {cell}", "celle {cell} ({header})"
ROW_HINT = ", eller slett hele rad {row} hvis den ikke skal være med"
NEAREST = " Det nærmeste som finnes, er «{name}»."
NEAREST_CELL = " Det nærmeste som finnes, er «{name}» i {cell}."
NEAREST_BY_HEADERS = " Arket «{name}» har de samme overskriftene."
IN_ITS_PLACE = " Der den skulle stått, i {cell}, står det «{name}»."
WRITE_IN_CELL = "Skriv dette i {cell}: {header}"
WRITE_SO = "Skriv {kind} nøyaktig slik: {header}"
NEAREST_FILE = " Mente du «{path}»?"
READING = " Det kan ha vært {readings}."
OR = " eller "
AS_DATE, AS_TIME = "datoen", "klokkeslettet"
NO_DATE, NO_SUCH_DATE = "kan ikke leses som en dato", "er en dato som ikke finnes"
CORRECT_NUMBER = "Rett nummeret. Hele listen står i arket «NKPS»."
CORRECT_NUMBER_IN_WORD = "Rett nummeret i Word-rapporten. Numrene er de i strategien og i den tomme malen."
WRITE_NUMBERS = (
    "Skriv bare numrene, med tall og med «og» eller komma imellom, for eksempel «12», «4 og 7» "
    "eller «4, 6 og 7»."
)
WRITE_THESE = "Skriv bare dette, hvis det er det du mener: {numbers}"
AS_LIST = "«{numbers}»"

PASTE_AGAIN = (
    "Dobbeltklikk i {origin}, bytt ut det som står der, med hele teksten fra Word, og tøm {block} etterpå. "
    "Er det egne rapporteringspunkter, fyller du ut resten av feltene i radene."
)
FILL_IN_OR_PASTE = (
    "Er det egne rapporteringspunkter, fyller du ut resten av feltene i radene. Hører teksten til {origin}, "
    "bytter du ut det som står der, med hele teksten fra Word, og tømmer {block} etterpå."
)
PASTE_EACH_FIELD = (
    f"Er hele skjemaet limt inn i én kolonne, limer du inn hvert av de {FIELD_COUNT} feltene på nytt i "
    "sin egen kolonne: Dobbeltklikk i cellen først. Tøm {block} etterpå."
)
PERHAPS_OVERWRITTEN = (
    " {origin} begynner med et kulepunkt, så den teksten kan også høre til raden over. "
    "Kontroller at {origin} ikke er blitt skrevet over."
)
NOTHING_LEFT = " Cellen regnes som tom, siden alt i den er gjennomstreket."
HIDDEN_ROWS = ("Rad {first}", "Rad {first}–{last}")
HIDDEN_COLUMN = "Kolonne {name}"
NOTE = "Notatet «{text}» på cellen"
SHAPE = "Tekstboksen «{text}»"
PICTURES = ("Et bilde på arket", "{count} bilder på arket")
CHARTS = ("Et diagram på arket", "{count} diagrammer på arket")

UNUSED_SHEET = "Arket «{name}»"
UNUSED_COLUMN = "Kolonnen «{name}»"
UNUSED_UNNAMED_COLUMN = "Kolonne {name}, som er uten overskrift,"
UNUSED_CELLS = "En rekke celler i arket «{name}»"
MORE_OBJECTS = ("Et notat eller en tekstboks til", "{count} notater eller tekstbokser til")
UNUSED_ROW = "Feltet «{name}»"
UNUSED_CELL = "Cellen {name}"
AND_MORE = "{shown} … (og {count} til)"
QUOTED_CELL = "{cell} «{text}»"

TEMPLATE_SUGGESTION = "virksomhet-2018.xlsx"
TEMPLATE_COMMAND = "make template"
RESTORE_COMMAND = "git checkout templates"

# Places in a Word template
BY_TAG = " (koden er {tag})"
TEMPLATE_PLACE = "Word-malen {template}"
BODY = "brødteksten"
_PAGES = {"default": "", "first": " på første side", "even": " på partallssider"}
HEADERS = {kind: f"toppteksten{pages}" for kind, pages in _PAGES.items()}
FOOTERS = {kind: f"bunnteksten{pages}" for kind, pages in _PAGES.items()}
FOOTNOTES = "fotnotene"
PROPERTY = "dokumentegenskapen {name}"
# In the order of ``word.template.parts.PROPERTIES``.
PROPERTY_NAMES = ("Tittel", "Emne", "Forfatter", "Kategori", "Nøkkelord", "Kommentarer")
# Keyed by the word for the kind of part in the file.
OTHER_PARTS = {
    "footnotes": FOOTNOTES,
    "settings": "innstillingene",
    "endnotes": "sluttnotene",
    "comments": "en merknad",
    "glossary": "byggeklossene i malen",
    "document.main": "byggeklossene i malen",
    "chart": "et diagram",
    "diagram": "en SmartArt-grafikk",
    "custom-properties": "de egendefinerte dokumentegenskapene",
    "extended-properties": "dokumentegenskapene Firma og Overordnet",
}
OTHER_PART = "delen {name} av filen"
OTHER_PROPERTIES = "de andre dokumentegenskapene"
LINK_ADDRESS = "adressen til en lenke"
IN_STYLE = "stilen «{name}»"
AT_HEADING = "overskriften «{text}»"
UNDER_HEADING = "under overskriften «{text}»"
IN_TEXT_BOX = "en tekstboks"
IN_TABLE = "rad {row}, kolonne {column} i tabellen"
PARAGRAPH_NUMBER = "avsnitt {number}"
QUOTED = " («{text}»)"

# What leads out of a Word template, by the word for it in the file: what it is, what becomes of it in a
# report, and what to do.
OUTSIDE = {
    "image": (
        "Et bilde hentes fra en annen fil",
        "Rapporten blir uten bildet.",
        "Slett bildet, og sett det inn på nytt med Sett inn – Bilder. Velg «Sett inn», ikke «Koble til fil».",
    ),
    "oleObject": (
        "Et objekt er koblet til en annen fil",
        "Rapporten får bare bildet av det.",
        "Slett objektet, eller kopier det og lim det inn igjen som bilde.",
    ),
    "attachedTemplate": (
        "Malen bygger på en annen Word-mal",
        "Det står ikke i rapporten.",
        "Velg Utvikler – Dokumentmal i Word, skriv Normal som dokumentmal, og lagre malen.",
    ),
    "mailMerge": (
        "Malen er koblet til en liste for utskriftsfletting",
        "Koblingen blir ikke med i rapporten.",
        "Velg Masseutsendelser – Start utskriftsfletting – Vanlig Word-dokument, og lagre malen.",
    ),
    "aFChunk": (
        "Et annet dokument settes inn først når filen åpnes",
        "Rapporten blir uten det.",
        "Åpne malen i Word og lagre den. Da blir det vanlig tekst.",
    ),
    "subDocument": (
        "Et deldokument hentes fra en annen fil",
        "Rapporten blir uten det.",
        "Velg Visning – Disposisjon, koble fra deldokumentet, og lagre malen.",
    ),
    "field": (
        "Et felt henter noe fra en annen fil eller et annet program",
        "Rapporten får det som feltet viste sist, som vanlig tekst.",
        "Klikk i feltet og trykk Ctrl+Skift+F9. Da blir det vanlig tekst.",
    ),
}
OUTSIDE_OTHER = (
    "Noe er koblet til en annen fil",
    "Koblingen blir ikke med i rapporten.",
    "Fjern koblingen i Word, eller ta utgangspunkt i standardmalen på nytt.",
)
OUTSIDE_KEPT = "Rapporten får det slik det sist ble lagret i malen."

# How much a Word template makes
ACTION_COUNT = ("{count} rapporteringspunkt", "{count} rapporteringspunkter")
TOO_LARGE = "for stor"
TIMES_TOO_LARGE = "{times} ganger så stor som den kan være"
MOSTLY_IN_LOOP = (
    " Mest plass tar det som står mellom «{found}» og koden som avslutter den: "
    "Det blir gjentatt {times} ganger."
)
MOSTLY_OUTSIDE_LOOPS = " Mest plass tar det som ikke blir gjentatt."

# What is wrong with a code in a Word template
LOOSE_OPENING = "En kode er begynt på, men ikke avsluttet i samme avsnitt."
LOOSE_CLOSING = "En kode er avsluttet, men ikke begynt på i samme avsnitt."
OVER_PARAGRAPHS = "Det er en klamme for mye ved siden av en kode, eller klammene er delt mellom to avsnitt."
ODD_BRACES = "Klammene rundt en kode mangler, er for få eller er delt av et mellomrom eller en understrek."
WITHOUT_IF = "Det er ingen {% if %} som den hører til."
AFTER_ELSE = "Den står etter {% else %}, som må være den siste."
WITHOUT_BEGINNING = "Det er ingen {{% {opener} %}} foran som den avslutter."
WITHOUT_END = "{{% {closer} %}} mangler."
CROSSED = "{{% {closer} %}} må stå før «{other}»."
OTHER_PREFIX = "Den begynner ikke likt som «{opener}», som den hører til."
IN_OTHER_PARAGRAPH = (
    "Den står ikke i samme avsnitt som «{opener}», som den hører til. Skal hele avsnitt være med, "
    "skrives begge med {{%p og alene i hvert sitt avsnitt."
)
ELSEWHERE = {
    "p": "Den står ikke i samme celle eller tekstboks som «{opener}», som den hører til.",
    "tr": "Den står ikke i samme tabell som «{opener}», som den hører til.",
    "tc": "Den står ikke i samme tabellrad som «{opener}», som den hører til.",
}
HINT_HYPHEN = " Det kan ikke stå bindestrek eller pluss inntil klammene."
HINT_EMPTY = " Den er tom."
HINT_INVISIBLE = " Den har et usynlig tegn i seg. Slett den, og skriv den på nytt."
HINT_QUOTES = ' Bruk rette anførselstegn, som i "Kunnskapsdepartementet".'
# What Norwegian Word puts in place of straight quotation marks.
OTHER_QUOTES = "«»„"
HINT_PREFIX = " Skriv «{opening}» uten mellomrom."
HINT_FOR = " En løkke skrives slik: {%p for tiltak in rapporteringspunkter %}."
NEAREST_STATEMENT = " Mente du «{keyword}»?"
NO_TEXT = " Den gir ingen tekst. Velg et av feltene: {fields}."
NO_TEXT_AT_ALL = " Den gir ingen tekst."
NO_LIST = " «{name}» er ingen liste. Listene er {lists}."
ALL_NAMES = " Dette finnes: {names}."
OUTSIDE_LOOP = " Det finnes bare mellom {{%p for {name} in {list} %}} og {{%p endfor %}}."
USES_BRACKETS = "hakeparenteser"
USES_CALL = "parenteser etter et navn"
USES_JOINING = "tegnet ~"
USES_ARITHMETIC = "regning"
USES_CONDITION = "«if» inne i en utskrift"
USES_CONSTANT = "noe annet enn navn, tekst og hele tall"
USES_CHARACTER = "et av tegnene & < > % { } i en tekst"
USES_UNSHOWABLE = "et linjeskift eller et tegn som ikke kan vises, i en tekst"
USES_INSIDE = "noe inne i et felt"
USES_COMPARISON = "en sammenligning av ting som ikke kan sammenlignes"
USES_OTHER = "noe annet enn navn og sammenligninger"
USES_LENGTH = "mer enn {limit} tegn"
USES_DEPTH = "mer enn {limit} nivåer inne i hverandre"
USES_STATEMENT = "kommandoen «{keyword}»"
USES_LOOP = "en løkke med noe mer enn ett navn og én liste"
USES_SAME_LIST = "en løkke over «{list}» inne i en annen løkke over den samme listen"
USES_FILTER_ON_FIELD = "filteret «{filter}» på «{field}», som skal stå slik det er skrevet i arbeidsboken"
USES_FILTER_ON_OTHER = "filteret «{filter}» på noe det ikke passer til"
NEEDS_P = " «{name}» kan være flere avsnitt, og må skrives {{{{p {name} }}}} og stå alene i avsnittet sitt."
NEEDS_R = " «{name}» må skrives {{{{r {name} }}}}."
NEEDS_NONE = " «{name}» er bare tekst, og skrives {{{{ {name} }}}}."
NOT_HERE = " «{opening}» kan ikke brukes der."
# For codes that stand for a paragraph, a row and a cell.
ALONE = (
    " Den må stå alene i avsnittet sitt: uten annen tekst, andre koder og bilder.",
    " Den må stå alene i tabellraden sin: uten annen tekst, andre koder og bilder.",
    " Den må stå alene i tabellcellen sin: uten annen tekst, andre koder og bilder.",
)
AT_SECTION_END = " Avsnittet har et inndelingsskift. Trykk Enter etter koden, så får skiftet et eget avsnitt."
INTERRUPTED = " Den er delt av en tabulator, et linjeskift, et felt eller en note. Skriv den på nytt."
IN_TRACKED = " Den er del av en sporet endring. Godta eller forkast endringen."
IN_FIELD = " Den står inne i en feltkode."
IN_NO_TEXT = " Den står ikke i vanlig tekst."
IN_ATTRIBUTE = " Den står i en beskrivelse eller innstilling, for eksempel alternativ tekst til et bilde."
LEAVES_NOTHING = " Når den ikke tar med noe, blir det ingenting igjen i cellen, tekstboksen eller tabellen."
HAS_COMMENTS = "merknader"
HAS_CHANGES = "sporede endringer"
IN_FORM_LOOP = " i skjemaet, mellom {%p for tiltak in rapporteringspunkter %} og {%p endfor %}"
HEADING_WITHOUT_STYLE = " «{text}» står der, men har ikke en overskriftsstil."
HEADING_OUTSIDE_LOOP = " Bokmerket finnes, men står utenfor skjemaet."
NUMBERING_MISSING = (
    "Stilen «{found}» gir verken kulepunkt eller nummer, så listene i rapporten ville manglet dem."
)
NUMBERING_UNDEFINED = "Et avsnitt er i en liste (nummer {found}) som ikke er definert i malen."

# What a missing name is called: in the sheet of actions, and in that of the organisation.
HEADER_KIND, LABEL_KIND = "overskriften", "ledeteksten"

# As a Norwegian Excel shows them; the others are the same in both languages.
ERROR_VALUES = {"#NAME?": "#NAVN?", "#VALUE!": "#VERDI!", "#N/A": "#I/T"}

INSTALL_DEBIAN = (
    "Be den som har ansvar for maskinen, om å kjøre: sudo apt-get install libpango-1.0-0 libpangoft2-1.0-0 "
    "libharfbuzz-subset0 fonts-crosextra-carlito. Kjør deretter på nytt."
)
INSTALL_FEDORA = (
    "Be den som har ansvar for maskinen, om å kjøre: sudo dnf install pango google-carlito-fonts. "
    "Kjør deretter på nytt."
)
INSTALL_MACOS = "Kjør: brew install pango font-carlito. Kjør deretter på nytt."
INSTALL_WINDOWS = (
    "Installer MSYS2 fra msys2.org, kjør der: pacman -S mingw-w64-x86_64-pango, og start deretter "
    "maskinen på nytt. Skriften Calibri følger med Office."
)

BUG_LOG = " Detaljene ligger i {path}."
CLOSE_AND_MAKE_ROOM = (
    "Lukk filen hvis den er åpen, og kontroller at du kan lagre i mappen og at disken ikke er full."
)
SHORTER_NAME = "Gi arbeidsboken eller Word-rapporten et kortere navn, og prøv på nytt."
REASON_LONG_NAME = "navnet er for langt"
REASON_IRREGULAR = "det er ingen vanlig fil"
REASON_PERMISSION = "du har ikke tilgang til å lagre der"
REASON_FULL = "disken er full"
REASON_FOLDER = "det ligger en mappe med det navnet"
REASON_FILE = "{name} er en fil og ikke en mappe"
REASON_OTHER = "operativsystemet svarer «{text}»"

LIST_UNREADABLE = "den er verken en tekstfil eller en arbeidsbok"
LIST_TOO_LARGE = "den er for stor til å leses"
LIST_EMPTY = "det står ingen navn i den"
LIST_IS_REPORT = "den er en rapport eller en oversikt over rapporter"
LIST_OTHER_WORKBOOK = "en arbeidsbok må være lagret som .xlsx"
TYPED_LIST = "virksomheter som skal rapportere"
LIST_ROW_WITHOUT = "rad {row} har noe, men ikke i kolonnen med navn"
LIST_COLUMNS = "flere kolonner kan være navnene (skriv «{header}» over den rette)"
LIST_LONG_NAME = "«{name}» er for langt til å være et navn"

STOPPED = "prosessen som arbeidet med filen, ble avbrutt"
STOPPED_AGAIN = (
    "Prøv på nytt. Skjer det igjen, har maskinen for lite ledig minne, eller den stopper programmet."
)
CLUSTER_STOPPED = "prosessen i klyngen som arbeidet med filen, ble avbrutt"
CLUSTER_STOPPED_AGAIN = "Prøv på nytt. Skjer det igjen, har maskinene i klyngen for lite ledig minne."
CLUSTER_LOST = "forbindelsen med klyngen ble brutt; resten av filene gjør denne maskinen"
CLUSTER_LOST_AGAIN = "Prøv på nytt med denne filen, uten klyngen eller når den svarer igjen."
