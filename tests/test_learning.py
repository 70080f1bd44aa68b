"""Learning from an editor: kinds that were decided teach the kinds of other pairs, where this pays.

More than 300 lines: half of them are decisions of two editors that teach something.
"""

from collections.abc import Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collate import Kind, OptionError, classify_pairs
from collate.classify.engine import classify
from collate.classify.learning.coverage import covering
from collate.classify.learning.fitting import FOLDS, CrossValidation, cross_validated, fit_weights, folds
from collate.classify.learning.learner import ENOUGH_LESSONS, Learner, learn, lesson_traits, taught
from collate.classify.learning.lessons import Lesson, as_lessons, components, reading_sides
from collate.classify.learning.regression import PENALTY, fit, likelihoods
from collate.classify.learning.traits import MEASURES, Traits, edits_of, traits_of
from collate.classify.reading_pair import ReadingPair, WordPair
from collate.classify.rulebook import Rulebook
from collate.classify.work_evidence import WorkEvidence
from collate.model.variation import Certainty, Variation

Decided = tuple[str, str, str]

# The first consonant of a Welsh word changes with the word before it: forms of one word, which no rule knows.
MUTATED = (
    "tad dad, troed droed, tref dref, tonnau donnau, tafod dafod, tarian darian, penaethiaid benaethiaid, plant blant, "
    "pont bont, pobl bobl, pysgodyn bysgodyn, pabell babell, cadair gadair, coeden goeden, calon galon, cerdded "
    "gerdded, canolfan ganolfan, castell gastell"
)
OTHERS = (("brenin", "esgob", "substitution"), ("mawr", "bychan", "substitution"), ("llyfr", "llyvr", "spelling"))
UNSEEN = [("teulu", "deulu"), ("papur", "bapur"), ("ceffyl", "geffyl"), ("tywysog", "dywysog")]


def decided(most: int = 99) -> list[Decided]:
    pairs = [pair.split() for pair in MUTATED.split(", ")][:most]
    return [*((left, right, "inflection") for left, right in pairs), *OTHERS]


def labels(pairs: Sequence[tuple[str, str]], lessons: Sequence[Decided]) -> list[str]:
    return [variation.label for variation in classify_pairs(pairs, "cy", decided=lessons)]


def test_what_was_decided_about_letters_holds_for_other_words() -> None:
    assert "inflection" not in labels(UNSEEN, [])
    assert labels(UNSEEN, decided()) == ["inflection"] * 4


def test_the_reason_names_decisions_with_the_same_letters() -> None:
    (variation,) = classify_pairs([("papur", "bapur")], "cy", decided=decided())
    assert variation.rule == "learned"
    named = variation.why.partition(";")[0]
    assert named.startswith("as decided for p")
    assert named.count(" / b") == 2


def test_the_rules_stand_where_nothing_was_decided() -> None:
    pairs = [("llaw", "llaf"), ("dyn", "dynion"), ("gwlad", "gwald")]
    assert classify_pairs(pairs, "cy", decided=[]) == classify_pairs(pairs, "cy")


@cache
def learned_in_order() -> list[Variation]:
    return classify_pairs(UNSEEN, "cy", decided=decided())


@settings(deadline=None, max_examples=20)
@given(st.permutations(decided()))
def test_the_order_of_the_decisions_makes_no_difference(shuffled: list[Decided]) -> None:
    assert classify_pairs(UNSEEN, "cy", decided=shuffled) == learned_in_order()


def test_the_order_of_the_two_words_makes_no_difference() -> None:
    swapped = [(right, left, kind) for left, right, kind in decided()]
    assert labels([(b, a) for a, b in UNSEEN], swapped) == labels(UNSEEN, decided())


@pytest.mark.parametrize("kind", ["spelling", "inflection", "substitution"])
def test_too_few_decisions_are_silent(kind: str) -> None:
    few = [(left, right, kind) for left, right, _ in decided()[:9]]
    assert classify_pairs(UNSEEN, "cy", decided=few) == classify_pairs(UNSEEN, "cy")


