"""What a command writes, in the colours of a terminal, as HTML."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from html import escape
from pathlib import Path

from rich.ansi import AnsiDecoder
from rich.console import Console
from rich.terminal_theme import TerminalTheme

from nkps_reports.wording import set_up as words
from nkps_reports.wording.codes import Exit
from tools.page.places import ROOT, CannotBuildError

COLUMNS = 100
INK, PAPER, PROMPT = (220, 224, 230), (24, 28, 34), "#8fb8ee"
BLACK, RED, GREEN, YELLOW = (24, 28, 34), (255, 138, 138), (140, 215, 158), (240, 200, 112)
BLUE, MAGENTA, CYAN, WHITE = (143, 184, 238), (214, 160, 230), (128, 210, 220), (220, 224, 230)
THEME = TerminalTheme(PAPER, INK, [BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE])
# Liberation comes with the set-up; nothing is fetched.
FORM = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0 }}
pre {{ display: inline-block; margin: 0; padding: 22px 26px; background: {background}; color: {foreground};
  font: 15px/1.45 "Liberation Mono", monospace }}
</style><pre>{code}</pre>
"""


def run_command(place: Path, *arguments: str) -> str:
    """What the program writes to a terminal when it is run in a folder."""
    wide = {"FORCE_COLOR": "1", "COLUMNS": str(COLUMNS), "TERM": "xterm-256color", "PYTHONUTF8": "1"}
    answer = subprocess.run(
        [sys.executable, "-m", "nkps_reports", *arguments],
        cwd=place, env={**os.environ, **wide, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", check=False,
    )  # fmt: skip
    # Mistakes in a workbook are what is to be shown.
    if answer.returncode not in (Exit.DONE, Exit.CONTENT):
        raise CannotBuildError(words.PAGE_PROGRAM_FAILED.format(name=arguments[0], why=answer.stdout))
    return answer.stdout


def as_html(typed: str, written: str) -> str:
    """A terminal in which a command was typed."""
    console = Console(record=True, width=COLUMNS, file=io.StringIO())
    for line in AnsiDecoder().decode(written.rstrip()):
        # The program fills each line up with blanks.
        line.rstrip()
        console.print(line)
    code = f'<span style="color: {PROMPT}">&gt; </span>{escape(typed)}\n\n{{code}}'
    form = FORM.replace("{code}", code)
    return console.export_html(theme=THEME, code_format=form, inline_styles=True)
