"""A copy of a witness is no second voice: whoever has the witness has its copy, and nothing else changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import varied_texts

from collate.alignment.relations.unrelated import unrelated_witnesses
from collate.apparatus import Entry
from collate.model.apparatus import Lemma, Reading
from collate.model.tokens import first_copies
from collate.model.witness import Extent, PassageUnit, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.text.tokenise import tokenise


def collated_with(texts: dict[str, str], base: str = "B", fragments: str = "") -> Collated:
    witnesses = tuple(
        Witness(Siglum(s), text, extent=Extent.FRAGMENT, passages=PassageUnit.PARAGRAPH)
        if s in fragments
        else Witness(Siglum(s), text)
        for s, text in texts.items()
    )
    return collate_work(Work(witnesses, title="t", base=Siglum("B"), language="en"), base=base)


def told(entry: Entry, copy: str = "") -> dict[str, object]:
    """Return what an entry says, without the copy."""

    def side(reading: Lemma | Reading) -> tuple[object, ...]:
        sigla = sorted(s for s in reading.witnesses if s != copy)
        variation = reading.variation if isinstance(reading, Reading) else None
        return reading.text, sigla, variation and (variation.label, variation.rule, variation.also, variation.certainty)

    return {
        "id": entry.id,
        "lemma": entry.lemma and side(entry.lemma),
        "readings": sorted(map(side, entry.readings), key=str),
        "pairs": [(side(pair.first), side(pair.second)) for pair in entry.pairs],
        "silent": [item for item in entry.silent if item[0] != copy],
        "doubt": entry.doubt,
        "moved": entry.other_place is not None,
    }


def groups_with(entry: Entry, siglum: str) -> list[str]:
    """Return the texts of the readings that a witness has."""
    sides = (*entry.readings, *((entry.lemma,) if entry.lemma else ()))
    return [side.text for side in sides if siglum in side.witnesses]


@settings(max_examples=40, deadline=None)
@given(texts=varied_texts(), number=st.integers(0, 3), base=st.sampled_from(["B", "B", "majority", "none"]), first=st.booleans(),
       fragments=st.sampled_from(["", "", "C", "CD"]))  # fmt: skip
def test_a_witness_twice_changes_nothing_else(
    texts: list[str], number: int, base: str, first: bool, fragments: str
) -> None:
    by_siglum = dict(zip("BCDE", texts, strict=False))
    original = list(by_siglum)[number % len(by_siglum)]
    copy = {"A" if first else "Z": by_siglum[original]}
    (siglum,) = copy
    once = collated_with(by_siglum, base, fragments)
    twice = collated_with(
        copy | by_siglum if first else by_siglum | copy, base, fragments + siglum * (original in fragments)
    )
    assert [told(e, siglum) for e in twice.apparatus.entries] == [told(e) for e in once.apparatus.entries]
    for entry in twice.apparatus.entries:
        assert groups_with(entry, siglum) == groups_with(entry, original)


def test_a_rewritten_passage_is_cut_as_it_was_with_a_copy() -> None:
    texts = {
        "B": "I do not think we took such measures although we could and should have done so.",
        "C": "now of we of lapse, several and strongly-marked could and a have so.",
    }
    for more in ({}, {"D": texts["B"]}, {"D": texts["C"]}, {"D": texts["B"], "E": texts["C"], "F": texts["C"]}):
        entries = collated_with(texts | more).apparatus.entries
        assert [entry.lemma.text for entry in entries if entry.lemma] == [
            "I do not think we took such measures although we", "should", "done",
        ]  # fmt: skip


def test_a_slip_is_a_slip_in_a_copy_too() -> None:
    texts = {"B": "the multitude was a multitude of men", "C": "the multitude was a mutitude of men"}
    for more in ({}, {"D": texts["C"]}, {"D": texts["B"]}):
        (entry,) = collated_with(texts | more).apparatus.entries
        assert [(r.text, r.variation.label) for r in entry.readings] == [("mutitude", "spelling.error")]


def test_a_copy_of_the_base_is_no_evidence_of_a_slip() -> None:
    texts = {"B": "he spoke of the multitude at length", "C": "he spoke of the mutitude at length"}
    for more in ({}, {"D": texts["C"]}, {"D": texts["B"]}):
        (entry,) = collated_with(texts | more).apparatus.entries
        assert [(r.text, r.variation.label) for r in entry.readings] == [("mutitude", "spelling")]


def test_most_texts_make_the_lemma_not_most_witnesses() -> None:
    texts = {"B": "a red house", "C": "a red house there", "D": "a blue house"}
    copies = {"E": texts["D"], "F": texts["D"]}
    lemma = collated_with(texts | copies, "majority").apparatus.entries[0].lemma
    assert lemma is not None
    assert (lemma.text, lemma.witnesses) == ("red", ("B", "C"))


def test_a_copy_does_not_make_an_unrelated_witness_related() -> None:
    related = " ".join(f"word{k} and then" for k in range(30))
    strange = " ".join(f"xq{k}jz vvv{k * 7}kk" for k in range(45))
    texts = {"B": related, "C": related + " more", "D": strange}
    assert unrelated_witnesses(collated_with(texts).alignment) == (2,)
    assert unrelated_witnesses(collated_with(texts | {"E": strange}).alignment) == (2, 3)
    assert unrelated_witnesses(collated_with({"B": strange, "C": strange}).alignment) == ()


def test_where_two_words_are_divided_most_texts_decide_not_most_witnesses() -> None:
    # In one place stand `some thing` and `any one`, each written apart and as one.
    texts = {"B": "x some thing y", "C": "x something y", "D": "x any one y", "E": "x anyone y", "F": "x anyone y z"}
    links = [link.witnesses for link in collated_with(texts).alignment.links]
    copies = {"G": texts["B"], "H": texts["B"]}
    assert links == [link.witnesses for link in collated_with(texts | copies).alignment.links] == [(2, 3, 4)]


@pytest.mark.parametrize(
    ("texts", "copies"),
    [
        (["a b", "a b", "A b", "a  b\n", "a b"], (0, 0, 2, 0, 0)),
        (["", "a", "", "a ."], (0, 1, 0, 3)),
    ],
)
def test_copies_have_the_same_words_whatever_white_space_is_between(texts: list[str], copies: tuple[int, ...]) -> None:
    assert first_copies(tokenise([Witness(Siglum(s), text) for s, text in zip("ABCDE", texts, strict=False)])) == copies


def test_a_hand_that_changes_nothing_is_no_second_voice() -> None:
    texts = {"B": "the multitude was a multitude of men", "C": "the multitude was a mutitude of men"}
    witnesses = [Witness(Siglum(s), text) for s, text in texts.items()]
    hand = Witness(Siglum("C1"), texts["C"], derived_from=Siglum("C"))
    once, twice = (
        collate_work(Work(tuple(several), title="t", base=Siglum("B"), language="en")).apparatus.entries
        for several in (witnesses, [*witnesses, hand])
    )
    assert [told(entry, "C1") for entry in twice] == [told(entry) for entry in once]
    assert [reading.witnesses for entry in twice for reading in entry.readings] == [("C", "C1")]
