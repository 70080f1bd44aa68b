"""What the pages of the Word files say, and that a reader gets the text of an edition back from them.

More than 300 lines: a test for each part of both Word files.
"""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from lxml import etree
from page_sources import asides, options_of, text_proper, words
from rendered import bytes_of
from strategies import witnesses
from test_writing import HOSTILE
from trials import tried
from word_dump import W, dump, part
from written import hostile, silent_everywhere, work_of

from collate.apparatus import Selection
from collate.model.witness import ApparatusForm, Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import Collated, collate_work
from collate.pipeline.parts import limited_to
from collate.pipeline.reports import report_chunks
from collate.reading.office.docx import read_docx
from collate.reading.options import SourceContent

pytest.importorskip("docx", reason="needs python-docx")

READ = {
    "dropped": [".Title", ".heading1", ".CollatePreface", ".CollateTable", ".CollateTableHead", "span.CollatePlace"]
}


def edition(*texts: str, base: str | None = None) -> bytes:
    collated = collate_work(work_of(*texts), base=base)
    return bytes_of("docx-edition", collated.apparatus, collated.alignment)


def apparatus(*texts: str) -> bytes:
    collated = collate_work(work_of(*texts))
    return bytes_of("docx", collated.apparatus, collated.alignment)


def read_back(content: bytes) -> Witness:
    (witness,) = read_docx([SourceContent("edition.docx", content)], options_of(READ, "edition.docx"))
    return witness


def body(content: bytes) -> list[str]:
    """Return the paragraphs of the text with their signs."""
    return [line for line in dump(content).splitlines() if line.startswith("CollateText")]


def entries(content: bytes) -> list[str]:
    """Return the entries of an apparatus, each with the remark below it."""
    lines = dump(content).replace("\u2002", " ").splitlines()
    found = [(a, b) for a, b in pairwise(lines) if a.startswith("CollateEntry")]
    return [f"{a.partition(' ')[2]} // {b.partition(' ')[2]}" for a, b in found]


def footnotes(content: bytes) -> list[str]:
    return [line for line in dump(content).splitlines() if line.startswith("[")]


# The text.

BASES = {
    "prose": ("The old cat sat.\n\nIt slept, and slept on.", "The cat sat.\n\nIt slept and snored on."),
    "verse": ("arma virumque cano\nTroiae qui primus ab oris", "arma virumque canam\nTroiae quae primus ab oris"),
    "Hebrew": ("בראשית ברא אלהים את השמים ואת הארץ׃", "בראשית ברא יהוה את השמים והארץ׃"),
    "Arabic and numbers": ("كتاب رقم 12 في البيت (ms 3)", "كتاب رقم 13 في الدار (ms 3)"),
    "decomposed Greek": ("Ἐν α\u0313ρχη\u0342\u0345 ἦν ὁ λόγος", "Ἐν ἀρχῇ ἦν λόγος"),
    "Chinese": ("道可道，非常道。名可名，非常名。", "道可道也，非恆道也。名可名也。"),
    "Devanagari": ("धर्मक्षेत्रे कुरुक्षेत्रे समवेता युयुत्सवः", "धर्मक्षेत्रे समवेता युयुत्सवश्च"),
    "no-break spaces and joiners": ("10\u00a0km, می\u200cخواهم", "11\u00a0km, میخواهم"),
    "signs of private use": ("the \ue8bf sign & <b>", "the sign & <b>"),
    "one word": ("one", "two"),
}


@pytest.mark.parametrize("name", BASES)
def test_a_reader_gets_the_text_of_the_base_back(name: str) -> None:
    text, other = BASES[name]
    assert words(text_proper(read_back(edition(text, other)))) == words(text)


@tried(25, hunted=200)
@given(found=witnesses())
def test_a_reader_gets_the_text_of_any_base_back(found: list[Witness]) -> None:
    collated = collate_work(Work(tuple(found), title="t", base=Siglum("A")))
    witness = read_back(bytes_of("docx-edition", collated.apparatus, collated.alignment))
    text = found[0].text
    if (
        text.strip()
        and all(c.isprintable() or c in "\n \u00a0" for c in text)
        and not re.search(r"\S[-‐¬=⸗⹀]\s*\n", text)
    ):
        noted = {cause for _, cause, _ in asides(witness)}
        assert noted <= {"footnote", "heading"}
        kept = [m for m in witness.marks if m.cause == "footnote"]
        shown = list(witness.text)
        for mark in kept:
            shown[mark.start : mark.end] = " " * (mark.end - mark.start)
        assert words("".join(shown)) == words(text)


