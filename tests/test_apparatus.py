"""Entries are made some thousands at a time, each question asked once: as if each were made alone."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from oracle import SlowWitness, slow_variation
from strategies import alignments
from trials import tried

from collate.apparatus import Apparatus, Entry, Lemma, Reading, build_apparatus, entries_and_echoes, work_evidence
from collate.apparatus.undirected import undirected
from collate.classify import Rulebook
from collate.model.alignment import Alignment
from collate.model.interventions import Roles
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.aligning import align_work
from collate.pipeline.collating import find_roles
from collate.variants import variation_units

BASES = ["A", "B", "majority", "none"]


def built(
    alignment: Alignment,
    base: str,
    language: str = "en",
    every_base: bool = False,
    told_of: frozenset[Siglum] | None = None,
) -> tuple[list[Roles], Apparatus]:
    roles = [find_roles(t) for t in alignment.tokens]
    units, context = variation_units(alignment, roles), work_evidence(alignment, Rulebook(language))
    return roles, build_apparatus(alignment, roles, units, base, context, every_base=every_base, told_of=told_of)


def number(alignment: Alignment, siglum: str) -> int:
    return [str(t.witness.siglum) for t in alignment.tokens].index(siglum)


def pairs_of(entry: Entry) -> list[tuple[Lemma | Reading, Reading]]:
    """List what an entry compares: the lemma with each reading, or each reading with each where there is no lemma."""
    if entry.lemma:
        return [(entry.lemma, reading) for reading in entry.readings]
    return [(pair.first, pair.second) for pair in entry.pairs]


@tried(50, hunted=150)
@given(alignments(), st.sampled_from(BASES), st.sampled_from(["en", "la", ""]))
def test_every_kind_is_what_the_rules_say_who_see_all_there_is(alignment: Alignment, base: str, language: str) -> None:
    roles, apparatus = built(alignment, base, language)
    for entry in apparatus.entries:
        pairs = pairs_of(entry)
        groups = [[tuple(sorted(number(alignment, s) for s in side.witnesses)) for side in pair] for pair in pairs]
        for (_, reading), (one, other) in zip(pairs, groups, strict=True):
            expected = slow_variation(alignment, roles, language, entry.unit, base, one, other)
            assert reading.variation == (expected if entry.lemma else undirected(expected))


def told(apparatus: Apparatus, siglum: Siglum) -> list[object]:
    """List what an apparatus tells of a witness: with what it is compared, where it differs, and how."""
    return [
        (first.text, first.witnesses, second.text, second.support, second.variation, entry.told_in is None)
        for entry in (*apparatus.entries, *apparatus.echoes)
        for first, second in pairs_of(entry)
        if siglum in second.witnesses
    ]


@tried(40, hunted=100)
@given(alignments(), st.sampled_from(BASES), st.integers(0, 3))
def test_an_apparatus_of_one_witness_tells_of_it_what_the_whole_apparatus_tells(
    alignment: Alignment, base: str, n: int
) -> None:
    siglum = alignment.tokens[n % len(alignment.tokens)].witness.siglum
    whole, of_one = built(alignment, base)[1], built(alignment, base, told_of=frozenset({siglum}))[1]
    assert told(of_one, siglum) == told(whole, siglum)
    assert len(of_one.entries) <= len(whole.entries)


@tried(50, hunted=150)
@given(alignments(), st.sampled_from(BASES))
def test_every_reading_stands_where_its_tokens_stand(alignment: Alignment, base: str) -> None:
    roles, apparatus = built(alignment, base)
    for entry in apparatus.entries:
        for side in entry.readings + ((entry.lemma,) if entry.lemma else ()):
            standing = [SlowWitness(alignment, roles, number(alignment, s), entry.unit) for s in side.witnesses]
            assert side.text in {s.text for s in standing}
            assert [s.span for s in standing] == [support.spans[0] for support in side.support]


@tried(50, hunted=150)
@given(alignments(), st.sampled_from(BASES))
def test_a_lemma_is_cited_by_line_neighbours_and_occurrence(alignment: Alignment, base: str) -> None:
    roles, apparatus = built(alignment, base)
    for entry in apparatus.entries:
        if entry.lemma:
            speaker = SlowWitness(alignment, roles, number(alignment, entry.lemma.witnesses[0]), entry.unit)
            lemma = entry.lemma
            assert (lemma.before, lemma.after) == speaker.context
            assert lemma.line == speaker.witness.line(speaker.span[0])
            assert lemma.occurrence == speaker.occurrence


def test_entries_do_not_depend_on_how_many_are_made_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = (" ".join(f"the {word} {k} and" for k in range(30)) for word in ("man", "king"))
    alignment = align_work(Work((Witness(Siglum("A"), one), Witness(Siglum("B"), other)), base=Siglum("A")))
    _, whole = built(alignment, "A")
    monkeypatch.setattr("collate.apparatus.build.BATCH_SIZE", 7)
    assert len(whole.entries) == 30
    assert built(alignment, "A")[1] == whole


@tried(50, hunted=150)
@given(alignments(), st.sampled_from(BASES), st.sampled_from(BASES))
def test_what_is_said_for_every_base_is_what_is_said_against_it(
    alignment: Alignment, made_with: str, base: str
) -> None:
    _, for_all = built(alignment, made_with, every_base=True)
    _, against = built(alignment, base)
    for entry, expected in zip(entries_and_echoes(for_all), entries_and_echoes(against), strict=True):
        groups = [set(group) for group in entry.unit.groups]

        def index(side: Lemma | Reading, groups: Sequence[set[int]] = groups) -> int:
            return groups.index({number(alignment, s) for s in side.witnesses})

        against_all = entry.pairwise
        assert against_all is not None
        for one, other in pairs_of(expected):
            own = {w: row for w, _, row in against_all.exceptions} if base in ("A", "B") and expected.lemma else {}
            w = number(alignment, base) if own else -1
            row = own.get(w, against_all.rows[index(one)])
            said = row[index(other)]
            assert said is not None
            assert (said if expected.lemma else undirected(said)) == other.variation
        assert [row[i] for i, row in enumerate(against_all.rows)] == [None] * len(groups)
        assert all(row[i] is None and row != against_all.rows[i] for _, i, row in against_all.exceptions)


def test_of_witnesses_that_are_not_told_of_nothing_is_classified() -> None:
    witnesses = [Witness(Siglum(s), t) for s, t in (("A", "red cat sat"), ("B", "read cat sat"), ("C", "red cat set"))]
    alignment = align_work(Work(tuple(witnesses)))
    assert [[r.text for r in e.readings] for e in built(alignment, "A")[1].entries] == [["read"], ["set"]]
    told_of_c = built(alignment, "A", told_of=frozenset({Siglum("C")}))[1]
    assert [[r.text for r in e.readings] for e in told_of_c.entries] == [["set"]]
