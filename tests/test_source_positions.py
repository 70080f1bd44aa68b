"""The line and the column that anybody is told are those of the file, in markup too."""

import csv
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_reader import lines_of, read_small

import collate
from collate.checking.rules.registry import RULES
from collate.errors import PlaceError
from collate.model.findings import Level, Match, Transcription, finding_of
from collate.model.witness import Siglum
from collate.pipeline.collating import collate_work
from collate.pipeline.places import parse_place
from collate.reading.building import work_of
from collate.rendering.html.hunks_page import write_hunks
from collate.text.tokenise import tokenise

POEM = """<text>
  <p>It was a
     <supplied v="lost">bright</supplied> cold
     day in <note>of 1984</note>April,</p>
  <p>and the <unclear>clocks</unclear> were
     striking the hour, the thirteenth.</p>
</text>"""
PLAIN = "It was a bright warm day in April,\n\nand the clocks were striking an hour, the fourteenth.\n"

words = st.sampled_from(
    [
        "uno",
        "duo",
        "tria ",
        " 4",
        "\n",
        "ß",
        "a<b/>b",
        "<supplied>x y</supplied>",
        "<lb/>",
        "&amp;",
        "𐐷",
        "<note>n</note>",
        "<p>p\n q</p>",
        "-",
    ]
)


@given(st.lists(words, max_size=20), st.lists(words, max_size=20))
def test_the_place_of_each_token_in_the_file_begins_with_its_first_letter(first: list[str], second: list[str]) -> None:
    files = [("a.xml", f"<t>{''.join(first)}</t>"), ("b.xml", f"<t>\n{''.join(second)}</t>")]
    (tokens,) = tokenise([read_small("A", *files)])
    for token in tokens:
        file, line, column = tokens.witness.position(token.span[0])
        rest = lines_of(files[file][1])[line - 1][column - 1 :]
        assert rest.startswith("&amp;" if token.surface[0] == "&" else token.surface[0])
        last = tokens.witness.end_position(*token.span)
        assert (last.file, last.line) >= (file, line)


@given(st.text("ab\n\r ", max_size=20))
def test_in_plain_text_lines_are_those_of_the_text(text: str) -> None:
    witness = collate.Witness(Siglum("A"), text)
    starts, lines, files = witness.line_stretches
    assert (tuple(starts), list(lines), set(files)) == (witness.line_starts, list(range(1, len(starts) + 1)), {0})
    for offset in range(len(text)):
        assert witness.line(offset) == witness.text_line(offset)


def test_an_entry_has_the_line_of_the_file() -> None:
    result = collate.collate({"A": read_small("A", ("poem.xml", POEM)), "B": PLAIN})
    assert [(e.lemma.text, e.lemma.line) for e in result.entries if e.lemma] == [
        ("cold", 3), ("of 1984", 4), ("the", 6), ("thirteenth", 6),
    ]  # fmt: skip
    document = json.loads(result.render("json"))
    assert [e["lemma"]["line"] for e in document["entries"]] == [3, 4, 6, 6]
    assert all("file" not in e["lemma"] for e in document["entries"])


def test_an_occurrence_is_counted_in_the_line_of_the_file() -> None:
    text = "<t>the cat\nthe dog the cow the</t>"
    result = collate.collate({"A": read_small("A", ("t.xml", text)), "B": "the cat the dog a cow the"})
    assert [(e.lemma.text, e.lemma.line, e.lemma.occurrence) for e in result.entries if e.lemma] == [("the", 2, 2)]


TWO_FILES = (("p1.xml", "<t>one two\nthree</t>"), ("p2.xml", "<t> four five\nsix seven</t>"))


def test_an_entry_of_a_witness_of_several_files_names_the_file() -> None:
    result = collate.collate({"A": read_small("A", *TWO_FILES), "B": "one two drei four funf six seven"})
    document = json.loads(result.render("json"))
    assert [(e["lemma"]["file"], e["lemma"]["line"]) for e in document["entries"]] == [("p1.xml", 2), ("p2.xml", 1)]
    assert "p2.xml" in str(result.render("text"))
    rows = [*csv.DictReader(str(result.render("csv")).splitlines())]
    assert [(row["line"], row["places"]) for row in rows] == [("2", "file p1.xml"), ("1", "file p2.xml")]


