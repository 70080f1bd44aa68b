"""Markdown is read as a person reads it when it is shown; what is no text is kept aside or counted.

More than 300 lines: a test for each form of the markup.
"""

from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lightweight_sources import markdown, markdown_states, states_of_text, words_at
from markdown_it import MarkdownIt
from page_sources import SHARED, expected, left_out, places, read_sample, said, text_proper, words
from web_sources import read_page, tidy_asides

import collate
from collate.errors import ReadError
from collate.reading.lightweight.markdown import read_markdown
from collate.rendering.file_differences import describe_left_out

FOLDER: Final = SHARED / "plainish"
needs_samples = pytest.mark.skipif(not FOLDER.is_dir(), reason="needs the samples of COLLATE_SOURCES: plainish/")


@needs_samples
def test_a_file_with_everything_is_read_as_a_person_reads_it() -> None:
    wanted = expected("notes.md", FOLDER)
    last, first = read_sample(read_markdown, "notes.md", {"changes": "all", "roles": {"marker": "note"}}, FOLDER)
    assert words(text_proper(last)) == words(wanted["text"])
    assert sorted(tidy_asides(last)) == sorted(tuple(row) for row in wanted["roles"])
    assert first.siglum == "M*"
    assert "one two gone cutold See the plate" in text_proper(first)
    counted = {"front matter": 8, "attributes": 2, "comments": 2, "list numbers": 2, "images": 2, "link addresses": 4}
    assert left_out(last) == counted | {"deleted text": 2}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("*individ*uals and in**div**id\\*uals", "individuals and individ*uals"),
        ("Spi~~ri~~t, Über_maß_voll, пере__нос__", "Spirit, Über_maß_voll, пере__нос__"),
        ("one\ntwo  \nthree\\\nfour", "one two\nthree\nfour"),
        ("漢字\n假名", "漢字假名"),
        ("# א *ב*\n\nג", "א ב\n\nג"),
        ("Titel\n=====\n\nText", "Titel\n\nText"),
        ("> *ein* Wort\nund > noch\n\n- un\n- deux\n  trois\n", "ein Wort und > noch\n\nun\ndeux trois"),
        ("1) α\n2) β\n   1. γ\n", "α\nβ\nγ"),
        ("- [x] fait\n- [ ] à faire", "fait\nà faire"),
        ("| sort | year |\n|:--|--:|\n| *pl*um | 18\\|59 |", "sort\nyear\nplum\n18|59"),
        ("| a |\n|---|\n| b | beyond *it* |", "a\nb\nbeyond it"),
        ("`a  *b*` and ``c`d``", "a *b* and c`d"),
        ("```python\nif x:\n    y\n```", "if x:\ny"),
        ("    eins\n\n    zwei", "eins\nzwei"),
        ("caf&eacute; &amp; &#33; &nosuch; AT&T", "café & ! &nosuch; AT&T"),
        (
            "[the *pl*ate](a.png \"x\") [b][c] [c] <https://x.org/a%20b>\n\n[c]: d 'e'",
            "the plate b c https://x.org/a%20b",
        ),
        ("M^r^ H~2~O ==x *y*==z 1^er^ a^b c^[n] ~~d~~e", "Mr H2O x yz 1er a^b c n de"),
        ("Mr.\\ Jones et \u00ab\\ oui", "Mr. Jones et \u00ab oui"),
        ("[[Nota|słowa]] %%tajne *x*%%i ![[a.png]]50%% und 60%% [[1]](u)", "słowa i 50%% und 60%% [1]"),
        ("Wort\n:   Eine *Erkl\u00e4rung*\n\n: Noch eine", "Wort\nEine Erkl\u00e4rung\n\nNoch eine"),
        ("~no longer so~ but ~~here *it* is~~ ~5 to ~6, ~a b~c", "no longer so but here it is ~5 to ~6, ~a b~c"),
        ("a == b == c, x ~ y ~ z, 2 ^ 3 ^ 4", "a == b == c, x ~ y ~ z, 2 ^ 3 ^ 4"),
        ("| The rain,\n| the wind", "The rain,\nthe wind"),
        ("::: {.poem}\nRoses\n:::\n", "Roses"),
        ("[Small]{.smallcaps} caps `x`{.r}", "Small caps x"),
        ("Donau\u00addampf<wbr>schiff<br>zwei", "Donaudampfschiff\nzwei"),
        ("<div class='x'>\n\n*in* a block\n\n</div>\n", "in a block"),
        ("<p>raw &amp; <b>w</b>ord</p>\n", "raw & word"),
        ("[x](javascript:alert) *not closed", "x *not closed"),
        ("a\r\nb\rc", "a b c"),
    ],
)
def test_markup_is_no_text_and_divides_no_word(text: str, wanted: str) -> None:
    assert markdown(text).text == wanted


