"""The styles that text from a workbook gets, by the names that Word gives them in every language."""

from __future__ import annotations

BULLET, NUMBER, LINK = "List Bullet", "List Number", "Hyperlink"
# Every template must have them.
NEEDED = (BULLET, NUMBER, LINK)
