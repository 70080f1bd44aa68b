"""One encoding for all files, and others for single files."""

from pathlib import Path

import pytest

from collate.cli.main import run
from collate.errors import OptionError
from collate.files.encodings import Encodings, parse_encodings
from collate.reading import read_work


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "old.txt").write_bytes("un café noir".encode("cp1252"))
    (tmp_path / "new.txt").write_bytes("un café vert".encode())
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize("name", ["old", "old.txt", "A", "./old.txt"])
def test_a_file_has_the_encoding_that_is_named_for_it(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = name if name.startswith(".") else "old.txt"
    assert run(["diff", first, "new.txt", "--encoding", f"{name}=cp1252", "--format", "words"]) == 1
    assert "un café [-noir-]{+vert+}" in capsys.readouterr().out
    assert folder.is_dir()


@pytest.mark.usefixtures("folder")
def test_the_bare_encoding_is_that_of_the_other_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["diff", "X=old.txt", "new.txt", "--encoding", "cp1252", "--encoding", "B=utf-8"]) == 1
    assert "un café [-noir-]{+vert+}" in capsys.readouterr().out
    assert run(["show", "text", "old.txt", "new.txt", "--encoding", "old=latin-1"]) == 0
    assert "un café noir" in capsys.readouterr().out
    assert run(["report", "old.txt", "new.txt", "--encoding", "A=latin-1", "--format", "csv"]) == 0
    assert "noir" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_a_bare_encoding_is_that_of_all_files() -> None:
    assert run(["diff", "old.txt", "X=old.txt", "--encoding", "cp1252"]) == 0


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        (["X=cp1252"], "--encoding X=: no file and no witness has this name; use one of old, new, A, B"),
        (["A=cp1252", "old=latin-1"], "--encoding old=latin-1: cp1252 is named for this file too; leave one"),
        (["=cp1252"], "--encoding =cp1252: write it so: --encoding A=cp1252"),
        (["A="], "--encoding A=: write it so: --encoding A=cp1252"),
        (["A=cp9999"], "cp9999: unknown encoding; try utf-8, cp1252, latin-1 or utf-16"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_a_name_that_means_no_file_is_one_sentence(
    values: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = [part for value in values for part in ("--encoding", value)]
    assert run(["diff", "old.txt", "new.txt", *options]) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert told.count("\n") == 1


def test_a_siglum_comes_before_a_letter_and_one_name_of_two_files_is_refused() -> None:
    assert parse_encodings(["A=cp1252"]).of_files([("x", "x.txt"), ("A", "A.txt")]) == ["utf-8", "cp1252"]
    with pytest.raises(OptionError, match=r"2 files have this name; use a siglum or a path"):
        Encodings(named=(("a.txt", "cp1252"),)).of_files([("old/a", "old/a.txt"), ("new/a", "new/a.txt")])


def test_a_witness_of_a_work_is_named_by_its_siglum_or_file(folder: Path) -> None:
    (folder / "collation.toml").write_text(
        '[[witnesses]]\nsiglum = "CW"\nfile = "old.txt"\nencoding = "utf-16"\n[[witnesses]]\nfile = "new.txt"\n',
        "utf-8",
    )
    for name in ("CW", "old.txt"):
        assert read_work(folder, Encodings(named=((name, "cp1252"),))).witnesses[0].text == "un café noir"


@pytest.mark.parametrize("name", ["old", "old.txt", "B"])
def test_check_reads_one_file_in_an_encoding_of_its_own(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "new.txt").write_text("Un café vert.\n", "utf-8")
    (folder / "old.txt").write_bytes("Un café noir.\n".encode("cp1252"))
    assert run(["check", "new.txt", "old.txt"]) == 1
    assert "is not UTF-8" in capsys.readouterr().out
    assert run(["check", "new.txt", "old.txt", "--encoding", f"{name}=cp1252"]) == 0
    assert "nothing found" in capsys.readouterr().err
    assert run(["check", "new.txt", "old.txt", "--encoding", "other=cp1252"]) == 2
    assert "no file and no witness has this name" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["CW", "old.txt", "A"])
def test_check_and_chars_read_a_witness_of_a_work_in_an_encoding_of_its_own(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "collation.toml").write_text(
        '[[witnesses]]\nsiglum = "CW"\nfile = "old.txt"\n[[witnesses]]\nfile = "new.txt"\n', "utf-8"
    )
    assert run(["check", ".", "--select", "T1"]) == 1
    assert "is not UTF-8" in capsys.readouterr().out
    assert run(["check", ".", "--select", "T1", "--encoding", f"{name}=cp1252"]) == 0
    capsys.readouterr()
    (folder / "old.txt").write_bytes("un café noir  \n".encode("cp1252"))
    assert run(["check", ".", "--diff", "--encoding", f"{name}=cp1252"]) == 1
    assert "+un café noir\n" in capsys.readouterr().out
    assert run(["chars", "--generate", ".", "--encoding", f"{name}=cp1252"]) == 0
    assert "U+00E9" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["old", "A", "old.txt", "texts/old.txt", ""])
def test_git_diff_reads_one_side_in_an_encoding_of_its_own(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "new.txt").write_bytes("un café vert".encode("utf-8" if name in ("old", "A") else "cp1252"))
    path = "texts/old.txt" if "." in name else "texts/x.txt"
    arguments = [path, "old.txt", "0" * 40, "100644", "new.txt", "0" * 40, "100644"]
    assert run(["git-diff", "--encoding", f"{name}=cp1252" if name else "cp1252", *arguments]) == 0
    assert "un café [-noir-]{+vert+}" in capsys.readouterr().out


def test_git_diff_passes_over_the_encoding_of_another_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "old.txt").write_text("un café noir", "utf-8")
    arguments = ["x.txt", "old.txt", "0" * 40, "100644", "new.txt", "0" * 40, "100644"]
    assert run(["git-diff", "--encoding", "y.txt=utf-16", *arguments]) == 0
    assert "un café [-noir-]{+vert+}" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["two", "two.json", "A"])
def test_align_reads_its_file_in_the_encoding_that_is_named_for_it(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    content = '{"witnesses": [{"id": "A", "content": "café noir"}, {"id": "B", "content": "café vert"}]}'
    (folder / "two.json").write_bytes(content.encode("cp1252"))
    assert run(["align", "two.json", "--encoding", f"{name}=cp1252"]) == 0
    assert "caf" in capsys.readouterr().out
    assert run(["align", "two.json", "--encoding", "x=cp1252"]) == 2
