"""`collate show text`: the first look at a file: what is text, what is kept aside, and what is left out."""

import json
from pathlib import Path

import pytest
from stranger import Called

from collate.cli.run_show_text import _changes

pytestmark = pytest.mark.usefixtures("small_reader")

SOURCE = """<?xml version="1.0"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>a header</teiHeader><body>
<pb n="1r"/><head>Of Cats</head><p>The <del>old</del><add>black</add> cat sat<note>a note</note> on the mat.</p>
<fw>catch</fw><p>And it s<pb n="1v"/>lept, and <unclear>slept</unclear> on.</p>
</body></TEI>
"""

ALL = """ms* (ms.xml): 17 words

3  Of Cats
3  The old cat sat [note: a note] on the mat.
4  And it slept, and slept on.

kept aside
  3  paratext  head  Of Cats
  3  note      note  a note

places
  3  page  1r  Of Cats The old cat sat
  4  page  1v  ...lept, and slept on.

marks
  4  unclear    slept

left out
  2 words  teiHeader  first in line 2
  1 word   add        first in line 3
  1 word   fw         first in line 4

msC, compared with ms*
  3  old  →  black

"""


def test_one_word_is_one_word(folder: Path, called: Called) -> None:
    (folder / "b.txt").write_text("Cats", encoding="utf-8")
    assert called("show", "text", "b.txt", "--roles")[1].startswith("b (b.txt): 1 word\n")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ms.xml").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "a.txt").write_text("Chapter I\r\n\r\nOf cats [i.e. felines]", encoding="utf-8")
    return tmp_path


def test_all_that_is_known_is_shown_with_lines_of_the_file(folder: Path, called: Called) -> None:
    assert called("show", "text", "ms.xml", "--all") == (0, ALL, "")


def test_one_aspect_is_shown_by_itself(folder: Path, called: Called) -> None:
    assert called("show", "text", "ms.xml", "--left-out")[1].endswith(
        "4  And it slept, and slept on.\n\nleft out\n"
        "  2 words  teiHeader  first in line 2\n  1 word   del        first in line 3\n"
        "  1 word   fw         first in line 4\n\n"
    )
    assert "kept aside" not in called("show", "text", "ms.xml", "--places")[1]
    assert "places: nothing\n" in called("show", "text", "a.txt", "--places")[1]


def test_without_an_option_the_text_alone_is_shown(folder: Path, called: Called) -> None:
    text = "Of Cats\nThe black cat sat a note on the mat.\nAnd it slept, and slept on.\n"
    assert called("show", "text", "ms.xml") == (0, text, "")
    assert called("show", "text", "a.txt")[1] == "Chapter I\r\n\r\nOf cats [i.e. felines]"


def test_json_has_offsets_of_all_that_is_known(folder: Path, called: Called) -> None:
    code, out, _ = called("show", "text", "ms.xml", "--format", "json")
    assert code == 0
    assert json.loads(out) == {
        "witnesses": [
            {
                "siglum": "ms",
                "text": "Of Cats\nThe black cat sat a note on the mat.\nAnd it slept, and slept on.",
                "roles": [
                    {"start": 0, "end": 7, "role": "paratext", "cause": "head"},
                    {"start": 26, "end": 32, "role": "note", "cause": "note"},
                ],
                "places": [
                    {"system": "page", "name": "1r", "start": 0, "end": 53},
                    {"system": "page", "name": "1v", "start": 53, "end": 72},
                ],
                "marks": [{"start": 63, "end": 68, "name": "unclear", "value": ""}],
                "left_out": {"teiHeader": 2, "del": 1, "fw": 1},
            }
        ]
    }


def test_plain_text_has_the_roles_that_its_layout_shows(folder: Path, called: Called) -> None:
    (witness,) = json.loads(called("show", "text", "a.txt", "--format", "json")[1])["witnesses"]
    assert [(r["role"], r["cause"], witness["text"][r["start"] : r["end"]]) for r in witness["roles"]] == [
        ("paratext", "heading", "Chapter I"),
        ("gloss", "identification", "[i.e. felines]"),
    ]
    assert witness["left_out"] == {}


def test_layers_of_a_format_without_hands_are_no_complaint(folder: Path, called: Called) -> None:
    assert called("show", "text", "a.txt", "--all")[2] == ""
    assert called("show", "text", "a.txt", "--hand", "first")[2] == (
        "note: --read.hand: hand changes nothing: plain text has no such setting\n"
    )


def test_the_hands_of_a_book_are_compared() -> None:
    old = [f"w{n % 97}" if n % 2 else "and" for n in range(60_000)]
    new = [word if n % 100 else f"{word}x" for n, word in enumerate(old)]
    assert list(_changes(old, new)) == [(n, n + 1, n, n + 1) for n in range(0, 60_000, 100)]


@pytest.mark.parametrize(
    ("old", "new", "changes"),
    [
        ("a b c", "a c", [(1, 2, 1, 1)]),
        ("a c", "a b c d", [(1, 1, 1, 2), (2, 2, 3, 4)]),
        ("", "a", [(0, 0, 0, 1)]),
        ("a b", "a b", []),
    ],
)
def test_changes_are_runs_of_words(old: str, new: str, changes: list[tuple[int, int, int, int]]) -> None:
    assert list(_changes(old.split(), new.split())) == changes


def test_the_witnesses_of_a_json_file_begin_on_lines_of_their_own(folder: Path, called: Called) -> None:
    content = {"witnesses": [{"id": "A", "content": "one two"}, {"id": "B", "content": "one three"}]}
    (folder / "c.json").write_text(json.dumps(content), encoding="utf-8")
    assert called("show", "text", "c.json")[:2] == (0, "one two\none three\n")


def test_notes_within_a_line_are_named_and_one_that_is_all_of_its_line_is_not(folder: Path, called: Called) -> None:
    (folder / "n.md").write_text(
        "Der[^1] Mieter[^2] zahlt.\n\n[^1]: oben.\n[^2]: ниже[^3].\n[^3]: 下.\n[^4]: a.", "utf-8"
    )
    shown = called("show", "text", "n.md", "--roles")[1].splitlines()
    assert shown[2:5] == ["1  Der [note: oben.] Mieter [note: ниже. [note: 下.]] zahlt.", "", "6  a."]
    assert called("show", "text", "n.md", "--marks")[1].splitlines()[2] == "1  Der oben. Mieter ниже. 下. zahlt."
