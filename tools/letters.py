"""Makes the widths of letters that the half page is measured by, from the fonts themselves.

``python -m tools.letters`` reads the fonts that set-up installs for the tests, and writes
``nkps_reports/word/fit/letters.json``. It is run when a font is renewed, or one more is wanted.
"""

from __future__ import annotations

import json
import logging
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from itertools import chain
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont

from nkps_reports.word.fit.letters import SOURCE

# Debian's own Caladea is a later one, which no longer has Cambria's widths: so the first folder wins.
FOLDERS = (Path(str(files("font_caladea"))), Path("/usr/share/fonts"))
# Each font with those of Office that have the same widths.
TWINS = {
    "Caladea": ("Cambria",),
    "Carlito": ("Calibri",),
    "Liberation Sans": ("Arial", "Helvetica"),
    "Liberation Serif": ("Times New Roman",),
    "Liberation Mono": ("Courier New",),
}
STYLES = ("Regular", "Bold", "Italic", "BoldItalic")
# Shown as another letter where a font lacks them.
LIKE = {"\u00a0": " ", "\u2010": "-", "\u2011": "-"}
# Controls, marks on other letters and those of one font alone.
WITHOUT_WIDTH_OF_THEIR_OWN = ("Cc", "Cf", "Cn", "Co", "Mn", "Me")
VERSION_ID, LICENCE_ID = 5, 13
USES_TYPOGRAPHIC_HEIGHTS = 1 << 7
PAIRS, EXTENSION = 2, 9


def main() -> None:
    """Write the file."""
    SOURCE.write_text(dump_letters(read_fonts()), encoding="utf-8")


def dump_letters(fonts: dict[str, Any]) -> str:
    """What stands in the file."""
    return json.dumps(fonts, ensure_ascii=False, indent=1) + "\n"


def read_fonts() -> dict[str, Any]:
    """For each font its twins, version, licence, and the letters of its four styles.

    Raises:
        FileNotFoundError: a font is not installed.
    """
    # Carlito's date is before 1970, which fontTools mentions for each file.
    logging.getLogger("fontTools.ttLib.tables._h_e_a_d").setLevel(logging.ERROR)
    return {family: _read_family(family, twins) for family, twins in TWINS.items()}


def _read_family(family: str, twins: tuple[str, ...]) -> dict[str, Any]:
    styles = {style: TTFont(_find(family, style)) for style in STYLES}
    names = styles["Regular"]["name"]
    return {
        "twins": twins,
        "version": names.getDebugName(VERSION_ID).partition(";")[0],
        "licence": names.getDebugName(LICENCE_ID),
        "styles": {style: _read_style(font) for style, font in styles.items()},
    }


def _find(family: str, style: str) -> Path:
    name = f"{family.replace(' ', '')}-{style}.ttf"
    found = next(chain.from_iterable(folder.rglob(name) for folder in FOLDERS), None)
    if found is None:
        raise FileNotFoundError(f"{name} is not installed: run make test")
    return found


def _read_style(font: TTFont) -> dict[str, Any]:
    names = {chr(code): name for code, name in font.getBestCmap().items()}
    names = {letter: names[like] for letter, like in LIKE.items()} | names
    letters: dict[str, list[str]] = defaultdict(list)
    widths: dict[int, str] = defaultdict(str)
    for letter, name in sorted(names.items()):
        if unicodedata.category(letter) not in WITHOUT_WIDTH_OF_THEIR_OWN:
            widths[font["hmtx"][name][0]] += letter
            letters[name].append(letter)
    return {
        "units_per_em": font["head"].unitsPerEm,
        "line_height": _line_height(font),
        "widths": dict(sorted(widths.items())),
        "kerning": _group(_kerning(font, letters)),
    }


def _line_height(font: TTFont) -> int:
    table, heights = font["hhea"], font["OS/2"]
    if heights.fsSelection & USES_TYPOGRAPHIC_HEIGHTS:
        height: int = heights.sTypoAscender - heights.sTypoDescender + heights.sTypoLineGap
        return height
    height = table.ascent - table.descent + table.lineGap
    return height


def _kerning(font: TTFont, letters: dict[str, list[str]]) -> dict[tuple[str, str], int]:
    """How much closer the second of two letters stands to the first, in Norwegian and its like."""
    names = {name: "".join(filter(_is_kerned, found)) for name, found in letters.items()}
    names = {name: found for name, found in names.items() if found}
    kerning: dict[tuple[str, str], int] = defaultdict(int)
    for lookup in _kerning_lookups(font):
        pairs: dict[tuple[str, str], int] = {}
        for table in lookup.SubTable:
            subtable = table.ExtSubTable if table.LookupType == EXTENSION else table
            for first, second, value in _pairs(subtable, names):
                # The first table that names two glyphs is the one that counts.
                pairs.setdefault((first, second), value)
        for (first, second), value in pairs.items():
            kerning[names[first], names[second]] += value
    return {pair: value for pair, value in kerning.items() if value}


def _is_kerned(letter: str) -> bool:
    return letter <= "\u017f" or "\u2010" <= letter <= "\u2026"


def _kerning_lookups(font: TTFont) -> Iterator[Any]:
    if "GPOS" not in font:
        return
    table = font["GPOS"].table
    scripts = {record.ScriptTag: record.Script for record in table.ScriptList.ScriptRecord}
    features = [table.FeatureList.FeatureRecord[i] for i in scripts["latn"].DefaultLangSys.FeatureIndex]
    for index in sorted(
        {i for each in features if each.FeatureTag == "kern" for i in each.Feature.LookupListIndex}
    ):
        yield table.LookupList.Lookup[index]


def _pairs(table: Any, names: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Each two glyphs that a table moves, also by nothing: those that come later then leave them alone."""
    if table.LookupType != PAIRS:
        raise ValueError(f"kerning by a table of type {table.LookupType}")
    for number, first in enumerate(table.Coverage.glyphs):
        if first not in names:
            continue
        if table.Format == 1:
            for record in table.PairSet[number].PairValueRecord:
                if record.SecondGlyph in names:
                    yield first, record.SecondGlyph, _moved(record)
        else:
            records = table.Class1Record[table.ClassDef1.classDefs.get(first, 0)].Class2Record
            for second in names:
                yield first, second, _moved(records[table.ClassDef2.classDefs.get(second, 0)])


def _moved(record: Any) -> int:
    return getattr(record.Value1, "XAdvance", 0)


def _group(kerning: dict[tuple[str, str], int]) -> dict[str, dict[int, str]]:
    """The letters that stand first, those alike together, and by how much they move which ones."""
    rows: dict[str, dict[int, str]] = defaultdict(lambda: defaultdict(str))
    for (first, second), value in sorted(kerning.items()):
        rows[first][value] += second
    alike: dict[tuple[tuple[int, str], ...], str] = defaultdict(str)
    for first, row in rows.items():
        alike[tuple(sorted(row.items()))] += first
    return {first: dict(row) for row, first in alike.items()}


if __name__ == "__main__":
    main()