def test_decisions_that_the_rules_foresee_are_silent() -> None:
    pairs = [(left, right) for left, right, _ in decided()]
    confirmed = [(*pair, str(v.kind)) for pair, v in zip(pairs, classify_pairs(pairs, "cy"), strict=True)]
    assert classify_pairs(UNSEEN, "cy", decided=confirmed) == classify_pairs(UNSEEN, "cy")


def test_decisions_without_a_pattern_are_silent() -> None:
    kinds = ("spelling", "inflection", "substitution")
    mixed = [(left, right, kinds[k % 3]) for k, (left, right, _) in enumerate(decided())]
    evidence = WorkEvidence(Rulebook("cy"))
    learned = learn(as_lessons([((a, b), Kind(kind), None, "") for a, b, kind in mixed]), evidence)
    assert not learned.speaks


def test_a_certain_rule_and_a_listed_pair_are_never_overridden() -> None:
    evidence = taught(WorkEvidence(Rulebook("cy")), lessons())
    assert evidence.learner is not None
    likely = Variation(Kind.SUBSTITUTION, "two words", certainty=Certainty.LOW)
    certain = Variation(Kind.SUBSTITUTION, "two words", certainty=Certainty.HIGH)
    assert evidence.learner.revised("papur", "bapur", "substitution", likely) is not None
    assert evidence.learner.revised("papur", "bapur", "listed", likely) is None
    assert evidence.learner.revised("papur", "bapur", "substitution", certain) is None


def lessons(most: int = 99) -> list[Lesson]:
    return as_lessons([((a, b), Kind(kind), None, "") for a, b, kind in decided(most)])


def test_nothing_is_certain_on_fewer_than_fifty_decisions() -> None:
    evidence = WorkEvidence(Rulebook("cy"))
    learned = learn(lessons(), evidence)
    assert len(learned.lessons) < ENOUGH_LESSONS
    sure = np.zeros_like(learned.weights.values)
    sure[MEASURES.index("constant"), 1] = 20.0  # as sure as can be
    weights = type(learned.weights)(learned.weights.names, sure, learned.weights.start)
    low = Variation(Kind.SUBSTITUTION, "two words", certainty=Certainty.LOW)
    for count, certainty in ((len(learned.lessons), Certainty.MEDIUM), (ENOUGH_LESSONS, Certainty.HIGH)):
        many = tuple((learned.lessons * 3)[:count])
        rows = tuple((learned.rows * 3)[:count])
        tested = CrossValidation(0, 1, 1.0, 20, 20)
        learner = Learner(type(learned)(many, rows, weights, tested, True), evidence)
        revised = learner.revised("papur", "bapur", "substitution", low)
        assert revised is not None
        assert revised.certainty is certainty


def test_a_pair_with_two_kinds_in_as_many_places_teaches_nothing() -> None:
    rows = [(("tad", "dad"), Kind.SPELLING, None, "1"), (("dad", "tad"), Kind.INFLECTION, None, "2")]
    assert as_lessons(rows) == []
    (lesson,) = as_lessons([*rows, (("Tad", "dad"), Kind.INFLECTION, None, "3")])
    assert (lesson.kind, lesson.ids) == (Kind.INFLECTION, ("2", "3"))


def test_only_kinds_of_two_single_words_are_lessons() -> None:
    rows = [
        (("to day", "today"), Kind.WORD_DIVISION, None, "1"),
        (("day", ""), Kind.OMISSION, None, "2"),
        (("day,", "day;"), Kind.PUNCTUATION, None, "3"),
        (("Day", "day"), Kind.CAPITALISATION, None, "4"),
        (("daye", "day"), Kind.SPELLING, "compositor", "5"),
    ]
    assert [(lesson.words, lesson.cause) for lesson in as_lessons(rows)] == [(("daye", "day"), "compositor")]


