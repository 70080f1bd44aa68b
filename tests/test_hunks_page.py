"""`collate diff --format html`: hunks with the lines of both texts, and the letters that changed."""

import html
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import work_of

from collate.apparatus import Selection, select
from collate.cli.main import run
from collate.pipeline.collating import collate_work
from collate.rendering.html.hunks_page import write_hunks

Row = tuple[str, str, str]


def page(old: str, new: str, typography: bool = False) -> str:
    collated = collate_work(work_of(old, new))
    return "".join(write_hunks(select(collated.apparatus, Selection(typography=typography)), collated.alignment))


def rows(text: str) -> list[Row]:
    found = re.findall(r'<td class="n">(\d*)</td><td class="n">(\d*)</td><td class="t" dir="auto">(.*)</td></tr>', text)
    return [(old, new, line) for old, new, line in found]


def test_changed_letters_are_emphasised_within_their_words() -> None:
    assert rows(page("the colour is grey", "the color is gray")) == [
        ("1", "1", "the <del>colo<b>u</b>r</del><ins>color</ins> is <del>gr<b>e</b>y</del><ins>gr<b>a</b>y</ins>")
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            "μῆνιν ἄειδε\nθεὰ Πηληϊάδεω\n",
            "προοίμιον\n\nμῆνιν ἄειδε\nθεᾶ Πηληϊάδεω\n",
            [("", "1", "<ins>προοίμιον</ins>"), ("", "2", ""), ("1", "3", "μῆνιν ἄειδε")],
        ),
        (
            "one two\nthree four\nfive six\n",
            "one two\nfive sax\n",
            [("1", "1", "one two"), ("2", "", "<del>three four</del>"), ("3", "2", "five ")],
        ),
        (
            "erste Zeile\nzweite Zeile\n",
            "erste Zeile\nneue Zeile eins\nneue Zeile zwei\nzweite Zeile\n",
            [
                ("1", "1", "erste Zeile"),
                ("", "2", "<ins>neue Zeile eins"),
                ("", "3", "<ins>neue Zeile zwei"),
                ("2", "4", "zweite"),
            ],
        ),
    ],
)
def test_each_line_has_its_number_in_each_text(old: str, new: str, expected: list[Row]) -> None:
    shown = rows(page(old, new))
    for found, wanted in zip(shown, expected, strict=False):
        assert found[:2] == wanted[:2]
        assert found[2].startswith(wanted[2])


def test_a_moved_paragraph_has_its_number_in_the_text_that_has_it_there() -> None:
    paragraphs = ("The miller wakes before dawn.", "A grey cat crosses the yard.", "At noon the bells are rung.")
    shown = rows(page("\n\n".join(paragraphs) + "\n", "\n\n".join(reversed(paragraphs)) + "\n"))
    assert [(old, new, re.sub(r"<[^>]*>", "", line)) for old, new, line in shown if line] == [
        ("", "1", "At noon the bells are rung."),
        ("1", "", "The miller wakes before dawn."),
        ("3", "3", "A grey cat crosses the yard."),
        ("5", "", "At noon the bells are rung."),
        ("", "5", "The miller wakes before dawn."),
    ]


def test_a_lost_blank_line_is_a_line_of_the_first_text_alone() -> None:
    text = page("red,\nblue.\n\nSugar\nsweet\n", "red,\nblue.\nSugar\nsweet\n", typography=True)
    assert rows(text) == [
        ("1", "1", "red,"),
        ("2", "2", "blue."),
        ("3", "", "<del>¶</del>"),
        ("4", "3", "Sugar"),
        ("5", "4", "sweet"),
    ]


@pytest.mark.parametrize(
    ("first", "other", "last"),
    [("ein Tag", "eine Nacht", "das Ende"), ("первый день", "первая ночь", "конец"), ("一日", "一夜", "終")],
)
def test_a_blank_line_of_both_texts_has_both_numbers(first: str, other: str, last: str) -> None:
    shown = rows(page(f"{first}\n\n{last}\n\nfinis\n", f"addita\n{other}\n\n{last}\n\nfinis\n"))
    blank = [row[:2] for row in shown if not row[2]]
    assert blank == [("2", "3")]


def test_kinds_are_named_above_and_what_is_not_shown_below() -> None:
    text = page("the colour ‘is’ grey", "the color 'is' grey")
    assert '<caption><span class="k-accidental">#1 spelling (regional)</span></caption>' in text
    assert '<p class="summary">not shown: 2 typography</p>' in text


def test_a_text_is_only_text() -> None:
    assert "1 &lt;u&gt;x&lt;/u&gt; &amp; " in page("1 <u>x</u> & colour", "1 <u>x</u> & color")
    text = page("a <script>alert(1)</script> & b", "a <img src=x onerror=alert(2)> & c\x1b[31m")
    assert "<script" not in text
    assert "<img" not in text
    assert "\x1b" not in text
    assert "default-src 'none'" in text


def test_equal_texts_have_no_hunk() -> None:
    text = page("one\n", "one\n")
    assert rows(text) == []
    assert '<p class="summary">no difference</p>' in text


def test_the_command_writes_the_hunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.txt").write_text("one, two ‘x’", "utf-8")
    Path("b.txt").write_text("one, too 'x'", "utf-8")
    assert run(["diff", "a.txt", "b.txt", "--format", "html", "-o", "d.html"]) == 1
    text = Path("d.html").read_text("utf-8")
    assert rows(text) == [("1", "1", "one, <del>t<b>w</b>o</del><ins>t<b>o</b>o</ins> ‘x’")]
    assert run(["diff", "a.txt", "b.txt", "--format", "html", "--only", "omission", "-o", "d.html"]) == 0
    assert rows(Path("d.html").read_text("utf-8")) == []


WORDS = st.lists(st.sampled_from(["one", "two", "tow", "\n", "\n\n", ", ", "x<y"]), max_size=12).map(" ".join)


@given(WORDS, WORDS)
def test_the_numbers_of_lines_are_in_the_texts_and_rise(old: str, new: str) -> None:
    text = page(old, new, typography=True)
    for table in re.findall(r"<table>.*?</table>", text, re.DOTALL):
        numbers = rows(table)
        for side, witness in ((0, old), (1, new)):
            found = [int(row[side]) for row in numbers if row[side]]
            assert all(1 <= n <= witness.count("\n") + 1 for n in found)
            if side == 0:
                assert found == sorted(found)
        for n, _, line in numbers:
            plain = (
                html.unescape(re.sub(r"<ins>.*?</ins>|</?(?:del|b)>", "", line))
                .translate(str.maketrans("¶␣", "  "))
                .strip("… ")
            )
            if n and plain and "<ins>" not in line:
                assert plain.split()[0] in old.split("\n")[int(n) - 1]
