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
    "vague-link-text": (
        "Lenken «{text}» sier ikke hva den fører til ({target}). "
        "Mange får lenkene lest opp alene, uten setningen rundt.",
        "Skriv hva lenken fører til, for eksempel [programmet for konferansen](https://…).",
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
    "bad-language": (
        "«{found}» er ikke en målform.",
        "Skriv bokmål eller nynorsk. Feltet kan også stå tomt; da blir det bokmål.",
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
    "took-too-long": (
        "Arbeidet med {path} var ikke ferdig etter {minutes} minutter og ble stoppet.",
        "Lukk andre programmer og kjør på nytt. Hjelper ikke det, er det trolig for mye i filen: "
        "Del den i to, eller be avsenderen om det.",
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
        "Word-malen {template} {reason}.",
        "{advice}",
    ),
    "template-syntax": (
        "{where}: Koden «{found}» kan ikke leses.{reason}",
        "Rett koden i Word. Kodene står i README under «Endre Word-malen».",
    ),
    "template-unclosed-tag": (
        "{where}: {reason} Det står «{found}».",
        "Skriv hele koden i ett avsnitt, med to klammer på hver side og uten mellomrom mellom dem, "
        "for eksempel {{{{ virksomhet.navn }}}}.",
    ),
    "template-unclosed-block": (
        "{where}: «{found}» har ikke sin rette make. {reason}",
        "Hver {{% for %}} må ha sin {{% endfor %}}, og hver {{% if %}} sin {{% endif %}}. "
        "Begge må begynne likt ({{%p, {{%tr eller {{%) og stå på samme sted i dokumentet.",
    ),
    "template-unknown-variable": (
        "{where}: «{found}» finnes ikke.{nearest}",
        "Rett navnet i Word. Alle navn som kan brukes, står i README under «Endre Word-malen».",
    ),
    "template-unknown-filter": (
        "{where}: Filteret «{found}» finnes ikke.{nearest}",
        "Ta bort filteret, eller rett navnet på det.",
    ),
    "template-not-allowed": (
        "{where}: Koden «{found}» bruker {reason}. Det kan ikke brukes i malen.",
        "Bruk bare kodene som står i README under «Endre Word-malen».",
    ),
    "template-too-many-codes": (
        "Word-malen {template} har {count} koder. Grensen er {limit}.",
        "Ta bort kodene som ikke trengs, eller ta utgangspunkt i standardmalen på nytt.",
    ),
    "template-too-large": (
        "{where}: Med {actions} ville rapporten blitt {size}.{most}",
        "Ta bort det du kan unnvære der, eller del rapporteringspunktene på flere arbeidsbøker.",
    ),
    "template-large": (
        "{where}: Med {actions} ville rapporten blitt {size}.{most}",
        "Ta bort det du kan unnvære der. Får dere aldri så mange, kan malen stå som den er.",
    ),
    "template-misplaced-tag": (
        "{where}: «{found}» kan ikke stå der.{reason}",
        "Rett det, eller flytt koden. Koder som begynner med {{{{p eller {{%p, må stå alene i avsnittet "
        "sitt, og {{%tr alene i en tabellrad.",
    ),
    "template-tag-not-rendered": (
        "{where}: Koden «{found}» blir ikke fylt ut der. Den ville stått slik den er skrevet.",
        "Flytt koden til brødteksten, topp- eller bunnteksten, en fotnote, en tekstboks eller egenskapene "
        "Tittel, Emne, Forfatter, Kategori, Nøkkelord og Kommentarer, eller slett den.",
    ),
    "template-missing-heading": (
        "Word-malen {template} mangler overskriften «{found}» i skjemaet.{reason}",
        "Skriv overskriften i skjemaet, og gi den stilen Overskrift 2. Skal den ha andre ord, merker du den, "
        "velger Sett inn – Bokmerke, skriver {bookmark} og velger Legg til.",
    ),
    "template-missing-field": (
        "Word-malen {template} mangler feltet «{found}»{reason}.",
        "Legg til koden {tag} i malen.",
    ),
    "template-undefined-style": (
        "{where}: Stilen «{found}» er brukt, men finnes ikke i malen.",
        "Velg en annen stil for teksten i Word, eller ta utgangspunkt i standardmalen på nytt.",
    ),
    "template-missing-numbering": (
        "{where}: {reason}",
        "Merk et avsnitt med stilen i Word, velg punkter eller nummerering, og oppdater stilen etter "
        "avsnittet. Eller ta utgangspunkt i standardmalen på nytt.",
    ),
    "template-dead-link": (
        "Word-malen {template} lager lenker til skjemaene med «{found}», men lenkene fører ingen steder: "
        "{{{{r tiltak.bokmerke }}}} mangler.",
        "Legg til {{{{r tiltak.bokmerke }}}} i en overskrift i skjemaet.",
    ),
    "template-review-marks": (
        "{where}: Malen har {reason}. De følger med i rapporten.",
        "Velg Se gjennom i Word, godta eller forkast endringene, slett merknadene og lagre malen.",
    ),
    "template-missing-style": (
        "Word-malen {template} mangler stilen «{found}».",
        "Legg stilen til i malen, eller ta utgangspunkt i standardmalen på nytt.",
    ),
    "template-incomplete": (
        "Word-malen {template} tar ikke med alt: teksten i feltet «{found}» mangler i rapporten, "
        "eller står ikke slik den er skrevet{tag}.",
        "La koden for feltet stå i malen, uten filter og uten vilkår. Kodene står i README under "
        "«Endre Word-malen».",
    ),
    "template-form-heading": (
        "Word-malen {template} har ikke overskriften til feltet «{found}» én gang i hvert skjema.",
        "La de fire overskriftene med bokmerkene sine stå én gang hver, mellom {{%p for … %}} og "
        "{{%p endfor %}}.",
    ),
    "template-broken-link": (
        "{where}: Lenken fører til bokmerket «{found}», som ikke finnes.",
        "Høyreklikk på lenken og fjern den, eller sett inn bokmerket der den skal føre: Merk stedet, velg "
        "Sett inn – Bokmerke, skriv {found} og velg Legg til.",
    ),
    "control-copy": (
        "Dette er en kontrollkopi, som det ikke lages rapport av.",
        "Rett i din egen arbeidsbok, og kjør på nytt med den.",
    ),
    "report-unreadable": (
        "Filen kan ikke leses som et Word-dokument: {reason}.",
        "Åpne filen i Word, velg «Lagre som» og «Word-dokument (*.docx)», og kjør på nytt. "
        "Lar den seg ikke åpne, må du be om å få den tilsendt på nytt.",
    ),
    "report-protected": (
        "Word-dokumentet er beskyttet med passord.",
        "Åpne det i Word, velg Fil – Informasjon – Beskytt dokument – Krypter med passord, "
        "slett passordet, lagre og kjør på nytt.",
    ),
    "report-unsupported-format": (
        "Filen er {kind}, ikke et Word-dokument av typen .docx.",
        "{advice}",
    ),
    "report-without-form": (
        "Dokumentet har ingen skjemaer med de fire overskriftene: {headings}.",
        "Kontroller at det er riktig fil. Er det en rapport, setter du overskriftene inn over hvert svar "
        "i Word, lagrer og kjører på nytt.",
    ),
    "report-incomplete-form": (
        "Ingen av skjemaene i dokumentet har alle de fire overskriftene. Disse mangler: {headings}.",
        "Sett overskriftene inn over hvert svar i Word, lagre og kjør på nytt.",
    ),
    "report-is-template": (
        "Filen er en Word-mal med koder ({found}), ikke en ferdig rapport.",
        "Bruk den ferdige rapporten. Den ligger som regel i mappen output.",
    ),
    "report-empty": (
        "Skjemaene i dokumentet er ikke fylt ut.",
        "Kontroller at det er riktig fil.",
    ),
    "report-is-own": (
        "Filen er laget av programmet for å vise {what}. Den er ingen rapport.",
        "Bruk rapportene den er laget av.",
    ),
    "report-missing-heading": (
        "Skjemaet mangler overskriften «{heading}».",
        "Kontroller de andre feltene i rapporteringspunktet: Teksten kan ha havnet i feltet over.",
    ),
    "report-repeated-heading": (
        "Overskriften «{heading}» står mer enn én gang i skjemaet. Alt som står under den, er samlet "
        "i ett felt.",
        "Kontroller at teksten hører til samme rapporteringspunkt.",
    ),
    "report-near-heading": (
        "«{found}» er lest som overskriften «{heading}».",
        "Er det en del av teksten, kopierer du den inn der den skal stå.",
    ),
    "report-missing-value": (
        "Feltet er tomt i Word-rapporten.",
        "Fyll det ut i Word-rapporten, eller be avsenderen om det.",
    ),
    "report-long-text": (
        "Teksten har {count} tegn, og en celle i Excel har plass til {limit}. "
        "Dette er ikke tatt med: «{found}»",
        "Kort ned teksten i Word-rapporten. Den skal ikke fylle mer enn en halv side.",
    ),
    "report-not-placed": (
        "Ikke tatt med, fordi det ikke står i noe skjema: «{found}» ({paragraphs}).",
        "Det er i orden hvis det ikke hører til svarene. Ellers kopierer du det inn der det skal stå.",
    ),
    "report-left-out": (
        "Ikke tatt med: {what}{beginning}.",
        "Det er i orden hvis det ikke hører til svarene. Ellers kopierer du det inn der det skal stå.",
    ),
    "report-table-as-text": (
        "Tabellen som begynner med «{found}», er skrevet som tekst, én linje per rad.",
        "Se over linjene. Skjemaet har ikke plass til tabeller.",
    ),
    "report-tracked-changes": (
        "Dokumentet har sporede endringer som ingen har godtatt eller avvist. "
        "De er lest som om de var godtatt.",
        "Er det endringer som ikke skal gjelde, avviser du dem i Word, lagrer og kjører på nytt.",
    ),
    "duplicate-report": (
        "{organisation} har rapportert for {period} også i {other}. Ingen av filene er med i oversikten.",
        "Ta den ene ut av mappen, eller kjør med --newest (make overview NEWEST=ja) "
        "for å bruke den som sist ble lagret.",
    ),
    "replaced-report": (
        "{organisation} har rapportert for {period} også i {other}, som er lagret senere og brukt i stedet.",
        "Kontroller at det er den riktige.",
    ),
    "same-file": (
        "«{path}» kan ikke sammenlignes med seg selv.",
        "Oppgi den gamle rapporten først og den nye etterpå.",
    ),
    "not-a-folder": (
        "Oversikten lages av en mappe, og «{path}» er en fil.",
        "Legg rapportene i en mappe, og oppgi mappen.",
    ),
    "not-a-file": (
        "Det er to filer som sammenlignes, og «{path}» er en mappe.",
        "Oppgi arbeidsboken eller Word-rapporten selv.",
    ),
    "nothing-to-import": (
        "Det er ingen Word-rapporter (.docx) i mappen «{path}».",
        "Legg Word-rapporten rett i mappen, eller oppgi selve filen.",
    ),
    "nothing-to-collect": (
        "Det er ingen rapporter i «{path}».",
        "Legg arbeidsbøker (.xlsx) og Word-rapporter (.docx) rett i mappen, og kjør på nytt.",
    ),
    "bad-list": (
        "Listen «{path}» kan ikke brukes: {reason}.",
        "Bruk en tekstfil med én virksomhet per linje, eller en arbeidsbok med navnene i en kolonne.",
    ),
    "unread-files": (
        "{what} er ikke lest: {names}.",
        "Det er i orden hvis det ikke er rapporter. Rapporter må ligge rett i mappen, som .xlsx eller .docx.",
    ),
    "no-report": (
        "{reason}",
        "Er rapporten ikke blant de andre filene, må du be avsenderen om den.",
    ),
    "open-file": (
        "Filen ser ut til å være åpen i et program. Bare det som var lagret, er lest.",
        "Er den åpen hos deg, så lagre den, lukk den og kjør på nytt.",
    ),
    "alike-organisations": (
        "«{organisation}» ligner på «{other}» i {file}. Er det samme virksomhet, er den talt to ganger.",
        "Ta i så fall den ene filen ut av mappen, og kjør på nytt.",
    ),
    "no-such-file": (
        "Finner ikke «{path}».{nearest}",
        "Kontroller navnet og mappen. Er det mellomrom i navnet, må det stå i anførselstegn.",
    ),
    "file-not-readable": (
        "{path} finnes, men kan ikke leses.",
        "Be den som eier filen eller mappen, om å få lese den, eller lagre en kopi der du har tilgang.",
    ),
    "irregular-file": (
        "{path} er ingen vanlig fil, men en snarvei som ikke fører til noe, eller noe systemet bruker. "
        "Den er ikke lest.",
        "Legg den egentlige filen der i stedet, eller be avsenderen om den.",
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
        "Det som lages av denne filen, ville fått samme navn som det som lages av {other}.",
        "Gi den ene filen et annet navn.",
    ),
    "filled-template": (
        "{path} er fylt ut og blir ikke skrevet over.",
        "Gi den utfylte filen et eget navn, og kjør på nytt.",
    ),
    "output-exists": (
        "{path} finnes fra før, og blir aldri skrevet over.",
        "Gi arbeidsboken som ligger der, et annet navn, eller flytt den, og kjør på nytt.",
    ),
    "output-open": (
        "{path} er åpen i Word eller et annet program, så den nye utgaven kan ikke lagres.",
        "Lukk dokumentet og kjør på nytt. (Er det ikke åpent, kan du slette filen {lock}.)",
    ),
    "output-not-writable": (
        "{path} kan ikke lagres: {reason}.",
        "{advice}",
    ),
    "matrix-lacks-character": (
        "Skriftene på maskinen mangler tegn som vises som tomme bokser i PDF-filen: {found}.",
        "Skriv teksten uten dem hvis PDF-filen skal brukes. De følger gjerne med tekst fra Word.",
    ),
    "matrix-needs-pango": (
        "PDF-filen kan ikke lages, fordi programbiblioteket Pango mangler på maskinen.",
        "{install}",
    ),
    "matrix-needs-font": (
        "PDF-filen kan ikke lages, fordi skriften Carlito (eller Calibri) mangler på maskinen.",
        "{install}",
    ),
    "matrix-stopped": (
        "PDF-filen ble ikke laget, fordi prosessen som lager den, ble avbrutt.",
        "Kjør på nytt. Skjer det igjen, har maskinen for lite ledig minne, eller den mangler skrifter.",
    ),
    "worker-stopped": (
        "{path} ble ikke ferdig, fordi prosessen som arbeidet med filen, ble avbrutt.",
        "Kjør på nytt. Skjer det igjen, har maskinen for lite ledig minne, eller den stopper programmet.",
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
TEMPLATE_NO_WORD = (
    "kan ikke leses som et Word-dokument",
    "Åpne malen i Word og lagre den som «Word-dokument (*.docx)», eller bruk standardmalen.",
)
TEMPLATE_TOO_MUCH = (
    "er for stor til å leses",
    "Slett bilder og annet som malen ikke trenger, eller bruk standardmalen.",
)
TOO_MUCH_IN_FILE = "Filen er for stor til å leses."
TOO_MUCH_TO_COPY = "Arbeidsboken er for stor til at det kan lages en kopi der feilene er merket."
LESS_IN_FILE = (
    "Slett bilder og ark som ikke hører til rapporten, eller kopier teksten over i en ny, tom arbeidsbok."
)

ERROR_COUNT = ("{count} feil", "{count} feil")
WARNING_COUNT = ("{count} merknad", "{count} merknader")
NO_PROBLEMS = "ingen feil eller merknader"

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
HEADERS = {
    "default": "toppteksten",
    "first": "toppteksten på første side",
    "even": "toppteksten på partallssider",
}
FOOTERS = {
    "default": "bunnteksten",
    "first": "bunnteksten på første side",
    "even": "bunnteksten på partallssider",
}
FOOTNOTES = "fotnotene"
PROPERTY = "dokumentegenskapen {name}"
# In the order of ``word.parts.PROPERTIES``.
PROPERTY_NAMES = ("Tittel", "Emne", "Forfatter", "Kategori", "Nøkkelord", "Kommentarer")
# By what the kind of the part is called in the file.
OTHER_PARTS = {
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

# How much a Word template makes
ACTION_COUNT = ("{count} rapporteringspunkt", "{count} rapporteringspunkter")
TOO_LARGE = "for stor"
TIMES_TOO_LARGE = "{times} ganger så stor som den kan være"
MOSTLY_IN_LOOP = (
    " Mest plass tar det som står mellom «{found}» og koden som avslutter den: "
    "Det blir gjentatt {times} ganger."
)
MOSTLY_OUTSIDE_LOOPS = " Mest plass tar det som ikke blir gjentatt."

# What is wrong with a code of a Word template
LOOSE_OPENING = "En kode er begynt på, men ikke avsluttet i samme avsnitt."
LOOSE_CLOSING = "En kode er avsluttet, men ikke begynt på i samme avsnitt."
OVER_PARAGRAPHS = "Det er en klamme for mye ved siden av en kode, eller klammene er delt mellom to avsnitt."
ODD_BRACES = "Klammene rundt en kode mangler, er for få eller er delt av et mellomrom."
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
# By the code's beginning: paragraph, row and cell.
ALONE = (
    " Den må stå alene i avsnittet sitt: uten annen tekst, andre koder og bilder.",
    " Den må stå alene i tabellraden sin: uten annen tekst, andre koder og bilder.",
    " Den må stå alene i tabellcellen sin: uten annen tekst, andre koder og bilder.",
)
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
CLOSE_AND_MAKE_ROOM = (
    "Lukk filen hvis den er åpen, og kontroller at du kan lagre i mappen og at disken ikke er full."
)
SHORTER_NAME = "Gi arbeidsboken eller Word-rapporten et kortere navn, og kjør på nytt."
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
LIST_ROW_WITHOUT = "rad {row} har noe, men ikke i kolonnen med navn"
LIST_COLUMNS = "flere kolonner kan være navnene (skriv «{header}» over den rette)"
LIST_LONG_NAME = "«{name}» er for langt til å være et navn"