def test_footnotes_are_notes_of_a_reader() -> None:
    assert asides(read_back(edition("the old cat", "the black cat"))) == [
        ("note", "footnote", "old] A; black B (1)"),
    ]


def test_a_paragraph_of_the_text_is_one_of_the_page() -> None:
    assert body(edition("one two\nthree\n\nfour", "one two\nthree\n\nfive")) == [
        "CollateText one two three",
        "CollateText four^1",
    ]
    assert body(edition("one two\nthree", "one two\nfour")) == ["CollateText one two", "CollateText three^1"]


def test_a_word_that_is_broken_at_a_line_end_is_whole_and_may_be_broken_again() -> None:
    assert body(edition("his atti-\ntude was odd", "his attitude was even")) == [
        "CollateText his atti<->tude^1 was odd^2"
    ]
    # Elsewhere the witnesses write it with the hyphen: it is part of the word.
    assert body(edition("a well-\nknown man", "a well-known man, a well-known dog")) == [
        "CollateText a well-known^1 man^2"
    ]


def test_what_is_no_text_of_the_author_has_a_style_of_its_own() -> None:
    text = "CHAPTER ONE\n\nThe cat [a tabby] sat.\n\nIt slept."
    assert body(edition(text, text.replace("sat", "lay"))) == [
        "CollateTextHeading CHAPTER ONE",
        "CollateText The cat {Gloss|[a tabby]} sat^1.",
        "CollateText It slept.",
    ]


def test_the_words_of_a_majority_are_printed_in_the_text_of_the_longest_witness() -> None:
    content = edition("the old cat sat", "the old cat", "the black cat sat there", base="majority")
    assert body(content) == ["CollateText the old^1 cat sat^2 there^3"]
    assert "CollatePreface Each lemma is the reading of most witnesses. The text is that of C" in dump(content)


def test_a_work_without_words_says_so() -> None:
    assert body(edition("", "")) == ["CollateText {Editor|No text.}"]
    assert "No difference." in dump(edition("one", "one"))


# The notes.


def test_a_note_has_a_paragraph_for_each_series() -> None:
    assert footnotes(edition("the cat sat.", "the dog sat,")) == [
        "[1] CollateNoteSubstantive * {Lemma|cat}] {Siglum|A}; {Reading|dog} {Siglum|B}{Number| (1)}",
        "[2] CollateNoteAccidental * {Lemma|sat.}] {Siglum|A}; {Reading|sat,} {Siglum|B}{Number| (2)}",
    ]
    (first, second) = footnotes(
        edition("a man, of the sea", "a man of the sea", "a boy, of the sea", "a boy; of the sea")
    )[:2]
    assert first.startswith("[1] CollateNoteSubstantive * {Lemma|man}]")
    assert second.startswith("[2] CollateNoteAccidental * ")


def test_an_entry_is_below_its_kind_with_its_reason() -> None:
    assert entries(apparatus("the colour of man", "the color of a man")) == [
        "#2 {Place|1} {Editor|post }{Lemma|colour of}] {Siglum|A}; {Editor|add. }{Reading|a} {Siglum|B}{Number| (2)} // the base does not have these words",
        "#1 {Place|1} {Lemma|colour}] {Siglum|A}; {Reading|color} {Siglum|B}{Number| (1)} // regional: British and American spelling of one word (our/or)",
    ]


def test_an_entry_of_two_kinds_is_whole_below_the_first_and_has_the_rest_below_the_second() -> None:
    found = entries(apparatus("the colour of it", "the color of it", "the shade of it"))
    assert found[0].startswith(
        "#1 {Place|1} {Lemma|colour}] {Siglum|A}; {Reading|color} {Siglum|B}; {Reading|shade} {Siglum|C}{Number| (1)} // {Siglum|B: }spelling (regional"
    )
    assert found[1].startswith(
        "{Place|1} {Lemma|colour}] {Siglum|A}; {Reading|color} {Siglum|B}; {Editor|aliter }{Siglum|C}{Number| (1)} // regional: "
    )


