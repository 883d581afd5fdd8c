"""Office files as zip archives: packed so that the same parts always give the same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

# The first moment a zip archive can name; it stands for «no time».
_NO_TIME = (1980, 1, 1, 0, 0, 0)
# Readers look for the list of content types first, and it must lie first in an archive.
_FIRST = "[Content_Types].xml"


def pack_parts(parts: Mapping[str, bytes]) -> bytes:
    """Pack an Office file.

    Args:
        parts: each part's name in the archive and its content.

    Returns:
        The archive: parts sorted by name, content types first, no time of day anywhere.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts, key=lambda name: (name != _FIRST, name)):
            member = zipfile.ZipInfo(name, _NO_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            # Without this the archive would tell which system it was made on.
            member.create_system = 0
            archive.writestr(member, parts[name])
    return packed.getvalue()


def unpack_parts(packed: bytes) -> dict[str, bytes]:
    """Unpack an Office file of our own making.

    Raises:
        ValueError: two parts have the same name, so that readers would disagree about the content.
    """
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        names = archive.namelist()
        if len(names) != len(set(names)):
            raise ValueError("two parts of the archive have the same name")
        return {name: archive.read(name) for name in names}
