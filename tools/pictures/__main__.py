"""Makes the pictures that README shows: ``python -m tools.pictures [FOLDER]``."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

import playwright.sync_api
from PIL import Image, ImageOps

from nkps_reports.wording import set_up as words
from tools.page.__main__ import build, shown, write
from tools.page.places import ROOT, CannotBuildError
from tools.pictures import browser, documents, examples, terminal
from tools.pictures.finishing import as_file, cut_footer, cut_margins, cut_page

TARGET = ROOT / "docs" / "pictures"
PROGRAMS = ("soffice", "pdftotext", "pdftoppm", "chromium")
# Of which PDF file, and what stands on the page.
PAGES = {
    "report.png": ("spekter-2017.pdf", "«Møteplass lærebedrift» er et heldagsarrangement", 170),
    "matrix.png": ("spekter-2017-matrise.pdf", "Brev fra Spekter", 140),
    "overview.png": ("samlet-oversikt-2017.pdf", "Oppdiktet Voksenopplæring", 140),
    "changes.png": ("forening-2018-endringer.pdf", "møte lærlinger", 150),
}
# Shown to its foot: the changes stand below the summary.
WHOLE = "changes.png"


def main(folder: Path = TARGET) -> int:
    """Make the pictures and say where they are; return the exit code."""
    try:
        with tempfile.TemporaryDirectory() as place:
            files = {name: as_file(picture) for name, picture in draw(Path(place)).items()}
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    except (CannotBuildError, OSError, subprocess.SubprocessError, playwright.sync_api.Error) as error:
        print(words.PICTURES_FAILED.format(why=error), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(words.PICTURES_INTERRUPTED, file=sys.stderr)
        return 130
    size = sum(map(len, files.values())) // 1000
    print(words.PICTURES_DONE.format(count=len(files), folder=shown(folder), size=size))
    return 0


def draw(place: Path) -> dict[str, Image.Image]:
    """All pictures by the names of their files, made in a folder of their own."""
    for name in PROGRAMS:
        documents.find_program(name)
    examples.write_examples(place / "input")
    return draw_documents(place) | draw_screens(place)


def draw_documents(place: Path) -> dict[str, Image.Image]:
    """The workbook, a form, the matrix, the overview and a comparison."""
    run = terminal.run_command
    run(place, "report", "input/spekter-2017.xlsx")
    run(place, "overview", "input/innsendt")
    run(place, "compare", "input/forening-2017.xlsx", "input/forening-2018.xlsx")
    output, workbook = place / "output", place / "input" / "arbeidsbok.xlsx"
    documents.as_on_screen(workbook, "Tiltak", last_row=6)
    changes = output / "forening-2018-endringer.docx"
    documents.convert_to_pdf([workbook, output / "spekter-2017.docx", changes], output)
    sheet = documents.draw_page(output / "arbeidsbok.pdf", examples.BEGUN[0], 170)
    pictures = {
        name: (cut_footer if name == WHOLE else cut_page)(
            documents.draw_page(output / pdf, text, pixels_per_inch)
        )
        for name, (pdf, text, pixels_per_inch) in PAGES.items()
    }
    # Without the line that LibreOffice draws around it.
    return {"workbook.png": ImageOps.crop(cut_margins(sheet), 2)} | pictures


def draw_screens(place: Path) -> dict[str, Image.Image]:
    """A check on the terminal, and the page in the browser."""
    page = place / "nkps-rapport.html"
    write(page, build())
    workbook = "input/spekter-2018.xlsx"
    checked = terminal.run_command(place, "check", "--annotate", "--", workbook)
    typed = terminal.as_html(f"make check INPUT={workbook}", checked)
    address = page.as_uri()
    with browser.start_browser() as started:
        return {
            "check.png": browser.draw_html(started, typed),
            "page-ready.png": browser.draw_ready(started, address, place / "input" / "spekter-2017.xlsx"),
            "page-mistakes.png": browser.draw_mistakes(started, address, place / workbook),
        }


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    sys.exit(main(*map(Path, sys.argv[1:])))
