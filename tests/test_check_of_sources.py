"""Rules on a marked-up source: findings have its places, and none is about what the reader wrote."""

from pathlib import Path

from small_reader import read_small

from collate.checking.comparison import Comparison
from collate.checking.fixes import _fix_of_file
from collate.checking.rules.characters import unreviewed_characters
from collate.checking.rules.editorial import EditorialContext, wrongly_marked
from collate.checking.rules.probable_errors import probable_errors
from collate.checking.rules.registry import RULES
from collate.checking.rules.transcription import OF_TYPED_TEXT, _of_source, check_transcription
from collate.checking.rules.witness import identical_witnesses
from collate.checking.session import CheckOptions
from collate.checking.settings import CheckSettings, MarkingPattern
from collate.checking.suppressions import suppressions_in
from collate.editorial import FINDERS, interventions_of
from collate.errors import CollateError, ConfigError
from collate.files.patterns import SearchClock, compile_pattern
from collate.model.annotations import NO_ANNOTATIONS, Annotation, AnnotationName, Annotations
from collate.model.findings import Finding, Transcription
from collate.model.witness import Role, Siglum, Witness
from collate.pipeline.collating import collate_work
from collate.reading.building import work_of

ALL = CheckSettings(select=("T",))
BAD = """<text>
  <p>He (said that that the
     <supplied>good</supplied> man ,</p>
  <p>came home-<lb/>
     stead<note>stead 1 so</note> “here. polaKing ca\u0301fe <gap/> word12</p>
</text>"""


def findings_of(witness: Witness, files: tuple[str, ...] = ()) -> list[Finding]:
    return list(check_transcription(witness, "a.xml", "en", ALL, files))


def test_findings_have_the_line_and_column_of_the_file() -> None:
    found = findings_of(read_small("A", ("a.xml", BAD)))
    assert [(f.code, f.line, f.column, f.matched) for f in found] == [
        ("T102", 5, 51, "ca\u0301fe"),
        ("T203", 5, 64, "word12"),
        ("T204", 5, 42, "polaKing"),
    ]
    assert all("--fix" not in f.help for f in found)
    for f in found:
        assert BAD.split("\n")[f.line - 1][f.column - 1 :].startswith(f.matched)
        assert BAD.split("\n")[f.end_line - 1][: f.end_column - 1].endswith(f.matched)


def test_rules_on_typed_text_find_the_same_in_a_plain_text() -> None:
    more = "red,blue came- they [edit] up¬\non now-\nhere well-known well‐read"
    witness = read_small("A", ("a.xml", BAD.replace("</text>", f"<p>{more}</p></text>")))
    plain = Witness(Siglum("A"), f"{witness.text}\n{more} \r\n")
    # T109 says that the other rules do not run.
    assert {f.code for f in findings_of(plain)} >= OF_TYPED_TEXT - {"T107", "T109"}
    assert {f.code for f in findings_of(witness)}.isdisjoint(OF_TYPED_TEXT)


def test_a_word_is_not_doubled_over_the_border_of_a_note() -> None:
    codes = {f.code for f in findings_of(read_small("A", ("a.xml", "<t>a word<note>word</note> word</t>")))}
    assert "T201" not in codes
    codes = {f.code for f in findings_of(read_small("A", ("a.xml", "<t>a word word<note>so</note></t>")))}
    assert "T201" in codes


def test_a_finding_of_a_witness_of_several_files_names_its_file() -> None:
    witness = read_small("A", ("a.xml", "<t>one</t>"), ("b.xml", "<t>\n two two</t>"))
    (found,) = findings_of(witness, ("pages/a.xml", "pages/b.xml"))
    assert (found.path, found.line, found.column) == ("pages/b.xml", 2, 6)


def test_signs_that_a_reader_writes_need_no_review() -> None:
    witness = read_small("A", ("a.xml", "<t>ab<gap/></t>"))
    allowed = Transcription("a.xml", witness, allowed_characters=frozenset("ab"))
    matches = list(unreviewed_characters(allowed))
    assert [m.start for m in matches] == [2, 3, 4, 5]
    assert list(_of_source(witness, "T105", matches)) == []


def test_a_marked_up_source_is_never_fixed() -> None:
    failures: list[CollateError] = []
    options = CheckOptions(root=Path())
    witness = read_small("A", ("a.xml", BAD))
    assert not list(_fix_of_file(Path("a.xml"), witness, ALL, options, failures))
    assert [str(failure) for failure in failures] == [
        "a.xml: this is a marked-up source, which --fix never changes; write its words in NFC with another program"
    ]


def test_a_note_that_the_markup_names_needs_no_brackets() -> None:
    witness = read_small("A", ("a.xml", "<t>a word<note>a note</note></t>"))
    found = ((witness, interventions_of(witness, FINDERS)),)
    assert [i.cause for _, interventions in found for i in interventions] == ["footnote"]


def test_a_comment_accepts_a_finding_of_its_line_as_parsers_count_lines() -> None:
    text = "<t>one\u2028two\r\n<!-- collate: ignore[T203] -->\rword1</t>"
    assert suppressions_in(text, "a.xml") == {2: ("T203",), 3: ("T203",)}
    assert suppressions_in(text, "a.txt") == {}  # plain text has no comments


WORDS = " ".join(f"word{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")


def compared(*witnesses: Witness) -> Comparison:
    work = work_of({w.siglum: w for w in witnesses})
    sigla = frozenset(w.siglum for w in witnesses)
    return Comparison(collate_work(work), sigla, frozenset(RULES), ALL)


def test_hands_of_one_manuscript_are_no_copies_of_each_other() -> None:
    first, other = Witness(Siglum("Q*"), WORDS), Witness(Siglum("R"), WORDS)
    hand = Witness(Siglum("Q1"), WORDS, derived_from=Siglum("Q*"))
    found = [(f.siglum, f.match.message) for f in identical_witnesses(compared(first, hand, other))]
    assert found == [
        ("R", "every word and punctuation mark is the same as in Q*, Q1"),
    ]


def test_what_a_source_calls_an_error_is_no_slip() -> None:
    text = "the children were playing in the garden of the house when the thunderstorm came over the mountains"
    others = [Witness(Siglum(s), text) for s in "BC"]
    slip = text.replace("thunderstorm", "thunderstrom")
    start = slip.index("thunderstrom")
    told = Annotations.of([Annotation(start, start + 12, AnnotationName.ERROR, "thunderstorm")])
    for annotations, count in ((NO_ANNOTATIONS, 1), (told, 0)):
        collated = compared(*others, Witness(Siglum("A"), slip, structured=True, annotations=annotations)).collated
        assert len(list(probable_errors(collated.alignment, collated.evidence))) == count


def test_a_note_of_the_markup_needs_no_signs_of_the_project() -> None:
    settings = CheckSettings(
        marking=((Role.NOTE, MarkingPattern(compile_pattern(r"^\{.*\}$", SearchClock()), ConfigError)),)
    )
    typed = "a word [Footnote A: so it is.]"
    plain = Witness(Siglum("A"), typed)
    marked = read_small("A", ("a.xml", "<t>a word <note>so it is.</note></t>"))
    found = [
        list(wrongly_marked(EditorialContext(((w, interventions_of(w, FINDERS)),), frozenset({"E104"}), settings)))
        for w in (plain, marked)
    ]
    assert [len(findings) for findings in found] == [1, 0]
