"""What does the API answer to a wrong argument? One sentence, and an exception of the package."""

import os
from collections.abc import Callable
from pathlib import Path, PurePath
from typing import Any

import pytest

import collate

ANY: Any = collate  # a caller without a type checker


def witness(siglum: str, text: str) -> collate.Witness:
    return collate.Witness(collate.Siglum(siglum), text)


WRONG: list[tuple[Callable[[], object], str]] = [
    (lambda: ANY.collate(["a", "b"], language=3), "language = 3 is not the code of a language; write two or three"),
    (lambda: ANY.collate(["a", "b"], language="english"), "language = 'english' is not the code of a language"),
    (lambda: ANY.diff("a", "b", language="français"), "language = 'français' is not the code of a language"),
    (lambda: ANY.collate(["a", "b"], title=3), "title must be a string, not 3"),
    (lambda: ANY.collate(["a", "b"], base=3), "base must be a string, not 3"),
    (lambda: ANY.align(["a", "b"], aligner=["native"]), "aligner must be a string, not ['native']"),
    (lambda: ANY.collate([("A", "x"), ("B", "y")]), "the text of A must be a str, a Path or a Witness, not tuple"),
    (lambda: ANY.collate({"A": 3, "B": "y"}), "the text of A must be a str, a Path or a Witness, not int"),
    (lambda: ANY.diff("a", PurePath("b")), "the text of B must be a str, a Path or a Witness, not PurePosixPath"),
    (lambda: ANY.read(None), "a path is a str or a Path, not None"),
    (lambda: ANY.read(b"x"), "a path is a str or a Path, not b'x'"),
    (lambda: ANY.read(["a.txt", 3]), "a path is a str or a Path, not 3"),
    (lambda: ANY.read("README.md", encoding=3), "encoding must be a string, not 3"),
    (lambda: ANY.read(""), 'a path is empty; name a folder or a file, or "." for the current folder'),
    (lambda: ANY.read("missing.txt"), "missing.txt: no such file; check the name"),
    (lambda: ANY.check("missing.txt"), "missing.txt: no such file; check the name"),
    (lambda: ANY.check([]), "no file is named; name a folder, or one file or more"),
    (lambda: ANY.check("README.md", select=3), "select must be a string, not 3"),
    (lambda: ANY.check("README.md", select="V-slop"), "V-slop: no rule has this code or name; did you mean V-slip?"),
    (lambda: ANY.classify_pairs([("a",)]), 'a pair must be two strings, such as ("colour", "color"), not (\'a\',)'),
    (lambda: ANY.classify_pairs("abc"), 'a pair must be two strings, such as ("colour", "color"), not \'a\''),
    (lambda: ANY.classify_pairs([("a", "b")], texts="abc"), "texts must be a list of strings"),
    (lambda: ANY.classify_pairs([("a", "b")], aligned_pairs=[("a", 3)]), "a pair must be two strings"),
    (lambda: ANY.classify_pairs([("a", "b")], language=None), "language = None is not the code of a language"),
    (
        lambda: ANY.collate(ANY.Work((witness("A", "a"), witness("B", "b")), language="english")),
        "language = 'english' is not the code of a language",
    ),
    (
        lambda: ANY.align(ANY.Work((witness("A", "a"), witness("B", "b")), language=3)),
        "language = 3 is not the code of",
    ),
    (lambda: ANY.Work(("a", "b")), "the witnesses of a work must be of the class Witness, not 'a'"),
    (lambda: ANY.diff(witness("X", "a"), witness("X", "b")), "both texts have the siglum X; build one of them with"),
    (lambda: ANY.diff("a", "b").render("htm"), "there is no format htm; did you mean html?"),
    (lambda: ANY.diff("a", "b").write("csv", 3), "a path is a str or a Path, not 3"),
    (lambda: ANY.diff("a", "b").witnesses(""), "the list of witnesses is empty; name some of A, B"),
    (lambda: ANY.diff("a", "b").explain(True), "the number of an entry is a whole number, not True"),
    (lambda: ANY.diff("a", "a").explain(1), "#1: no entry has this number; there are no entries"),
]


