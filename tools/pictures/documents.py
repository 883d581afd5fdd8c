"""Documents as pictures of their pages: LibreOffice makes them PDF files, poppler draws those."""

from __future__ import annotations

import io
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooter
from PIL import Image

from nkps_reports.wording import set_up as words
from nkps_reports.wording.form import FIELDS
from tools.page.places import CannotBuildError

LONGEST_SECONDS = 120
WIDE_CHARACTERS, NARROWER = 20, 0.7


def convert_to_pdf(documents: Sequence[Path], folder: Path) -> None:
    """Have LibreOffice lay out documents, all of them at once: starting it takes longer than that."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = [find_program("soffice"), profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder)]
    run([*convert, *map(str, documents)])


def draw_page(pdf: Path, text: str, pixels_per_inch: int) -> Image.Image:
    """A picture of the first page that has all the words of a text on it."""
    number = str(find_page(pdf, text))
    draw = [find_program("pdftoppm"), "-r", str(pixels_per_inch), "-png"]
    drawn = run([*draw, "-f", number, "-l", number, str(pdf)])
    return Image.open(io.BytesIO(drawn)).convert("RGB")


def find_page(pdf: Path, text: str) -> int:
    """The number of the first page that has all the words of a text on it, however its lines are broken."""
    pages = run([find_program("pdftotext"), str(pdf), "-"]).decode("utf-8").split("\f")
    for number, page in enumerate(pages, start=1):
        if all(word in page for word in text.split()):
            return number
    raise CannotBuildError(words.PICTURES_NO_PAGE.format(name=pdf.name, text=text))


def as_on_screen(workbook: Path, sheet_name: str, last_row: int) -> None:
    """Have a sheet alone printed, as a screen shows it: with the letters and numbers at its edges.

    Its fields are narrower, as somebody drags them on a small screen, so that a small picture can be read.
    """
    book = openpyxl.load_workbook(workbook, rich_text=True)
    for other in book.worksheets:
        if other.title != sheet_name:
            other.sheet_state = "hidden"
    sheet = book[sheet_name]
    book.active = book.index(sheet)
    for column in range(1, len(FIELDS) + 1):
        dimension = sheet.column_dimensions[get_column_letter(column)]
        if dimension.width > WIDE_CHARACTERS:
            dimension.width *= NARROWER
    sheet.print_area = f"A1:{get_column_letter(sheet.max_column)}{last_row}"
    sheet.print_options.headings = True
    sheet.HeaderFooter = HeaderFooter()
    book.save(workbook)


def find_program(name: str) -> str:
    """Where a program is that the set-up for tests installs."""
    found = shutil.which(name)
    if found is None:
        raise CannotBuildError(words.PICTURES_NO_PROGRAM.format(name=name))
    return found


def run(command: Sequence[str]) -> bytes:
    """What a program writes."""
    answer = subprocess.run(command, capture_output=True, check=False, timeout=LONGEST_SECONDS)
    if answer.returncode:
        why = answer.stderr.decode("utf-8", errors="replace")
        raise CannotBuildError(words.PAGE_PROGRAM_FAILED.format(name=Path(command[0]).name, why=why))
    return answer.stdout
