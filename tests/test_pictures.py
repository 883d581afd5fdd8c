"""The pictures that the documentation shows: there, told in words, small, and made by ``make pictures``."""

from __future__ import annotations

import io
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import pytest
from PIL import Image

from tests import ROOT
from tools.pictures.__main__ import TARGET, main
from tools.pictures.finishing import as_file

DOCUMENTS = (ROOT / "README.md", *(ROOT / "docs").glob("*.md"))
PICTURE = re.compile(r'<img src="([^"]*)" width="(\d+)"\s+alt="([^"]*)">')


def shown_pictures() -> list[tuple[Path, int, str]]:
    """The pictures that documents show: where each lies, how wide it is shown, and its alternative text."""
    return [
        ((document.parent / path).resolve(), int(width), " ".join(unescape(words).split()))
        for document in DOCUMENTS
        for path, width, words in PICTURE.findall(document.read_text(encoding="utf-8"))
    ]


def test_no_picture_is_shown_without_an_alternative_text() -> None:
    texts = [document.read_text(encoding="utf-8") for document in DOCUMENTS]
    assert sum(text.count('<img src="') for text in texts) == len(shown_pictures()) >= 8
    assert [text for text in texts if "![" in text] == []
    # It says what is seen, and not that something is.
    assert [words for _, _, words in shown_pictures() if len(words) < 60 or "skjermbilde" in words] == []


def test_each_picture_is_shown_and_small_and_sharp() -> None:
    files = set(TARGET.iterdir())
    assert {path for path, _, _ in shown_pictures()} == files
    assert sum(path.stat().st_size for path in files) < 1_000_000
    for path, width, _ in shown_pictures():
        with Image.open(path) as picture:
            # As wide as GitHub shows a document, and with pixels to spare for sharp screens.
            assert width <= 860
            assert picture.width > 1.7 * width


@pytest.mark.slow
def test_the_pictures_can_be_made_anew(tmp_path: Path) -> None:
    # In a process of its own: other tests of the browser leave a loop behind in theirs.
    made_by = [sys.executable, "-m", "tools.pictures", str(tmp_path)]
    assert subprocess.run(made_by, cwd=ROOT, check=False, timeout=300).returncode == 0
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in TARGET.iterdir()}
    for path in tmp_path.iterdir():
        with Image.open(path) as made, Image.open(TARGET / path.name) as kept:
            # Letters differ from machine to machine, and so do heights; much is on it all the same.
            assert abs(made.width - kept.width) < kept.width / 10
            assert len(made.getcolors() or ()) > 20


def test_what_is_missing_is_said_in_norwegian(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert main(tmp_path / "pictures") == 1
    assert "Programmet soffice mangler." in capsys.readouterr().err
    assert not (tmp_path / "pictures").exists()


def test_a_flat_colour_is_still_the_same_in_the_file() -> None:
    picture = Image.new("RGB", (300, 300), "white")
    picture.paste("#f7f7f5", (0, 0, 300, 40))
    # More colours than are kept, each of them but once.
    for place in range(300):
        picture.putpixel((place, 200), (place % 256, place // 2, 255))
    with Image.open(io.BytesIO(as_file(picture))) as saved:
        shown = saved.convert("RGB")
    assert shown.getpixel((10, 20)) == (0xF7, 0xF7, 0xF5)
    assert shown.getpixel((10, 280)) == (255, 255, 255)
