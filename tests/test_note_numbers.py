"""Which calls of notes are numbers, that are left out, and which may be words of the text, that are kept."""

import pytest
from lightweight_sources import markdown, wikitext
from page_sources import text_proper
from web_sources import read_page, tidy_asides

from collate.reading.note_numbers import has_words, is_note_number

NOTE = '<aside epub:type="footnote" id="n">Nota.</aside>'


@pytest.mark.parametrize(
    "text", ["1", "123", "a", "б", "א", "٣", "१", "iv", "xii", "*", "†‡", "[12]", "(a)", "¹⁾", "三", "⑤", "1)", "※"]
)
def test_numbers_that_stand_alone(text: str) -> None:
    assert is_note_number(text)
    assert is_note_number(text, is_raised=True)


@pytest.mark.parametrize(
    "text",
    [
        "[Anm. 3]",
        "(Anm. 3)",
        "[टीका १]",
        "[หมายเหตุ 1]",
        "（注1）",
        "[Комм. 1]",
        "[nb 2]",
        "[※1]",
        "[1,2]",
        "[1–3]",
        "[註]",
    ],
)
def test_numbers_in_brackets(text: str) -> None:
    assert is_note_number(text)


@pytest.mark.parametrize("text", ["1a", "1*", "1,2", "1–3", "※1", "†1", "א׳", "note 3"])
def test_numbers_that_have_to_be_raised(text: str) -> None:
    assert is_note_number(text, is_raised=True)
    assert not is_note_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "roi",
        "ja",
        "學而",
        "說",
        "ברא",
        "رب",
        "왕",
        "May",
        "XIV",
        "1715",
        "1848",
        "[1848]",
        "[Psalm 3]",
        "[CIT2002]",
        "wept",
        "[sic]",
    ],
)
def test_words_and_years_are_no_numbers(text: str) -> None:
    assert not is_note_number(text)
    assert not is_note_number(text, is_raised=True)


@pytest.mark.parametrize(
    ("word", "call"),
    [
        ("Wort", "1a"),
        ("drei", "Fußnote 3"),
        ("sieben", "1–3"),
        ("猫", "※1"),
        ("בראשית", "א׳"),
        ("le", "roi"),
        ("en", "1715"),
    ],
)
def test_a_call_that_is_no_number_is_kept_apart_from_the_word_before(word: str, call: str) -> None:
    for text in (
        read_page(f'<p>{word}<a epub:type="noteref" href="#n">{call}</a></p>{NOTE}', notes="drop").text,
        markdown(f'{word}<a class="noteref" href="#n">{call}</a>', notes="drop").text,
        wikitext(f'{word}<span class="noteref">{call}</span>', notes="drop").text,
    ):
        assert text == f"{word} {call}"


def test_words_of_a_script_without_blanks_are_kept() -> None:
    found = read_page(
        f'<p>子曰：<a class="noteref" href="#n">學而</a>時習之，<a class="noteref" href="#n">說</a>乎</p>{NOTE}'
    )
    assert [own[2] for own in tidy_asides(found)[:2]] == ["學而", "說"]


def test_words_that_markdown_and_a_wiki_mark_as_calls_are_kept() -> None:
    marked = "He read the <{0} class='noteref'>Confessions of Saint Augustine</{0}>."
    for found in (markdown(marked.format("a")), wikitext(marked.format("span"))):
        assert tidy_asides(found) == [("note", "marker", "Confessions of Saint Augustine")]
    assert tidy_asides(markdown("a[^confessio]\n\n[^confessio]: B\n"))[0] == ("note", "marker", "confessio")


@pytest.mark.parametrize(("word", "note"), [("ja", "ja"), ("1848", "1848"), ("hay", "back"), ("學而", "↑")])
def test_words_that_link_to_their_explanation_are_text(word: str, note: str) -> None:
    body = f'<p>x <a href="#w" id="r">{word}</a> y</p><p id="w"><a href="#r">{note}</a> z</p>'
    assert text_proper(read_page(body)).startswith(f"x {word} y")


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ('<p>cap. <sup><a href="#s">3</a></sup></p><div id="s"><h2>III</h2></div>', "cap. 3"),
        ('<p>Kap. <sup><a href="#s">3</a></sup></p><section id="s"><p>Drei</p></section>', "Kap. 3"),
        (
            '<p><sup><a id="v1" href="#v2">1</a></sup>In principio <sup><a id="v2" href="#v3">2</a></sup>et</p>',
            "1In principio 2et",
        ),
    ],
)
def test_a_raised_link_to_a_section_or_a_verse_is_text(body: str, text: str) -> None:
    assert text_proper(read_page(body)).startswith(text)


def test_a_raised_link_of_which_nothing_is_known_is_kept_apart() -> None:
    found = read_page('<p>a<sup><a href="#e">2</a></sup> + b</p><p id="e">Eq.</p>')
    assert tidy_asides(found) == [("note", "marker", "2")]


@pytest.mark.parametrize(
    "call",
    [
        '<sup class="footnote">[<a id="r" class="footnote" href="#n">1</a>]</sup>',
        '<sup>(<a id="r" href="#n">а</a>)</sup>',
        '<a id="r" role="doc-noteref" href="#n"><span>[</span>1<span>]</span></a>',
    ],
)
def test_the_brackets_around_a_number_go_with_it(call: str) -> None:
    found = read_page(f'<p>Text{call} more</p><div class="footnote" id="n"><span>[<a href="#r">1</a>]</span> N.</div>')
    assert found.text.split() == ["Text", "more", "N."]


@pytest.mark.parametrize(
    ("text", "is_text"),
    [("Reichskammergericht", True), ("λόγος", True), ("roi", False), ("Anm. 3", False), ("note 2", False)],
)
def test_a_link_to_a_note_with_an_ordinary_word_is_text(text: str, is_text: bool) -> None:
    assert has_words(text) is is_text
