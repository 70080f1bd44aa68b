"""Doubt: what share of all alignments has another column for a token, and how that is shown."""

from typing import NamedTuple
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import posteriors
from strategies import alignments, texts
from trials import tried

from collate._arrays import Float64
from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.exact.dynamic_programming import ScoreTables
from collate.alignment.exact.posteriors import TEMPERATURE, match_posteriors
from collate.alignment.relations import ambiguity
from collate.alignment.relations import open_stretches as stretches
from collate.alignment.relations.ambiguity import MOST_DOUBT, POWER, doubt_of_tokens
from collate.alignment.relations.open_stretches import OpenStretches, open_stretches
from collate.alignment.relations.stretch_posteriors import MOST_SCORE
from collate.alignment.scoring import GAP_OPEN, build_scoring
from collate.api.collation import diff
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.apparatus import doubt_in_words
from collate.model.witness import Extent, PassageUnit, Siglum, Witness
from collate.text.tokenise import tokenise


class Table(NamedTuple):
    scores: list[list[int]]
    free_start: bool
    free_end: bool


SCORES = st.sampled_from([-(10**8), 0, 50, 100, 400, 1000, 4000])
TABLES = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.builds(
        Table,
        st.lists(st.lists(SCORES, min_size=size[1], max_size=size[1]), min_size=size[0], max_size=size[0]),
        st.booleans(),
        st.booleans(),
    )
)


def computed(found: list[Table], gap: int) -> Float64:
    """The posteriors of several tables in one batch, with a padding that must not count."""
    heights, widths = [len(t.scores) for t in found], [len(t.scores[0]) for t in found]
    padded = np.full((len(found), max(heights), max(widths)), 777, np.int64)
    for k, t in enumerate(found):
        padded[k, : heights[k], : widths[k]] = t.scores
    ends = np.array([t.free_start for t in found]), np.array([t.free_end for t in found])
    return match_posteriors(ScoreTables(padded, np.array(heights), np.array(widths), gap, *ends))


@tried(50, hunted=150)
@given(found=st.lists(TABLES, min_size=1, max_size=3), gap=st.sampled_from([0, 50, 120]))
def test_a_posterior_is_the_share_of_all_alignments_that_have_the_match(found: list[Table], gap: int) -> None:
    result = computed(found, gap)
    for k, (scores, free_start, free_end) in enumerate(found):
        height, width = len(scores), len(scores[0])
        slow = posteriors(scores, gap, gap * (not free_start), gap * (not free_end), TEMPERATURE)
        assert result[k, :height, :width] == pytest.approx(np.array(slow), abs=1e-9)
        assert not result[k, height:].any()
        assert not result[k, :, width:].any()


@tried(40, hunted=100)
@given(rows=st.integers(1, 60), columns=st.integers(1, 60), seed=st.integers(0, 9), gap=st.sampled_from([0, 50]))
def test_the_posteriors_of_a_word_have_the_sum_one_at_most(rows: int, columns: int, seed: int, gap: int) -> None:
    scores = np.random.default_rng(seed).choice([50, 50, 300, 1000, 2000], (rows, columns)).tolist()
    result = computed([Table(scores, True, False)], gap)[0]
    assert not np.isnan(result).any()
    assert result.sum(axis=1).max() < 1 + 1e-9
    assert result.sum(axis=0).max() < 1 + 1e-9


@tried(40, hunted=100)
@given(found=TABLES, gap=st.sampled_from([0, 50]))
def test_a_mirrored_table_has_the_same_posteriors(found: Table, gap: int) -> None:
    mirrored = Table([row[::-1] for row in found.scores[::-1]], found.free_end, found.free_start)
    turned = Table([list(row) for row in zip(*found.scores, strict=True)], found.free_start, found.free_end)
    result = computed([found], gap)[0]
    assert computed([mirrored], gap)[0][::-1, ::-1] == pytest.approx(result, abs=1e-9)
    assert pytest.approx(result, abs=1e-9) == computed([turned], gap)[0].T


@pytest.mark.parametrize(("rows", "columns"), [(48, 48), (64, 64), (30, 500), (8, 2000)])
def test_equal_words_without_end_stay_within_the_range_of_numbers(rows: int, columns: int) -> None:
    result = computed([Table([[2000] * columns] * rows, True, True)], 50)[0]
    assert result.sum(axis=1) == pytest.approx(np.ones(rows), abs=1e-3)


def stretches_of(alignment: Alignment, first: int, second: int) -> OpenStretches:
    forms = alignment.codes("form")
    extant = (alignment.testimony[:, [first, second]] != Testimony.ABSENT).all(axis=1)
    columns = alignment.table[:, first], alignment.table[:, second]
    keys = forms[:, first], forms[:, second]
    return open_stretches(columns[0][None], columns[1][None], keys[0][None], keys[1][None], extant[None])


