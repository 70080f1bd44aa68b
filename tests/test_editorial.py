"""What stands in a witness in an editor's name, found without any collation.

More than 300 lines: tables have a line for each kind of note, heading and sign.
"""

import tomllib
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.editorial import FINDERS, Cause, Intervention, find_interventions, roles_of
from collate.editorial.editors_phrases import may_begin, may_end, phrases_by_language
from collate.editorial.nesting import nested
from collate.editorial.note_bodies import _begins_something
from collate.files.package_data import DATA, package_text
from collate.model.witness import Mark, Role, Siglum, Witness
from collate.text.tokenise import tokenise


def found(text: str) -> list[tuple[str, str, str]]:
    witness = Witness(Siglum("A"), text)
    return [(text[i.start : i.end], str(i.role), i.cause) for i in find_interventions(witness, FINDERS.values())]


ONE = {
    "a bracketed gloss": ("the Georgian [Stalin] who", ("[Stalin]", "gloss", "bracketed")),
    "brackets nest": ("a [b [c] d] e", ("[b [c] d]", "gloss", "bracketed")),
    "an expansion": ("his friend G[rigori] came", ("[rigori]", "gloss", "expansion")),
    "an expansion before its word": ("the [in]famous man", ("[in]", "gloss", "expansion")),
    "sic": ("ruffraff [sic] here", ("[sic]", "gloss", "sic")),
    "sic with a mark": ("ruffraff [sic!] here", ("[sic!]", "gloss", "sic")),
    "a page number in brackets": ("end.\n[242]\nThe next", ("[242]", "paratext", "page-number")),
    "a page number alone on its line": ("end.\n\n242\n\nThe next", ("242", "paratext", "page-number")),
    "a bracketed marker": ("as he said[12] then", ("[12]", "note", "marker")),
    "a bracketed marker behind a pause": ("as he said, [12] and then", ("[12]", "note", "marker")),
    "a page that ends in mid sentence": ("as he said [12] then", ("[12]", "paratext", "page-number")),
    "a heading": (
        "One thing was said.\n\nTHE SECOND PART\n\nTwo things were said.",
        ("THE SECOND PART", "paratext", "heading"),
    ),
    "a dateline": (
        "One.\n\nMoscow, 30 December 1922\n\nTwo things.",
        ("Moscow, 30 December 1922", "paratext", "dateline"),
    ),
    "a French dateline": (
        "Un.\nParis, 1er mars 1871\nDeux choses.",
        ("Paris, 1er mars 1871", "paratext", "dateline"),
    ),
    "a note that its editor signs": (
        "One.\n\nSee the plan.—Ed.\n\nTwo.",
        ("See the plan.—Ed.", "note", "footnote"),
    ),
    "a heading with its number": ("One thing.\n\nCHAPTER IV\n\nTwo things.", ("CHAPTER IV", "paratext", "heading")),
    "a heading in small letters": ("One thing.\n\nChapter 4.\n\nTwo things.", ("Chapter 4.", "paratext", "heading")),
    "a part and its title": (
        "Une chose.\n\nChapitre II. Le retour\n\nDeux choses.",
        ("Chapitre II. Le retour", "paratext", "heading"),
    ),
    "a Russian chapter": ("Одно.\n\nГлава 3\n\nДругое.", ("Глава 3", "paratext", "heading")),
    "a numbered heading": ("Ein Ding.\n\n28. An Goethe.\n\nZwei.", ("28. An Goethe.", "paratext", "heading")),
    "a Roman number": ("One thing.\n\nXIV\n\nTwo things.", ("XIV", "paratext", "heading")),
    "a title at the head of the text": (
        "Of the Standard of Taste\n\nThe great variety of Taste is too obvious not to be seen by all.",
        ("Of the Standard of Taste", "paratext", "heading"),
    ),
    "a dateline with a short month": (
        "One.\n\nJena den 8. Aug. 96.\n\nZwei.",
        ("Jena den 8. Aug. 96.", "paratext", "dateline"),
    ),
    "a date in brackets": ("One.\n\n[Early May 1857.]\n\nTwo.", ("[Early May 1857.]", "paratext", "dateline")),
    "a running head": (
        "one\n\n304 LES RELATIONS DES JÉSUITES\n\ntwo",
        ("304 LES RELATIONS DES JÉSUITES", "paratext", "running-head"),
    ),
    "a page number between dashes": ("end.\n\n- 12 -\n\nThe next", ("- 12 -", "paratext", "page-number")),
    "a page named in brackets": ("the one [p. 12] and", ("[p. 12]", "paratext", "page-number")),
    "a page in Arabic digits": ("end.\n\n٢٤٢\n\nThe next", ("٢٤٢", "paratext", "page-number")),
    "a source line": (
        "One.\n\nSource: Pravda, No. 5, 1922\n\nTwo.",
        ("Source: Pravda, No. 5, 1922", "paratext", "source"),
    ),
    "a caption": ("One.\n\nFig. 3. The old mill.\n\nTwo.", ("Fig. 3. The old mill.", "paratext", "caption")),
    "a caption in brackets": (
        "One.\n\n[Illustration: A mill]\n\nTwo.",
        ("[Illustration: A mill]", "paratext", "caption"),
    ),
    "a signature that says so": ("One.\n\n(signed) J. Smith\n\nTwo.", ("(signed) J. Smith", "paratext", "signature")),
    "a statement on the manuscript": (
        "One.\n\nThe next line is crossed out in the manuscript.\n\nTwo.",
        ("The next line is crossed out in the manuscript.", "note", "manuscript"),
    ),
    "sic in round brackets": ("ruffraff (sic) here", ("(sic)", "gloss", "sic")),
    "an identification": ("he [i.e. the king] came", ("[i.e. the king]", "gloss", "identification")),
    "an emendation": ("the cronicle [recte chronicle] says", ("[recte chronicle]", "gloss", "emendation")),
    "an editor's doubt": ("the cronicle [?] says", ("[?]", "gloss", "sic")),
    "a signed remark in round brackets": ("he left (for Rome.—Ed.) then", ("(for Rome.—Ed.)", "note", "footnote")),
    "an editor's name in brackets": ("the Duma [Tr.] met", ("[Tr.]", "note", "footnote")),
    "a note in brackets": ("he left. [Note: For Rome.] Then", ("[Note: For Rome.]", "note", "footnote")),
    "a paragraph in brackets": (
        "One.\n\n[The year did not begin before March 25th.]\n\nTwo.",
        ("[The year did not begin before March 25th.]", "note", "footnote"),
    ),
    "an open bracket before a closed one": ("the [Georgian [Stalin] who", ("[Stalin]", "gloss", "bracketed")),
    "doubtful words in brackets": (
        "One.\n\n[And they went every man unto his house.]\n\nTwo.",
        ("[And they went every man unto his house.]", "gloss", "bracketed"),
    ),
    "a page number in curly brackets": ("of the {242} man", ("{242}", "paratext", "page-number")),
    "a citation": (
        "One.\n\nV. Lenin, *Collected Works*, vol. 36 (Moscow: Progress, 1966), pp. 605-611.\n\nTwo.",
        ("V. Lenin, *Collected Works*, vol. 36 (Moscow: Progress, 1966), pp. 605-611.", "paratext", "source"),
    ),
    "letters in angle brackets": ("hostile<s> transtulit", ("<s>", "gloss", "supplement")),
    "words in angle brackets": ("infra <per> campos", ("<per>", "gloss", "supplement")),
    "words in curly brackets": ("the {very} man", ("{very}", "gloss", "deletion")),
    "Chinese brackets": ("學而時習之〔也〕不亦說乎", ("〔也〕", "gloss", "bracketed")),
    "Japanese brackets": ("これは【注】です", ("【注】", "gloss", "bracketed")),
    "a Hebrew gloss": ("ויאמר [אברהם] אליו", ("[אברהם]", "gloss", "bracketed")),
    "a Greek supplement": ("Πτολεμ[αί]ου θεοῦ", ("[αί]", "gloss", "expansion")),
    "a number set high": ("as he said¹ then", ("¹", "note", "marker")),
    "a note signed in Russian": ("Одно.\n\nСм. план.—Ред.", ("См. план.—Ред.", "note", "footnote")),
    "a note signed in brackets": ("One.\n\nSee the plan. (Ed.)", ("See the plan. (Ed.)", "note", "footnote")),
}


