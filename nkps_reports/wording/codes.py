"""Every kind of problem, in one table: its code, the exit code it leads to, what is wrong and what to do.

README's list of codes and ``docs/check.schema.json`` are made from it. Codes are stable; words may change.
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

from nkps_reports.wording.form import HEADING_COUNT


class Exit(IntEnum):
    """The exit codes of the command line."""

    DONE = 0
    BUG = 1
    USAGE = 2
    UNREADABLE = 3
    CONTENT = 4
    TEMPLATE = 5
    OUTPUT = 6


class Severity(StrEnum):
    """An error stops its workbook's build; a warning does not."""

    ERROR = "error"
    WARNING = "warning"


class Code(StrEnum):
    """Each kind of problem, by its stable name.

    Attributes:
        exit: the exit code this problem alone leads to; ``DONE`` makes it a warning.
        message: what is wrong, with places for facts in braces.
        fix: what to do, likewise.
    """

    exit: Exit
    message: str
    fix: str

    def __new__(cls, name: str, exit_code: Exit, message: str, fix: str) -> Code:
        """Make a member of its line in the table."""
        code = str.__new__(cls, name)
        code._value_ = name
        code.exit, code.message, code.fix = exit_code, message, fix
        return code

    @property
    def severity(self) -> Severity:
        """Whether the problem stops the build."""
        return Severity.WARNING if self.exit is Exit.DONE else Severity.ERROR

    # fmt: off
    MISSING_VALUE = ("missing-value", Exit.CONTENT,
        "Cellen er tom, men feltet må fylles ut.",
        "Fyll ut {cell} i arket «{sheet}»{row_hint}.")
    UNKNOWN_MEASURE = ("unknown-measure", Exit.CONTENT,
        "Det finnes ikke noe NKPS-tiltak {number}. Numrene går fra {first} til {last}.",
        "{fix}")
    UNREADABLE_REFERENCE = ("unreadable-reference", Exit.CONTENT,
        "«{found}» kan ikke leses som numre på NKPS-tiltak.",
        "{advice}")
    NUMBER_AS_DECIMAL = ("number-as-decimal", Exit.CONTENT,
        "Excel har gjort om det som ble skrevet, til desimaltallet {found}.{readings}",
        "Skriv numrene på nytt med «og» imellom, for eksempel 4 og 7.")
    NUMBER_AS_DATE = ("number-as-date", Exit.CONTENT,
        "Excel har gjort om det som ble skrevet, til {kind} {found}.{readings}",
        "Skriv numrene på nytt med «og» imellom, for eksempel 4 og 7.")
    FORMULA_WITHOUT_VALUE = ("formula-without-value", Exit.CONTENT,
        "Formelen «{found}» har ikke noe lagret resultat.",
        "Åpne arbeidsboken i Excel, lagre den og prøv på nytt, eller skriv teksten rett inn.")
    FORMULA_ERROR = ("formula-error", Exit.CONTENT,
        "Cellen viser feilen {shown}.",
        "Rett formelen, eller skriv teksten rett inn i cellen.")
    MERGED_CELL = ("merged-cell", Exit.CONTENT,
        "Cellene {found} er slått sammen, så det er uklart hvilken celle teksten hører til.",
        "Velg «Slå sammen og midtstill» en gang til for å dele dem, og fyll ut hver celle.")
    TEXT_IN_NEXT_ROW = ("text-in-next-row", Exit.CONTENT,
        ("Teksten i {block} ser ut til å høre til {origin}. Limes tekst fra Word inn rett på en celle, "
         "får hvert avsnitt sin egen rad.{hint}"),
        "{advice}")
    NO_ACTIONS = ("no-actions", Exit.CONTENT,
        "Ingen rader er fylt ut i arket «{sheet}».",
        "Skriv ett rapporteringspunkt per rad under overskriftene.")
    BAD_EMAIL = ("bad-email", Exit.CONTENT,
        "«{found}» er ikke en gyldig e-postadresse.",
        "Skriv den slik: navn@spekter.no. Feltet kan også stå tomt.")
    BAD_DATE = ("bad-date", Exit.CONTENT,
        "«{found}» {reason}.",
        "Skriv datoen slik: 13.09.2017 eller 13. september 2017. Feltet kan også stå tomt.")
    BAD_LANGUAGE = ("bad-language", Exit.CONTENT,
        "«{found}» er ikke en målform.",
        "Skriv bokmål eller nynorsk. Feltet kan også stå tomt; da blir det bokmål.")
    READ_AS = ("read-as", Exit.DONE,
        "«{found}» er lest som NKPS-tiltak {numbers}.",
        "Er det noe annet du mener, retter du det. Skrevet slik blir det lest uten merknad: {plain}")
    REPEATED_MEASURE = ("repeated-measure", Exit.DONE,
        "NKPS-tiltak {number} er nevnt mer enn én gang.",
        "Det skrives én gang i rapporten. Kontroller at det ikke skulle stått et annet nummer.")
    DUPLICATE_ACTION = ("duplicate-action", Exit.DONE,
        "Tittelen på tiltaket er den samme som i {other}.",
        "Slett den ene raden, eller gi rapporteringspunktene ulike titler. Begge er med i rapporten.")
    OTHER_MEASURE_IN_TEXT = ("other-measure-in-text", Exit.DONE,
        "Teksten nevner NKPS-tiltak {number}, som ikke står i {relation_cell}.",
        "Legg til nummeret i {relation_cell} hvis rapporteringspunktet gjelder det.")
    PLACEHOLDER_TEXT = ("placeholder-text", Exit.DONE,
        "Det står bare «{found}», som ser ut til å skulle byttes ut. Det kommer med i rapporten slik.",
        "Skriv det som skal stå der. Er det svaret, trenger du ikke å gjøre noe.")
    TOO_LONG_DESCRIPTION = ("too-long-description", Exit.DONE,
        "Beskrivelsen fyller mer enn en halv side i rapporten: {lines}, og det er plass til {room}.",
        "Kort den ned med {over}, omtrent {words} ord.")
    STRAY_LIST_NUMBER = ("stray-list-number", Exit.DONE,
        ("Teksten begynner med «{found}», som ser ut som et nummer Word har satt foran. "
         "Det er med i rapporten."),
        "Slett nummeret i cellen hvis det ikke hører til teksten.")
    VAGUE_LINK_TEXT = ("vague-link-text", Exit.DONE,
        ("Lenken «{text}» sier ikke hva den fører til ({target}). "
         "Mange får lenkene lest opp alene, uten setningen rundt."),
        "Skriv hva lenken fører til, for eksempel [programmet for konferansen](https://…).")
    HIDDEN_ROW = ("hidden-row", Exit.DONE,
        "{found} er skjult eller filtrert bort, men er med i rapporten.",
        "Vis alle rader, og slett dem som ikke skal være med.")
    HIDDEN_COLUMN = ("hidden-column", Exit.DONE,
        "{found} er skjult, men innholdet er med i rapporten.",
        "Vis kolonnen og kontroller det som står i den.")
    HIDDEN_SHEET = ("hidden-sheet", Exit.DONE,
        "Arket er skjult, men innholdet er med i rapporten.",
        "Høyreklikk på en arkfane, velg «Vis» og kontroller det som står i arket.")
    UNUSED_OBJECT = ("unused-object", Exit.DONE,
        "{what} kommer ikke med i rapporten.",
        "Det er i orden hvis det bare er for deg selv. Skal det med, skriver du det i et av feltene.")
    TEMPLATE_FILLED_IN = ("template-filled-in", Exit.DONE,
        "Du har fylt ut selve malen, som skal være tom til neste gang.",
        ("Lukk den i Excel og gi filen et eget navn, for eksempel {suggestion}. "
         "Kjør så «{template_command}» for å få en ny, tom mal."))
    UNUSED_SHEET_OR_COLUMN = ("unused-sheet-or-column", Exit.DONE,
        "{what} brukes ikke i rapporten, men har innhold: {found}.",
        "Det er i orden hvis det bare er for deg selv. Skal det med, flytter du det til et av feltene.")
    CONTROL_CHARACTER = ("control-character", Exit.DONE,
        "Cellen har tegn som ikke kan vises i et dokument ({found}). De er tatt bort.",
        "Kontroller teksten i cellen. Slike tegn følger gjerne med når tekst limes inn.")
    STRUCK_TEXT = ("struck-text", Exit.DONE,
        "Gjennomstreket tekst er ikke med i rapporten: «{found}».{rest}",
        ("Det er i orden hvis teksten skal bort. Skal den med, merker du den i cellen og tar bort "
         "gjennomstrekingen (Ctrl+5)."))
    UNSUPPORTED_LINK = ("unsupported-link", Exit.DONE,
        "Lenken går til «{found}», som ikke er en fullstendig nettadresse. Teksten er med, men uten lenke.",
        "Bruk en adresse som begynner med https:// hvis lenken skal med.")
    MISSING_SHEET = ("missing-sheet", Exit.UNREADABLE,
        "Arbeidsboken mangler arket «{sheet}».{nearest}",
        ("Gi arket navnet «{sheet}», eller kopier innholdet inn i den tomme malen, "
         "som du får med «{template_command}»."))
    MISSING_HEADER = ("missing-header", Exit.UNREADABLE,
        "Arket «{sheet}» mangler {kind} «{header}».{nearest}",
        "{advice}")
    MISSING_NEW_FIELD = ("missing-new-field", Exit.DONE,
        "Feltet «{header}» finnes ikke her. Det kom med i skjemaet i {since}, og er tomt.",
        "Det er i orden når dette er eldre. Skal feltet med, bruker du den nye malen.")
    DUPLICATE_HEADER = ("duplicate-header", Exit.UNREADABLE,
        "«{header}» står mer enn én gang i arket «{sheet}»: {found}.",
        "Slett eller gi nytt navn til den som ikke skal brukes.")
    UNREADABLE_WORKBOOK = ("unreadable-workbook", Exit.UNREADABLE,
        "Filen kan ikke leses som en Excel-arbeidsbok: {reason}.",
        ("Åpne filen i Excel, velg «Lagre som» og «Excel-arbeidsbok (*.xlsx)», og prøv på nytt. "
         "Lar den seg ikke åpne, må du finne en tidligere utgave av den."))
    NO_WORKSHEET = ("no-worksheet", Exit.UNREADABLE,
        "Arbeidsboken har bare diagramark eller lignende, og ingen ark med celler.",
        ("Kontroller at det er riktig fil. Rapporten fylles ut i den tomme malen, "
         "som du får med «{template_command}»."))
    PROTECTED_WORKBOOK = ("protected-workbook", Exit.UNREADABLE,
        "Arbeidsboken er beskyttet med passord.",
        ("Åpne den i Excel, velg Fil – Informasjon – Beskytt arbeidsbok – Krypter med passord, "
         "slett passordet, lagre og prøv på nytt."))
    UNSUPPORTED_FORMAT = ("unsupported-format", Exit.UNREADABLE,
        "Filen er {kind}, ikke en Excel-arbeidsbok av typen .xlsx eller .xlsm.",
        ("Er det riktig fil, åpner du den i Excel, velger «Lagre som» og «Excel-arbeidsbok (*.xlsx)», "
         "og bruker den nye filen."))
    TOO_LARGE = ("too-large", Exit.UNREADABLE,
        "{what}",
        "{advice}")
    TOOK_TOO_LONG = ("took-too-long", Exit.UNREADABLE,
        "Arbeidet med {path} var ikke ferdig etter {minutes} minutter og ble stoppet.",
        ("Lukk andre programmer og prøv på nytt. Hjelper ikke det, er det trolig for mye i filen: "
         "Del den i to, eller be avsenderen om det."))
    UNSAVED_WORKBOOK = ("unsaved-workbook", Exit.DONE,
        "Arbeidsboken er åpen, men ingenting er lagret i den ennå.",
        "Lagre den, og prøv på nytt.")
    TEMPLATE_NOT_FOUND = ("template-not-found", Exit.TEMPLATE,
        "Finner ikke Word-malen {template}.",
        "Kontroller navnet. Standardmalen får du tilbake med «{restore_command}».")
    TEMPLATE_UNREADABLE = ("template-unreadable", Exit.TEMPLATE,
        "Word-malen {template} {reason}.",
        "{advice}")
    TEMPLATE_SYNTAX = ("template-syntax", Exit.TEMPLATE,
        "{where}: Koden «{found}» kan ikke leses.{reason}",
        "Rett koden i Word. Kodene står i README under «Endre Word-malen».")
    TEMPLATE_UNKNOWN_VARIABLE = ("template-unknown-variable", Exit.TEMPLATE,
        "{where}: «{found}» finnes ikke.{nearest}",
        "Rett navnet i Word. Alle navn som kan brukes, står i README under «Endre Word-malen».")
    TEMPLATE_MISPLACED_TAG = ("template-misplaced-tag", Exit.TEMPLATE,
        "{where}: «{found}» kan ikke stå der.{reason}",
        ("Rett det, eller flytt koden. Koder som begynner med {{{{p eller {{%p, må stå alene i avsnittet "
         "sitt, og {{%tr alene i en tabellrad."))
    TEMPLATE_MISSING_STYLE = ("template-missing-style", Exit.TEMPLATE,
        "Word-malen {template} mangler stilen «{found}».",
        "Legg stilen til i malen, eller ta utgangspunkt i standardmalen på nytt.")
    TEMPLATE_INCOMPLETE = ("template-incomplete", Exit.TEMPLATE,
        ("Word-malen {template} tar ikke med alt: teksten i feltet «{found}» mangler i rapporten, "
         "eller står ikke slik den er skrevet{tag}."),
        ("La koden for feltet stå i malen, uten filter og uten vilkår. Kodene står i README under "
         "«Endre Word-malen»."))
    TEMPLATE_UNCLOSED_TAG = ("template-unclosed-tag", Exit.TEMPLATE,
        "{where}: {reason} Det står «{found}».",
        ("Skriv hele koden i ett avsnitt, med to klammer på hver side og uten mellomrom mellom dem, "
         "for eksempel {{{{ virksomhet.navn }}}}."))
    TEMPLATE_UNCLOSED_BLOCK = ("template-unclosed-block", Exit.TEMPLATE,
        "{where}: «{found}» kan ikke brukes slik. {reason}",
        ("Hver {{% for %}} må ha sin {{% endfor %}}, og hver {{% if %}} sin {{% endif %}}. "
         "Begge må begynne likt ({{%p, {{%tr eller {{%) og stå på samme sted i dokumentet."))
    TEMPLATE_UNKNOWN_FILTER = ("template-unknown-filter", Exit.TEMPLATE,
        "{where}: Filteret «{found}» finnes ikke.{nearest}",
        "Ta bort filteret, eller rett navnet på det.")
    TEMPLATE_NOT_ALLOWED = ("template-not-allowed", Exit.TEMPLATE,
        "{where}: Koden «{found}» bruker {reason}. Det kan ikke brukes i malen.",
        "Bruk bare kodene som står i README under «Endre Word-malen».")
    TEMPLATE_TOO_MANY_CODES = ("template-too-many-codes", Exit.TEMPLATE,
        "Word-malen {template} har {count} koder. Grensen er {limit}.",
        "Ta bort kodene som ikke trengs, eller ta utgangspunkt i standardmalen på nytt.")
    TEMPLATE_TOO_LARGE = ("template-too-large", Exit.TEMPLATE,
        "{where}: Med {actions} ville rapporten blitt {size}.{most}",
        "Ta bort det du kan unnvære der, eller del rapporteringspunktene på flere arbeidsbøker.")
    TEMPLATE_LARGE = ("template-large", Exit.DONE,
        "{where}: Med {actions} ville rapporten blitt {size}.{most}",
        "Ta bort det du kan unnvære der. Får dere aldri så mange, kan malen stå som den er.")
    TEMPLATE_TAG_NOT_RENDERED = ("template-tag-not-rendered", Exit.TEMPLATE,
        "{where}: Koden «{found}» blir ikke fylt ut der. Den ville stått slik den er skrevet.",
        ("Flytt koden til brødteksten, topp- eller bunnteksten, en fotnote, en tekstboks eller egenskapene "
         "Tittel, Emne, Forfatter, Kategori, Nøkkelord og Kommentarer, eller slett den."))
    TEMPLATE_MISSING_HEADING = ("template-missing-heading", Exit.TEMPLATE,
        "Word-malen {template} mangler overskriften «{found}» i skjemaet.{reason}",
        ("Skriv overskriften i skjemaet, og gi den stilen Overskrift 2. Skal den ha andre ord, merker du "
         "den, velger Sett inn – Bokmerke, skriver {bookmark} og velger Legg til."))
    TEMPLATE_MISSING_FIELD = ("template-missing-field", Exit.TEMPLATE,
        "Word-malen {template} mangler feltet «{found}»{reason}.",
        "Legg til koden {tag} i malen.")
    TEMPLATE_UNDEFINED_STYLE = ("template-undefined-style", Exit.TEMPLATE,
        "{where}: Stilen «{found}» er brukt, men finnes ikke i malen.",
        "Velg en annen stil for teksten i Word, eller ta utgangspunkt i standardmalen på nytt.")
    TEMPLATE_MISSING_NUMBERING = ("template-missing-numbering", Exit.TEMPLATE,
        "{where}: {reason}",
        ("Merk et avsnitt med stilen i Word, velg punkter eller nummerering, og oppdater stilen etter "
         "avsnittet. Eller ta utgangspunkt i standardmalen på nytt."))
    TEMPLATE_DEAD_LINK = ("template-dead-link", Exit.TEMPLATE,
        ("Word-malen {template} lager lenker til skjemaene med «{found}», men lenkene fører ingen steder: "
         "{{{{r tiltak.bokmerke }}}} mangler."),
        "Legg til {{{{r tiltak.bokmerke }}}} i en overskrift i skjemaet.")
    TEMPLATE_REVIEW_MARKS = ("template-review-marks", Exit.DONE,
        "{where}: Malen har {reason}. De følger med i rapporten.",
        "Velg Se gjennom i Word, godta eller forkast endringene, slett merknadene og lagre malen.")
    TEMPLATE_INNER_LIST = ("template-inner-list", Exit.DONE,
        ("{where}: Løkken «{found}» står inne i løkken «{outer}». Alt den skriver, blir gjentatt hver gang "
         "den ytterste løkken begynner på nytt."),
        "Skal det stå bare én gang, må «{closer}» stå foran løkken, eller «{outer}» etter den.")
    TEMPLATE_REACHES_OUTSIDE = ("template-reaches-outside", Exit.DONE,
        "{where}: {what} («{found}»). {becomes}",
        "{advice}")
    TEMPLATE_FORM_HEADING = ("template-form-heading", Exit.TEMPLATE,
        "Word-malen {template} har ikke overskriften til feltet «{found}» én gang i hvert skjema.",
        (f"La de {HEADING_COUNT} overskriftene med bokmerkene sine stå én gang hver, "
         "mellom {{%p for … %}} og {{%p endfor %}}."))
    TEMPLATE_BROKEN_LINK = ("template-broken-link", Exit.TEMPLATE,
        "{where}: Lenken fører til bokmerket «{found}», som ikke finnes.",
        ("Høyreklikk på lenken og fjern den, eller sett inn bokmerket der den skal føre: Merk stedet, velg "
         "Sett inn – Bokmerke, skriv {found} og velg Legg til."))
    REPORT_UNREADABLE = ("report-unreadable", Exit.UNREADABLE,
        "Filen kan ikke leses som et Word-dokument: {reason}.",
        ("Åpne filen i Word, velg «Lagre som» og «Word-dokument (*.docx)», og prøv på nytt. "
         "Lar den seg ikke åpne, må du be om å få den tilsendt på nytt."))
    REPORT_PROTECTED = ("report-protected", Exit.UNREADABLE,
        "Word-dokumentet er beskyttet med passord.",
        ("Åpne det i Word, velg Fil – Informasjon – Beskytt dokument – Krypter med passord, "
         "slett passordet, lagre og prøv på nytt."))
    REPORT_UNSUPPORTED_FORMAT = ("report-unsupported-format", Exit.UNREADABLE,
        "Filen er {kind}, ikke et Word-dokument av typen .docx.",
        "{advice}")
    REPORT_WITHOUT_FORM = ("report-without-form", Exit.UNREADABLE,
        f"Dokumentet har ingen skjemaer med de {HEADING_COUNT} overskriftene: {{headings}}.{{seen}}",
        ("Kontroller at det er riktig fil. Er det en rapport, setter du overskriftene inn over hvert svar "
         "i Word, lagrer og prøver på nytt."))
    REPORT_INCOMPLETE_FORM = ("report-incomplete-form", Exit.UNREADABLE,
        (f"Ingen av skjemaene i dokumentet har alle de {HEADING_COUNT} overskriftene. "
         "Disse mangler: {headings}."),
        "Sett overskriftene inn over hvert svar i Word, lagre og prøv på nytt.")
    REPORT_IS_TEMPLATE = ("report-is-template", Exit.UNREADABLE,
        "Filen er en Word-mal med koder ({found}), ikke en ferdig rapport.",
        "Bruk den ferdige rapporten. Den ligger som regel i mappen output.")
    REPORT_EMPTY = ("report-empty", Exit.UNREADABLE,
        "Skjemaene i dokumentet er ikke fylt ut.",
        "Kontroller at det er riktig fil.")
    REPORT_IS_OWN = ("report-is-own", Exit.USAGE,
        "Filen er laget av programmet for å vise {what}. Den er ingen rapport.",
        "Bruk rapportene den er laget av.")
    REPORT_MISSING_HEADING = ("report-missing-heading", Exit.CONTENT,
        "Skjemaet mangler overskriften «{heading}».",
        "Kontroller de andre feltene i rapporteringspunktet: Teksten kan ha havnet i feltet over.")
    REPORT_REPEATED_HEADING = ("report-repeated-heading", Exit.DONE,
        ("Overskriften «{heading}» står mer enn én gang i skjemaet. Alt som står under den, er samlet "
         "i ett felt."),
        "Kontroller at teksten hører til samme rapporteringspunkt.")
    REPORT_NEAR_HEADING = ("report-near-heading", Exit.DONE,
        "«{found}» er lest som overskriften «{heading}».",
        "Er det en del av teksten, kopierer du den inn der den skal stå.")
    REPORT_MISSING_VALUE = ("report-missing-value", Exit.CONTENT,
        "Feltet er tomt i Word-rapporten.",
        "{advice}, eller be avsenderen om det.")
    REPORT_MISSING_FACT = ("report-missing-fact", Exit.DONE,
        "Word-rapporten sier ikke dette, så cellen er tom.",
        "Fyll ut {cell} i arket «{sheet}» før du lager rapport av arbeidsboken.")
    REPORT_LONG_TEXT = ("report-long-text", Exit.CONTENT,
        ("Teksten har {count} tegn, og en celle i Excel har plass til {limit}. "
         "Dette er ikke tatt med: «{found}»"),
        "Kort ned teksten i Word-rapporten. Den skal ikke fylle mer enn en halv side.")
    REPORT_NOT_PLACED = ("report-not-placed", Exit.DONE,
        "Ikke tatt med, fordi det ikke hører til noe felt i skjemaet: {texts}.",
        "Det er i orden hvis det ikke hører til svarene. Ellers kopierer du det inn der det skal stå.")
    REPORT_RELATION_SENTENCE = ("report-relation-sentence", Exit.DONE,
        "Relasjonen er hentet fra «{found}», og bare numrene er tatt med.",
        "Kontroller numrene.")
    REPORT_TITLE_ABOVE = ("report-title-above", Exit.DONE,
        "Dette sto over skjemaet og er satt inn som tittel på tiltaket: {titles}.",
        "Kontroller titlene i arbeidsboken.")
    REPORT_HELP_TEXT = ("report-help-text", Exit.DONE,
        "Ikke tatt med, fordi det ser ut som skjemaets hjelpetekst til feltet: «{found}».",
        "Det er i orden hvis det ikke hører til svarene. Ellers kopierer du det inn der det skal stå.")
    REPORT_LEFT_OUT = ("report-left-out", Exit.DONE,
        "Ikke tatt med: {what}{beginning}.",
        "Det er i orden hvis det ikke hører til svarene. Ellers kopierer du det inn der det skal stå.")
    REPORT_TABLE_AS_TEXT = ("report-table-as-text", Exit.DONE,
        "Tabellen som begynner med «{found}», er skrevet som tekst, én linje per rad.",
        "Se over linjene. Skjemaet har ikke plass til tabeller.")
    REPORT_TRACKED_CHANGES = ("report-tracked-changes", Exit.DONE,
        ("Dokumentet har sporede endringer som ingen har godtatt eller avvist. "
         "De er lest som om de var godtatt."),
        "Er det endringer som ikke skal gjelde, avviser du dem i Word, lagrer og prøver på nytt.")
    DUPLICATE_REPORT = ("duplicate-report", Exit.CONTENT,
        "{organisation} har rapportert for {period} også i {other}. Ingen av filene er med i oversikten.",
        ("Ta den ene ut av mappen, eller kjør med --newest (make overview FOLDER=mappen NEWEST=ja) "
         "for å bruke den som sist ble lagret. Er det to virksomheter, må navnene være ulike, for eksempel "
         "med fylket bak."))
    REPLACED_REPORT = ("replaced-report", Exit.DONE,
        "{organisation} har rapportert for {period} også i {other}, som er lagret senere og brukt i stedet.",
        "Kontroller at det er den riktige.")
    SAME_FILE = ("same-file", Exit.USAGE,
        "«{path}» kan ikke sammenlignes med seg selv.",
        "Oppgi den gamle rapporten først og den nye etterpå.")
    NOT_A_FOLDER = ("not-a-folder", Exit.USAGE,
        "Oversikten lages av en mappe, og «{path}» er en fil.",
        "Legg rapportene i en mappe, og oppgi mappen.")
    NOT_A_FILE = ("not-a-file", Exit.USAGE,
        "Det er to filer som sammenlignes, og «{path}» er en mappe.",
        "Oppgi arbeidsboken eller Word-rapporten selv.")
    NOTHING_TO_COLLECT = ("nothing-to-collect", Exit.USAGE,
        "Det er ingen rapporter i «{path}».",
        "Legg arbeidsbøker (.xlsx) og Word-rapporter (.docx) rett i mappen, og prøv på nytt.")
    NOTHING_TO_IMPORT = ("nothing-to-import", Exit.USAGE,
        "Det er ingen Word-rapporter (.docx) i mappen «{path}».",
        "Legg Word-rapporten rett i mappen, eller oppgi selve filen.")
    BAD_LIST = ("bad-list", Exit.USAGE,
        "Listen «{path}» kan ikke brukes: {reason}.",
        "Bruk en tekstfil med én virksomhet per linje, eller en arbeidsbok med navnene i en kolonne.")
    UNREAD_FILES = ("unread-files", Exit.DONE,
        "{what} er ikke lest: {names}.",
        "Det er i orden hvis det ikke er rapporter. Rapporter må ligge rett i mappen, som .xlsx eller .docx.")
    NO_REPORT = ("no-report", Exit.DONE,
        "{reason}",
        "Er rapporten ikke blant de andre filene, må du be avsenderen om den.")
    OPEN_FILE = ("open-file", Exit.DONE,
        "Filen ser ut til å være åpen i et program. Bare det som var lagret, er lest.",
        "Er den åpen hos deg, så lagre den, lukk den og prøv på nytt.")
    LIST_ENCODING = ("list-encoding", Exit.DONE,
        "Filen {path} sier ikke hvilket tegnsett den har. Bokstavene er lest som {names}.",
        "Er navnene feil, lagrer du listen på nytt med tegnsettet UTF-8, eller som Excel-arbeidsbok.")
    SAME_REPORT = ("same-report", Exit.DONE,
        "{path} og {other} rapporterer begge for {organisation} og perioden {period}.",
        ("Er den ene en kopi, for eksempel fra OneDrive, tar du den ut av mappen. Kontroller hvilken som er "
         "den nyeste, så feil rapport ikke blir sendt."))
    ALIKE_ORGANISATIONS = ("alike-organisations", Exit.DONE,
        "«{organisation}» ligner på «{other}» i {file}. Er det samme virksomhet, er den talt to ganger.",
        "Ta i så fall den ene filen ut av mappen, og prøv på nytt.")
    NO_SUCH_FILE = ("no-such-file", Exit.USAGE,
        "Finner ikke «{path}».{nearest}",
        "Kontroller navnet og mappen. Er det mellomrom i navnet, må det stå i anførselstegn.")
    FILE_NOT_READABLE = ("file-not-readable", Exit.UNREADABLE,
        "{path} finnes, men kan ikke leses.",
        "Be den som eier filen eller mappen, om å få lese den, eller lagre en kopi der du har tilgang.")
    IRREGULAR_FILE = ("irregular-file", Exit.UNREADABLE,
        ("{path} er ingen vanlig fil, men en snarvei som ikke fører til noe, eller noe systemet bruker. "
         "Den er ikke lest."),
        "Legg den egentlige filen der i stedet, eller be avsenderen om den.")
    NOTHING_TO_BUILD = ("nothing-to-build", Exit.USAGE,
        "Fant ingen utfylt arbeidsbok i mappen «{path}».",
        "Lagre en kopi av {template} under et eget navn i mappen, fyll den ut og prøv på nytt.")
    BLANK_WORKBOOK = ("blank-workbook", Exit.USAGE,
        "Arbeidsboken er ikke fylt ut.",
        "Fyll ut arkene «Virksomhet» og «Tiltak», lagre og prøv på nytt.")
    CONTROL_COPY = ("control-copy", Exit.USAGE,
        "Dette er en kontrollkopi, som det ikke lages rapport av.",
        "Rett i din egen arbeidsbok, og prøv på nytt med den.")
    CLUSTER_NOT_INSTALLED = ("cluster-not-installed", Exit.USAGE,
        "Programmet er installert uten Dask, som trengs for å bruke en klynge. Ingenting er gjort.",
        "Kjør dette i mappen med programmet, og prøv på nytt: {install_command}")
    CLUSTER_UNREACHABLE = ("cluster-unreachable", Exit.USAGE,
        "Ingen Dask-klynge svarer på adressen «{found}». Ingenting er gjort.",
        ("Kontroller adressen, for eksempel tcp://10.0.0.5:8786, at «dask scheduler» er startet der, og "
         "innstillingene til Dask på denne maskinen. "
         "Uten --cluster (make: CLUSTER) gjør denne maskinen arbeidet."))
    CLUSTER_EMPTY = ("cluster-empty", Exit.USAGE,
        "Klyngen {found} svarer, men har ingen prosesser som kan arbeide. Ingenting er gjort.",
        ("Start «dask worker {found} --nworkers -1 --nthreads 1» på maskinene i klyngen, og prøv på nytt. "
         "Er den startet, har prosessene for lite minne."))
    CLUSTER_SILENT = ("cluster-silent", Exit.USAGE,
        "Klyngen {found} svarer, men ikke alle prosessene i den. Ingenting er gjort.",
        "Start dem på nytt, eller ta dem ut av klyngen, og prøv på nytt.")
    CLUSTER_DIFFERS = ("cluster-differs", Exit.USAGE,
        ("{processes} i klyngen er ikke som denne maskinen, og ville laget andre filer. "
         "Forskjellig er {found}. Ingenting er gjort."),
        "Installer det samme der som her, eller ta dem ut av klyngen, og prøv på nytt.")
    SAME_OUTPUT = ("same-output", Exit.USAGE,
        "Det som lages av denne filen, ville fått samme navn som det som lages av {other}.",
        "Gi den ene filen et annet navn.")
    FILLED_TEMPLATE = ("filled-template", Exit.OUTPUT,
        "{path} er fylt ut og blir ikke skrevet over.",
        "Gi den utfylte filen et eget navn, og prøv på nytt.")
    OUTPUT_EXISTS = ("output-exists", Exit.OUTPUT,
        "{path} finnes fra før, og blir aldri skrevet over.",
        "Gi arbeidsboken som ligger der, et annet navn, eller flytt den, og prøv på nytt.")
    OUTPUT_OPEN = ("output-open", Exit.OUTPUT,
        "{path} er åpen i Word eller et annet program, så den nye utgaven kan ikke lagres.",
        "Lukk dokumentet og prøv på nytt. (Er det ikke åpent, kan du slette filen {lock}.)")
    OUTPUT_NOT_WRITABLE = ("output-not-writable", Exit.OUTPUT,
        "{path} kan ikke lagres: {reason}.",
        "{advice}")
    MATRIX_LACKS_CHARACTER = ("matrix-lacks-character", Exit.DONE,
        "Skriftene på maskinen mangler tegn som vises som tomme bokser i PDF-filen: {found}.",
        "Skriv teksten uten dem hvis PDF-filen skal brukes. De følger gjerne med tekst fra Word.")
    MATRIX_NEEDS_PANGO = ("matrix-needs-pango", Exit.OUTPUT,
        "PDF-filen kan ikke lages, fordi programbiblioteket Pango mangler på maskinen.",
        "{install}")
    MATRIX_NEEDS_FONT = ("matrix-needs-font", Exit.OUTPUT,
        "PDF-filen kan ikke lages, fordi skriften Carlito (eller Calibri) mangler på maskinen.",
        "{install}")
    MATRIX_STOPPED = ("matrix-stopped", Exit.OUTPUT,
        "PDF-filen ble ikke laget, fordi prosessen som lager den, ble avbrutt.",
        "Prøv på nytt. Skjer det igjen, har maskinen for lite ledig minne, eller den mangler skrifter.")
    WORKER_STOPPED = ("worker-stopped", Exit.OUTPUT,
        "{path} ble ikke ferdig, fordi {reason}.",
        "{advice}")
    BUG = ("bug", Exit.BUG,
        "Det oppsto en feil i programmet: {found}",
        "Det er ikke din feil. Send meldingen og arbeidsboken til dem som har ansvar for programmet.{log}")
    # fmt: on
