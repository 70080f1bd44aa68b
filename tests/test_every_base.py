"""Where any reading may become the lemma: what is left out, what an editor says, and what is counted."""

from collections.abc import Sequence

from decided import parsed, work

from collate.apparatus import Apparatus, Entry, Selection, select, select_for_every_base
from collate.model.apparatus import PairwiseVariations
from collate.model.variation import Kind, Variation
from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import collate_work

EVERYTHING = Selection(typography=True)
PAIR = 'scope = "work"\npair = ["colour", "color"]\n'


def found_for_every_base(*texts: str, decisions: Sequence[str] = (), base: str = "A") -> Apparatus:
    return collate_work(work(*texts), base=base, decisions=parsed(*decisions), every_base=True).apparatus


def kinds_in(entry: Entry) -> list[list[str | None]]:
    assert entry.pairwise is not None
    return [[str(v.kind) if v else None for v in row] for row in entry.pairwise.rows]


def test_every_reading_is_set_against_every_other_from_both_sides() -> None:
    (entry,) = found_for_every_base("a red cat", "a cat", "a blue cat").entries
    assert kinds_in(entry) == [
        [None, "omission", "substitution"],
        ["addition", None, "addition"],
        ["substitution", "omission", None],
    ]


def test_the_majority_and_the_order_of_the_readings_are_told() -> None:
    *_, entry = found_for_every_base("a \ufb01n", "a \U0001d49c", "a bird", "one bird", "one \ufb01n").entries
    assert entry.unit.groups == ((0, 4), (1,), (2, 3))
    assert entry.pairwise is not None
    assert entry.pairwise.order == (2, 0, 1)  # by code points
    assert entry.pairwise.majority == 2  # as many witnesses as of the first reading: the first by its text


def test_an_entry_of_which_nothing_is_asked_for_is_left_out() -> None:
    apparatus = found_for_every_base("the colour of a cat", "the color of a dog")
    kept = select_for_every_base(apparatus, Selection(only=("substantive",))).entries
    assert [e.number for e in kept] == [2]


def test_a_difference_between_two_other_witnesses_keeps_an_entry() -> None:
    apparatus = found_for_every_base("one hue here", "one colour here", "one color here")
    (entry,) = select_for_every_base(apparatus, Selection(only=("spelling",))).entries
    assert kinds_in(entry) == [[None, None, None], [None, None, "spelling"], [None, "spelling", None]]
    assert len(entry.readings) == 2


def test_what_is_left_out_is_counted_against_the_base_alone() -> None:
    apparatus = found_for_every_base("the colour of a cat", "the color of a dog", "the color of a cow")
    wanted = Selection(only=("spelling",))
    assert select_for_every_base(apparatus, wanted).hidden == select(apparatus, wanted).hidden == (("substitution", 2),)


def test_a_row_that_only_one_witness_has_is_shown() -> None:
    skip = Variation(Kind.OMISSION, "w", "eye-skip")
    grid = PairwiseVariations(((None, None), (None, None)), ((0, 0, (None, skip)),))
    assert grid.has_variations
    assert not grid.map(lambda _, __, v: None if v is skip else v).has_variations


def test_an_editor_speaks_of_a_pair_whatever_the_base_is() -> None:
    kind = 'action = "kind"\nkind = "note"\n' + PAIR
    (entry,) = found_for_every_base("one hue here", "one colour here", "one color here", decisions=[kind]).entries
    assert kinds_in(entry)[1][2] == kinds_in(entry)[2][1] == "note"


def test_what_became_of_a_decision_is_said_of_the_base_alone() -> None:
    kind = 'action = "kind"\nkind = "note"\n' + PAIR
    texts = "one hue here", "one colour here", "one color here"
    of_one = collate_work(work(*texts), base="A", decisions=parsed(kind)).apparatus
    assert found_for_every_base(*texts, decisions=[kind]).decisions == of_one.decisions
    assert [str(v.state) for v in of_one.decisions] == ["idle"]


def test_what_an_editor_ignores_is_shown_against_no_base() -> None:
    ignore = 'action = "ignore"\n' + PAIR
    apparatus = found_for_every_base("one colour here", "one color here", decisions=[ignore])
    shown = select_for_every_base(apparatus, EVERYTHING)
    assert shown.entries == ()
    assert shown.hidden == (("ignored by decision", 1),)


def test_an_entry_of_too_many_readings_keeps_to_its_base() -> None:
    letters = "abcdefghijklmnopqrstuvwxy"
    found = tuple(Witness(Siglum(letter), f"one {letter * 3} here") for letter in letters)
    apparatus = collate_work(Work(found, base=found[0].siglum), every_base=True).apparatus
    assert [e.pairwise for e in apparatus.entries] == [None]
    (kept,) = select_for_every_base(apparatus, EVERYTHING).entries
    assert len(kept.readings) == len(letters) - 1
