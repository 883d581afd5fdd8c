"""The library Pango: where it lies, and the functions of it that we call. Knows no text and no Word.

It is called by itself and not through WeasyPrint, which takes half a second to import and lays out a line
at a time, at six times the cost. The names and folders are those that WeasyPrint finds it by; the functions
have been there since Pango 1.44.
"""

from __future__ import annotations

import ctypes
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from ctypes import POINTER, c_char_p, c_double, c_int, c_void_p
from functools import cache
from typing import Any

_LIBRARIES = {
    "pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "libpango-1.0-0.dll"),
    "pango_ft2": ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib", "libpangoft2-1.0-0.dll"),
    "g_object": ("libgobject-2.0.so.0", "libgobject-2.0.dylib", "libgobject-2.0-0.dll"),
}
# Homebrew's folder on a Mac of today, and where the programs that bring Pango to Windows put it.
_MAC_FOLDER = "/opt/homebrew/lib"
_WINDOWS_FOLDERS = (
    "C:\\msys64\\ucrt64\\bin;C:\\msys64\\mingw64\\bin;C:\\Program Files\\GTK3-Runtime Win64\\bin"
)
_FOLDERS_VARIABLE = "WEASYPRINT_DLL_DIRECTORIES"

# What each function gives, and what it takes.
_FUNCTIONS: dict[str, tuple[Any, ...]] = {
    "pango_ft2_font_map_new": (c_void_p,),
    "pango_ft2_font_map_set_resolution": (None, c_void_p, c_double, c_double),
    "pango_font_map_create_context": (c_void_p, c_void_p),
    "pango_context_set_round_glyph_positions": (None, c_void_p, c_int),
    "pango_context_set_language": (None, c_void_p, c_void_p),
    "pango_context_load_font": (c_void_p, c_void_p, c_void_p),
    "pango_language_from_string": (c_void_p, c_char_p),
    "pango_font_description_new": (c_void_p,),
    "pango_font_description_set_family": (None, c_void_p, c_char_p),
    "pango_font_description_set_absolute_size": (None, c_void_p, c_double),
    "pango_font_description_set_weight": (None, c_void_p, c_int),
    "pango_font_description_set_style": (None, c_void_p, c_int),
    "pango_font_description_get_family": (c_char_p, c_void_p),
    "pango_font_description_free": (None, c_void_p),
    "pango_font_describe": (c_void_p, c_void_p),
    "pango_font_get_metrics": (c_void_p, c_void_p, c_void_p),
    "pango_font_metrics_get_height": (c_int, c_void_p),
    "pango_font_metrics_unref": (None, c_void_p),
    "pango_layout_new": (c_void_p, c_void_p),
    "pango_layout_set_width": (None, c_void_p, c_int),
    "pango_layout_set_indent": (None, c_void_p, c_int),
    "pango_layout_set_wrap": (None, c_void_p, c_int),
    "pango_layout_set_tabs": (None, c_void_p, c_void_p),
    "pango_layout_set_text": (None, c_void_p, c_char_p, c_int),
    "pango_layout_set_attributes": (None, c_void_p, c_void_p),
    "pango_layout_get_line_count": (c_int, c_void_p),
    "pango_layout_get_line_readonly": (c_void_p, c_void_p, c_int),
    "pango_layout_get_size": (None, c_void_p, POINTER(c_int), POINTER(c_int)),
    "pango_tab_array_new": (c_void_p, c_int, c_int),
    "pango_tab_array_set_tab": (None, c_void_p, c_int, c_int, c_int),
    "pango_tab_array_free": (None, c_void_p),
    "pango_attr_list_new": (c_void_p,),
    "pango_attr_list_insert": (None, c_void_p, c_void_p),
    "pango_attr_list_unref": (None, c_void_p),
    "pango_attr_font_desc_new": (c_void_p, c_void_p),
    "pango_attr_letter_spacing_new": (c_void_p, c_int),
    "pango_attr_font_features_new": (c_void_p, c_char_p),
    "pango_attr_allow_breaks_new": (c_void_p, c_int),
    "g_object_unref": (None, c_void_p),
}


class PangoMissingError(Exception):
    """Pango, or a library it needs, is not on this machine."""


@cache
def load_functions() -> dict[str, Any]:
    """The functions by their names.

    Raises:
        PangoMissingError: Pango is not there, or too old.
    """
    if sys.platform == "win32":
        for folder in os.environ.get(_FOLDERS_VARIABLE, _WINDOWS_FOLDERS).split(";"):
            with suppress(OSError):
                os.add_dll_directory(folder)
    libraries = {prefix: _load(names) for prefix, names in _LIBRARIES.items()}
    functions: dict[str, Any] = {}
    for name, (gives, *takes) in _FUNCTIONS.items():
        prefix = max((prefix for prefix in libraries if name.startswith(prefix)), key=len)
        try:
            function = getattr(libraries[prefix], name)
        except AttributeError as error:
            raise PangoMissingError(name) from error
        function.restype, function.argtypes = gives, takes
        functions[name] = function
    return functions


def _load(names: Sequence[str]) -> ctypes.CDLL:
    for name in (*names, *(f"{_MAC_FOLDER}/{name}" for name in names)):
        with suppress(OSError):
            return ctypes.CDLL(name)
    raise PangoMissingError(names[0])
