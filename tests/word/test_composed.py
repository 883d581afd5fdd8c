"""A document that the program composes by itself says what it must, or nobody gets it."""

from __future__ import annotations

import pytest

from nkps_reports.word.composed.document import ComposedDocument, WrongDocumentError

ODD = "a & b <c> {{ d }}\tfane\u00a0«e» \"f\" 'g' ]]> _x0041_ 😀"


def a_document(*expected: str) -> bytes:
    document = ComposedDocument("Tittel & mer", "Bunntekst", "merke")
    document.add_title("Tittel", "Undertittel")
    document.add_text(ODD)
    return document.render(expected)


def test_text_is_in_the_document_character_for_character() -> None:
    assert a_document("Tittel", ODD)


@pytest.mark.parametrize("expected", [["Noe annet"], ["Tittel", "Tittel"], [ODD[:-1]]])
def test_what_is_missing_or_there_too_seldom_is_found(expected: list[str]) -> None:
    with pytest.raises(WrongDocumentError):
        a_document(*expected)


def test_the_same_document_has_the_same_bytes() -> None:
    assert a_document() == a_document()
