"""The words of the workbook: sheets, headers, labels, help, the guide and what its cells say."""

from __future__ import annotations

from nkps_reports.wording.documents import BOKMAL
from nkps_reports.wording.form import REQUIRED

GUIDE = "Veiledning"
ORGANISATION = "Virksomhet"
ACTIONS = "Tiltak"
MEASURES = "NKPS"

ORGANISATION_TITLE = "Hvem rapporterer?"
ORGANISATION_INTRODUCTION = (
    "Skriv i de hvite feltene. De to feltene merket med * må fylles ut. De andre kan stå tomme."
)

LABEL_NAME = "Virksomhet"
LABEL_PERIOD = "Rapporteringsperiode"
LABEL_DATE = "Rapportdato"
LABEL_RECIPIENT = "Mottaker"
LABEL_CONTACT = "Kontaktperson"
LABEL_EMAIL = "E-post"
LABEL_LANGUAGE = "Målform"

HELP_NAME = "* Den som rapporterer, for eksempel Spekter. Ikke medlemsvirksomhetene."
HELP_PERIOD = "* Året eller perioden rapporten gjelder, for eksempel 2017."
HELP_DATE = "Datoen som skal stå på rapporten, for eksempel 13.09.2017."
HELP_RECIPIENT = "Den som skal ha rapporten."
HELP_CONTACT = "Den departementet kan kontakte."
HELP_EMAIL = "Kontaktpersonens e-postadresse."
HELP_LANGUAGE = (
    "Målformen i overskriftene og de andre faste ordene: bokmål eller nynorsk. Bokmål når feltet er tomt. "
    "Det du selv skriver, blir ikke endret."
)
LANGUAGE_CHOICES = ("bokmål", "nynorsk")
DEFAULT_RECIPIENT = "Kunnskapsdepartementet"

HEADER_HELP = "NKPS-tiltakene (til hjelp)"
HELP_MORE = "Hele teksten: arket NKPS"

HEADER_MEASURE_NUMBER = "NKPS-tiltak nr."
HEADER_MEASURE = "NKPS-tiltak"
HEADER_MEASURE_RESPONSIBLE = "Hovedansvarlig"

NOT_A_RELATION_TITLE = "Skriv numre på NKPS-tiltak"
NOT_A_RELATION = (
    "Her skal det bare stå numre, for eksempel «12», «4 og 7», «4, 6 og 7» eller «4–7» for alle fra 4 til 7. "
    "Listen øverst til høyre viser hvilket nummer hvert NKPS-tiltak har."
)

GUIDE_TITLE = "Slik fyller du ut"
# What each line of the guide begins with stands in bold.
GUIDE_STEPS = (
    (
        "Lagre arbeidsboken under et eget navn,",
        "for eksempel spekter-2018.xlsx. Da er den tomme klar til neste år, og rapporten får samme navn.",
    ),
    ("Fyll ut arket Virksomhet:", "hvem som rapporterer og for hvilken periode."),
    (
        "Skriv ett rapporteringspunkt per rad i arket Tiltak.",
        f"{REQUIRED} må fylles ut; raden er farget så lenge noe mangler.",
    ),
    (
        "Skriv numrene på NKPS-tiltakene slik:",
        "«12», «4 og 7», «4, 6 og 7», eller «4–7» for alle fra 4 til 7. "
        "De står øverst til høyre i arket Tiltak, og hele teksten i arket NKPS.",
    ),
    (
        "Lim inn fra Word: Dobbeltklikk i cellen først,",
        "så havner hele teksten i samme celle. Blir det flere rader, trykker du Ctrl+Z og prøver igjen.",
    ),
    (
        "Ikke endre navn på ark eller overskrifter, og ikke slå sammen celler.",
        "Notater, tekstbokser, bilder og egne kolonner kommer ikke med i rapporten.",
    ),
    (
        "Lagre, og slipp arbeidsboken på siden nkps-rapport.html,",
        "eller kjør «make check» hvis programmet er på maskinen. Er noe feil, får du vite hvilken celle det "
        "gjelder. Rett her, ikke i kontrollkopien.",
    ),
)
GUIDE_EXAMPLE_TITLE = "Slik ser en utfylt rad ut i arket Tiltak"
GUIDE_CALLOUT = "↑ {text}"
GUIDE_TEXT_TITLE = "Teksten i cellene"
GUIDE_TEXT = (
    ("Nummerert liste:", "Begynn linjene med 1., 2., 3. Underpunkt: To mellomrom foran for hvert nivå."),
    (
        "Lenke:",
        "Skriv hele adressen med https:// eller www. foran, eller [teksten som skal vises](https://adressen).",
    ),
    ("Fet og kursiv skrift", "i cellen følger med til rapporten."),
)

NO_RESPONSIBLE = BOKMAL.no_responsible
PRINT_PAGE = "Side &P av &N"
DOCUMENT_TITLE = "Rapportering om Nasjonal kompetansepolitisk strategi"

# The control copy is recognised by the name of its sheet and by the opening words.
CONTROL_SHEET = "Kontroll"
CONTROL_OPENING = "Dette er en kopi."
CONTROL_TITLE = CONTROL_OPENING + " Rett i {source}."
# Follows the words of a user's own note.
CONTROL_NOTE = "Kontroll: {text}"
CONTROL_LEGEND = "Rød celle: feil. Gul celle: merknad. Hold musepekeren over cellen for å lese hva det er."
CONTROL_COLUMNS = ("Nr.", "Type", "Ark", "Celle", "Felt", "Dette står der", "Dette er galt", "Slik retter du")
CONTROL_ERROR, CONTROL_WARNING = "Feil", "Merk"
CONTROL_MORE = "… og {count} til. De er merket ved cellene sine."
CONTROL_NO_PROBLEMS = "Ingen feil eller merknader."
