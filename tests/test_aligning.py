"""What holds of any witnesses, for every aligner; and the native one against a slow, obvious oracle.

Long because every property is asked of every aligner here, and in one place.
"""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path
from random import Random
from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import best_score, score_of
from strategies import texts, witnesses
from trials import tried

from collate._arrays import Int64
from collate.alignment import ALIGNERS, AlignOptions, Limits
from collate.alignment.driver import align_witnesses
from collate.alignment.exact import split_gaps
from collate.alignment.exact.anchors import anchors
from collate.alignment.exact.dynamic_programming import ScoreTables, align_batch
from collate.alignment.exact.gaps import Matches, full_tables, left_normalise
from collate.alignment.exact.recurring import Kinds, align_recurring
from collate.alignment.exact.split_gaps import split_by_edit_script, split_diagonally
from collate.alignment.partial_alignment import PartialAlignment
from collate.alignment.scoring import GAP_OPEN, Scoring, build_scoring
from collate.apparatus import Apparatus
from collate.errors import AlignmentError, InternalError, WitnessError
from collate.model.alignment import GAP, Alignment, Segments, Testimony
from collate.model.tokens import Tokens
from collate.model.witness import Extent, GapReason, Mark, PassageUnit, Siglum, Witness, require_distinct_sigla
from collate.model.work import Work
from collate.pipeline.aligning import tokenise_work
from collate.pipeline.collating import collate_work
from collate.reading import read_work
from collate.text.tokenise import tokenise

Table = tuple[list[list[int]], bool, bool]  # scores, free_start, free_end

LEAST = AlignOptions(
    limits=Limits(exact_cells=0, anchor_cells=0, edit_script_cells=0, diagonal_cells=1, pairwise_tokens=0)
)
WAYS = {
    "native": ("native", AlignOptions()),
    "native, cut small": ("native", LEAST),
    "collatex": ("collatex", AlignOptions()),
}

every_aligner = pytest.mark.parametrize("way", WAYS)
few = settings(max_examples=60, deadline=None)


def aligned(found: Sequence[Witness], way: str = "native") -> Alignment:
    name, options = WAYS[way]
    return ALIGNERS[name](tokenise(found), options)


def require_every_token(alignment: Alignment) -> None:
    """Every witness reads down its column, token for token, and no column is empty."""
    for w, tokens in enumerate(alignment.tokens):
        column = alignment.table[:, w]
        assert [tokens[i].surface for i in column[column != GAP].tolist()] == [t.surface for t in tokens]
    assert (alignment.table != GAP).any(axis=1).all()


@every_aligner
@few
@given(text=texts())
def test_twins_have_no_variation(way: str, text: str) -> None:
    twins = [Witness(Siglum("A"), text + " word"), Witness(Siglum("B"), text + " word")]
    alignment = aligned(twins, way)
    assert (alignment.table[:, 0] == alignment.table[:, 1]).all()
    name, options = WAYS[way]
    assert not collate_work(Work(tuple(twins), base=Siglum("A")), name, options=options).apparatus.entries


@every_aligner
@few
@given(found=witnesses(), seed=st.randoms(use_true_random=False))
def test_every_witness_reads_down_its_column_and_their_order_changes_nothing(
    way: str, found: list[Witness], seed: Random
) -> None:
    order = list(range(len(found)))
    seed.shuffle(order)
    straight, shuffled = aligned(found, way), aligned([found[k] for k in order], way)
    require_every_token(straight)
    for name in ("table", "testimony"):
        assert (getattr(straight, name)[:, order] == getattr(shuffled, name)).all()
    assert (straight.doubts[:, order] == shuffled.doubts).all()
    links = [(x.start, x.stop, sorted(order.index(w) for w in x.witnesses)) for x in straight.links]
    assert links == [(x.start, x.stop, list(x.witnesses)) for x in shuffled.links]
    moves = [
        (x.columns, x.other_columns, *(sorted(order.index(w) for w in who) for who in (x.witnesses, x.other_witnesses)))
        for x in straight.moves
    ]
    assert moves == [(x.columns, x.other_columns, list(x.witnesses), list(x.other_witnesses)) for x in shuffled.moves]


def said(apparatus: Apparatus) -> list[object]:
    """All that an apparatus says, without the order of its sigla."""
    return [
        (
            entry.id,
            entry.lemma
            and (entry.lemma.text, entry.lemma.line, entry.lemma.support[0], frozenset(entry.lemma.witnesses)),
            {(r.text, frozenset(r.support), r.variation) for r in entry.readings},
            {(c.first.text, c.second.text, c.second.variation) for c in entry.pairs},
            frozenset(entry.silent),
        )
        for entry in apparatus.entries
    ]