@tried(50, hunted=150)
@given(alignment=alignments(), largest=st.sampled_from([1, 6, 2304]), part=st.integers(1, 3), overlap=st.integers(0, 2))
def test_every_match_outside_a_run_of_equal_words_is_in_one_open_stretch(
    alignment: Alignment, largest: int, part: int, overlap: int
) -> None:
    with (
        patch.object(stretches, "LARGEST_STRETCH", largest),
        patch.object(stretches, "PART_COLUMNS", part),
        patch.object(stretches, "OVERLAP", overlap),
    ):
        found = stretches_of(alignment, 0, 1)
    gaps = found.gaps
    rows, columns = alignment.table[found.at, 0], alignment.table[found.at, 1]
    assert found.row.tolist() == rows.tolist()
    assert found.column.tolist() == columns.tolist()
    assert ((gaps.top[found.number] <= rows) & (rows < gaps.bottom[found.number])).all()
    assert ((gaps.left[found.number] <= columns) & (columns < gaps.right[found.number])).all()
    assert (np.diff(found.at) > 0).all()
    assert (np.diff(found.number) >= 0).all()
    forms = alignment.codes("form")[:, :2]
    compared = (alignment.testimony[:, :2] != Testimony.ABSENT).all(axis=1)
    matched = compared & (alignment.table[:, :2] != GAP).all(axis=1)
    left_out = sorted(set(np.flatnonzero(matched).tolist()) - set(found.at.tolist()))
    assert (forms[left_out, 0] == forms[left_out, 1]).all()


@settings(max_examples=60, deadline=None)
@given(found=st.lists(texts(5), min_size=2, max_size=3))
def test_doubt_is_the_mean_lack_of_posterior_over_the_other_witnesses(found: list[str]) -> None:
    tokens = tokenise([Witness(Siglum("ABC"[k]), text) for k, text in enumerate(found)])
    with patch.object(stretches, "LEAST_RUN", 1000):
        alignment = ALIGNERS["native"](tokens, AlignOptions())
    distinct = [w for w, t in enumerate(tokens) if t.form.tolist() not in [o.form.tolist() for o in tokens[:w]]]
    scoring = build_scoring([tokens[w] for w in distinct])
    linked = {(column, w) for k in alignment.links for column in range(k.start, k.stop) for w in k.witnesses}
    for w in distinct:
        lacks: dict[int, list[float]] = {}
        for v in distinct:
            both = np.flatnonzero((alignment.table[:, [v, w]] != GAP).all(axis=1)).tolist()
            if v == w or not both:
                continue
            scores = np.minimum(scoring.score_matrix(tokens[w].form, tokens[v].form), MOST_SCORE).tolist()
            shares = posteriors(scores, GAP_OPEN, 0, 0, TEMPERATURE)
            for column in both:
                lacks.setdefault(column, []).append(1 - shares[alignment.table[column, w]][alignment.table[column, v]])
        for column, doubt in enumerate(alignment.doubts[:, w].tolist()):
            known = lacks.get(column, [0.0]) if (column, w) not in linked else [0.0]
            slow = min((sum(known) / len(known)) ** POWER, MOST_DOUBT)
            assert doubt == pytest.approx(slow, abs=1e-5)


def aligned(*texts: str) -> Alignment:
    found = [Witness(Siglum("ABCDEFGH"[k]), text) for k, text in enumerate(texts)]
    return ALIGNERS["native"](tokenise(found), AlignOptions())


def doubts_of(alignment: Alignment, word: str) -> list[float]:
    """The doubts of each occurrence of a word, by witness."""
    return [
        round(float(alignment.doubts[column, w]), 2)
        for w, tokens in enumerate(alignment.tokens)
        for column in np.flatnonzero(alignment.table[:, w] != GAP).tolist()
        if tokens[int(alignment.table[column, w])].surface == word
    ]


def test_a_word_within_equal_words_is_not_in_doubt() -> None:
    alignment = aligned("in the beginning was the word and the end", "in the beginning was the word and an end")
    assert doubts_of(alignment, "beginning") == [0, 0]


def test_an_unlike_word_against_two_is_in_doubt() -> None:
    # `ovis` could as well be opposite `homo`.
    alignment = aligned("venit ovis alba", "venit lupum homo alba")
    assert doubts_of(alignment, "ovis") == [0.47]
    assert doubts_of(alignment, "venit") == [0, 0]


def test_of_two_exchanged_words_the_pair_that_was_matched_is_in_doubt() -> None:
    alignment = aligned("and he said to him", "and said he to him")
    assert doubts_of(alignment, "he") == [0.35, 0.35]
    assert doubts_of(alignment, "to") == [0, 0]


