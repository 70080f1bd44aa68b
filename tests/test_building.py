"""A work is built from texts and files that a program names."""

from collections.abc import Callable
from pathlib import Path

import pytest

from collate.errors import CollateError, ConfigError, OptionError, ReadError, WitnessError
from collate.files.toml import SettingsTable
from collate.model.work import DEFAULT_NORMALISERS, ReportSettings, Work
from collate.pipeline.collating import collate_work
from collate.reading.building import read_paths, work_of

WORK = Path(__file__).parent.parent / "witnesses" / "autonomisation"


def kinds(work: Work) -> list[str]:
    return [v.label for e in collate_work(work).apparatus.entries for v in e.variations]


def test_a_string_is_a_text_and_a_path_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("the old men", encoding="utf-8")
    work = work_of({"A": "the old man", "B": tmp_path / "b.txt"}, language="en", base="B", title="Two")
    assert [(w.siglum, w.text) for w in work.witnesses] == [("A", "the old man"), ("B", "the old men")]
    assert (work.title, work.base, work.language, work.folder) == ("Two", "B", "en", None)
    assert work.files == (tmp_path / "b.txt",)
    assert [s.file for s in work.witnesses[1].sources] == ["b.txt"]
    assert work.witnesses[0].sources == ()


def test_what_is_not_said_has_a_default() -> None:
    work = work_of({"A": "one", "B": "two"})
    assert (work.title, work.base, work.language, work.tokeniser) == ("A / B", "A", "", "words")
    assert work.normalisers == DEFAULT_NORMALISERS
    assert (work.report, work.rules, work.decisions, work.files, work.left_out) == (ReportSettings(), None, (), (), ())


def test_texts_of_a_list_are_called_by_letters_and_files_by_their_names(tmp_path: Path) -> None:
    (tmp_path / "manuscript.txt").write_text("x", encoding="utf-8")
    assert [w.siglum for w in work_of(["x", tmp_path / "manuscript.txt", "x"]).witnesses] == ["A", "manuscript", "C"]
    many = [w.siglum for w in work_of(["x"] * 704).witnesses]
    assert (many[25], many[26], many[27], many[701], many[702], many[703]) == ("Z", "AA", "AB", "ZZ", "AAA", "AAB")


def test_rules_of_a_work_are_read_from_a_mapping() -> None:
    texts = {"A": "vpon a tyme", "B": "upon a time"}
    assert kinds(work_of(texts, language="en")) == ["spelling.historical", "spelling.historical"]
    assert kinds(work_of(texts, language="en", rules={"letters": ("uv", "iy")})) == ["typography.letter-form"] * 2
    assert work_of(texts, rules={"hide": ["spelling"]}).report.ignore == ("spelling",)


@pytest.mark.parametrize(
    ("rules", "sentence"),
    [
        ({"letters": ["u"]}, 'rules.letters: \'u\' is not a pair of different letters; write letters = ["uv", "ij"]'),
        ({"lern": "never"}, "rules.lern: unknown key lern; did you mean learn?"),
        ({"tables": [Path("gone.toml")]}, "rules.tables[0]: gone.toml: no such file; check the name of the rule file"),
        ({"learn": "now"}, "rules.learn: learn must be one of auto, always, never, not 'now'"),
    ],
)
def test_a_mistake_in_rules_of_a_mapping_names_the_key(rules: dict[str, object], sentence: str) -> None:
    with pytest.raises(ConfigError) as caught:
        collate_work(work_of({"A": "one", "B": "two"}, rules=rules))
    assert str(caught.value) == sentence


def test_paths_are_a_work_or_files(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / f"{name}.txt").write_text(name, encoding="utf-8")
    one, two = tmp_path / "one.txt", tmp_path / "two.txt"
    assert [w.siglum for w in read_paths(str(WORK)).witnesses] == ["CW", "WO", "LFF"]
    assert read_paths([WORK]) == read_paths(WORK)
    assert [w.text for w in read_paths(one).witnesses] == ["one"]
    assert [(w.siglum, w.text) for w in read_paths([str(one), two]).witnesses] == [("one", "one"), ("two", "two")]
    assert read_paths([one, two]).base == "one"