TWINS = [
    Witness(Siglum("A"), ""),
    Witness(Siglum("B"), "colour the colour the the the "),
    Witness(Siglum("C"), "the the color color color color "),
    Witness(Siglum("D"), "the the color color color color ", Extent.FRAGMENT, PassageUnit.PARAGRAPH),
]


def test_of_twins_one_a_fragment_it_makes_no_difference_which_comes_first() -> None:
    first, *others = (said(collate_work(Work(order, base=Siglum("A"))).apparatus) for order in permutations(TWINS))
    assert all(other == first for other in others)


@tried(60, hunted=150)
@given(
    found=witnesses(least=3),
    base=st.sampled_from(["A", "B", "majority", "none"]),
    seed=st.randoms(use_true_random=False),
)
def test_the_order_of_the_witnesses_changes_nothing_that_is_said_of_them(
    found: list[Witness], base: str, seed: Random
) -> None:
    shuffled = list(found)
    seed.shuffle(shuffled)
    one, other = (collate_work(Work(tuple(f), base=Siglum("A")), base=base).apparatus for f in (found, shuffled))
    assert said(one) == said(other)


@few
@given(found=witnesses(least=3))
def test_a_witness_that_reads_within_a_place_is_not_silent_there(found: list[Witness]) -> None:
    collated = collate_work(Work(tuple(found), base=found[0].siglum))
    for unit in collated.units:
        for w, _ in unit.silent:
            assert (collated.alignment.testimony[unit.start : unit.stop, w] != Testimony.READS).all()


@every_aligner
@few
@given(found=witnesses())
def test_every_siglum_is_cited_exactly_once_in_every_entry(way: str, found: list[Witness]) -> None:
    name, options = WAYS[way]
    work = Work(tuple(found), base=found[0].siglum)
    for entry in collate_work(work, name, options=options).apparatus.entries:
        cited = [
            *(entry.lemma.witnesses if entry.lemma else ()),
            *(s for r in entry.readings for s in r.witnesses),
        ]
        cited += [siglum for siglum, _ in entry.silent]
        assert sorted(cited) == sorted(w.siglum for w in found)


@few
@given(found=witnesses())
def test_a_reading_stands_where_its_spans_say(found: list[Witness]) -> None:
    texts_of = {w.siglum: w.text for w in found}
    for entry in collate_work(Work(tuple(found), base=found[0].siglum)).apparatus.entries:
        for reading in entry.readings:
            for support in reading.support:
                ((start, end),) = support.spans
                assert "".join(texts_of[support.siglum][start:end].split()) == "".join(reading.text.split())
        assert entry.readings


@few
@given(found=witnesses(fragments=False))
def test_a_finer_normaliser_never_yields_fewer_varying_columns_of_one_table(found: list[Witness]) -> None:
    coarse = ALIGNERS["native"](tokenise(found, steps=("nfc", "quotes", "case", "marks")), AlignOptions())
    counts = []
    for chosen in (("nfc", "quotes", "case", "marks"), ("nfc", "quotes", "case"), ("nfc",), ()):
        again = Alignment(
            tokenise(found, steps=chosen), coarse.table.copy(), coarse.testimony.copy(), coarse.doubts.copy()
        )
        forms = again.codes("form")
        counts.append(int((forms.min(axis=1) != forms.max(axis=1)).sum()))
    assert counts == sorted(counts)


@tried(100, hunted=300)
@given(one=texts(7), other=texts(7))
def test_two_witnesses_are_aligned_as_well_as_the_oracle_can(one: str, other: str) -> None:
    tokens = tokenise([Witness(Siglum("A"), one), Witness(Siglum("B"), other)])
    if not (len(tokens[0]) and len(tokens[1])):
        return
    scores = build_scoring(tokens).score_matrix(tokens[0].form, tokens[1].form).tolist()
    alignment = ALIGNERS["native"](tokens, AlignOptions())
    both = (alignment.table != GAP).all(axis=1)
    meetings = [tuple(row) for row in alignment.table[both].tolist()]
    assert score_of(meetings, scores, GAP_OPEN) == best_score(scores, GAP_OPEN)


