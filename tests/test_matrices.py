"""Readings as characters: the matrix is the one that is counted from the apparatus."""

import re
from collections.abc import Callable, Iterator
from itertools import combinations

import dendropy
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from rendered import text_of
from strategies import witnesses
from written import SIGLA, hostile, many, silent_everywhere, small, table_of, work_of, written

from collate.apparatus import Apparatus, Selection, select
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.rendering.phylo.nexus import SYMBOLS
from collate.rendering.phylo.taxa import siglum_of_taxon, taxon_names

# Characters.


def slow_states(apparatus: Apparatus) -> Iterator[tuple[int, dict[str, tuple[str, ...] | None]]]:
    """Yield, for each entry, its number and the witnesses that read with each witness, None where it is silent."""
    for entry in apparatus.entries:
        groups: dict[str, tuple[str, ...] | None] = dict.fromkeys(w.siglum for w in apparatus.witnesses)
        for side in ((entry.lemma,) if entry.lemma else ()) + entry.readings:
            groups.update(dict.fromkeys(side.witnesses, side.witnesses))
        yield entry.number, groups


def characters(text: str) -> dendropy.StandardCharacterMatrix:
    return dendropy.StandardCharacterMatrix.get(data=text, schema="nexus", preserve_underscores=True)


def symbols_of(matrix: dendropy.StandardCharacterMatrix, name: str) -> list[str]:
    return [str(state) for state in matrix[name]]


@settings(max_examples=60, deadline=None)
@given(found=witnesses(), base=st.sampled_from(["A", "B", "majority", "none"]))
def test_nexus_and_agreement_are_those_counted_from_the_apparatus(found: list[Witness], base: str) -> None:
    collated = collate_work(Work(tuple(found), title="t", base=Siglum("A")), base=base)
    require_agreements_of_pairs(collated)
    apparatus, text = collated.apparatus, written("nexus", collated)
    if not apparatus.entries:
        assert "CHARACTERS;" not in text
        return
    matrix = characters(text)
    columns: dict[str, list[str]] = {w.siglum: symbols_of(matrix, w.siglum) for w in found}
    for k, (n, reading) in enumerate(slow_states(apparatus)):
        assert f"{k + 1} 'entry {n}' / " in text
        assert {s for s, column in columns.items() if column[k] == "?"} == {s for s in reading if reading[s] is None}
        for one, other in combinations([s for s in reading if reading[s] is not None], 2):
            assert (columns[one][k] == columns[other][k]) == (reading[one] == reading[other])
        if lemma := apparatus.entries[k].lemma:
            assert {columns[s][k] for s in lemma.witnesses} == {"0"}


def test_a_difference_that_is_not_asked_for_is_none() -> None:
    collated = collate_work(work_of("the colour of it", "the color of it", "the shape of it"))
    texts = {}
    for base in ("A", "none"):
        apparatus = collate_work(collated.work, base=base).apparatus
        shown = select(apparatus, Selection(only=("substantive",)))
        matrix = characters(text_of("nexus", shown, collated.alignment))
        texts[base] = [symbols_of(matrix, s) for s in "ABC"]
    assert texts["A"][0] == texts["A"][1] != texts["A"][2]
    a, b, c = texts["none"]
    assert a != c or b != c


def test_an_omission_is_a_state_and_silence_is_none() -> None:
    matrix = characters(written("nexus", small(), select(small().apparatus, Selection(only=("omission",)))))
    assert [symbols_of(matrix, s) for s in "ABC"] == [["0"], ["1"], ["?"]]


def test_more_readings_than_symbols_are_several_characters() -> None:
    words = [f"{c}{d}{c}{d}" for c in "bcdfghjk" for d in "aeiou"]
    sigla = [f"W{k}" for k in range(len(words))]
    collated = collate_work(work_of(*(f"begin with {w} at end" for w in words), sigla=sigla))
    shown = select(collated.apparatus, Selection())
    assert [len(e.readings) for e in shown.entries] == [39]
    text = written("nexus", collated, shown)
    matrix = characters(text)
    rows_ = [tuple(symbols_of(matrix, s)) for s in sigla]
    assert len(set(rows_)) == 40
    assert {len(row) for row in rows_} == {2}
    assert rows_[39] == (SYMBOLS[-1], SYMBOLS[39 - 31])
    assert "1 'entry 1.1' / " in text