def test_a_place_is_named_by_the_line_and_the_column_of_the_file() -> None:
    collated = collate_work(work_of({"A": read_small("A", ("poem.xml", POEM)), "B": PLAIN}))
    text = collated.work.witnesses[0].text

    def at(place: str) -> str:
        query = parse_place(place, collated)
        return text[query.start : query.end].strip()

    assert at("A:3") == "bright cold"
    assert at("A:3:24") == "b"
    assert at("A:4:13") == "o"  # in a tag: the next character of the text
    with pytest.raises(PlaceError, match="no word of A is on this line of its file; the nearest line with words is 6"):
        at("A:7")


def test_a_place_in_one_of_several_files_names_the_file() -> None:
    collated = collate_work(work_of({"A": read_small("A", *TWO_FILES), "B": "one two drei four funf six seven"}))
    place = parse_place("A:p2.xml:1", collated)
    assert collated.work.witnesses[0].text[place.start : place.end].strip() == "four five"
    place = parse_place("A:p2.xml:2:5", collated)
    assert collated.work.witnesses[0].text[place.start : place.end] == "s"
    with pytest.raises(PlaceError, match="A has 2 files; name one of them: A:FILE:1"):
        parse_place("A:1", collated)
    with pytest.raises(PlaceError, match="A has no file with this name"):
        parse_place("A:p3.xml:1", collated)


def test_a_finding_has_its_place_in_the_file_and_the_words_of_the_text() -> None:
    witness = read_small("A", *TWO_FILES)
    start = witness.text.index("six")
    file = Transcription("pages", witness, files=("pages/p1.xml", "pages/p2.xml"))
    finding = finding_of(RULES["T201"], Level.ERROR, file, Match(start, start + 3, "why"))
    assert (finding.path, finding.line, finding.column, finding.end_line, finding.end_column) == (
        "pages/p2.xml", 2, 1, 2, 4,
    )  # fmt: skip
    assert (finding.before, finding.matched, finding.after) == ("one two three four five ", "six", " seven")


def test_the_head_of_a_hunk_has_the_lines_of_both_files() -> None:
    result = collate.diff(read_small("A", ("poem.xml", POEM)), PLAIN)
    heads = [line.split(" @@")[0] for line in str(result).splitlines() if line.startswith("@@")]
    assert heads == ["@@ -2,5 +1,3"]


def test_explain_names_file_line_and_column() -> None:
    result = collate.collate({"A": read_small("A", ("poem.xml", POEM)), "B": PLAIN})
    text = str(result.explain(1))
    assert "at A poem.xml:3:43" in text


def test_explain_tells_what_the_source_says_of_the_words() -> None:
    text = PLAIN.replace("bright", "dark")
    said = str(collate.collate({"A": read_small("A", ("poem.xml", POEM)), "B": text}).explain(1))
    assert "in A bright is supplied (lost)" in said.replace("\u2068", "").replace("\u2069", "")


def test_the_page_of_hunks_has_the_lines_of_both_files() -> None:
    result = collate.diff(read_small("A", ("poem.xml", POEM)), PLAIN)
    page = "".join(write_hunks(result.apparatus, result.alignment))
    assert re.findall(r'<td class="n">(\d*)</td><td class="n">(\d*)</td>', page) == [("2", "1"), ("", "2"), ("5", "3")]


def test_the_files_of_many_pages_are_named_by_the_first_and_the_last() -> None:
    pages = [(f"p{n}.xml", f"<t>word{n}</t>") for n in range(1, 6)]
    result = collate.diff(read_small("A", *pages), "word1 word2 word3 word4 words")
    assert str(result).splitlines()[0] == "--- A (p1.xml … p5.xml, 5 files)"


def test_a_reader_writes_no_line_end_so_none_is_missing() -> None:
    result = collate.diff(read_small("A", ("a.xml", "<t>one two</t>")), "one two\r\n")
    assert result.apparatus.white_space.elsewhere == ()
    assert "line ends" not in str(result)
    assert collate.diff("one two", "one two\r\n").apparatus.white_space.elsewhere


def test_the_other_place_of_moved_words_is_in_a_file() -> None:
    moved = "the quick brown fox jumps over the lazy dog"
    rest = "and nobody in the small village ever knew why it did so on that morning in the spring"
    pages = [("p1.xml", f"<t>{rest}</t>"), ("p2.xml", f"<t>\n\n {moved}</t>")]
    result = collate.collate({"B": f"{moved} {rest}", "A": read_small("A", *pages)})
    assert {e.other_place for e in result.entries if e.other_place} <= {"on line 3 of A (p2.xml)", "on line 1 of B"}
    assert any(e.other_place == "on line 3 of A (p2.xml)" for e in result.apparatus.entries)