@pytest.mark.parametrize("sentence", ONE)
def test_one_intervention_is_found(sentence: str) -> None:
    text, expected = ONE[sentence]
    assert found(text) == [expected]


NONE = {
    "an author's own parenthesis": "The Georgian (a clever man) who",
    "a lacuna": "the [...] Word [. . .] and […]",
    "an illegible word": "the [illegible] Word and [нрзб.] and [– – –]",
    "italics of Markdown": "a *word* and *another*\n\n* Not a *note* at all",
    "a bulleted list": "it costs 3*\n\n* one thing\n\n* another thing",
    "a numbered list": "of two kinds:\n\n1. Bread\n2. Milk\n3. Wine",
    "a list whose numbers nothing calls": "One.\n\n1. He came to see the whole of it.\n\n2. He left again at once.",
    "an author's parenthesis that cites": "He gave addresses (*Novaia Kniga*, vol. 4, Berlin: Lad, 1922, p. 37), and left.",
    "stars that part sections": "it costs 3*\n\n* * *\n\nanother thing",
    "verses": "1 In the beginning was it.\n2 And it was good.\n3 The sum was 12 in all.",
    "a link": "see [the page](https://example.org/a)",
    "a tag": "a <b>bold</b> word and <i>one</i>",
    "an inequality": "where a < b and c > d",
    "code": "if (a) { b = 1; }",
    "the tail of a folded paragraph": "He was born in the old house and lived there until he\nleft for Paris, May 3, 1820.\n\nTwo.",
    "a folded reference": "One thing is better seen in the picture, which is\nFig. 3. It shows the mill.\n\nTwo.",
    "a plural in round brackets": "the word(s) and the form(s) and the ending(s)",
    "a power": "30 km² and 5 m³",
    "a salutation in capitals": "One.\n\nMY DEAR FRIEND,--\n\nTwo.",
    "a chapter in a sentence": "One.\n\nChapter 4 deals with the whole of it, and more.\n\nTwo.",
    "an initial and a name": "One.\n\nV. Lenin spoke.\n\nTwo.",
    "an open bracket": "the [Georgian who was",
    "a bracket closed in another paragraph": "the [Georgian\n\nwho was] there",
    "a closing bracket": "one] two",
    "a text all in capitals": "THE WHOLE OF IT\nIS IN CAPITALS\nAND NOTHING IS A HEADING",
    "an acronym alone": "One.\n\nUSA\n\nTwo.",
    "a name without a dateline": "One.\n\nLenin\n\nTwo.",
    "an asterisk that calls nothing": "a price of 3* or so",
    "a starred line without its marker": "One.\n\n* Two things.",
    "a date inside a sentence": "It was on December 30, 1922 that he spoke.",
    "a line of verse": "of the man\nLenin\nDecember 30, 1922",
}


