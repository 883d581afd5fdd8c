"""Answers of all kinds: paragraphs, lists of one to three levels, tables, and nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tests.handmade import a_table, paragraph, run
from tests.word.handmade import texts
from tests.word.handmade.author import Author, Passage
from tests.word.handmade.document import BRACKETED, BULLETS, DECIMALS, GOALS, LETTERS, MIXED, ROMANS
from tests.word.handmade.inline import decorated, with_inline

_LETTERS, _ROMANS = "abcdefgh", ("i", "ii", "iii", "iv", "v", "vi")
_PROMPT = "Klikk eller trykk her for å skrive inn tekst."


def plain(author: Author, text: str) -> Passage:
    """A paragraph with nothing special in it."""
    return Passage(decorated(author, text), (text,))


def empty(author: Author) -> list[Passage]:
    """No answer: nothing, an empty paragraph, or a content control with its prompt."""
    if author.random.random() < 0.4:
        author.tags.add("disturbance:prompt")
        shown = run(_PROMPT, '<w:rStyle w:val="PlaceholderText"/>')
        control = (
            "<w:sdt><w:sdtPr><w:showingPlcHdr/><w:text/></w:sdtPr>"
            f"<w:sdtContent>{shown}</w:sdtContent></w:sdt>"
        )
        return [Passage(control, ())]
    return [Passage("", ())] if author.random.random() < 0.5 else []


def responsible(author: Author, *, is_labelled: bool) -> list[Passage]:
    """Who is responsible; now and then with a list of partners.

    Args:
        author: who writes it.
        is_labelled: whether labels within the answer cannot be taken for the form's headings.
    """
    if author.tries(0.04, "content:empty answer"):
        return empty(author)
    if is_labelled and author.tries(0.12, "content:labels of partners"):
        one, other = texts.organisation(author.random), texts.organisation(author.random)
        return [plain(author, f"Ansvarlig: {one}"), plain(author, f"Samarbeidspartnere: {other}")]
    passages = [plain(author, texts.responsible(author.random))]
    if author.tries(0.1, "content:list of partners"):
        passages += _bullets(author)
    return passages


def when(author: Author) -> Passage:
    """When it happens, in one paragraph."""
    return plain(author, texts.timing(author.random))


def timing(author: Author) -> list[Passage]:
    """When it happens."""
    if author.tries(0.04, "content:empty answer"):
        return empty(author)
    passages = [when(author)]
    if author.tries(0.15, "content:two paragraphs of timing"):
        passages.append(_sentence(author))
    return passages


def description(author: Author, *, is_inline: bool) -> list[Passage]:
    """What it is about, in one to seven blocks.

    Args:
        author: who writes it.
        is_inline: whether it begins on the line of its heading, so that it begins with a paragraph.
    """
    if author.tries(0.03, "content:empty answer"):
        return empty(author)
    blocks = [kind for kind in _BLOCKS if kind not in _LABELLED or not is_inline]
    kinds = [author.random.choice(blocks) for _ in range(author.random.choice((0, 0, 1, 1, 2)))]
    author.tags.update(f"content:{kind}" for kind in kinds)
    # A paragraph between, or two lists would look like one.
    passages = [_sentence(author)] + [
        each for kind in kinds for each in (*_BLOCKS[kind](author), _sentence(author))
    ]
    if kinds and kinds[-1] not in _LEADING and author.random.random() < 0.3:
        passages.pop()
    if (
        kinds
        and kinds[0] not in _LEADING
        and not is_inline
        and author.tries(0.2, "content:begins with a block")
    ):
        del passages[0]
    return passages


def _sentence(author: Author) -> Passage:
    text = " ".join(texts.sentence(author.random) for _ in range(author.random.randint(1, 3)))
    if author.random.random() < 0.15:
        content, seen = with_inline(author, text)
        return Passage(content, (seen,))
    return plain(author, text)


def _dated(author: Author) -> list[Passage]:
    return [plain(author, texts.dated(author.random))]


def _broken(author: Author) -> list[Passage]:
    """Two lines of one paragraph."""
    lines = (texts.sentence(author.random), texts.sentence(author.random))
    return [Passage(run(lines[0]) + "<w:r><w:br/></w:r>" + run(lines[1]), lines)]


def _items(author: Author) -> list[str]:
    return [texts.item(author.random) for _ in range(author.random.randint(2, 4))]


def _listed(text: str, number: int, depth: int, line: str, style: str = "") -> Passage:
    level = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>'
    return Passage(run(text), (line,), style + level)


def _bullets(author: Author) -> list[Passage]:
    number = author.document.new_list(BULLETS)
    style = author.random.choice(("", author.document.style("List Paragraph")))
    return [_listed(text, number, 0, f"- {text}", style) for text in _items(author)]


def _styled_bullets(author: Author) -> list[Passage]:
    depths = author.random.choice(((0, 0, 0), (0, 1, 0)))
    names = ("List Bullet", "List Bullet 2")
    passages = []
    for depth in depths:
        text = texts.item(author.random)
        passages.append(Passage(run(text), (f"{'  ' * depth}- {text}",), author.document.style(names[depth])))
    return passages


def _typed_bullets(author: Author) -> list[Passage]:
    sign = author.random.choice(("- ", "– ", "•\t", "• ", "·\t", "\uf0b7\t", "-\t"))
    return [Passage(_tabbed(sign + text), (f"- {text}",)) for text in _items(author)]


def _tabbed(text: str) -> str:
    """A run in which a tab is Word's own."""
    before, tab, after = text.partition("\t")
    return run(before) + "<w:r><w:tab/></w:r>" + run(after) if tab else run(text)


