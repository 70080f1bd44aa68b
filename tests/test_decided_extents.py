"""Entries that an editor joins or cuts are one or several, and every varying column is told once."""

import json
from bisect import bisect
from contextlib import suppress
from dataclasses import replace
from itertools import groupby

import jsonschema
import numpy as np
from decided import SCHEMA, collated, entries, states
from hypothesis import assume, given
from hypothesis import strategies as st
from rendered import text_of
from strategies import alignments, witnesses
from trials import tried

from collate.cli.new_decision import complete_decision
from collate.decisions import (
    Action,
    Decision,
    Scope,
    State,
    TokenRange,
    UnitOverride,
)
from collate.decisions.parsing import decision_id
from collate.decisions.writing import quote_selector
from collate.errors import OptionError, PlaceError
from collate.model.alignment import Alignment, Testimony
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import collate_work, find_roles
from collate.text.tokenise import tokenise
from collate.variants import variation_units
from collate.variants.columns import varying_columns

MERGED = 'action = "merge"\nplace = { witness = "A", text = "old man saw" }\n'
SPLIT = 'action = "split"\nplace = { witness = "A", text = "waved" }\n'
EXTENTS = ("the old man saw it , one waved", "the young man spied it , she dropped")


def test_entries_are_joined_and_cut_as_the_editor_has_it() -> None:
    assert entries(collated(EXTENTS, MERGED, SPLIT)) == [
        ("old man saw", ("young man spied", "substitution")),
        ("one", ("she", "substitution")),
        ("waved", ("dropped", "substitution")),
    ]
    assert entries(collated(EXTENTS))[-1][0] == "one waved"


def test_what_is_joined_can_be_decided() -> None:
    block = 'kind = "inflection"\nplace = { witness = "A", text = "old man saw" }\nother = { witness = "B", text = "young man spied" }\n'
    assert entries(collated(EXTENTS, MERGED, block))[0] == ("old man saw", ("young man spied", "inflection"))
    assert states(collated(EXTENTS, block)) == [State.STALE]


def test_entries_are_not_joined_over_a_border_of_testimony() -> None:
    texts = ("the old man saw it", "the young man spied it", "the aged man [...] it")
    found = collated(texts, MERGED)
    assert states(found) == [State.CONFLICT]
    assert "some witnesses are extant in a part of it only" in found.apparatus.decisions[0].why


def test_what_one_decision_joins_and_a_later_one_cuts_is_a_conflict() -> None:
    cut = 'action = "split"\nplace = { witness = "A", text = "man" }\n'
    assert states(collated(EXTENTS, MERGED, cut)) == [State.CONFLICT, State.OBEYED]


def test_there_is_nothing_to_join_where_all_agree() -> None:
    assert states(collated(("a b", "a b"), 'action = "merge"\nplace = { witness = "A", text = "a b" }\n')) == [
        State.IDLE
    ]


@st.composite
def joined(draw: st.DrawFn) -> tuple[Alignment, list[UnitOverride]]:
    """An alignment, and words around which its entries are joined or cut."""
    alignment = draw(alignments())
    joints = []
    for w in draw(st.lists(st.sampled_from([w for w, t in enumerate(alignment.tokens) if len(t)]), max_size=3)):
        first = draw(st.integers(0, len(alignment.tokens[w]) - 1))
        last = draw(st.integers(first + 1, len(alignment.tokens[w])))
        joints.append(UnitOverride(TokenRange(w, first, last), draw(st.booleans())))
    return alignment, joints


@tried(70, hunted=200)
@given(joined())
def test_joined_or_cut_every_varying_column_is_in_one_entry_or_among_equal_words(
    given_: tuple[Alignment, list[UnitOverride]],
) -> None:
    alignment, joints = given_
    roles = [find_roles(t) for t in alignment.tokens]
    units = [u for u in variation_units(alignment, roles, joints) if not u.is_white_space]
    columns = [c for u in units for c in range(u.start, u.stop)]
    assert columns == sorted(set(columns))
    rest = sorted(set(varying_columns(alignment, roles).at.tolist()) - set(columns))
    for _, between in groupby(rest if not alignment.links else (), lambda c: bisect(columns, c)):
        run = list(between)
        at = list(range(run[0], run[-1] + 1))
        told = np.flatnonzero((alignment.testimony[at] <= Testimony.OMITS).all(axis=0)).tolist()
        assert (
            len({tuple(alignment.tokens[w].surface[[t for t in alignment.table[at, w] if t >= 0]]) for w in told}) <= 1
        )
    for u in units if not alignment.links else ():
        assert len({tuple(row > Testimony.OMITS) for row in alignment.testimony[u.start : u.stop]}) == 1


