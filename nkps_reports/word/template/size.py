"""How large a report would be by a template: what stands in a loop counts as often as it is repeated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import prod
from operator import itemgetter

from lxml import etree

from nkps_reports.files.limits import (
    ELEMENT_CHARACTERS,
    EXPECTED_ACTIONS,
    MAX_ACTIONS,
    MAX_CHARACTERS,
    MAX_LINES,
    MAX_RENDERED_CHARACTERS,
)
from nkps_reports.report.grammar import count_noun
from nkps_reports.report.model import (
    Action,
    Organisation,
    Paragraph,
    Place,
    Relation,
    Report,
    Span,
    Text,
    paragraphs_of,
)
from nkps_reports.report.problems import Problem
from nkps_reports.report.strategy import read_measures
from nkps_reports.word.document.elements import child_of
from nkps_reports.word.document.tags import OUTPUT, PARAGRAPH
from nkps_reports.word.template.lines import PlacedTag, T
from nkps_reports.word.template.parts import RenderedPart
from nkps_reports.word.template.statements import CodeBlock, ReadCode
from nkps_reports.word.text.vocabulary import LISTS, NkpsTiltak, Tiltak, Virksomhet
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.form import DESCRIPTION, FORM_FIELDS

# What docxtpl makes of the characters by which a tab or a new line is typed.
_TYPED_BREAKS = "\t\n"
# The elements and attributes of a run: itself, its text, and that spaces in it are kept.
_OF_RUN = 3
# The elements and attributes of a paragraph in a list, of a link, of a list with numbers, and of a bookmark,
# beyond what the template gives a paragraph or a run.
_OF_ITEM, _OF_LINK, _OF_LIST, _OF_BOOKMARK = (ELEMENT_CHARACTERS * count for count in (6, 6, 9, 6))
_DIGITS = 5
# A date with the month's name.
_DATE_CHARACTERS = 20
# What XML writes out, such as «&quot;», and by how much that is more than the character.
_ESCAPED, _MORE_ESCAPED = '&<>"', 5
_ORDINARY_MEASURES = 2
Loops = tuple[CodeBlock, ...]


@dataclass(frozen=True, slots=True)
class PrintedAmount:
    """How much is printed of a field, by all items of its list together.

    The characters are also those of elements and attributes of its own. Paragraphs and runs are none where it
    stands inside one of the template's.
    """

    characters: int
    paragraphs: int = 0
    runs: int = 0


@dataclass(frozen=True, slots=True)
class Contents:
    """How many items each list has, by its name in a template, and how much each field is, by its record."""

    counts: Mapping[str, int]
    amounts: Mapping[tuple[type, str], PrintedAmount]


def measure_contents(report: Report) -> Contents:
    """Measure a report."""
    who, actions, measures = report.organisation, report.actions, report.measures
    action_count, titles = len(actions), _on_one_line(*(action.title.plain for action in actions))
    relations = sum(len(action.relation.numbers) for action in actions if action.relation)
    amounts = {
        Virksomhet: {
            "navn": _on_one_line(who.name),
            "periode": _on_one_line(who.period),
            "dato": PrintedAmount(_DATE_CHARACTERS if who.report_date else 0),
            "mottaker": _on_one_line(who.recipient),
            "kontaktperson": _on_one_line(who.contact),
            "epost": _on_one_line(who.email),
        },
        Tiltak: {
            "nummer": PrintedAmount(_DIGITS * action_count),
            "tittel": titles,
            "lenke": PrintedAmount(titles.characters + _OF_LINK * action_count, runs=action_count),
            "bokmerke": PrintedAmount(_OF_BOOKMARK * action_count),
            "nkps_numre": PrintedAmount(_DIGITS * relations),
            **{f.names[0]: _of_texts(action.fields[f.key] for action in actions) for f in FORM_FIELDS},
        },
        NkpsTiltak: {
            "nummer": PrintedAmount(_DIGITS * len(measures)),
            "tekst": _on_one_line(*(measure.text for measure in measures)),
            "hovedansvarlig": _on_one_line(*(measure.responsible or "" for measure in measures)),
            # A link, and what stands between it and the next.
            "rapporteringspunkter": PrintedAmount((_DIGITS + _OF_LINK) * relations, runs=2 * relations),
        },
    }
    return Contents(
        {"rapporteringspunkter": action_count, "nkps_tiltak": len(measures)},
        {(record, name): amount for record, own in amounts.items() for name, amount in own.items()},
    )


@cache
def expected_contents() -> Contents:
    """As many actions as a template should do for, each as long as the limits allow for all of them."""
    lines = MAX_LINES // MAX_ACTIONS
    line = Paragraph((Span("x" * (MAX_CHARACTERS // MAX_ACTIONS // lines)),), 0)
    short, long = Text((line,), Place()), Text((line,) * lines, Place())
    measures = read_measures()
    relation = Relation(tuple(each.number for each in measures[:_ORDINARY_MEASURES]), Place(), "")
    texts = {field.key: long if field is DESCRIPTION else short for field in FORM_FIELDS}
    action = Action(1, 1, texts, relation)
    return measure_contents(Report(Organisation("x", "x"), (action,) * EXPECTED_ACTIONS, measures))


def _size_of(text: str) -> int:
    """The characters of a text as XML has it, where some are written out as six."""
    return len(text) + _MORE_ESCAPED * sum(map(text.count, _ESCAPED))


def _on_one_line(*texts: str) -> PrintedAmount:
    """Texts inside a paragraph of the template."""
    return PrintedAmount(sum(map(_size_of, texts)))


def _of_texts(texts: Iterable[Text]) -> PrintedAmount:
    """Texts in paragraphs of their own."""
    characters = paragraphs = runs = 0
    for block in (block for text in texts for block in text.blocks):
        own = paragraphs_of(block)
        spans = [span for paragraph in own for span in paragraph.spans]
        paragraphs += len(own)
        runs += len(spans)
        characters += sum(_size_of(span.text) for span in spans)
        characters += sum(_OF_LINK for span in spans if span.link is not None)
        characters += ELEMENT_CHARACTERS * sum(span.text.count("\t") for span in spans)
        if not isinstance(block, Paragraph):
            characters += _OF_ITEM * len(own) + _OF_LIST * sum(item.number == 1 for item in block.items)
    return PrintedAmount(characters, paragraphs, runs)


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A field that a code prints, and how much the template gives each paragraph and run of it."""

    record: type
    name: str
    paragraph_size: int
    run_size: int

    def rendered_size(self, contents: Contents) -> int:
        """What it takes for all items of its list together, in characters."""
        amount = contents.amounts.get((self.record, self.name), PrintedAmount(0))
        paragraphs = amount.paragraphs * (self.paragraph_size + ELEMENT_CHARACTERS)
        runs = amount.runs * (self.run_size + _OF_RUN * ELEMENT_CHARACTERS)
        return amount.characters + paragraphs + runs