def test_each_word_has_its_line_and_column() -> None:
    text = (
        "> # Über *ein*e\n\n1. - *zw*ei &amp; drei\n     vier\n\n| a | fünf |\n|---|---|\n| b | *sechs* |\n\n\tsieben\n"
    )
    found = markdown(text.replace("\n", "\r\n"))
    assert words_at(found, ["eine", "zwei", "drei", "vier", "fünf", "sechs", "sieben"]) == [
        (1, 11),
        (3, 7),
        (3, 19),
        (4, 6),
        (6, 7),
        (8, 8),
        (10, 2),
    ]


def test_notes_stand_at_their_markers_and_their_numbers_are_in_no_word() -> None:
    text = "word[^1] and[^x] again[^1] in^[*short*]line\n\n[^x]: Eine\n    Anmerkung[^y] hier.\n\n    Zwei.\n[^1]: سطر\n[^y]: inner\n[^z]: lost\n"
    assert tidy_asides(markdown(text)) == [
        ("note", "footnote", "سطر"),
        ("note", "footnote", "Eine Anmerkung inner hier. Zwei."),
        ("note", "footnote", "inner"),
        ("note", "footnote", "short"),
        ("note", "footnote", "lost"),
    ]
    assert text_proper(markdown(text)) == "word and again inline"
    assert left_out(markdown(text, notes="drop")) == {"note markers": 3, "footnotes": 7}


def test_a_note_stands_behind_the_word_and_its_comma() -> None:
    text = "the beds[^1], and^[Ja.]; so[^1]\n\n[^1]: Les *lits*.\n"
    assert markdown(text).text == "the beds, Les lits. and; Ja. so"
    assert markdown(text, notes="keep").text == "the beds Les lits. , and Ja. ; so"
    assert markdown(text, notes="drop").text == "the beds, and; so"


def test_changes_in_code_are_none() -> None:
    assert markdown("`{++a++}` and `<del>b</del>`\n\n    {--c--}\n").notices == ()


def test_two_notes_that_name_each_other_are_both_read() -> None:
    assert tidy_asides(markdown("x\n\n[^a]: A[^b]\n\n[^b]: B[^a]\n"))[0][:2] == ("note", "footnote")
    assert words(markdown("x\n\n[^a]: A[^b]\n\n[^b]: B[^a]\n").text) == ["x", "A", "B"]


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("x\n\n[^1]: [Smith 1999]: http://example.org/smith", 3),
        ("x\n\n> [^é]: [^b]: [Ж]: /u", 2),
        ("x\n\n- [^1]: > [a b]: /u 'T'", 4),
    ],
)
def test_a_definition_of_a_link_may_stand_in_a_note(text: str, addresses: int) -> None:
    assert (markdown(text).text, left_out(markdown(text))) == ("x", {"link addresses": addresses})


@pytest.mark.parametrize(
    ("text", "citation"),
    [
        ("so it is [@darwin1859, p. 7].", "[@darwin1859, p. 7]"),
        ("wie [siehe @kant, S. 3; @hegel] sagt", "[siehe @kant, S. 3; @hegel]"),
        ("il dit [-@proust] cela", "[-@proust]"),
    ],
)
def test_citations_are_references(text: str, citation: str) -> None:
    assert tidy_asides(markdown(text)) == [("note", "reference", citation)]


