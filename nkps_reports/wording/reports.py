"""What a Word report is called in parts, what is recognised in one, and what is left out of it."""

from __future__ import annotations

from nkps_reports.wording.documents import BOKMAL, NYNORSK

FORM_PART = "Rapporteringspunkt {number}: «{title}»"
UNTITLED_FORM_PART = "Rapporteringspunkt {number}"
ALL_FORMS = "Alle skjemaene"
TABLES = "Tabellene med skjemaer"
BEFORE_FORMS = "Før skjemaene"
BESIDE_FORM = "Ved rapporteringspunkt {number}"
BETWEEN_FORMS = "Etter rapporteringspunkt {number}"
AFTER_FORMS = "Etter skjemaene"
PAGE_EDGES = "Topptekst og bunntekst"

# Remarks in a heading, with or without parentheses, which are no part of its name.
HEADING_REMARK = r"(?:maks|max|inntil|omtrent|ca\b|½|1/2|en\b|ei\b|halv|NKPS\b)"
HEADING_LIMIT = r"maks(?:imum|imalt)?\.?\s[^.:;!?\t]{1,40}+[.:]?\Z"
# The words of the headings that only nynorsk has; «omtale» is bokmål as well.
NYNORSK_WORDS = ("ansvarleg", "samarbeidspartnarar", "varigheit")

# How the line with the relation begins, and what stands before the numbers of the measures.
RELATION_OPENING = (
    r"(?:relasjon(?:er|ar)?|relater(?:er|t|ar)|tilknyt(?:ning|ing)|knytt?(?:er|et)?(?: seg)?|gjeld(?:er)?)\b"
)
# Behind a title it is a sentence of its own, after a full stop or with a capital, or stands in parentheses.
RELATION_BEGINNING = r"(?:(?<=[.!?»\"]\s)|[(\[–-]\s*|(?=(?-i:[A-ZÆØÅ])))"
# In parentheses: «(jf. NKPS-tiltak nr. 4)».
RELATION_ASIDE = (
    r"(?:(?:jf|se|se også|sjå|sjå også)\b\.?\s*)?(?:NKPS(?:[-\s]?tiltak(?:et|ene|a)?)?|tiltak\s+nr)\b"
    r"\s*(?:nr\b|nummer\b)?\s*[.:]?"
)
RELATION_MEASURE = (
    r"(?:NKPS[-\s]*)?tiltak(?:et|ene|a)?\b(?:\s+i\s+NKPS\b)?(?:\s*\(?nr\b\.?\)?|\s+nummer\b)?\s*[:.]?"
)

# Labels of a cell with those numbers, in lower case and without punctuation at the ends.
RELATION_LABELS = frozenset((
    "relasjon", "relasjon til nkps", "relasjon til tiltak", "nkps", "nkps-tiltak", "nkps tiltak",
    "nkps-tiltak nr", "nkps tiltak nr", "nkps-tiltak nummer", "nkps nr", "nkps-nr", "tiltak i nkps nr",
    "tilknytning til nkps",
))  # fmt: skip
# What begins a row that sums a table up.
TOTALS = frozenset(
    ("sum", "totalt", "total", "i alt", "til sammen", "tilsammen", "antall", "antall tiltak", "tal på tiltak")
)

# The header of a column of running numbers.
NUMBER_LABELS = frozenset(("nr", "nummer", "#", "løpenr", "løpenummer", "pkt"))

# What the title of a whole report has in it, in lower case.
DOCUMENT_WORDS = ("rapport", "nasjonal kompetansepolitisk strategi", "nkps")

# What captions of forms call them, before a number.
CAPTION = r"(?:(?:NKPS-)?rapporteringspunkt|skjema)"
# These begin sentences too, and caption a form only with a sign behind the number.
WEAK_CAPTION = r"(?:tiltak|punkt)"
# How a signature at the end of a report begins.
GREETING = (
    r"(?:(?:med\s+)?(?:vennlig|venleg|beste?)\s+(?:hilsen|helsing)|med\s+(?:hilsen|helsing)\b|(?:hilsen|helsing|mvh\.?)[,.!]?\Z|underskrift|signatur"
    r"|dato\s+og\s+(?:underskrift|signatur)|_{5,})"
)
# «Oslo, 12. mars 2018», «Oslo, den 12.03.2018».
PLACE_AND_DATE = (
    r"[^\W\d_]+(?:\s[^\W\d_]+)?,\s+(?:den\s+)?[0-9]{1,2}\.\s?(?:[0-9]{1,2}\.|[a-z]+)\s?[0-9]{4}\.?\Z"
)

# What a sentence says of an action and its measures, and what denies it.
RELATION_WORDS = (
    r"(?:relasjon\w*|relater\w*|relevant\w*|tilknyt\w*|knytt\w*|gjeld\w*|svar(?:er|ar)|støtt(?:er|ar)"
    r"|bidr(?:ar|eg)|hører|høyrer)"
)
NEGATION = r"\b(?:ikke|ikkje|ingen|inga|uten|utan)\b"

RELATION_ENDING = r"\s+i\s+NKPS\b"

# Labels of the facts about who reports, each with the key of the same label in the workbook.
ORGANISATION_LABELS = {
    "virksomhet": "name",
    "verksemd": "name",
    "organisasjon": "name",
    "rapporteringsperiode": "period",
    "periode": "period",
    "rapportdato": "report_date",
    "dato": "report_date",
    "til": "recipient",
    "mottaker": "recipient",
    "mottakar": "recipient",
    "kontaktperson": "contact",
    "kontakt": "contact",
    "e-post": "email",
    "epost": "email",
    "e-postadresse": "email",
}
# What an imported workbook says about each written standard.
LANGUAGE_VALUES = {"nb": "", "nn": "nynorsk"}