TABLE = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda size: st.tuples(
        st.lists(
            st.lists(st.sampled_from([-(10**8), 0, 50, 100, 1000]), min_size=size[1], max_size=size[1]),
            min_size=size[0],
            max_size=size[0],
        ),
        st.booleans(),
        st.booleans(),
    )
)


def traced(found: list[Table], gap: int) -> list[list[tuple[int, int]]]:
    """The traces of several tables, (scores, free_start, free_end) each, in one batch."""
    heights, widths = [len(s) for s, _, _ in found], [len(s[0]) for s, _, _ in found]
    padded = np.full((len(found), max(heights), max(widths)), 777, np.int64)
    for k, (scores, _, _) in enumerate(found):
        padded[k, : heights[k], : widths[k]] = scores
    ends = np.array([o for _, o, _ in found]), np.array([c for _, _, c in found])
    traces = align_batch(ScoreTables(padded, np.array(heights), np.array(widths), gap, *ends))
    return [
        list(zip(traces.row[here].tolist(), traces.column[here].tolist(), strict=True))
        for here in (traces.table == k for k in range(len(found)))
    ]


@tried(130, hunted=400)
@given(found=st.lists(TABLE, min_size=1, max_size=4), gap=st.sampled_from([0, 50, 120]))
def test_every_trace_of_a_batch_is_the_best_there_is(found: list[Table], gap: int) -> None:
    for (scores, free_start, free_end), trace in zip(found, traced(found, gap), strict=True):
        ends = gap * (not free_start), gap * (not free_end)
        assert score_of(trace, scores, gap, *ends) == best_score(scores, gap, *ends)


CODES = st.lists(st.integers(0, 3), max_size=25)


@tried(170, hunted=500)
@given(pairs=st.lists(st.tuples(CODES, CODES), min_size=1, max_size=3))
def test_cuts_are_in_order_and_of_equal_words_of_one_pair(pairs: list[tuple[list[int], list[int]]]) -> None:
    rows, columns = (np.array([c for p in pairs for c in p[side]], np.int32) for side in (0, 1))
    sizes = [np.array([len(p[side]) for p in pairs], np.int64) for side in (0, 1)]
    border = [np.cumsum(s) for s in sizes]
    for cut in (anchors, lambda *given: split_by_edit_script(*given)[:2]):
        met, left = cut(rows, columns, full_tables(*sizes), 0)
        places = list(zip(met.rows.tolist(), met.columns.tolist(), strict=True))
        assert all(a < c and b < d for (a, b), (c, d) in pairwise(places))
        assert all(rows[i] == columns[j] for i, j in places)
        pair_of = [np.searchsorted(b, p, side="right").tolist() for b, p in zip(border, met, strict=True)]
        assert pair_of[0] == pair_of[1]
        # What is left open and what has met are disjoint, and nothing that could still meet is dropped.
        inside = {(i, j) for t, b, a, z in zip(left.top, left.bottom, left.left, left.right, strict=True)
                  for i in range(t, b) for j in range(a, z)}  # fmt: skip
        assert not inside & set(places)


@tried(170, hunted=500)
@given(own=st.lists(st.tuples(st.booleans(), st.integers(10, 99)), max_size=40), shared=st.integers(0, 9))
def test_in_a_very_large_gap_words_of_one_side_do_not_keep_the_shared_ones_apart(
    own: list[tuple[bool, int]], shared: int
) -> None:
    rows, columns = [*range(shared)], [*range(shared)]
    for k, (is_row, code) in enumerate(own):  # words that the other side has nowhere, at any place
        (rows if is_row else columns).insert(code * (k + 1) % (shared + 1), 2 * code + is_row + 100)
    codes = np.array([*rows, 300], np.int32), np.array([*columns, 301], np.int32)
    gap = full_tables(np.array([len(rows) + 1]), np.array([len(columns) + 1]))
    with patch.object(split_gaps, "MOST_CELLS_OF_ALL_CODES", 0):
        met = split_by_edit_script(*codes, gap, 0).matches
    assert codes[0][met.rows].tolist() == codes[1][met.columns].tolist() == [*range(shared)]


@tried(100, hunted=300)
@given(heights=st.lists(st.integers(0, 9), min_size=1, max_size=3), largest=st.integers(1, 9), seed=st.integers(0, 9))
def test_steps_cover_the_diagonal_and_are_small(heights: list[int], largest: int, seed: int) -> None:
    widths = [(h * 7 + seed) % 11 for h in heights]
    gaps = full_tables(np.array(heights), np.array(widths))
    cut = split_diagonally(gaps, largest)
    assert all(h * w <= largest or min(h, w) == 1 for h, w in zip(cut.heights, cut.widths, strict=True))
    assert (cut.top[1:] >= cut.bottom[:-1]).all()
    assert (cut.left[1:] >= cut.right[:-1]).all()


