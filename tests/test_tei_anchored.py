"""What stands elsewhere in a file, and is read at an anchor: in the middle of a line it runs on."""

import pytest

from collate.files.toml import SettingsTable
from collate.model.witness import Siglum
from collate.reading.options import ReadOptions, SourceContent
from collate.reading.read_settings import read_settings
from collate.reading.tei import read_tei


def text(content: str, **settings: object) -> str:
    options = ReadOptions("a.xml", Siglum("A"), settings=read_settings([SettingsTable.of(settings, "options")]))
    return read_tei([SourceContent("a.xml", content.encode())], options)[0].text


def page(main: str, margin: str) -> str:
    return f'<surface><zone type="main">{main}</zone><zone corresp="#a">{margin}</zone></surface>'


A = '<anchor xml:id="a"/>'


@pytest.mark.parametrize(
    ("main", "margin", "whole"),
    [
        (f"<line>urged me</line><line>{A}; I seemed</line>", "<line>forward</line>", "urged me forward; I seemed"),
        (f"<line>arma</line><line>{A} cano</line>", "\n<line>virum</line>\n<line>que</line>\n", "arma virum que cano"),
        (f"<line>ἐν ἀρχῇ {A}· καὶ</line>", "<line>ἦν ὁ</line><line>λόγος</line>\n", "ἐν ἀρχῇ ἦν ὁ λόγος· καὶ"),
        (f"<line>в начале {A}слово</line>", "<line>было</line>", "в начале было слово"),
        (f"<line>la mer ({A}) est</line>", "<line>calme</line>", "la mer (calme) est"),
        (f"<line>בראשית {A} אלהים</line>", "<line>ברא</line>", "בראשית ברא אלהים"),
        (f"<line>ein Wort{A}</line>", "<line>mehr</line>", "ein Wort mehr"),
    ],
)
@pytest.mark.parametrize("lines", ["join", "keep"])
def test_a_margin_runs_on_where_it_is_anchored(main: str, margin: str, whole: str, lines: str) -> None:
    found = text(page(main, margin), lines=lines)
    assert " ".join(found.split()) == whole
    if lines == "join":
        assert found == whole


def test_only_lines_that_the_source_has_are_kept() -> None:
    main = f"<line>one {A} five</line><line>six</line>"
    margin = "<line>two</line><line>three</line><line>four</line>"
    assert text(page(main, margin), lines="keep") == "one two\nthree\nfour five\nsix"


def test_a_margin_without_text_in_a_state_divides_no_word() -> None:
    content = page(f"<line>dissap{A}eared</line>", '<line><add hand="#b">p</add></line>')
    assert text(content, hand="first") == "dissapeared"


def test_a_margin_between_two_lines_stays_on_its_own() -> None:
    content = page(f"<line>one</line>{A}<line>three</line>", "<line>two</line>")
    assert text(content, lines="keep") == "one\ntwo\nthree"


def test_what_is_anchored_and_kept_aside_divides_no_line() -> None:
    content = (
        f"<TEI><text><body><p>one {A}two</p><p>three</p>"
        '<note place="margin" corresp="#a"><p>said aside</p></note></body></text></TEI>'
    )
    assert text(content, anchored="note/@corresp") == "one said aside two\n\nthree"


def test_pages_that_are_files_part_no_paragraph() -> None:
    pages = [f"<surface><zone><line>{line}</line></zone></surface>" for line in ("although I", "now found")]
    sources = [SourceContent(f"{n}.xml", content.encode()) for n, content in enumerate(pages)]
    assert read_tei(sources, ReadOptions("1.xml", Siglum("A")))[0].text == "although I\nnow found"


def test_words_do_not_change_places_with_words_inside_them() -> None:
    moved = '<listTranspose><transpose><ptr target="#y"/><ptr target="#x"/></transpose></listTranspose>'
    content = f'<surface><line>a <seg xml:id="x">b <seg xml:id="y">c</seg></seg> d{moved}</line></surface>'
    assert text(content) == "a b c d"


def transposed(*pairs: tuple[str, str]) -> str:
    body = (
        '<p><milestone xml:id="m" spanTo="#e"/>a <seg xml:id="x">x</seg><anchor xml:id="e"/> '
        '<seg xml:id="y">y</seg> <seg xml:id="z">z</seg></p>'
    )
    moves = "".join(f'<transpose><ptr target="#{a}"/><ptr target="#{b}"/></transpose>' for a, b in pairs)
    return " ".join(text(f"<text><body>{body}<listTranspose>{moves}</listTranspose></body></text>").split())


def test_words_that_were_moved_inside_a_stretch_change_places_again() -> None:
    assert transposed() == "a x y z"
    assert transposed(("y", "m")) == "y a x z"
    assert transposed(("z", "x")) == "a z y x"
    assert transposed(("y", "m"), ("z", "x")) == "y a z x"
    assert transposed(("z", "y"), ("y", "z")) == "a x y z"


def test_words_that_change_places_twice_are_in_the_order_of_the_last_change() -> None:
    assert transposed(("y", "x"), ("x", "y")) == "a x y z"
    assert transposed(("y", "x"), ("z", "y")) == "a z x y"
