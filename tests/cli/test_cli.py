"""The commands as a user meets them: whole processes, their words and their exit codes."""

from __future__ import annotations

import io
import json
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable
from pathlib import Path

import docx
import openpyxl
import pytest

from nkps_reports.report.model import Language
from nkps_reports.wording.codes import Code
from tests import ROOT
from tests.builders import ORGANISATION, ROW, a_row, a_workbook
from tests.commands import run
from tests.processes import hearing_signals
from tools.word_template.template import render_default_template

ENGLISH = re.compile(r"\b(error|usage|options|commands|missing|invalid|traceback|show)\b", re.IGNORECASE)


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A folder laid out like the project's, with one good workbook."""
    for name in ("input", "templates"):
        (tmp_path / name).mkdir()
    (tmp_path / "templates/report.docx").write_bytes(render_default_template())
    (tmp_path / "input/god.xlsx").write_bytes(a_workbook())
    return tmp_path


def outputs(place: Path) -> set[str]:
    folder = place / "output"
    return (
        {path.name for path in folder.iterdir() if not path.name.startswith(".")}
        if folder.exists()
        else set()
    )


def test_a_workbook_in_nynorsk_gets_the_template_and_the_subject_of_its_language(place: Path) -> None:
    organisation = {**ORGANISATION, "Rapporteringsperiode": "2018", "Målform": "nynorsk"}
    (place / "input/nn.xlsx").write_bytes(a_workbook(organisation=organisation))
    (place / "templates/report-nn.docx").write_bytes(render_default_template(Language.NYNORSK))
    answer = run(place, "report")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert "Rapport frå Spekter" in answer.stdout
    assert "Rapport fra Spekter" in answer.stdout
    headings = [
        [p.text for p in docx.Document(str(place / f"output/{name}.docx")).paragraphs if p.text[:2] == "2."]
        for name in ("god", "nn")
    ]
    assert headings == [["2. Ansvarlig og samarbeidspartnere"], ["2. Ansvarleg og samarbeidspartnarar"]]


def test_report_builds_both_documents_and_ends_with_a_summary(place: Path) -> None:
    answer = run(place, "report")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert outputs(place) == {"god.docx", "god-matrise.pdf"}
    assert "2 av 16 NKPS-tiltak har minst ett rapporteringspunkt" in answer.stdout
    assert "1 rapporteringspunkt\n" in answer.stdout
    assert "output/god.docx" in answer.stdout
    assert "sendes" in answer.stdout
    assert "Rapport fra Spekter om Nasjonal kompetansepolitisk strategi, 2017" in answer.stdout