@pytest.mark.parametrize("sentence", NONE)
def test_an_author_is_not_an_editor(sentence: str) -> None:
    assert [f for f in found(NONE[sentence]) if f[2] != "dateline"] == []


def test_a_footnote_and_its_marker_find_each_other() -> None:
    text = "understood?*\n\nNext.\n\n* A phrase was crossed out."
    assert found(text) == [("*", "note", "marker"), ("* A phrase was crossed out.", "note", "footnote")]


def test_a_signature_stands_near_a_dateline() -> None:
    text = "the end.\n\nV. Lenin\n\nTaken down by M.V.\n\nDecember 30, 1922"
    assert found(text)[0] == ("V. Lenin", "paratext", "signature")


def test_a_mark_of_the_work_speaks_before_every_rule() -> None:
    witness = Witness(Siglum("A"), "a [b] c", marks=(Mark(2, 5, role=Role.TEXT, why="the author's"),))
    assert find_interventions(witness, FINDERS.values()) == ()


def test_roles_stand_on_tokens() -> None:
    witness = Witness(Siglum("A"), "one [two three] four")
    (tokens,) = tokenise([witness])
    roles = roles_of(tokens, find_interventions(witness, FINDERS.values()))
    assert roles.intervention_index.tolist() == [-1, 0, 0, 0, 0, -1]
    assert roles.at(0) is None
    assert (gloss := roles.at(2)) is not None
    assert gloss.role is Role.GLOSS


def test_a_numbered_note_is_called_by_its_bracketed_number() -> None:
    text = "He said so.[1] And this.[2]\n\n1. In his diary.\n2. In his letters,\nmore than once.\n\nThe end."
    assert [f[0] for f in found(text)] == ["[1]", "[2]", "1. In his diary.", "2. In his letters,\nmore than once."]
    assert {f[1] for f in found(text)} == {"note"}


