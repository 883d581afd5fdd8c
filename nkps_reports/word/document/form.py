"""The form that each action fills in: its fields, and the bookmarks by which headings are recognised."""

from __future__ import annotations

from dataclasses import dataclass

from nkps_reports.wording import workbook as words


@dataclass(frozen=True, slots=True)
class FormField:
    """A field of the form.

    Attributes:
        header: what it is called in the workbook and in messages.
        bookmark: what its heading is recognised by; staff may change the heading's words, not the bookmark.
        names: the names by which a template takes it, first that of its paragraphs.
    """

    header: str
    bookmark: str
    names: tuple[str, ...]

    @property
    def tag(self) -> str:
        """The code that prints it as it was typed."""
        return f"{{{{p tiltak.{self.names[0]} }}}}"


TITLE = FormField(words.HEADER_TITLE, "skjema_tiltak", ("tittel_avsnitt", "tittel"))
DESCRIPTION = FormField(words.HEADER_DESCRIPTION, "skjema_beskrivelse", ("beskrivelse",))
# In the order of ``Action.texts`` and of ``DocumentWords.form_headings``.
FORM_FIELDS = (
    TITLE,
    FormField(words.HEADER_RESPONSIBLE, "skjema_ansvarlig", ("ansvarlig",)),
    DESCRIPTION,
    FormField(words.HEADER_TIMING, "skjema_tidspunkt", ("tidspunkt",)),
)
FORM_BOOKMARKS = tuple(field.bookmark for field in FORM_FIELDS)


def numbered(bookmark: str, number: int) -> str:
    """The name that a bookmark of every action has at one of them.

    Args:
        bookmark: its name in the template.
        number: the action's number.
    """
    return f"{bookmark}_{number}"


def unnumbered(bookmark: str) -> tuple[str, str]:
    """A bookmark's name in the template, and the number after it as it stands there."""
    stem, _, number = bookmark.rpartition("_")
    return stem, number
