"""An entry is cited by verse and page: as an editor cites it, in every format, whichever witness knows the place."""

import json

import pytest
from placed import PLAIN, A, B, placed

import collate
from collate.rendering.citation import cite_names

CITED = {
    "Mark 1:3": (("verse", "Mark 1:3"),),
    "verse 3:4": (("verse", "3:4"),),
    "verse 3": (("verse", "3"),),
    "1 Cor 3:4": (("verse", "1 Cor 3:4"),),
    "Мк 1:3": (("verse", "Мк 1:3"),),
    "Mark 1:3, page 12v": (("verse", "Mark 1:3"), ("page", "12v")),
    "Mark 1:4": (("chapter", "Mark 1"), ("verse", "Mark 1:4")),
    "chapter 3, verse 4": (("chapter", "3"), ("verse", "4")),
    "chapter 3, verse 3": (("chapter", "3"), ("verse", "3")),
    "scene 3.1": (("act", "3"), ("scene", "3.1")),
    "verse 3:4, page 3": (("verse", "3:4"), ("page", "3")),
    "section Prologue": (("section", "Prologue"),),
    "page tcp:11497:1": (("page", "tcp:11497:1"),),
    "page xii": (("page", "xii"),),
    "": (),
}


@pytest.mark.parametrize("cited", CITED)
def test_places_are_cited_as_an_editor_cites_them(cited: str) -> None:
    assert cite_names(CITED[cited]) == cited


def lines(base: str) -> list[str]:
    """Return each place that the terminal cites, once."""
    text = collate.collate([A, B, PLAIN], base=base, language="en").render("terminal")
    rows = [line.split("  ")[1].strip() for line in str(text).splitlines() if line[:1].isdecimal()]
    return list(dict.fromkeys(rows))


def test_the_verse_leads_and_page_and_line_follow() -> None:
    assert lines("A") == [
        "Mark 1:1, page 12r, l. 1",
        "Mark 1:2, page 12r, l. 2",
        "Mark 1:3, page 12v, l. 3",
        "Mark 2:1, page 12v, l. 4",
        "Mark 10:1, page 12v, l. 5",
    ]


def test_the_verse_of_another_witness_is_that_of_the_work_but_its_page_is_not() -> None:
    assert lines("C") == [
        "Mark 1:1, l. 1",
        "Mark 1:2, l. 2",
        "Mark 1:3, l. 3",
        "Mark 2:1, l. 4",
        "Mark 10:1, l. 5",
    ]


def test_a_lemma_of_a_majority_has_the_siglum_before_its_page() -> None:
    first = collate.collate([A, B, PLAIN], base="majority", language="en").render("text")
    assert "Mark 1:1, A page 12r, l. 1  post gospel]" in str(first)


def test_an_entry_without_a_lemma_is_cited_by_its_verse() -> None:
    result = collate.collate([A, B, PLAIN], base="none", language="en")
    assert "\n1  Mark 1:1  " in str(result.render("terminal"))
    assert "Mark 1:1, A l. 1  " in str(result.render("text"))
    assert ",verse Mark 1:1," in str(result.render("csv")).splitlines()[1]
    assert json.loads(str(result.render("json")))["entries"][0]["places"] == {"verse": "Mark 1:1"}
    assert str(result.explain(1)).startswith("#1  Mark 1:1  no lemma")


def test_words_added_at_the_end_of_a_verse_are_in_that_verse() -> None:
    (first, *_) = collate.collate([A, B], language="en").entries
    assert (first.readings[0].text, first.places) == ("of Jesus", (("verse", "Mark 1:1"), ("page", "12r")))


def test_the_lines_above_differences_name_each_verse_once() -> None:
    words = str(collate.diff(A, B, language="en"))
    (head,) = [line for line in words.splitlines() if line.startswith("@@")]
    assert head == (
        "@@ -1,5 +1,5 @@ Mark 1:1, page 12r #1 addition, Mark 1:2, page 12r #2 substitution (also capitalisation), "
        "Mark 1:3, page 12v #3 substitution, Mark 2:1, page 12v #4 substitution, Mark 10:1, page 12v #5 substitution"
    )


def test_an_explanation_names_the_verse() -> None:
    explanation = collate.collate([A, B], language="en").explain(3)
    assert str(explanation).startswith("#3  Mark 1:3, page 12v  line 3  id ")


def test_a_printed_text_has_verses_and_pages_in_the_margin_that_it_does_not_name_itself() -> None:
    printed = str(collate.collate([A, B], language="en").render("latex"))
    assert "\\ledsidenote{Mark 1:1, page 12r}The beginning" in printed
    assert "\\ledsidenote{Mark 1:3}The voice of one \\ledsidenote{page 12v}crying" in printed
    numbered = "".join(f"{n} {words}\n" for n, words in enumerate(("I came", "I saw", "I sang", "I went", "I fell"), 1))
    assert "ledsidenote" not in str(collate.diff(numbered, numbered.replace("sang", "won")).render("latex"))


def test_a_verse_that_begins_within_the_words_of_a_note_is_in_the_margin() -> None:
    other = placed("B", {"Mark 1:1": "The beginning of the whole good news", "Mark 1:2": "so we find in Isaiah"})
    first = placed("A", {"Mark 1:1": "The beginning of the gospel", "Mark 1:2": "As it is written in Isaiah"})
    printed = str(collate.collate([first, other], language="en").render("latex"))
    assert printed.count("\\ledsidenote{Mark 1:2}") == 1
