"""Books of OpenITI are read without their signs; headings, editors' words, pages and names are told."""

from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lightweight_sources import openiti, states_of_text, words_at
from page_sources import left_out, places, said, text_proper
from web_sources import tidy_asides

from collate.errors import ReadError
from collate.reading.lightweight.openiti import read_openiti
from collate.reading.options import SourceContent
from collate.reading.readers import format_of


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("# قال محمد\n~~بن علي\n# ثم قال", "قال محمد بن علي\n\nثم قال"),
        ("# قفا نبك %~% من ذكرى", "قفا نبك من ذكرى"),
        ("# این کتاب\r\n~~است", "این کتاب است"),
        ("### $ 12 رجل\n### $$$ امرأة\n### $BIO_MAN$ عمر\n### @ سنة", "12 رجل\n\nامرأة\n\nعمر\n\nسنة"),
        ("# شِعر $DIC_NIS$ كلمة @QB@ آية @QE@", "شِعر كلمة آية"),
        ("نثر بلا علامة\nسطر ثان", "نثر بلا علامة\nسطر ثان"),
    ],
)
def test_signs_are_no_text(text: str, wanted: str) -> None:
    assert openiti(text).text == wanted


def test_headings_and_the_words_of_editors_have_roles() -> None:
    found = openiti("### | باب\n# نص\n### || فصل\n### |EDITOR|\n# مقدمة\n~~المحقق\n# له\n### | ثان\n# نص")
    assert tidy_asides(found) == [
        ("paratext", "heading", "باب"),
        ("paratext", "heading", "فصل"),
        ("paratext", "editorial", "مقدمة المحقق له"),
        ("paratext", "heading", "ثان"),
    ]
    assert text_proper(found) == "نص نص"


def test_the_number_of_a_page_stands_at_its_end() -> None:
    found = openiti("# واحد ms001 اثنان PageV01P009\n# ثلاثة PageV01P010 اربعة ms002\n# خمسة PageV02P001\n")
    assert places(found, "page") == [("1.9", "واحد اثنان"), ("1.10", "ثلاثة"), ("2.1", "اربعة خمسة")]
    assert places(found, "milestone") == [("001", "واحد"), ("002", "اثنان ثلاثة"), ("after 002", "خمسة")]


def test_names_are_told_and_their_tags_are_counted() -> None:
    found = openiti("# ذهب @P02 أحمد بن حنبل إلى @T11 ببغداد سنة @YB310")
    assert said(found) == [("name", "person", "أحمد بن"), ("name", "place", "ببغداد")]
    assert found.text == "ذهب أحمد بن حنبل إلى ببغداد سنة"
    assert left_out(found)["tags"] == 3


def test_the_header_is_counted() -> None:
    content = "######OpenITI#\n#META# 000.BookTITLE\t:: كتاب\n#META#Header#End#\n# نص\n"
    found = states_of_text(read_openiti, content, "a")[0]
    assert (found.text, left_out(found)) == ("نص", {"metadata": 6})


def test_each_word_has_its_line_and_column() -> None:
    assert words_at(openiti("# واحد PageV01P001 اثنان\n~~ثلاثة"), ["واحد", "اثنان", "ثلاثة"]) == [
        (5, 3),
        (5, 20),
        (6, 3),
    ]


def test_the_first_line_says_what_it_is() -> None:
    content = b"\xef\xbb\xbf######OpenITI#\n"
    for name in ("0310Tabari.Tarikh", "a.mARkdown", "a.md", "a.completed"):
        assert format_of(SourceContent(name, content)).name == "openiti"
    assert format_of(SourceContent("a.mARkdown", b"# a")).name == "markdown"


def test_what_cannot_be_read_is_one_sentence() -> None:
    with pytest.raises(ReadError, match=r"a\.mARkdown:5: has a NUL character"):
        openiti("# \0")


PIECES: Final = (
    "\n", "\n# ", "\n~~", "\n### | ", "\n### |EDITOR|\n", "\n### $ ", "PageV01P002", "PageV00P000", " ms001 ", "%~%", "@P02 ",
    "@RWY@", "@TOP", "@", "#", "~~", "$", "|", "كتاب", "با", " ", "\r\n", "#META# x", "word", "12",
)  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=30))
def test_each_letter_of_any_mixture_is_read_or_counted_once_and_known(pieces: list[str]) -> None:
    assert "markup that no rule knows" not in left_out(openiti("# a" + "".join(pieces)))  # it counts