MOVED = (
    "In the garden there stood an old grey house of stone. The road went by it to the sea and the boats of the men.",
    "There stood an old grey house of stone. The road went by it in the garden to the sea and the boats of the men.",
)


@pytest.mark.parametrize("name", ["docx", "docx-edition"])
def test_the_two_places_of_moved_words_lead_to_one_another(name: str) -> None:
    collated = collate_work(work_of(*MOVED))
    (echo,) = collated.apparatus.echoes
    content = bytes_of(name, collated.apparatus, collated.alignment)
    text = dump(content)
    assert f"{{->{echo.number}|{{Number| ({echo.told_in})}}}}" in text
    assert f"{{->{echo.told_in}|{{Number| ({echo.told_in})}}}}" in text
    anchors = {a for p in parts_of(content) for e in p.iter(f"{W}hyperlink") if (a := e.get(f"{W}anchor"))}
    bookmarks = [e.get(f"{W}name") for e in part(content, "document").iter(f"{W}bookmarkStart")]
    assert anchors <= set(bookmarks)
    assert len(set(bookmarks)) == len(bookmarks)


def parts_of(content: bytes) -> list[etree._Element]:
    return [part(content, "document")] + ([part(content, "footnotes")] if footnotes(content) else [])


def test_doubt_is_told_in_words() -> None:
    collated = collate_work(work_of("the old cat", "the black cat"))
    (entry,) = collated.apparatus.entries
    content = bytes_of("docx", replace(collated.apparatus, entries=(replace(entry, doubt=0.61),)), collated.alignment)
    assert "Heading1 Doubtful places (1)\n" in dump(content)
    assert "CollatePreface {->1|1} (0.61)\n" in dump(content)
    (told,) = entries(content)
    assert told.endswith("; doubtful place (0.61): in about 6 of 10 such places the words stand elsewhere")


def test_a_negative_apparatus_names_no_witnesses_of_the_lemma() -> None:
    collated = collate_work(work_of("the old cat", "the black cat"))
    content = b"".join(report_chunks(collated, "docx-edition", Selection(), ApparatusForm.NEGATIVE))  # type: ignore[arg-type]
    assert footnotes(content) == ["[1] CollateNoteSubstantive * {Lemma|old}] {Reading|black} {Siglum|B}{Number| (1)}"]


def test_the_words_of_editors_are_listed_and_those_of_a_hand_not_again() -> None:
    manuscript = Witness(Siglum("A"), "The cat [a tabby] sat.")
    hand = Witness(Siglum("A*"), "The cat [a tabby] lay [on a mat].", derived_from=Siglum("A"))
    collated = collate_work(Work((manuscript, hand), base=Siglum("A")))
    lines = dump(bytes_of("docx", collated.apparatus, collated.alignment)).splitlines()
    listed = [
        line for line in lines[lines.index("Heading1 Words of editors in the witnesses") :] if "Head " not in line
    ]
    assert [line for line in listed if "gloss" in line or line.startswith("Heading2")] == [
        "Heading2 A (1)",
        "CollateTable 1 | CollateTable gloss.bracketed | CollateTable {Reading|[a tabby]} | CollateTable words in square brackets, added by an editor",
        "Heading2 A* (1)",
        "CollateTable 1 | CollateTable gloss.bracketed | CollateTable {Reading|[on a mat]} | CollateTable words in square brackets, added by an editor",
    ]


# Other scripts.


def test_words_from_right_to_left_say_so() -> None:
    content = edition("ברא אלהים (ms 3)", "ברא יהוה (ms 3)")
    assert body(content) == ["CollateText <bidi><rtl>ברא<rtl> אלהים^1<rtl> (ms 3<rtl>)"]
    assert footnotes(content) == [
        "[1] CollateNoteSubstantive * {Lemma|<rtl>אלהים}\u200e] {Siglum|A}; {Reading|<rtl>יהוה}\u200e {Siglum|B}{Number| (1)}"
    ]
    assert body(edition("the word שלום here", "the word שלום there")) == ["CollateText the word <rtl>שלום here^1"]


