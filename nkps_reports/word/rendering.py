"""A report and a Word template to the bytes of a Word file."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from dataclasses import is_dataclass, replace
from functools import lru_cache
from itertools import chain
from types import CodeType
from typing import Any

import jinja2
from docx.opc.constants import CONTENT_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docxtpl import DocxTemplate
from jinja2 import Environment
from jinja2.nodes import Template as Node
from jinja2.sandbox import SandboxedEnvironment
from lxml import etree

from nkps_reports.files.archive import pack_parts, unpack_parts
from nkps_reports.report.model import Report
from nkps_reports.report.problems import Problem, TemplateError
from nkps_reports.word.document.bookmarks import make_unique
from nkps_reports.word.template.expressions import FILTERS, TESTS
from nkps_reports.word.template.outside import cut_off
from nkps_reports.word.template.parts import PROPERTIES, open_template
from nkps_reports.word.text.frames import FRAME_FILTER, Frame, rewrite_tags
from nkps_reports.word.text.passages import Bookmark, InternalLinks, Passage
from nkps_reports.word.text.resources import Resources
from nkps_reports.word.text.vocabulary import PRINTED, RECORD_FIELDS, build_vocabulary
from nkps_reports.word.verification.report import misplaced, verify_report
from nkps_reports.word.verification.shape import read_shape
from nkps_reports.wording import problems as words
from nkps_reports.wording.codes import Code

# Word's own limit on a property of a document.
_MAX_PROPERTY_CHARACTERS = 255
_DATES = ("created", "modified", "lastPrinted")
# Only a row whose number of cells is not fixed can disagree with its table about the columns.
_COLUMN_TAG = "%tc"
# The characters that docxtpl makes into breaks and tabs.
_LISTING = re.compile("[\t\n\a\f]")


def render_report(report: Report, template: bytes, template_name: str) -> bytes:
    """Make the Word report, from a report without errors and a template that ``lint`` found no error in.

    Returns:
        The bytes of a ``.docx`` file; the same input gives the same bytes.

    Raises:
        TemplateError: the report would lack something of what was typed, or the template asks for more than
            the report.
    """
    document = _Template(template, template_name)
    shape = read_shape(document.docx.part.element)
    try:
        document.render(build_vocabulary(report, document.resources), _environment(document.frames))
    except jinja2.TemplateError as error:
        where = words.TEMPLATE_PLACE.format(template=template_name)
        problem = Problem.of(Code.TEMPLATE_SYNTAX, None, str(error), where=where, reason="")
        raise TemplateError(problem) from error
    document.resources.write_numbering()
    make_unique(document.stories())
    rendered = io.BytesIO()
    # Not get_docx(), which would read the template again.
    document.docx.save(rendered)
    # Before the file is read again: both together took half of the memory for a large report.
    for story in [*document.stories()]:
        story.clear()
    packed = pack_parts(unpack_parts(rendered.getvalue()))
    verify_report(packed, report, document.resources, shape, template, template_name)
    return packed


class _Template(DocxTemplate):  # type: ignore[misc]
    """docxtpl with strict XML, the tags' own looks, and properties in plain text."""

    def __init__(self, template: bytes, name: str) -> None:
        super().__init__(io.BytesIO(template))
        self.template_name = name
        self.docx = open_template(template, name)
        cut_off(self.docx)
        self.frames: list[Frame] = []
        self.resources = Resources(self.docx)
        self.has_column_loops = False

    def patch_xml(self, src_xml: str) -> str:
        self.has_column_loops = self.has_column_loops or _COLUMN_TAG in src_xml
        xml, frames = rewrite_tags(src_xml, self.resources.link_style, len(self.frames))
        self.frames.extend(frames)
        return str(super().patch_xml(xml))

    def render_xml_part(
        self, src_xml: str, part: Any, context: Mapping[str, object], jinja_env: Environment
    ) -> str:
        self.resources.part = part
        return str(super().render_xml_part(src_xml, part, context, jinja_env))

    def resolve_listing(self, xml: str) -> str:
        """Needed for what is typed in the template only: user text has its breaks already."""
        return str(super().resolve_listing(xml)) if _LISTING.search(xml) else xml

    def render_footnotes(self, context: Mapping[str, object], jinja_env: Environment) -> None:
        """Render each part with footnotes once; docxtpl would do so again for each section."""
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
        """The whole document: docxtpl takes the body alone, and is slow to move it back."""
        return str(self.xml_to_string(self.docx.part.element))

    def fix_tables(self, xml: str) -> Any:
        """Refuse broken XML, which docxtpl would mend in silence and lose text by it."""
        try:
            # Without python-docx's classes, which make access slow and are not needed from here on.
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
        """Properties are plain text, not XML, and may not be longer than Word allows."""
        environment = _environment(self.frames, autoescape=False)
        properties = self.get_docx().core_properties
        for name in PROPERTIES:
            value = environment.from_string(getattr(properties, name)).render(context)
            setattr(properties, name, value[:_MAX_PROPERTY_CHARACTERS])
        for element in list(properties._element):
            if etree.QName(element).localname in _DATES:
                properties._element.remove(element)


class _Sandbox(SandboxedEnvironment):
    """Lets a template read the fields of the vocabulary, and nothing else."""

    def from_string(
        self,
        source: str | Node,
        globals: MutableMapping[str, Any] | None = None,
        template_class: type[jinja2.Template] | None = None,
    ) -> jinja2.Template:
        """Compile a part of a template once, however many reports are made by it."""
        code = _compile(str(source), autoescape=bool(self.autoescape))
        made_by = template_class or self.template_class
        return made_by.from_code(self, code, self.make_globals(globals), None)

    def is_safe_attribute(self, obj: object, attr: str, value: object) -> bool:
        if is_dataclass(obj):
            return attr in RECORD_FIELDS.get(type(obj), ())
        return bool(super().is_safe_attribute(obj, attr, value))


# As many as the parts and properties of the templates of a run.
@lru_cache(maxsize=64)
def _compile(source: str, *, autoescape: bool) -> CodeType:
    return _environment([], autoescape=autoescape).compile(source)


def _only_text(value: object) -> object:
    if isinstance(value, tuple(chain.from_iterable(PRINTED.values()))):
        return value
    raise jinja2.TemplateRuntimeError(type(value).__name__)


def _environment(frames: Sequence[Frame], *, autoescape: bool = True) -> SandboxedEnvironment:
    """Jinja without a way to anything but the report."""
    environment = _Sandbox(autoescape=autoescape, undefined=jinja2.StrictUndefined, finalize=_only_text)

    def in_frame(value: Passage | InternalLinks | Bookmark, number: int) -> object:
        return value if isinstance(value, Bookmark) else replace(value, frame=frames[number])

    # Only what the linter knows: the rest could fill the memory or run for ever.
    environment.globals.clear()
    environment.filters = {name: environment.filters[name] for name in FILTERS}
    environment.tests = {name: environment.tests[name] for name in TESTS}
    environment.filters[FRAME_FILTER] = in_frame
    return environment
