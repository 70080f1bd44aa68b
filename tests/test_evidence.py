"""What a work tells its rules, at the borders: how often, how many, how much is enough."""

from collections import Counter

import pytest

from collate.checking.error_evidence import _is_typing_error
from collate.classify import (
    Certainty,
    Kind,
    ReadingPair,
    ReadingSide,
    Rulebook,
    Variation,
    WorkEvidence,
    bare,
    classify,
)
from collate.classify.slip_evidence import SlipEvidence
from collate.model.tokens import Sort


def side(word: str, singular: bool = True) -> ReadingSide:
    return ReadingSide((word,), (Sort.WORD,), is_singular=singular)


def classified(base: ReadingSide, reading: ReadingSide, evidence: WorkEvidence) -> Variation:
    return classify(ReadingPair(base, reading, evidence))


def evidence_of(*vocabularies: dict[str, int], language: str = "en", learn: bool | None = None,
                aligned: tuple[tuple[str, str], ...] = ()) -> WorkEvidence:  # fmt: skip
    return WorkEvidence(Rulebook(language, learn_edits=learn), tuple(Counter(v) for v in vocabularies), aligned)


# The words of three witnesses, and what `goverment` is where another has `government`.
SLIPS = [
    ({"goverment": 1}, {"government": 1}, {"government": 1}, "spelling.error"),  # two have the word
    ({"goverment": 1, "government": 1}, {"government": 1}, {}, "spelling.error"),  # the witness has it elsewhere
    ({"goverment": 3}, {"government": 3}, {"government": 3}, "spelling.error"),
    ({"goverment": 4}, {"government": 4}, {"government": 4}, "spelling"),  # who writes so four times means it
    ({"goverment": 4, "government": 80}, {"government": 1}, {}, "spelling.error"),  # but for one who seldom does
    ({"goverment": 1}, {"government": 3}, {}, "spelling"),  # one against one
    ({"goverment": 1}, {"goverment": 1}, {"government": 9}, "spelling"),  # two texts agree in the form
]


@pytest.mark.parametrize(("first", "second", "third", "label"), SLIPS)
def test_a_slip_is_rare_and_of_one_witness_and_the_word_is_known(
    first: dict[str, int], second: dict[str, int], third: dict[str, int], label: str
) -> None:
    evidence = evidence_of(first, second, third, aligned=(("goverment", "government"), ("a", "b")))
    assert classified(side("government"), side("goverment"), evidence).label == label
    assert classified(side("goverment"), side("government"), evidence).label == label


def test_a_reading_of_two_witnesses_is_no_slip() -> None:
    evidence = evidence_of(
        {"goverment": 1}, {"government": 1}, {"government": 1}, aligned=(("goverment", "government"),)
    )
    assert classified(side("government"), side("goverment", False), evidence).label == "spelling"


def test_of_two_near_editions_one_has_a_slip() -> None:
    words = {f"word{letter}": 1 for letter in "abcdefghijklmnopqrst"}
    evidence = evidence_of({"riffraff": 1, **words}, {"ruffraff": 1, **words}, aligned=(("riffraff", "ruffraff"),))
    found = classified(side("riffraff"), side("ruffraff"), evidence)
    assert (found.label, found.certainty) == ("spelling.error", Certainty.LOW)
    far = evidence_of({"riffraff": 1}, {"ruffraff": 1}, aligned=(("riffraff", "ruffraff"),))
    assert classified(side("riffraff"), side("ruffraff"), far).label == "spelling"


def test_what_a_work_often_exchanges_is_no_slip() -> None:
    once, both = {"tyme": 1}, {"time": 1}
    others = (("fynd", "find"), ("kynd", "kind"), ("mynd", "mind"))
    assert classified(side("time"), side("tyme"), evidence_of(once, both, both, aligned=others)).cause == "historical"
    assert classified(side("time"), side("tyme"), evidence_of(once, both, both, aligned=others[1:])).cause == "error"


@pytest.mark.parametrize(("intended", "slip", "language"), [
    ("water", "watre", "en"), ("year", "yeer", "en"), ("tongue", "tounge", "en"), ("indeed", "mindeed", "en"),
    ("availeth", "availleth", "en"), ("mouth", "muoth", "en"), ("Wahrheit", "Wahrhiet", "de"), ("parole", "parloe", "fr"),
    ("правда", "прввда", "ru"), ("λόγος", "λόγσο", "grc"), ("verbum", "verbbum", "la"),
])  # fmt: skip
def test_a_slip_comes_before_what_its_letters_might_mean(intended: str, slip: str, language: str) -> None:
    evidence = evidence_of({bare(slip): 1}, {bare(intended): 1}, {bare(intended): 1}, language=language)
    assert classified(side(intended), side(slip), evidence).label == "spelling.error"


