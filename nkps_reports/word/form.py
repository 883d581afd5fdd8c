"""The form that each action fills in: the bookmarks by which its four headings are recognised."""

from __future__ import annotations

# In the order of ``DocumentWords.form_headings``; staff may change the words, not the bookmarks.
FORM_BOOKMARKS = ("skjema_tiltak", "skjema_ansvarlig", "skjema_beskrivelse", "skjema_tidspunkt")
