"""A report and a Word template to the bytes of a Word file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from difflib import get_close_matches
from pathlib import Path
from traceback import extract_tb
from typing import Any, NoReturn

from docx.opc.constants import CONTENT_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import Environment, TemplateSyntaxError, Undefined
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from nkps_reports.archive import Archive, ArchiveError, Flaw, pack_parts, unpack_parts
from nkps_reports.limits import LARGEST_TEMPLATE_BYTES, MOST_TAGS
from nkps_reports.model import Report
from nkps_reports.problems import Code, TemplateError, a_problem
from nkps_reports.word.bookmarks import make_unique
from nkps_reports.word.faults import misplaced, near
from nkps_reports.word.frames import PARAGRAPH_FILTER, RUN_FILTER, TAG, Frames
from nkps_reports.word.passages import Bookmark, Inline, InternalLinks, Passage, Title
from nkps_reports.word.resources import Resources, find_styles
from nkps_reports.word.shape import read_shape
from nkps_reports.word.verification import verify_report
from nkps_reports.word.vocabulary import NkpsTiltak, Tiltak, Virksomhet, build_vocabulary
from nkps_reports.wording import problems as words

# Word's own limit on a property of a document.
_LONGEST_PROPERTY = 255
_DATES = ("created", "modified", "lastPrinted")
# Only a row whose number of cells is not fixed can disagree with its table about the columns.
_COLUMN_TAG = "%tc"
# The characters that docxtpl makes into breaks and tabs.
_MARKUP = re.compile(r"<[^>]*>")
_OURS = "nkps_reports"
_DANGEROUS_FILTERS = ("center", "format", "indent", "wordwrap", "tojson", "pprint")
_LISTING = re.compile("[\t\n\a\f]")


def render_report(report: Report, template: bytes, template_name: str) -> bytes:
    """Make the Word report.

    Args:
        report: a report without errors.
        template: the bytes of a Word template in docxtpl's language and our vocabulary.
        template_name: how messages call the template.

    Returns:
        The bytes of a ``.docx`` file; the same input gives the same bytes.

    Raises:
        TemplateError: the template cannot be read, names what does not exist, has a broken tag, or
            leaves out something that stands in the report.
    """
    document = _open(template, template_name)
    vocabulary = build_vocabulary(report, document.resources)
    environment = _environment(document.frames)
    shape = read_shape(document.docx.part.element)
    try:
        document.render(vocabulary, environment)
    except _UnknownName as error:
        raise _unknown_name(error, document, vocabulary, template_name) from error
    except _NoText as error:
        raise _no_text(document, template_name) from error
    except TemplateSyntaxError as error:
        raise _broken_tag(error, template_name) from error
    except TemplateError:
        raise
    except Exception as error:
        if _is_from_template(error):
            raise _broken_tag(None, template_name) from error
        raise
    document.resources.write_numbering()
    make_unique(document.stories())
    rendered = io.BytesIO()
    # Not get_docx(), which would read the template again.
    document.docx.save(rendered)
    packed = pack_parts(unpack_parts(rendered.getvalue()))
    verify_report(packed, report, document.resources, shape, template, template_name)
    return packed


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl with strict XML, the tags' own looks, and properties in plain text."""

    frames: Frames
    resources: Resources
    template_name: str
    has_column_loops = False

    def patch_xml(self, src_xml: str) -> str:
        self.has_column_loops = self.has_column_loops or _COLUMN_TAG in src_xml
        return str(super().patch_xml(self.frames.rewrite(src_xml)))

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, object], jinja_env: Environment
    ) -> str:
        self.resources.part = part
        return str(super().render_xml_part(src_xml, part, context, jinja_env))

    def resolve_listing(self, xml: str) -> str:
        """Only what is typed in the template can need it: user text comes with its breaks made."""
        return str(super().resolve_listing(xml)) if _LISTING.search(xml) else xml

    def render_footnotes(self, context: Mapping[str, object], jinja_env: Environment) -> None:
        """Render each part with notes once; docxtpl would do so for each section, user text and all."""
        for part in self.docx.part.package.parts:
            if part.content_type == CONTENT_TYPE.WML_FOOTNOTES:
                source = self.patch_xml(part.blob.decode())
                part._blob = self.render_xml_part(source, part, context, jinja_env).encode()

    def stories(self) -> Iterator[etree._Element]:
        """The parts that hold text, as they were rendered: the body, then headers and footers."""
        body = self.docx.part
        yield body.element
        for relation in body.rels.values():
            if relation.reltype in (self.HEADER_URI, self.FOOTER_URI):
                yield relation.target_part.element

    def get_xml(self) -> str:
        """The whole document: docxtpl takes its body alone, and moving that back is slow."""
        return str(self.xml_to_string(self.docx.part.element))

    def fix_tables(self, xml: str) -> Any:
        """Refuse broken XML, which docxtpl would mend in silence and lose text by it."""
        try:
            # Without python-docx's classes, which nobody asks for from here on and which make each look slow.
            parsed = etree.fromstring(xml, etree.XMLParser(remove_blank_text=True, resolve_entities=False))
        except etree.XMLSyntaxError as error:
            raise misplaced(self.template_name, "") from error
        return parse_xml(etree.tostring(super().fix_tables(xml))) if self.has_column_loops else parsed

    def fix_docpr_ids(self, tree: Any) -> None:
        """Number the drawings of the document, each its own; a loop has copied them."""
        for number, drawing in enumerate(tree.iter(qn("wp:docPr")), start=1):
            drawing.set("id", str(number))

    def map_tree(self, tree: Any) -> None:
        self.docx.part._element = tree
        self.docx._element = tree

    def render_properties(self, context: Mapping[str, object], jinja_env: Environment | None = None) -> None:
        """Properties are plain text, not XML, and have a longest length."""
        environment = _environment(self.frames, autoescape=False)
        properties = self.get_docx().core_properties
        for name in ("author", "title", "subject", "comments", "keywords", "category"):
            value = environment.from_string(getattr(properties, name)).render(context)
            setattr(properties, name, value[:_LONGEST_PROPERTY])
        for element in list(properties._element):
            if etree.QName(element).localname in _DATES:
                properties._element.remove(element)