def test_the_summary_counts_measures_and_not_relations(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(
        a_workbook([a_row(relation="4"), a_row(relation="4 og 7", title="B"), a_row(relation="7", title="C")])
    )
    answer = run(place, "report")
    assert "3 rapporteringspunkter\n" in answer.stdout
    assert "2 av 16 NKPS-tiltak" in answer.stdout


def test_the_template_in_the_folder_is_the_one_that_is_used(place: Path) -> None:
    document = docx.Document(str(place / "templates/report.docx"))
    document.paragraphs[0].runs[0].text = "Vår egen tittel"
    document.save(str(place / "templates/report.docx"))
    run(place, "report")
    assert docx.Document(str(place / "output/god.docx")).paragraphs[0].text == "Vår egen tittel"


def test_an_xlsm_is_built_like_any_workbook(place: Path) -> None:
    (place / "input/god.xlsx").rename(place / "input/god.xlsm")
    assert run(place, "report").returncode == 0
    assert outputs(place) == {"god.docx", "god-matrise.pdf"}


def test_check_names_a_path_that_is_missing_and_a_folder_without_workbooks(place: Path) -> None:
    (place / "tom").mkdir()
    answer = run(place, "check", "borte.xlsx")
    assert (answer.returncode, "Finner ikke «borte.xlsx»" in answer.stderr) == (2, True)
    answer = run(place, "check", "tom")
    assert (answer.returncode, "i mappen «tom»" in answer.stderr) == (2, True)


def test_warnings_do_not_stop_a_build(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(a_workbook([ROW, ROW]))
    answer = run(place, "report")
    assert answer.returncode == 0
    assert "Arket Tiltak, rad 3\n    Merk: celle A3 (Tiltak)" in answer.stderr
    assert "1 merknad" in answer.stdout


def test_two_workbooks_of_one_run_with_the_same_report_are_named(place: Path) -> None:
    again = {"Virksomhet": "SPEKTER ", "Rapporteringsperiode": 2017}
    (place / "input/god-Karis PC.xlsx").write_bytes(a_workbook(organisation=again))
    (place / "input/fjor.xlsx").write_bytes(a_workbook(organisation={**again, "Rapporteringsperiode": 2016}))
    for command in ("report", "check"):
        answer = run(place, command)
        assert answer.returncode == 0
        assert answer.stderr.count(" rapporterer begge for ") == 1
        (said,) = re.findall(r"(\S.*) rapporterer begge for .*2017", re.sub(r"\s+", " ", answer.stderr))
        assert "input/god-Karis PC.xlsx" in said
        assert "input/god.xlsx" in said
        assert "fjor" not in answer.stderr
    assert run(place, "check", "input/god.xlsx").stderr == ""


def test_an_error_stops_its_workbook_alone_and_all_problems_are_said(place: Path) -> None:
    (place / "input/feil.xlsx").write_bytes(a_workbook([a_row(relation="4 og 17"), a_row(title=None)]))
    answer = run(place, "report")
    assert answer.returncode == 4
    assert outputs(place) == {"god.docx", "god-matrise.pdf"}
    assert "celle B2" in answer.stderr
    assert "celle A3" in answer.stderr
    assert answer.stderr.rstrip().endswith("INGEN NY RAPPORT er laget av input/feil.xlsx.")


def test_an_older_report_is_left_and_said_to_be_older(place: Path) -> None:
    run(place, "report")
    before = (place / "output/god.docx").read_bytes()
    (place / "input/god.xlsx").write_bytes(a_workbook([a_row(relation="99")]))
    answer = run(place, "report")
    assert answer.returncode == 4
    assert (place / "output/god.docx").read_bytes() == before
    last = answer.stderr.splitlines()[-3:]
    assert last[0] == "INGEN NY RAPPORT er laget av input/god.xlsx."
    assert last[1].strip() == "output/god.docx er eldre enn arbeidsboken og skal ikke sendes."
    assert "output/god-matrise.pdf er eldre" in last[2]


def test_a_report_that_is_no_older_than_the_workbook_is_not_said_to_be(place: Path) -> None:
    run(place, "report")
    (place / "output/.~lock.god.docx#").touch()
    answer = run(place, "report")
    assert answer.returncode == 6
    assert "eldre enn arbeidsboken" not in answer.stderr
    assert "output/god.docx er eldre: den er fra en tidligere kjøring" in answer.stderr.splitlines()[-2]


@pytest.mark.parametrize("left", [None, "blank"])
def test_an_older_report_is_named_where_its_workbook_is_gone_or_blank(place: Path, left: str | None) -> None:
    run(place, "report")
    (place / "input/god.xlsx").unlink()
    if left:
        (place / "input/god.xlsx").write_bytes(a_workbook(rows=(), organisation={}))
    answer = run(place, "report", "input/god.xlsx")
    assert answer.returncode == 2
    last = answer.stderr.splitlines()[-3:]
    assert last[0] == "INGEN NY RAPPORT er laget av input/god.xlsx."
    assert "output/god.docx er" in last[1]
    assert "skal ikke sendes" in last[1]


def test_a_workbook_that_is_open_and_was_never_saved_is_named(place: Path) -> None:
    (place / "input/ny.xlsx").write_bytes(a_workbook(rows=(), organisation={}))
    (place / "input/template.xlsx").write_bytes(a_workbook(rows=(), organisation={}))
    for name in ("ny", "template"):
        (place / f"input/~${name}.xlsx").touch()
    answer = run(place, "report")
    assert answer.returncode == 0
    assert "ingenting er lagret" in answer.stderr
    assert answer.stderr.rstrip().endswith("INGEN NY RAPPORT er laget av input/ny.xlsx.")
    assert "template" not in answer.stderr
    (place / "input/god.xlsx").unlink()
    assert run(place, "report").returncode == 2


def test_an_open_workbook_with_errors_is_said_to_be_open(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(a_workbook([a_row(relation="99")]))
    (place / "input/~$god.xlsx").touch()
    for command in ("report", "check"):
        assert "Bare det som var lagret, er kontrollert" in run(place, command).stderr


def test_a_name_with_a_slip_in_it_is_answered_with_the_nearest(place: Path) -> None:
    answer = run(place, "report", "God.xlsx")
    assert answer.returncode == 2
    assert "Mente du «input/god.xlsx»?" in answer.stderr


def test_the_highest_exit_code_is_the_runs(place: Path) -> None:
    (place / "input/feil.xlsx").write_bytes(a_workbook([a_row(relation="99")]))
    (place / "input/skadet.xlsx").write_bytes(b"PK\x03\x04" + bytes(50))
    assert run(place, "report", "input/skadet.xlsx").returncode == 3
    assert run(place, "report", "input/skadet.xlsx", "input/feil.xlsx").returncode == 4
    assert run(place, "report", "borte.xlsx").returncode == 2
    assert run(place, "report", "borte.xlsx", "input/god.xlsx").returncode == 2
    assert "god.docx" in outputs(place)


def test_a_blank_workbook_in_the_folder_is_passed_over_without_a_word(place: Path) -> None:
    blank = a_workbook(rows=(), organisation={})
    (place / "input/template.xlsx").write_bytes(blank)
    answer = run(place, "report")
    assert "template" not in answer.stdout + answer.stderr
    (place / "input/god.xlsx").unlink()
    answer = run(place, "report")
    assert answer.returncode == 2
    assert "Fant ingen utfylt arbeidsbok i mappen «input»" in answer.stderr
    answer = run(place, "report", "input/template.xlsx")
    assert answer.returncode == 2
    assert "ikke fylt ut" in answer.stderr


def test_a_template_that_was_filled_in_is_built_with_a_warning(place: Path) -> None:
    (place / "input/Template.xlsx").write_bytes(a_workbook())
    answer = run(place, "report")
    assert answer.returncode == 0
    assert "Template.docx" in outputs(place)
    assert "eget navn" in answer.stderr


def test_other_spreadsheets_in_the_folder_are_named(place: Path) -> None:
    (place / "input/gammel.xls").touch()
    answer = run(place, "report")
    assert answer.returncode == 0
    assert "input/gammel.xls er ikke lest" in answer.stderr


def test_two_workbooks_whose_reports_would_have_the_same_name_are_refused(place: Path) -> None:
    (place / "input/GOD.xlsm").write_bytes(a_workbook())
    answer = run(place, "report")
    assert answer.returncode == 2
    assert outputs(place) == set()
    assert answer.stderr.count("samme navn") == 2
    assert answer.stderr.count("INGEN NY RAPPORT") == 2
    assert "Fant ingen" not in answer.stderr
    assert run(place, "check").returncode == 2


def test_an_edited_report_is_kept_and_the_summary_says_so(place: Path) -> None:
    run(place, "report")
    document = docx.Document(str(place / "output/god.docx"))
    document.paragraphs[0].text = "Min rettelse"
    document.save(str(place / "output/god.docx"))
    edited = (place / "output/god.docx").read_bytes()
    answer = run(place, "report")
    assert (place / "output/god-redigert.docx").read_bytes() == edited
    assert "output/god-redigert.docx" in answer.stdout
    assert "Endringene er IKKE med i den nye filen" in answer.stdout
    assert run(place, "report").stdout.count("redigert") == 0


def test_a_report_that_is_open_in_word_stays_as_it_is(place: Path) -> None:
    run(place, "report")
    (place / "input/god.xlsx").write_bytes(a_workbook([a_row(title="Ny tittel")]))
    before = (place / "output/god.docx").read_bytes()
    (place / "output/.~lock.god.docx#").touch()
    answer = run(place, "report")
    assert answer.returncode == 6
    assert (place / "output/god.docx").read_bytes() == before
    assert "Lukk dokumentet" in answer.stderr
    assert "INGEN NY RAPPORT" in answer.stderr


def test_a_workbook_that_is_open_in_excel_is_built_from_what_was_saved(place: Path) -> None:
    (place / "input/~$god.xlsx").touch()
    answer = run(place, "report")
    assert answer.returncode == 0
    assert "Bare det som var lagret" in answer.stdout


def test_an_output_folder_that_is_a_file_is_named(place: Path) -> None:
    (place / "opptatt").write_text("x")
    answer = run(place, "report", "--output", "opptatt")
    assert answer.returncode == 6
    assert "opptatt er en fil og ikke en mappe" in answer.stderr


def without_pango(place: Path) -> dict[str, str]:
    """An environment in which importing WeasyPrint fails as it does without Pango."""
    fake = place / "fake/weasyprint"
    fake.mkdir(parents=True)
    (fake / "__init__.py").write_text("raise OSError('cannot load library libpango-1.0-0')\n")
    return {"PYTHONPATH": f"{fake.parent}{os.pathsep}{ROOT}"}


def test_without_pango_the_word_report_is_still_made(place: Path) -> None:
    answer = run(place, "report", **without_pango(place))
    assert answer.returncode == 6
    assert outputs(place) == {"god.docx"}
    assert "Pango" in answer.stderr
    assert answer.stderr.rstrip().endswith(
        "output/god.docx er klar og kan sendes. Matrisen (PDF) ble ikke laget."
    )


def test_when_the_matrix_process_is_killed_every_word_report_is_still_made(place: Path) -> None:
    (place / "input/ny.xlsx").write_bytes(a_workbook())
    environment = without_pango(place)
    (place / "fake/weasyprint/__init__.py").write_text("import os; os._exit(9)\n")
    answer = run(place, "report", **environment)
    assert answer.returncode == 6
    assert outputs(place) == {"god.docx", "ny.docx"}
    assert answer.stderr.count("ble avbrutt") == 2
    assert "Traceback" not in answer.stderr


def test_check_and_help_never_import_weasyprint(place: Path) -> None:
    environment = without_pango(place)
    fake = place / "fake/weasyprint/__init__.py"
    fake.write_text("import pathlib; pathlib.Path('importert').touch()\n")
    assert run(place, "check", **environment).returncode == 0
    assert run(place, "--help", **environment).returncode == 0
    assert run(place, "report", "--help", **environment).returncode == 0
    assert not (place / "importert").exists()
    run(place, "report", **environment)
    assert (place / "importert").exists()


def test_a_faulty_template_is_exit_5_and_leaves_the_old_outputs(place: Path) -> None:
    run(place, "report")
    before = {name: (place / "output" / name).read_bytes() for name in outputs(place)}
    document = docx.Document(str(place / "templates/report.docx"))
    document.add_paragraph("{{ virksomhet.nvan }}")
    document.save(str(place / "templates/egen.docx"))
    answer = run(place, "report", "--template", "templates/egen.docx")
    assert answer.returncode == 5
    assert "templates/egen.docx" in answer.stderr
    assert "«virksomhet.nvan»" in answer.stderr
    assert "«virksomhet.navn»" in answer.stderr
    # Nothing is wrong in the workbook.
    assert "Rett Word-malen, lagre og kjør på nytt." in answer.stderr
    assert "Rett feilene over i" not in answer.stderr
    assert {name: (place / "output" / name).read_bytes() for name in outputs(place)} == before
    answer = run(place, "report", "--template", "borte.docx")
    assert answer.returncode == 5
    assert "Finner ikke Word-malen borte.docx" in answer.stderr
    assert "INGEN NY RAPPORT er laget av input/god.xlsx." in answer.stderr
    assert "output/god.docx er" in answer.stderr


def test_check_writes_nothing_and_says_what_comes_next(place: Path) -> None:
    answer = run(place, "check")
    assert (answer.returncode, answer.stderr) == (0, "")
    assert not (place / "output").exists()
    assert "make report" in answer.stdout
    (place / "input/feil.xlsx").write_bytes(a_workbook([a_row(relation="99")]))
    answer = run(place, "check")
    assert answer.returncode == 4
    assert "make check" in answer.stderr


def test_check_as_json_is_one_document_in_the_contracts_shape(place: Path) -> None:
    (place / "input/feil.xlsx").write_bytes(a_workbook([a_row(relation="4 og 17")]))
    (place / "input/tabell.csv").touch()
    answer = run(place, "check", "--format", "json")
    assert answer.returncode == 4
    document = json.loads(answer.stdout)
    by_path = {workbook["path"]: workbook for workbook in document["workbooks"]}
    assert by_path["input/god.xlsx"] == {"path": "input/god.xlsx", "actions": 1, "problems": []}
    (problem,) = by_path["input/feil.xlsx"]["problems"]
    assert list(problem) == ["code", "severity", "sheet", "cell", "header", "found", "message", "fix"]
    assert problem["code"] == "unknown-measure"
    assert problem["severity"] == "error"
    assert (problem["sheet"], problem["cell"], problem["found"]) == ("Tiltak", "B2", "17")
    assert problem["header"] == "Relasjon til NKPS-tiltak nr."


def test_errors_come_before_warnings_and_each_by_row(place: Path) -> None:
    rows = [a_row(relation="4 og 4"), a_row(timing=None, title="B"), a_row(title=None)]
    (place / "input/god.xlsx").write_bytes(a_workbook(rows))
    problems = json.loads(run(place, "check", "--format", "json").stdout)["workbooks"][0]["problems"]
    assert [(p["severity"], p["cell"]) for p in problems] == [
        ("error", "E3"),
        ("error", "A4"),
        ("warning", "B2"),
    ]


def test_template_writes_the_blank_workbook_and_never_over_a_filled_one(place: Path) -> None:
    answer = run(place, "template", "input/tom.xlsx")
    assert answer.returncode == 0
    blank = (place / "input/tom.xlsx").read_bytes()
    assert blank == (ROOT / "input/template.xlsx").read_bytes()
    assert run(place, "template", "input/tom.xlsx").returncode == 0
    filled = a_workbook()
    (place / "input/tom.xlsx").write_bytes(filled)
    answer = run(place, "template", "input/tom.xlsx")
    assert answer.returncode == 6
    assert "skrevet over" in answer.stderr
    assert (place / "input/tom.xlsx").read_bytes() == filled

    def note(book: openpyxl.Workbook) -> None:
        book["Tiltak"]["F2"].value = "Husk nord"

    (place / "input/tom.xlsx").write_bytes(a_workbook((), {}, note))
    assert run(place, "template", "input/tom.xlsx").returncode == 6
    (place / "notat.xlsx").write_bytes(b"noe annet")
    assert run(place, "template", "notat.xlsx").returncode == 6


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["rapport"], "«rapport» finnes ikke. Mente du report?"),
        (["report", "--tempate", "x"], "--tempate finnes ikke. Mente du --template?"),
        (["check", "--format", "xml"], "«--format»"),
        (["report", "--output"], "«--output»"),
        (["template", "a", "b"], "ikke forstått"),
        ([], "Kommandoer:"),
    ],
)
def test_a_command_line_that_cannot_be_read_is_exit_2_in_norwegian(
    place: Path, arguments: Iterable[str], expected: str
) -> None:
    answer = run(place, *arguments)
    assert answer.returncode == 2
    assert expected in answer.stdout + answer.stderr
    assert not ENGLISH.search(answer.stdout + answer.stderr)


