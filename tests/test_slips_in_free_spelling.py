"""A slip where spelling is free, and an older spelling in a work that has only a few: the letters tell."""

from collections import Counter

import pytest

from collate.classify import ReadingPair, ReadingSide, WorkEvidence, classify, probable_error
from collate.classify.pairs import classify_pairs
from collate.classify.rulebook import Rulebook
from collate.model.tokens import Sort

STEMS = "turn burn bear hear fear speak break dream mean clean heart death night light world sword child stone house".split()
FREE = [(stem + "e", stem) for stem in STEMS]
FREE += [("v" + w, "u" + w) for w in ("pon", "nder", "nto", "nkind", "nseen", "rge", "tter", "ntill")]
FREE += [
    (w + "ll", w + "l") for w in ("natura", "morta", "roya", "loya", "crue", "fina", "tota", "equa", "vsua", "faithfu")
]
FREE += [
    (w + "ie", w + "y") for w in ("calamit", "bod", "cit", "lad", "mercie", "dut", "stor", "glor", "countr", "beaut")
]
FREE += [(w.replace("v", "u"), w) for w in ("love", "give", "have", "live", "ever", "never", "over", "silver", "seven")]
GERMAN = [
    ("liecht", "licht"),
    ("hertz", "herz"),
    ("sey", "sei"),
    ("nemen", "nehmen"),
    ("gantz", "ganz"),
    ("geth", "geht"),
]
OLDER_ENGLISH = [
    ("kinge", "king"), ("sonne", "son"), ("warre", "war"), ("madnes", "madness"), ("towne", "town"), ("yeere", "year"), ("dayes", "days"),
    ("walked", "went"), ("house", "home"), ("field", "meadow"),
]  # fmt: skip
ERRORS = ("spelling.error", "spelling.misreading")


def side(word: str, is_singular: bool) -> ReadingSide:
    return ReadingSide((word,), (Sort.WORD,), is_singular=is_singular)


def evidence(pairs: list[tuple[str, str]], language: str, intended: str, form: str) -> WorkEvidence:
    older, newer = Counter(old for old, _ in pairs), Counter(new for _, new in pairs)
    vocabularies = older + Counter([form]), newer + Counter([intended]), newer + Counter([intended])
    return WorkEvidence(Rulebook(language), vocabularies, [*pairs, (form, intended)])


def said(pairs: list[tuple[str, str]], language: str, intended: str, form: str) -> str:
    pair = ReadingPair(side(intended, False), side(form, True), evidence(pairs, language, intended, form))
    assert (probable_error(pair) is None) == (classify(pair).cause not in ("error", "misreading"))
    return classify(pair).label


@pytest.mark.parametrize(
    ("intended", "form"),
    [
        ("against", "agxinst"),
        ("what", "whqt"),
        ("bodkin", "hodkin"),
        ("makes", "mkaes"),
        ("time", "tmie"),
        ("resolution", "resoltuion"),
        ("awry", "arwy"),
    ],
)
def test_letters_that_no_writer_exchanges_are_a_slip_where_spelling_is_free(intended: str, form: str) -> None:
    assert evidence(FREE, "en", intended, form).spells_freely
    assert said(FREE, "en", intended, form) in ERRORS


@pytest.mark.parametrize(
    ("intended", "form"),
    [
        ("learn", "learne"),
        ("puzzles", "puzzels"),
        ("virtue", "vertue"),
        ("hundred", "hunderd"),
        ("sovereign", "soueraign"),
    ],
)
def test_letters_that_writers_exchange_are_no_slip_where_spelling_is_free(intended: str, form: str) -> None:
    assert said(FREE, "en", intended, form) not in ERRORS


@pytest.mark.parametrize(
    ("intended", "form"),
    [
        ("schuf", "schuff"),
        ("himmel", "himel"),
        ("glauben", "gleuben"),
        ("wohlgefallen", "wolgefallen"),
        ("sollt", "solt"),
    ],
)
def test_an_older_spelling_is_no_slip_beside_others_of_its_kind(intended: str, form: str) -> None:
    assert not evidence(GERMAN, "de", intended, form).spells_freely
    assert said(GERMAN, "de", intended, form) not in ERRORS
    assert said([], "de", intended, form) == "spelling.error"


def test_a_letter_that_older_spelling_does_not_explain_stays_a_slip() -> None:
    assert said(GERMAN, "de", "nicht", "nichl") in ERRORS


def certainty(pairs: list[tuple[str, str]], one: str, other: str) -> str:
    text = " ".join(old for old, _ in pairs), " ".join(new for _, new in pairs)
    (variation,) = classify_pairs([(one, other)], "en", texts=text, aligned_pairs=pairs)
    return f"{variation.label} {variation.certainty}"


@pytest.mark.parametrize(("one", "other"), [("then", "than"), ("loose", "lose")])
def test_two_common_words_are_not_certain_where_spelling_is_free(one: str, other: str) -> None:
    assert certainty([], one, other) == "substitution high"
    assert certainty(FREE, one, other) == "substitution medium"


@pytest.mark.parametrize(("one", "other"), [("ye", "the"), ("thorough", "through")])
def test_words_that_older_print_did_not_tell_apart_are_not_certain_there(one: str, other: str) -> None:
    assert certainty([], one, other) == "substitution high"
    assert certainty(OLDER_ENGLISH, one, other) == "substitution medium"


@pytest.mark.parametrize(("one", "other"), [("man", "men"), ("woman", "women"), ("foot", "feet")])
def test_an_irregular_plural_stays_one_where_spelling_is_free(one: str, other: str) -> None:
    assert certainty(FREE, one, other) == "inflection high"


def test_questions_without_a_text_teach_nothing() -> None:
    alone = classify_pairs([("present", "prevent")], "en")
    assert classify_pairs([("present", "prevent"), *FREE], "en")[:1] == alone


@pytest.mark.parametrize(
    ("one", "other", "language"),
    [("vo", "voglio", "it"), ("και", "κε", "grc"), ("p", "per", "la"), ("כל", "קול", "he"), ("jck", "ik", "nl")],
)
def test_a_short_word_that_shares_letters_is_not_certainly_another(one: str, other: str, language: str) -> None:
    (variation,) = classify_pairs([(one, other)], language)
    assert f"{variation.label} {variation.certainty}" == "substitution low"
