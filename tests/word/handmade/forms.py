"""The forms of a report before they are laid out: what is meant by each, and the entries that say it."""

# ruff: noqa: E501 - headings have long lines.

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tests.handmade import HEADINGS, NYNORSK_HEADINGS, RELATION_FORMS, VARIANTS, paragraph, run
from tests.word.handmade import answers, texts
from tests.word.handmade.author import Author, Passage
from tests.word.handmade.document import DECIMALS

FIELDS = ("title", "responsible", "description", "timing")
_SHORT = ("Tiltak", "Ansvarlig", "Beskrivelse", "Tidspunkt")
_WORDS = {
    "full": HEADINGS,
    "without limit": tuple(heading.replace(" (maks en halv side)", "") for heading in HEADINGS),
    "capitals": tuple(map(str.upper, HEADINGS)),
    "nynorsk": NYNORSK_HEADINGS,
    "misspelt": ("Tiltak i Nasjonal kompetansepolitsk strategi", "Ansvarlig og samarbeidsparnere", "Beskrivelse av tiltakket (maks en halv side)", "Tidspunkt og varighett"),
    "one misspelt": (HEADINGS[0], "Ansvarlig og samarbeidspartnerre", *HEADINGS[2:]),
    "with slash": VARIANTS[1],
    "with dash": VARIANTS[2],
    "short": _SHORT,
    "short nynorsk": ("Tiltak", "Ansvarleg", "Omtale", "Tidspunkt"),
}  # fmt: skip
SHORT_WORDS = frozenset({"short", "short nynorsk"})
_RELATION_LINES = (
    *RELATION_FORMS, "Relasjon til NKPS-tiltak nr. {}", "NKPS-tiltak: {}", "NKPS-tiltak nr. {}",
    "Tilknytning til NKPS-tiltak {}",
)  # fmt: skip
_RELATIONS_BEHIND = (" (NKPS-tiltak {})", " (relasjon til NKPS-tiltak nr. {})", " (NKPS-tiltak nr. {})")
_RELATION_LABELS = ("Relasjon til NKPS-tiltak nr.", "NKPS-tiltak nr.", "NKPS-tiltak")
_TITLE_FORMS = ("{title}", "{number}. {title}", "Rapporteringspunkt {number}: {title}")
_ORDERS = ((0, 1, 3, 2), (0, 2, 1, 3), (0, 3, 1, 2), (0, 2, 3, 1))
_OWN_ROWS = {
    "Målgruppe": ("Voksne i arbeid", "Unge lærlinger", "Ansatte i helsesektoren", "Nyutdannede"),
    "Status": ("Fullført", "Under arbeid", "Ikke påbegynt", "Godt i gang"),
    "Budsjett": ("100 000 kr", "250 000 kr", "Egen innsats", "Dekkes av fylket"),
}
_HELP = {
    1: "Skriv hvem som har ansvaret, og hvem dere samarbeider med.",
    2: "Forklar kort hva dere gjør og hvorfor det er viktig.",
    3: "Oppgi når arbeidet begynte og hvor lenge det varer.",
}


@dataclass(frozen=True)
class Meant:
    """What an action's cells should hold."""

    title: str
    numbers: tuple[int, ...]
    responsible: str
    description: str
    timing: str


@dataclass(frozen=True)
class Entry:
    """A heading of a form with its answer.

    Attributes:
        label: the words of the heading.
        answer: what stands below it.
        number: the number that it has in the form; empty where it has none.
        help: what somebody should write here, as every form says.
        is_own: whether it is none of ours, and no part of any answer.
    """

    label: str
    answer: Sequence[Passage]
    number: str = ""
    help: str = ""
    is_own: bool = False

    @property
    def said(self) -> str:
        """What a message should begin with, where it is none of ours."""
        return " ".join((self.label, *(line for passage in self.answer for line in passage.lines)))


@dataclass(frozen=True)
class Piece:
    """A piece of a document.

    Attributes:
        xml: what it is.
        said: the words by which it must be named; empty where it is known.
        is_seen: whether there is any text in it.
    """

    xml: str
    said: str = ""
    is_seen: bool = True


@dataclass(frozen=True)
class Form:
    """A form: what stands above it and in it."""

    above: Sequence[Piece]
    entries: Sequence[Entry]
    meant: Meant


