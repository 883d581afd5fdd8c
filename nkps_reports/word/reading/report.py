"""From the bytes of a Word report to what its workbook would hold, with everything that found no place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from nkps_reports.files.limits import MAX_ACTIONS
from nkps_reports.report.cell_text import CellText
from nkps_reports.report.drafts import Draft, DraftAction, name_part
from nkps_reports.report.grammar import cut, join_words, on_one_line
from nkps_reports.report.model import Language, Place
from nkps_reports.report.problems import Problem, WordReportError
from nkps_reports.report.references import is_seen
from nkps_reports.word.document.bookmarks import CHANGES_BOOKMARK, OVERVIEW_BOOKMARK
from nkps_reports.word.document.tags import find_tags
from nkps_reports.word.reading.answers import separate_answers
from nkps_reports.word.reading.cells import join_rows, write_lines
from nkps_reports.word.reading.forms import ActionForm, Layout, divide
from nkps_reports.word.reading.heading_words import FIRST, normalise
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.word.reading.measures import TitleField, parse_relation_line, take_relation
from nkps_reports.word.reading.places import Places
from nkps_reports.word.reading.report_file import open_report
from nkps_reports.word.reading.surroundings import name_edges, name_left_out, name_unplaced, read_facts
from nkps_reports.word.reading.walk import read_text
from nkps_reports.wording import reports as words
from nkps_reports.wording.codes import Code
from nkps_reports.wording.documents import BOKMAL
from nkps_reports.wording.form import FORM_FIELDS, RELATION, TITLE

_OWN = {CHANGES_BOOKMARK: words.OWN_CHANGES, OVERVIEW_BOOKMARK: words.OWN_OVERVIEW}
# What a code of ours names; a text may be about other codes.
_OUR_NAMES = re.compile(r"\b(?:virksomhet|tiltak|nkps)\.\w|\bin\s+(?:rapporteringspunkter|nkps_tiltak)\b")
_OPENING_CHARACTERS, _MAX_SEEN = 60, 6
# A title in a list that goes over more lines is none.
_MAX_TITLE_LINES = 5


@dataclass(frozen=True, slots=True)
class WordReading:
    """What a Word report's workbook would hold, what was wrong in its forms, and what found no place."""

    draft: Draft
    problems: tuple[Problem, ...]


def parse_word_report(file: bytes) -> WordReading:
    """Read the bytes of a ``.docx`` file, whoever made it.

    Raises:
        WordReportError: the file cannot be read as a Word document, or is none with the form in it.
    """
    opened = open_report(file)
    text = read_text(opened)
    _refuse_own(text.lines)
    layout = divide(text.lines)
    _refuse_template(text.lines, layout.forms)
    _refuse_without_forms(layout, text.lines)
    _drop_empty_forms(layout)
    _refuse_too_many(layout)
    if not layout.is_marked:
        separate_answers(layout)
    facts, used = read_facts(layout.before, opened.title)
    listed = dict(_listed_relations(layout.before))
    form_tables = layout.form_tables
    problems: list[Problem] = []
    titles = [take_relation(form.fields.get(FIRST, ())) for form in layout.forms]
    actions = [
        _action(form, title, form_tables, listed) for form, title in zip(layout.forms, titles, strict=True)
    ]
    parts = [name_part(number, action.cell(TITLE).text) for number, action in enumerate(actions, start=1)]
    for form, title, part in zip(layout.forms, titles, parts, strict=True):
        problems.extend(_form_problems(form, title.sentence, part, form_tables))
    problems.extend(_titles_above(layout.forms, parts))
    problems.extend(_new_fields(layout.forms))
    for field, said in layout.help:
        place = Place(header=FORM_FIELDS[field].header, part=words.ALL_FORMS)
        problems.append(Problem.of(Code.REPORT_HELP_TEXT, place, cut(said, _OPENING_CHARACTERS)))
    problems.extend(name_unplaced(layout, used, actions))
    problems.extend(name_edges(opened.edges, [*facts.values()]))
    problems.extend(name_left_out(text, Places(text.lines, layout, parts)))
    return WordReading(Draft(_organisation(facts, layout), tuple(actions)), tuple(problems))