# The program's own words in its reports, which nobody typed.
# What stood above the table of measures in reports made before.
EARLIER_INTRODUCTIONS = (
    "Tabellen viser NKPS-tiltakene med hovedansvarlig, og hvilke rapporteringspunkter "
    "i denne rapporten som er knyttet til hvert av dem.",
    "Tabellen viser NKPS-tiltaka med hovudansvarleg, og kva rapporteringspunkt "
    "i denne rapporten som er knytte til kvart av dei.",
)
CONTENTS = ("Innhold", "Innholdsfortegnelse", "Innhald", "Innhaldsliste")
FIXED_TEXTS = tuple(
    text
    for documents in (BOKMAL, NYNORSK)
    for text in (
        documents.word_title,
        documents.word_property_title,
        documents.reporting_points,
        documents.measures_without_action,
        documents.word_measures,
        documents.word_measures_introduction,
        documents.word_back_to_list,
        *documents.measure_columns,
        *CONTENTS,
        *EARLIER_INTRODUCTIONS,
    )
)
# Where a measure has no responsible party or no action, as reports say now and as they said before.
MEASURES_BLANKS = (
    BOKMAL.no_responsible, NYNORSK.no_responsible, "ikke oppgitt i kilden", "ikkje oppgitt i kjelda",
    BOKMAL.no_action, NYNORSK.no_action,
)  # fmt: skip
# Headers of the column of those who are responsible for the measures.
MEASURES_HEADERS = ("hovedansvarlig", "hovudansvarleg")

FILL_IN_FIELD = "Fyll det ut i Word-rapporten"
FILL_IN_FACT = "Skriv øverst i rapporten: «{label}: …»"

SEEN_HEADINGS = " Det som ser ut som overskrifter i dokumentet, er {texts}."
SEEN_OPENING = " Dokumentet begynner med {texts} og har ingen overskrifter."

OWN_CHANGES, OWN_OVERVIEW = "hva som er endret i en rapport", "mange rapporter samlet"

COMMENTS = ("{count} kommentar", "{count} kommentarer")
NOTES = ("{count} fotnote", "{count} fotnoter")
PICTURES = ("{count} bilde eller figur", "{count} bilder eller figurer")
TEXT_BOXES = ("{count} tekstboks", "{count} tekstbokser")
SYMBOLS = ("{count} tegn fra en symbolskrift", "{count} tegn fra symbolskrifter")
FILES = ("{count} innsatt fil", "{count} innsatte filer")
SUBDOCUMENTS = ("{count} deldokument", "{count} deldokumenter")
HIDDEN_TEXTS = ("{count} skjult tekst", "{count} skjulte tekster")
STRUCK_TEXTS = ("{count} gjennomstreket tekst", "{count} gjennomstrekede tekster")
PROMPTS = (
    "{count} ledetekst som ingen har skrevet noe i stedet for",
    "{count} ledetekster som ingen har skrevet noe i stedet for",
)
PHONETIC_GUIDES = ("{count} fonetisk veiledning over teksten", "{count} fonetiske veiledninger over teksten")
LOST_LINKS = ("adressen til {count} lenke", "adressene til {count} lenker")
# How the prompts begin that Word itself puts into a content control.
WORDS_OF_PROMPTS = ("klikk ", "trykk ", "velg ", "skriv inn ", "click ", "tap ", "choose ", "enter ")
FIELDS = ("{count} felt som Word regner ut", "{count} felt som Word regner ut")
MORE_TEXTS = "{count} avsnitt til"
QUOTED = "«{text}»"
BEGINNING = " ({words})"
# Stands before what a merge has yet to fill in.
MERGE_MARK = "«"

KIND_DOC = "lagret i det gamle Word-formatet .doc"
KIND_DOCM = "et Word-dokument med makroer (.docm)"
KIND_OPEN_DOCUMENT = "lagret i OpenDocument-format (.odt) fra LibreOffice eller Google"
KIND_RTF = "lagret i rikt tekstformat (.rtf)"
KIND_PDF = "en PDF"
KIND_WORKBOOK = "en Excel-arbeidsbok"
KIND_POWERPOINT = "en PowerPoint-presentasjon"
KIND_PICTURE = "et bilde"
KIND_PAGES = "lagret i Apples format (.pages)"
KIND_TEXT = "en tekstfil"
KIND_ZIP = "en zip-fil uten Word-dokument"
SAVE_AS_DOCX = "Åpne den i Word, velg «Lagre som» og «Word-dokument (*.docx)», og bruk den nye filen."
SAVE_PDF_AS_DOCX = (
    "Be avsenderen om Word-filen. Finnes den ikke, kan Word åpne PDF-en: Velg Fil – Åpne, deretter "
    "«Lagre som» og «Word-dokument (*.docx)», og se over teksten før du bruker den nye filen."
)
USE_WORKBOOK = "Arbeidsboken trenger ikke å hentes inn: Legg den i mappen input, og kjør «make report»."
TOO_LARGE = "Word-filen er for stor til å leses."
TOO_MANY_FORMS = "Word-filen har {count} rapporteringspunkter. Grensen er {limit}."
SPLIT_REPORT = "Del den i flere Word-filer."
LESS = (
    "Slett bilder og annet som ikke hører til rapporten, eller kopier teksten over i et nytt, tomt dokument."
)
