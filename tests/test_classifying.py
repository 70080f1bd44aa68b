"""Word against word: what the rules know, pair by pair."""

import re
from collections import Counter
from itertools import product
from pathlib import Path

import pytest

from collate.classify import Kind, ReadingPair, ReadingSide, Rulebook, Variation, WorkEvidence, classify
from collate.classify.language.english import regional_rule, shared_inflection
from collate.classify.language.languages import UNKNOWN_LANGUAGE, language_files, package_rules, rules_of_language
from collate.classify.rules.names import differ_in_final_vowel, name_keys
from collate.files.toml import read_toml
from collate.model.interventions import Intervention
from collate.model.tokens import Sort
from collate.model.witness import Role
from collate.pipeline.collating import collate_work
from collate.reading.work import read_work


def pairs(words: list[str]) -> list[tuple[str, str]]:
    return list(zip(words[::2], words[1::2], strict=True))


def one(word: str) -> ReadingSide:
    return ReadingSide((word,), (Sort.WORD,))


def said(base: str, reading: str, context: WorkEvidence | None = None) -> str:
    return classify(ReadingPair(one(base), one(reading), context or WorkEvidence(Rulebook("en")))).label


REGIONAL = """
autonomisation autonomization   sovietised Sovietized       defence defense      judgements judgments
centres centers                 decentralisation decentralization                colour's color's
travelled traveled              connexion connection        analyse analyze      encyclopaedia encyclopedia
manoeuvre maneuver              dialogue dialog             mould mold           ploughed plowed
sceptical skeptical             towards toward              grey gray            cheques checks
skilful skillful                fulfilment fulfillment      over-organised over-organized
honourable honorable            theatre theater             licence license      archaeology archeology
""".split()

NOT_REGIONAL = """
prise prize    story storey    practice practise   metre meter    filling filing   scouring scoring
hour hor       four for        course corse        wise size      there theer      reward rewards
advice advise  device devise   then than           calling caring rose roze-bush
""".split()


@pytest.mark.parametrize(("british", "american"), pairs(REGIONAL))
def test_regional_spellings_are_one_word(british: str, american: str) -> None:
    assert regional_rule(british, american)
    assert said(british, american) == "spelling.regional"
    assert said(american, british) == "spelling.regional"


@pytest.mark.parametrize(("word", "other"), pairs(NOT_REGIONAL))
def test_what_only_looks_regional_is_not(word: str, other: str) -> None:
    assert regional_rule(word, other) is None


SAME_NAME = """
Orjonikidze Ordzhonikidze   Tchaikovsky Chaikovskii    Petliura Petlyura      Trotsky Trotzki
Yezhov Ezhov    Bukharin Bucharin          Zinoviev Zinovyev      Tolstoy Tolstoi
Dostoevsky Dostoyevskii     Chekhov Tchekhoff          Polyachishka Polyachiska    Yuri Youri    Elena Helena
""".split()

SHORT_NAMES = [("Anna", "Hanna"), ("Ovid", "Hovid"), ("Alle", "Halle")]
OTHER_NAME = "Voroshilov Vorovsky  Petrov Petrova  Kamenev Kaganovich  Austria Australia  Bukharin Bulganin".split()


@pytest.mark.parametrize(("name", "other"), pairs(SAME_NAME))
def test_transliterations_of_one_name_share_a_key(name: str, other: str) -> None:
    assert name_keys(name) & name_keys(other)
    assert said(name + "'s", other + "’s") == "spelling.name"


@pytest.mark.parametrize(("name", "other"), pairs(OTHER_NAME))
def test_two_names_are_two(name: str, other: str) -> None:
    assert not (name_keys(name) & name_keys(other)) or differ_in_final_vowel(name, other)
    assert said(name, other) == "substitution"


@pytest.mark.parametrize(("name", "other"), SHORT_NAMES)
def test_a_short_name_with_h_before_it_is_another_name(name: str, other: str) -> None:
    assert said(name, other) == said(other, name) == "substitution"


def test_a_capital_at_the_head_of_a_sentence_or_in_german_makes_no_name() -> None:
    old, new = (ReadingSide((w,), (Sort.WORD,), opens_sentence=True) for w in ("Beleeve", "Believe"))
    assert classify(ReadingPair(old, new, WorkEvidence(Rulebook("en")))).label == "spelling.historical"
    assert said("Theil", "Teil", WorkEvidence(Rulebook("de"))) == "spelling.historical"


INFLECTED = "non-Russians non-Russian  is was  carries carry  stopped stop  men man  loving love  kings king's".split()
NOT_INFLECTED = "the then  for forest  war warn  bear beard  mon month  gold golden  work worker  proletariat proletarian  king kin  one ones-self  as has  her here".split()