def test_the_halves_of_a_divided_word_are_not_in_doubt() -> None:
    alignment = aligned("he went into town", "he went in to town")
    assert [doubts_of(alignment, word) for word in ("into", "in", "to")] == [[0], [0], [0]]


def test_a_witness_twice_changes_no_doubt() -> None:
    texts = "the man saw the other man go", "a man saw a man go", "the other man saw a man"
    once, twice = aligned(*texts), aligned(*texts, texts[1])
    assert once.doubts.max() > 0.05
    assert twice.doubts[:, :3].tolist() == once.doubts.tolist()
    assert twice.doubts[:, 3].tolist() == twice.doubts[:, 1].tolist()


def test_a_passage_without_a_place_and_no_other_has_the_doubt_one() -> None:
    complete = "the boat came late and nobody was waiting for it at the old harbour wall"
    fragment = Witness(
        Siglum("F"), "zymurgy quixotic flummox\n", extent=Extent.FRAGMENT, passages=PassageUnit.PARAGRAPH
    )
    alignment = ALIGNERS["native"](
        tokenise([Witness(Siglum("A"), complete), Witness(Siglum("B"), complete.replace("old", "new")), fragment]),
        AlignOptions(),
    )
    assert sorted(alignment.doubts[alignment.doubts == 1].tolist()) == [1, 1, 1]
    assert (alignment.table[(alignment.doubts == 1).any(axis=1), 2] != GAP).all()


def test_of_many_witnesses_each_is_compared_with_some(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ambiguity, "MOST_WITNESSES", 3)
    monkeypatch.setattr(ambiguity, "PARTNERS", 2)
    texts = [f"the man saw {word} man go home" for word in ("the", "a", "one", "the other", "no", "some")]
    some = aligned(*texts).doubts
    monkeypatch.undo()
    every = aligned(*texts).doubts
    assert some.shape == every.shape
    assert some.max() > 0
    assert (some != every).any()


def explained(one: str, other: str) -> list[str]:
    """The explanation of the first entry of two texts, line by line."""
    return str(diff(one, other).explain(1)).splitlines()


def test_an_explanation_says_doubt_in_words() -> None:
    lines = explained("one man and one dog", "two men and no dog")
    assert "   doubt 0.29: in about 3 of 10 such places the words stand elsewhere" in lines


def test_an_entry_is_not_in_doubt_for_what_is_uncertain_inside_it() -> None:
    # `ovis` could be opposite either word, but both are in the entry.
    assert not [line for line in explained("venit ovis alba", "venit lupum homo alba") if "doubt" in line]


def test_an_explanation_counts_a_divided_word_as_together() -> None:
    lines = explained("he went into town", "he went in to town")
    assert [line.split(maxsplit=3)[2:] for line in lines if line.startswith("   column 3")] == [
        ["A", "(in the word beside it)"],
        ["B", "to"],
    ]


@pytest.mark.parametrize(
    ("doubt", "words"),
    [
        (0.04, "in fewer than 1 of 10 such places the words stand elsewhere"),
        (0.27, "in about 3 of 10 such places the words stand elsewhere"),
        (0.999, "in more than 9 of 10 such places the words stand elsewhere"),
        (1.0, "no place was found for the passage of the fragment that has these words"),
    ],
)
def test_a_doubt_is_said_in_words(doubt: float, words: str) -> None:
    assert doubt_in_words(doubt) == words


def test_of_many_witnesses_each_is_compared_with_the_partners_and_the_partners_with_all() -> None:
    texts = ("the cat saw the cat run", "the cat run", "the dog saw the cat", "a cat saw the man run")
    tokens = tokenise([Witness(Siglum("ABCD"[k]), text) for k, text in enumerate(texts)])
    alignment = ALIGNERS["native"](tokens, AlignOptions())
    scoring = build_scoring(tokens)

    def doubt(of: list[int]) -> list[list[float]]:
        parts = alignment.table[:, of], alignment.testimony[:, of]
        found: list[list[float]] = doubt_of_tokens([tokens[w] for w in of], *parts, scoring, range(len(of))).tolist()
        return found

    with patch.object(ambiguity, "MOST_WITNESSES", 2), patch.object(ambiguity, "PARTNERS", 1):
        found = doubt([0, 1, 2, 3])  # the partner is the third, C
        with_partner = {w: doubt(sorted((w, 2))) for w in (0, 1, 3)}
    for w, pair in with_partner.items():
        mine = sorted((w, 2)).index(w)
        assert [row[w] for row in found] == pytest.approx([row[mine] for row in pair])
    assert any(row[w] > 0 for row in found for w in (0, 1, 3))