class _NoText(Exception):  # noqa: N818
    """A template prints something that is no text, such as ``{{ virksomhet }}`` for one of its fields."""


class _Sandbox(SandboxedEnvironment):
    """Lets a template read the fields of the vocabulary, and nothing of what they are made of."""

    # What makes much of little: a text times a billion.
    intercepted_binops = frozenset({"*", "**", "%"})

    def call_binop(self, context: object, operator: str, left: object, right: object) -> NoReturn:
        """Refuse arithmetic."""
        raise TemplateSyntaxError(operator, 1)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if is_dataclass(obj):
            return isinstance(obj, Virksomhet | Tiltak | NkpsTiltak) and attr in obj.__slots__
        return bool(super().is_safe_attribute(obj, attr, value))


def _only_text(value: object) -> object:
    if isinstance(value, str | int | Inline | Title | Passage | InternalLinks | Bookmark):
        return value
    raise _NoText


class _UnknownName(Exception):  # noqa: N818
    """A template names something that the vocabulary lacks."""

    def __init__(self, name: str, owner: object) -> None:
        super().__init__(name)
        self.name = name
        self.owner = owner


class _Strict(Undefined):
    """Jinja's stand-in for what does not exist; here there is none."""

    __slots__ = ()

    def __init__(
        self, hint: str | None = None, obj: object = None, name: str | None = None, exc: object = None
    ) -> None:
        raise _UnknownName(str(name), obj)


def _open(template: bytes, name: str) -> _Template:
    try:
        _refuse_too_large(Archive(template))
        document = _Template(io.BytesIO(template))
        document.template_name = name
        document.init_docx()
        styles = find_styles(document.get_docx(), name)
        document.frames = Frames(name, styles.link)
        document.resources = Resources(document.get_docx(), styles, name)
    except TemplateError:
        raise
    # A damaged file can fail anywhere in python-docx and lxml, with any exception they know.
    except Exception as error:
        raise TemplateError(a_problem(Code.TEMPLATE_UNREADABLE, template=name)) from error
    return document