@pytest.mark.parametrize(("word", "other"), pairs(INFLECTED))
def test_forms_of_one_word_are_an_inflection(word: str, other: str) -> None:
    assert shared_inflection(word, other)
    assert said(word, other) == "inflection"


@pytest.mark.parametrize(("word", "other"), pairs(NOT_INFLECTED))
def test_other_words_are_no_inflection(word: str, other: str) -> None:
    assert shared_inflection(word, other) is None


def test_words_that_both_witnesses_use_are_two_words() -> None:
    vocabulary = Counter({"proletarian": 3, "proletariat": 2})
    context = WorkEvidence(Rulebook("en"), (vocabulary, vocabulary))
    assert said("proletariat", "proletarian", context) == "substitution"
    assert said("proletariat", "proletarian") == "spelling"


OTHER = "possible impossible  this his  мой мои  1922 1923  regularly irregularly".split()


@pytest.mark.parametrize(("word", "other"), pairs(OTHER))
def test_words_that_are_alike_and_mean_otherwise_are_substitutions(word: str, other: str) -> None:
    assert said(word, other) in ("substitution", "substitution.numeral", "inflection")


def test_sharp_s_is_no_capital_and_final_sigma_a_form_of_its_letter() -> None:
    assert said("Straße", "Strasse", WorkEvidence(Rulebook("de"))) == "spelling.historical"
    assert said("λόγος", "λόγοσ", WorkEvidence(Rulebook("grc"))) == "typography.letter-form"
    assert said("カタカナ", "カタガナ", WorkEvidence(Rulebook("ja"))) != "diacritics"


def test_endings_are_learned_where_none_are_known() -> None:
    vocabulary = Counter(["dominus", "domini", "servus", "servi", "magnus", "magni"])
    context = WorkEvidence(Rulebook("la"), (vocabulary, Counter(["filii"])))
    variation = classify(ReadingPair(one("filius"), one("filii"), context))
    assert (variation.kind, variation.rule) == (Kind.INFLECTION, "paradigm")


def test_every_answer_names_its_rule_and_its_evidence() -> None:
    for base, reading in [
        ("a", "b"),
        ("The", "the"),
        ("colour", "color"),
        ("men", "man"),
        ("Petrov", "Petrow"),
    ]:
        variation = classify(ReadingPair(one(base), one(reading), WorkEvidence(Rulebook("en"))))
        assert variation.rule
        assert variation.why


def test_of_two_stems_of_one_length_the_same_is_named_in_every_run() -> None:
    # A set of strings has another order in every run.
    assert shared_inflection("sanctifieth", "sanctified") == "one stem, sanctify-, with the endings -th and -d"


@pytest.mark.parametrize("path", sorted(set(language_files().values())), ids=lambda path: path.stem)
def test_every_language_that_ships_is_a_rule_file_that_can_be_read(path: Path) -> None:
    rules = package_rules(path)
    assert rules.common
    assert rules.vowels
    assert path.stem in read_toml(path).strings("codes")


@pytest.mark.parametrize("code", ["la", "lat", "la-x-medieval", "LA"])
def test_a_language_is_known_by_any_of_its_codes(code: str) -> None:
    assert rules_of_language(code) == rules_of_language("la") != UNKNOWN_LANGUAGE


@pytest.mark.parametrize("code", ["", "tlh", "../la", "e" * 1000])
def test_of_a_language_without_a_file_nothing_is_known(code: str) -> None:
    assert rules_of_language(code) is UNKNOWN_LANGUAGE


GREEK_WORDS = "ημεις υμεις  με μεν  τον το  ει η".split()


@pytest.mark.parametrize(("word", "other"), pairs(GREEK_WORDS))
def test_greek_words_that_sound_alike_are_two(word: str, other: str) -> None:
    assert said(word, other, WorkEvidence(Rulebook("grc"))) in ("substitution", "inflection")


def test_movable_nu_and_itacism_are_older_spellings() -> None:
    assert said("ἔλεγε", "ἔλεγεν", WorkEvidence(Rulebook("grc"))) == "spelling.historical"
    assert said("ποιησις", "ποιησεις", WorkEvidence(Rulebook("grc"))) in ("spelling.historical", "inflection")


FRENCH = "le chat et la souris ne sont pas dans la maison de la reine mais sur le toit avec les oiseaux qui sont"


def test_a_long_work_without_a_language_is_known_by_its_common_words() -> None:
    long, short = (WorkEvidence(vocabularies=(Counter((FRENCH + " ").split() * n),)) for n in (30, 3))
    assert said("grandes", "grande", long) == "inflection"
    assert long.language_rules == rules_of_language("fr")
    assert short.language_rules == UNKNOWN_LANGUAGE


