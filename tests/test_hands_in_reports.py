"""Hands in reports: after their manuscript, cited once where they agree with it, and never lost."""

import json
import re
from dataclasses import replace
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import varied_texts
from tei_reader import faults
from test_hands import collated, witness

from collate.apparatus import Selection
from collate.model.apparatus import Apparatus
from collate.model.hands import hands_of
from collate.model.witness import ApparatusForm, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.pipeline.explaining import explain
from collate.pipeline.places import parse_place
from collate.pipeline.reports import render_report
from collate.rendering.hands_once import cite_hands_once
from collate.rendering.tables.rows import separator_of_sigla

SCRIBE = "In the beginning was the word of God, and it was good for all men."
HANDS = (
    witness("B", "In principle was the word of God, and it was good for all women."),
    witness("01", SCRIBE),
    witness("01*", SCRIBE.replace("word", "worde").replace("it was", "was"), "01"),
    witness("01C1", SCRIBE.replace("of God", "of the God"), "01"),
    witness("Q", "In the beginning was the worde of God, and it was good for all women."),
    witness("Q (a.c.)", "In the beginning was [...] God, and it was good for all women.", "Q"),
)


def report(work: Collated, name: str, form: ApparatusForm = ApparatusForm.POSITIVE) -> str:
    written = render_report(work, name, Selection(), form)
    assert isinstance(written, str)
    return written


def test_a_hand_is_cited_only_where_it_differs() -> None:
    lines = [
        line.split("  ")[2].split(" ] ")[1].strip()
        for line in report(collated(*HANDS), "terminal").splitlines()
        if " ] " in line
    ]
    assert lines == [
        "the beginning 01 Q",
        "worde 01* Q [Q (a.c.) lacuna l. 1]",
        "add. the 01C1",
        "om. 01*",
        "men 01",
    ]


def test_print_names_a_hand_with_its_own_reading_alone() -> None:
    printed = report(collated(*HANDS), "text")
    assert "principle] B; the beginning 01 Q (1)" in printed
    assert "post word of] B 01 Q; add. the 01C1; lac. Q (a.c.) l. 1 (3)" in printed
    assert "word] B 01; worde 01* Q; lac. Q (a.c.) l. 1 (2)" in printed
    assert "01*: first hand of 01\n01C1: hand of 01\n" in printed
    assert "A hand of a witness is named only where it differs from that witness." in printed


def test_a_base_that_is_a_hand_is_named() -> None:
    entry = cite_hands_once(collated(*HANDS, base="01*").apparatus).entries[0]
    assert entry.lemma is not None
    assert entry.lemma.witnesses == ("01*", "01", "Q")


def test_json_and_rows_keep_every_siglum() -> None:
    work = collated(*HANDS)
    written = json.loads(report(work, "json"))
    assert {w["siglum"]: w["hand_of"] for w in written["witnesses"]} == {
        "B": None, "01": None, "01*": "01", "01C1": "01", "Q": None, "Q (a.c.)": "Q",
    }  # fmt: skip
    assert written["entries"][0]["readings"][0]["witnesses"] == ["01", "01*", "01C1", "Q", "Q (a.c.)"]
    assert 'the beginning,"01, 01*, 01C1, Q, Q (a.c.)",substitution' in report(work, "csv")


def accounted(apparatus: Apparatus) -> list[set[Siglum]]:
    """Return for each entry the witnesses that are named, and the hands whose manuscript is named."""
    hands = hands_of(apparatus.witnesses)
    every = []
    for entry in apparatus.entries:
        sides = (*entry.readings, *((entry.lemma,) if entry.lemma else ()))
        named = {s for side in sides for s in side.witnesses} | {s for s, _ in entry.silent}
        every.append(named | {hand for hand, manuscript in hands.items() if manuscript in named})
    return every


@settings(max_examples=20, deadline=None)
@given(texts=varied_texts(), altered=varied_texts(), base=st.sampled_from(["B", "B*", "majority", "none"]), silent=st.booleans())  # fmt: skip
def test_every_entry_accounts_for_every_witness(texts: list[str], altered: list[str], base: str, silent: bool) -> None:
    manuscripts = [witness(s, text) for s, text in zip("BCDE", texts, strict=False)]
    hands = [
        witness(s, text, "B", fragment=silent and s == "B1") for s, text in zip(["B*", "B1"], altered, strict=False)
    ]
    work = collated(*manuscripts, *hands, base=base)
    every = {w.siglum for w in work.work.witnesses}
    for entry, named in zip(work.apparatus.entries, accounted(cite_hands_once(work.apparatus)), strict=True):
        assert named == every
        for side in cite_hands_once(work.apparatus).entries[entry.number - 1].readings:
            assert side.witnesses
            assert len({"B", "B*"} & set(side.witnesses)) < 2
            assert len({"B", "B1"} & set(side.witnesses)) < 2


STRANGE = (
    "Q (a.c.)",
    "01*",
    "Ms*",
    "W:1",
    "#1",
    "a=b",
    "x@3-4",
    "Ω′",
    "ms 12, f. 3",
    "<b>",
    "\\macro",
    "--all",
    "n.01",
    "שׁ",
)


