"""Where extant witnesses differ: the arrays say what a person would who went from column to column."""

import re
from unicodedata import combining, normalize

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import slow_paragraphs, slow_units
from strategies import alignments
from trials import tried

from collate.alignment import ALIGNERS, AlignOptions
from collate.editorial.line_spans import line_spans, paragraph_spans
from collate.model.alignment import Alignment
from collate.model.witness import Siglum, Witness
from collate.pipeline.collating import find_roles
from collate.text.tokenise import tokenise
from collate.variants import tokens_in, variation_units
from collate.variants.boundaries import rewritten_units
from collate.variants.columns import varying_columns
from collate.variants.line_ends import _percentile


@tried(100, hunted=300)
@given(alignments())
def test_units_are_those_found_column_by_column(alignment: Alignment) -> None:
    roles = [find_roles(t) for t in alignment.tokens]
    found = [(u.start, u.stop, u.groups, u.silent, u.is_white_space) for u in variation_units(alignment, roles)]
    passages = rewritten_units(alignment, varying_columns(alignment, roles))
    assert found == slow_units(alignment, roles, passages)


@settings(deadline=None)
@given(alignments())
def test_a_unit_asked_for_alone_is_the_one_in_its_row(alignment: Alignment) -> None:
    units = variation_units(alignment, [find_roles(t) for t in alignment.tokens])
    assert [units[u] for u in range(len(units))] == list(units)


LINES = st.text("ab \t\u00a0\n\r[", max_size=30)


@given(LINES)
def test_paragraphs_stand_between_blank_lines(text: str) -> None:
    assert [(p.start, p.text) for p in paragraph_spans(text)] == slow_paragraphs(text)


@given(LINES)
def test_lines_stand_between_line_ends(text: str) -> None:
    assert [line.text for line in line_spans(text)] == [s.strip() for s in re.split("[\r\n]", text) if s.strip()]
    assert all(text[line.start : line.end] == line.text for line in line_spans(text))


def places(*texts: str) -> list[tuple[str, ...]]:
    """What each witness reads in each place."""
    tokens = tokenise([Witness(Siglum("ABC"[k]), text) for k, text in enumerate(texts)])
    alignment = ALIGNERS["native"](tokens, AlignOptions())
    units = variation_units(alignment, [find_roles(t) for t in alignment.tokens])
    return [
        tuple(" ".join(t[i].surface for i in tokens_in(alignment, w, u.start, u.stop)) for w, t in enumerate(tokens))
        for u in units
        if not u.is_white_space
    ]


def test_a_rewritten_sentence_with_a_chance_the_in_it_is_one_place() -> None:
    around = "The man and the boy saw the river, the hill, the wood, the town and the sea. "
    old = "Nobody could tell if the gardener wanted more coal"
    new = "Seven ships brought us the last warm silk"
    assert places(f"{around}{old}. {around}", f"{around}{new}. {around}") == [(old, new)]


def test_changed_words_with_content_in_common_between_them_stay_apart() -> None:
    found = places("a great castle stood upon yonder hill", "a small castle looked upon yonder wood")
    assert found == [("great", "small"), ("stood", "looked"), ("hill", "wood")]


def test_a_long_addition_is_no_rewriting() -> None:
    added = "which the people of that country had built there long ago with stones from the river and the sea"
    found = places(
        f"the castle stood on a hill and the rain fell {added} slowly",
        "the castle stood on a hill and the snow fell slowly",
    )
    assert (added, "") in found


def test_a_text_without_its_accents_is_not_rewritten() -> None:
    accented = "Ἐν ἀρχῇ ἦν ὁ λόγος, καὶ ὁ λόγος ἦν πρὸς τὸν θεόν, καὶ θεὸς ἦν ὁ λόγος. οὗτος ἦν ἐν ἀρχῇ πρὸς τὸν θεόν."
    bare = "".join(c for c in normalize("NFD", accented) if not combining(c))
    words = zip(re.findall(r"\w+", accented), re.findall(r"\w+", bare), strict=True)
    assert places(accented, bare) == [(one, other) for one, other in words if one != other]


