"""Pictures made ready for a document: cut to what is on them, with an edge, and small as files."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import groupby

from PIL import Image, ImageChops, ImageOps

# Seen both on a white and on a dark page.
EDGE, EDGE_PIXELS = "#8c959f", 2
COLOURS = 128
# How much of a page is above its footer.
BODY_SHARE = 0.93
MARGIN = 50
# Red, green and blue.
Colour = tuple[int, int, int]


def cut_page(page: Image.Image) -> Image.Image:
    """What stands on a page, with a margin: no higher than it is wide, and cut where the text pauses most."""
    highest = min(round(page.height * BODY_SHARE), page.width)
    rows = range(highest // 2, highest)
    pauses = [list(band) for blank, band in groupby(rows, partial(is_blank, page)) if blank]
    longest = max(pauses, key=len, default=[highest])
    return cut_margins(page.crop((0, 0, page.width, longest[0])), MARGIN)


def cut_footer(page: Image.Image) -> Image.Image:
    """All that stands on a page but its footer, with a margin."""
    return cut_margins(page.crop((0, 0, page.width, round(page.height * BODY_SHARE))), MARGIN)


def cut_margins(picture: Image.Image, margin: int = 0) -> Image.Image:
    """The picture without the white around what is on it, but for a margin."""
    left, top, right, bottom = ImageChops.invert(picture).getbbox() or (0, 0, *picture.size)
    return ImageOps.expand(picture.crop((left, top, right, bottom)), margin, "white")


def is_blank(picture: Image.Image, row: int) -> bool:
    """Whether a row of pixels has one colour from edge to edge."""
    return len(picture.crop((0, row, picture.width, row + 1)).getcolors(picture.width) or ()) == 1


def as_file(picture: Image.Image) -> bytes:
    """A PNG with an edge and few colours; the same picture gives the same bytes."""
    saved = io.BytesIO()
    reduce_colours(ImageOps.expand(picture, EDGE_PIXELS, EDGE)).save(saved, "PNG", optimize=True)
    return saved.getvalue()


def reduce_colours(picture: Image.Image) -> Image.Image:
    """The picture in the colours that there is most of, each pixel in the nearest.

    Pillow's own ways mix colours that are alike, and then white is no longer white.
    """
    counted = Counter(pixels_of(picture))
    kept = sorted(counted, key=lambda colour: (-counted[colour], colour))[:COLOURS]
    nearest = {colour: min(range(len(kept)), key=partial(distance, colour, kept)) for colour in counted}
    indices = bytes(nearest[colour] for colour in pixels_of(picture))
    few = Image.frombytes("P", picture.size, indices)
    few.putpalette([value for colour in kept for value in colour])
    return few


def pixels_of(picture: Image.Image) -> Iterator[Colour]:
    """The colour of each pixel, line by line."""
    values = picture.tobytes()
    return zip(values[::3], values[1::3], values[2::3], strict=True)


def distance(colour: Colour, kept: Sequence[Colour], place: int) -> int:
    """How far a colour is from one of those that are kept."""
    return sum((one - other) ** 2 for one, other in zip(colour, kept[place], strict=True))
