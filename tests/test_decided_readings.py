"""What an editor has decided: `check` does not call the reading an error again, unless the decision does."""

from pathlib import Path

import pytest

from collate.cli.main import run

EN = "They went down to the little village by the water, and nobody there had seen the two strangers before."
LA = "in principio creavit deus caelum et terram terra autem erat inanis et vacua et tenebrae super faciem abyssi"
DE = "Der alte Bote kam am Abend in das Dorf, und niemand hatte ihn auf dem Wege durch den Wald gesehen."
TEXTS = {  # language: the text, the word, and the form that one witness has
    "en": (EN, "village", "vilage"),
    "la": (LA, "tenebrae", "tenberae"),
    "de": (DE, "niemand", "niemmand"),
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")
    return tmp_path


def make(folder: Path, language: str, decision: str = "", base: str = "A") -> None:
    """Write a work of which the witness C has an odd form, with a decision on it."""
    text, word, form = TEXTS[language]
    for siglum, content in (("A", text), ("B", f"{text};"), ("C", text.replace(word, form))):
        (folder / f"{siglum}.txt").write_text(f"{content}\n", encoding="utf-8")
    witnesses = "".join(f'[[witnesses]]\nsiglum = "{siglum}"\nfile = "{siglum}.txt"\n' for siglum in "ABC")
    (folder / "collation.toml").write_text(f'language = "{language}"\nbase = "{base}"\n{witnesses}', encoding="utf-8")
    if decision:
        signed = 'who = "E"\nwhen = 2026-11-30\nwhy = "so it is"\n'
        content = f"[[decisions]]\n{decision.format(word=word, form=form)}\n{signed}"
        (folder / "decisions.toml").write_text(content, encoding="utf-8")


def checked(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    """The places and codes of the findings on C."""
    assert run(["check", ".", "--format", "concise", *arguments]) == 0  # warnings at most, and all could be read
    return [line.split(" [")[0].partition(": ")[2] for line in capsys.readouterr().out.splitlines()]


HERE = 'scope = "here"\nplace = {{ witness = "A", text = "{word}" }}\nother = {{ witness = "C", text = "{form}" }}'
ANYWHERE = 'scope = "work"\npair = ["{word}", "{form}"]'


@pytest.mark.parametrize("language", TEXTS)
def test_an_odd_form_is_told_until_it_is_decided(
    language: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder, language)
    assert checked(capsys) == ["V-slip"]
    make(folder, language, f'kind = "substitution"\n{HERE}')
    assert checked(capsys) == []


@pytest.mark.parametrize(
    "decision",
    [
        f'kind = "spelling"\ncause = "regional"\n{HERE}',
        f'kind = "substitution"\n{ANYWHERE}',
        f'action = "ignore"\n{HERE}',
        f'action = "ignore"\n{ANYWHERE}',
        'action = "ignore"\nscope = "here"\nplace = {{ witness = "C", text = "{form}" }}',
    ],
)
@pytest.mark.parametrize("base", ["A", "C"])
@pytest.mark.parametrize("arguments", [(), ("--select", "V-slip,V-wrong-word")])
def test_a_decision_answers_whatever_its_scope_and_the_base(
    decision: str, base: str, arguments: tuple[str, ...], folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder, "en", decision, base)
    assert checked(capsys, *arguments) == []


@pytest.mark.parametrize("cause", ["error", "misreading"])
def test_what_an_editor_calls_an_error_is_still_told(
    cause: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make(folder, "en", f'kind = "spelling"\ncause = "{cause}"\n{HERE}')
    assert checked(capsys) == ["V-slip"]


def test_a_decision_says_nothing_of_another_word(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(folder, "en", f'kind = "substitution"\n{HERE}')
    odd = EN.replace("village", "vilage").replace("strangers", "stragners")
    (folder / "C.txt").write_text(f"{odd}\n", encoding="utf-8")
    run(["check", ".", "--format", "concise"])
    out = capsys.readouterr().out
    assert out.startswith(f"C.txt:1:{odd.index('stragners') + 1}: V-slip ")
    assert out.count("\n") == 1


def test_a_lost_word_that_is_ignored_is_not_told(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make(folder, "en")
    (folder / "C.txt").write_text(EN.replace("nobody there had", "nobody had") + "\n", encoding="utf-8")
    assert checked(capsys) == ["V-lost-word"]
    place = 'place = { witness = "A", before = "nobody", text = "there" }'
    (folder / "decisions.toml").write_text(
        f'[[decisions]]\naction = "ignore"\nscope = "here"\n{place}\nwho = "E"\nwhen = 2026-11-30\nwhy = "so it is"\n',
        encoding="utf-8",
    )
    assert checked(capsys) == []
