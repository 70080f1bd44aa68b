"""Dictionaries of hunspell: which are taken, and what is said where there are none."""

from pathlib import Path

import pytest

from collate.checking.dictionaries import dictionary_of, dictionary_paths
from collate.cli.main import run


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of dictionaries, which hunspell would look at first."""
    monkeypatch.setenv("DICPATH", str(tmp_path))
    dictionary_of.cache_clear()
    return tmp_path


def written(folder: Path, name: str, *words: str) -> None:
    (folder / f"{name}.aff").write_text("SET UTF-8\nSFX S Y 1\nSFX S 0 s .\n", encoding="utf-8")
    (folder / f"{name}.dic").write_text("\n".join([str(len(words)), *words, ""]), encoding="utf-8")


@pytest.mark.parametrize(
    ("installed", "language", "chosen"),
    [
        (["xa_BB", "xa_AA"], "xa", ["xa_AA"]),
        (["xa_BB", "xa_AA"], "xa-BB", ["xa_BB"]),
        (["fr_BE", "fr"], "fr", ["fr"]),
        (["de_AT", "de_DE"], "de", ["de_DE"]),
        (["en_US", "en_GB", "en_AU"], "en", ["en_GB", "en_US"]),
        (["xab_AA"], "xa", []),
    ],
)
def test_the_usual_dictionary_of_a_language_is_taken(
    folder: Path, installed: list[str], language: str, chosen: list[str]
) -> None:
    for name in installed:
        written(folder, name, "word")
    assert [path.name for path in dictionary_paths(language) if path.parent == folder] == chosen


def test_words_and_their_forms_are_known(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pytest.importorskip("spylls")
    written(folder, "xa", "the", "king/S", "came", "and", "went", "again", "it", "was", "good")
    text = folder / "a.txt"
    (folder / "pyproject.toml").write_text('[tool.collate]\nocr = true\nlanguage = "xa"\n', encoding="utf-8")
    text.write_text("tbe kings came and Wellington went again, and it was gcod again and it was good", encoding="utf-8")
    assert run(["check", str(text), "--select", "T210", "--format", "concise"]) == 0
    out, err = capsys.readouterr()
    assert [line.split(": ", 1)[1] for line in out.splitlines()] == [
        "T210 [warning] 'tbe' is in no word list",
        "T210 [warning] 'gcod' is in no word list",
    ]
    assert "note" not in err


@pytest.mark.parametrize(
    ("language", "why"),
    [
        ("", "the language of the text is not known; name it: language = .., or --language"),
        ("xa", "no dictionary of hunspell is installed for xa"),
    ],
)
def test_what_is_missing_is_told_once(
    folder: Path, capsys: pytest.CaptureFixture[str], language: str, why: str
) -> None:
    (folder / "pyproject.toml").write_text("[tool.collate]\nocr = true\n", encoding="utf-8")
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("tbe king", encoding="utf-8")
    assert run(["check", str(folder / "a.txt"), str(folder / "b.txt"), "--language", language]) == 0
    assert capsys.readouterr()[1] == f"2 files checked: nothing found\nnote: ocr = true: {why}; T210 did not run\n"
