"""Which witnesses share an intervention decides whether its role may name a kind: compared with a slow oracle."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from oracle import slow_divider, slow_shares

from collate.editorial import roles_of
from collate.editorial.nesting import without_crossing
from collate.model.alignment import Alignment
from collate.model.interventions import Intervention, Roles
from collate.model.tokens import Tokens
from collate.model.witness import Role, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.aligning import align_work
from collate.variants.shared_interventions import SharedInterventions

WORDS = st.lists(st.sampled_from(["the", "old", "king", "came", "[", "]", "not", ","]), min_size=1, max_size=12)


def with_roles(tokens: Tokens, start: int, stop: int, role: Role) -> Roles:
    """Return roles in which the tokens [start, stop) have one role."""
    index = np.full(len(tokens), -1, np.int32)
    index[start:stop] = 0
    return Roles((Intervention(0, 1, role, "", ""),), index)


def with_nested_roles(tokens: Tokens, bounds: list[int], roles: list[Role]) -> Roles:
    """Return roles in which the tokens between the outer bounds have one role, and those between the inner ones another."""
    a, b, c, d = bounds
    spans = tokens.spans
    spanned = [
        (int(spans[i, 0]), int(spans[j - 1, 1]), role) for i, j, role in ((a, d, roles[0]), (b, c, roles[1])) if i < j
    ]
    interventions = [Intervention(start, end, role, "", "") for start, end, role in dict.fromkeys(spanned)]
    return roles_of(tokens, without_crossing(interventions))


@st.composite
def aligned_with_roles(draw: st.DrawFn) -> tuple[Alignment, list[Roles]]:
    """Draw two or three witnesses, aligned; in each is an intervention that may have another in it."""
    texts = draw(st.lists(WORDS, min_size=2, max_size=3))
    witnesses = tuple(Witness(Siglum("ABC"[w]), " ".join(words)) for w, words in enumerate(texts))
    alignment = align_work(Work(witnesses, base=Siglum("A")))
    roles = []
    for of_witness in alignment.tokens:
        bounds = sorted(draw(st.tuples(*[st.integers(0, len(of_witness))] * 4)))
        two = draw(st.lists(st.sampled_from([Role.NOTE, Role.GLOSS]), min_size=2, max_size=2))
        roles.append(with_nested_roles(of_witness, bounds, two))
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
            for number in range(len(roles[w].interventions)):
                assert shared.is_shared(w, number, [other]) == slow_shares(alignment, roles, w, number, other)


@settings(deadline=None)
@given(aligned_with_roles())
def test_units_end_with_the_outermost_intervention_that_nobody_shares(drawn: tuple[Alignment, list[Roles]]) -> None:
    alignment, roles = drawn
    shared = SharedInterventions(alignment, roles)
    for w, tokens in enumerate(alignment.tokens):
        dividing = [roles[w].interventions[i] if i >= 0 else None for i in shared.dividing_index(w).tolist()]
        assert dividing == [slow_divider(alignment, roles, w, token) for token in range(len(tokens))]


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
