"""Hands of a manuscript: where they agree with it they are one voice with it, and they change nothing of the others."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import varied_texts
from test_copies import told

from collate.alignment.relations.unrelated import unrelated_witnesses
from collate.checking.rules.probable_errors import probable_errors
from collate.cli.main import run
from collate.model.alignment import GAP, Alignment
from collate.model.hands import in_order_of_hands, is_first_hand
from collate.model.voices import voices
from collate.model.witness import Extent, PassageUnit, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.aligning import align_work
from collate.pipeline.collating import Collated, collate_work
from collate.text.tokenise import tokenise


def witness(siglum: str, text: str, hand_of: str = "", fragment: bool = False) -> Witness:
    return Witness(
        Siglum(siglum),
        text,
        derived_from=Siglum(hand_of) if hand_of else None,
        extent=Extent.FRAGMENT if fragment else Extent.COMPLETE,
        passages=PassageUnit.PARAGRAPH if fragment else PassageUnit.FILE,
    )


def collated(*witnesses: Witness, base: str = "B") -> Collated:
    return collate_work(Work(witnesses, title="t", base=Siglum("B"), language="en"), base=base)


def of_manuscripts(alignment: Alignment) -> list[tuple[object, ...]]:
    """Return the columns that a manuscript has, without the hands: the token, testimony and doubt of each witness."""
    sigla = [t.witness.siglum for t in alignment.tokens]
    manuscripts = [
        k for k in sorted(range(len(sigla)), key=lambda k: sigla[k]) if not alignment.tokens[k].witness.derived_from
    ]
    rows = (alignment.table[:, manuscripts] != GAP).any(axis=1)
    parts = (alignment.table, alignment.testimony, alignment.doubts.round(5))  # sums of floats depend on the order
    return [tuple(np.ascontiguousarray(part[rows][:, manuscripts]).tolist()) for part in parts]


@settings(max_examples=25, deadline=None)
@given(texts=varied_texts(), number=st.integers(0, 3), base=st.sampled_from(["B", "B", "majority", "none"]),
       fragments=st.sampled_from(["", "", "C", "CD"]), first=st.booleans(), siglum=st.sampled_from(["*", "C1", " (a.c.)"]))  # fmt: skip
def test_a_hand_equal_to_its_manuscript_changes_nothing_but_sigla(
    texts: list[str], number: int, base: str, fragments: str, first: bool, siglum: str
) -> None:
    manuscripts = [witness(s, text, fragment=s in fragments) for s, text in zip("BCDE", texts, strict=False)]
    original = manuscripts[number % len(manuscripts)]
    hand = witness(f"{original.siglum}{siglum}", original.text, original.siglum, original.siglum in fragments)
    once = collated(*manuscripts, base=base)
    twice = collated(*([hand, *manuscripts] if first else [*manuscripts, hand]), base=base)
    assert [told(e, hand.siglum) for e in twice.apparatus.entries] == [told(e) for e in once.apparatus.entries]
    assert of_manuscripts(twice.alignment) == of_manuscripts(once.alignment)


@settings(max_examples=30, deadline=None)
@given(texts=varied_texts(3, 4), altered=varied_texts(), fragments=st.sampled_from(["", "", "C", "B"]), silent=st.booleans())  # fmt: skip
def test_a_hand_never_turns_the_alignment_of_others(
    texts: list[str], altered: list[str], fragments: str, silent: bool
) -> None:
    manuscripts = [witness(s, text, fragment=s in fragments) for s, text in zip("BCDE", texts, strict=False)]
    hands = [witness(f"B{k}", text, "B", fragment=silent or "B" in fragments) for k, text in enumerate(altered)]
    alone = align_work(Work(tuple(manuscripts)))
    for several in ([*manuscripts, *hands], [*hands[::-1], *manuscripts]):
        assert of_manuscripts(align_work(Work(tuple(several)))) == of_manuscripts(alone)


@settings(max_examples=20, deadline=None)
@given(texts=varied_texts(), altered=varied_texts(), order=st.permutations(range(4)))
def test_the_order_of_witnesses_with_hands_changes_nothing(
    texts: list[str], altered: list[str], order: list[int]
) -> None:
    every = [*(witness(s, text) for s, text in zip("BC", texts, strict=False)),
             *(witness(f"B{k}", text, "B") for k, text in zip("*1", altered, strict=False))]  # fmt: skip
    given, shuffled = collated(*every), collated(*[every[k] for k in order])
    assert [told(e) for e in shuffled.apparatus.entries] == [told(e) for e in given.apparatus.entries]


def test_hands_stand_after_their_manuscript_and_the_first_hand_before_the_others() -> None:
    given = [witness("01C2", "a", "01"), witness("02", "a"), witness("01*", "a", "01"), witness("01C1", "a", "01"),
             witness("Q (p.c.)", "a", "Q"), witness("01", "a"), witness("Q", "a"), witness("Q (a.c.)", "a", "Q")]  # fmt: skip
    assert [w.siglum for w in in_order_of_hands(given)] == [
        "02", "01", "01*", "01C2", "01C1", "Q", "Q (a.c.)", "Q (p.c.)",
    ]  # fmt: skip
    assert [w.siglum for w in Work(tuple(given), base=Siglum("01")).witnesses][:2] == ["02", "01"]


@pytest.mark.parametrize(
    ("siglum", "is_first"),
    [("01*", True), ("01C1", False), ("01 (a.c.)", True), ("01ac", True), ("01 pr. m.", True), ("01 m1", True),
     ("01 (p.c.)", False), ("01pc", False), ("01 m2", False), ("01^Mary", False), ("01", False)],
)  # fmt: skip
def test_a_first_hand_is_known_by_its_siglum(siglum: str, is_first: bool) -> None:
    assert is_first_hand(witness(siglum, "a", "01")) is is_first
    assert not is_first_hand(witness(siglum, "a"))


def test_a_manuscript_and_a_hand_that_agrees_are_one_voice_in_a_majority() -> None:
    texts = [witness("B", "a red house"), witness("C", "a blue house there"), witness("D", "a blue house")]
    hands = [witness("B*", "a red house old", "B"), witness("B1", "a red house new", "B")]
    lemma = collated(*texts, *hands, base="majority").apparatus.entries[0].lemma
    assert lemma is not None
    assert (lemma.text, set(lemma.witnesses)) == ("blue", {"C", "D"})


def test_a_hand_is_no_evidence_of_a_slip_in_its_manuscript() -> None:
    texts = [witness("B", "he spoke of the multitude at length"), witness("C", "he spoke of the mutitude at length")]
    hand = witness("B*", "he spoke to the multitude at length", "B")
    labels = {
        reading.text: reading.variation.label
        for entry in collated(*texts, hand).apparatus.entries
        for reading in entry.readings
    }
    assert labels["mutitude"] == "spelling"
    labels = {
        reading.text: reading.variation.label
        for entry in collated(*texts, witness("D", hand.text)).apparatus.entries
        for reading in entry.readings
    }
    assert labels["mutitude"] == "spelling.error"


def test_a_slip_that_a_hand_shares_with_its_manuscript_is_found_once() -> None:
    text = "the multitude was a multitude of men and the multitude went away from the multitude of women"
    slip = text.replace("the multitude went", "the mutitude went")
    for hands in ([], [witness("C*", slip.replace("women", "children"), "C"), witness("C1", slip, "C")]):
        found = collated(witness("B", text), witness("C", slip), *hands)
        errors = list(probable_errors(found.alignment, found.evidence))
        assert [found.alignment.tokens[error.witness].witness.siglum for error in errors] == ["C"]


def test_a_hand_does_not_make_an_unrelated_witness_related() -> None:
    related = " ".join(f"word{k} and then" for k in range(30))
    strange = " ".join(f"xq{k}jz vvv{k * 7}kk" for k in range(45))
    texts = [witness("B", related), witness("C", related + " more"), witness("D", strange)]
    hand = witness("D*", strange.replace("xq1jz", "xq1j"), "D")
    assert unrelated_witnesses(collated(*texts, hand).alignment) == (2, 3)
    assert unrelated_witnesses(collated(*texts, witness("E", hand.text)).alignment) == ()


def test_the_voice_of_a_hand_is_that_of_its_manuscript() -> None:
    every = [witness("A*", "a c", "A"), witness("A", "a b"), witness("B", "a  b"), witness("B1", "a d", "B"),
             witness("C1", "a e", "C"), witness("C2", "a f", "C"), witness("D1", "a b", "D"), witness("D", "x")]  # fmt: skip
    assert voices(tokenise(every)) == (1, 1, 1, 1, 4, 4, 1, 7)


def test_check_tells_once_what_a_hand_shares_with_its_manuscript(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "He came to the river in the evening, and he spoke to his wife of the long war in the old country."
    (tmp_path / "b.txt").write_text(text)
    (tmp_path / "c.txt").write_text(text.replace("the river", "the town"))
    (tmp_path / "c1.txt").write_text(text.replace("the river", "the town").replace("his wife", "his mother"))
    (tmp_path / "c2.txt").write_text(text.replace("the river", "the town"))
    (tmp_path / "collation.toml").write_text(
        'language = "en"\nbase = "b"\n[check]\nallow = ["accidental"]\n[[witnesses]]\nfile = "b.txt"\n[[witnesses]]\nfile = "c.txt"\n'
        '[[witnesses]]\nfile = "c1.txt"\nhand_of = "c"\n[[witnesses]]\nfile = "c2.txt"\nhand_of = "c"\n'
    )
    monkeypatch.chdir(tmp_path)
    run(["check", ".", "--format", "concise", "--select", "V"])
    found = [line.split(" ")[:2] for line in capsys.readouterr().out.splitlines()]
    assert found == [["c.txt:1:16:", "V-substitution"], ["c1.txt:1:57:", "V-substitution"]]
    run(["check", "c2.txt", "--format", "concise", "--select", "V"])
    assert [line.split(" ")[:2] for line in capsys.readouterr().out.splitlines()] == [
        ["c2.txt:1:16:", "V-substitution"]
    ]


def test_a_fragment_that_is_a_whole_copy_is_one_voice_in_doubt_whatever_hands_add() -> None:
    manuscripts = [witness("B", "so that it falls down"), witness("C", "so that it falls down", fragment=True),
                   witness("D", "so that it failed down")]  # fmt: skip
    hands = [witness("B0", "all of this is in another hand", "B"), witness("B1", "all of this is in another hand", "B")]
    alone = align_work(Work(tuple(manuscripts)))
    assert of_manuscripts(align_work(Work((*manuscripts, *hands)))) == of_manuscripts(alone)


@pytest.mark.parametrize("order", [(0, 1, 2), (1, 0, 2), (2, 1, 0)])
def test_a_hand_that_copies_another_manuscript_gives_it_no_second_voice(order: tuple[int, ...]) -> None:
    text = "The man that we suppose to be here was not seen by any one of us today, nor by the others, we are told."
    spelt = text.replace("suppose", "supose")
    every = [witness("B", text), witness("C", spelt), witness("B1", spelt, "B")]
    [entry] = collated(*[every[k] for k in order]).apparatus.entries
    variation = entry.readings[0].variation
    assert variation is not None
    assert (variation.label, variation.rule) == ("spelling.error", "slip")
