"""PDFs joined to one: its pages, its tags, its bookmarks. What the first one says of itself holds for all."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from types import TracebackType
from typing import Any

from pikepdf import Dictionary, Name, ObjectStreamMode, OutlineItem, Pdf

from nkps_reports.matrix.pdf import Bookmark


class JoinedPdf:
    """A PDF that others, drawn by WeasyPrint, are put at the end of."""

    def __init__(self) -> None:
        self._pdf: Any = None
        self._bookmarks: list[Bookmark] = []

    def __enter__(self) -> JoinedPdf:
        """Begin with no page."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let go of all pages."""
        if self._pdf is not None:
            self._pdf.close()

    @property
    def page_count(self) -> int:
        """How many pages there are so far."""
        return 0 if self._pdf is None else len(self._pdf.pages)

    def append(self, part: bytes, bookmarks: Iterable[Bookmark]) -> None:
        """Put a PDF at the end; the pages of its ``bookmarks`` are counted from 0."""
        earlier = self.page_count
        self._bookmarks += [each._replace(page=each.page + earlier) for each in bookmarks]
        if self._pdf is None:
            self._pdf = Pdf.open(BytesIO(part))
            return
        with Pdf.open(BytesIO(part)) as opened:
            self._append(opened, earlier)

    def _append(self, part: Any, earlier: int) -> None:
        tags, own_tags = self._pdf.Root.StructTreeRoot, part.Root.StructTreeRoot
        document, own_document = tags.K[0], own_tags.K[0]
        _name_fonts(part, earlier)
        for page in part.pages:
            # The key of its tags.
            page.obj.StructParents += earlier
        # The pages first: what refers to them then refers to the copies.
        self._pdf.pages.extend(part.pages)
        # Not copied by way of its elements.
        del own_document.P
        for element in self._pdf.copy_foreign(own_document).K:
            element.P = document
            document.K.append(element)
        keyed = [*self._pdf.copy_foreign(own_tags.ParentTree).Nums]
        for key, elements in zip(keyed[::2], keyed[1::2], strict=True):
            tags.ParentTree.Nums.extend([key + earlier, elements])

    def save(self) -> bytes:
        """The bytes of the file, which are the same for the same parts."""
        with self._pdf.open_outline() as outline:
            outline.root[:] = _nest(self._bookmarks)
        saved = BytesIO()
        packed = ObjectStreamMode.generate
        self._pdf.save(saved, object_stream_mode=packed, deterministic_id=True, fix_metadata_version=False)
        return saved.getvalue()


def _name_fonts(part: Any, number: int) -> None:
    """Give the fonts of a part names of their own: each has other letters of the same font."""
    mark = chr(ord("A") + number // 26 % 26) + chr(ord("A") + number % 26)
    for item in part.objects:
        for key in ("/FontName", "/BaseFont"):
            if isinstance(item, Dictionary) and key in item:
                # Six letters before a plus sign say which letters of a font there are.
                tag, plus, name = str(item[key]).partition("+")
                item[key] = Name(f"{tag[:-2]}{mark}{plus}{name}")


def _nest(bookmarks: Iterable[Bookmark]) -> list[OutlineItem]:
    """The bookmarks that stand in no other, with those that do within them."""
    outermost: list[OutlineItem] = []
    open_lists = [(0, outermost)]
    for each in bookmarks:
        item = OutlineItem(each.title, each.page, "XYZ", left=each.left, top=each.top, zoom=0)
        while open_lists[-1][0] >= each.level:
            open_lists.pop()
        open_lists[-1][1].append(item)
        open_lists.append((each.level, item.children))
    return outermost
