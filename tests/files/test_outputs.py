"""The folder with the finished files: whole or not at all, and nobody's editing is lost."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from nkps_reports.files.outputs import MANIFEST, write_output, write_outputs
from nkps_reports.report.problems import OutputError
from nkps_reports.wording.codes import Code


def files_in(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_the_folder_is_made_and_holds_nothing_but_the_file_and_the_memory_of_it(tmp_path: Path) -> None:
    placed = write_output(tmp_path / "ny" / "rapport.docx", b"en")
    assert placed.path.read_bytes() == b"en"
    assert placed.kept is None
    assert files_in(tmp_path / "ny") == {"rapport.docx", MANIFEST}


def test_a_file_that_nobody_changed_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    write_output(path, b"en")
    assert write_output(path, b"to").kept is None
    assert path.read_bytes() == b"to"


def test_what_somebody_edited_is_kept_each_time_under_a_name_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    write_output(path, b"en")
    path.write_bytes(b"rettet")
    assert write_output(path, b"to").kept == tmp_path / "rapport-redigert.docx"
    path.write_bytes(b"rettet igjen")
    assert write_output(path, b"tre").kept == tmp_path / "rapport-redigert-2.docx"
    assert path.read_bytes() == b"tre"
    assert (tmp_path / "rapport-redigert.docx").read_bytes() == b"rettet"
    assert (tmp_path / "rapport-redigert-2.docx").read_bytes() == b"rettet igjen"
    assert write_output(path, b"fire").kept is None


def test_what_is_known_of_one_file_outlives_another(tmp_path: Path) -> None:
    write_output(tmp_path / "a.docx", b"en")
    write_output(tmp_path / "b.docx", b"en")
    assert write_output(tmp_path / "a.docx", b"to").kept is None


def test_a_file_that_holds_the_same_already_is_not_kept_twice(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"en")
    assert write_output(tmp_path / "a.docx", b"en").kept is None


def test_a_file_the_program_never_wrote_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "rapport.docx"
    path.write_bytes(b"min egen")
    assert write_output(path, b"ny").kept == tmp_path / "rapport-redigert.docx"


@pytest.mark.parametrize("memory", ["", "{", "[]", '{"rapport.docx": 7}'])
def test_a_memory_that_cannot_be_read_loses_no_file(tmp_path: Path, memory: str) -> None:
    path = tmp_path / "rapport.docx"
    write_output(path, b"en")
    (tmp_path / MANIFEST).write_text(memory)
    assert write_output(path, b"to").kept == tmp_path / "rapport-redigert.docx"
    assert "rapport.docx" in json.loads((tmp_path / MANIFEST).read_text())


@pytest.mark.parametrize("lock", [".~lock.rapport-2017.docx#", "~$pport-2017.docx"])
def test_a_document_that_is_open_is_left_alone(tmp_path: Path, lock: str) -> None:
    path = tmp_path / "rapport-2017.docx"
    write_output(path, b"en")
    (tmp_path / lock).touch()
    with pytest.raises(OutputError) as caught:
        write_output(path, b"to")
    (problem,) = caught.value.problems
    assert problem.code is Code.OUTPUT_OPEN
    assert "rapport-2017.docx" in problem.message
    assert path.read_bytes() == b"en"


@pytest.mark.parametrize(
    ("number", "reason"),
    [(errno.EACCES, "tilgang"), (errno.ENOSPC, "disken er full"), (errno.EIO, "operativsystemet")],
)
def test_a_file_that_cannot_be_replaced_is_left_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
) -> None:
    path = tmp_path / "rapport.docx"
    write_output(path, b"en")
    path.write_bytes(b"rettet")

    def refuse(self: Path, target: Path) -> Path:
        if target == path and self.suffix == ".tmp":
            raise OSError(number, "nei")
        return original(self, target)

    original = Path.replace
    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OutputError) as caught:
        write_output(path, b"to")
    assert reason in caught.value.problems[0].message
    assert path.read_bytes() == b"rettet"
    assert files_in(tmp_path) == {"rapport.docx", MANIFEST}


@pytest.mark.parametrize("refused", ["a.docx", "b.pdf", "c.xlsx"])
def test_of_files_that_belong_together_all_are_new_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, refused: str
) -> None:
    old = {"a.docx": b"en", "b.pdf": b"en"}
    write_outputs(tmp_path, old)
    (tmp_path / "a.docx").write_bytes(b"rettet")
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def refuse(self: Path, target: Path) -> Path:
        if target.name == refused and self.suffix == ".tmp":
            raise PermissionError(errno.EACCES, "nei")
        return original(self, target)

    original = Path.replace
    monkeypatch.setattr(Path, "replace", refuse)
    new = {"a.docx": b"to", "b.pdf": b"to", "c.xlsx": b"to"}
    with pytest.raises(OutputError) as caught:
        write_outputs(tmp_path, new)
    assert refused in caught.value.problems[0].message
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
    monkeypatch.setattr(Path, "replace", original)
    placed = write_outputs(tmp_path, new)
    assert [each.kept for each in placed] == [tmp_path / "a-redigert.docx", None, None]
    assert {name: (tmp_path / name).read_bytes() for name in new} == new
    assert files_in(tmp_path) == {*new, "a-redigert.docx", MANIFEST}


def test_a_folder_in_the_way_is_named(tmp_path: Path) -> None:
    (tmp_path / "output").write_text("en fil")
    with pytest.raises(OutputError) as caught:
        write_output(tmp_path / "output" / "rapport.docx", b"en")
    assert caught.value.problems[0].code is Code.OUTPUT_NOT_WRITABLE


def test_ctrl_c_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_output(tmp_path / "rapport.docx", b"en")
    assert files_in(tmp_path) == set()


def test_a_first_run_that_fails_leaves_nothing(tmp_path: Path) -> None:
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(OutputError):
        write_outputs(tmp_path, {"a.docx": b"en", "b.pdf": b"en"})
    assert files_in(tmp_path) == {"b.pdf"}
