"""The running text of one paragraph after another, as a reader sees it; what is none is set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from lxml import etree

from nkps_reports.files.limits import MAX_CHARACTERS
from nkps_reports.report.characters import clean_text, to_subscript, to_superscript
from nkps_reports.report.grammar import on_one_line
from nkps_reports.report.model import Span
from nkps_reports.report.problems import Problem, WordReportError
from nkps_reports.word.document.bookmarks import LIST_BOOKMARK, unnumbered
from nkps_reports.word.document.elements import OFFICE_NAMESPACE, w
from nkps_reports.word.reading.equations import MATH, linear_text
from nkps_reports.word.reading.lines import LeftOut
from nkps_reports.word.reading.report_file import ReportFile, text_of
from nkps_reports.word.reading.shown import children_of, description_of, is_prompt, words_in
from nkps_reports.word.reading.styles import Looks
from nkps_reports.word.reading.symbols import sign_of
from nkps_reports.word.reading.word_fields import OpenFields, answer_of
from nkps_reports.wording import reports as words
from nkps_reports.wording.codes import Code

# The address of a link to another place of the document.
INTERNAL = ""

_RELATIONSHIP = f"{{{OFFICE_NAMESPACE}}}id"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_SYMBOL_NAMESPACE = "{http://schemas.microsoft.com/office/word/2015/wordml/symex}"
# Elements that stand for a character.
_CHARACTERS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "\u2011",
    w("softHyphen"): "\u00ad",
}
_PICTURES = frozenset(map(w, ("drawing", "pict", "object", "contentPart")))
_REFERENCES = {
    w("footnoteReference"): LeftOut.NOTE,
    w("endnoteReference"): LeftOut.NOTE,
    w("commentReference"): LeftOut.COMMENT,
}
_FILES = {w("altChunk"): LeftOut.FILE, w("subDoc"): LeftOut.SUBDOCUMENT}
_UNKNOWN_SYMBOL = "\ufffd"
# Old fields without a result, of which Word shows what they say.
_SHOWN_BY_INSTRUCTION = re.compile(r"\s*(?:EQ|SYMBOL|MACROBUTTON|GOTOBUTTON)\b", re.IGNORECASE)
_SHIFTS = {"superscript": to_superscript, "subscript": to_subscript}
# Nothing is left out where there are no words of these.
_TEXTS = (LeftOut.HIDDEN, LeftOut.STRUCK, LeftOut.PROMPT, LeftOut.PHONETIC)


@dataclass(frozen=True, slots=True)
class RunningParagraph:
    """What stands in a paragraph.

    Attributes:
        spans: its text; line breaks are line feeds.
        bookmarks: the names of those that begin in it.
        aside: the kind and the words of what is left out of it.
    """

    spans: Sequence[Span]
    bookmarks: Sequence[str]
    aside: Sequence[tuple[LeftOut, str]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """Characters with one look."""

    text: str
    looks: Looks
    link: str | None


class RunningText:
    """Goes through paragraphs; holds the one it is in."""

    def __init__(self, file: ReportFile) -> None:
        self._file = file
        self._fields = OpenFields()
        self._has_prompts = next(file.body.iter(w("showingPlcHdr")), None) is not None
        self._looks_of = file.styles.looks_in(None)
        self._pieces: list[_Piece] = []
        self._bookmarks: list[str] = []
        self._aside: list[tuple[LeftOut, list[str]]] = []
        # Whether the last thing set aside was text, and nothing has come since.
        self._goes_on = False
        self._characters = 0

    def read(self, paragraph: etree._Element) -> None:
        """Read what stands in a paragraph."""
        self._looks_of = self._file.styles.looks_in(paragraph)
        self._inline(paragraph, None)

    def take(self, element: etree._Element, link: str | None = None) -> None:
        """Read an element that stands in a paragraph, or between two."""
        tag = element.tag
        if tag == w("r"):
            self._run(element, link)
        elif tag == w("hyperlink"):
            self._inline(element, self._target_of(element))
        elif tag == w("fldSimple"):
            self._mark("begin")
            self._fields.instruct(element.get(w("instr"), ""))
            self._mark("separate")
            self._inline(element, link)
            self._mark("end")
        elif tag == w("bookmarkStart"):
            self._bookmarks.append(element.get(w("name"), ""))
        elif tag in _FILES:
            self._set_aside(_FILES[tag], self._file.targets.get(element.get(_RELATIONSHIP, ""), ""))
        elif tag.startswith(MATH):
            self._add(linear_text(element), link, self._looks_of(None))

    def end(self) -> RunningParagraph:
        """End the paragraph: what was gathered since the last one ended."""
        self._fields.end_paragraph()
        ended = RunningParagraph([*_spans(self._pieces)], self._bookmarks, [*_texts_aside(self._aside)])
        self._pieces, self._bookmarks, self._aside, self._goes_on = [], [], [], False
        return ended

    def _inline(self, parent: etree._Element, link: str | None) -> None:
        for element in children_of(parent):
            self.take(element, link)

    def _target_of(self, link: etree._Element) -> str | None:
        target = self._file.targets.get(link.get(_RELATIONSHIP, ""), "")
        anchor = link.get(w("anchor"), "")
        if not target:
            # What somebody types over a link back to the list repeats nothing.
            return INTERNAL if anchor and unnumbered(anchor)[0] != LIST_BOOKMARK else None
        return f"{target}#{anchor}" if anchor and "#" not in target else target

    def _run(self, run: etree._Element, link: str | None) -> None:
        if self._has_prompts and is_prompt(run):
            self._set_text_aside(LeftOut.PROMPT, text_of(run))
            return
        looks = self._looks_of(run.find(w("rPr")))
        for element in children_of(run):
            tag = element.tag
            if tag == w("t"):
                text = element.text or ""
                is_kept = element.get(_SPACE) == "preserve"
                self._add(text if is_kept else text.strip(" \t\r\n"), link, looks)
            elif tag in _CHARACTERS:
                self._add(_CHARACTERS[tag], link, looks)
            elif tag == w("fldChar"):
                self._add(answer_of(element), link, looks)
                self._mark(element.get(w("fldCharType"), ""))
            elif tag == w("instrText"):
                self._fields.instruct(element.text or "")
            elif tag == w("ruby"):
                self._ruby(element, link)
            elif tag == w("sym"):
                self._symbol(element.get(w("font"), ""), element.get(w("char"), ""), link, looks)
            elif tag == f"{_SYMBOL_NAMESPACE}symEx":
                font, code = (element.get(f"{_SYMBOL_NAMESPACE}{name}", "") for name in ("font", "char"))
                self._symbol(font, code, link, looks)
            else:
                self._leave_out(element)

    def _ruby(self, ruby: etree._Element, link: str | None) -> None:
        """Text with small text above it that says how it is read."""
        for part in children_of(ruby):
            if part.tag == w("rubyBase"):
                self._inline(part, link)
            elif part.tag == w("rt"):
                self._set_aside(LeftOut.PHONETIC, text_of(part))

    def _symbol(self, font: str, code: str, link: str | None, looks: Looks) -> None:
        sign = sign_of(font, code)
        if sign is None:
            self._set_aside(LeftOut.SYMBOL, f"{font} {code.upper()}")
        self._add(sign or _UNKNOWN_SYMBOL, link, looks)

    def _mark(self, kind: str) -> None:
        """Take a field's mark: its beginning, the end of its instruction, or its end."""
        field = self._fields.innermost
        if kind == "begin":
            self._fields.begin(len(self._pieces))
        elif field and kind in ("separate", "end"):
            if not field.is_shown:
                # What stands in an instruction counts only where that never ends.
                del self._pieces[field.start :]
                if kind == "end" and _SHOWN_BY_INSTRUCTION.match(field.instruction):
                    self._set_aside(LeftOut.FIELD, field.instruction)
                field.show()
            if kind == "end":
                self._fields.end()
                if field.is_link_lost:
                    shown = "".join(piece.text for piece in self._pieces[field.start :])
                    self._set_aside(LeftOut.LINK, shown)

    def _leave_out(self, element: etree._Element) -> None:
        if element.tag in _PICTURES:
            boxes = [(LeftOut.TEXT_BOX, box) for box in words_in(element)]
            for kind, said in boxes or [(LeftOut.PICTURE, description_of(element))]:
                self._set_aside(kind, said)
        elif element.tag in _REFERENCES:
            said = self._file.notes.get((element.tag, element.get(w("id"))), "")
            self._set_aside(_REFERENCES[element.tag], said)

    def _set_aside(self, kind: LeftOut, said: str) -> None:
        self._aside.append((kind, [said]))
        self._goes_on = False

    def _set_text_aside(self, kind: LeftOut, text: str) -> None:
        """Set aside text, which may go on from one run to the next."""
        if self._goes_on and self._aside[-1][0] is kind:
            self._aside[-1][1].append(text)
        else:
            self._set_aside(kind, text)
        self._goes_on = True

    def _add(self, text: str, link: str | None, looks: Looks) -> None:
        if not text:
            return
        text = clean_text(text if text == "\n" else text.replace("\n", " "))[0]
        link = link or self._fields.link or link
        self._characters += len(text) + len(link or "")
        if self._characters > MAX_CHARACTERS:
            # Addresses count too: one may be written out for very many words.
            raise WordReportError(Problem.of(Code.TOO_LARGE, what=words.TOO_LARGE, advice=words.LESS))
        if self._fields.is_instruction:
            # A field within an instruction is a part of it.
            self._fields.instruct(text)
        elif looks.is_hidden or looks.is_struck:
            self._set_text_aside(LeftOut.HIDDEN if looks.is_hidden else LeftOut.STRUCK, text)
            return
        self._pieces.append(_Piece(text, looks, link))
        self._goes_on = False


def _spans(pieces: Sequence[_Piece]) -> Iterator[Span]:
    """The pieces as spans; what is raised or lowered, perhaps in several pieces, in such signs."""
    for shift, inside in groupby(pieces, lambda piece: piece.looks.shift):
        together = [*inside]
        texts = [piece.text for piece in together]
        if convert := _SHIFTS.get(shift):
            whole = "".join(texts)
            # All of it or nothing: half of an exponent would be another one.
            texts = [*map(convert, texts)] if convert(whole) != whole else texts
        for piece, text in zip(together, texts, strict=True):
            yield Span(text, piece.looks.bold, piece.looks.italic, piece.link)


def _texts_aside(aside: Sequence[tuple[LeftOut, list[str]]]) -> Iterator[tuple[LeftOut, str]]:
    """What is set aside, without Word's own prompts and texts that say nothing."""
    for kind, pieces in aside:
        said = on_one_line("".join(pieces))
        is_own = kind is LeftOut.PROMPT and said.casefold().startswith(words.WORDS_OF_PROMPTS)
        if not is_own and (said or kind not in _TEXTS):
            yield kind, said
