"""Words that an editor puts together or apart are so in the table, and nothing is lost."""

from random import Random

import numpy as np
from decided import collated, entries, parsed, states, work
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from strategies import witnesses
from trials import tried

from collate.alignment import ALIGNERS, AlignOptions
from collate.alignment.constraints import is_satisfied
from collate.decisions import AlignmentConstraint, State, TokenRange
from collate.model.alignment import GAP
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import collate_work
from collate.text.tokenise import tokenise
from collate.variants.overrides import columns_of


@st.composite
def bonds(draw: st.DrawFn) -> tuple[list[Witness], AlignmentConstraint]:
    """Witnesses, and words of two of them to be put together or apart."""
    found = draw(witnesses(least=2, most=4))
    tokens = tokenise(found)
    full = [w for w, t in enumerate(tokens) if len(t)]
    assume(len(full) > 1)
    one, other = draw(st.permutations(full))[:2]
    stretches = []
    for w in (one, other):
        first = draw(st.integers(0, len(tokens[w]) - 1))
        stretches.append(TokenRange(w, first, draw(st.integers(first + 1, min(first + 3, len(tokens[w]))))))
    return found, AlignmentConstraint(stretches[0], stretches[1], draw(st.booleans()))


@tried(80, hunted=200)
@given(bonds())
def test_a_bond_is_obeyed_and_no_word_is_lost(given_: tuple[list[Witness], AlignmentConstraint]) -> None:
    found, bond = given_
    alignment = ALIGNERS["native"](tokenise(found), AlignOptions(constraints=(bond,)))
    assert is_satisfied(bond, alignment.table)
    for w, tokens in enumerate(alignment.tokens):
        column = alignment.table[:, w]
        assert column[column != GAP].tolist() == list(range(len(tokens)))


@tried(80, hunted=200)
@given(bonds(), st.randoms(use_true_random=False))
def test_the_order_of_the_witnesses_changes_nothing_about_a_bond(
    given_: tuple[list[Witness], AlignmentConstraint], seed: Random
) -> None:
    found, bond = given_
    order = list(range(len(found)))
    seed.shuffle(order)
    one, other = (s._replace(witness=order.index(s.witness)) for s in (bond.first, bond.second))
    straight = ALIGNERS["native"](tokenise(found), AlignOptions(constraints=(bond,)))
    shuffled = ALIGNERS["native"](
        tokenise([found[k] for k in order]), AlignOptions(constraints=(AlignmentConstraint(one, other, bond.together),))
    )
    for name in ("table", "testimony", "doubts"):
        assert (getattr(straight, name)[:, order] == getattr(shuffled, name)).all()


@settings(deadline=None)
@given(bonds(), st.integers(0, 5))
def test_a_bond_that_holds_already_changes_nothing(given_: tuple[list[Witness], AlignmentConstraint], k: int) -> None:
    found, bond = given_
    tokens = tokenise(found)
    free = ALIGNERS["native"](tokens, AlignOptions())
    assume(is_satisfied(bond, free.table))
    assert (ALIGNERS["native"](tokens, AlignOptions(constraints=(bond,) * (k + 1))).table == free.table).all()


ALIGNED = 'action = "align"\nplace = { witness = "A", before = "x", text = "p" }\nother = { witness = "B", text = "q", after = "y" }\n'


def test_words_that_are_put_together_take_their_twins_with_them() -> None:
    found = collated(("x p y z", "x y z q y", "x p y z", "x y z q y"), ALIGNED)
    table = found.alignment.table
    column = columns_of(found.alignment, TokenRange(0, 1, 2))[0]
    assert table[column].tolist() == [1, 3, 1, 3]
    assert (np.diff((table != GAP).astype(int), axis=1)[:, 1::2] <= 1).all()


def test_decisions_that_cannot_both_be_obeyed_are_a_conflict_of_the_later() -> None:
    crossing = 'action = "align"\nplace = { witness = "A", text = "b" }\nother = { witness = "B", text = "a" }\n'
    straight = 'action = "align"\nplace = { witness = "A", text = "a" }\nother = { witness = "B", text = "b" }\n'
    assert states(collated(("a b", "a b"), crossing, straight)) == [State.OBEYED, State.CONFLICT]


def test_to_align_and_to_separate_the_same_words_is_a_conflict_of_both() -> None:
    apart = ALIGNED.replace("align", "separate")
    assert states(collated(("x p y", "x q y"), ALIGNED, apart)) == [State.CONFLICT, State.CONFLICT]


def test_separated_words_are_in_columns_and_entries_of_their_own_the_first_named_first() -> None:
    one = (
        'action = "separate"\nplace = { witness = "A", text = "harbour" }\nother = { witness = "B", text = "market" }\n'
    )
    other = one.replace('"A"', '"X"').replace('"B"', '"A"').replace('"X"', '"B"').replace("harbour", "Y")
    other = other.replace("market", "harbour").replace("Y", "market")
    texts = ("to the harbour now", "to the market now")
    assert entries(collated(texts, one)) == [("harbour", ("", "omission")), ("", ("market", "addition"))]
    assert entries(collated(texts, other)) == [("", ("market", "addition")), ("harbour", ("", "omission"))]


def test_the_second_aligner_obeys_too() -> None:
    table = collate_work(work("x p y z", "x y z q y"), "collatex", decisions=parsed(ALIGNED)).alignment.table
    assert [1, 3] in table.tolist()


def test_a_fragment_keeps_its_passages_where_columns_are_made_anew() -> None:
    from collate.model.witness import Extent

    block = 'action = "align"\nplace = { witness = "A", text = "one" }\nother = { witness = "B", text = "eins" }\n'
    fragment = Witness(Siglum("F"), "six seven", extent=Extent.FRAGMENT)
    three = Work(
        (*work("one two three four five six seven", "two three eins four five six seven").witnesses, fragment),
        base=Siglum("A"),
    )
    found = collate_work(three, decisions=parsed(block))
    column = found.alignment.table[:, 2]
    assert states(found) == [State.OBEYED]
    assert (found.alignment.testimony[:, 2] == 3).tolist() == (column == GAP).tolist()
