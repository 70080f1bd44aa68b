"""Stemmaweb and EVT read our TEI rightly: each witness has its words, in no layer, and a silence is shown as one."""

from pathlib import Path

import pytest
from casefile import Case
from hypothesis import given, settings
from hypothesis import strategies as st
from rendered import text_of
from strategies import alignments, witnesses
from tei_programs import NORMAL, InStemmaweb, shown_by_evt
from tei_reader import ID, TEI, faults, parsed
from test_tei import WORKS, collated_work, work_of, written
from trials import tried

from collate.apparatus import build_apparatus, work_evidence
from collate.classify import read_rulebook
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.witness import Extent, GapReason, Mark, PassageUnit, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work, find_roles
from collate.rendering.tei.characters import NO_XML, witness_id
from collate.variants import variation_units


def letters_of(alignment: Alignment, w: int) -> str:
    """Return what a witness says where it is extant, without white space, and with the sign for what XML cannot hold."""
    column = alignment.table[:, w].tolist()
    extant = alignment.testimony[:, w] <= Testimony.OMITS
    said = "".join(alignment.tokens[w][i].surface for k, i in enumerate(column) if i != GAP and extant[k])
    return "".join(NO_XML.sub(lambda c: f"\\u{{{ord(c[0]):x}}}", said).split())


def require_rightly_read(document: str, alignment: Alignment) -> None:
    read = InStemmaweb(parsed(document))
    for w, tokens in enumerate(alignment.tokens):
        name = witness_id(tokens.witness.siglum)
        assert "".join(read.words(name)) == letters_of(alignment, w)
        assert read.layers(name) <= {NORMAL}
        assert read.forks(name) == 0


def test_every_case_is_read_rightly_by_stemmaweb(case: Case) -> None:
    require_rightly_read(written(case.collated), case.collated.alignment)


@pytest.mark.parametrize(
    "work", [w for w in WORKS if w.name != "origin-ch4"], ids=lambda p: p.name
)  # six editions: slow
def test_every_work_is_read_rightly_by_stemmaweb(work: Path) -> None:
    collated = collated_work(work)
    require_rightly_read(written(collated), collated.alignment)


@tried(40, hunted=300)
@given(found=witnesses(), base=st.sampled_from(["A", "B", "majority", "none"]))
def test_any_witnesses_are_read_rightly_by_stemmaweb(found: list[Witness], base: str) -> None:
    collated = collate_work(Work(tuple(found), title="t", base=Siglum("A")), base=base)
    require_rightly_read(written(collated), collated.alignment)


@settings(max_examples=30, deadline=None)
@given(alignment=alignments(), base=st.sampled_from(["A", "B", "majority", "none"]))
def test_any_silences_are_read_rightly_by_stemmaweb(alignment: Alignment, base: str) -> None:
    roles = tuple(find_roles(t) for t in alignment.tokens)
    context = work_evidence(alignment, read_rulebook(None, "en"))
    apparatus = build_apparatus(alignment, roles, variation_units(alignment, roles), base, context)
    require_rightly_read(text_of("tei", apparatus, alignment), alignment)


def gapped(text: str, gap: GapReason, siglum: str = "B") -> Witness:
    at = text.index("gone")
    return Witness(Siglum(siglum), text, marks=(Mark(at, at + 4, gap=gap),))


def collated(*found: Witness) -> Collated:
    return collate_work(Work(found, title="t", base=found[0].siglum))


@pytest.mark.parametrize("gap", [GapReason.LACUNA, GapReason.ILLEGIBLE, GapReason.ABSENT])
def test_words_that_are_lost_are_no_words_of_the_witness_in_stemmaweb(gap: GapReason) -> None:
    one = Witness(Siglum("A"), "here is a word and then more of it for all")
    read = InStemmaweb(parsed(written(collated(one, gapped("here is gone more of it for all", gap)))))
    assert " ".join(read.words("A")) == "here is a word and then more of it for all"
    assert " ".join(read.words("B")) == "here is more of it for all"


def test_a_fragment_has_only_its_own_words_in_stemmaweb_and_the_others_keep_theirs() -> None:
    whole = "one two three four five six seven eight nine ten eleven twelve"
    part = Witness(Siglum("B"), "four five six seven eight", extent=Extent.FRAGMENT, passages=PassageUnit.PARAGRAPH)
    document = written(collated(Witness(Siglum("A"), whole), part, Witness(Siglum("C"), whole)))
    assert faults(document) == []
    read = InStemmaweb(parsed(document))
    assert [" ".join(read.words(w)) for w in "ABC"] == [whole, "four five six seven eight", whole]


def test_what_is_said_of_entries_is_no_word_of_the_text() -> None:
    texts = ("the colour [sic] of it\n\n* a note", "the color [sic] of them")
    read = InStemmaweb(parsed(written(collate_work(work_of(*texts)))))
    assert ["".join(read.words(w)) for w in "AB"] == ["thecolour[sic]ofit*anote", "thecolor[sic]ofthem"]


def test_these_checks_hear_a_type_a_text_in_a_silence_and_a_missing_end() -> None:
    found = collated(Witness(Siglum("A"), "one two three four five"), gapped("one gone five", GapReason.LACUNA))
    document = written(found)
    typed = InStemmaweb(parsed(document.replace('<rdg wit="#B">', '<rdg wit="#B" type="lac">')))
    assert typed.layers("B") == {NORMAL, "lac"}
    told = InStemmaweb(parsed(document.replace("<lacunaStart/>", "gone")))
    assert (told.words("B"), told.forks("B")) == (["one", "gone", "five"], 1)
    without_end = InStemmaweb(parsed(document.replace("<witEnd/>", "")))
    assert "five" not in without_end.words("A")


@pytest.mark.parametrize("form", ["tei", "tei-dep"])
def test_no_reading_has_a_type_no_entry_a_note_and_each_cause_is_declared(case: Case, form: str) -> None:
    root = parsed(written(case.collated, form))
    assert [e.get("type") for e in root.iter(f"{TEI}lem", f"{TEI}rdg") if e.get("type")] == []
    assert [note for app in root.iter(f"{TEI}app") for note in app.iter(f"{TEI}note")] == []
    assert [e for e in root.iter(f"{TEI}lem", f"{TEI}rdg") if not e.get("wit")] == []
    declared = {
        c.findtext(f"{TEI}catDesc").partition(":")[0] for c in root.iter(f"{TEI}category") if c.get(ID)[:6] == "cause."
    }
    assert {rdg.get("cause") for rdg in root.iter(f"{TEI}rdg") if rdg.get("cause")} <= declared


@pytest.mark.parametrize(
    ("texts", "boxes"),
    [
        (("the colour of it", "the color of it"), ["colour A] color B"]),
        (("the old man is", "the man is"), ["old A] omit. B"]),
        (("the man is", "the old man is"), ["] old B"]),
        (("ἐν ἀρχῇ ἦν ὁ λόγος", "ἐν ἀρχῇ ὁ λόγος"), ["ἦν A] omit. B"]),
    ],
)
def test_evt_shows_lemma_and_readings(texts: tuple[str, str], boxes: list[str]) -> None:
    assert list(shown_by_evt(parsed(written(collate_work(work_of(*texts)))))) == boxes


def test_evt_shows_what_is_lost_as_a_gap_and_not_as_words() -> None:
    five, lost = Witness(Siglum("A"), "four five six"), gapped("four gone six", GapReason.LACUNA)
    document = written(collated(five, lost))
    assert faults(document) == []
    assert list(shown_by_evt(parsed(document))) == ["five A] [***] B"]
