"""Compiles and compresses what is embedded. Runs in Pyodide, so that every machine makes the same bytes.

Compiled by the very Python that runs it, nothing is left to compile when the page starts. The folder
``/build`` holds what is to be packed: ``NAME.python`` are zip archives of Python files, all else is
compressed as it is.
"""

from __future__ import annotations

import gzip
import importlib.util
import io
import marshal
import zipfile
from pathlib import Path

FOLDER = Path("/build")
# Of the two flags of a compiled file: made from a source with this hash, and not to be checked against it.
BY_HASH_UNCHECKED = (1).to_bytes(4, "little")
EPOCH = (1980, 1, 1, 0, 0, 0)


def main() -> None:
    """Pack what stands in the folder; ``NAME.gz`` stands beside it afterwards."""
    for path in sorted(FOLDER.iterdir()):
        is_python = path.suffix == ".python"
        content = compiled(path.read_bytes()) if is_python else path.read_bytes()
        target = path.with_suffix("") if is_python else path
        Path(f"{target}.gz").write_bytes(gzip.compress(content, 9, mtime=0))


def compiled(archive: bytes) -> bytes:
    """An archive with each source compiled in its place; stored, as all of it is compressed afterwards."""
    answer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as sources, zipfile.ZipFile(answer, "w") as target:
        for name in sorted(sources.namelist()):
            content = sources.read(name)
            if name.endswith(".py"):
                name, content = f"{name}c", bytecode(name, content)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = 0o644 << 16
            target.writestr(entry, content)
    return answer.getvalue()


def bytecode(name: str, source: bytes) -> bytes:
    """A compiled file, as Python reads it."""
    code = compile(source, name, "exec", dont_inherit=True, optimize=0)
    header = importlib.util.MAGIC_NUMBER + BY_HASH_UNCHECKED + importlib.util.source_hash(source)
    return header + marshal.dumps(code)


if __name__ == "__main__":
    main()