AROUND = "the man and the boy saw the river and the hill, the wood and the town, the sea and the sky."


def test_changed_phrases_with_content_in_common_between_them_stay_apart_however_many() -> None:
    changed = (
        ["big old", "few new"],
        ["lies near", "sits upon"],
        ["steep cliffs", "green hills"],
        ["before dogs", "unless owls"],
    )
    shared = "stone castle", "broad brook", "walled garden"
    old, new = (" ".join([changed[0][k], *(f"{word} {pair[k]}" for word, pair in zip(shared, changed[1:], strict=True))])
                for k in (0, 1))  # fmt: skip
    assert places(f"{AROUND} {old}. {AROUND}", f"{AROUND} {new}. {AROUND}") == [tuple(pair) for pair in changed]


def test_respelled_words_between_changed_ones_are_no_rewriting() -> None:
    old = "kynges smote gardenes and boughte wollen houndes of golde whilom castelles fell byfore theyr oxen"
    new = "kings built gardens and ate woolen dogs of gold seven castels fled before their silk"
    found = places(f"{AROUND} {old}. {AROUND}", f"{AROUND} {new}. {AROUND}")
    assert max(len(one.split()) for one, _ in found) < 4


def test_a_long_addition_parts_what_was_rewritten_on_either_side() -> None:
    added = "whose people built huge towers long ago using grey rock upon deep fjords under icy moons"
    old = f"nobody could tell and {added} the gardener wanted coal"
    new = "seven ships brought and the last warm silk"
    found = places(f"{AROUND} {old}. {AROUND}", f"{AROUND} {new}. {AROUND}")
    assert found == [
        ("nobody could tell", "seven ships brought"),
        (added, ""),
        ("gardener wanted coal", "last warm silk"),
    ]


def test_words_more_on_one_side_of_a_rewritten_sentence_do_not_part_it() -> None:
    old = "nobody could tell if the gardener wanted more coal or rather some very old dry wood for winter"
    new = "seven ships brought us the last silk"
    assert places(f"{AROUND} {old}. {AROUND}", f"{AROUND} {new}. {AROUND}") == [(old, new)]


@pytest.mark.parametrize(("shared", "apart"), [("Florence", False), ("Florence Nightingale", True)])
def test_a_phrase_in_common_parts_what_was_rewritten_on_either_side_and_one_word_does_not(
    shared: str, apart: bool
) -> None:
    old, new = "nobody could tell us why", "seven ships brought warm silk"
    more, less = "lay beneath such thick fog", "shone when dawn came back"
    found = places(f"{AROUND} {old} {shared} {more}. {AROUND}", f"{AROUND} {new} {shared} {less}. {AROUND}")
    whole = (f"{old} {shared} {more}", f"{new} {shared} {less}")
    assert found == ([(old, new), (more, less)] if apart else [whole])


@pytest.mark.parametrize(("old", "new"), [
    ("51 Franklin St, Fifth Floor, Boston, MA 02110-1301 USA", "https://wood.org/"),
    ("the very old man", "young people"),
    ("in structure, I do not doubt", "the evidence is clear"),
    ("von der alten Burg am Fluss", "aus Wien"),
    ("καὶ μετὰ ταῦτα ὁ γέρων", "τότε δὲ νεανίας"),
])  # fmt: skip
def test_words_that_have_nothing_in_common_with_those_opposite_are_one_place(old: str, new: str) -> None:
    """Which of the words is opposite which means nothing, so none is told as omitted or added."""
    (found,) = places(f"{AROUND} Then came {old} and went. {AROUND}", f"{AROUND} Then came {new} and went. {AROUND}")
    assert [reading.replace(" ", "") for reading in found] == [old.replace(" ", ""), new.replace(" ", "")]


