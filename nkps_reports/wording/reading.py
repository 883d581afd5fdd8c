"""The words that are recognised in what somebody typed, in both written standards of Norwegian."""

from __future__ import annotations

AND = "og"
# What may stand before the numbers of measures, as patterns, in this order.
FOLLOWED_BY_MEASURES = "relasjon(?:en|er|ar)? til"
STRATEGY_NAME = "NKPS"
MEASURE_NOUN = "tiltak(?:et|ene|a)?"
MEASURE_POINT = "(?:punkt(?:et|ene|a)?|pkt)"
NUMBER_SIGN = "(?:nr|nummer)"
# Between the ends of a range.
TO = r"(?:til(?: og med)?|t\. ?o\. ?m\.?|tom\.?)"
# Words that neither add to the numbers they stand between nor take anything from them.
ALSO_BETWEEN_NUMBERS = "(?:i|eller|også|både|kanskje|delvis)"
# The letters after z, also those of Swedish and Danish.
LAST_LETTERS = "æäøöå"
# Both are the same in bokmål and nynorsk.
MONTHS = (
    "januar", "februar", "mars", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
    "desember",
)  # fmt: skip
DATE = "{day}. {month} {year}"
MONTH_ABBREVIATIONS = (
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "des",
)  # fmt: skip
# After these an ordinal number means a time or a class: it is no item of a list.
PERIODS = (
    "halvår", "kvartal", "tertial", "semester", "termin", "uke", "veke", "dag", "time", "gang", "gong", "år",
    "klasse", "trinn", "steg", "samling", "møte", "runde", "og", "eller",
)  # fmt: skip
# Links that say nothing by themselves, in lower case and without punctuation.
VAGUE_LINKS = frozenset((
    "her", "hit", "se her", "sjå her", "les her", "klikk her", "trykk her", "sjekk her", "klikk", "trykk",
    "mer", "meir", "les mer", "les meir", "se mer", "sjå meir", "les mer her", "les meir her", "mer her",
    "meir her", "mer informasjon", "meir informasjon", "mer info", "meir info", "informasjon", "info",
    "les mer om dette", "les meir om dette", "her kan du lese mer", "her kan du lese meir",
    "lenke", "lenka", "lenken", "lenkje", "lenkja", "link", "linken", "denne lenken", "denne lenka",
    "denne lenkja", "denne linken", "følg lenken", "følg lenka", "følg lenkja", "denne", "dette",
    "denne siden", "denne sida", "denne nettsiden", "denne nettsida", "denne adressen", "denne adressa",
    "nettside", "nettsiden", "nettsida", "siden", "sida", "last ned", "last ned her", "åpne", "opne",
))  # fmt: skip
# What Word calls its styles for lists, where a program has put their Norwegian names in a file.
LIST_STYLES = ("punktliste", "nummerert liste", "nummerliste", "liste")
# What is typed until the answer is known, in lower case, without the punctuation around it; never an answer
# such as «ingen» or «løpende».
PLACEHOLDERS = frozenset((
    "tbd", "tba", "tbc", "todo", "to do", "n/a", "n.a", "i/t",
    "kommer", "kommer senere", "kommer snart", "kommer etter hvert", "kommer etterhvert", "tekst kommer",
    "mer kommer", "mer tekst kommer", "informasjon kommer", "info kommer",
    "kjem", "kjem seinare", "kjem snart", "kjem etter kvart", "tekst kjem", "meir kjem", "informasjon kjem",
    "fylles ut", "fylles ut senere", "skal fylles ut", "må fylles ut", "fylles inn", "fylles inn senere",
    "fyllast ut", "fyllast ut seinare", "skal fyllast ut", "må fyllast ut", "fyll ut", "fyll inn",
    "settes inn", "settes inn senere", "legges inn", "legges inn senere", "skrives senere", "sett inn tekst",
    "skriv inn tekst", "skriv inn tittel", "skriv inn dato", "velg et element", "velg en dato",
    "klikk her for å skrive inn tekst", "klikk eller trykk her for å skrive inn tekst",
    "klikk eller trykk for å skrive inn tekst", "klikk eller trykk for å skrive inn en dato",
    "klikk her for å skrive inn en dato", "skriv her", "skriv tekst her", "tekst her",
    "mangler", "manglar", "tekst mangler", "tekst manglar",
))  # fmt: skip
# What stands for a word, a date or a year.
STAND_INS = "x[x ./-]*+|(?:19|20)xx|dd?[./-]mm?[./-](?:åååå|åå|yyyy|yy)"
# Headers of a list of those who should report.
LIST_HEADERS = frozenset((
    "virksomhet", "virksomheter", "verksemd", "verksemder", "navn", "namn", "organisasjon", "organisasjoner",
    "organisasjonar", "organisasjonsnavn",
))  # fmt: skip
TRUE, FALSE = "SANN", "USANN"
# How the written standard may be typed, and its value in ``model.Language``.
LANGUAGES = {"bokmål": "nb", "bm": "nb", "nb": "nb", "nynorsk": "nn", "nn": "nn"}