@pytest.mark.parametrize(("word", "other", "language"), [
    ("colour", "color", "en"), ("worker", "workers", "en"), ("centre", "center", "en"), ("vir", "uir", "la"),
    ("possible", "impossible", "en"), ("dominum", "dominus", "la"), ("form", "from", "en"), ("grandes", "grande", "fr"),
])  # fmt: skip
def test_what_a_rule_explains_is_no_slip(word: str, other: str, language: str) -> None:
    evidence = evidence_of({other: 1}, {word: 1}, {word: 1}, language=language)
    assert classified(side(word), side(other), evidence).cause not in ("error", "misreading")


def test_two_edits_are_a_slip_in_a_long_word_only() -> None:
    long = evidence_of({"gverment": 1}, {"government": 5}, {"government": 5})
    assert classified(side("government", False), side("gverment"), long).label == "spelling.error"
    short = evidence_of({"gverm": 1}, {"goverom": 5}, {"goverom": 5})
    assert classified(side("goverom", False), side("gverm"), short).cause is None


@pytest.mark.parametrize(("base", "reading", "rule"), [
    ("gabel", "gavel", "like"),  # five letters: .8 is enough
    ("gave", "gabe", "substitution"),  # four: .75 is not
    ("gravel", "graven", "like"),
    ("gravel", "trabel", "substitution"),  # .67
    ("gavel", "govil", "substitution"),  # the same consonants, and .6
    ("gravel", "grovil", "skeleton"),  # six letters and .67
])  # fmt: skip
def test_short_words_must_be_more_alike(base: str, reading: str, rule: str) -> None:
    assert classified(side(base), side(reading), evidence_of(language="xx")).rule == rule


@pytest.mark.parametrize(("base", "reading", "rule"), [
    ("ab", "ac", "short-words"), ("ab", "abc", "short-words"), ("abc", "abd", "substitution"), ("ab", "abcd", "substitution"),
])  # fmt: skip
def test_words_of_two_letters_are_too_short_to_compare(base: str, reading: str, rule: str) -> None:
    assert classified(side(base), side(reading), evidence_of(language="xx")).rule == rule


@pytest.mark.parametrize(("base", "reading", "label"), [
    ("Kalbesow", "Kalmesow", "spelling.name"), ("Kalbeso", "Kalmeso", "substitution"), ("Kalbesow", "Kalmisow", "substitution"),
])  # fmt: skip
def test_only_long_names_may_differ_by_a_letter(base: str, reading: str, label: str) -> None:
    assert classified(side(base), side(reading), evidence_of(language="xx")).label == label


def test_two_common_words_are_two_words_although_no_text_has_both() -> None:
    evidence = evidence_of({"through": 2}, {"though": 2})
    assert classified(side("through"), side("though"), evidence).rule == "common-words"


def test_where_spelling_is_free_no_other_word_is_certain() -> None:
    free, settled = (evidence_of({"usage": 1, "upset": 1}, language="xx", learn=learn) for learn in (True, False))
    assert classified(side("usage"), side("plural"), free).certainty is Certainty.LOW
    assert classified(side("usage"), side("plural"), settled).certainty is Certainty.HIGH
    assert classified(side("usage"), side("upset"), free).certainty is Certainty.MEDIUM  # the same witness uses both
    assert classified(side("usage"), side("upset"), settled).certainty is Certainty.HIGH


def test_two_texts_must_use_both_words_or_the_only_one() -> None:
    both, one = {"gavel": 1, "gaval": 1}, {"gavel": 1}
    assert evidence_of(both, both, one).are_both_used("gavel", "gaval")
    assert not evidence_of(both, one, one).are_both_used("gavel", "gaval")
    assert evidence_of(both).are_both_used("gavel", "gaval")
    assert not evidence_of(one).are_both_used("gavel", "gaval")
    assert not evidence_of().are_both_used("gavel", "gaval")


@pytest.mark.parametrize(("words", "english"), [
    ({"the": 1, "x": 9}, True), ({"the": 1, "x": 10}, False), ({}, False), ({"the": 2, "of": 3, "x": 45}, True),
])  # fmt: skip
def test_every_tenth_word_makes_a_work_english(words: dict[str, int], english: bool) -> None:
    assert evidence_of(words, language="").is_english is english


def test_a_work_that_says_so_is_english_and_no_other() -> None:
    assert evidence_of(language="en-GB").is_english
    assert not evidence_of({"the": 9}, language="de").is_english


@pytest.mark.parametrize(("words", "vowels"), [
    ({"und": 125, "x": 375}, "de"),  # a quarter of 500 words
    ({"und": 124, "x": 376}, ""),
    ({"und": 125, "x": 374}, ""),  # fewer than 500
    ({"et": 130, "x": 370}, ""),  # common in French and in Latin
])  # fmt: skip
def test_a_language_is_guessed_from_a_quarter_of_the_words(words: dict[str, int], vowels: str) -> None:
    assert evidence_of(words, language="").guessed_language == vowels