@dataclass(frozen=True)
class Hand:
    """How somebody makes the forms of a report.

    Attributes:
        words: of the four headings.
        look: of the headings: style, bold or plain.
        level: of the headings, where they have a style.
        numbering: of the headings: typed, brackets, form, automatic or none.
        ending: what stands after a heading.
        is_broken: whether headings go over two lines.
        is_inline: whether answers begin on the line of their heading.
        title: where it stands: under, above, alone (above, and no first heading) or both.
        title_form: how it is written where it stands above.
        relation: how it is written: line, break, behind, own (an entry of its own) or first (the same, on top).
        relation_form: its words.
        caption: what stands above each form.
        orders: of the fields of each form.
        own_rows: the entries that somebody added, each with the field that it stands below.
        helped: the fields with a help text.
        has_running_numbers: whether the timing of each form has a number that goes on from the one before.
    """

    words: Sequence[str]
    look: str
    level: int
    numbering: str
    ending: str
    is_broken: bool
    is_inline: bool
    title: str
    title_form: str
    relation: str
    relation_form: str
    caption: str
    orders: Sequence[Sequence[int]]
    own_rows: dict[str, int] = field(default_factory=dict)
    helped: frozenset[int] = frozenset()
    has_running_numbers: bool = False


@dataclass(frozen=True)
class Habits:
    """What a layout leaves room for."""

    is_inline: bool = False
    is_paragraphs: bool = False
    is_table: bool = False
    is_transposed: bool = False
    is_grid: bool = False


def a_hand(author: Author, habits: Habits, count: int) -> Hand:
    """Decide how the forms are made."""
    random = author.random
    words = random.choice([*_WORDS])
    look = random.choice(("style", "style", "bold", "bold", "plain"))
    if words in SHORT_WORDS and look == "plain" and habits.is_paragraphs:
        look = "bold"
    numbering = random.choice(("none", "none", "typed", "brackets", "form", "automatic"))
    if habits.is_transposed or (habits.is_table and numbering == "automatic"):
        numbering = random.choice(("none", "typed"))
    title, relation = _title_and_relation(author, habits)
    if title == "alone" and numbering == "automatic":
        numbering = "none"
    forms = {"line": _RELATION_LINES, "break": _RELATION_LINES, "behind": _RELATIONS_BEHIND}
    form = random.choice(forms.get(relation, _RELATION_LABELS))
    is_broken = not habits.is_inline and words not in SHORT_WORDS and author.tries(0.12, "heading:broken")
    caption = "" if title != "under" or habits.is_transposed else _caption(author)
    author.tags |= {
        f"words:{words}",
        f"look:{look}",
        f"numbering:{numbering}",
        f"title:{title}",
        f"relation:{relation}",
    }
    return Hand(
        _WORDS[words], look, random.randint(1 if title == "under" and not caption else 2, 4), numbering, random.choice(("", "", ":")), is_broken,
        habits.is_inline, title, random.choice(_TITLE_FORMS), relation, form, caption, _orders(author, habits, count),
        _own_rows(author, habits), _helped(author, habits, count),
        habits.is_paragraphs and numbering != "automatic" and count > 1 and author.tries(0.1, "disturbance:running numbers"),
    )  # fmt: skip


def _title_and_relation(author: Author, habits: Habits) -> tuple[str, str]:
    random = author.random
    if habits.is_transposed or habits.is_grid:
        relations = ["line", "break", "behind"] if habits.is_grid else ["line", "behind", "own", "own"]
        return "under", random.choice(relations)
    title = random.choice(("under", "under", "under", "above", "alone", "both"))
    if title in ("above", "alone"):
        return title, "line"
    relations = ["line", "line", "break", "behind", "own"]
    if habits.is_table and title == "under":
        relations.append("first")
    return title, random.choice(relations)


def _caption(author: Author) -> str:
    if not author.tries(0.3, "disturbance:caption"):
        return ""
    return author.random.choice(
        ("kinds", "Rapporteringspunkt {}", "Rapporteringspunkt nr. {} – {}", "Skjema {} av vår rapport")
    )


def _orders(author: Author, habits: Habits, count: int) -> list[Sequence[int]]:
    usual: list[Sequence[int]] = [(0, 1, 2, 3)] * count
    if habits.is_grid:
        return usual
    if author.tries(0.12, "order:another in all"):
        return [author.random.choice(_ORDERS)] * count
    if count > 1 and not habits.is_transposed and author.tries(0.08, "order:another in one"):
        usual[author.random.randrange(count)] = author.random.choice(_ORDERS)
    return usual


def _own_rows(author: Author, habits: Habits) -> dict[str, int]:
    if not habits.is_table or habits.is_grid or not author.tries(0.3, "disturbance:own rows"):
        return {}
    labels = author.random.sample([*_OWN_ROWS], author.random.randint(1, 2))
    return {label: author.random.choice((1, 3, 3)) for label in labels}


def _helped(author: Author, habits: Habits, count: int) -> frozenset[int]:
    if habits.is_inline or habits.is_transposed or count < 2 or not author.tries(0.15, "disturbance:help"):
        return frozenset()
    helped = author.random.sample([*_HELP], author.random.randint(1, 3))
    author.named.extend(_HELP[each] for each in helped)
    return frozenset(helped)


