"""The documents by themselves, made a second time in a process."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from bench import rivals
from bench.cases.case import Case
from bench.measuring import time_alone
from bench.workbench import Workbench


def list_documents(bench: Workbench) -> Iterator[Case]:
    """Word, then the matrix."""
    yield from _word(bench)
    yield from _matrix()


def _word(bench: Workbench) -> Iterator[Case]:
    for count in (8, 1_000):
        work = f"Word, {count:,} actions with lists and links, self-check included"
        yield Case(
            work,
            "a plain docxtpl loop, the same text in as many paragraphs",
            partial(time_alone, "word", count),
            partial(time_alone, "plain_word", count),
            3,
            "So much do real lists, links and the checking cost on top of the text.",
            "docxtpl's file is not the same one: no list is numbered, nothing is a link, nothing is checked.",
        )
        yield Case(
            work,
            "docxtemplater (free module, Node), the same text in as many paragraphs",
            partial(time_alone, "word", count),
            partial(rivals.time_docxtemplater, bench.folder, count),
            None,
            "So fast could the text be had from Node, without numbered lists, links and checking.",
            "Both are done a second time in their process: the start of Node or Python is not in it.",
        )
    yield Case(
        "Word, 5,000 actions, for each action",
        "Word, 500 actions, for each action",
        lambda: time_alone("word", 5000) / 5000,
        lambda: time_alone("word", 500) / 500,
        1.25,
        "The time grows with the number of actions and no faster.",
        "It does not say how long Word itself takes to open such a file.",
    )


def _matrix() -> Iterator[Case]:
    for count, limit, is_long, least in ((200, 1.2, False, 2), (1_000, 1, True, 2), (5_000, 1, True, 1)):
        yield Case(
            f"matrix PDF, {count:,} actions",
            f"a plain WeasyPrint table of {count:,} rows × 17 columns",
            partial(time_alone, "matrix", count),
            partial(time_alone, "plain_table", count),
            limit,
            "The matrix with its looks, and read again, takes as long as a bare table of the same library.",
            "Another library than WeasyPrint might lay both out faster.",
            is_long=is_long,
            least=least,
        )