def test_quotation_marks_among_eastern_letters_are_theirs() -> None:
    content = edition("“道可道”", "“道可名”")
    runs = [r for r in part(content, "document").iter(f"{W}r") if r.findtext(f"{W}t") == "“道可"]
    assert [r.find(f"{W}rPr/{W}rFonts").get(f"{W}hint") for r in runs] == ["eastAsia"]


def test_the_language_of_the_work_is_that_of_its_words() -> None:
    work = Work((Witness(Siglum("A"), "ἐν ἀρχῇ"), Witness(Siglum("B"), "ἐν τέλει")), base=Siglum("A"), language="grc")
    collated = collate_work(work)
    for name in ("docx", "docx-edition"):
        styles = part(bytes_of(name, collated.apparatus, collated.alignment), "styles")
        found = {s.get(f"{W}styleId"): s.find(f"{W}rPr/{W}lang") for s in styles.iter(f"{W}style")}
        assert found["CollateReading"].get(f"{W}val") == found["CollateText"].get(f"{W}bidi") == "grc"
        assert found["CollateEditor"] is None


# Hostile words.


@pytest.mark.parametrize("name", ["docx", "docx-edition"])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_words_are_shown(name: str, text: str) -> None:
    collated = collate_work(
        Work((Witness(Siglum("A"), f"one {text} two"), Witness(Siglum("B"), "one x two")), title=text, base=Siglum("A"))
    )
    shown = dump(bytes_of(name, collated.apparatus, collated.alignment))
    assert not re.search("[\x00-\x09\x0b-\x1f\u202a-\u202e]", shown)


@pytest.mark.parametrize("collated", [hostile(), silent_everywhere()], ids=["hostile", "silent"])
@pytest.mark.parametrize("name", ["docx", "docx-edition"])
def test_hostile_sigla_are_shown(name: str, collated: Collated) -> None:
    assert "Title " in dump(bytes_of(name, collated.apparatus, collated.alignment))


def test_a_control_character_is_shown_by_its_code_point() -> None:
    assert body(edition("one \x00 two", "one \x00 three")) == [r"CollateText one \u{0} two^1"]


# Places.


def placed(tmp_path: Path) -> Collated:
    from collate.reading import read_sources

    tei = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>t</title></titleStmt></fileDesc></teiHeader><text><body>{}</body></text></TEI>'
    for siglum, word in (("A", "sat"), ("B", "lay")):
        pages = f'<pb n="1r"/><p>The cat {word}.</p><pb n="1v"/><p>It <unclear>{word}</unclear> on.</p>'
        (tmp_path / f"{siglum}.xml").write_text(tei.format(pages), encoding="utf-8")
    return collate_work(read_sources((str(tmp_path / "A.xml"), str(tmp_path / "B.xml"))))


def test_places_that_the_source_names_are_in_the_text_and_at_the_entries(tmp_path: Path) -> None:
    collated = placed(tmp_path)
    content = bytes_of("docx-edition", collated.apparatus, collated.alignment)
    assert body(content) == [
        "CollateText {Place|[page 1r]} The cat sat^1.",
        "CollateText {Place|[page 1v]} It sat^2 on.",
    ]
    assert words(text_proper(read_back(content))) == words("The cat sat. It sat on.")
    first, second = entries(bytes_of("docx", collated.apparatus, collated.alignment))
    assert first.startswith("#1 {Place|page 1r, l. ")
    assert "; {Reading|sat}{Editor| unclear in }{Siglum|A}; {Reading|lay}{Editor| unclear in }{Siglum|B}" in second


def test_a_part_of_a_work_has_the_words_and_entries_of_the_part(tmp_path: Path) -> None:
    part_of_work = limited_to(placed(tmp_path), ("page=1v",))
    content = b"".join(report_chunks(part_of_work, "docx-edition", Selection(), ApparatusForm.POSITIVE))  # type: ignore[arg-type]
    assert body(content) == ["CollateText {Place|[page 1v]} It sat^1 on."]
    assert "This is only a part of the work: page 1v (1 entry; 1 entry is outside)." in dump(content)
