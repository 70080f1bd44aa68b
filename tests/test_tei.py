"""TEI that its schema finds valid, and of which every witness can be read again.

Long because three programs that read TEI are asked, each about whatever a witness may say."""

from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

import pytest
from casefile import CASES, Case, read_case
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from rendered import text_of
from strategies import alignments, witnesses
from tei_reader import ID, TEI, Picked, faults, ids, parsed, running
from trials import tried

from collate.apparatus import Selection, build_apparatus, select, unheld_decisions, work_evidence
from collate.classify import read_rulebook
from collate.model.alignment import Alignment
from collate.model.tokens import Sort, Tokens
from collate.model.witness import Bibliography, Extent, GapReason, Mark, PassageUnit, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work, find_roles
from collate.reading import read_sources
from collate.rendering.phylo.characters import MISSING, character_states
from collate.rendering.tei.characters import witness_id
from collate.variants import variation_units

ROOT = Path(__file__).parent.parent
WORKS = sorted(p.parent for p in (ROOT / "witnesses").glob("*/collation.toml"))
TEI_FORMATS = ["tei", "tei-dep"]
POINTERS = {"wit", "target", "corresp", "from", "to", "ana", "ref", "source"}
CASE_OF_DECISIONS = next(read_case(p) for p in CASES if "whose_place_is_gone" in p.stem)
HOSTILE = ["=cmd|' /C calc'!A0", "<script>alert(1)</script>", "]]>", "\u202eabc", "a\x00b", "\x1b[31mred", "x\ud800y", "\ufffe",
           "\x0b", "\x85", "a&b;", "$x$ & #h", "--", "\ue000", "<!--", "%", "\U0001ffff", "a\u2028b"]  # fmt: skip
SIGLA = [
    "א",
    "A*",
    "P46 vid",
    "1",
    "A_x2A_",
    "A_x2A",
    "A_",
    "#",
    "app.1",
    "app_x2E_1",
    "<&>",
    '"',
    "a b",
    "A",
    "𝔓46",
    "ↅ",
    "xml",
    "_x",
]
needs_teiphy = pytest.mark.skipif(find_spec("teiphy") is None, reason="needs teiphy: make setup-full")
few = settings(max_examples=60, deadline=None)


@cache
def collated_work(folder: Path, base: str = "") -> Collated:
    """Collate a work of this repository, once for all tests that read it."""
    return collate_work(read_sources((str(folder),), "utf-8"), base=base)


def written(collated: Collated, form: str = "tei") -> str:
    return text_of(form, collated.apparatus, collated.alignment)


def picked(document: str, siglum: str) -> str:
    return Picked(parsed(document), siglum).text


def borders(text: str) -> tuple[str, set[int]]:
    """A text without its white space, and where there was some."""
    found, length = set(), 0
    for word in text.split():
        found.add(length)
        length += len(word)
    return "".join(text.split()), found


def said(tokens: Tokens) -> tuple[str, set[int]]:
    """What a witness says without white space, and where a word follows another; one broken at a line's end is one."""
    text, parted = "", set()
    for one, other in pairwise([None, *tokens]):
        if one is not None and one.sort == other.sort == Sort.WORD and one.span[1] < other.span[0]:
            parted.add(len(text))
        text += "".join(other.surface.split())
    return text, parted


def require_every_word(collated: Collated) -> None:
    """Every witness can be picked out of parallel segmentation, and the base read in the other.

    No word runs into its neighbour. Of the white space beside marks, which may differ among those
    who have the same reading, nothing is asked.
    """
    segmented = parsed(written(collated))
    for tokens in collated.alignment.tokens:
        siglum = tokens.witness.siglum
        text, parted = said(tokens)
        found, apart = borders(Picked(segmented, siglum).text)
        assert found == text
        assert parted <= apart
        if siglum == collated.apparatus.base:
            assert Picked(segmented, siglum).text == tokens.witness.text
            assert running(parsed(written(collated, "tei-dep"))) == tokens.witness.text


def lost_pointers(root: etree._Element) -> set[str]:
    ids = {"#" + e.get(ID) for e in root.iter(etree.Element) if e.get(ID)}
    return {p for e in root.iter(etree.Element) for a in POINTERS for p in e.get(a, "").split()} - ids