@cache
def houses(siglum: str) -> Collated:
    """Collate two witnesses and a hand of one of them, once for all formats and places."""
    return collated(witness("B", "a red house"), witness("A", "a blue house"), witness(siglum, "a reed house", "A"))


@pytest.mark.parametrize("siglum", STRANGE)
@pytest.mark.parametrize("name", ["terminal", "text", "edition", "markdown", "latex", "csv", "tei", "nexus", "phylip", "matrix", "html", "json"])  # fmt: skip
def test_any_printable_siglum_can_be_written(siglum: str, name: str) -> None:
    assert report(houses(siglum), name)


@pytest.mark.parametrize("siglum", STRANGE)
def test_any_printable_siglum_can_be_a_place(siglum: str) -> None:
    work = houses(siglum)
    for place in (f"{siglum}:1", f"{siglum}:1:3", f"{siglum}@2-6"):
        (explanation,) = explain(work, parse_place(place, work))
        assert explanation.entry is not None
        assert siglum in {s for reading in explanation.entry.readings for s in reading.witnesses}


def test_a_hand_alone_is_a_witness_like_any_other() -> None:
    texts = [Witness(Siglum("B"), "a red house"), *(witness(s, "a blue house", "01") for s in ("01*", "01C1"))]
    work = collate_work(Work(tuple(texts), base=Siglum("B"), language="en"))
    assert "blue 01* 01C1" in report(work, "terminal")


def test_a_silent_corrector_is_filled_from_the_hand_before_it_if_that_is_asked_for() -> None:
    work = collated(
        witness("B", "the old king of Spain went home to his wife in the evening"),
        witness("C", "the old queen of Spain went home to his wife in the morning"),
        witness("C*", "the old prince of Spain went home to his wife in the morning", "C"),
        witness("C1", "the old king of Spain went home", "C", fragment=True),
    )

    def matrix(fills: bool) -> list[str]:
        filled = replace(work, apparatus=replace(work.apparatus, fills_correctors=fills))
        return [line.split()[1] for line in report(filled, "phylip").splitlines()[1:]]

    assert matrix(False) == ["00", "11", "21", "0?"]
    assert matrix(True) == ["00", "11", "21", "01"]
    assert "[C.2a. is a hand of C]\n[C1 is a hand of C]\n" in report(work, "nexus")


def test_tei_lists_hands_after_their_manuscript_and_names_them_in_every_reading() -> None:
    written = report(collated(*HANDS), "tei")
    listed = re.findall(r'<witness xml:id="([^"]+)" n="([^"]+)"(?: corresp="#([^"]+)")?', written)
    ids = {siglum: xml_id for xml_id, siglum, _ in listed}
    assert [(siglum, of) for _, siglum, of in listed] == [
        ("B", ""), ("01", ""), ("01*", ids["01"]), ("01C1", ids["01"]),
        ("Q", ""), ("Q (a.c.)", ids["Q"]),
    ]  # fmt: skip
    assert '<note type="hand">the first hand of 01</note>' in written
    assert f'wit="#{ids["01"]} #{ids["01*"]} #{ids["01C1"]} #{ids["Q"]} #{ids["Q (a.c.)"]}"' in written


def test_the_table_of_agreement_says_which_witnesses_are_hands() -> None:
    assert report(collated(*HANDS), "matrix").splitlines()[-1] == "hand_of,,,,01,01,,Q"


@pytest.mark.parametrize("name", ["tei", "tei-dep"])
def test_tei_with_hands_is_valid(name: str) -> None:
    assert faults(report(collated(*HANDS), name)) == []


@pytest.mark.parametrize(
    ("sigla", "separator"),
    [(["A", "B*"], " "), (["A", "Q (a.c.)"], ", "), (["a b", "c, d"], "; "), (["a b", "c,d", "e;f"], " | "), (["a b,;|/"], "\n")],
)  # fmt: skip
def test_sigla_in_a_cell_can_be_told_apart(sigla: list[str], separator: str) -> None:
    assert separator_of_sigla([Siglum(siglum) for siglum in sigla]) == separator


APART = (
    witness("B", "the old king went home"),
    witness("C", "the young king went homes"),
    witness("C*", "the old king went home", "C"),
    witness("C1", "the oold king went home", "C"),
)


def test_a_hand_with_the_lemma_is_named_where_its_manuscript_has_something_else() -> None:
    work = collated(*APART)
    assert "old] C*; young C; oold C1 (1)  ‖  home] C* C1; homes C (2)" in report(work, "text", ApparatusForm.NEGATIVE)
    assert "home ] homes C [C*, C1 as the lemma]" in report(work, "terminal")
    assert "| C (C\\*, C1 as the lemma) |" in report(work, "markdown")


def test_a_hand_whose_reading_is_not_selected_counts_with_the_lemma_and_not_with_its_manuscript() -> None:
    printed = render_report(collated(*APART), "text", Selection(only=("substantive",)), ApparatusForm.POSITIVE)
    assert "old] B C* C1; young C (1)" in str(printed)