@tried(25, hunted=60)
@given(witnesses(least=3, most=4), st.data())
def test_the_order_of_the_witnesses_changes_nothing_about_decisions(found: list[Witness], data: st.DataObject) -> None:
    plain_ = collate_work(Work(tuple(found), base=Siglum("A")))
    whole = [w for w, t in enumerate(plain_.alignment.tokens) if len(t)]
    blocks = []
    for action in ("merge", "split", "ignore"):
        w = data.draw(st.sampled_from(whole))
        tokens = plain_.alignment.tokens[w]
        first = data.draw(st.integers(0, len(tokens) - 1))
        last = data.draw(st.integers(first + 1, len(tokens)))
        anchor = quote_selector(tokens, first, last)
        draft = Decision("", Action(action), Scope.HERE, "w", "me", "now", places=(anchor,))
        blocks.append(replace(draft, id=decision_id(draft)))
    against = collate_work(Work(tuple(found), base=Siglum("A")), base="majority")
    for entry in [e for e in against.apparatus.entries if e.lemma and not e.unit.is_white_space][:3]:
        for reading in entry.readings:
            draft = Decision(
                "", Action.KIND, Scope.HERE, "w", "me", "now", data.draw(st.sampled_from(["note", "gloss"]))
            )
            with suppress(PlaceError, OptionError):
                draft = complete_decision(draft, against, f"#{entry.number}", reading.witnesses[0], None)
                blocks.append(replace(draft, id=decision_id(draft)))
    shuffled = data.draw(st.permutations(found))
    one, other = (
        collate_work(Work(tuple(f), base=Siglum("A")), base="majority", decisions=blocks) for f in (found, shuffled)
    )
    assert states(one) == states(other)
    assert [(e.id, {(r.text, r.variation) for r in e.readings}) for e in one.apparatus.entries] == [
        (e.id, {(r.text, r.variation) for r in e.readings}) for e in other.apparatus.entries
    ]


@tried(25, hunted=60)
@given(witnesses(), st.data())
def test_whatever_is_decided_of_whatever_words_the_order_of_the_witnesses_changes_nothing(
    found: list[Witness], data: st.DataObject
) -> None:
    tokens = tokenise(found)
    full = [w for w, t in enumerate(tokens) if len(t)]
    assume(len(full) > 1)
    decisions = {}
    for action in data.draw(st.lists(st.sampled_from(Action), min_size=1, max_size=6)):
        of_two = action in (Action.KIND, Action.ALIGN, Action.SEPARATE)
        places = []
        for w in data.draw(st.permutations(full))[: 1 + of_two]:
            first = data.draw(st.integers(0, len(tokens[w]) - 1))
            last = data.draw(st.integers(first + 1, min(first + 3, len(tokens[w]))))
            places.append(quote_selector(tokens[w], first, last))
        kind = "gloss" if action is Action.KIND else None
        draft = Decision("", action, Scope.HERE, "w", "me", "now", kind, None, tuple(places))
        decisions[decision_id(draft)] = replace(draft, id=decision_id(draft))
    base = data.draw(st.sampled_from(["A", "majority", "none"]))
    orders = found, data.draw(st.permutations(found))
    one, other = (
        collate_work(Work(tuple(f), base=Siglum("A")), base=base, decisions=list(decisions.values())) for f in orders
    )
    assert [(v.state, v.entries) for v in one.apparatus.decisions] == [
        (v.state, v.entries) for v in other.apparatus.decisions
    ]
    assert [(e.id, {(r.text, r.variation) for r in e.readings}) for e in one.apparatus.entries] == [
        (e.id, {(r.text, r.variation) for r in e.readings}) for e in other.apparatus.entries
    ]
    document = json.loads(text_of("json", one.apparatus, one.alignment))
    jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_equal_words_that_an_editor_sets_in_other_columns_are_no_entry() -> None:
    found = [Witness(Siglum(siglum), "the colour the ") for siglum in "AB"]
    tokens = tokenise(found)
    places = quote_selector(tokens[0], 0, 1), quote_selector(tokens[1], 1, 2)
    draft = Decision("", Action.ALIGN, Scope.HERE, "w", "me", "now", places=places)
    for base in ("A", "majority", "none"):
        collated = collate_work(Work(tuple(found), base=Siglum("A")), base=base, decisions=[draft])
        assert [v.state for v in collated.apparatus.decisions] == [State.OBEYED]
        assert collated.apparatus.entries == ()