@pytest.mark.parametrize("form", TEI_FORMATS)
def test_every_case_is_valid_and_its_pointers_lead_somewhere(case: Case, form: str) -> None:
    document = written(case.collated, form)
    assert faults(document) == []
    assert lost_pointers(parsed(document)) == set()


def test_every_case_gives_every_witness_back(case: Case) -> None:
    require_every_word(case.collated)


@pytest.mark.parametrize("form", TEI_FORMATS)
@pytest.mark.parametrize("work", WORKS, ids=lambda p: p.name)
def test_every_work_is_valid(work: Path, form: str) -> None:
    assert faults(written(collated_work(work), form)) == []


@pytest.mark.parametrize("work", WORKS, ids=lambda p: p.name)
def test_every_work_gives_every_witness_back(work: Path) -> None:
    require_every_word(collated_work(work))


@few
@given(found=witnesses(), base=st.sampled_from(["A", "B", "majority", "none"]))
def test_any_witnesses_are_valid(found: list[Witness], base: str) -> None:
    collated = collate_work(Work(tuple(found), title="t", base=Siglum("A")), base=base)
    assert not [f for form in TEI_FORMATS for f in faults(written(collated, form))]


@tried(100, hunted=300)
@given(found=witnesses(), base=st.sampled_from(["A", "B", "majority", "none"]))
def test_any_witness_is_given_back(found: list[Witness], base: str) -> None:
    require_every_word(collate_work(Work(tuple(found), title="t", base=Siglum("A")), base=base))


def work_of(*texts: str, sigla: Iterable[str] = "ABCDEFGH", title: str = "t") -> Work:
    found = tuple(Witness(Siglum(s), text) for s, text in zip(sigla, texts, strict=False))
    return Work(found, title=title, base=found[0].siglum)


@pytest.mark.parametrize("form", TEI_FORMATS)
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_valid_and_come_back(form: str, text: str) -> None:
    collated = collate_work(work_of(f"one {text} two {text}", f"one x two {text}", title=text))
    assert faults(written(collated, form)) == []
    require_every_word(collated)


