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
LEGEND = "Slik leser du endringene: {removed} er tatt bort, og {added} er nytt. Resten er som før."
LEGEND_REMOVED, LEGEND_ADDED = "ord i klammer med strek", "ord i klammer med pluss"
REMOVED, ADDED = "[–{text}–]", "[+{text}+]"
ELLIPSIS = "…"

SUMMARY = "Sammendrag"
COUNTS = "{new}, {gone}, {changed} og {unchanged}"
NEW_COUNT = ("{count} nytt", "{count} nye")
GONE_COUNT = ("{count} borte", "{count} borte")
CHANGED_COUNT = ("{count} endret", "{count} endret")
UNCHANGED_COUNT = ("{count} uendret", "{count} uendret")
IN_ALL = "Rapporteringspunkter: {counts}."
COLUMNS = ("Rapporteringspunkt", "Endring", "Tiltak")
TABLE_DESCRIPTION = "Rapporteringspunktene i de to rapportene, og hva som er skjedd med hvert av dem"

STATUS_NEW, STATUS_GONE, STATUS_CHANGED, STATUS_UNCHANGED = "Nytt", "Borte", "Endret", "Uendret"
NUMBER, NUMBER_BEFORE, NUMBER_GONE = "{number}", "{number} (var {before})", "(var {before})"
HEADING = "Rapporteringspunkt {number}: {title}"
TERMINAL_HEADING = "{status}: rapporteringspunkt {number} «{title}»"
ORGANISATION = "Virksomheten"
CHANGED_PART, NEW_PART, GONE_PART = (
    "Endrede rapporteringspunkter", "Nye rapporteringspunkter", "Rapporteringspunkter som er borte",
)  # fmt: skip
FIELD = "{header}:"
SAME_WORDS = "Ordene er de samme."
RESTYLED = "Fet eller kursiv skrift er endret for {words}."
RELINKED = "Lenken er endret for {words}."
QUOTED = "«{text}»"
ADDRESSES = "Lenkeadresser: "
MADE = "Dokument med endringene: {path}"
NOT_COMPARED = "INGENTING ER SAMMENLIGNET: {path} kan ikke leses som en rapport."
# Before the marker of an item, once for each level above its own.
DEEPER = "› "
BULLET = "• "
NUMBERED = "{number}. "