def test_an_answer_of_form_has_kind_and_cause_of_the_nearest_decision() -> None:
    pairs = "dns dominus, dno domino, scs sanctus, sco sancto, nra nostra, nro nostro, vra vestra, vro vestro, sps spiritus, spu spiritu, gla gloria, gra gratia"
    short = [(left, right, "abbreviation") for left, right in map(str.split, pairs.split(", "))]
    others = [("rex", "papa", "substitution"), ("urbs", "orbis", "substitution"), ("dux", "comes", "substitution")]
    texts = [" ".join(left for left, *_ in (*short, *others)), " ".join(right for _, right, *_ in (*short, *others))]
    (variation,) = classify_pairs([("nri", "nostri")], texts=texts, decided=[*short, *others])
    assert variation.kind is Kind.ABBREVIATION


def test_a_wrong_decided_pair_is_one_sentence() -> None:
    with pytest.raises(OptionError, match='must be two words and a kind, such as \\("sonne", "son", "spelling"\\)'):
        classify_pairs(UNSEEN, decided=[("sonne", "son", "typo")])


class Cuts(WorkEvidence):
    """Evidence in which words are cut letter by letter."""

    def spelling_cut(self, left: str, right: str) -> tuple[tuple[str, str], ...]:
        longest = max(len(left), len(right))
        return tuple((left[k : k + 1], right[k : k + 1]) for k in range(longest))


@pytest.mark.parametrize(
    ("left", "right", "edits"),
    [
        ("reis", "reiz", ("s / z", "s$ / z$")),
        ("vnd", "und", ("^u / ^v", "u / v")),
        ("sonn", "son", ("$ / n$", "- / n")),
        ("abcd", "axyd", ("bc / xy",)),
        ("uvu", "vvv", ("^u / ^v", "u / v", "u$ / v$")),
    ],
)
def test_the_edits_of_two_words_have_their_borders(left: str, right: str, edits: tuple[str, ...]) -> None:
    assert edits_of(WordPair(left, right), Cuts()) == edits
    assert edits_of(WordPair(right, left), Cuts()) == edits


@given(st.text("abce", min_size=1, max_size=6), st.text("abce", min_size=1, max_size=6))
def test_traits_do_not_depend_on_the_order_of_the_words(left: str, right: str) -> None:
    evidence = WorkEvidence(Rulebook("cy"), aligned_pairs=[("abce", "abbe")])
    variation = Variation(Kind.SPELLING, "", certainty=Certainty.LOW)
    of_pair = traits_of(WordPair(left, right), variation, "like", evidence)
    assert of_pair == traits_of(WordPair(right, left), variation, "like", evidence)
    assert len(of_pair.measures) == len(MEASURES)


PAIRS = st.lists(st.tuples(st.sampled_from("abcdefgh"), st.sampled_from("abcdefgh")), max_size=12)


@given(PAIRS)
def test_components_are_the_pairs_that_share_words(pairs: list[tuple[str, str]]) -> None:
    number = list(range(len(pairs)))
    for _ in pairs:  # the slow way: the smallest number of all pairs that share a word, again and again
        number = [min(number[j] for j, q in enumerate(pairs) if set(p) & set(q)) for p in pairs]
    expected = sorted([k for k in range(len(pairs)) if number[k] == n] for n in set(number))
    assert sorted(components(pairs)) == expected


@given(PAIRS)
def test_pairs_that_share_a_word_are_in_one_fold(pairs: list[tuple[str, str]]) -> None:
    fold = folds(pairs)
    assert set(fold.tolist()) <= set(range(FOLDS))
    assert all(fold[i] == fold[j] for i, p in enumerate(pairs) for j, q in enumerate(pairs) if set(p) & set(q))


def loss(rows: np.ndarray, truth: np.ndarray, weights: np.ndarray, start: np.ndarray) -> float:
    shares = likelihoods(rows, weights)[np.arange(len(truth)), truth]
    return float(-np.log(shares).sum() + PENALTY / 2 * ((weights - start) ** 2).sum())