@pytest.mark.parametrize(
    "arguments", [["--help"], ["report", "--help"], ["check", "--help"], ["template", "--help"]]
)
def test_help_is_in_norwegian(place: Path, arguments: list[str]) -> None:
    answer = run(place, *arguments)
    assert answer.returncode == 0
    assert "Bruk:" in answer.stdout
    assert "Valg:" in answer.stdout
    assert not ENGLISH.search(answer.stdout)


def test_there_is_no_colour_but_on_a_terminal(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(a_workbook([a_row(relation="99")]))
    assert "\x1b" not in run(place, "check").stderr
    forced = {"FORCE_COLOR": "1"}
    assert "\x1b[31m" in run(place, "check", **forced).stderr
    assert "\x1b[31m" not in run(place, "check", **forced, NO_COLOR="1").stderr


def test_what_a_user_typed_is_printed_as_typed(place: Path) -> None:
    (place / "input/god.xlsx").write_bytes(a_workbook([a_row(relation="[red]4b[/red] {found}")]))
    assert "«[red]4b[/red] {found}»" in run(place, "check").stderr


def test_a_bug_says_so_without_a_traceback(place: Path) -> None:
    broken = place / "ødelagt"
    broken.mkdir()
    (broken / "sitecustomize.py").write_text(
        "import nkps_reports.workbook.reading.parsing as p\n"
        "def boom(file): raise ZeroDivisionError('hemmelig')\n"
        "p.parse_workbook = boom\n"
    )
    answer = run(place, "report", PYTHONPATH=f"{broken}{os.pathsep}{ROOT}", TMPDIR=str(place))
    assert answer.returncode == 1
    assert "Traceback" not in answer.stderr
    assert "feil i programmet" in answer.stderr
    assert "hemmelig" not in answer.stderr
    (log,) = place.glob("nkps-reports-feil-*.txt")
    assert "hemmelig" in log.read_text(encoding="utf-8")


def as_anybody(place: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """The program without the rights of root, for whom nothing is forbidden."""
    caps = ["setpriv", "--inh-caps=-all", "--bounding-set=-all"] if os.geteuid() == 0 else []
    command = [*caps, sys.executable, "-m", "nkps_reports", *arguments]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, env=env)


def test_a_file_that_may_not_be_read_is_named_and_the_others_are_built(place: Path) -> None:
    (place / "input/hemmelig.xlsx").write_bytes(a_workbook())
    (place / "input/hemmelig.xlsx").chmod(0)
    for named in ([], ["input/hemmelig.xlsx", "input/god.xlsx"]):
        answer = as_anybody(place, "report", *named)
        assert answer.returncode == 3
        assert "input/hemmelig.xlsx finnes, men kan ikke leses" in answer.stderr
        assert "god.docx" in outputs(place)
    (place / "stengt").mkdir(mode=0)
    answer = as_anybody(place, "check", "--format", "json", "stengt", "stengt/a.xlsx", "n" * 300)
    codes = [w["problems"][0]["code"] for w in json.loads(answer.stdout)["workbooks"]]
    assert sorted(codes) == [Code.FILE_NOT_READABLE, Code.FILE_NOT_READABLE, Code.NO_SUCH_FILE]
    assert as_anybody(place, "template", "stengt/a.xlsx").returncode == 6


def test_a_file_name_in_no_encoding_stops_no_other_workbook(place: Path) -> None:
    (place / "input/god.xlsx").rename(place / "input" / os.fsdecode(b"r\xe5d.xlsx"))
    (place / "input/z.xlsx").write_bytes(a_workbook())
    answer = run(place, "report")
    assert answer.returncode == 0
    assert {os.fsencode(name) for name in outputs(place)} == {
        b"r\xe5d.docx", b"r\xe5d-matrise.pdf", b"z.docx", b"z-matrise.pdf",
    }  # fmt: skip
    assert json.loads(run(place, "check", "--format", "json").stdout)


def test_reports_are_made_where_nobody_reads_what_is_said(place: Path) -> None:
    (place / "input/ny.xlsx").write_bytes(a_workbook())
    command = f"{sys.executable} -m nkps_reports report | true"
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    subprocess.run(["bash", "-c", command], cwd=place, env=env, check=True, capture_output=True)
    assert {"god.docx", "ny.docx"} <= outputs(place)


def test_the_same_workbook_by_two_paths_is_built_once(place: Path) -> None:
    answer = run(place, "report", "input/god.xlsx", place / "input/god.xlsx")
    assert answer.returncode == 0
    assert answer.stdout.count("Rapporten er laget") == 1


def test_a_blank_workbook_of_the_same_name_is_in_nobodys_way(place: Path) -> None:
    (place / "input/god.xlsm").write_bytes(a_workbook(rows=(), organisation={}))
    assert run(place, "report").returncode == 0


@pytest.mark.parametrize("signal_after", [0.05, 0.3])
def test_ctrl_c_ends_without_a_traceback(place: Path, signal_after: float) -> None:
    say = "print('nå', flush=True)"
    with hearing_signals():
        process = subprocess.Popen(
            [sys.executable, "-c", f"from nkps_reports.__main__ import main; {say}; main()", "report"],
            cwd=place, env={**os.environ, "PYTHONPATH": str(ROOT)}, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip
    assert process.stdout
    process.stdout.readline()
    time.sleep(signal_after)
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "Avbrutt" in said
    assert "Traceback" not in said


def test_names_with_spaces_and_norwegian_letters_work(place: Path) -> None:
    name = "Årsrapport for Øst og Vest 2017.xlsx"
    (place / "input" / name).write_bytes(
        a_workbook(organisation={**ORGANISATION, "Virksomhet": "Øst & Vest"})
    )
    answer = run(place, "report", Path("input") / name)
    assert answer.returncode == 0
    document = docx.Document(io.BytesIO((place / "output/Årsrapport for Øst og Vest 2017.docx").read_bytes()))
    assert document.paragraphs[1].text == "Øst & Vest"
