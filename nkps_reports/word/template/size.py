"""How large a report would be by a template: what stands in a loop counts as often as it is repeated."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import prod
from operator import itemgetter

from docx.oxml.ns import qn
from lxml import etree

from nkps_reports.files.limits import ELEMENT_CHARACTERS, MAX_RENDERED_CHARACTERS
from nkps_reports.report.grammar import count_noun
from nkps_reports.report.problems import Problem
from nkps_reports.word.document.tags import PARAGRAPH
from nkps_reports.word.template.contents import Contents, PrintedAmount, expected_contents
from nkps_reports.word.template.lines import PlacedTag, T
from nkps_reports.word.template.nesting import CodeBlock
from nkps_reports.word.template.parts import RenderedPart
from nkps_reports.word.template.statements import ReadCode
from nkps_reports.word.text.vocabulary import LISTS
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

_PARAGRAPH_LOOK, _RUN_LOOK = qn("w:pPr"), qn("w:rPr")
# What docxtpl makes of the characters by which a tab or a new line is typed.
_TYPED_BREAKS = "\t\n"
# The elements and attributes of a run: itself, its text, and that spaces in it are kept.
_OF_RUN = 3
_NOTHING = PrintedAmount(0)
Loops = tuple[CodeBlock, ...]


@dataclass(frozen=True, slots=True)
class PrintedField:
    """A field that a code prints.

    Attributes:
        record: whose field it is.
        name: its name.
        paragraph_size: what the template gives each paragraph of it.
        run_size: what the template gives each run of it.
    """

    record: type
    name: str
    paragraph_size: int
    run_size: int

    def rendered_size(self, contents: Contents) -> int:
        """What it takes for all items of its list together, in characters."""
        amount = contents.amounts.get((self.record, self.name), _NOTHING)
        return (
            amount.characters
            + amount.elements * ELEMENT_CHARACTERS
            + amount.paragraphs * (self.paragraph_size + ELEMENT_CHARACTERS)
            + amount.runs * (self.run_size + _OF_RUN * ELEMENT_CHARACTERS)
        )


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
    """Divide a part by its loops.

    Args:
        part: a part of a template without errors.
        codes: its codes, in order.
    """
    sizes: Counter[Loops] = Counter()
    fields: dict[Loops, list[PrintedField]] = defaultdict(list)
    for loops, size in _walk(part, codes):
        sizes[loops] += size
    for code in codes:
        sizes[code.loops] += ELEMENT_CHARACTERS
        paragraph, run = _look_sizes(code.placed)
        fields[code.loops].extend(PrintedField(record, name, paragraph, run) for record, name in code.fields)
    for loops, size in sizes.items():
        lists = tuple(block.list_name for block in loops)
        opener = loops[-1].opener if loops else None
        where = f", {opener.spot.describe()}" if opener else ""
        yield Stretch(lists, size, tuple(fields[loops]), opener.tag.text if opener else "", where)


def report_too_large(stretches: Iterable[Stretch], contents: Contents, template: str) -> tuple[Problem, ...]:
    """Tell where a report with these contents would become larger than one may be."""
    return _tell(Code.TEMPLATE_TOO_LARGE, stretches, contents, template)


def warn_of_large(stretches: Iterable[Stretch], template: str) -> tuple[Problem, ...]:
    """Tell where a report of as many actions as a template should do for would become too large."""
    return _tell(Code.TEMPLATE_LARGE, stretches, expected_contents(), template)


def _tell(code: Code, stretches: Iterable[Stretch], contents: Contents, template: str) -> tuple[Problem, ...]:
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
    run = element.getparent() if breaks else None
    look = 0 if run is None else _look_size(run.find(_RUN_LOOK))
    return breaks * 2 * (look + _OF_RUN * ELEMENT_CHARACTERS)


def _look_sizes(placed: PlacedTag) -> tuple[int, int]:
    """What the template gives a paragraph and a run that take the place of a code."""
    if not placed.tag.prefix or placed.spot.paragraph is None:
        return 0, 0
    run = placed.texts[0].getparent()
    paragraph = placed.spot.paragraph.find(_PARAGRAPH_LOOK) if placed.tag.prefix == PARAGRAPH else None
    return _look_size(paragraph), _look_size(None if run is None else run.find(_RUN_LOOK))


def _look_size(look: etree._Element | None) -> int:
    return 0 if look is None else sum(map(_own_size, look.iter("*")))