def test_a_note_numbered_in_brackets_is_called_by_the_same_number() -> None:
    text = "He said so [1] there.\n\n[1] In his diary."
    assert found(text) == [("[1]", "note", "marker"), ("[1] In his diary.", "note", "footnote")]


def test_a_number_set_high_calls_a_note_that_begins_with_it() -> None:
    text = "λόγος² ἦν.\n\n² Cf. Gen. 1."
    assert found(text) == [("²", "note", "marker"), ("² Cf. Gen. 1.", "note", "footnote")]


def test_a_bare_number_behind_a_word_calls_a_note() -> None:
    text = "He said so.1 And then “this.”2 All.\n\n1. In his diary.\n\n2. In his letters."
    assert [f[0] for f in found(text)] == ["1", "2", "1. In his diary.", "2. In his letters."]


def test_a_numbered_list_is_no_note_where_the_notes_are_in_brackets() -> None:
    text = "So.[1] And.[2]\n\n1. Bread is good for you.\n\n[1] A note.\n\n[2] Another."
    assert "1. Bread is good for you." not in [f[0] for f in found(text)]


def test_numbers_that_head_paragraphs_from_one_on_are_sections() -> None:
    text = "[1] Annos undeviginti natus.\n\n[2] Qui parentem meum.\n\n[3] Bella terra."
    assert [f[1:] for f in found(text)] == [("paratext", "section-number")] * 3


def test_what_stands_under_the_head_of_the_notes_is_one() -> None:
    text = "Leben Sie wohl.\n\nAnmerkungen\n\n1 Zu S. 288. Grundlinien.\n\nZu S. 289. Das weiß ich nicht."
    assert [f[2] for f in found(text)] == ["heading", "endnote", "endnote"]


def test_resolved_abbreviations_are_an_editors_where_there_are_several() -> None:
    text = "Q(uintus) Marcius L(uci) f(ilius) co(n)s(ul)"
    assert [f[0] for f in found(text)] == ["(uintus)", "(uci)", "(ilius)", "(ul)"]


NESTED = {
    "a gloss in a dateline": (
        "One.\n\nVienna, April [March?] 30, 1819.\n\nTwo.",
        [("Vienna, April [March?] 30, 1819.", "paratext.dateline"), ("[March?]", "gloss.bracketed")],
    ),
    "a gloss in a German dateline": (
        "Eins.\n\nJena 22. Nov. [Mittwoch] 97.\n\nZwei.",
        [("Jena 22. Nov. [Mittwoch] 97.", "paratext.dateline"), ("[Mittwoch]", "gloss.bracketed")],
    ),
    "a link of a wiki stands beside its heading": (
        "Une chose.\n\nLES MOULINS[modifier]\n\nDeux choses.",
        [("LES MOULINS", "paratext.heading"), ("[modifier]", "paratext.furniture")],
    ),
    "a word confirmed in a gloss": (
        "he wrote [to Lenine [sic] himself] and",
        [("[to Lenine [sic] himself]", "gloss.bracketed"), ("[sic]", "gloss.sic")],
    ),
    "a gloss in a Russian note": (
        "Так сказал он.*\n\n* В письме И. [Иванова] другу.",
        [("*", "note.marker"), ("* В письме И. [Иванова] другу.", "note.footnote"), ("[Иванова]", "gloss.bracketed")],
    ),
    "a supplement in a Latin note": (
        "Haec scripsit.[1]\n\n[1] In libro <de> agris.",
        [("[1]", "note.marker"), ("[1] In libro <de> agris.", "note.footnote"), ("<de>", "gloss.supplement")],
    ),
    "brackets in brackets say nothing new": ("a [b [c] d] e", [("[b [c] d]", "gloss.bracketed")]),
    "the number of a note is its own": (
        "So.[1]\n\n[1] A note.",
        [("[1]", "note.marker"), ("[1] A note.", "note.footnote")],
    ),
}


@pytest.mark.parametrize("sentence", NESTED)
def test_an_intervention_inside_another_is_told_as_well(sentence: str) -> None:
    text, expected = NESTED[sentence]
    assert [(words, f"{role}.{cause}") for words, role, cause in found(text)] == expected


