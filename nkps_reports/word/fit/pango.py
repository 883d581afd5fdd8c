"""Paragraphs broken into lines by Pango, as WeasyPrint has it do. Knows no Word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from ctypes import Structure, byref, c_int, c_uint, c_void_p
from dataclasses import dataclass, replace
from typing import Any

from nkps_reports.word.fit.pango_library import load_functions

# Pango counts in 1,024ths. Everything is laid out enlarged, so that no hinting rounds a glyph's width.
_ENLARGED = 16
_UNITS = 1024 * _ENLARGED
_BOLD, _ITALIC, _WRAP_WORD_CHAR, _TAB_LEFT = 700, 2, 2, 0
_TABS = 40
_NO_KERNING, _LANGUAGE = b"kern=0", b"no"
# Neither Word nor LibreOffice breaks a line after a slash: an address goes to the next line as a whole.
_UNBROKEN = re.compile(rb"/+[^/\s]")


@dataclass(frozen=True, slots=True)
class Face:
    """A font as text is set in it.

    Attributes:
        family: the font's name.
        size_pt: its size.
        bold: whether it is bold.
        italic: whether it is italic.
        letter_spacing_pt: what is added between letters.
        is_kerned: whether pairs of letters are moved together; in Word they are where the font says so.
    """

    family: str
    size_pt: float
    bold: bool = False
    italic: bool = False
    letter_spacing_pt: float = 0
    is_kerned: bool = False


class _Line(Structure):
    """The part of a line that Pango shows to everybody."""

    _fields_ = (("layout", c_void_p), ("start_index", c_int), ("length", c_int))


class _Attribute(Structure):
    _fields_ = (("kind", c_void_p), ("start_index", c_uint), ("end_index", c_uint))


class Setter:
    """Breaks paragraphs into lines."""

    def __init__(self, tab_stop_pt: float) -> None:
        """Get ready.

        Args:
            tab_stop_pt: how far it is from each tab stop to the next.

        Raises:
            PangoMissingError: Pango is not there.
        """
        self._call = load_functions()
        fonts = self._call["pango_ft2_font_map_new"]()
        self._call["pango_ft2_font_map_set_resolution"](fonts, 72, 72)
        self._context = self._call["pango_font_map_create_context"](fonts)
        self._call["pango_context_set_round_glyph_positions"](self._context, False)
        self._language = self._call["pango_language_from_string"](_LANGUAGE)
        self._call["pango_context_set_language"](self._context, self._language)
        self._layout = self._call["pango_layout_new"](self._context)
        self._call["pango_layout_set_wrap"](self._layout, _WRAP_WORD_CHAR)
        self._set_tabs(tab_stop_pt)
        self._descriptions: dict[Face, Any] = {}
        self._heights_pt: dict[Face, float] = {}

    def find_family(self, family: str) -> str:
        """The name of the font that is really used where one is asked for; empty where there is none."""
        font = self._call["pango_context_load_font"](self._context, self._describe(Face(family, 11)))
        if not font:
            return ""
        description = self._call["pango_font_describe"](font)
        found: bytes = self._call["pango_font_description_get_family"](description) or b""
        self._call["pango_font_description_free"](description)
        self._call["g_object_unref"](font)
        return found.decode("utf-8", "replace")

    def line_height_pt(self, face: Face) -> float:
        """How high the font's own lines are: from the top of its letters to the top of those below."""
        if face not in self._heights_pt:
            self._heights_pt[face] = self._measure_height_pt(face)
        return self._heights_pt[face]

    def _measure_height_pt(self, face: Face) -> float:
        font = self._call["pango_context_load_font"](self._context, self._describe(face))
        metrics = self._call["pango_font_get_metrics"](font, self._language)
        height: int = self._call["pango_font_metrics_get_height"](metrics)
        self._call["pango_font_metrics_unref"](metrics)
        self._call["g_object_unref"](font)
        return height / _UNITS

    def width_pt(self, text: str, face: Face) -> float:
        """How wide a text is on one line."""
        self._set([(text, face)])
        self._call["pango_layout_set_width"](self._layout, -1)
        self._call["pango_layout_set_indent"](self._layout, 0)
        width, height = c_int(), c_int()
        self._call["pango_layout_get_size"](self._layout, byref(width), byref(height))
        return width.value / _UNITS

    def break_lines(
        self, stretches: Sequence[tuple[str, Face]], width_pt: float, indent_pt: float = 0
    ) -> list[int]:
        """Break a paragraph.

        Args:
            stretches: its text in order, each stretch with its font.
            width_pt: how long a line may be.
            indent_pt: how far in the first line begins; negative where it begins further out.

        Returns:
            For each line the number of characters of the paragraph that stand before it.
        """
        encoded = self._set(stretches)
        # An indent below 0 is Pango's way to say that the other lines stand further in.
        outdent_pt = max(0.0, -indent_pt)
        self._call["pango_layout_set_width"](self._layout, round((width_pt + outdent_pt) * _UNITS))
        self._call["pango_layout_set_indent"](self._layout, round(indent_pt * _UNITS))
        starts: list[int] = []
        for number in range(self._call["pango_layout_get_line_count"](self._layout)):
            line = self._call["pango_layout_get_line_readonly"](self._layout, number)
            start = _Line.from_address(line).start_index
            starts.append(len(encoded[:start].decode()))
        return starts

    def _set(self, stretches: Sequence[tuple[str, Face]]) -> bytes:
        """Give the layout its text and looks; the text as Pango counts it."""
        attributes = self._call["pango_attr_list_new"]()
        encoded = b""
        for text, face in stretches:
            start = len(encoded)
            encoded += text.encode("utf-8", "replace")
            for attribute in self._attributes(face):
                self._insert(attributes, attribute, start, len(encoded))
        for match in _UNBROKEN.finditer(encoded):
            attribute = self._call["pango_attr_allow_breaks_new"](False)
            self._insert(attributes, attribute, match.start(), match.end())
        self._call["pango_layout_set_text"](self._layout, encoded, len(encoded))
        self._call["pango_layout_set_attributes"](self._layout, attributes)
        self._call["pango_attr_list_unref"](attributes)
        return encoded

    def _attributes(self, face: Face) -> Iterator[Any]:
        yield self._call["pango_attr_font_desc_new"](self._describe(face))
        if not face.is_kerned:
            yield self._call["pango_attr_font_features_new"](_NO_KERNING)
        if face.letter_spacing_pt:
            yield self._call["pango_attr_letter_spacing_new"](round(face.letter_spacing_pt * _UNITS))

    def _insert(self, attributes: Any, pointer: Any, start: int, end: int) -> None:
        attribute = _Attribute.from_address(pointer)
        attribute.start_index, attribute.end_index = start, end
        self._call["pango_attr_list_insert"](attributes, pointer)

    def _describe(self, face: Face) -> Any:
        face = replace(face, letter_spacing_pt=0, is_kerned=False)
        if face not in self._descriptions:
            description = self._call["pango_font_description_new"]()
            family = face.family.replace(",", " ").encode("utf-8", "replace")
            self._call["pango_font_description_set_family"](description, family)
            self._call["pango_font_description_set_absolute_size"](description, face.size_pt * _UNITS)
            if face.bold:
                self._call["pango_font_description_set_weight"](description, _BOLD)
            if face.italic:
                self._call["pango_font_description_set_style"](description, _ITALIC)
            self._descriptions[face] = description
        return self._descriptions[face]

    def _set_tabs(self, distance_pt: float) -> None:
        tabs = self._call["pango_tab_array_new"](_TABS, False)
        for number in range(_TABS):
            position = round((number + 1) * distance_pt * _UNITS)
            self._call["pango_tab_array_set_tab"](tabs, number, _TAB_LEFT, position)
        self._call["pango_layout_set_tabs"](self._layout, tabs)
        self._call["pango_tab_array_free"](tabs)