def _refuse_own(lines: Sequence[WordLine]) -> None:
    """Refuse our own documents that are no reports, known by a bookmark at the top."""
    for bookmark in lines[0].bookmarks if lines else ():
        if bookmark in _OWN:
            raise WordReportError(Problem.of(Code.REPORT_IS_OWN, what=_OWN[bookmark]))


def _refuse_template(lines: Sequence[WordLine], forms: Iterable[ActionForm]) -> None:
    """Refuse a template: a document with our codes and no form that somebody has filled in."""
    code = next((tag for line in lines for tag in find_tags(line.text) if _OUR_NAMES.search(tag.body)), None)
    if code and not any(map(_is_filled_in, forms)):
        raise WordReportError(Problem.of(Code.REPORT_IS_TEMPLATE, None, code.text))


def _is_filled_in(form: ActionForm) -> bool:
    """Whether more of its fields hold text than codes; either may have a few words of the other."""
    texts = [" ".join(line.text for line in lines).strip() for lines in form.fields.values()]
    coded = sum(bool(find_tags(text)) for text in texts)
    return sum(map(bool, texts)) > 2 * coded


def _refuse_without_forms(layout: Layout, lines: Sequence[WordLine]) -> None:
    """Without one form that lacks no more than a heading, any answer in it might be misplaced."""
    if not any(len(form.fields) > 1 for form in layout.forms):
        headings = _quote_headings(range(len(FORM_FIELDS)))
        raise WordReportError(Problem.of(Code.REPORT_WITHOUT_FORM, headings=headings, seen=_seen(lines)))
    if all(len(form.missing) > 1 for form in layout.forms):
        everywhere = {*range(len(FORM_FIELDS))}.intersection(*(form.missing for form in layout.forms))
        headings = _quote_headings(sorted(everywhere) or range(len(FORM_FIELDS)))
        raise WordReportError(Problem.of(Code.REPORT_INCOMPLETE_FORM, headings=headings))


def _seen(lines: Sequence[WordLine]) -> str:
    """What a document has for headings, or else how it begins, so that its writer sees what is missing."""
    headings = [line for line in lines if line.is_heading_like]
    shown = [cut(on_one_line(line.text), _OPENING_CHARACTERS) for line in (headings or lines[:1])]
    quoted = [words.QUOTED.format(text=text) for text in dict.fromkeys(shown)]
    sentence = words.SEEN_HEADINGS if headings else words.SEEN_OPENING
    return sentence.format(texts=join_words(quoted[:_MAX_SEEN])) if quoted else ""


def _quote_headings(fields: Iterable[int]) -> str:
    return join_words([words.QUOTED.format(text=BOKMAL.form_headings[field]) for field in fields])


def _drop_empty_forms(layout: Layout) -> None:
    """Drop the forms that nobody has filled in; a document with no others is no report."""
    filled: list[ActionForm] = []
    between: dict[int, list[WordLine]] = {}
    for number, form in enumerate(layout.forms, start=1):
        if any(form.fields.values()):
            filled.append(form)
        between.setdefault(len(filled), []).extend(layout.between.get(number, ()))
    if not filled:
        raise WordReportError(Problem.of(Code.REPORT_EMPTY))
    layout.forms, layout.between = filled, between


def _refuse_too_many(layout: Layout) -> None:
    if (count := len(layout.forms)) > MAX_ACTIONS:
        what = words.TOO_MANY_FORMS.format(count=count, limit=MAX_ACTIONS)
        raise WordReportError(
            Problem.of(Code.TOO_LARGE, None, str(count), what=what, advice=words.SPLIT_REPORT)
        )


def _action(
    form: ActionForm, first: TitleField, form_tables: AbstractSet[int], listed: Mapping[str, CellText]
) -> DraftAction:
    title = _cell(first.title, form_tables)
    relation = first.relation
    if relation is None:
        relation = listed.get(normalise(title.text), CellText())
    cells = {TITLE.key: title, RELATION.key: relation}
    for number, field in enumerate(FORM_FIELDS):
        if number != FIRST and (number in form.fields or not field.since):
            cells[field.key] = _cell(form.fields.get(number, ()), form_tables)
    return DraftAction(cells)


