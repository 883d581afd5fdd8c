"""The words of what is new in a report since an earlier one: on the terminal and in its document."""

from __future__ import annotations

COMPARE = (
    "Vis hva som er nytt siden en tidligere rapport. Hver av de to er en arbeidsbok eller en Word-rapport."
)
OLD_METAVAR, NEW_METAVAR = "OLD", "NEW"

TITLE = "Endringer i rapporteringen"
DOCUMENT_TITLE = "Endringer i rapporteringen fra {organisation}: fra {old} til {new}"
SUBTITLE = "{organisation}: fra {old} til {new}"
FILES = "Sammenlignet: {old} og {new}"
FOOTER = "Endringer: {old} og {new}"
HOW_TO_READ = (
    "Endringene er sporede endringer. Velg «Se gjennom» og «All markering» i Word for å se dem. "
    "«Godta alle» gir teksten i {new}, og «Avvis alle» gir teksten i {old}."
)
LEGEND = "Slik leser du endringene: {removed} er tatt bort, og {added} er nytt. Resten er som før."
LEGEND_REMOVED, LEGEND_ADDED = "ord i klammer med strek", "ord i klammer med pluss"
COLORED_REMOVED, COLORED_ADDED = "rødt med strek over", "grønt med strek under"
REMOVED, ADDED = "[–{text}–]", "[+{text}+]"
# A sentence that has moved within its field: where it stood, and where it stands.
MOVED_AWAY, MOVED_HERE = "[flyttet herfra]", "[flyttet hit: {text}]"
# The end of a line that has gone, or that is new, in the middle of what is kept.
LINE_END = "¶"
ELLIPSIS = "…"

SUMMARY = "Sammendrag"
COUNTS = "{new}, {gone}, {changed} og {unchanged}"
COUNTS_MOVED = "{counts}; {count} er flyttet"
NEW_COUNT = ("{count} nytt", "{count} nye")
GONE_COUNT = ("{count} borte", "{count} borte")
CHANGED_COUNT = ("{count} endret", "{count} endret")
UNCHANGED_COUNT = ("{count} uendret", "{count} uendret")
IN_ALL = "Rapporteringspunkter: {counts}."
COLUMNS = ("Rapporteringspunkt", "Endring", "Tiltak")
TABLE_DESCRIPTION = "Rapporteringspunktene i de to rapportene, og hva som er skjedd med hvert av dem"

STATUS_NEW, STATUS_GONE, STATUS_CHANGED, STATUS_UNCHANGED = "Nytt", "Borte", "Endret", "Uendret"
STATUS, STATUS_MOVED = "{status}", "{status}, flyttet"
NUMBER, NUMBER_BEFORE, NUMBER_GONE = "{number}", "{number} (var {before})", "(var {before})"
HEADING = "Rapporteringspunkt {number}: "
TERMINAL_HEADING = "{status}: rapporteringspunkt {number} «{title}»"
ORGANISATION = "Virksomheten"
FACT = "{label}:\t"
# The first leads to what is said of who reports.
ABOUT_ORGANISATION, CHANGED_FACTS = "Om virksomheten", " er dette endret: {facts}."
CHANGED_PART, NEW_PART, GONE_PART, UNCHANGED_PART = (
    "Endrede rapporteringspunkter", "Nye rapporteringspunkter", "Rapporteringspunkter som er borte",
    "Uendrede rapporteringspunkter",
)  # fmt: skip
ONLY_STOP = "Regnes som uendret: bare tegnsetting i tittelen."
CHANGED_FIELDS = "Endret: {fields}."
REMARKS = "Merknader"
REMARK = "Rapporteringspunkt {number}, {header}: {said}"
FIELD = "{header}:"
SAME_WORDS = "Ordene er de samme."
RESTYLED = "Fet eller kursiv skrift er endret for {words}."
RELINKED = "Lenken er endret for {words}."
QUOTED = "«{text}»"
ADDRESSES = "Lenkeadresser: "
GONE_ADDRESSES, NEW_ADDRESSES = "Lenkeadresser som er borte: {addresses}.", "Nye lenkeadresser: {addresses}."
MADE = "Dokument med endringene: {path}"
NOT_COMPARED = "INGENTING ER SAMMENLIGNET: {path} kan ikke leses som en rapport."
# Before the marker of an item, once for each level above its own.
DEEPER = "› "
BULLET = "• "
NUMBERED = "{number}. "
# With a full stop behind them, they end no sentence.
ABBREVIATIONS = (
    "nr", "ca", "kl", "osv", "evt", "ev", "inkl", "ekskl", "mill", "mrd", "pkt", "jf", "kap", "tlf", "st",
    "s", "dr", "vedr", "mht", "ift", "iht", "pga", "dvs", "mfl", "jan", "feb", "apr", "aug", "sept", "okt",
    "nov", "des",
)  # fmt: skip
