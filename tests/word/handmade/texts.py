"""Made-up Norwegian texts of the kind that stands in such reports."""

from __future__ import annotations

from random import Random

PLACES = (
    "Nordvik", "Fjordby", "Granli", "Storåsen", "Vestøya", "Elvemo", "Lunddal", "Bjørkhaug", "Sundbyen",
    "Myrland",
)  # fmt: skip
_BODIES = (
    "kommune", "opplæringskontor", "næringsforening", "studieforbund", "folkehøyskole", "sykehus",
    "bedriftsnettverk", "karrieresenter",
)  # fmt: skip
_WHO = (
    "Nettverket", "Fagutvalget", "Prosjektgruppen", "Styringsgruppen", "Opplæringskontoret",
    "Studieforbundet", "Verkstedet", "Regionrådet", "Arbeidsgiveren", "Bedriften", "Lærestedet",
    "Sekretariatet",
)  # fmt: skip
_DOES = (
    "arrangerer", "gjennomfører", "planlegger", "tilbyr", "utvikler", "evaluerer", "støtter", "koordinerer",
    "forbereder", "finansierer",
)  # fmt: skip
_WHAT = (
    "kurs i lesing og regning", "en digital læringsplattform", "samlinger for lærlinger",
    "veiledning av nyansatte", "en mentorordning", "studiebesøk på gårdsbruk", "fagdager om vedlikehold",
    "nettbasert undervisning", "språktrening på arbeidsplassen", "hospitering for faglærere",
    "et kartleggingsverktøy", "kveldskurs i regneark", "frokostmøter om læreplasser",
)  # fmt: skip
_WITH = (
    "for ansatte uten fagbrev", "i samarbeid med fylkeskommunen", "sammen med tillitsvalgte",
    "for ledere på alle nivåer", "med støtte fra flere kommuner", "gjennom hele året", "i små grupper",
    "ved alle avdelingene", "for deltakere over femti år", "med lokale tilpasninger", "på fire språk",
)  # fmt: skip
_AIMS = (
    "Hensikten er at flere skal fullføre med fagbrev.", "Målet er bedre flyt mellom skole og arbeidsliv.",
    "Deltakerne får kursbevis etter endt opplæring.", "Erfaringene deles på nettsidene våre.",
    "Det er stor interesse i hele regionen.", "Evalueringen viser at deltakerne er fornøyde.",
    "Ordningen skal utvides når behovet er kartlagt.", "Vi ønsker å nå dem som sjelden deltar på kurs.",
    "Alle avdelinger har utpekt en kontaktperson.", "Opplegget kan brukes av andre uten kostnad.",
)  # fmt: skip
_TITLES = (
    "Arrangere {what} {with_}", "Samarbeid om {what} i {place}", "Utvikle {what} {with_}",
    "Ny satsing på {what} i {place}", "Prosjektet «{place} lærer»: {what}", "Tilby {what} {with_}.",
    "Videreføre {what} i {place} {with_}",
)  # fmt: skip
_TIMES = (
    "Høsten {year}.", "Oppstart var i {year}, og arbeidet gjennomføres hvert år i begynnelsen av mars.",
    "13. september {year} og deretter løpende oppfølging.", "Vår og høst {year}, to dager hver gang.",
    "Startet i {year} og pågår løpende.", "Fra januar {year} til juni {next}.", "8. mai {year}.",
    "Igangsatt våren {year}, varighet to år.", "{year}–{next}", "Uke 38 hvert år fra {year}.",
)  # fmt: skip
_DATED = (
    "13. september {year} holdes en avsluttende samling i {place}.",
    "8. mai {year} ble alle deltakerne invitert til {place}.",
    "30. november {year} legges resultatene fram.",
)  # fmt: skip


def organisation(random: Random) -> str:
    """Who reports."""
    return f"{random.choice(PLACES)} {random.choice(_BODIES)}"


def title(random: Random) -> str:
    """The title of an action."""
    form = random.choice(_TITLES)
    return form.format(what=random.choice(_WHAT), with_=random.choice(_WITH), place=random.choice(PLACES))


def sentence(random: Random) -> str:
    """Something that somebody does."""
    if random.random() < 0.2:
        return random.choice(_AIMS)
    words = (random.choice(_WHO), random.choice(_DOES), random.choice(_WHAT), random.choice(_WITH))
    return " ".join(words) + "."


def item(random: Random) -> str:
    """An item of a list."""
    text = f"{random.choice(_WHAT)} {random.choice(_WITH)}"
    return text[0].upper() + text[1:] if random.random() < 0.6 else text


def dated(random: Random) -> str:
    """A sentence that begins with a date."""
    return random.choice(_DATED).format(year=random.randint(2015, 2020), place=random.choice(PLACES))


def timing(random: Random) -> str:
    """When it happens."""
    year = random.randint(2014, 2019)
    return random.choice(_TIMES).format(year=year, next=year + 2)


def responsible(random: Random) -> str:
    """Who is responsible."""
    one, other = organisation(random), organisation(random)
    return random.choice((
        f"{one} er ansvarlig, med {other} som samarbeidspartner.",
        f"{one} og {other}.",
        f"{one}",
        f"{one} står bak tiltaket. {other} bidrar med lokaler og lærere.",
        f"NAV, NHO og {one}",
    ))  # fmt: skip