def _cell(lines: Sequence[WordLine], form_tables: AbstractSet[int]) -> CellText:
    cell = write_lines([line for line, _ in join_rows(lines, form_tables)])
    # What has nothing to be seen is an empty cell, or its workbook could not be read back.
    return cell if is_seen(cell.text) else CellText()


def _listed_relations(lines: Sequence[WordLine]) -> Iterator[tuple[str, CellText]]:
    """What a list of actions before the forms says of their relations, by their titles."""
    titles: list[WordLine] = []
    for line in lines:
        if parse_relation_line(line.text) is None:
            behind = take_relation([line])
            if behind.relation:
                yield normalise(" ".join(each.text for each in behind.title)), behind.relation
            titles.append(line)
            continue
        relation = take_relation([line]).relation
        # A title may go over several lines; the last of them are as likely to be it.
        for count in range(1, min(len(titles), _MAX_TITLE_LINES) + 1):
            yield normalise(" ".join(title.text for title in titles[-count:])), relation or CellText()
        titles = []


def _titles_above(forms: Sequence[ActionForm], parts: Sequence[str]) -> Iterator[Problem]:
    """Tell once of the titles that stood above their forms."""
    found = [(form.title_above, part) for form, part in zip(forms, parts, strict=True) if form.title_above]
    if found:
        titles = [words.QUOTED.format(text=cut(title, _OPENING_CHARACTERS)) for title, _ in found]
        part = found[0][1] if len(found) == 1 else words.ALL_FORMS
        said = " ".join(title for title, _ in found)
        place = Place(header=TITLE.header, part=part)
        yield Problem.of(Code.REPORT_TITLE_ABOVE, place, said, titles=join_words(titles))


def _new_fields(forms: Sequence[ActionForm]) -> Iterator[Problem]:
    """Name the fields that are newer than the report, so that no form has them."""
    for number, field in enumerate(FORM_FIELDS):
        if field.since and not any(number in form.fields for form in forms):
            yield Problem.of(Code.MISSING_NEW_FIELD, Place(header=field.header), since=field.since)


def _form_problems(
    form: ActionForm, sentence: str, part: str, form_tables: AbstractSet[int]
) -> Iterator[Problem]:
    places = [Place(header=field.header, part=part) for field in FORM_FIELDS]
    headings = BOKMAL.form_headings
    if sentence:
        place = Place(header=RELATION.header, part=part)
        yield Problem.of(Code.REPORT_RELATION_SENTENCE, place, cut(sentence, _OPENING_CHARACTERS))
    for field in form.missing:
        yield Problem.of(Code.REPORT_MISSING_HEADING, places[field], heading=headings[field])
    for field in dict.fromkeys(form.repeated):
        yield Problem.of(Code.REPORT_REPEATED_HEADING, places[field], heading=headings[field])
    for field, found in form.near.items():
        yield Problem.of(Code.REPORT_NEAR_HEADING, places[field], found, heading=headings[field])
    for field, lines in form.fields.items():
        for line, begins_table in join_rows(lines, form_tables):
            if begins_table:
                opening = cut(on_one_line(line.text), _OPENING_CHARACTERS)
                yield Problem.of(Code.REPORT_TABLE_AS_TEXT, places[field], opening)


def _organisation(facts: Mapping[str, str], layout: Layout) -> dict[str, str]:
    """The facts, and the written standard that the form's headings are in.

    What one of our own reports does not say was left blank; one made by hand seldom says to whom it goes.
    """
    names = [normalise(heading) for heading in layout.headings]
    is_nynorsk = any(word in name for name in names for word in words.NYNORSK_WORDS)
    language = words.LANGUAGE_VALUES[Language.NYNORSK if is_nynorsk else Language.BOKMAL]
    blank = {"recipient": ""} if facts and layout.is_marked else {}
    return {**blank, **facts, "language": language}