def test_an_address_of_mail_is_no_citation() -> None:
    assert tidy_asides(markdown("[write to me@here.org] and [a](b@c.org)")) == []


@pytest.mark.parametrize(
    ("text", "accepted", "rejected"),
    [
        ("two {++added++}{--cut--}{~~old~>new~~} end", "two addednew end", "two cutold end"),
        ("*st{++r++}ong* w{--oo--}rd", "strong wrd", "stong woord"),
        ("eins{--.\n\nZwei--} drei", "eins drei", "eins. Zwei drei"),
        ("{++- Punkt *eins*\n++}- Punkt zwei", "Punkt eins Punkt zwei", "Punkt zwei"),
        ("|a|b|\n|-|-|\n|{~~це~>то~~}|d|", "a b то d", "a b це d"),
        ("note[^1]\n\n[^1]: {--old--}{++new++} words", "note new words", "note old words"),
        ("`{++code++}` \\{++text++}", "{++code++} {++text++}", "{++code++} {++text++}"),
        ("{==marked {++in++}==} it", "marked in it", "marked it"),
        ("a <del>b</del><ins>c</ins>", "a c", "a b"),
        ("no end {++ here {-- or here", "no end {++ here {-- or here", "no end {++ here {-- or here"),
    ],
)
def test_tracked_changes_are_states(text: str, accepted: str, rejected: str) -> None:
    states = markdown_states(text, changes="all")
    assert states["P"] == accepted
    assert states.get("P*", states["P"]) == rejected
    assert list(markdown_states(text, changes="reject").values()) == [rejected]
    assert list(markdown_states(text, hand="first").values()) == [rejected]


def test_what_is_inserted_is_marked_and_what_is_deleted_is_counted() -> None:
    found = markdown("one {++*two* three++} {--four five--} {>>why? *so*<<}")
    assert said(found) == [("added", "", "two"), ("added", "", "three")]
    assert left_out(found) == {"deleted text": 2}
    assert tidy_asides(found) == [("note", "remark", "why? *so*")]
    assert "its last state is read" in found.notices[0]
    assert markdown("{>>a remark<<} alone").notices == ()


def test_the_front_matter_is_left_out_unless_it_is_asked_for() -> None:
    text = "---\ntitle: The Origin\n---\nText\n"
    assert (markdown(text).text, left_out(markdown(text))) == ("Text", {"front matter": 5})
    kept = markdown(text, roles={"front-matter": "paratext"})
    assert tidy_asides(kept) == [("paratext", "front-matter", "--- title: The Origin ---")]
    assert markdown("---\n\nNo keys here\n\n---\n\nText\n").text == "No keys here\n\nText"


def test_addresses_and_pictures_are_left_out_and_counted() -> None:
    text = "![alt *text*](p.png) [a](<x y> 'T') [b][long label] <a href='http://q'>c</a>\n\n[long label]: http://z\n"
    assert left_out(markdown(text)) == {"images": 2, "link addresses": 8, "link labels": 2}


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("[a](http://x.org)", "[*a*](http://y.org)", "link addresses (1 : 1 words; line 1: http://x.org → http://y.org)"),
        ("[a]\n\n[a]: /eins 'T'", "[a]\n\n[a]: /zwei 'T'", "link addresses (3 : 3 words; line 3: [a]: /eins 'T' → [a]: /zwei 'T')"),
        ("a ![рис](p) b", "a b", "images (1 : 0 words; line 1: рис is gone), link addresses (1 : 0 words; line 1: p is gone)"),
        ("a", "a <!-- new\u202e -->", "comments (0 : 1 words; line 1: new  is new)"),
        (
            "".join(f"[a]({n})" for n in range(9)),
            "".join(f"[a]({n})[a](x)" for n in range(9)).replace("[a](x)", "", 1).replace("[a](0)", "[a](0)[a](x)"),
            "link addresses (9 : 18 words; line 1: x is new; line 1: x is new; line 1: x is new; and 6 more)",
        ),
        ("[a](b)", "**[a](b)**", ""),
    ],
)  # fmt: skip
def test_a_changed_address_is_told_although_the_words_are_the_same(old: str, new: str, told: str) -> None:
    sentence = describe_left_out((markdown(old), markdown(new)))
    assert sentence == (f"the files differ in what is left out: {told}" if told else "")