@dataclass(frozen=True, slots=True)
class Stretch:
    """What stands in the same loops of a template; what other loops inside them repeat is not in it.

    Attributes:
        lists: the lists that the loops go through.
        size: what the template itself has there, in characters.
        fields: what is printed there.
        opening: the code that the innermost loop begins with; empty outside all loops.
        where: its place.
    """

    lists: tuple[str, ...]
    size: int
    fields: tuple[PrintedField, ...]
    opening: str
    where: str

    def times(self, contents: Contents) -> int:
        """How often it is repeated."""
        return prod(contents.counts[name] for name in self.lists)

    def rendered_size(self, contents: Contents) -> int:
        """What becomes of it, in characters."""
        times = self.times(contents)
        size = self.size * times
        for field in self.fields:
            own = next((contents.counts[name] for name in self.lists if LISTS[name] is field.record), 0)
            size += field.rendered_size(contents) * (times // own if own else times)
        return size


def read_stretches(part: RenderedPart, codes: Sequence[ReadCode]) -> Iterator[Stretch]:
    """Divide a part of a template without errors by its loops, given its codes in order."""
    sizes: Counter[Loops] = Counter()
    fields: dict[Loops, list[PrintedField]] = defaultdict(list)
    for loops, size in _walk(part, codes):
        sizes[loops] += size
    for code in codes:
        sizes[code.loops] += ELEMENT_CHARACTERS
        sizes_of_look = _look_sizes(code.placed)
        printed = code.fields if code.placed.tag.opening == OUTPUT else ()
        fields[code.loops].extend(PrintedField(*field, *sizes_of_look) for field in printed)
    for loops, size in sizes.items():
        lists = tuple(block.list_name for block in loops)
        opener = loops[-1].opener if loops else None
        where = f", {opener.spot.describe()}" if opener else ""
        yield Stretch(lists, size, tuple(fields[loops]), opener.tag.text if opener else "", where)


def check_size(
    stretches: Iterable[Stretch], template: str, report: Report | None = None
) -> tuple[Problem, ...]:
    """Tell where a report would become too large, or one of as many actions as a template should do for."""
    code = Code.TEMPLATE_TOO_LARGE if report else Code.TEMPLATE_LARGE
    contents = measure_contents(report) if report else expected_contents()
    sizes = [(stretch.rendered_size(contents), stretch) for stretch in stretches]
    total = sum(size for size, _ in sizes)
    if total <= MAX_RENDERED_CHARACTERS:
        return ()
    _, most = max(sizes, key=itemgetter(0))
    times = total // MAX_RENDERED_CHARACTERS
    size = words.TIMES_TOO_LARGE.format(times=times) if times > 1 else words.TOO_LARGE
    repeated = words.MOSTLY_IN_LOOP.format(found=most.opening, times=most.times(contents))
    where = words.TEMPLATE_PLACE.format(template=template) + most.where
    actions = count_noun(words.ACTION_COUNT, contents.counts["rapporteringspunkter"])
    reason = repeated if most.opening else words.MOSTLY_OUTSIDE_LOOPS
    return (Problem.of(code, None, most.opening, where=where, actions=actions, size=size, most=reason),)


def _walk(part: RenderedPart, codes: Iterable[ReadCode]) -> Iterator[tuple[Loops, int]]:
    """The elements and words of a part, each with the loops it stands in."""
    if part.root is None:
        return
    by_text: dict[etree._Element, list[Loops]] = defaultdict(list)
    for code in codes:
        by_text[code.placed.texts[0]].append(code.loops)
    texts = part.root.iter(T)
    # A copy without python-docx's classes, by which the text of an element is another.
    copy = etree.fromstring(etree.tostring(part.root))
    loops: Loops = ()
    for event, element in etree.iterwalk(copy, events=("start", "end", "comment", "pi", "start-ns")):
        if event == "start-ns":
            yield loops, ELEMENT_CHARACTERS + sum(map(len, element))
        elif event == "end":
            yield loops, len(element.tail or "")
        else:
            yield loops, len(element.text or "")
        if event == "start":
            yield loops, _own_size(element) + _break_size(element)
        if event == "start" and element.tag == T:
            opened = by_text.get(next(texts), [])
            # Words beside a code count in the loop that it ends and in the one that it begins.
            yield from ((each, len(element.text or "")) for each in {*opened} - {loops})
            loops = opened[-1] if opened else loops


def _own_size(element: etree._Element) -> int:
    """An element and its attributes, without what stands in it."""
    return ELEMENT_CHARACTERS + sum(ELEMENT_CHARACTERS + len(value) for value in element.values())


def _break_size(element: etree._Element) -> int:
    """The runs that docxtpl makes for tabs and new lines that are typed in a text."""
    breaks = sum(map((element.text or "").count, _TYPED_BREAKS)) if element.tag == T else 0
    look = _look_size(element.getparent(), "rPr") if breaks else 0
    return breaks * 2 * (look + _OF_RUN * ELEMENT_CHARACTERS)


def _look_sizes(placed: PlacedTag) -> tuple[int, int]:
    """What the template gives a paragraph and a run that take the place of a code."""
    if not placed.tag.prefix or placed.spot.paragraph is None:
        return 0, 0
    paragraph = placed.spot.paragraph if placed.tag.prefix == PARAGRAPH else None
    return _look_size(paragraph, "pPr"), _look_size(placed.texts[0].getparent(), "rPr")


def _look_size(element: etree._Element | None, properties: str) -> int:
    look = child_of(element, properties)
    return 0 if look is None else sum(map(_own_size, look.iter("*")))