def test_each_token_belongs_to_the_innermost_intervention() -> None:
    witness = Witness(Siglum("A"), "So.[1]\n\n[1] By a [b c] d.")
    (tokens,) = tokenise([witness])
    roles = roles_of(tokens, find_interventions(witness, FINDERS.values()))
    assert roles.outer == (-1, -1, 1)
    inner = [int(k) for k, i in enumerate(roles.intervention_index) if i == 2]
    assert [witness.text[slice(*tokens.spans[k])] for k in inner] == ["[", "b", "c", "]"]
    outermost, innermost = roles.levels()
    assert {int(i) for i in outermost[inner]} == {1}
    assert {int(i) for i in innermost[inner]} == {2}
    assert roles.around(2) == [1, 2]
    assert roles.around(-1) == []


MARKED = {
    "a mark of the author's inside a heading cuts it": (Role.TEXT, 9, 13, [("TITLE OF", 0, 8), ("BOOK", 14, 18)]),
    "a mark of a note inside a heading stays": (Role.NOTE, 9, 13, [("TITLE OF THIS BOOK", 0, 18), ("THIS", 9, 13)]),
}


@pytest.mark.parametrize("sentence", MARKED)
def test_marks_of_the_work_nest_too(sentence: str) -> None:
    role, start, end, expected = MARKED[sentence]
    text = "TITLE OF THIS BOOK\n\nHe came in the evening, and nobody saw him."
    witness = Witness(Siglum("A"), text, marks=(Mark(start, end, role=role, why="the editor says so"),))
    interventions = find_interventions(witness, FINDERS.values())
    assert [(text[i.start : i.end], i.start, i.end) for i in interventions] == expected


LETTERS = (
    "Dear one, all is well here, and more than well.\n\n{}\n\nLETTER TWO\n\nParis, 3 May 1820\n\nAll is well.\n\n{}"
)


def test_a_name_before_a_heading_is_a_signature_in_a_dated_text() -> None:
    assert ("Goethe.", "paratext", "signature") in found(LETTERS.format("Goethe.", "Goethe."))


HOSTILE = ["[", "]", "[[", "*", "* ", "(", ")", "<", "{", "¹", "[1]", "[1] ", "(1) ", "a*", "\n*", "\n[1] a", "\n1. a[1]", "〔",
           "[a\n\n", "IV\n\n", "1\n", "\nMay 1", "(a—Ed", "—Ed.\n\n", "[Note: ", "a(b", " \n", "\t", "\r", "A B\n",
           "[...", "<a ", "{a", "— ", "_a_ (b) ", "|1| ", "1 add. A\n", "[1] p. 1 p. 2 ", "\n\n[1] A. B, p. 1", "[a [b]] ",
           "[[a]]", "The text is in a copy.\n\n", "A. Smith\n\n", "Categories:\n", "Transcriber's Note: a\n\n"]  # fmt: skip


@pytest.mark.parametrize("sign", HOSTILE)
def test_a_hundred_thousand_signs_are_borne(sign: str) -> None:
    text = (sign * 100_000)[:100_000]
    spans = [(i.start, i.end) for i in find_interventions(Witness(Siglum("A"), text), FINDERS.values())]
    assert spans == sorted(spans)


PIECES = ["[", "]", "(", ")", "<", ">", "{", "}", "*", "†", "¹", "1", "12", ".", ",", "—Ed.", "sic", "Lenin", "Notes", "CHAPTER",
          "p. 440", "Vgl.", "[1]", "[1] ", "(word)", "_Wort_", "|1|", "|2|", "The text is in the library.", "A. Smith", "<name>", "[A]",
          "[Footnote A: ", "Transcriber's Note: ", "1 om. A", "Written in May 1916", "Vol. 3, p. 4", "[edit]", "Retrieved from \"http",
          "IV", "Source:", "the", "man", "μή", "א", "ب", "〔", "〕", "May", "1922", "1.", "Goethe.", "…", "..."]  # fmt: skip
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["", " ", "\n", "\n\n", "\r\n", "\r"])).map("".join), max_size=30
).map("".join)


@given(TEXTS)
def test_interventions_lie_in_their_text_in_order_and_never_cross(text: str) -> None:
    interventions = find_interventions(Witness(Siglum("A"), text), FINDERS.values())
    assert [(i.start, -i.end) for i in interventions] == sorted({(i.start, -i.end) for i in interventions})
    for one, other in combinations(interventions, 2):
        assert one.end <= other.start or other.end <= one.end
        assert one.end <= other.start or (one.role, one.cause) != (other.role, other.cause)
    assert all(0 <= i.start < i.end <= len(text) for i in interventions)
    assert all(text[i.start : i.end].strip() for i in interventions)
    assert all(i.cause in set(Cause) and i.why for i in interventions)


