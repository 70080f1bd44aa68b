"""Places that a text names itself: numbers of verses, lines and pages are cited, and are no words of the text."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import collate
from collate.errors import ConfigError
from collate.model.tokens import Sort
from collate.model.witness import Place, Siglum, Witness
from collate.reading.building import work_of
from collate.reading.place_numbers import find_places
from collate.reading.work import read_work
from collate.text.tokenise import tokenise

VERSES = "1 Of arms\n2 and the man\n3 I sing\n4 who first\n5 from Troy\n"

VERSES_OF_TWO_CHAPTERS = ", ".join(f"verse {chapter}:{n}" for chapter in (1, 2) for n in range(1, 6))

FOUND = {
    "five lines that count": (VERSES, "verse 1, verse 2, verse 3, verse 4, verse 5"),
    "four lines may count things": ("1 Of arms\n2 and the man\n3 I sing\n4 who first\n", ""),
    "a number with a point is a word": ("1. a\n2. b\n3. c\n4. d\n5. e\n", ""),
    "a number in brackets is a word": ("(1) a\n(2) b\n(3) c\n(4) d\n(5) e\n", ""),
    "items that are paragraphs are a list": ("1 a\n\n2 b\n\n3 c\n\n4 d\n\n5 e\n", ""),
    "a table of numbers is no verse": ("1 20\n2 30\n3 40\n4 50\n5 60\n", ""),
    "numbers that do not rise are things": ("2 eggs\n1 cup\n3 spoons\n2 apples\n1 pear\n4 plums\n", ""),
    "a short psalm after a long one": (VERSES + "\n1 Praise him\n2 all of you\n", "verse 1, verse 2, verse 3, verse 4, verse 5, verse 1, verse 2"),
    "verses that are indented, in Greek": ("".join(f"   {n} λόγος\r\n" for n in range(17, 22)), "verse 17, verse 18, verse 19, verse 20, verse 21"),
    "every fifth line": ("".join(f"{n} who went\nand came\n" for n in range(5, 30, 5)), "line 5, line 10, line 15, line 20, line 25"),
    "a number is lost": ("1 a\n2 b\nc\n4 d\n5 e\n6 f\n", "verse 1, verse 2, verse 4, verse 5, verse 6"),
    "a number out of order is a word": ("1 a\n2 b\n3 c\n4 d\n5 e\n3 f\n", "verse 1, verse 2, verse 3, verse 4, verse 5"),
    "a page of several": ("one\n\nPage 1 of 3\n\ntwo\n", "page 1"),
    "a page of several in German": ("eins\n  Seite 12 von 30  \r\nzwei\n", "page 12"),
    "a page of several in Russian": ("раз\nстр. 2 из 3\nдва\n", "page 2"),
    "a page in a sentence is text": ("it is on page 1 of 3 in all\n", ""),
    "a leaf": ("a [f. 12v] b [fol. 13 r] c", "page 12v, page 13r"),
    "keys and sigla in brackets": ("press [F1] or [C4], as [P45] has it and [f12v] says", "page 12v"),
    "words in brackets that end as Roman numbers": ("he was [sic] at the 2 [civil] wars, [fill] and [pix] it", ""),
    "pages of electronic editions": ("a [Pg 12] b [S. 13] c [Л. 3] d", "page 12, page 13, page 3"),
    "a number in brackets may be of a note": ("as he said [12] and went", ""),
    "verses by their word": ("v. 3 He came.\nv. 4 She went.\n", "verse 3, verse 4"),
    "one verse by its word may be a citation": ("v. 3 says so.\n", ""),
    "no number": ("arms and the man", ""),
    "a page in Roman figures, and no other number": ("a [p. xii] b", "page xii"),
    "chapter and verse": ("1:1 He came\n1:2 She went\n2:1 They met\n2:2 And so\n2:3 it went\n", "verse 1:1, verse 1:2, verse 2:1, verse 2:2, verse 2:3"),
    "the hours of a day are words": ("9:00 Breakfast\n9:30 Talk\n10:15 Break\n11:00 Lunch\n12:30 Tea\n", ""),
    "few verses with chapters may be scores": ("1:1 drawn\n1:2 lost\n2:1 won\n2:2 drawn\n", ""),
    "verses below headings of chapters": (f"CHAPTER I\n\n{VERSES}\nCHAPTER II\n\n{VERSES}", VERSES_OF_TWO_CHAPTERS),
    "verses below headings in Russian": (f"Глава 1.\n{VERSES}\nГлава 2.\n{VERSES}", VERSES_OF_TWO_CHAPTERS),
    "verses below headings in Latin": (f"Caput 1\n{VERSES}\nCap. ii\n{VERSES}", VERSES_OF_TWO_CHAPTERS),
    "verses that are counted through all chapters": (f"Chap. 1\n{VERSES}\nChap. 2\n6 he\n7 came\n8 to\n9 the\n10 coast\n", ", ".join(f"verse {n}" for n in range(1, 11))),
    "a chapter in a sentence": (f"chapter 3 of the book\n{VERSES}", "verse 1, verse 2, verse 3, verse 4, verse 5"),
}  # fmt: skip


@pytest.mark.parametrize("sentence", FOUND)
def test_what_names_a_place(sentence: str) -> None:
    text, expected = FOUND[sentence]
    assert ", ".join(f"{place.system} {place.value}" for place in find_places(text)) == expected


def test_a_place_extends_to_the_next_one_of_its_system() -> None:
    text = "v. 1 He [p. 2] came.\nv. 2 She went."
    places = [(place.system, text[place.start : place.end].strip()) for place in find_places(text)]
    assert places == [("verse", "He [p. 2] came."), ("page", "came.\nv. 2 She went."), ("verse", "She went.")]


SHARED = {
    "fewer than five": ("1 Of arms\n2 and the man\n", "verse 1, verse 2"),
    "one": ("3 I sing", "verse 3"),
    "within a line": ("1 Of arms 2 and the man 3 I sang of those 4 who first", "verse 1, verse 2, verse 3, verse 4"),
    "with points, as a list": ("1. Of arms\n\n2. and the man\n\n3. I sing\n", "verse 1, verse 2, verse 3"),
    "another number before the same words": ("1 Of arms\n2 and the man\n4 I sing\n", "verse 1, verse 2, verse 4"),
    "before other words, between two": ("1 Of arms\n2 but a woman\n3 I sing\n", "verse 1, verse 2, verse 3"),
    "a number of things is a word": ("Of arms\nand 3 men\nI sing\n", ""),
    "with other words": ("3 men sat in a boat\n", ""),
}


@pytest.mark.parametrize("sentence", SHARED)
def test_a_number_is_a_place_where_another_witness_has_it_before_the_same_words(sentence: str) -> None:
    text, expected = SHARED[sentence]
    _, witness = work_of({"A": VERSES, "B": text}).witnesses
    assert ", ".join(f"{place.system} {place.value}" for place in witness.places) == expected


def test_shared_places_keep_the_chapter() -> None:
    verses = "".join(f"{c}:{v} {'abc'[v - 1]} {'xyz'[c]} and so on\n" for c in (1, 2) for v in (1, 2, 3))
    _, witness = work_of({"A": verses, "B": "2:2 b z and so on\n3 c z and so on\n"}).witnesses
    assert [place.value for place in witness.places] == ["2:2", "2:3"]


@pytest.mark.parametrize("page", ["[p. 12]", "[Seite 12]", "Page 12 of 30"])
def test_a_number_is_text_where_another_witness_has_it_as_a_page(page: str) -> None:
    text = f"He bought\n{page}\nripe apples and some pears\n"
    paged, witness = work_of({"A": text, "B": "He bought\n12 ripe apples and some pears\n"}).witnesses
    assert [place.value for place in paged.places][:1] == ["12"]
    assert witness.places == ()


def test_a_number_that_differs_is_told_though_it_is_alone() -> None:
    told = [label for label in differences(VERSES, "4 I sing") if label != "paratext.place"]
    assert told == ["omission", "substitution.numbering", "omission"]


def differences(a: str, b: str) -> list[str]:
    result = collate.collate({"A": a, "B": b})
    return [r.variation.label for entry in result.entries for r in entry.readings]


def test_a_verse_number_of_one_witness_is_counted_as_a_place() -> None:
    labels = differences(VERSES, "Of arms\nand the man\nI sang\nwho first\nfrom Troy\n")
    assert labels == ["paratext.place"] * 3 + ["inflection"] + ["paratext.place"] * 2


def test_another_number_is_told() -> None:
    assert differences("a [f. 12v] b", "a [f. 13r] b") == ["substitution.numbering"]


def test_a_number_written_in_another_way_is_typography() -> None:
    assert differences("a [f. 12v] b", "a [fol. 12v] b") == ["typography.numbering"]


def test_a_number_never_stands_against_a_word() -> None:
    text = "1 kings\n2 rule\n3 the\n4 wide\n5 sea\n"
    assert differences(text, "1 queens\n2 rule\n3 the\n4 wide\n5 sea\n") == ["substitution"]
    assert differences(text, "queens\nrule\nthe\nwide\nsea\n") == [
        "paratext.place",
        "substitution",
        *["paratext.place"] * 4,
    ]


@given(st.text("ab1 [].\n", max_size=30), st.lists(st.tuples(st.integers(0, 30), st.integers(1, 5)), max_size=4))
def test_labels_are_tokens_and_nothing_is_lost(text: str, spans: list[tuple[int, int]]) -> None:
    labels = [(s, s + n) for s, n in spans if s + n <= len(text) and text[s : s + n].strip() == text[s : s + n]]
    places = tuple(Place(end, len(text), "verse", "1", (start, end)) for start, end in labels)
    (tokens,) = tokenise([Witness(Siglum("A"), text, places=places)])
    found = {t.span for t in tokens if t.sort is Sort.PLACE}
    assert found <= set(labels)
    assert bool(found) == bool(labels)
    assert np.all(np.diff(tokens.spans.ravel()) >= 0)


def work(folder: Path, text: str, settings: str) -> collate.Witness:
    (folder / "a.txt").write_text(text, encoding="utf-8")
    (folder / "collation.toml").write_text(settings.replace("{A}", '[[witnesses]]\nfile = "a.txt"\n'), encoding="utf-8")
    return read_work(folder).witnesses[0]


def test_a_work_says_which_numbers_are_places(tmp_path: Path) -> None:
    settings = "[read]\nplaces = { verse = '^(\\d+)\\.' , part = '(?i)^book (\\w+)' }\n{A}"
    witness = work(tmp_path, "Book One\n1. He came. [p. 3]\n2. She went.\n", settings)
    assert [(place.system, place.value) for place in witness.places] == [
        ("part", "One"),
        ("verse", "1"),
        ("page", "3"),
        ("verse", "2"),
    ]


def test_a_work_can_do_without_places(tmp_path: Path) -> None:
    assert work(tmp_path, VERSES, "[read]\nplaces = false\n{A}").places == ()


def test_a_mark_is_set_by_a_pattern(tmp_path: Path) -> None:
    mark = "[[witnesses.marks]]\npattern = '<<(.*?)>>'\nrole = 'note'\ncause = 'gloss-of-hand-2'\n"
    witness = work(tmp_path, "a <<one>> b << two >> c", "{A}" + mark)
    assert [witness.text[m.start : m.end] for m in witness.marks] == ["one", "two"]


def test_a_mark_is_set_by_a_place(tmp_path: Path) -> None:
    mark = "[[witnesses.marks]]\nplace = 'verse=3'\nrole = 'gloss'\n"
    witness = work(tmp_path, VERSES, "{A}" + mark)
    assert [witness.text[m.start : m.end] for m in witness.marks] == ["I sing"]


def test_a_mark_is_set_by_a_verse_of_a_chapter(tmp_path: Path) -> None:
    mark = "[[witnesses.marks]]\nplace = 'verse=2:3'\nrole = 'gloss'\n"
    chapters = f"CHAPTER I\n\n{VERSES}\nCHAPTER II\n\n{VERSES.replace('sing', 'sang')}"
    witness = work(tmp_path, chapters, "{A}" + mark)
    assert [witness.text[m.start : m.end] for m in witness.marks] == ["I sang"]


def test_a_text_is_searched_in_its_place(tmp_path: Path) -> None:
    mark = "[[witnesses.marks]]\nplace = 'verse=2'\ntext = 'the'\n"
    witness = work(tmp_path, VERSES.replace("Of arms", "Of the arms"), "{A}" + mark)
    assert [m.start for m in witness.marks] == [20]


def test_a_label_without_characters_is_none(tmp_path: Path) -> None:
    witness = work(tmp_path, "The quick fox.\n", "[read]\nplaces = { verse = '(?=(u))' }\n{A}")
    assert witness.places == ()


MISTAKES = {
    "[read]\nplaces = { verse = '(?=([\\s\\S]*))' }\n{A}": "2: the pattern '(?=([\\\\s\\\\S]*))' has a match of more than 200",
    "{A}[[witnesses.marks]]\npattern = '(?=([\\s\\S]*))'\n": "4: the matches of '(?=([\\\\s\\\\S]*))' are too long",
    "[read]\nplaces = 3\n{A}": "2: places must be true, false or a table of patterns",
    "[read]\nplaces = { verse = '(' }\n{A}": "2: '(' is not a regular expression",
    "[read]\nplaces = { verse = '(x|xx)+[!?]' }\n{A}": "2: the pattern '(x|xx)+[!?]' takes longer than 1 s",
    "[read]\nplaces = { '::' = 'x' }\n{A}": "2: '::' cannot name a system of places",
    "[read]\nplace = false\n{A}": "2: unknown key place; did you mean places?",
    "{A}[[witnesses.marks]]\nplace = 'verse=9'\n": "4: witness a has no place with the name 'verse=9'",
    "{A}[[witnesses.marks]]\nplace = 'verse=3'\nline = 3\n": "5: a mark has a line or a place, not both",
    "{A}[[witnesses.marks]]\npattern = 'zzz'\n": "4: the pattern 'zzz' matches nothing in witness a",
    "{A}[[witnesses.marks]]\npattern = 'a'\ntext = 'a'\n": "4: a mark has a text or a pattern, not both",
    "{A}[[witnesses.marks]]\npattern = '('\n": "4: '(' is not a regular expression",
    "{A}[[witnesses.marks]]\npattern = '(x|xx)+[!?]'\n": "4: the pattern '(x|xx)+[!?]' takes longer than 1 s",
}


@pytest.mark.parametrize("settings", MISTAKES)
def test_a_mistake_names_its_line(settings: str, tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as raised:
        work(tmp_path, VERSES + "x" * 60 + ".\n" + "y " * 200, settings)
    assert MISTAKES[settings] in str(raised.value)


@pytest.mark.parametrize(
    ("format_name", "cited"),
    [
        ("terminal", "verse 3, l. 3  sing ] sang"),
        ("markdown", "| verse 3, l. 3 |"),
        ("text", "verse 3, l. 3  sing] A; sang B"),
        ("csv", ",3,verse 3,"),
        ("tsv", "\t3\tverse 3\t"),
        ("json", '"verse": "3"'),
        ("jsonl", '"places": {"verse": "3"}'),
        ("nexus", "'entry 1' [verse 3] / '0 sing' '1 sang'"),
        ("tei", '<note type="place">verse 3</note'),
        ("tei-dep", '<note type="place">verse 3</note>'),
        (
            "graphml",
            '<data key="label">sang</data><data key="column">10</data><data key="witnesses">["B"]</data><data key="places">verse 3</data>',
        ),
    ],
)
def test_a_report_cites_the_place(format_name: str, cited: str) -> None:
    result = collate.collate({"A": VERSES, "B": VERSES.replace("sing", "sang")})
    text = result.render(format_name)
    assert isinstance(text, str)
    assert cited in text.replace("\u2068", "").replace("\u2069", "")


def test_the_lemma_of_a_majority_is_cited_with_the_siglum_of_its_witness() -> None:
    texts = {"A": "the grey cat\nsat there", "B": "the gray cat\nsat here", "C": "the gray cat\nsat here"}
    text = collate.collate(texts, base="majority").render("terminal")
    assert "B l. 1" in str(text)
    assert "B l. 2" in str(text)


def test_places_that_are_not_shown_are_counted_in_words() -> None:
    result = collate.collate({"A": VERSES + "6 he came", "B": VERSES.replace("3 I sing", "I sang") + "6 he came"})
    assert "not shown: 1 number of a place" in str(result.without("paratext.place").render("terminal"))


@pytest.mark.parametrize("bracketed", ["[sic]", "[pil]", "[cc]", "[civil]"])
def test_letters_after_the_short_name_of_a_page_are_no_roman_number(bracketed: str) -> None:
    assert find_places(f"He came {bracketed} and went.\n") == ()