def test_a_minus_is_a_file_to_a_program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "-").write_text("text", encoding="utf-8")
    assert read_paths("-").witnesses[0].text == "text"


REFUSED = [
    (lambda at: read_paths(at / "gone.txt"), ReadError, "{at}/gone.txt: no such file; check the name"),
    (lambda at: read_paths([at / "latin.txt"]), ReadError,
     'latin.txt:1: byte 0 (0xE9) is not UTF-8; name its encoding, for instance encoding="cp1252"'),
    (lambda at: read_paths(at / "latin.txt", encoding="ascii"), ReadError,
     "latin.txt:1: byte 0 (0xE9) is not ASCII; name another with encoding"),
    (lambda at: read_paths(at / "wide.txt"), ReadError,
     'wide.txt: begins with the byte order mark of utf-16-le, not of UTF-8; use encoding="utf-16"'),
    (lambda at: read_paths(at / "latin.txt", encoding="klingon"), ReadError,
     "klingon: unknown encoding; try utf-8, cp1252, latin-1 or utf-16"),
    (lambda at: read_paths([at / "a.txt", at / "in" / "a.txt"]), WitnessError,
     'two witnesses have the siglum a (a.txt and a.txt); change one of them: {{"SIGLUM": text}}'),
    (lambda at: read_paths([]), ReadError, "no file is named; name a folder with collation.toml, or one file or more"),
    (read_paths, ReadError,
     "{at}: this folder has no collation.toml; add one, or name the witness files instead"),
    (lambda at: work_of({}), WitnessError, 'there are no witnesses; name two or more, such as {{"A": text, "B": text}}'),
    (lambda at: work_of({"": "x"}), WitnessError, "a witness has an empty siglum; choose another"),
    (lambda at: work_of({"none": "x"}), WitnessError,
     'none cannot be a siglum, because this word names a base; choose another siglum: {{"SIGLUM": text}}'),
    (lambda at: work_of(["x"], normalisers=["lower"]), OptionError,
     "there is no normaliser 'lower'; use one of nfc, line-end, signs, invisible, ligatures, long-s, quotes, dashes, spaces, case, marks"),
    (lambda at: collate_work(work_of(["x", "y"], tokeniser="letters")), ConfigError,
     "there is no tokeniser 'letters'; the tokenisers are words, blanks"),
    (lambda at: collate_work(work_of(["x", "y"], base="C")), WitnessError,
     "the base C is not a witness; choose one of A, B, majority or none"),
]  # fmt: skip


@pytest.mark.parametrize(("build", "error", "sentence"), REFUSED)
def test_what_cannot_be_built_is_told_without_words_of_the_command_line(
    tmp_path: Path, build: Callable[[Path], object], error: type[Exception], sentence: str
) -> None:
    (tmp_path / "in").mkdir()
    for name in ("a.txt", "in/a.txt"):
        (tmp_path / name).write_text("a", encoding="utf-8")
    (tmp_path / "latin.txt").write_bytes(b"\xe9")
    (tmp_path / "wide.txt").write_bytes("a".encode("utf-16"))
    with pytest.raises(error) as caught:
        build(tmp_path)
    assert isinstance(caught.value, CollateError)
    assert str(caught.value) == sentence.format(at=tmp_path)


def test_a_single_text_is_no_list_of_texts() -> None:
    with pytest.raises(WitnessError, match="texts must be a mapping or a list, not a single text"):
        work_of("one")
    with pytest.raises(WitnessError, match="the text of A must be a str, a Path or a Witness, not bytes"):
        work_of({"A": b"one"})  # type: ignore[dict-item]  # the mistake that is tested


def test_settings_in_code_are_those_of_a_file() -> None:
    assert work_of(["x"], rules={"letters": ["uv"]}).rules == SettingsTable.of({"letters": ("uv",)}, "rules")
