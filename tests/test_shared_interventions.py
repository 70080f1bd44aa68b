"""Which witnesses share an intervention decides whether its role may name a kind: compared with a slow oracle."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import slow_shares

from collate.apparatus.shared_interventions import SharedInterventions
from collate.model.alignment import Alignment
from collate.model.interventions import Intervention, Roles
from collate.model.tokens import Tokens
from collate.model.witness import Role, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.aligning import align_work

WORDS = st.lists(st.sampled_from(["the", "old", "king", "came", "[", "]", "not", ","]), min_size=1, max_size=12)


def with_roles(tokens: Tokens, start: int, stop: int, role: Role) -> Roles:
    """Return roles in which the tokens [start, stop) have one role."""
    index = np.full(len(tokens), -1, np.int32)
    index[start:stop] = 0
    return Roles((Intervention(0, 1, role, "", ""),), index)


@st.composite
def aligned_with_roles(draw: st.DrawFn) -> tuple[Alignment, list[Roles]]:
    """Draw two or three witnesses, aligned, each with one intervention."""
    texts = draw(st.lists(WORDS, min_size=2, max_size=3))
    witnesses = tuple(Witness(Siglum("ABC"[w]), " ".join(words)) for w, words in enumerate(texts))
    alignment = align_work(Work(witnesses, base=Siglum("A")))
    roles = []
    for of_witness in alignment.tokens:
        start, stop = sorted(draw(st.tuples(*[st.integers(0, len(of_witness))] * 2)))
        roles.append(with_roles(of_witness, start, stop, draw(st.sampled_from([Role.NOTE, Role.GLOSS]))))
    return alignment, roles


@settings(deadline=None)
@given(aligned_with_roles())
def test_an_intervention_is_shared_if_enough_words_beside_its_own_are_alike(
    drawn: tuple[Alignment, list[Roles]],
) -> None:
    alignment, roles = drawn
    shared = SharedInterventions(alignment, roles)
    for w in range(len(alignment.tokens)):
        for other in range(len(alignment.tokens)):
            assert shared.is_shared(w, 0, [other]) == slow_shares(alignment, roles, w, 0, other)


def test_a_phrase_of_three_words_shows_that_a_long_note_is_shared() -> None:
    one = "he was read aloud at the last meeting of the whole board in spring and then again in the early autumn"
    other = "the whole board"
    texts = (Witness(Siglum("A"), one), Witness(Siglum("B"), other))
    alignment = align_work(Work(texts, base=Siglum("A")))
    long, short = alignment.tokens
    for role_of_other, stop in ((Role.NOTE, 0), (Role.GLOSS, 3)):
        roles = [with_roles(long, 0, len(long), Role.NOTE), with_roles(short, 0, stop, role_of_other)]
        assert SharedInterventions(alignment, roles).is_shared(0, 0, [1])


def test_single_words_by_chance_do_not_show_that_a_note_is_shared() -> None:
    one = "he was read aloud at the last meeting of the whole board in spring and then again in the early autumn"
    texts = (Witness(Siglum("A"), one), Witness(Siglum("B"), "the board again"))
    alignment = align_work(Work(texts, base=Siglum("A")))
    long, short = alignment.tokens
    roles = [with_roles(long, 0, len(long), Role.NOTE), with_roles(short, 0, 0, Role.NOTE)]
    assert not SharedInterventions(alignment, roles).is_shared(0, 0, [1])
