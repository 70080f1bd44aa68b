"""Shapes of letters that are misread for one another: which kind, in which scripts, on what evidence."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

import collate
from collate.classify import Kind, ReadingPair, ReadingSide, Rulebook, WorkEvidence, classify, probable_error
from collate.classify.misreadings import misread_letters, misreadings
from collate.model.tokens import Sort


def label(left: str, right: str, language: str = "") -> str:
    return collate.classify_pairs([(left, right)], language)[0].label


@pytest.mark.parametrize(("left", "right", "language"), [
    ("it’ll", "it'11", "en"), ("Wasser", "Wafser", "de"), ("Wasser", "Wafser", ""), ("lord", "1ord", ""), ("god", "g0d", "en"),
    ("καὶ", "κα1", "grc"), ("мое", "м0е", "ru"), ("the", "tlie", "en"), ("the", "tbe", ""), ("shall", "fhall", "en"),
    ("and", "aud", "en"), ("which", "wbich", "de"), ("government", "govemment", ""), ("learning", "leaming", "en"),
    ("temps", "ternps", "fr"), ("sunt", "funt", "la"), ("home", "horne", "en"), ("und", "uud", "de"),
])  # fmt: skip
def test_a_form_that_is_no_word_is_a_spelling(left: str, right: str, language: str) -> None:
    assert label(left, right, language) == label(right, left, language) == "spelling.misreading"


@pytest.mark.parametrize(("left", "right", "language"), [
    ("modern", "modem", "en"), ("modern", "modem", ""), ("clear", "dear", "en"), ("arm", "ann", "en"), ("burn", "bum", ""),
    ("found", "sound", "en"), ("ear", "car", "en"), ("sein", "fein", "de"), ("Haus", "Hans", "de"), ("soi", "foi", "fr"),
    ("sit", "fit", "la"), ("ארם", "אדם", "he"), ("דבר", "רבר", ""), ("已", "己", "zh"), ("日", "曰", "zh"), ("мир", "мнр", "ru"),
    ("عين", "غين", "ar"), ("ΑΛΛΑ", "ΑΜΑ", "grc"),
])  # fmt: skip
def test_two_words_are_a_substitution(left: str, right: str, language: str) -> None:
    assert label(left, right, language) == label(right, left, language) == "substitution.misreading"


@pytest.mark.parametrize(("left", "right", "language"), [
    ("λόγον", "λόγου", "grc"), ("dominum", "dominus", "la"), ("vir", "uir", "la"), ("1845", "1846", ""), ("form", "from", "en"),
    ("I", "1", ""), ("hand", "land", "en"), ("worke", "work", "en"), ("colour", "color", "en"), ("l", "1", ""),
])  # fmt: skip
def test_what_other_rules_know_is_no_misreading(left: str, right: str, language: str) -> None:
    assert not label(left, right, language).endswith("misreading")


def test_the_work_tells_which_form_is_no_word() -> None:
    words = [
        Counter(("modern", "modern", "stria")),
        Counter(("modern", "modern", "stria")),
        Counter(("modern", "modrrn", "ftria")),
    ]
    evidence = WorkEvidence(Rulebook("la"), tuple(words))
    sides = [ReadingSide((word,), (Sort.WORD,)) for word in ("stria", "ftria")]
    found = classify(ReadingPair(sides[0], sides[1], evidence))
    assert (found.label, found.rule, found.certainty) == ("spelling.misreading", "slip", "medium")


def test_a_digit_in_a_word_is_the_error() -> None:
    sides = [ReadingSide((word,), (Sort.WORD,)) for word in ("not", "n0t")]
    for base, reading in (sides, sides[::-1]):
        slip = probable_error(ReadingPair(base, reading, WorkEvidence()))
        assert slip is not None
        assert (slip.form, slip.intended) == ("n0t", "not")


WORDS = st.text("rnmcldaeushfi1דר", max_size=7)


@given(WORDS, WORDS)
def test_letters_are_found_in_either_order(left: str, right: str) -> None:
    there, back = misread_letters(left, right), misread_letters(right, left)
    assert (there is None) == (back is None)
    assert there is None or back == there[::-1]


@given(st.text("aeoxt", max_size=4), st.sampled_from(sorted(misreadings().all)), st.text("aeoxt", max_size=4))
def test_every_exchange_is_found_inside_a_word(before: str, exchange: tuple[str, str], after: str) -> None:
    left, right = (f"{before}{letters}{after}" for letters in exchange)
    assert left == right or misread_letters(left, right) is not None


def test_no_exchange_is_listed_twice_nor_with_itself() -> None:
    assert all(left != right for left, right in misreadings().all)
    assert misreadings().strong <= misreadings().all


def test_kinds_of_misreadings_are_the_two() -> None:
    assert {label("modern", "modem", "en"), label("god", "g0d", "en")} == {
        f"{Kind.SUBSTITUTION}.misreading", f"{Kind.SPELLING}.misreading"}  # fmt: skip


@pytest.mark.parametrize(("left", "right", "kind"), [
    ("I", "1", "substitution.misreading medium"), ("I", "l", "substitution.misreading medium"),
    ("1", "l", "substitution.misreading medium"), ("0", "O", "substitution.misreading medium"),
    ("5", "S", "substitution.misreading medium"), ("1850", "l85O", "spelling.misreading high"),
    ("1775", "l775", "spelling.misreading high"), ("1705", "17O5", "spelling.misreading high"),
    ("1922", "19Z2", "spelling.misreading high"), ("21st", "2lst", "spelling.misreading high"),
    ("12d", "l2d", "spelling.misreading high"), ("they", "thev", "spelling.misreading low"),
    ("horse", "hoise", "spelling.misreading low"), ("V", "5", "abbreviation.numeral high"),
    ("1", "2", "substitution.numeral high"),
])  # fmt: skip
def test_letters_for_figures_are_misread(left: str, right: str, kind: str) -> None:
    for one, other in ((left, right), (right, left)):
        (variation,) = collate.classify_pairs([(one, other)], "en")
        assert f"{variation.label} {variation.certainty}" == kind


@pytest.mark.parametrize(("wrong", "meant"), [("l85O", "1850"), ("2lst", "21st"), ("l2d", "12d"), ("h1s", "his")])
def test_the_form_with_a_letter_among_figures_is_the_error(wrong: str, meant: str) -> None:
    sides = [ReadingSide((word,), (Sort.WORD,)) for word in (wrong, meant)]
    for base, reading in (sides, sides[::-1]):
        slip = probable_error(ReadingPair(base, reading, WorkEvidence(Rulebook("en"))))
        assert slip is not None
        assert (slip.form, slip.intended) == (wrong.lower(), meant)
