"""The characters of a text from a file: line breaks of one kind, letters composed, all of them shown."""

from __future__ import annotations

import re
import unicodedata

# Word's and Excel's soft line breaks among them.
_LINE_BREAK = re.compile("\r\n|[\r\v\u2028\u2029\x85]")
_UNKNOWN = "\ufffd"
# No letters; and what turns all that follows around, whatever it is.
_UNSHOWABLE = re.compile("[\x00-\x08\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202d\u202e\ufffe\uffff\ud800-\udfff]")


def make_showable(text: str) -> str:
    """The name of a file, or words with one in them, as a document can hold it: a system takes any bytes."""
    return _UNSHOWABLE.sub(_UNKNOWN, text)


def clean_text(text: str) -> tuple[str, str]:
    """Clean a text.

    Args:
        text: as it stands in a file.

    Returns:
        The text with line feeds for all line breaks and letters composed (NFC), and the characters that no
        document can hold, which were taken out of it.
    """
    if text.isascii() and text.isprintable():
        return text, ""
    text = _LINE_BREAK.sub("\n", text)
    dropped = "".join(_UNSHOWABLE.findall(text))
    return unicodedata.normalize("NFC", _UNSHOWABLE.sub("", text)), dropped
