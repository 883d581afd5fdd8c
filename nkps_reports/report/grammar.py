"""How Norwegian writes lists, counts and dates; and texts put on one line or cut short."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import date, datetime

from nkps_reports.wording.reading import AND, DATE, MONTHS

_DATE_FORMATS = ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d. %m %Y", "%d %m %Y", "%Y-%m-%d")
# The same forms, with any numbers for days and months.
_DATE_FORM = re.compile(
    "{n}[.]{n}[.]{year}|{n}[.]{n}[.][0-9]{{2}}|{n}/{n}/{year}|{n}[.]? {n} {year}|{year}-{n}-{n}".format(
        n="[0-9]{1,2}", year="[0-9]{4}"
    )
)


def join_words(words: Sequence[str], conjunction: str = AND) -> str:
    """Join words the Norwegian way, with the conjunction before the last: ``4, 6 og 7``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {conjunction} {words[-1]}"


def on_one_line(text: str) -> str:
    """A text with each stretch of white space as one space, and none at its ends."""
    return " ".join(text.split())


def cut(text: str, length: int) -> str:
    """The opening words of a text: at most ``length`` characters, and «…» where it goes on."""
    if len(text) <= length:
        return text
    opening = text[: length + 1].rpartition(" ")[0] or text[:length]
    return opening.rstrip(" ,.") + "…"


def count_noun(forms: tuple[str, str], count: int) -> str:
    """A count with its noun: the first form for one, the second for every other number."""
    return forms[count != 1].format(count=count)


def parse_date(text: str) -> date | None:
    """Read a date such as «13. september 2017» or «13.09.2017»; None where it is none."""
    text = _with_month_as_number(text)
    for pattern in _DATE_FORMATS:
        with suppress(ValueError):
            return datetime.strptime(text, pattern).date()
    return None


def is_written_as_date(text: str) -> bool:
    """Whether a text has the form of a date, even if the calendar lacks it: «31.02.2018»."""
    return _DATE_FORM.fullmatch(_with_month_as_number(text)) is not None


def write_date(day: date | None) -> str:
    """A date as Norwegian documents have it: «13. september 2017»; nothing where there is none."""
    return DATE.format(day=day.day, month=MONTHS[day.month - 1], year=day.year) if day else ""


def _with_month_as_number(text: str) -> str:
    text = on_one_line(text.casefold())
    for number, month in enumerate(MONTHS, start=1):
        text = text.replace(month, str(number))
    return text
