"""Where extant witnesses differ: the arrays say what a person would who went from column to column."""

import re
from unicodedata import combining, normalize

from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import slow_paragraphs, slow_units
from strategies import alignments

from collate.align import ALIGNERS, AlignOptions
from collate.editorial.lines import lines, paragraphs
from collate.pipeline import roles_in
from collate.tokenise import tokenise
from collate.variants import tokens_in, variation_units
from collate.variants.columns import varying_columns
from collate.variants.places import whole_passages
from collate.witness import Siglum, Witness


@settings(deadline=None, max_examples=300)
@given(alignments())
def test_units_are_those_found_column_by_column(alignment):
    roles = [roles_in(t) for t in alignment.tokens]
    found = [(u.start, u.stop, u.groups, u.silent, u.between) for u in variation_units(alignment, roles)]
    passages = whole_passages(alignment, varying_columns(alignment, roles))
    assert found == slow_units(alignment, roles, passages)


@settings(deadline=None)
@given(alignments())
def test_a_unit_asked_for_alone_is_the_one_in_its_row(alignment):
    units = variation_units(alignment, [roles_in(t) for t in alignment.tokens])
    assert [units[u] for u in range(len(units))] == list(units)


LINES = st.text("ab \t\u00a0\n\r[", max_size=30)


@given(LINES)
def test_paragraphs_stand_between_blank_lines(text):
    assert [(p.start, p.text) for p in paragraphs(text)] == slow_paragraphs(text)


@given(LINES)
def test_lines_stand_between_line_ends(text):
    assert [line.text for line in lines(text)] == [s.strip() for s in re.split("[\r\n]", text) if s.strip()]
    assert all(text[line.start : line.end] == line.text for line in lines(text))


def places(*texts):
    """What each witness reads in each place."""
    tokens = tokenise([Witness(Siglum("AB"[k]), text) for k, text in enumerate(texts)])
    alignment = ALIGNERS["native"](tokens, AlignOptions())
    units = variation_units(alignment, [roles_in(t) for t in alignment.tokens])
    return [
        tuple(" ".join(tokens[w][i].surface for i in tokens_in(alignment, w, u.start, u.stop)) for w in (0, 1))
        for u in units
        if not u.between
    ]


def test_a_rewritten_sentence_with_a_chance_the_in_it_is_one_place():
    around = "The man and the boy saw the river, the hill, the wood, the town and the sea. "
    old = "Nobody could tell if the gardener wanted more coal"
    new = "Seven ships brought us the last warm silk"
    assert places(f"{around}{old}. {around}", f"{around}{new}. {around}") == [(old, new)]


def test_changed_words_with_content_in_common_between_them_stay_apart():
    found = places("a great castle stood upon yonder hill", "a small castle looked upon yonder wood")
    assert found == [("great", "small"), ("stood", "looked"), ("hill", "wood")]


def test_a_long_addition_is_no_rewriting():
    added = "which the people of that country had built there long ago with stones from the river and the sea"
    found = places(
        f"the castle stood on a hill and the rain fell {added} slowly",
        "the castle stood on a hill and the snow fell slowly",
    )
    assert (added, "") in found


def test_a_text_without_its_accents_is_not_rewritten():
    accented = "Ἐν ἀρχῇ ἦν ὁ λόγος, καὶ ὁ λόγος ἦν πρὸς τὸν θεόν, καὶ θεὸς ἦν ὁ λόγος. οὗτος ἦν ἐν ἀρχῇ πρὸς τὸν θεόν."
    bare = "".join(c for c in normalize("NFD", accented) if not combining(c))
    words = zip(re.findall(r"\w+", accented), re.findall(r"\w+", bare), strict=True)
    assert places(accented, bare) == [(one, other) for one, other in words if one != other]
