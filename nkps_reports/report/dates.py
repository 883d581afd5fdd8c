"""Dates as Norwegians write them, to dates and back."""

from __future__ import annotations

from datetime import date, datetime

from nkps_reports.report.grammar import on_one_line
from nkps_reports.wording.reading import DATE, MONTHS

_FORMATS = ("%d.%m.%Y", "%d.%m.%y", "%d/%m/%Y", "%d. %m %Y", "%d %m %Y", "%Y-%m-%d")


def parse_date(text: str) -> date | None:
    """Read a date such as «13. september 2017» or «13.09.2017»; None where it is none."""
    text = on_one_line(text.casefold())
    for number, month in enumerate(MONTHS, start=1):
        text = text.replace(month, str(number))
    for pattern in _FORMATS:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def write_date(day: date) -> str:
    """A date as Norwegian documents have it: «13. september 2017»."""
    return DATE.format(day=day.day, month=MONTHS[day.month - 1], year=day.year)