def make_forms(author: Author, hand: Hand, count: int) -> list[Form]:
    """The forms of a report, in order."""
    titles: dict[str, None] = {}
    while len(titles) < count:
        titles[texts.title(author.random)] = None
    # A list of its own where Word numbers what is no list.
    running = author.document.new_list(DECIMALS, start=9)
    is_labelled = not hand.is_inline and " " in hand.words[0]
    is_typed = author.random.random() < 0.5
    forms = []
    for number, title in enumerate(titles, start=1):
        numbers = _numbers(author, hand)
        fields = [
            [],
            answers.responsible(author, is_labelled=is_labelled),
            answers.description(author, is_inline=hand.is_inline),
            [answers.when(author)] if hand.has_running_numbers else answers.timing(author),
        ]
        meant = Meant(title, numbers, *(_cell(each) for each in fields[1:]))
        if hand.has_running_numbers:
            fields[3] = _numbered(fields[3][0], number + 8, None if is_typed else running)
        forms.append(_form(author, hand, number, meant, fields))
    return forms


def _numbers(author: Author, hand: Hand) -> tuple[int, ...]:
    """The measures that an action is related to; now and then none."""
    may_lack = hand.title in ("under", "both") and hand.relation in ("line", "break", "behind")
    if may_lack and author.tries(0.03, "relation:missing"):
        return ()
    return tuple(sorted(author.random.sample(range(1, 17), author.random.choice((1, 1, 2, 3)))))


def _cell(passages: Sequence[Passage]) -> str:
    return "\n".join(line for passage in passages for line in passage.lines)


def _numbered(answer: Passage, shown: int, running: int | None) -> list[Passage]:
    """An answer with a number that is none of it."""
    if running is None:
        return [Passage(run(f"{shown}. ") + answer.content, answer.lines)]
    level = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{running}"/></w:numPr>'
    return [Passage(answer.content, answer.lines, level)]


def joined(numbers: Sequence[int], author: Author) -> str:
    """Numbers as people write them."""
    words = [*map(str, numbers)]
    if len(words) == 1 or author.random.random() < 0.3:
        return ", ".join(words)
    return f"{', '.join(words[:-1])} og {words[-1]}"


def _form(author: Author, hand: Hand, number: int, meant: Meant, fields: list[list[Passage]]) -> Form:
    said = hand.relation_form.format(joined(meant.numbers, author)) if meant.numbers else ""
    above = _above(author, hand, number, meant.title, said)
    fields[0] = _first(author, hand, meant.title, said)
    entries = []
    for place in hand.orders[number - 1]:
        if place == 0 and hand.title == "alone":
            continue
        help_text = _HELP[place] if place in hand.helped else ""
        entries.append(Entry(hand.words[place], fields[place], f"{place + 1}", help_text))
        for label, below in hand.own_rows.items():
            if below == place:
                value = author.random.choice(_OWN_ROWS[label])
                entries.append(Entry(label, [Passage(run(value), (value,))], is_own=True))
    if hand.relation in ("own", "first"):
        numbers = joined(meant.numbers, author)
        relation = Entry(hand.relation_form, [Passage(run(numbers), (numbers,))])
        entries.insert(hand.relation == "own", relation)
    return Form(above, entries, meant)


def _first(author: Author, hand: Hand, title: str, said: str) -> list[Passage]:
    """What stands below the first heading."""
    line = Passage(run(said), (said,))
    if hand.title == "above":
        return [line]
    if hand.relation == "behind":
        return [Passage(run(title + said), ())]
    passage = answers.plain(author, title)
    if not said:
        return [passage]
    if hand.relation == "break":
        return [Passage(f"{passage.content}<w:r><w:br/></w:r>{run(said)}", ())]
    return [passage, line] if hand.relation == "line" else [passage]


def _above(author: Author, hand: Hand, number: int, title: str, said: str) -> list[Piece]:
    if hand.title == "under":
        return [_captioned(author, hand, number)] if hand.caption else []
    text = hand.title_form.format(number=number, title=title)
    heading = Piece(_upper_heading(author, hand, text))
    return [heading, Piece(paragraph(run(said)))] if hand.title == "alone" else [heading]


def _captioned(author: Author, hand: Hand, number: int) -> Piece:
    kind = author.random.choice(("Kurs", "Konferanse", "Brev", "Nettverk"))
    text = kind if hand.caption == "kinds" else hand.caption.format(number, kind)
    is_known = hand.caption == "Rapporteringspunkt {}"
    return Piece(_upper_heading(author, hand, text), "" if is_known else text)


def _upper_heading(author: Author, hand: Hand, text: str) -> str:
    """A heading that stands above those of the form."""
    if hand.look == "style":
        return paragraph(run(text), author.document.style(f"heading {hand.level - 1}"))
    return paragraph(run(text, '<w:b/><w:sz w:val="32"/>'), '<w:jc w:val="center"/>')