def test_the_phrases_of_editors_are_those_that_a_reader_of_toml_finds() -> None:
    tables = tomllib.loads(package_text(DATA / "editors.toml"))
    assert {name: phrases_by_language(name) for name in tables} == tables


@pytest.mark.parametrize(
    ("line", "table", "begins"),
    [
        ("The date is lost.", "about-text-and-page", True),
        ("(THE  DATE is lost.", "about-text-and-page", True),
        ("Adresse: Rom", "on-the-letter", True),
        ("The door is shut.", "about-text-and-page", False),
        ("", "about-text-and-page", False),
    ],
)
def test_a_line_may_begin_like_a_phrase(line: str, table: str, begins: bool) -> None:
    assert may_begin(line, table) is begins


@pytest.mark.parametrize(("line", "ends"), [("so. (Anm. d.  Hrsg.)", True), ("so. —ED", True), ("so it is.", False)])
def test_a_line_may_end_like_a_signature(line: str, ends: bool) -> None:
    assert may_end(line, "signed") is ends


PLAIN = st.lists(st.sampled_from(["he", "came", "to", "see", "λόγος", "ночь", "μή", "אב"]), min_size=3, max_size=9)


@given(
    st.lists(PLAIN.map(lambda words: "".join([" ".join(words), "."])), max_size=9), st.sampled_from([" ", "\n", "\n\n"])
)
def test_a_text_without_signs_or_framing_lines_has_no_intervention(sentences: list[str], between: str) -> None:
    assert found(between.join(sentences)) == []


@given(TEXTS)
def test_a_finder_speaks_the_same_after_a_text_without_editors(text: str) -> None:
    before = "he came to see.\n\n"
    here = {(i.start, i.end) for i in brackets(text)}
    assert {(i.start - len(before), i.end - len(before)) for i in brackets(before + text)} == here


def brackets(text: str) -> list[Intervention]:
    return list(FINDERS["other-brackets"](Witness(Siglum("A"), text)))


@pytest.mark.parametrize(("first", "second"), [("*", "†"), ("*", "**"), ("[a]", "[b]"), ("[*]", "[†]")])
def test_the_second_note_at_the_foot_is_called_by_a_marker_before_the_first(first: str, second: str) -> None:
    text = (
        f"It was said{first} by all, and{second} again.\n\n{first} In the first edition.\n{second} In the second one.\n"
    )
    notes = [words for words, _, cause in found(text) if cause == "footnote"]
    assert notes == [f"{first} In the first edition.", f"{second} In the second one."]


@pytest.mark.parametrize("before", ["", "It is a long story that nobody has told. " * 8])
def test_a_line_that_begins_with_a_number_in_mid_sentence_is_no_note(before: str) -> None:
    text = (
        f"{before}It was said1 by the men who had\n1. lived for many years there.\n\nAnd 2 others.\n\n"
        "1 See the first edition.\n"
    )
    assert [words for words, _, cause in found(text) if cause == "footnote"] == ["1 See the first edition."]


@pytest.mark.parametrize(
    ("kept", "found"),
    [
        (Intervention(10, 20, Role.GLOSS, "", ""), Intervention(0, 20, Role.NOTE, "", "")),
        (Intervention(0, 20, Role.NOTE, "", ""), Intervention(10, 20, Role.GLOSS, "", "")),
        (Intervention(0, 20, Role.NOTE, "", ""), Intervention(0, 10, Role.GLOSS, "", "")),
    ],
)
def test_interventions_that_begin_or_end_together_are_both_kept_whole(kept: Intervention, found: Intervention) -> None:
    text = "the king he king and of the land"
    assert nested(text, [kept], [found]) == sorted([kept, found], key=lambda i: (i.start, -i.end))


@pytest.mark.parametrize("before", ["", "and so they all went on " * 20])
@pytest.mark.parametrize(
    ("end", "begins"), [("and they went\n\n", True), ("and they went\n", False), ("They went.\n", True)]
)
def test_a_line_begins_something_after_an_empty_line_or_a_full_stop(before: str, end: str, begins: bool) -> None:
    text = before + end
    assert _begins_something(text + "1 A note", len(text)) is begins
