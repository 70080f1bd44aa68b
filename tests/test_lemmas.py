"""Lemmas are evidence in a Latin work that asks for them, if nearly all of its words are known."""

from pathlib import Path

import pytest

import collate
from collate.classify.language.lemmas import has_lemmas
from collate.errors import ConfigError

needs_lemmas = pytest.mark.skipif(not has_lemmas(), reason="simplemma is not installed")
TEXT = "in principio creauit deus caelum et terram terra autem erat inanis et uacua et tenebrae super faciem abyssi "


def kinds(folder: Path, base: str, reading: str, rules: str = "lemmas = true", language: str = "la") -> list[str]:
    (folder / "a.txt").write_text(TEXT + base, "utf-8")
    (folder / "b.txt").write_text(TEXT + reading, "utf-8")
    witnesses = "".join(f'[[witnesses]]\nsiglum = "{s}"\nfile = "{s.lower()}.txt"\n' for s in "AB")
    settings = f'title = "x"\nlanguage = "{language}"\n{witnesses}[rules]\n{rules}\n'
    (folder / "collation.toml").write_text(settings, "utf-8")
    result = collate.collate(collate.read(folder))
    variations = [reading.variation for entry in result.entries for reading in entry.readings]
    return [f"{variation.label} {variation.rule}" for variation in variations]


@needs_lemmas
@pytest.mark.parametrize(
    ("base", "reading"), [("tulit eum", "ferebat eum"), ("rex fecit", "rex faciebat"), ("urbs magna", "urbis magna")]
)
def test_two_forms_of_one_lemma_are_an_inflection(base: str, reading: str, tmp_path: Path) -> None:
    assert kinds(tmp_path, base, reading)[0].startswith("inflection")


@needs_lemmas
def test_two_lemmas_are_two_words(tmp_path: Path) -> None:
    assert kinds(tmp_path, "portam magnam", "partem magnam") == ["substitution lemmas"]
    assert kinds(tmp_path, "caelum magnum", "celum magnum") == ["spelling.historical historical"]


@needs_lemmas
def test_a_work_with_many_unknown_words_uses_no_lemmas(tmp_path: Path) -> None:
    unknown = "xaba xabb xabc xabd xabe xabf tulit"
    assert "lemmas" not in kinds(tmp_path, unknown, unknown.replace("tulit", "ferebat"))[0]


def test_no_lemmas_are_used_unless_the_work_says_so(tmp_path: Path) -> None:
    assert "lemmas" not in kinds(tmp_path, "tulit eum", "ferebat eum", "")[0]


def test_lemmas_of_another_language_are_an_error(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="lemmas are known for Latin only"):
        kinds(tmp_path, "x", "y", language="fr")


def test_lemmas_that_are_not_installed_are_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("collate.classify.rulebook.has_lemmas", lambda: False)
    with pytest.raises(ConfigError, match=r"pip install 'textcollate\[lemmas\]'"):
        kinds(tmp_path, "x", "y")
