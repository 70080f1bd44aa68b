"""The text of a witness while a reader walks through a source: nothing is lost, and no markup divides a word."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.errors import InternalError
from collate.model.annotations import AnnotationName
from collate.model.witness import GapReason, Place, Role
from collate.reading.transcript import Separator, SourcePoint, Transcript, visible_length

AT = SourcePoint(1, 1)


def write(transcript: Transcript, text: str, line: int = 1) -> None:
    transcript.write_collapsed(text, lambda k: SourcePoint(line, k + 1))


def test_white_space_is_one_space_and_none_at_the_edges() -> None:
    t = Transcript()
    write(t, "\n  one\n\ttwo ")
    write(t, " three ")
    assert t.parts().text == "one two three"


def test_the_strongest_separator_counts() -> None:
    t = Transcript()
    write(t, "one ")
    t.separate(Separator.LINE)
    t.separate(Separator.PARAGRAPH)
    t.separate(Separator.SPACE)
    write(t, " two")
    assert t.parts().text == "one\n\ntwo"


def test_a_join_makes_one_word_over_any_white_space() -> None:
    t = Transcript()
    write(t, "multi\n")
    t.join()
    t.separate(Separator.LINE)
    write(t, "  plicium")
    assert t.parts().text == "multiplicium"


def test_a_note_in_the_middle_of_a_word_stands_behind_the_word() -> None:
    t = Transcript()
    write(t, "Anmer")
    t.begin_aside(Role.NOTE, "footnote", "note")
    write(t, "a note")
    t.end_aside()
    write(t, "kung, und")
    parts = t.parts()
    assert parts.text == "Anmerkung, a note und"
    assert [(m.role, parts.text[m.start : m.end]) for m in parts.marks] == [(Role.NOTE, "a note")]


def test_notes_beside_words_stay_where_they_are() -> None:
    t = Transcript()
    write(t, "one ")
    t.begin_aside(Role.NOTE, "", "")
    write(t, "first")
    t.begin_aside(Role.GLOSS, "", "")
    write(t, "inner")
    t.end_aside()
    t.end_aside()
    write(t, " two")
    assert t.parts().text == "one first inner two"


def test_a_place_begins_inside_a_word_and_ends_where_the_next_of_its_system_begins() -> None:
    t = Transcript()
    t.place("page", "1")
    write(t, "an")
    t.place("page", "2")
    write(t, "swere me")
    t.place("page", "3")
    assert t.parts().places == (Place(0, 2, "page", "1"), Place(2, 10, "page", "2"), Place(10, 10, "page", "3"))


def test_an_annotation_covers_the_letters_alone() -> None:
    t = Transcript()
    write(t, "in ")
    t.begin(AnnotationName.SUPPLIED, "lost")
    write(t, " the ")
    t.end(AnnotationName.SUPPLIED)
    write(t, "end")
    parts = t.parts()
    assert [(parts.text[a.start : a.end], a.name, a.value) for a in parts.annotations] == [("the", "supplied", "lost")]


def test_a_gap_has_code_points_of_its_own() -> None:
    t = Transcript()
    write(t, "Cornelu")
    t.gap("[..]", GapReason.ILLEGIBLE, "2 letters", AT)
    write(t, " and")
    parts = t.parts()
    assert parts.text == "Cornelu[..] and"
    assert [(m.start, m.end, m.gap) for m in parts.marks] == [(7, 11, GapReason.ILLEGIBLE)]


def test_each_run_leads_to_its_place_in_the_source() -> None:
    t = Transcript()
    write(t, "one two", line=3)
    t.separate(Separator.LINE)
    write(t, " three", line=7)
    origins = t.parts().origins
    assert origins.position(4) == (0, 3, 5)
    assert origins.position(10) == (0, 7, 4)


def test_what_is_left_out_is_counted_by_name() -> None:
    t = Transcript()
    write(t, "one")
    t.leave_out("fw", "482 header", SourcePoint(9, 1))
    t.leave_out("fw", "und", SourcePoint(12, 1))
    (left,) = t.parts(("a.xml",)).left_out
    assert (left.name, left.words, left.file, left.line) == ("fw", 3, "a.xml", 9)
    t.check_conservation(visible_length("one 482 header und"))


def test_a_lost_character_is_a_fault() -> None:
    t = Transcript()
    write(t, "one")
    with pytest.raises(InternalError, match="lost or doubled"):
        t.check_conservation(4)


@given(st.lists(st.tuples(st.sampled_from("wnlj"), st.text("ab \n", max_size=6)), max_size=12))
def test_every_letter_is_written_once_and_in_order(steps: list[tuple[str, str]]) -> None:
    t = Transcript()
    letters = ""
    for what, text in steps:
        if what == "n":
            t.begin_aside(Role.NOTE, "", "")
            write(t, text.upper())
            t.end_aside()
        elif what == "l":
            t.separate(Separator.LINE)
        elif what == "j":
            t.join()
        else:
            write(t, text)
            letters += "".join(text.split())
    t.check_conservation(visible_length("".join(text for what, text in steps if what in "wn")))
    text = t.parts().text
    assert "".join(c for c in text if c in "ab") == letters


def test_a_hyphen_that_is_taken_back_is_in_no_stretch_and_is_counted_where_it_stands() -> None:
    t = Transcript()
    write(t, "one ")
    t.begin(AnnotationName.SUPPLIED)
    t.begin(AnnotationName.UNCLEAR)
    t.begin_token()
    write(t, "wor-", line=7)
    t.end_token(None, ())
    t.end(AnnotationName.UNCLEAR)
    t.end(AnnotationName.SUPPLIED)
    assert t.take_back("-") == "-"
    t.join()
    write(t, "ding", line=8)
    parts = t.parts()
    assert [(a.name, parts.text[a.start : a.end]) for a in parts.annotations] == [
        (AnnotationName.UNCLEAR, "wor"),
        (AnnotationName.SUPPLIED, "wor"),
    ]
    assert [parts.text[p.start : p.end] for p in parts.pretokens] == ["wor"]
    assert [(x.name, x.words, x.line) for x in parts.left_out] == [("hyphens at line ends", 1, 7)]


def test_a_line_end_between_ideographs_is_no_white_space() -> None:
    t = Transcript()
    write(t, "道可道，\n非常道 ")
    t.separate(Separator.SPACE)
    write(t, "名可名 abc 甲")
    t.separate(Separator.PARAGRAPH)
    write(t, "乙")
    assert t.parts().text == "道可道，非常道名可名 abc 甲\n\n乙"


@pytest.mark.parametrize(
    ("before", "text"), [("Text", "Text. See below. deep more"), ("Text ", "Text See below. deep . more")]
)
def test_a_note_in_a_note_stands_behind_the_word_of_the_note(before: str, text: str) -> None:
    t = Transcript()
    write(t, before)
    t.begin_aside(Role.NOTE, "footnote", "")
    write(t, "See below")
    t.begin_aside(Role.NOTE, "endnote", "")
    write(t, "deep")
    t.end_aside()
    write(t, ".")
    t.end_aside()
    write(t, ". more")
    found = t.parts()
    assert found.text == text
    assert [found.text[m.start : m.end] for m in found.marks] == ["See below. deep", "deep"]
    assert [m.cause for m in found.marks] == ["footnote", "endnote"]


def test_white_space_behind_the_end_of_a_join_counts() -> None:
    t = Transcript()
    write(t, "one\n")
    t.join()
    t.end_join()
    write(t, ", two")
    assert t.parts().text == "one, two"
    t.join()
    t.end_join()
    write(t, " three")
    assert t.parts().text == "one, two three"