def _deep_bullets(author: Author) -> list[Passage]:
    number = author.document.new_list(BULLETS)
    depths = author.random.choice(((0, 1, 1, 0), (0, 1, 2, 1, 0), (0, 1, 2)))
    items = [(depth, texts.item(author.random)) for depth in depths]
    return [_listed(text, number, depth, f"{'  ' * depth}- {text}") for depth, text in items]


def _numbers(author: Author) -> list[Passage]:
    number = author.document.new_list(DECIMALS)
    return [
        _listed(text, number, 0, f"{place}. {text}") for place, text in enumerate(_items(author), start=1)
    ]


def _typed_numbers(author: Author) -> list[Passage]:
    sign = author.random.choice((" ", "\t"))
    return [
        Passage(_tabbed(f"{place}.{sign}{text}"), (f"{place}. {text}",))
        for place, text in enumerate(_items(author), start=1)
    ]


def _deep_numbers(author: Author) -> list[Passage]:
    number = author.document.new_list(DECIMALS)
    levels = ((0, 1), (1, 1), (1, 2), (0, 2))
    items = [(depth, shown, texts.item(author.random)) for depth, shown in levels]
    return [_listed(text, number, depth, f"{'  ' * depth}{shown}. {text}") for depth, shown, text in items]


def _mixed(author: Author) -> list[Passage]:
    number = author.document.new_list(MIXED)
    levels = ((0, "1."), (1, "-"), (1, "-"), (0, "2."))
    items = [(depth, shown, texts.item(author.random)) for depth, shown in levels]
    return [_listed(text, number, depth, f"{'  ' * depth}{shown} {text}") for depth, shown, text in items]


def _marked(author: Author, kind: int, markers: Sequence[str]) -> list[Passage]:
    number = author.document.new_list(kind)
    items = zip(markers, _items(author), strict=False)
    return [_listed(text, number, 0, f"{marker} {text}") for marker, text in items]


def _letters(author: Author) -> list[Passage]:
    return _marked(author, LETTERS, [f"{letter})" for letter in _LETTERS])


def _typed_letters(author: Author) -> list[Passage]:
    items = zip(_LETTERS, _items(author), strict=False)
    return [Passage(run(f"{letter}) {text}"), (f"{letter}) {text}",)) for letter, text in items]


def _romans(author: Author) -> list[Passage]:
    return _marked(author, ROMANS, [f"{number}." for number in _ROMANS])


def _goals(author: Author) -> list[Passage]:
    return _marked(author, GOALS, [f"Mål {number}:" for number in range(1, 6)])


def _bracketed(author: Author) -> list[Passage]:
    return _marked(author, BRACKETED, [f"{number})" for number in range(1, 6)])


def _from_three(author: Author) -> list[Passage]:
    number = author.document.new_list(DECIMALS, start=3)
    return [
        _listed(text, number, 0, f"{place}. {text}") for place, text in enumerate(_items(author), start=3)
    ]


def _table(author: Author) -> list[Passage]:
    """A table with the first row as its header, and now and then an empty cell."""
    places = author.random.sample(texts.PLACES, 2)
    gap = author.random.choice(("", "14"))
    rows = [("Sted", "Kurs", "Deltakere"), (places[0], gap, "21"), (places[1], "3", "45")]
    content = a_table([[paragraph(run(cell)) for cell in row] for row in rows])
    return [Passage(content, tuple("\t".join(row) for row in rows), is_block=True)]


def _controlled(author: Author) -> list[Passage]:
    """Paragraphs in a content control of their own."""
    texts_inside = [texts.sentence(author.random) for _ in range(author.random.randint(1, 2))]
    inside = "".join(paragraph(run(text)) for text in texts_inside)
    control = f"<w:sdt><w:sdtPr><w:richText/></w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    return [Passage(control, tuple(texts_inside), is_block=True)]


def _bold_line(author: Author) -> list[Passage]:
    """A heading of somebody's own within the answer."""
    text = author.random.choice(("Bakgrunn for satsingen", "Hva vi har lært", "Veien videre"))
    return [Passage(run(text, "<w:b/>"), (text,))]


def _subheading(author: Author) -> list[Passage]:
    """A heading of a lower level than the form's."""
    text = author.random.choice(("Om bakgrunnen", "Om gjennomføringen", "Om veien videre"))
    return [Passage(run(text), (text,), author.document.style("heading 5"))]


def _labels(author: Author) -> list[Passage]:
    """Lines with labels of somebody's own within an answer."""
    return [
        plain(author, f"Mål: {texts.item(author.random)}"),
        plain(author, f"Resultat: {texts.item(author.random)}"),
    ]


# Lines with labels, which could be taken for fields where those have their answers on the same line.
_LABELLED = frozenset({"labels"})
# What leads to something below it, and does not begin or end an answer.
_LEADING = frozenset({"line in bold", "heading of a lower level"})
_BLOCKS: dict[str, Callable[[Author], list[Passage]]] = {
    "date": _dated,
    "line break": _broken,
    "bullets": _bullets,
    "styled bullets": _styled_bullets,
    "typed bullets": _typed_bullets,
    "bullets of several levels": _deep_bullets,
    "numbers": _numbers,
    "typed numbers": _typed_numbers,
    "numbers of two levels": _deep_numbers,
    "numbers with bullets": _mixed,
    "letters": _letters,
    "typed letters": _typed_letters,
    "roman numbers": _romans,
    "words in numbers": _goals,
    "numbers in brackets": _bracketed,
    "numbers from 3": _from_three,
    "table": _table,
    "content control": _controlled,
    "line in bold": _bold_line,
    "heading of a lower level": _subheading,
    "labels": _labels,
}
