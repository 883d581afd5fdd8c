"""What the set-up says, and the building of the page. Read by any Python 3, before anything is installed."""

OLD_PYTHON = (
    "Python {found} er for gammel. Programmet trenger Python 3.11 eller nyere.\n"
    "Installer en nyere Python, og kjør kommandoen på nytt."
)
INSTALLING_SYSTEM = "Installerer det som mangler på maskinen: {packages} …"
INSTALLING_PYTHON = "Setter opp programmet. Det skjer bare første gang og tar et minutt eller to …"
READY = "Oppsettet er ferdig."
SYSTEM_FAILED = "Klarte ikke å installere: {packages}. Detaljene står i {log}."
NEEDS_DEBIAN = (
    "Maskinen mangler {packages}. Be den som har ansvar for den, om å kjøre:\n"
    "  sudo apt-get install {packages}"
)
NEEDS_FEDORA = (
    "Matrisen (PDF) trenger Pango og skriften Carlito. Be den som har ansvar for maskinen, om å kjøre:\n"
    "  sudo dnf install pango google-carlito-fonts"
)
NO_JAXB = "Testene med veraPDF må kjøres på Debian eller Ubuntu, som har pakken libjaxb-java."
NEEDS_FEDORA_TEST = (
    "Testene trenger også:\n  sudo dnf install libreoffice-writer libreoffice-calc poppler-utils "
    "java-latest-openjdk-devel liberation-fonts chromium\n" + NO_JAXB
)
NEEDS_MACOS = "Matrisen (PDF) trenger Pango og skriften Carlito. Kjør:\n  brew install pango font-carlito"
NEEDS_MACOS_TEST = (
    "Testene trenger også:\n  brew install libreoffice poppler openjdk font-liberation chromium\n" + NO_JAXB
)
NEEDS_WINDOWS = (
    "Matrisen (PDF) trenger Pango. Installer MSYS2 fra msys2.org, og kjør der:\n"
    "  pacman -S mingw-w64-x86_64-pango"
)
NEEDS_WINDOWS_TEST = "Testene trenger også LibreOffice, poppler, Java og Chromium.\n" + NO_JAXB
GOING_ON = "Oppsettet fortsetter uten."
CANNOT_GO_ON = "Uten dette kan programmet ikke settes opp."
PYTHON_FAILED = (
    "Klarte ikke å hente programbibliotekene. Har maskinen nettforbindelse?\n"
    "Detaljene står i {log}. Kjør kommandoen på nytt når det er rettet."
)
PAGE_FETCHING_LXML = "Henter lxml for nettleseren. Det skjer bare første gang (106 MB) …"
PAGE_DONE = "{path} er laget ({size} MB).\nSHA-256: {sha256}"
PAGE_DECIMAL = ","
PAGE_FAILED = "Klarte ikke å lage siden.\n{why}"
PAGE_DOWNLOAD_FAILED = (
    "Nedlastingen av det som står i page/{what}, mislyktes. Har maskinen nettforbindelse?\n"
    "Kjør «make page» på nytt når det er rettet. Dette var svaret:\n{why}"
)
PAGE_WRONG_HASH = (
    "Det som ble hentet av {name} {version}, er ikke det som skal være der.\n"
    "Hvordan versjonene fornyes, står i docs/page.md."
)
PAGE_NOT_SET_UP = "Mappen page/node_modules mangler. Kjør «make clean», og så «make page» på nytt."
PAGE_MISSING = "Filen {path} mangler."
PAGE_NO_PROGRAM = "Programmet {name} kan ikke startes. Kjør «make clean», og så «make page» på nytt."
PAGE_PROGRAM_FAILED = "Programmet {name} stoppet:\n{why}"
PAGE_PLACEHOLDER = "«<!-- build: {name} -->» skal stå én gang i page/index.html, og står der {count} ganger."
PAGE_UNKNOWN_PLACEHOLDER = "«<!-- build: {name} -->» i page/index.html er ikke noe som kan settes inn."
PAGE_SCRIPT_ENDS = "Et skript eller stilark i siden inneholder tegn som ville avslutte det."
PAGE_INTERRUPTED = "Avbrutt. Siden er ikke laget."
PAGE_NO_DATE = "uten dato"
PAGE_PART_OF = "del av {name}"
PAGE_OWN_PIN = "laget av kildekoden"
PICTURES_DONE = "{count} bilder er laget i {folder} ({size} kB til sammen)."
PICTURES_FAILED = "Klarte ikke å lage bildene.\n{why}"
PICTURES_NO_PROGRAM = (
    "Programmet {name} mangler. Kjør «make clean», og så «make pictures» på nytt: "
    "Da står det hva som må installeres."
)
PICTURES_INTERRUPTED = "Avbrutt. Bildene er ikke laget."
PICTURES_NO_PAGE = "«{text}» står ikke på noen side i {name}."
INTERRUPTED = "Avbrutt. Kjør kommandoen på nytt for å fullføre oppsettet."
UNKNOWN_COMMAND = "«make {name}» finnes ikke.\n"
HELP = """Kommandoer:
  make report     lag rapport og matrise av arbeidsbøkene i mappen input
  make report INPUT=input/navn.xlsx   bare av én arbeidsbok
  make check      kontroller arbeidsbøkene, og lag kopier der feilene er merket
  make import REPORT=sti/fjorårets.docx   lag en utfylt arbeidsbok av en Word-rapport
  make compare OLD=fjorårets.docx NEW=input/navn.xlsx   vis hva som er nytt siden sist
  make overview FOLDER=mappe   lag en samlet oversikt over rapportene i en mappe
  make template   lag den tomme arbeidsboken på nytt
  make lint-template   kontroller Word-malen etter at du har endret den
  make page       lag dist/nkps-rapport.html: hele programmet i én fil for nettleseren
  make clean      fjern det oppsettet har laget (ikke arbeidsbøker og rapporter)
  make help       vis denne listen

For utviklere:
  make report CLUSTER=adresse   la en Dask-klynge gjøre arbeidet; også check, import og overview
  make test       kjør alle tester
  make lint       kontroller stil, typer og arkitektur
  make bench      mål farten
  make bench QUICK=yes   mål det som går fort å måle, på under tre minutter
  make pictures   lag bildene i README på nytt
  make fuzz       prøv tilfeldig ødelagte arbeidsbøker i fem minutter"""