def test_words_opposite_each_other_of_which_one_pair_is_alike_stay_apart() -> None:
    found = places(
        f"{AROUND} Then he was brought unto great lords. {AROUND}",
        f"{AROUND} Then he was led to some kings of old. {AROUND}",
    )
    assert ("unto", "to") in found


@pytest.mark.parametrize("word", ["heaven", "the heaven"])
def test_a_word_that_both_have_by_chance_does_not_cut_a_long_omission(word: str) -> None:
    filler = " ".join(f"{a}{b}{c}" for a in "bdfgklm" for b in "aeiou" for c in "nr")
    old, new = f"{filler} {word} {filler[::-1]}", word
    ((lemma, reading),) = places(f"{AROUND} So it was: {old}. {AROUND}", f"{AROUND} So it was: {new}. {AROUND}")
    assert (lemma, reading) == (old, new)


def test_a_phrase_that_both_have_cuts_a_long_omission() -> None:
    filler = " ".join(f"{a}{b}{c}" for a in "bdfgklm" for b in "aeiou" for c in "nr")
    old = f"{filler} kings built castles there {filler[::-1]}"
    found = places(f"{AROUND} So it was: {old}. {AROUND}", f"{AROUND} So it was: kings built castles there. {AROUND}")
    assert found == [(filler, ""), (filler[::-1], "")]


def test_four_changed_words_about_a_small_one_are_no_rewriting() -> None:
    found = places(f"{AROUND} great castles and deep moats. {AROUND}", f"{AROUND} small huts and high rooks. {AROUND}")
    assert found == [("great castles", "small huts"), ("deep moats", "high rooks")]


def test_a_sentence_rewritten_in_one_of_three_witnesses_is_one_place() -> None:
    old, new = "nobody could tell if the gardener wanted more coal", "seven ships brought us the last warm silk"
    around = AROUND.replace("river", "rivers")
    assert [
        place for place in places(f"{AROUND} {old}. {AROUND}", f"{around} {old}. {around}", f"{AROUND} {new}. {AROUND}")
        if place[0] != "river"
    ] == [(old, old, new)]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "apart"), [
    ("abcde", "abcxy", True),  # six of ten letters are shared
    ("abcdefg", "abcdxyz", False),  # eight of fourteen
])  # fmt: skip
def test_a_word_that_shares_six_letters_of_ten_is_a_place_of_its_own(old: str, new: str, apart: bool) -> None:
    found = places(f"then {old} stone fell", f"then {new} brick fell")
    assert found == ([(old, new), ("stone", "brick")] if apart else [(f"{old} stone", f"{new} brick")])


@pytest.mark.parametrize(("count", "apart"), [(12, True), (11, False)])
def test_twelve_words_more_part_what_was_rewritten_and_eleven_do_not(count: int, apart: bool) -> None:
    added = " ".join("whose people built huge towers long ago using grey rock upon deep fjords".split()[:count])
    old, new = f"nobody could tell and {added} the gardener wanted coal", "seven ships brought and the last warm silk"
    found = places(f"{AROUND} {old}. {AROUND}", f"{AROUND} {new}. {AROUND}")
    assert found == (
        [("nobody could tell", "seven ships brought"), (added, ""), ("gardener wanted coal", "last warm silk")]
        if apart
        else [(old, new)]
    )


@pytest.mark.parametrize(
    ("between", "whole"), [("one two three four five six", True), ("one two three four five six seven", False)]
)
def test_an_inversion_spans_eight_columns_at_most(between: str, whole: bool) -> None:
    found = places(f"zeta {between}", f"{between} zeta")
    assert found == ([(f"zeta {between}", f"{between} zeta")] if whole else [("zeta", ""), ("", "zeta")])


@given(st.lists(st.integers(0, 300), min_size=1, max_size=50), st.sampled_from([0.0, 0.5, 0.95, 1.0]))
def test_a_percentile_is_that_of_numpy(values: list[int], share: float) -> None:
    assert _percentile(np.array(values), share) == float(np.percentile(values, 100 * share))
