"""A witness can be a part of a file, from some words to others; its places lead to the file."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small_sources import tei
from stranger import Called

from collate.errors import ConfigError
from collate.model.annotations import AnnotationName
from collate.model.witness import Mark, Place, Pretoken, Role, Siglum, Witness
from collate.reading.plain_files import origins_of_lines
from collate.reading.spans import SpanWords, cut, span_of
from collate.reading.work import read_work

TEXT = "In principio erat\nverbum et verbum\r\nerat apud Deum\n\nHoc erat in principio.\n"


def error_at(key: str, why: str) -> ConfigError:
    return ConfigError(f"{key}: {why}")


def span(first: str, last: str, text: str = TEXT) -> Witness:
    return span_of(Witness(Siglum("A"), text), SpanWords(first, last), error_at)


@pytest.mark.parametrize(
    ("first", "last", "text"),
    [
        ("verbum et", "apud Deum", "verbum et verbum\r\nerat apud Deum"),
        ("verbum   et ...", "... verbum erat", "verbum et verbum\r\nerat"),
        ("Hoc", "", "Hoc erat in principio.\n"),
        ("", "principio erat", "In principio erat"),
        ("In principio erat verbum", "principio.", TEXT[:-1]),
        ("et", "Hoc erat in", "et verbum\r\nerat apud Deum\n\nHoc erat in"),
    ],
)
def test_a_span_has_its_first_and_its_last_words(first: str, last: str, text: str) -> None:
    assert span(first, last).text == text


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        ("verbum", "", "from: the words “verbum” occur 2 times (:2:1, :2:11); add words beside them"),
        ("erat", "", "from: the words “erat” occur 3 times (:1:14, :3:1, :5:5); add words beside them"),
        ("Verbum", "", "from: the words “Verbum” are not in A; copy them exactly"),
        ("verb", "", "from: the words “verb” are not in A; copy them exactly"),
        (
            "Hoc erat",
            "apud Deum",
            "to: the words “apud Deum” are not in A behind the words of `from`; copy them exactly",
        ),
        ("verbum et", "erat", "to: the words “erat” occur 2 times behind the words of `from` (:3:1, :5:5); add"),
        ("verbum et verbum", "et", "to: the words “et” end before those of `from` do; choose words behind them"),
        (" ... ", "", "from: from has no words; write some words of the text"),
        ("a" * 2001, "", "from: from has 2,001 characters; a few words are enough"),
    ],
)
def test_words_that_are_not_there_once_are_told_with_their_places(first: str, last: str, why: str) -> None:
    with pytest.raises(ConfigError) as caught:
        span(first, last)
    assert str(caught.value).startswith(why)


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (SpanWords("erat", "erat", before="In principio", after="apud"), "erat\nverbum et verbum\r\nerat"),
        (SpanWords("verbum", before="et", last="Deum"), "verbum\r\nerat apud Deum"),
        (SpanWords(last="verbum", after="erat"), "In principio erat\nverbum et verbum"),
    ],
)
def test_words_beside_a_span_tell_it_from_others_and_are_not_in_it(words: SpanWords, text: str) -> None:
    assert span_of(Witness(Siglum("A"), TEXT), words, error_at).text == text


def test_a_span_of_a_text_without_spaces_is_found() -> None:
    assert span("三四", "五六", "一二三四、五六七八").text == "三四、五六"


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (SpanWords(before="et"), "before: before has the words beside those of `from`; write `from` too"),
        (SpanWords("verbum", after="et"), "after: after has the words beside those of `to`; write `to` too"),
        (
            SpanWords("apud Dcum"),
            "from: the words “apud Dcum” are not in A; copy them exactly; similar words: “apud Deum” (:3:6)",
        ),
        (
            SpanWords("erat", before="Hoc non"),
            "from: the words “Hoc non erat” are not in A; copy them exactly; similar words: “erat” (:1:14), “erat” (:5:5)",
        ),
    ],
)
def test_words_that_are_not_there_are_told_with_similar_ones(words: SpanWords, why: str) -> None:
    with pytest.raises(ConfigError) as caught:
        span_of(Witness(Siglum("A"), TEXT), words, error_at)
    assert str(caught.value) == why


def test_a_span_of_plain_text_leads_to_its_file() -> None:
    part = span("apud", "in principio.")
    assert part.position(0) == (0, 3, 6)
    assert part.position(part.text.index("Hoc")) == (0, 5, 1)
    assert part.position(part.text.index("principio")) == (0, 5, 13)


def test_what_is_said_of_words_is_said_of_the_same_words() -> None:
    whole = Witness(
        Siglum("A"),
        "unus duo tres quattuor",
        marks=(Mark(0, 8, role=Role.NOTE), Mark(9, 13, role=Role.GLOSS), Mark(14, 22, role=Role.NOTE)),
        places=(Place(0, 9, "page", "1"), Place(9, 22, "page", "2"), Place(5, 22, "verse", "3", (5, 8))),
        pretokens=(Pretoken(0, 4, "i"), Pretoken(5, 8, "ii"), Pretoken(9, 13, "iii")),
    )
    part = cut(whole, 5, 13)
    assert part.text == "duo tres"
    assert [(m.start, m.end) for m in part.marks] == [(0, 3), (4, 8)]
    assert [(p.start, p.end, p.value, p.label) for p in part.places] == [
        (0, 4, "1", None),
        (4, 8, "2", None),
        (0, 8, "3", (0, 3)),
    ]
    assert [(p.start, p.end, p.form) for p in part.pretokens] == [(0, 3, "ii"), (4, 8, "iii")]


@given(st.text("ab \n\r", max_size=30), st.data())
def test_a_cut_text_has_each_character_where_the_whole_text_has_it(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    whole = Witness(Siglum("A"), text)
    part = cut(whole, start, end)
    assert part.text == text[start:end]
    for offset, character in enumerate(part.text):
        if character not in "\r\n" and part.origins:
            assert part.position(offset) == whole.position(start + offset)


@given(st.lists(st.text("ab \n\r", max_size=12), min_size=1, max_size=3))
def test_the_origin_of_each_character_is_its_place_in_its_own_text(texts: list[str]) -> None:
    origins, before = origins_of_lines(texts), 0
    for number, text in enumerate(texts):
        own = Witness(Siglum("A"), text)
        for offset, character in enumerate(text):
            if character not in "\r\n":
                assert origins.position(before + offset) == (number, *own.position(offset)[1:])
        before += len(text)


def test_a_work_names_spans_of_plain_text_and_of_markup(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, small_reader: None, called: Called
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "m.xml").write_text(
        tei("<p>Caput i. In <unclear>principio</unclear></p>\n<p>erat verbum et</p>"), encoding="utf-8"
    )
    rows = '[[witnesses]]\nfile = "a.txt"\nto = "erat verbum"\n[[witnesses]]\nfile = "m.xml"\nfrom = "In principio"\n'
    (tmp_path / "collation.toml").write_text(rows, encoding="utf-8")
    plain, marked_up = read_work(Path()).witnesses
    assert (plain.text, marked_up.text) == ("In principio erat\nverbum", "In principio\nerat verbum et")
    assert marked_up.position(0) == (0, 3, 13)
    assert [(a.start, a.end, a.name) for a in marked_up.annotations] == [(3, 12, AnnotationName.UNCLEAR)]
    code, out, _ = called("show", "tokens", ".", "--format", "tsv")
    assert (code, out.splitlines()[1].split("\t")[:6]) == (0, ["a", "0", "0", "2", "1", "1"])
    (tmp_path / "collation.toml").write_text(rows.replace("In principio", "et cetera"), encoding="utf-8")
    with pytest.raises(ConfigError, match=r"^collation.toml:6: the words “et cetera” are not in m\.xml"):
        read_work(Path())


def test_a_part_of_a_file_is_never_written_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, called: Called
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "pyproject.toml").touch()
    content = "one  \ntwo  \nthree  \n"
    (tmp_path / "a.txt").write_text(content, encoding="utf-8")
    (tmp_path / "b.txt").write_text("one two\n", encoding="utf-8")
    rows = '[[witnesses]]\nfile = "a.txt"\nto = "two"\n[[witnesses]]\nfile = "b.txt"\n'
    (tmp_path / "collation.toml").write_text(rows, encoding="utf-8")
    called("check", "--fix")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == content
