"""How large a file may be that somebody sends us, and why: every limit of the program stands here.

Each is several times what a real report needs, and low enough that a file made to do harm is refused
within seconds and before it takes memory.
"""

from __future__ import annotations

_MB = 1_000_000

# The work on one file, from reading to rendering. 5,000 actions take 25 s alone on two
# cores, and a minute where each of them relates to every measure; a busy machine may take four times that.
MAX_SECONDS = 300

# Beyond this a build is no longer a matter of seconds, and no organisation has so many actions. Up to
# 1,000 a build takes less than ten seconds; between the two it may take longer.
MAX_ACTIONS = 5_000
# All that is typed in a workbook: some 4,000 pages. 5,000 actions of 2,000 characters.
MAX_CHARACTERS = 10_000_000
# All titles together, which the matrix shows whole: 5,000 of 80 characters. Laying so many out takes ten
# seconds.
MAX_TITLE_CHARACTERS = 400_000
# Lines, tabs and links of a report, each of which is an element or more of the document: 5,000 actions of 12.
MAX_LINES = 60_000

# A workbook with a photograph on every row still fits in an e-mail; this is more than any server takes.
MAX_FILE_BYTES = 100 * _MB
# Parts of an Office file. A workbook has some 20, and a few more for each picture; reading the list of a
# million takes five seconds and half a gigabyte.
MAX_PARTS = 10_000
# Everything unpacked. Real files are five to twenty times what they are packed.
MAX_UNPACKED_BYTES = 1_000 * _MB
# One part that is read whole. The text of 5,000 actions takes 20 MB.
MAX_PART_BYTES = 32 * _MB
# One sheet before its empty cells are left out: a million formatted rows of five cells take 250 MB.
MAX_SHEET_BYTES = 512 * _MB
# Cells with content in a workbook: 5,000 actions take 25,000. openpyxl reads so many in two seconds.
MAX_CELLS = 150_000
# Tags of a part of XML, each the beginning or the end of an element: a cell with its text has six.
MAX_TAGS = 1_200_000
# Texts of a workbook, and stretches of text with a look of their own; openpyxl makes several objects of
# each of the latter.
MAX_STRINGS = 300_000
MAX_LOOKS = 100_000
# A formula for many cells, written out for each of them.
MAX_FORMULA_CHARACTERS = 1_000_000
# Characters of a formula for many cells, which openpyxl takes apart in a time that grows with their square;
# Excel itself stops at 8,192 for each formula.
MAX_FORMULA_SQUARES = 100_000_000
# Characters of a number's format; Excel itself stops at 255.
MAX_FORMAT_CHARACTERS = 1_000
# Elements that say how cells look. Excel itself stops at 65,490 looks of a cell.
MAX_STYLE_ELEMENTS = 200_000
# Cells that links may name one by one, and links over more cells than that is done for.
MAX_RANGE_CELLS = 200_000
MAX_LARGE_RANGES = 100
# Merged ranges of one sheet.
MAX_MERGED = 5_000
# All sheets of a workbook whose empty cells and rows are copied too; they hold fewer cells than are read.
MAX_WHOLE_SHEETS_BYTES = 1_500_000
# Notes of a workbook that stand in its control copy too: each takes 10 kB while that is made.
MAX_COPIED_NOTES = 20_000
# Notes, text boxes and pictures of a workbook; those that several sheets share are counted for each.
MAX_OBJECTS = 200_000
# Notes, text boxes and stray cells that are named one by one; of more only the number is told.
MAX_NAMED = 200
# A list of those who should report: 20,000 names of 50 letters.
MAX_LIST_BYTES = 1 * _MB
# A Word file, template or report, is read whole; pictures in it are small.
MAX_WORD_FILE_BYTES = 100 * _MB
# Tags of a part of a Word report. Our own of 1,000 actions of a page has 150,000; Word's have more.
MAX_REPORT_TAGS = 1_000_000
# Tags of a part of a Word template; the text of the default has 600, its styles 12,000.
MAX_TEMPLATE_TAGS = 100_000
# Codes of a Word template, and how deep they may stand in each other; the default has 40 and two. Each may be
# carried out once for every action.
MAX_TEMPLATE_CODES = 1_000
MAX_CODE_DEPTH = 10
# What a template makes of a report, in characters: those of its own words and of the report's, each as often
# as it is printed. An element, an attribute and a code count as ELEMENT_CHARACTERS. 5,000 actions that fill a
# workbook to every limit make 55 million by the default template, in ten seconds and 0.7 GB; at the limit the
# worst of templates takes 1.1 GB and 20 seconds.
MAX_RENDERED_CHARACTERS = 64_000_000
ELEMENT_CHARACTERS = 16
# How many actions a template should manage; fewer than it may get, and many times what anybody has had.
EXPECTED_ACTIONS = 1_000
# Characters of one code. The longest anybody needs has some eighty.
MAX_CODE_CHARACTERS = 500
# Sheets of a workbook; Excel itself sets none.
MAX_SHEETS = 250
# A part's opening, to the end of its first tag: a few hundred bytes of declaration and comment.
MAX_PROLOGUE_BYTES = 65_536
