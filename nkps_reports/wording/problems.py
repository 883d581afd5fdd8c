"""What each problem is called: for every code a message (what is wrong) and a fix (what to do)."""

from __future__ import annotations

MESSAGES: dict[str, tuple[str, str]] = {
    "missing-value": (
        "Cellen er tom, men feltet må fylles ut.",
        "Fyll ut {cell} i arket «{sheet}»{row_hint}.",
    ),
    "unknown-measure": (
        "Det finnes ikke noe NKPS-tiltak {number}. Numrene går fra {first} til {last}.",
        "Rett nummeret. Hele listen står i arket «NKPS».",
    ),
    "unreadable-reference": (
        "«{found}» kan ikke leses som numre på NKPS-tiltak.",
        "{advice}",
    ),
    "number-as-decimal": (
        "Excel har gjort om det som ble skrevet, til desimaltallet {found}.{readings}",
        "Skriv numrene på nytt med «og» imellom, for eksempel 4 og 7.",
    ),
    "number-as-date": (
        "Excel har gjort om det som ble skrevet, til datoen eller klokkeslettet {found}.{readings}",
        "Skriv numrene på nytt med «og» imellom, for eksempel 4 og 7.",
    ),
    "formula-without-value": (
        "Formelen «{found}» har ikke noe lagret resultat.",
        "Åpne arbeidsboken i Excel, lagre den og kjør på nytt, eller skriv teksten rett inn.",
    ),
    "formula-error": (
        "Cellen viser feilen {shown}.",
        "Rett formelen, eller skriv teksten rett inn i cellen.",
    ),
    "merged-cell": (
        "Cellene {found} er slått sammen, så det er uklart hvilken celle teksten hører til.",
        "Velg «Slå sammen og midtstill» en gang til for å dele dem, og fyll ut hver celle.",
    ),
    "no-actions": (
        "Ingen rader er fylt ut i arket «{sheet}».",
        "Skriv ett rapporteringspunkt per rad under overskriftene.",
    ),
    "repeated-measure": (
        "NKPS-tiltak {number} er nevnt mer enn én gang.",
        "Det skrives én gang i rapporten. Kontroller at det ikke skulle stått et annet nummer.",
    ),
    "duplicate-action": (
        "Tittelen på tiltaket er den samme som i {other}.",
        "Slett den ene raden, eller gi rapporteringspunktene ulike titler. Begge er med i rapporten.",
    ),
    "other-measure-in-text": (
        "Teksten nevner NKPS-tiltak {number}, som ikke står i {relation_cell}.",
        "Legg til nummeret i {relation_cell} hvis rapporteringspunktet gjelder det.",
    ),
    "too-long-description": (
        "Beskrivelsen fyller mer enn en halv side i rapporten: {lines}, og det er plass til {room}.",
        "Kort den ned med {over}, omtrent {words} ord.",
    ),
    "text-in-next-row": (
        "Teksten i {block} ser ut til å høre til {origin}. Limes tekst fra Word inn rett på en celle, "
        "får hvert avsnitt sin egen rad.{hint}",
        "{advice}",
    ),
    "stray-list-number": (
        "Teksten begynner med «{found}», som ser ut som et nummer Word har satt foran. "
        "Det er med i rapporten.",
        "Slett nummeret i cellen hvis det ikke hører til teksten.",
    ),
    "hidden-row": (
        "{found} er skjult eller filtrert bort, men er med i rapporten.",
        "Vis alle rader, og slett dem som ikke skal være med.",
    ),
    "hidden-column": (
        "{found} er skjult, men innholdet er med i rapporten.",
        "Vis kolonnen og kontroller det som står i den.",
    ),
    "hidden-sheet": (
        "Arket er skjult, men innholdet er med i rapporten.",
        "Høyreklikk på en arkfane, velg «Vis» og kontroller det som står i arket.",
    ),
    "unused-object": (
        "{what} kommer ikke med i rapporten.",
        "Det er i orden hvis det bare er for deg selv. Skal det med, skriver du det i et av feltene.",
    ),
    "template-filled-in": (
        "Du har fylt ut selve malen, som skal være tom til neste gang.",
        "Lukk den i Excel og gi filen et eget navn, for eksempel {suggestion}. "
        "Kjør så «{template_command}» for å få en ny, tom mal.",
    ),
    "unused-sheet-or-column": (
        "{what} brukes ikke i rapporten, men har innhold: {found}.",
        "Det er i orden hvis det bare er for deg selv. Skal det med, flytter du det til et av feltene.",
    ),
    "control-character": (
        "Cellen har tegn som ikke kan vises i et dokument ({found}). De er tatt bort.",
        "Kontroller teksten i cellen. Slike tegn følger gjerne med når tekst limes inn.",
    ),
    "unsupported-link": (
        "Lenken går til «{found}», som ikke er en fullstendig nettadresse. Teksten er med, men uten lenke.",
        "Bruk en adresse som begynner med https:// hvis lenken skal med.",
    ),
    "bad-email": (
        "«{found}» er ikke en gyldig e-postadresse.",
        "Skriv den slik: navn@spekter.no. Feltet kan også stå tomt.",
    ),
    "bad-date": (
        "«{found}» kan ikke leses som en dato.",
        "Skriv datoen slik: 13.09.2017 eller 13. september 2017. Feltet kan også stå tomt.",
    ),
    "missing-sheet": (
        "Arbeidsboken mangler arket «{sheet}».{nearest}",
        "Gi arket navnet «{sheet}», eller kopier innholdet inn i den tomme malen, "
        "som du får med «{template_command}».",
    ),
    "missing-header": (
        "Arket «{sheet}» mangler {kind} «{header}».{nearest}",
        "{advice}",
    ),
    "duplicate-header": (
        "«{header}» står mer enn én gang i arket «{sheet}»: {found}.",
        "Slett eller gi nytt navn til den som ikke skal brukes.",
    ),
    "unreadable-workbook": (
        "Filen kan ikke leses som en Excel-arbeidsbok: {reason}.",
        "Åpne filen i Excel, velg «Lagre som» og «Excel-arbeidsbok (*.xlsx)», og kjør på nytt. "
        "Lar den seg ikke åpne, må du finne en tidligere utgave av den.",
    ),
    "protected-workbook": (
        "Arbeidsboken er beskyttet med passord.",
        "Åpne den i Excel, velg Fil – Informasjon – Beskytt arbeidsbok – Krypter med passord, "
        "slett passordet, lagre og kjør på nytt.",
    ),
    "unsupported-format": (
        "Filen er {kind}, ikke en Excel-arbeidsbok av typen .xlsx eller .xlsm.",
        "Er det riktig fil, åpner du den i Excel, velger «Lagre som» og «Excel-arbeidsbok (*.xlsx)», "
        "og bruker den nye filen.",
    ),
    "too-large": (
        "{what}",
        "{advice}",
    ),
    "unsaved-workbook": (
        "Arbeidsboken er åpen, men ingenting er lagret i den ennå.",
        "Lagre den, og kjør på nytt.",
    ),
    "template-not-found": (
        "Finner ikke Word-malen {template}.",
        "Kontroller navnet. Standardmalen får du tilbake med «{restore_command}».",
    ),
    "template-unreadable": (
        "Word-malen {template} kan ikke leses som et Word-dokument.",
        "Åpne malen i Word og lagre den som «Word-dokument (*.docx)», eller bruk standardmalen.",
    ),
    "template-syntax": (
        "Word-malen {template} har en kode som ikke kan leses{near}.",
        "Rett koden i Word. Hver {{% for %}} må ha sin {{% endfor %}}, og hver {{% if %}} sin "
        "{{% endif %}}. Kodene står i README under «Endre Word-malen».",
    ),
    "template-unknown-variable": (
        "Word-malen {template} bruker «{found}»{near}, som ikke finnes.{nearest}",
        "Rett navnet i Word. Alle navn som kan brukes, står i README under «Endre Word-malen».",
    ),
    "template-misplaced-tag": (
        "Word-malen {template} har en kode på et sted der den ikke kan stå{near}.",
        "Koder som begynner med {{{{p eller {{%p, må stå alene i avsnittet sitt, "
        "og {{%tr alene i en tabellrad.",
    ),
    "template-missing-style": (
        "Word-malen {template} mangler stilen «{found}».",
        "Legg stilen til i malen, eller ta utgangspunkt i standardmalen på nytt.",
    ),
    "template-incomplete": (
        "Word-malen {template} tar ikke med alt: feltet «{found}» mangler i rapporten.",
        "Legg koden til i malen. Kodene står i README under «Endre Word-malen».",
    ),
    "control-copy": (
        "Dette er en kontrollkopi, som det ikke lages rapport av.",
        "Rett i din egen arbeidsbok, og kjør på nytt med den.",
    ),
    "no-such-file": (
        "Finner ikke «{path}».{nearest}",
        "Kontroller navnet og mappen. Er det mellomrom i navnet, må det stå i anførselstegn.",
    ),
    "file-not-readable": (
        "{path} finnes, men kan ikke leses.",
        "Be den som eier filen eller mappen, om å få lese den, eller lagre en kopi der du har tilgang.",
    ),
    "nothing-to-build": (
        "Fant ingen utfylt arbeidsbok i mappen «{path}».",
        "Lagre en kopi av {template} under et eget navn i mappen, fyll den ut og kjør på nytt.",
    ),
    "blank-workbook": (
        "Arbeidsboken er ikke fylt ut.",
        "Fyll ut arkene «Virksomhet» og «Tiltak», lagre og kjør på nytt.",
    ),
    "same-output": (
        "Rapporten ville fått samme navn som rapporten av {other}.",
        "Gi den ene arbeidsboken et annet navn.",
    ),
    "filled-template": (
        "{path} er fylt ut og blir ikke skrevet over.",
        "Gi den utfylte filen et eget navn, og kjør på nytt.",
    ),
    "output-open": (
        "{path} er åpen i Word eller et annet program, så den nye utgaven kan ikke lagres.",
        "Lukk dokumentet og kjør på nytt. (Er det ikke åpent, kan du slette filen {lock}.)",
    ),
    "output-not-writable": (
        "{path} kan ikke lagres: {reason}.",
        "Lukk filen hvis den er åpen, og kontroller at du kan lagre i mappen og at disken ikke er full.",
    ),
    "matrix-lacks-character": (
        "Skriftene på maskinen mangler tegn som vises som tomme bokser i matrisen: {found}.",
        "Skriv teksten uten dem hvis matrisen skal brukes. De følger gjerne med tekst fra Word.",
    ),
    "matrix-needs-pango": (
        "Matrisen (PDF) kan ikke lages, fordi programbiblioteket Pango mangler på maskinen.",
        "{install}",
    ),
    "matrix-needs-font": (
        "Matrisen (PDF) kan ikke lages, fordi skriften Carlito (eller Calibri) mangler på maskinen.",
        "{install}",
    ),
    "matrix-stopped": (
        "Matrisen (PDF) ble ikke laget, fordi prosessen som lager den, ble avbrutt.",
        "Kjør på nytt. Skjer det igjen, har maskinen for lite ledig minne, eller den mangler skrifter.",
    ),
    "bug": (
        "Det oppsto en feil i programmet: {found}",
        "Det er ikke din feil. Send meldingen og arbeidsboken til dem som har ansvar for programmet.{log}",
    ),
}

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
TOO_MUCH_IN_FILE = "Filen er for stor til å leses."
LESS_IN_FILE = (
    "Slett bilder og ark som ikke hører til rapporten, eller kopier teksten over i en ny, tom arbeidsbok."
)