def test_html_has_the_kinds_of_the_web() -> None:
    text = "<span class='pagenum'>[Pg 12]</span>One <sup>st</sup> <span lang='la'>sic</span> <i>a</i>b <!-- no -->\n"
    found = markdown(text)
    assert (found.text, places(found, "page")) == ("One st sic ab", [("12", "One st")])
    assert said(found) == [("superscript", "", "st"), ("language", "la", "sic")]


def test_what_pandoc_and_obsidian_mark_is_said_or_counted() -> None:
    found = markdown("M^r^ X [[Nota|x]] %%not shown%% ![[a b.png]]")
    assert said(found) == [("superscript", "", "r")]
    assert left_out(found) == {"link addresses": 1, "comments": 2, "images": 2}


def test_numbers_of_notes_are_kept_where_the_settings_say_so() -> None:
    text = "мир[^а] и<sup class='footnote-ref'><a href='#x'>1</a></sup> война\n\n[^а]: Да.\n"
    assert words(markdown(text).text) == ["мир", "Да.", "и", "война"]
    kept = tidy_asides(markdown(text, roles={"marker": "note"}))
    assert kept == [("note", "marker", "а"), ("note", "footnote", "Да."), ("note", "marker", "1")]


def test_struck_out_words_are_text_and_are_told() -> None:
    found = markdown("un ~~vieux~~ chat, <s>был</s> и H~2~O")
    assert text_proper(found) == "un vieux chat, был и H2O"
    assert said(found) == [("deleted", "", "vieux"), ("deleted", "", "был")]


def test_notes_of_html_are_known_by_their_links() -> None:
    text = (
        "S\u0142owo<a id='r1' href='#n1'>[1]</a>, *dalej*<sup><a href='#n2' id='r2'>2</a></sup>.\n\n"
        "- <span id='n1'>Przypis *jeden*. <a href='#r1'>\u21a9</a></span>\n\n"
        "<p id='n2'><a href='#r2'>2</a> Zwei.</p>\n\n<style>p {a: b}</style>\n\n<script>var x;</script>\n"
    )
    found = markdown(text)
    assert text_proper(found) == "S\u0142owo, dalej."
    assert tidy_asides(found) == [
        ("note", "footnote", "Przypis jeden."),
        ("note", "footnote", "Zwei."),
    ]
    counted = {"link addresses": 4, "links back from notes": 2, "style sheets": 3, "scripts": 2, "note markers": 2}
    assert left_out(found) == counted


