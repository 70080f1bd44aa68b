"""What a work says of its own words: `[rules]`, rule files, and rules in Python; and the page that describes them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import collate
from collate.classify import RULES
from collate.classify.language.languages import RULE_KEYS
from collate.cli.main import run
from collate.errors import ConfigError, RuleError
from collate.files.boundary import Permissions
from collate.pipeline.collating import collate_work
from collate.reading.work import read_work

Make = Callable[..., Path]
TRUSTED = Permissions(rules=True)
PAGE = (Path(__file__).parent.parent / "docs" / "kinds.md").read_text(encoding="utf-8")


def named_in(page: str, heading: str) -> list[str]:
    """The names in backticks in the first cells of the tables below a heading."""
    section = re.search(rf"^#+ {heading}\n(.*?)(?=^#+ |\Z)", page, flags=re.DOTALL | re.MULTILINE)
    assert section is not None
    cells = re.findall(r"^\| (`[^|]*) \|", section[1], flags=re.MULTILINE)
    return [name for cell in cells for name in re.findall(r"`([^`]+)`", cell)]


def test_the_page_of_kinds_names_every_rule_in_the_order_in_which_they_are_asked() -> None:
    assert named_in(PAGE, "The rules") == list(RULES)


def test_the_page_of_kinds_names_every_key_of_a_rule_file() -> None:
    assert sorted(named_in(PAGE, "Changing the result")) == sorted(RULE_KEYS)


WORK = """language = "la"

[[witnesses]]
siglum = "A"
file = "a.txt"

[[witnesses]]
siglum = "B"
file = "b.txt"