@given(
    st.lists(st.tuples(st.floats(-2, 2), st.floats(-2, 2), st.integers(0, 2)), min_size=1, max_size=12),
    st.lists(st.floats(-3, 3), min_size=6, max_size=6),
)
def test_no_weights_near_the_fitted_ones_are_better(rows: list[tuple[float, float, int]], start: list[float]) -> None:
    table, truth = np.array([r[:2] for r in rows]), np.array([r[2] for r in rows], np.intp)
    first = np.array(start).reshape(2, 3)
    fitted = fit(table, truth, first)
    least = loss(table, truth, fitted, first)
    for place in np.ndindex(fitted.shape):
        for change in (-0.05, 0.05):
            other = fitted.copy()
            other[place] += change
            assert least <= loss(table, truth, other, first) + 1e-9


def test_without_lessons_the_weights_are_the_start() -> None:
    start = np.arange(6.0).reshape(2, 3)
    assert fit(np.zeros((0, 2)), np.zeros(0, np.intp), start).tolist() == start.tolist()


@pytest.mark.parametrize("answer", [0, 1, 2])
@pytest.mark.parametrize("is_certain", [False, True])
def test_before_any_lesson_the_answer_of_the_rules_is_repeated(answer: int, is_certain: bool) -> None:
    measures = dict.fromkeys(MEASURES, 0.0)
    names = ("spelling", "inflection", "substitution")
    measures[f"rules say {names[answer]}"] = 1.0
    measures[f"rules say {names[answer]} for certain"] = float(is_certain)
    row = Traits(tuple(measures.values()), (), answer, is_certain)
    assert int(fit_weights([], []).likelihoods([row])[0].argmax()) == answer


def test_cross_validation_counts_what_pairs_with_other_words_teach() -> None:
    evidence = WorkEvidence(Rulebook("cy"))
    known = lessons()
    rows = [lesson_traits(lesson, evidence) for lesson in known]
    tested = cross_validated(rows, [x.label for x in known], [x.key for x in known])
    assert tested.rules_right < len(known) / 2
    assert tested.learner_right > len(known) * 0.8
    assert tested.gain > 0


@pytest.mark.parametrize(
    ("rules", "learner", "gain", "pays"),
    [(5, 6, -1.0, True), (5, 5, 1.0, True), (5, 5, 0.0, False), (5, 5, -1.0, False), (6, 5, 9.0, False)],
)
def test_learning_pays_if_it_is_right_more_often_or_as_often_and_nearer_to_the_truth(
    rules: int, learner: int, gain: float, pays: bool
) -> None:
    assert CrossValidation(rules, learner, gain, 0, 0).pays is pays


@pytest.mark.parametrize(
    ("certain", "right", "may"), [(0, 0, False), (9, 9, False), (20, 19, True), (20, 18, False), (9, 8, False)]
)
def test_an_answer_is_certain_only_where_such_answers_are_right(certain: int, right: int, may: bool) -> None:
    assert CrossValidation(9, 10, 1.0, certain, right).may_be_certain is may


def doubtful(words: Sequence[tuple[str, str]]) -> list[Traits]:
    evidence, sides, rows = WorkEvidence(Rulebook("cy")), reading_sides(w for pair in words for w in pair), []
    for left, right in words:
        pair = ReadingPair(sides[left], sides[right], evidence)
        assert pair.single is not None
        answer = classify(pair)
        rows.append(traits_of(pair.single, answer, answer.rule, evidence))
    return rows


def test_one_pair_of_each_sort_is_suggested_before_a_second_one() -> None:
    sorts = [
        ("teulu", "deulu"),
        ("tafarn", "dafarn"),
        ("tymor", "dymor"),
        ("ffenestr", "ffenester"),
        ("llythyr", "llythyryr"),
    ]
    chosen = covering(doubtful(sorts), [], 3)
    assert len({min(number, 2) for number in chosen}) >= 2
    assert len(set(chosen)) == 3


def test_what_a_decision_covers_is_not_suggested_first() -> None:
    words = [("teulu", "deulu"), ("tafarn", "dafarn"), ("ffenestr", "ffynestr")]
    rows = doubtful(words)
    assert covering(rows, rows[:2], 1) == [2]


def test_no_more_is_suggested_than_there_is() -> None:
    assert covering([], [], 5) == []
    assert sorted(covering(doubtful(UNSEEN), [], 9)) == [0, 1, 2, 3]