def test_a_stretch_that_recurs_is_taken_as_early_as_it_stands() -> None:
    rows, columns = np.array([5, 1, 9, 9, 1, 7], np.int32), np.array([5, 1, 7], np.int32)
    met = left_normalise(Matches(np.array([0, 4, 5]), np.array([0, 1, 2])), rows, columns)
    assert met.rows.tolist() == [0, 1, 5]


def test_of_equal_traces_the_one_to_the_left_is_taken() -> None:
    alignment = aligned([Witness(Siglum("A"), "are"), Witness(Siglum("B"), "are are")])
    assert alignment.table.tolist() == [[0, 0], [GAP, 1]]


WITNESSES = Path(__file__).parent.parent / "witnesses" / "autonomisation"


# Anchors cut at what is surely right; the breaker, for gaps with no anchor, at what edit distance finds.
CUTS = {
    "anchors": (Limits(exact_cells=0, anchor_cells=0, edit_script_cells=10**9, diagonal_cells=10**9), 0.999),
    "breaker": (Limits(exact_cells=0, anchor_cells=0, edit_script_cells=0), 0.98),
}


@pytest.mark.parametrize("cut", CUTS)
def test_cutting_the_real_texts_small_costs_little(cut: str) -> None:
    limits, share = CUTS[cut]
    tokens = tokenise_work(read_work(WITNESSES))[:2]
    scores = build_scoring(tokens).score_matrix(tokens[0].form, tokens[1].form)

    def worth(options: AlignOptions) -> float:
        table = ALIGNERS["native"](tokens, options).table
        return score_of([tuple(row) for row in table[(table != GAP).all(axis=1)].tolist()], scores, GAP_OPEN)

    exact = AlignOptions(limits=Limits(exact_cells=10**9))
    assert worth(AlignOptions(limits=limits)) >= share * worth(exact)
    assert worth(AlignOptions()) >= 0.9999 * worth(exact)


def test_a_passage_finds_its_own_place_and_the_rest_is_absent() -> None:
    alignment = ALIGNERS["native"](tokenise_work(read_work(WITNESSES)), AlignOptions())
    there = np.flatnonzero(alignment.testimony[:, 2] != Testimony.ABSENT)
    borders = np.flatnonzero(np.diff(there) > 1)
    assert len(borders) == 1
    surfaces = [t.surface for t in alignment.tokens[0]]
    first = [surfaces[i] for i in alignment.table[there[: borders[0] + 1], 0].tolist() if i != GAP]
    second = [surfaces[i] for i in alignment.table[there[borders[0] + 1 :], 0].tolist() if i != GAP]
    assert " ".join(first[:4]) == "will be a mere"
    assert " ".join(first[-4:]) == "Russian bureaucrat is ."
    assert " ".join(second[:4]) == "That is why internationalism"
    assert " ".join(second[-4:]) == "point of view ."


def test_a_token_that_an_aligner_loses_is_named() -> None:
    def forgetful(found: Sequence[Tokens], weights: Scoring, limits: Limits) -> PartialAlignment:
        del weights, limits
        table = np.full((max(map(len, found)), len(found)), GAP, np.int32)
        for w, tokens in enumerate(found):
            table[: len(tokens), w] = np.arange(len(tokens))
        table[table == 1] = GAP
        return PartialAlignment(table[(table != GAP).any(axis=1)])

    tokens = tokenise([Witness(Siglum("A"), "one\ntwo three"), Witness(Siglum("B"), "one three")])
    with pytest.raises(
        AlignmentError, match=r"the aligner lost 1 token of [AB], the first is '(two|three)' on line [12]"
    ):
        align_witnesses(tokens, forgetful, AlignOptions())


def test_a_token_out_of_order_is_refused() -> None:
    tokens = tokenise([Witness(Siglum("A"), "one two"), Witness(Siglum("B"), "one two")])
    table = np.array([[1, 0], [0, 1]], np.int32)
    with pytest.raises(AlignmentError, match="repeated or reordered tokens of A"):
        Alignment(tokens, table, np.zeros((2, 2), np.int8), np.zeros((2, 2), np.float32))