[rules]
"""


@pytest.fixture(autouse=True)
def _allow_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLLATE_ALLOW_RULES", "1")


@pytest.fixture
def work(tmp_path: Path) -> Make:
    """A work of two witnesses, whose rules are given."""

    def made(
        rules: str, one: str = "Petrus vidit regem magnum", other: str = "Petrus uidit regem paruum", **files: str
    ) -> Path:
        (tmp_path / "collation.toml").write_text(WORK + rules, encoding="utf-8")
        for name, text in {"a.txt": one, "b.txt": other, **files}.items():
            (tmp_path / name.replace("__", ".")).write_text(text, encoding="utf-8")
        return tmp_path

    return made


def labels(folder: Path) -> list[str]:
    entries = collate_work(read_work(folder, permissions=TRUSTED)).apparatus.entries
    return [reading.variation.label for entry in entries for reading in entry.readings]


def test_letters_that_are_one_to_the_work_are_typography(work: Make) -> None:
    assert labels(work("")) == ["spelling.historical", "substitution"]
    assert labels(work('letters = ["uv"]')) == ["typography.letter-form", "substitution"]


def test_a_kind_can_be_merged_into_another(work: Make) -> None:
    rules = 'merge = { "spelling.historical" = "typography", "substitution" = "substitution.lexical" }'
    assert labels(work(rules)) == ["typography", "substitution.lexical"]


def test_a_kind_can_be_hidden_from_reports(work: Make, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["report", str(work('hide = ["spelling.historical"]')), "--format", "csv"]) == 0
    told = capsys.readouterr()
    assert "uidit" not in told.out
    assert "paruum" in told.out


def test_words_of_the_work_are_known_from_the_table_itself_and_from_a_file(work: Make) -> None:
    files = {"own__toml": 'names = [["Petrus", "Kephas"]]\ndifferent = [["vidit", "uidit"]]'}
    folder = work('tables = ["own.toml"]\nspellings = ["magnum maximum"]', other="Kephas uidit regem maximum", **files)
    assert labels(folder) == ["spelling.name", "substitution", "spelling"]


def test_an_abbreviation_of_the_work_is_one(work: Make) -> None:
    folder = work('abbreviations = [["PV", "Petrus vidit"], ["mg", "magnum"]]', other="Petrus vidit regem mg")
    assert labels(folder) == ["abbreviation"]


def test_rules_of_a_second_language_are_laid_over(work: Make) -> None:
    folder = work('languages = ["ru"]', "вся миръ знаетъ", "вся мир знает")
    assert labels(folder) == ["spelling.historical", "spelling.historical"]


def test_a_rule_in_python_is_asked_first_and_shown_by_explain(work: Make, capsys: pytest.CaptureFixture[str]) -> None:
    rule = '''
from collate.classify import Kind, Variation


def saints(pair):
    """Peter and Paul are saints."""
    if pair.single and {pair.single.base, pair.single.reading} == {"petrus", "paulus"}:
        return Variation(Kind.SUBSTITUTION, "two saints", cause="saint")
    return None
'''
    folder = work('python = ["saintly.saints"]', other="Paulus vidit regem magnum", saintly__py=rule)
    assert labels(folder) == ["substitution.saint"]
    assert run(["explain", str(folder), "#1"]) == 0
    assert "saintly.saints: Peter and Paul are saints." in capsys.readouterr().out


FAILING = {
    "def r(pair):\n    return 1 / 0\n": "ZeroDivisionError",
    "def r(pair):\n    return 'spelling'\n": "must return a Variation or None",
    "def r():\n    return None\n": "TypeError",
    "import sys\n\n\ndef r(pair):\n    sys.exit(3)\n": "SystemExit(3)",
    "from collate.classify import Variation\n\n\ndef r(pair):\n    return Variation('odd', 'so')\n": "returns kind 'odd'",
    "from collate.classify import Variation, Kind\n\n\ndef r(pair):\n    return Variation(Kind.NOTE, None)\n": "returns why None",
}


@pytest.mark.parametrize(("source", "said"), FAILING.items())
def test_a_rule_that_fails_names_itself_and_the_pair(work: Make, source: str, said: str) -> None:
    folder = work('python = ["failing.r"]', failing__py=source)
    with pytest.raises(RuleError, match=r"the rule failing\.r .*'vidit' and 'uidit'.*") as error:
        collate_work(read_work(folder, permissions=TRUSTED))
    assert said in str(error.value)


def test_a_rule_is_the_works_own_whatever_else_has_its_name(work: Make) -> None:
    rule = "from collate.classify import Kind, Variation\n\n\ndef f(pair):\n    return Variation(Kind.NOTE, 'so')\n"
    assert labels(work('python = ["json.f"]', json__py=rule)) == ["note", "note"]
    assert labels(work('python = ["json.f"]', json__py=rule.replace("NOTE", "GLOSS"))) == ["gloss", "gloss"]
    import json

    assert json.loads("1") == 1


def test_what_a_rule_prints_is_no_part_of_a_report(work: Make, capsys: pytest.CaptureFixture[str]) -> None:
    rule = "print('loaded')\n\n\ndef f(pair):\n    print('asked')\n"
    assert run(["report", str(work('python = ["loud.f"]', loud__py=rule)), "--format", "csv"]) == 0
    told = capsys.readouterr()
    assert "loaded" not in told.out
    assert "asked" not in told.out
    assert "asked" in told.err


ENDLESS = {
    'graphic = [["(a|aa)+[bx]$", ""]]': "takes longer than",
    'graphic = [["[au]", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"], ["a", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"]]': "letters of",
}


@pytest.mark.parametrize(("rules", "said"), ENDLESS.items())
def test_a_pattern_that_never_ends_is_named_with_the_word(
    work: Make, monkeypatch: pytest.MonkeyPatch, rules: str, said: str
) -> None:
    monkeypatch.setattr("collate.files.patterns.SEARCH_TIMEOUT", 0.05)
    with pytest.raises(RuleError, match=r"collation\.toml:12: .*'[ou]aaaaaaaaa") as error:
        collate_work(
            read_work(
                work(rules, "oaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac", "uaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaac"),
                permissions=TRUSTED,
            )
        )
    assert said in str(error.value)


def test_three_letters_can_be_one(work: Make) -> None:
    assert labels(work('letters = ["uv", "vw"]', "vidit", "widit")) == ["typography.letter-form"]
    assert labels(work('letters = ["vw", "uv"]', "Uidit", "Widit")) == ["typography.letter-form"]


WRONG = {
    'languages = ["tlh"]': "there are no rules for the language 'tlh'",
    'tables = ["none.toml"]': "none.toml: no such file",
    'letters = ["uvw"]': "'uvw' is not a pair of different letters",
    'merge = { "spelling" = "nonsense" }': "'nonsense' in merge, for 'spelling', is not a kind",
    'letters = ["uu"]': "'uu' is not a pair of different letters",
    'letters = ["İi"]': "is not a pair of different letters",
    'merge = { "spelling" = "lacuna" }': "'spelling' is a difference and cannot become 'lacuna'",
    'merge = { "spelling" = "agreement" }': "use hide instead",
    'spellings = [["Mao Tse-tung", "Mao Zedong"]]': "write single words without spaces",
    'spellings = ["rex Rex"]': "without capitals and accents this is one word",
    'different = [["ou", "où"]]': "without capitals and accents this is one word",
    'different = [["a b", "c"]]': "write single words without spaces",
    'merge = ["spelling"]': "merge must be a table",
    'learn = "sometimes"': "learn must be one of auto, always, never, not 'sometimes'",
    'python = ["nowhere.rule"]': "the rule nowhere.rule cannot be imported",
    'python = ["rule"]': "the rule rule cannot be imported",
    'graphic = [["(", ""]]': "'(' is not a regular expression",
    'graphic = [["a", "\\\\9"]]': "is not a regular expression",
    'graphic = ["ab"]': "graphic must be lists of 2 strings",
    'abbreviations = [["", "x"]]': "has no letters on one side",
    'spellings = [["one"]]': "a group must have at least two words",
    "spellings = 3": "spellings must be a list of groups",
    "common = 3": "common must be words in one string",
    'lnaguages = ["la"]': "unknown key lnaguages; did you mean languages?",
    'capital_nouns = "yes"': "capital_nouns must be true or false",
}


@pytest.mark.parametrize(("rules", "said"), WRONG.items())
def test_a_wrong_rule_names_file_line_and_mend(work: Make, rules: str, said: str) -> None:
    folder = work(rules)
    with pytest.raises(ConfigError) as error:
        collate_work(read_work(folder, permissions=TRUSTED))
    assert str(error.value).startswith(f"{folder / 'collation.toml'}:12: ") or "none.toml" in said
    assert said in str(error.value)


def test_a_wrong_rule_file_is_named_with_its_own_line(work: Make) -> None:
    folder = work('tables = ["own.toml"]', own__toml='\n\nendings = ["a", 3]\n')
    with pytest.raises(ConfigError, match=r"own\.toml:3: endings must be words"):
        collate_work(read_work(folder, permissions=TRUSTED))


def test_a_letter_without_a_capital_may_be_a_shape_of_another(work: Make) -> None:
    assert labels(work('letters = ["ßs"]', "Maße", "Mase")) == ["typography.letter-form"]


@pytest.mark.parametrize("language", ["fi", "hu", "sw"])
def test_letters_that_are_one_sign_are_older_spelling_in_a_language_without_exchanges(language: str) -> None:
    (variation,) = collate.classify_pairs([("straße", "strasse")], language=language)
    assert (variation.label, variation.rule) == ("spelling.historical", "historical")