@pytest.mark.parametrize("form", TEI_FORMATS)
def test_hostile_sigla_have_ids_of_their_own(form: str) -> None:
    collated = collate_work(work_of(*["one two", "one x"] * (len(SIGLA) // 2), sigla=SIGLA))
    document = written(collated, form)
    assert faults(document) == []
    found = ids(parsed(document))
    assert list(found) == SIGLA
    assert len(set(found.values())) == len(SIGLA)
    require_every_word(collated)


@pytest.mark.parametrize(("siglum", "name"), [("A", "A"), ("א", "א"), ("A*", "A_x2A_"), ("P46 vid", "P46_x20_vid"), ("01", "_x30_1"),
                         ("A_x2A_", "A_x5F_x2A_"), ("app.1", "app_x2E_1"), ("app.x", "app_x2E_x"), ("Pal.gr", "Pal.gr")])  # fmt: skip
def test_a_siglum_is_its_own_id_where_it_can_be(siglum: str, name: str) -> None:
    assert witness_id(Siglum(siglum)) == name


@given(
    one=st.text(alphabet="A*_x2aE.5F0א ", min_size=1, max_size=8),
    other=st.text(alphabet="A*_x2aE.5F0א ", min_size=1, max_size=8),
)
@tried(170, hunted=500)
def test_no_two_sigla_share_an_id(one: str, other: str) -> None:
    assert (witness_id(Siglum(one)) == witness_id(Siglum(other))) == (one == other)


@given(
    siglum=st.text(min_size=1, max_size=4).filter(
        lambda s: s.isprintable() and s == s.strip() and s not in ("majority", "none")
    )
)
@tried(40, hunted=100)
def test_any_siglum_makes_a_legal_id(siglum: str) -> None:
    collated = collate_work(
        Work((Witness(Siglum(siglum), "one"), Witness(Siglum("other one"), "two")), title="t", base=Siglum(siglum))
    )
    assert [f for form in TEI_FORMATS for f in faults(written(collated, form))] == []


@pytest.mark.parametrize("form", TEI_FORMATS)
@pytest.mark.parametrize(
    "texts", [("one two", "one two"), ("one", ""), ("", "one"), ("[...]", "[...]"), ("one [...] two", "one and two")]
)
def test_few_words_or_none_are_valid(texts: tuple[str, ...], form: str) -> None:
    collated = collate_work(work_of(*texts))
    assert faults(written(collated, form)) == []
    require_every_word(collated)


@pytest.mark.parametrize("base", ["A", "B", "majority", "none"])
def test_a_base_that_is_silent_in_half_of_the_work_is_supplied_from_another(base: str) -> None:
    long = "one two three four five six seven eight nine ten"
    fragment = Witness(Siglum("A"), "six seven height nine ten", extent=Extent.FRAGMENT, passages=PassageUnit.FILE)
    collated = collate_work(Work((fragment, Witness(Siglum("B"), long)), title="t", base=Siglum("A")), base=base)
    for form in TEI_FORMATS:
        assert faults(written(collated, form)) == []
    require_every_word(collated)
    assert borders(running(parsed(written(collated, "tei-dep")), supplied=True))[0][:19] == "onetwothreefourfive"


def silent(text: str, gap: GapReason) -> Witness:
    at = text.index("gone")
    return Witness(Siglum("B"), text, marks=(Mark(at, at + 4, gap=gap),))


@pytest.mark.parametrize("gap", [GapReason.LACUNA, GapReason.ILLEGIBLE])
def test_a_witness_falls_silent_and_speaks_again(gap: GapReason) -> None:
    one = Witness(Siglum("A"), "here is a word and then more of it for all")
    collated = collate_work(Work((one, silent("here is gone more of it for all", gap)), title="t", base=Siglum("A")))
    document = written(collated)
    assert faults(document) == []
    assert document.count("<lacunaStart/>") == document.count("<lacunaEnd/>") == 1
    assert document.count(f'<gap reason="{gap}"/>') == 2  # where it begins, and where it ends
    require_every_word(collated)


def test_a_witness_of_which_nothing_is_known_ends_and_starts_again() -> None:
    one = Witness(Siglum("A"), "here is a word and then more of it for all")
    of_edition = silent("here is gone more of it for all", GapReason.ABSENT)
    collated = collate_work(Work((one, of_edition), title="t", base=Siglum("A")))
    document = written(collated)
    assert faults(document) == []
    assert document.count("<witEnd/>") == 1
    assert document.index("<witEnd/>") < document.index("<witStart/>")
    require_every_word(collated)


def test_a_fragment_begins_and_ends() -> None:
    complete = Witness(Siglum("A"), "one two three four five six seven eight nine ten eleven twelve")
    part = Witness(Siglum("B"), "four five six seven eight", extent=Extent.FRAGMENT, passages=PassageUnit.PARAGRAPH)
    collated = collate_work(Work((complete, part), title="t", base=Siglum("A")))
    document = written(collated)
    assert document.index("<witStart/>") < document.index("four five") < document.index("<witEnd/>")
    require_every_word(collated)


def test_an_omission_is_an_empty_reading() -> None:
    collated = collate_work(work_of("the old man is here", "the man is here"))
    reading = parsed(written(collated)).find(f".//{TEI}rdg")
    assert (reading.get("wit"), reading.text, len(reading)) == ("#B", None, 0)
    assert reading.get("ana") == "#kind.omission #significance.substantive"


def test_a_hand_points_to_its_witness() -> None:
    hand = Witness(Siglum("A*"), "the man is here", derived_from=Siglum("A"))
    collated = collate_work(Work((Witness(Siglum("A"), "the old man is here"), hand), title="t", base=Siglum("A")))
    document = written(collated)
    assert faults(document) == []
    assert [(w.get("n"), w.get("corresp")) for w in parsed(document).iter(f"{TEI}witness")] == [
        ("A", None),
        ("A*", "#A"),
    ]


def test_what_is_said_of_a_witness_stands_in_the_header() -> None:
    about = Bibliography("The <first> print", "1859", 'London "here"', "public domain")
    collated = collate_work(
        Work(
            (Witness(Siglum("A"), "one", bibliography=about), Witness(Siglum("B"), "two")), title="t", base=Siglum("A")
        )
    )
    document = written(collated)
    assert faults(document) == []
    head = " ".join("".join(parsed(document).find(f"{TEI}teiHeader").itertext()).split())
    assert all(f" {said} " in head for said in ("The <first> print", "1859", 'London "here"', "public domain (A)"))


@few
@given(alignment=alignments(), base=st.sampled_from(["A", "B", "majority", "none"]))
def test_any_table_with_any_silences_is_valid_and_gives_its_witnesses_back(alignment: Alignment, base: str) -> None:
    roles = tuple(find_roles(t) for t in alignment.tokens)
    context = work_evidence(alignment, read_rulebook(None, "en"))
    apparatus = build_apparatus(alignment, roles, variation_units(alignment, roles), base, context)
    documents = [text_of(form, apparatus, alignment) for form in TEI_FORMATS]
    assert [f for document in documents for f in faults(document)] == []
    root = parsed(documents[0])
    for tokens in alignment.tokens:
        text, parted = said(tokens)
        if tokens.witness.siglum == base:
            assert Picked(root, base).text == running(parsed(documents[1])) == tokens.witness.text
        found, apart = borders(Picked(root, tokens.witness.siglum).text)
        assert found == text
        assert parted <= apart


def test_entries_keep_their_numbers_and_what_is_left_out_is_said() -> None:
    collated = collate_work(work_of("the colour, the old man", "the color the old men"))
    shown = select(collated.apparatus, Selection(only=("inflection",)))
    document = text_of("tei", shown, collated.alignment)
    assert [a.get("n") for a in parsed(document).iter(f"{TEI}app")] == ["3"]
    assert "counts with the lemma: 1 punctuation, 1 spelling" in document


def test_ends_of_double_end_points_are_there() -> None:
    root = parsed(written(collated_work(WORKS[0]), "tei-dep"))
    anchors = {"#" + a.get(ID) for a in root.iter(f"{TEI}anchor")}
    found = [app.get(end) for app in root.iter(f"{TEI}app") for end in ("from", "to")]
    assert set(found) == anchors
    assert len(found) == len(anchors)


def test_the_two_places_of_words_that_have_moved_point_to_each_other() -> None:
    collated = collate_work(work_of("in the old house he sang a merry song of spring and then he slept for hours",
                                    "he sang a merry song of spring and then in the old house he slept for hours"))  # fmt: skip
    root = parsed(written(collated))
    notes = [n for n in root.iter(f"{TEI}note") if n.get("type") == "moved"]
    places = {n.getparent().get("target"): n.get("corresp") for n in notes}
    assert len(places) == 2
    assert set(places) == set(places.values())
    assert all(places[there] == here for here, there in places.items())


def test_an_editors_words_are_listed_though_all_have_them() -> None:
    root = parsed(written(collate_work(work_of("he came [sic] here", "he came [sic] here"))))
    found = [(n.get("source"), n.get("type"), n.text) for n in root.iter(f"{TEI}note") if n.get("source")]
    assert found == [("#A", "gloss", "[sic]"), ("#B", "gloss", "[sic]")]


def test_a_decision_that_no_longer_holds_is_told() -> None:
    collated = CASE_OF_DECISIONS.collated
    document = written(collated)
    assert faults(document) == []
    told = [e for e in parsed(document).iter(f"{TEI}note") if e.get("type") == "decision"]
    assert len(told) == len(unheld_decisions(collated.apparatus)) > 0


def test_evidence_points_to_its_reading() -> None:
    collated = collate_work(work_of("the colour of it", "the color of it"))
    root = parsed(written(collated))
    (detail,) = root.iter(f"{TEI}witDetail")
    (reading,) = root.iter(f"{TEI}rdg")
    assert detail.get("target") == "#" + reading.get(ID)
    assert detail.text == collated.apparatus.entries[0].readings[0].variation.why


def read_by_teiphy(document: str) -> tuple[list[str], dict[str, list[int]]]:
    """A row an entry, the number of the reading for each witness, SILENT where teiphy has none."""
    import teiphy

    found = teiphy.Collation(parsed(document).getroottree(), missing_reading_types=["lac"])
    read = {}
    for v, unit in enumerate(found.variation_unit_ids):
        rows = [found.readings_by_witness[w.id][v] for w in found.witnesses]
        if unit.startswith("app."):
            read[unit] = [row.index(1) if sum(row) == 1 else MISSING for row in rows]
        else:
            assert len(rows[0]) == 1  # a place where someone falls silent is no variation
    return [w.id for w in found.witnesses], read


@needs_teiphy
@pytest.mark.parametrize("form", TEI_FORMATS)
@pytest.mark.parametrize("base", ["", "none"])
@pytest.mark.parametrize("only", [(), ("substantive",), ("punctuation", "inflection")])
@pytest.mark.parametrize("work", WORKS, ids=lambda p: p.name)
def test_teiphy_makes_the_matrix_that_nexus_holds(work: Path, only: tuple[str, ...], base: str, form: str) -> None:
    collated = collated_work(work, base)
    shown = select(collated.apparatus, Selection(only=only))
    witnesses, read = read_by_teiphy(text_of(form, shown, collated.alignment))
    states = character_states(shown)
    assert witnesses == [witness_id(w.siglum) for w in shown.witnesses]
    echoes = {
        f"app.{echo.number}" for echo in shown.echoes
    }  # the other place of moved words has an app, but is no character
    assert {name: row for name, row in read.items() if name not in echoes} == {
        f"app.{e.number}": row for e, row in zip(states.entries, states.table.tolist(), strict=True)
    }


@needs_teiphy
def test_in_teiphy_a_trivial_reading_that_is_left_out_counts_with_the_lemma() -> None:
    collated = collate_work(work_of("the colour of it", "the hue of it", "the color of it"))
    found = {}
    for only in ((), ("substantive",)):
        shown = select(collated.apparatus, Selection(only=only))
        (states,) = read_by_teiphy(text_of("tei", shown, collated.alignment))[1].values()
        found[only] = states
    assert found == {(): [0, 1, 2], ("substantive",): [0, 1, 0]}


@needs_teiphy
@few
@given(found=witnesses(), base=st.sampled_from(["A", "B", "majority", "none"]))
def test_teiphy_makes_our_matrix_of_any_witnesses(found: list[Witness], base: str) -> None:
    apparatus = (collated := collate_work(Work(tuple(found), title="t", base=Siglum("A")), base=base)).apparatus
    _, read = read_by_teiphy(written(collated))
    assert list(read.values()) == character_states(apparatus).table.tolist()


def test_a_word_that_the_base_lacks_does_not_run_into_the_words_after_it() -> None:
    collated = collate_work(work_of("the the ", "the the the ", "the colour the the "))
    segmented = parsed(written(collated))
    assert [" ".join(Picked(segmented, siglum).text.split()) for siglum in "ABC"] == [
        "the the", "the the the", "the colour the the",
    ]  # fmt: skip


def test_a_gloss_in_a_note_is_an_element_in_its_element() -> None:
    texts = ("Come.", "Come.*\n\n* To Ivan [that is, his [sic] brother] & [two] friends, in May.")
    work = Work(tuple(Witness(Siglum(s), t) for s, t in zip("AB", texts, strict=True)), base=Siglum("A"))
    (of_witness,) = parsed(written(collate_work(work))).iterfind(f".//{TEI}note[@type='interventions']")
    marker, note = of_witness
    assert marker.text == "*"
    assert "".join(note.itertext()) == "* To Ivan [that is, his [sic] brother] & [two] friends, in May."
    gloss, second = note
    assert [e.get("subtype") for e in (note, gloss, gloss[0], second)] == [
        "footnote", "identification", "sic", "bracketed",
    ]  # fmt: skip
    assert ["".join(e.itertext()) for e in (gloss, gloss[0], second)] == [
        "[that is, his [sic] brother]", "[sic]", "[two]",
    ]  # fmt: skip
    assert not faults(written(collate_work(work)))