def _refuse_too_large(archive: Archive) -> None:
    """Read every part within the limits, before python-docx reads them without any."""
    if archive.unpacked_bytes > LARGEST_TEMPLATE_BYTES:
        raise ArchiveError(Flaw.TOO_LARGE)
    for name in archive.names:
        if archive.read(name).count(b"<") > MOST_TAGS and name.endswith((".xml", ".rels")):
            raise ArchiveError(Flaw.TOO_LARGE)


def _environment(frames: Frames, *, autoescape: bool = True) -> SandboxedEnvironment:
    """Jinja as templates get it: no way to anything but the report."""
    environment = _Sandbox(autoescape=autoescape, undefined=_Strict, finalize=_only_text)

    def in_frame(value: object, number: int) -> object:
        if number not in range(len(frames.frames)):
            raise misplaced(frames.template, PARAGRAPH_FILTER)
        frame = frames.frames[number]
        if isinstance(value, Passage | InternalLinks | Bookmark):
            return value.in_frame(frame)
        raise misplaced(frames.template, frame.tag)

    # Templates need none of them, and they could be made to fill the memory or to go on for ever.
    environment.globals.clear()
    for name in _DANGEROUS_FILTERS:
        del environment.filters[name]
    environment.filters[PARAGRAPH_FILTER] = in_frame
    environment.filters[RUN_FILTER] = in_frame
    return environment


def _unknown_name(
    error: _UnknownName, document: _Template, vocabulary: Mapping[str, object], template: str
) -> TemplateError:
    known = list(vocabulary)
    if is_dataclass(error.owner):
        known = [field.name for field in fields(error.owner)]
    nearest = get_close_matches(error.name, known, n=1)
    hint = words.NEAREST.format(name=nearest[0]) if nearest else ""
    tag = _tag_with(rf"\b{re.escape(error.name)}\b", document)
    return TemplateError(
        a_problem(
            Code.TEMPLATE_UNKNOWN_VARIABLE, None, error.name,
            template=template, near=near(tag), nearest=hint,
        )
    )  # fmt: skip


def _broken_tag(error: TemplateSyntaxError | None, template: str) -> TemplateError:
    text = ""
    if error is not None and error.source:
        line = error.source.splitlines()[error.lineno - 1]
        text = _MARKUP.sub("", line)
    return TemplateError(a_problem(Code.TEMPLATE_SYNTAX, template=template, near=near(text)))


def _is_from_template(error: Exception) -> bool:
    """Whether an exception arose in an expression of the template, and not in our own code."""
    for frame in reversed(extract_tb(error.__traceback__)):
        path = Path(frame.filename)
        if path.name == "<template>" or "jinja2" in path.parts:
            return True
        if _OURS in path.parts:
            return False
    return False


def _no_text(document: _Template, template: str) -> TemplateError:
    tag = _tag_with(r"^\{\{[pr]?\s*\w+\s*\}\}$", document)
    return TemplateError(a_problem(Code.TEMPLATE_SYNTAX, template=template, near=near(tag)))


def _tag_with(pattern: str, document: _Template) -> str:
    """The first tag of the template that matches, wherever it stands."""
    pristine = DocxTemplate(document.template_file).get_docx()
    parts = [part for part in pristine.part.package.parts if str(part.partname).startswith("/word/")]
    for part in sorted(parts, key=lambda part: part is not pristine.part):
        if part.content_type.endswith("+xml"):
            root = etree.fromstring(part.blob)
            for paragraph in root.iter(qn("w:p")):
                text = "".join(element.text or "" for element in paragraph.iter(qn("w:t")))
                for tag in TAG.findall(text):
                    if re.search(pattern, tag):
                        return str(tag)
    return ""
