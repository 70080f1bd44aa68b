"""Quick tests of words before costly rules: they leave out nothing that the rules would find."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.classify.language.english import english_rules, regional_rule
from collate.classify.language.languages import (
    LetterChange,
    apply_changes,
    known_forms,
    language_files,
    rules_of_language,
)
from collate.classify.work_evidence import Folding
from collate.text.figures import parse_figure

CODES = sorted({path.stem for path in language_files().values()})
AMERICAN = [
    ("organise", "organize"), ("analyse", "analyze"), ("colour", "color"), ("Centre", "center"), ("centred", "centered"),
    ("defence", "defense"), ("judgement", "judgment"), ("travelled", "traveled"), ("aeroplane", "airplane"),
    ("mediaeval", "medieval"), ("æon", "eon"), ("catalogue", "catalog"), ("connexion", "connection"),
    ("mould", "mold"), ("colour-blind", "color-blind"), ("grey-eyed", "gray-eyed"), ("half-grey", "half-gray"),
    ("neighbour's", "neighbor's"),
]  # fmt: skip


@pytest.mark.parametrize(("british", "american"), AMERICAN)
def test_words_in_two_regional_spellings_are_found(british: str, american: str) -> None:
    assert regional_rule(british, american)
    assert regional_rule(american, british)


def test_every_listed_british_word_is_found_beside_the_american_one() -> None:
    rules = english_rules()
    pairs = [pair for pair in rules.american_words.items() if frozenset(pair) not in rules.ambiguous_pairs]
    respelled_too = "premise aerie propeller busses gasses misspelled spelled spilled smelled surprise"
    assert [american for british, american in pairs if not regional_rule(british, american)] == respelled_too.split()


@given(st.sampled_from(CODES), st.text("abcdeimnorstuvwxyæœþ'", max_size=8))
def test_letter_changes_that_are_left_out_for_ascii_would_have_changed_nothing(code: str, word: str) -> None:
    changes = rules_of_language(code).graphic
    assert Folding(changes)(word) == apply_changes(word, changes)


def test_a_change_may_bring_a_letter_that_another_one_changes() -> None:
    changes = [
        LetterChange("ae", "æ", lambda w: w.replace("ae", "æ")),
        LetterChange("æ", "e", lambda w: w.replace("æ", "e")),
    ]
    assert Folding(changes)("caelum") == "celum"


@pytest.mark.parametrize("code", CODES)
def test_known_forms_are_the_common_and_irregular_words_of_the_rules(code: str) -> None:
    rules = rules_of_language(code)
    assert known_forms(code) == rules.common | rules.families.keys()


@pytest.mark.parametrize(
    ("word", "value"), [("xiv", 14), ("XIV", 14), ("and", None), ("Xiv", None), ("3rd", 3), ("mix", 1009)]
)
def test_figures_in_plain_letters(word: str, value: int | None) -> None:
    found = parse_figure(word)
    assert (found and found[0]) == value