@pytest.mark.parametrize(("call", "sentence"), WRONG, ids=[sentence[:40] for _, sentence in WRONG])
def test_a_wrong_argument_is_one_sentence(call: Callable[[], object], sentence: str) -> None:
    with pytest.raises(collate.CollateError) as error:
        call()
    assert str(error.value).startswith(sentence)
    assert "\n" not in str(error.value)


def test_a_work_with_a_normaliser_that_does_not_exist_is_one_sentence() -> None:
    work = collate.Work((witness("A", "a"), witness("B", "b")), normalisers=("nfx",))
    with pytest.raises(collate.ConfigError, match="there is no normaliser 'nfx'; the normalisers are nfc, "):
        collate.collate(work)


def test_two_empty_texts_do_not_differ() -> None:
    result = collate.diff("", "")
    assert str(result) == "no difference\n"
    assert (result.table, result.entries, bool(result)) == ((), (), False)


def test_an_empty_text_lacks_every_word_of_the_other() -> None:
    assert [str(r.variation.kind) for e in collate.diff("", "a cat").entries for r in e.readings] == ["addition"]


def test_a_witness_keeps_its_siglum_in_diff() -> None:
    assert collate.diff(witness("X", "a"), witness("Y", "b")).sigla == ("X", "Y")
    assert collate.diff("a", witness("A", "b")).sigla == ("B", "A")
    assert collate.diff(witness("B", "a"), "b").sigla == ("B", "A")


def test_a_letter_that_a_witness_has_is_not_used_for_a_text() -> None:
    texts: list[str | Path | collate.Witness] = ["a", witness("A", "b"), "c", witness("C", "d"), Path("README.md")]
    assert collate.collate(texts).sigla == ("F", "A", "G", "C", "README")


def test_iterating_over_a_result_gives_the_shown_entries() -> None:
    result = collate.diff("a grey cat", "a gray cat sat", language="en")
    assert [entry.number for entry in result.only("addition")] == [2]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_an_empty_data_frame_has_the_types_of_a_full_one(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collate.api.dataframes.LIBRARIES", (library,))
    empty, full = (collate.diff("a cat", text) for text in ("a cat", "the cat"))
    assert [*map(str, empty.to_dataframe().dtypes)] == [*map(str, full.to_dataframe().dtypes)]


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_a_lone_surrogate_is_shown_in_a_data_frame(library: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collate.api.dataframes.LIBRARIES", (library,))
    result = collate.diff("a \ud800", "a c")
    assert result.to_dataframe()["lemma"][0] == "\\u{d800}"
    assert "\\u{d800}" in list(result.to_long_dataframe()["surface"])


def test_the_message_of_a_setting_names_the_line_of_the_value_in_its_list(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("a cat\n", encoding="utf-8")
    witnesses = '[[witnesses]]\nfile = "a.txt"\n[[witnesses]]\nfile = "b.txt"\n'
    config = tmp_path / "collation.toml"
    for settings, line, why in [
        ('normalisers = [\n  "nfc",\n  "nfx",\n]\n', 3, "there is no normaliser 'nfx'; did you mean nfc?"),
        ('language = "english"\n', 1, "language = 'english' is not the code of a language"),
    ]:
        config.write_text(settings + witnesses, encoding="utf-8")
        with pytest.raises(collate.ConfigError) as error:
            collate.read(tmp_path)
        assert str(error.value).startswith(f"{config}:{line}: {why}")


def test_a_byte_that_is_not_of_the_encoding_leads_to_the_setting(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"a caf\xe9\n")
    (tmp_path / "collation.toml").write_text('[[witnesses]]\nfile = "a.txt"\n', encoding="utf-8")
    with pytest.raises(collate.ReadError) as error:
        collate.read(os.fspath(tmp_path))
    assert str(error.value).endswith(
        'byte 5 (0xE9) is not UTF-8; name its encoding, for instance encoding = "cp1252" under its [[witnesses]]'
    )