# Letters that a work exchanges, and that no table has.
EXCHANGED = [
    (f"{stem}q{end}", f"{stem}m{end}") for stem in ("an", "bor", "des", "fil", "gur", "han", "lis", "pon", "tur")
    for end in ("a", "eb", "on")
]  # fmt: skip


def learned(pair: tuple[str, str], learn: bool | None, aligned: list[tuple[str, str]]) -> Variation:
    evidence = WorkEvidence(Rulebook(language="xx", learn_edits=learn), aligned_pairs=aligned)
    return classify(ReadingPair(one(pair[0]), one(pair[1]), evidence))


def test_letters_that_a_work_exchanges_again_and_again_make_a_spelling() -> None:
    variation = learned(("bilqop", "bilmop"), True, EXCHANGED)
    assert (variation.label, variation.rule) == ("spelling.historical", "correspondence")
    assert re.fullmatch(
        r"the work spells freely, and these letters are written for one another \(cost -\d\.\d\d per letter\)",
        variation.why,
    )
    assert learned(("bilqop", "bilmop"), False, EXCHANGED).rule != "correspondence"
    assert learned(("bilmop", "bilqop"), True, EXCHANGED) == variation  # the order of two witnesses says nothing


@pytest.mark.parametrize("pair", [("bilqop", "dirxop"), ("qilbon", "liqbon"), ("q1lbon", "m1lbon")])
def test_letters_that_a_work_does_not_exchange_and_numbers_are_not_learned(pair: tuple[str, str]) -> None:
    assert learned(pair, True, EXCHANGED).rule != "correspondence"


@pytest.mark.parametrize(("count", "other", "rule"), [
    (50, 0, "correspondence"), (49, 0, "like"), (55, 45, "correspondence"), (55, 46, "like"),
])  # fmt: skip
def test_the_gate_opens_where_enough_pairs_are_written_in_letters_that_stand_for_one_another(
    count: int, other: int, rule: str
) -> None:
    stems = ["".join(letters) for letters in product("bcdfg", "aeiou", "lmnprs", "aeiou")]
    spellings = [(f"v{stem}", f"u{stem}") for stem in stems[:count]]
    others = [(f"{stem}kkk", f"www{stem}") for stem in stems[:other]]
    assert learned(("gorfamen", "gorfaminn"), None, spellings + others).rule == rule


def test_the_gate_asks_no_parts_of_words_and_no_short_forms() -> None:
    stems = ["".join(letters) for letters in product("bcdfg", "aeiou", "lmnprs", "aeiou")]
    spellings = [(f"v{stem}", f"u{stem}") for stem in stems[:50]]
    parts = [(f"kor{stem}", stem) for stem in stems[:60]]
    short = [(f"ꝯ{stem}k", f"w{stem}") for stem in stems[:60]]
    assert learned(("gorfamen", "gorfaminn"), None, spellings + parts + short).rule == "correspondence"


def test_a_work_says_what_its_signs_mean(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("the k(yn)g and <sh>e sat there vn|to", encoding="utf-8")
    (tmp_path / "b.txt").write_text("the kyng and she sat there unto", encoding="utf-8")
    meanings = '{ "()" = "supplied", "<>" = "deleted", "|" = "line-end" }'
    settings = f'[[witnesses]]\nfile = "a.txt"\n[[witnesses]]\nfile = "b.txt"\n[tokens]\nsigns = {meanings}\n'
    (tmp_path / "collation.toml").write_text(settings, encoding="utf-8")
    entries = collate_work(read_work(tmp_path)).apparatus.entries
    labels = [entry.readings[0].variation.label for entry in entries]
    assert labels == ["gloss.supplement", "gloss.deletion", "spelling.historical"]


@pytest.mark.parametrize(("base", "reading"), [("1", "2"), ("a", "b"), ("٣", "٤"), ("xii", "xiv")])
def test_two_numbers_of_notes_are_no_words_of_the_text(base: str, reading: str) -> None:
    def number(text: str, cause: str) -> ReadingSide:
        return ReadingSide((text,), (Sort.WORD,), intervention=Intervention(0, 1, Role.NOTE, cause, "a number"))

    evidence = WorkEvidence(Rulebook("en"))
    assert classify(ReadingPair(number(base, "marker"), number(reading, "marker"), evidence)).label == "note.marker"
    assert classify(ReadingPair(number(base, "footnote"), number(reading, "footnote"), evidence)).kind is not Kind.NOTE
