"""Where there is no base, kinds and reasons do not say which of two readings came first."""

from dataclasses import replace

import pytest
from casefile import Case
from written import work_of

from collate.apparatus.undirected import undirected_kind, undirected_reason
from collate.model.variation import Certainty, Kind, Variation
from collate.model.witness import NO_BASE, Siglum
from collate.pipeline.collating import collate_work
from collate.rendering.tables.markdown import write_markdown


def test_only_additions_and_omissions_have_a_direction() -> None:
    assert {kind for kind in Kind if undirected_kind(kind) != kind} == {Kind.ADDITION, Kind.OMISSION}
    assert undirected_kind(Kind.ADDITION) == undirected_kind(Kind.OMISSION) == "addition or omission"


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (("a grey cat sat", "a cat sat"), "only one reading has these words"),
        (("the cat, sat", "the cat sat"), "punctuation that only one reading has: ,"),
        (
            ("the cat [i.e. the beast] sat here", "the cat sat here"),
            "an editor says who or what is meant; only in one reading",
        ),
    ],
)
def test_a_reason_is_the_same_from_both_sides(texts: tuple[str, str], reason: str) -> None:
    for pair in (texts, texts[::-1]):
        (entry,) = collate_work(work_of(*pair)).apparatus.entries
        assert undirected_reason(entry.readings[0].variation) == reason


def test_the_cause_of_a_loss_is_kept() -> None:
    lost = "the base does not have these words and may have lost them: “the end” occurs before and after"
    said = undirected_reason(Variation(Kind.ADDITION, lost, "eye-skip", certainty=Certainty.MEDIUM))
    assert said == "only one reading has these words; the other may have lost them: “the end” occurs before and after"


@pytest.mark.parametrize(
    ("directed", "undirected"),
    [
        ("with changes: nothing to “in” (addition)", "with changes: only one has “in” (addition or omission)"),
        ("with changes: “in” to nothing (omission)", "with changes: only one has “in” (addition or omission)"),
        ("“ἐν” to nothing (omission within note)", "only one has “ἐν” (addition or omission within note)"),
        ("“,” to nothing (punctuation), “a” to “the” (substitution)", "only one has “,” (punctuation), “a” to “the” (substitution)"),
        (
            "the base does not have these words; in words that other witnesses omit: nothing to “вода” (addition)",
            "only one reading has these words; in words that other witnesses do not have: only one has “вода” (addition or omission)",
        ),
    ],
)  # fmt: skip
def test_what_changed_inside_words_has_no_direction(directed: str, undirected: str) -> None:
    assert undirected_reason(Variation(Kind.TRANSPOSITION, directed, "moved")) == undirected


def test_no_reason_without_a_base_names_one(case: Case) -> None:
    collated = collate_work(replace(case.work(), base=Siglum(NO_BASE)), base=NO_BASE)
    pairs = [pair for entry in collated.apparatus.entries for pair in entry.pairs]
    assert [
        why for why in (pair.second.variation.why for pair in pairs) if " base " in why or "the witness" in why
    ] == []


def test_kinds_have_no_direction_in_tables_without_a_base() -> None:
    collated = collate_work(replace(work_of("a cat sat", "a grey cat sat"), base=Siglum(NO_BASE)), base=NO_BASE)
    markdown = "".join(write_markdown(collated.apparatus, collated.alignment))
    assert "## Addition or omission (1)" in markdown
