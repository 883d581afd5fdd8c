"""The words that are recognised in what somebody typed, in both written standards of Norwegian."""

from __future__ import annotations

from nkps_reports.wording.documents import BOKMAL

AND = "og"
MONTHS, DATE = BOKMAL.months, BOKMAL.date
MONTH_ABBREVIATIONS = (
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "des",
)  # fmt: skip
# What an ordinal number may stand before that is a time or a class, and no item of a list.
PERIODS = (
    "halvår", "kvartal", "tertial", "semester", "termin", "uke", "veke", "dag", "time", "gang", "gong", "år",
    "klasse", "trinn", "steg", "samling", "møte", "runde", "og", "eller",
)  # fmt: skip
TRUE, FALSE = "SANN", "USANN"
# What may stand as the written standard, by the values of ``model.Language``.
LANGUAGES = {"bokmål": "nb", "bm": "nb", "nb": "nb", "nynorsk": "nn", "nn": "nn"}
