"""The pages' HTML and style as they lie in the package."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from nkps_reports.wording.documents import DocumentWords

_FOLDER = Path(__file__).parent


@cache
def load_template(name: str) -> Template:
    """The HTML of a page; what it is filled in with is text, and a name it does not know is an error."""
    source = (_FOLDER / name).read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(source)


def load_style(name: str, words: DocumentWords, more: str = "") -> Markup:
    """The style of a page.

    Args:
        name: its file.
        words: what stands before and between the numbers of the pages.
        more: rules that are made for the page, after the others.
    """
    before, between = words.page
    style = (_FOLDER / name).read_text(encoding="utf-8")
    return Markup(style.replace("%PAGE%", before).replace("%OF%", between) + more)  # noqa: S704