ERROR_COUNT = ("{count} feil", "{count} feil")
WARNING_COUNT = ("{count} merknad", "{count} merknader")

# Of a description: counted in the report's own font, and in another or by its length alone.
LINE_COUNT = ("{count} linje", "{count} linjer")
ABOUT = {True: "{count}", False: "omtrent {count}"}

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
WRITE_NUMBERS = (
    "Skriv bare numrene, med tall og med «og» eller komma imellom, for eksempel «12», «4 og 7» "
    "eller «4, 6 og 7»."
)
WRITE_THESE = "Skriv bare dette, hvis det er det du mener: {numbers}"
NEAR = " (nær «{text}»)"
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
    "Er hele skjemaet limt inn i én kolonne, limer du inn hvert av de fem feltene på nytt i sin egen "
    "kolonne: Dobbeltklikk i cellen først. Tøm {block} etterpå."
)
PERHAPS_OVERWRITTEN = (
    " {origin} begynner med et kulepunkt, så den teksten kan også høre til raden over. "
    "Kontroller at {origin} ikke er blitt skrevet over."
)
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
MORE_OBJECTS = "{count} notater, tekstbokser eller bilder til"
UNUSED_ROW = "Feltet «{name}»"
UNUSED_CELL = "Cellen {name}"
AND_MORE = "{shown} … (og {count} til)"
QUOTED_CELL = "{cell} «{text}»"

TEMPLATE_SUGGESTION = "virksomhet-2018.xlsx"
TEMPLATE_COMMAND = "make template"
RESTORE_COMMAND = "git checkout templates/report.docx"

# What the missing name is called, by sheet.
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
REASON_PERMISSION = "du har ikke tilgang til å lagre der"
REASON_FULL = "disken er full"
REASON_FOLDER = "det ligger en mappe med det navnet"
REASON_FILE = "{name} er en fil og ikke en mappe"
REASON_OTHER = "operativsystemet svarer «{text}»"