def test_a_gap_is_never_decoded_as_the_last_token() -> None:
    alignment = aligned([Witness(Siglum("A"), "one two three"), Witness(Siglum("B"), "one three")])
    assert alignment.codes("surface")[1].tolist() == [alignment.tokens[0].surface[1], GAP]


@pytest.mark.parametrize("way", WAYS)
def test_one_witness_is_not_collated(way: str) -> None:
    with pytest.raises(WitnessError, match="one witness cannot be collated; name two or more"):
        aligned([Witness(Siglum("A"), "a")], way)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("texts", [["", ""], [" ", "\n"]])
def test_witnesses_without_words_have_no_columns(way: str, texts: list[str]) -> None:
    alignment = aligned([Witness(Siglum(s), text) for s, text in zip("AB", texts, strict=True)], way)
    assert alignment.table.shape == alignment.testimony.shape == (0, 2)


def test_exact_leaves_no_attraction_but_that_of_equal_forms() -> None:
    tokens = tokenise([Witness(Siglum("A"), "the colour of it"), Witness(Siglum("B"), "the strange color it")])
    near, exact = (ALIGNERS["native"](tokens, AlignOptions(exact=e)).table.tolist() for e in (False, True))
    assert [1, 2] in near
    assert [1, 2] not in exact


def test_attraction_is_graded_and_rarity_counts() -> None:
    tokens = tokenise([Witness(Siglum("A"), "the the colour , rain"), Witness(Siglum("B"), "the color . the rain")])
    codes = tokens[0].vocabulary.codes
    score = {
        (a, b): int(build_scoring(tokens).score_matrix(np.array([codes[a]]), np.array([codes[b]]))[0, 0])
        for a, b in [
            ("the", "the"),
            ("rain", "rain"),
            ("colour", "colour"),
            ("colour", "color"),
            ("colour", "rain"),
            (",", "."),
            (",", ","),
        ]
    }
    assert score["colour", "colour"] > score["colour", "color"] > score["colour", "rain"] > 0
    assert score["rain", "rain"] > score["the", "the"] > score[",", ","] > score[",", "."] > 0
    assert build_scoring(tokens).score_matrix(np.array([codes["rain"]]), np.array([codes[","]]))[0, 0] < 0


def test_a_witness_cannot_read_where_it_has_no_token() -> None:
    tokens = tokenise([Witness(Siglum("A"), "one"), Witness(Siglum("B"), "")])
    with pytest.raises(InternalError, match="READS where it has no token"):
        Alignment(tokens, np.array([[0, GAP]], np.int32), np.zeros((1, 2), np.int8), np.zeros((1, 2), np.float32))


SEGMENTS = {
    "a token that is lost": ([[[0, 1], [0, 1]]], "segments lose, repeat or reorder tokens of A"),
    "a token that is repeated": ([[[0, 2], [0, 1]], [[1, 2], [0, 0]]], "segments lose, repeat or reorder tokens of A"),
    "an empty column": ([[[0, 2], [0, 1]], [[0, 0], [0, 0]]], "a column of segments is empty"),
}


@pytest.mark.parametrize("cells", SEGMENTS)
def test_segments_that_do_not_hold_every_token_once_are_an_internal_fault(cells: str) -> None:
    tokens = tokenise([Witness(Siglum("A"), "one two"), Witness(Siglum("B"), "one")])
    array, message = np.array(SEGMENTS[cells][0], np.int32), SEGMENTS[cells][1]
    with pytest.raises(InternalError, match=message):
        Segments(tokens, array, np.zeros(len(array), np.float32))


def test_a_table_of_another_shape_is_an_internal_fault() -> None:
    tokens = tokenise([Witness(Siglum("A"), "one"), Witness(Siglum("B"), "")])
    with pytest.raises(InternalError, match=r"a table of shape \(1, 1\) for 2 witnesses"):
        Alignment(tokens, np.zeros((1, 1), np.int32), np.zeros((1, 1), np.int8), np.zeros((1, 1), np.float32))
    table, testimony = np.array([[0, GAP]], np.int32), np.array([[0, 1]], np.int8)
    with pytest.raises(InternalError, match=r"doubts of shape \(1, 1\) for a table of shape \(1, 2\)"):
        Alignment(tokens, table, testimony, np.zeros((1, 1), np.float32))


