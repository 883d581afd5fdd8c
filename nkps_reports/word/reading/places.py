"""Where a line of a document stands, as messages call it: in a field of a form, or outside the forms."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from nkps_reports.report.model import Place
from nkps_reports.word.reading.forms import Layout
from nkps_reports.word.reading.heading_words import FIRST, field_named
from nkps_reports.word.reading.lines import WordLine
from nkps_reports.wording import reports as words
from nkps_reports.wording.form import FORM_FIELDS


def outside_part(layout: Layout, forms_before: int) -> str:
    """What messages call the part of a document after so many of its forms, outside them."""
    if not forms_before:
        return words.BEFORE_FORMS
    place = words.AFTER_FORMS if forms_before == len(layout.forms) else words.BETWEEN_FORMS
    return place.format(number=forms_before)


class Places:
    """Finds the places of lines by their positions in the document."""

    def __init__(self, lines: Sequence[WordLine], layout: Layout, parts: Sequence[str]) -> None:
        """``parts`` is what messages call each form."""
        self._lines = lines
        self._known = {line.position: place for line, place in _placed(layout, parts)}
        self._positions = sorted(self._known)

    def of(self, position: int) -> Place:
        """Where a line stands; a heading of the form stands in its field."""
        if position in self._known or not self._positions:
            return self._known.get(position, Place())
        field = field_named(self._lines[position].text)
        # The first heading of a form belongs to what stands below it, and others to what stands above.
        below = bisect_left(self._positions, position)
        nearest = below if field is None or field == FIRST else below - 1
        near = self._known[self._positions[max(0, min(nearest, len(self._positions) - 1))]]
        if field is None or near.header is None:
            return near
        return Place(header=FORM_FIELDS[field].header, part=near.part)


def _placed(layout: Layout, parts: Sequence[str]) -> Iterator[tuple[WordLine, Place]]:
    """The lines that are in a field or outside the forms, each with its place."""
    for forms_before, lines in ((0, layout.before), *layout.between.items()):
        place = Place(part=outside_part(layout, forms_before))
        yield from ((line, place) for line in lines)
    for form, part in zip(layout.forms, parts, strict=True):
        for number, answers in form.fields.items():
            place = Place(header=FORM_FIELDS[number].header, part=part)
            yield from ((line, place) for line in answers)
