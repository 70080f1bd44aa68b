"""Files with the same words that are not the same files: it is told in what they differ."""

from pathlib import Path
from unicodedata import normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.cli.main import run
from collate.model.witness import Siglum, Witness
from collate.rendering.file_differences import describe_files, have_same_words

FRENCH = "un café noir\ndeux étés\n"
CRLF = FRENCH.replace("\n", "\r\n")
BOM = b"\xef\xbb\xbf"

CASES = [
    (FRENCH.encode(), CRLF.encode(), "the files differ in their line ends (LF, CRLF)"),
    (CRLF.encode(), FRENCH.replace("\n", "\r").encode(), "the files differ in their line ends (CRLF, CR)"),
    (b"a\nb\r\nc\n", b"a\nb\nc\n", "the files differ in their line ends (mixed, LF)"),
    (FRENCH.encode(), BOM + FRENCH.encode(), "the files differ in a byte order mark"),
    (FRENCH.encode(), normalize("NFD", FRENCH).encode(), "the files differ in Unicode normalisation (NFC, NFD)"),
    (
        "ἄειδε θεά\n".encode(),
        normalize("NFD", "ἄειδε θεά\n").encode(),
        "the files differ in Unicode normalisation (NFC, NFD)",
    ),
    (
        FRENCH.encode(),
        BOM + normalize("NFD", CRLF).encode(),
        "the files differ in their line ends (LF, CRLF), Unicode normalisation (NFC, NFD) and a byte order mark",
    ),
    (
        b"one two\nthree\n",
        BOM + b"one  two\nthree\n",
        "white space differs in 1 place; the files differ in a byte order mark",
    ),
]


@pytest.mark.parametrize(("old", "new", "sentence"), CASES)
def test_it_is_told_in_what_the_files_differ(
    old: bytes,
    new: bytes,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_bytes(old)
    Path("new.txt").write_bytes(new)
    assert run(["diff", "old.txt", "new.txt"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"the same words; {sentence}"
    assert run(["git-diff", "b.txt", "old.txt", "0", "100644", "new.txt", "0", "100644"]) == 0
    assert capsys.readouterr().out.splitlines()[:2] == ["b.txt", f"the same words; {sentence}"]


def test_two_encodings_of_one_text_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_bytes(FRENCH.encode())
    Path("new.txt").write_bytes(FRENCH.encode("cp1252"))
    assert run(["diff", "old.txt", "new.txt", "--encoding", "B=cp1252"]) == 0
    assert capsys.readouterr().out == "the same words; the files differ in encoding (utf-8, cp1252)\n"


def test_other_words_are_no_difference_of_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("old.txt").write_text(FRENCH.replace("noir", "'noir'"), "utf-8")
    Path("new.txt").write_text(normalize("NFD", CRLF.replace("noir", "‘noir’")), "utf-8", newline="")
    assert run(["diff", "old.txt", "new.txt"]) == 0
    assert capsys.readouterr().out.startswith("nothing but typography; ")


@given(st.text("aé\n\r ", max_size=8), st.sampled_from(["NFC", "NFD"]))
def test_texts_that_are_equal_but_for_normalisation_have_the_same_words(text: str, form: str) -> None:
    pair = [Witness(Siglum("A"), text), Witness(Siglum("B"), normalize(form, text))]  # type: ignore[arg-type]
    assert have_same_words(pair)
    assert bool(describe_files(pair)) == (pair[0].text != pair[1].text)