def test_an_empty_column_is_an_internal_fault() -> None:
    tokens = tokenise([Witness(Siglum("A"), "one"), Witness(Siglum("B"), "")])
    table, testimony = np.array([[0, GAP], [GAP, GAP]], np.int32), np.array([[0, 1], [1, 1]], np.int8)
    with pytest.raises(InternalError, match="a column of the table is empty"):
        Alignment(tokens, table, testimony, np.zeros((2, 2), np.float32))


@pytest.mark.parametrize("siglum", ["none", "majority"])
def test_a_witness_cannot_be_called_as_a_base_is_asked_for(siglum: str) -> None:
    with pytest.raises(WitnessError, match=f"{siglum} cannot be a siglum"):
        require_distinct_sigla([Witness(Siglum(siglum), "a"), Witness(Siglum("B"), "b")])


@pytest.mark.parametrize("gap", GapReason)
def test_what_a_mark_says_is_lost_is_silent_and_omits_nothing(gap: GapReason) -> None:
    torn = Witness(Siglum("B"), "one ?? five six", marks=(Mark(4, 6, gap=gap),))
    alignment = aligned([Witness(Siglum("A"), "one two three five six"), torn])
    silent = [Testimony(t).name.lower() for t in alignment.testimony[:, 1].tolist() if t != Testimony.READS]
    assert set(silent) == {str(gap)}
    assert len(silent) >= 2
    assert not collate_work(
        Work((Witness(Siglum("A"), "one two three five six"), torn), base=Siglum("A"))
    ).apparatus.entries


def test_content_attracts_before_punctuation() -> None:
    alignment = aligned([Witness(Siglum("A"), "a, gray koala"), Witness(Siglum("B"), "a gray, koala")])
    forms = alignment.codes("form")
    gray = alignment.tokens[0].vocabulary.codes["gray"]
    assert [gray, gray] in forms.tolist()


def test_of_two_words_that_are_divided_in_one_place_the_same_is_told_in_any_order() -> None:
    texts = ["we saw some thing there", "we saw something there", "we saw any one there", "we saw anyone there"]
    for order in permutations(texts):
        (link,) = aligned([Witness(Siglum("ABCD"[k]), text) for k, text in enumerate(order)]).links
        assert {order[w] for w in link.witnesses} == set(texts[:2])


@tried(70, hunted=200)
@given(
    words=st.lists(st.lists(st.integers(0, 3), min_size=1, max_size=9), min_size=2, max_size=8),
    ends=st.tuples(st.booleans(), st.booleans()),
    gap=st.sampled_from([0, 50, 120]),
)
def test_tables_in_which_words_recur_have_the_traces_of_whole_tables(
    words: list[list[int]], ends: tuple[bool, bool], gap: int
) -> None:
    scores = np.array([[1000, 50, 0, 700], [50, 1000, -(10**8), 50], [0, -(10**8), 250, 50], [700, 50, 50, 1000]])
    rows, columns = words[: len(words) // 2], words[len(words) // 2 : len(words) // 2 * 2]
    kinds = Kinds(np.concatenate([*map(np.array, rows)]), np.concatenate([*map(np.array, columns)]))
    gaps = full_tables(np.array([*map(len, rows)]), np.array([*map(len, columns)]))
    gaps = replace(gaps, free_start=gaps.free_start & ends[0], free_end=gaps.free_end & ends[1])

    def score(row: Int64, column: Int64) -> Int64:
        return scores[kinds.rows[row][:, :, None], kinds.columns[column][:, None, :]]

    found: list[list[tuple[int, int]]] = [[] for _ in rows]
    for members, traces in align_recurring(gaps, kinds, score, gap):
        for table, row, column in zip(traces.table.tolist(), traces.row.tolist(), traces.column.tolist(), strict=True):
            found[members[table]].append((row, column))
    tables = [(scores[np.ix_(one, other)].tolist(), *ends) for one, other in zip(rows, columns, strict=True)]
    assert found == traced(tables, gap)


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("bread & wine", "bread and fresh wine"),
        ("panem ⁊ uinum", "panem et bonum uinum"),
        ("Brot & Wein", "Brot und guten Wein"),
    ],
)
def test_a_sign_shares_the_column_of_its_word(sign: str, words: str) -> None:
    first, meaning, other, last = words.split()
    for second in ([first, meaning, other, last], [first, other, meaning, last]):
        alignment = aligned([Witness(Siglum("A"), sign), Witness(Siglum("B"), " ".join(second))])
        beside = {int(a): int(b) for a, b in alignment.table}
        assert second[beside[1]] == meaning