def test_settings_name_parts() -> None:
    text = "# H\n\n> q ~~s~~\n\n| a |\n|---|\n| b |\n\n## I {#x}\n\n[w]{.sc}\n"
    found = markdown(
        text,
        roles={"quotation/strike": "drop", "cell": "gloss", ".sc": "note"},
        headings="keep",
        places={"s": "heading"},
    )
    assert tidy_asides(found) == [("gloss", "cell", "a"), ("gloss", "cell", "b"), ("note", "span", "w")]
    assert left_out(found) == {"struck out": 1, "attributes": 2}
    assert places(found, "s") == [("H", "H q"), ("I", "I w")]
    assert markdown("x", dropped=["nothing"]).notices == ("a.md: 'nothing' under dropped matches nothing; correct it",)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a\nb\0c", "a.md:2: has a NUL character, so it is no text; check that the file is whole"),
        ("", "a.md: this file is empty; check that it is the right one"),
        ("x\n\n" + ">" * 500 + "a", "a.md:3: quotations or lists are nested more than 50 deep; nest them less"),
        ("- " * 500 + "a", "a.md:1: quotations or lists are nested more than 50 deep; nest them less"),
        (
            "![" * 2000 + "]" * 2000,
            "a.md:1: more than 1,000 square brackets in one paragraph are not closed; close them",
        ),
        (
            "x\n\n" + "[a](" * 10_001,
            "a.md:3: more than 10,000 opening square brackets in one paragraph; divide it with empty lines",
        ),
        (
            "[^a]: b\n\n> [c]: d\n\n" * 10_000 + "[e]: f",
            "a.md:40001: more than 20,000 notes and definitions of links in one file; divide the file",
        ),
        ("a" * 1_000_001, "a.md:1: a line of 1,000,001 characters is too long; 1,000,000 are allowed"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(text: str, message: str) -> None:
    with pytest.raises(ReadError) as caught:
        markdown(text)
    assert str(caught.value) == message


def test_a_file_named_md_is_markdown_and_that_is_told_where_its_words_are_others(tmp_path: Path) -> None:
    told = (
        "a.md: read as Markdown, because of its name; to read it as plain text, "
        'write format = "plain" under [read], or --read format=plain'
    )
    (tmp_path / "a.md").write_text("# One *tw*o\n", encoding="utf-8")
    marked = collate.read(tmp_path / "a.md").witnesses[0]
    assert (marked.text, marked.notices) == ("One two", (told,))
    assert collate.read(tmp_path / "a.md", settings={"format": "plain"}).witnesses[0].text == "# One *tw*o\n"
    assert collate.read(tmp_path / "a.md", settings={"format": "markdown"}).witnesses[0].notices == ()
    (tmp_path / "a.md").write_text("One\ntwo\n", encoding="utf-8")
    assert collate.read(tmp_path / "a.md").witnesses[0].notices == ()


def test_what_no_rule_knows_is_told() -> None:
    found = markdown("a\n\n<!-- not\n\nclosed\n")
    assert found.notices == ("a.md:3: “<!-- not  closed” is markup that no rule knows; it is left out",)
    assert left_out(found) == {"markup that no rule knows": 3}


PIECES: Final = (
    "word", "Straße", "слово", "עברית", "漢字", "e\u0301", " ", " ", "\n", "\n\n", "  \n", "*", "**", "_", "~~", "`", "[", "]",
    "](http://x.org/a)", "![p](q)", "[^1]", "\n\n[^1]: note\n\n", "^[n]", "> ", "- ", "1. ", "    ", "\t", "# ", "|",
    "\n| a | b |\n|---|---|\n| c | d | e |\n", "\\", "&amp;", "&nope;", "<b>", "</b>", "<br>", "<!-- c -->", "<div>\n\n",
    "</div>\n", "{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{==", "==}", "{>>", "<<}", "{.c}", "{#i k=v}", "::: p\n",
    "```\n", "\r\n", "\r", "\n[r]: u 't'\n", "[r]", "[@k, p. 1]", "^", "~", "==", "%%", "[[x|", "]]", "\\ ", "\u00ad", "[x] ", "\u2028", "\ufeff",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_each_letter_of_any_mixture_is_read_or_counted_once_and_known(pieces: list[str]) -> None:
    text = "a" + "".join(pieces)
    for found in states_of_text(read_markdown, text, "a.md", changes="all"):  # it counts what it reads
        assert "markup that no rule knows" not in left_out(found)
        for offset, character in enumerate(found.text):
            line, column = found.line(offset), found.column(offset)
            if character.isalpha():
                own = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")[line - 1]
                assert own[column - 1] in (character, "&")


SHOWN: Final = (
    "word", "Straße", "слово", " ", " ", "\n", "\n\n", "*", "**", "_", "~~", "`", "[a](b)", "> ", "- ", "1. ", "# ", "\\*",
    "&amp;", "\n| a | b |\n|---|---|\n| c | d |\n", "```\n", "---\n",
)  # fmt: skip


@given(st.lists(st.sampled_from(SHOWN), max_size=25))
def test_the_words_are_those_that_a_browser_shows(pieces: list[str]) -> None:
    text = "x" + "".join(pieces)
    shown = MarkdownIt("commonmark").enable(["table", "strikethrough"]).render(text)
    assert words(markdown(text).text) == words(read_page(shown, headings="keep").text)