def test_hostile_readings_and_sigla_are_read_by_dendropy() -> None:
    collated = hostile()
    matrix = characters(written("nexus", collated))
    names = [taxon.label for taxon in matrix.taxon_namespace]
    assert [siglum_of_taxon(name) for name in names] == SIGLA
    assert {len(matrix[name]) for name in names} == {len(collated.apparatus.entries)}


@many
@given(st.lists(st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1), unique=True, min_size=2))
@example(SIGLA)
def test_names_are_legal_their_own_and_say_their_siglum(sigla: list[str]) -> None:
    names = taxon_names(list(map(Siglum, sigla)))
    assert [siglum_of_taxon(name) for name in names] == sigla
    assert len({name.casefold() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Za-z0-9.]+", name) and not name.isdecimal() for name in names)


def test_plain_sigla_stay_as_they_are() -> None:
    assert taxon_names(list(map(Siglum, ["A", "CW", "a1"]))) == ["A", "CW", "a1"]
    assert taxon_names(list(map(Siglum, ["A", "a", "01", "A*"]))) == ["A", ".61.", "n.01", "A.2a."]


@pytest.mark.parametrize("collated", [small, hostile])
def test_phylip_holds_the_same_matrix(collated: Callable[[], Collated]) -> None:
    found = collated()
    nexus, text = characters(written("nexus", found)), written("phylip", found)
    strict = all(len(taxon.label) <= 10 for taxon in nexus.taxon_namespace)
    matrix = dendropy.StandardCharacterMatrix.get(data=text, schema="phylip", strict=strict)
    for line, taxon in zip(text.splitlines()[1:], nexus.taxon_namespace, strict=True):
        assert line.split() == [taxon.label, "".join(symbols_of(nexus, taxon.label))]
    assert [t.label for t in matrix.taxon_namespace] == [t.label for t in nexus.taxon_namespace]


def test_without_entries_there_are_witnesses_and_no_characters() -> None:
    collated = silent_everywhere()
    assert written("phylip", collated) == "2 0\nA         \nB         \n"
    read = dendropy.DataSet.get(data=written("nexus", collated), schema="nexus")
    assert [t.label for t in read.taxon_namespaces[0]] == ["A", "B"]
    assert not read.char_matrices


# Agreement.


def require_agreements_of_pairs(collated: Collated) -> None:
    """The table of agreement is what is counted pair by pair."""
    head, *lines = table_of(written("matrix", collated))
    told = {(row[0], row[1], s): cell for row in lines for s, cell in zip(head[2:], row[2:], strict=True)}
    states = [reading for _, reading in slow_states(collated.apparatus)]
    for one in head[2:]:
        for other in head[2:]:
            both = [r for r in states if r[one] is not None and r[other] is not None]
            equal = sum(r[one] == r[other] for r in both)
            assert told["agreements", one, other] == str(equal)
            assert told["compared", one, other] == str(len(both))
            distance = told["distance", one, other]
            assert (float(distance) == pytest.approx(1 - equal / len(both), abs=1e-6)) if both else distance == ""


def test_sigla_are_harmless_at_the_head_of_a_table() -> None:
    for name in ("matrix", "table"):
        head = table_of(written(name, hostile()))[0]
        assert "'=1" in head
        assert "=1" not in head


def test_only_names_that_differ_in_case_alone_lose_their_small_letters() -> None:
    assert taxon_names([Siglum(s) for s in ("Wo", "A", "Ab", "aB", "7")]) == ["Wo", "A", "A.62.", ".61.B", "n.7"]