@pytest.mark.parametrize(("forms", "stems"), [(0, 2), (400, 2), (401, 3), (1936, 6), (1935, 5), (90_000, 6)])
def test_the_larger_a_vocabulary_the_more_stems_make_a_paradigm(forms: int, stems: int) -> None:
    assert evidence_of(dict.fromkeys(map(str, range(forms)), 1)).min_stems == stems


def test_scribes_leave_out_vowels_where_three_words_lack_two() -> None:
    shortened = (("hanc", "hnc"), ("dominus", "dmns"), ("populus", "ppls"), ("templum", "tmplm"))
    assert evidence_of(language="la", aligned=shortened).drops_vowels
    assert not evidence_of(language="la", aligned=shortened[:3]).drops_vowels  # the first lacks one vowel alone
    others = tuple((f"a{k}", f"b{k}") for k in range(57))
    assert evidence_of(language="la", aligned=shortened[1:] + others).drops_vowels  # three of sixty
    assert not evidence_of(language="la", aligned=(*shortened[1:], *others, ("c", "d"))).drops_vowels


@pytest.mark.parametrize(("words", "word", "frequent"), [
    ({"and": 4, "x": 496}, "and", True), ({"and": 4, "x": 497}, "and", False), ({"x": 499}, "and", True),
    ({"x": 499}, "upon", False),
])  # fmt: skip
def test_a_word_in_every_125_is_frequent(words: dict[str, int], word: str, frequent: bool) -> None:
    assert evidence_of(words).is_frequent(word) is frequent


def test_of_words_compared_one_by_one_the_heaviest_kind_counts_and_the_least_certain() -> None:
    base = ReadingSide(("colour", "kings"), (Sort.WORD,) * 2)
    reading = ReadingSide(("color", "King"), (Sort.WORD,) * 2)
    variation = classified(base, reading, evidence_of())
    assert (variation.rule, variation.kind, variation.certainty) == ("word-by-word", Kind.INFLECTION, Certainty.HIGH)
    assert variation.also == (Kind.CAPITALISATION, Kind.SPELLING)
    doubtful = ReadingSide(("color", "gravel"), (Sort.WORD,) * 2)
    variation = classified(ReadingSide(("colour", "graven"), (Sort.WORD,) * 2), doubtful, evidence_of())
    assert (variation.rule, variation.label, variation.certainty) == (
        "word-by-word",
        "spelling.regional",
        Certainty.LOW,
    )
    same = ReadingSide(("kings", "sing"), (Sort.WORD,) * 2)
    variation = classified(ReadingSide(("king", "sing"), (Sort.WORD,) * 2), same, evidence_of())
    assert Kind.AGREEMENT not in variation.also


def test_a_label_is_merged_before_its_kind() -> None:
    merge = {"spelling.regional": (Kind.TYPOGRAPHY, None), "spelling": (Kind.SUBSTITUTION, "word")}
    evidence = WorkEvidence(Rulebook("en", merge=merge))
    assert classified(side("colour"), side("color"), evidence).label == "typography"
    assert classified(side("gravel"), side("graven"), evidence).label == "substitution.word"


@pytest.mark.parametrize(
    ("text", "correction", "is_typing"),
    [
        ("affetionn", "affetion", True),
        ("mman", "man", True),
        ("amn", "man", True),
        ("mna", "man", True),
        ("man", "mad", False),
        ("mans", "man", False),
        ("smith", "mist", False),
        ("нам", "нма", True),
    ],
)
def test_a_doubled_letter_and_two_that_changed_places_are_errors_of_typing(
    text: str, correction: str, is_typing: bool
) -> None:
    assert _is_typing_error(text, correction) is is_typing


EXCHANGES = [("loue", "love"), ("haue", "have"), ("giue", "give")]


def test_pairs_with_one_of_the_two_words_make_no_habit() -> None:
    pairs = [("gruux", "grvux"), ("gruux", "gruvx"), *EXCHANGES[:2]]
    assert not SlipEvidence((), pairs).is_habit("gruux", "grvux")
    assert SlipEvidence((), [*pairs, EXCHANGES[2]]).is_habit("gruux", "grvux")


def test_a_habit_is_a_twentieth_of_all_pairs_or_more() -> None:
    others = [(f"{a}{b}x", f"{a}{b}zz") for a in "abcdefghij" for b in "klmnop"]
    assert SlipEvidence((), [*EXCHANGES, *others[:57]]).is_habit("saue", "save")
    assert not SlipEvidence((), [*EXCHANGES, *others[:58]]).is_habit("saue", "save")


@pytest.mark.parametrize(("word", "tells"), [("qxzab", True), ("qxza", False)])
def test_a_rare_trigram_tells_in_a_word_of_five_letters_of_a_work_of_a_thousand_words(word: str, tells: bool) -> None:
    established = {f"{a}{b}{c}": 9 for a in "abcdefghij" for b in "abcdefghij" for c in "abcdefghijkl"}
    evidence = SlipEvidence((Counter(established), Counter(established)), ())
    assert evidence.has_telling_trigram(word, "abcde") is tells
