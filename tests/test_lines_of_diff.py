"""`collate diff` keeps the lines and the spacing of the texts, and shows some lines around each difference."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from strategies import varied_texts
from trials import tried

from collate.model.witness import Siglum, Witness
from collate.model.work import Work
from collate.pipeline.collating import collate_work
from collate.rendering.text.hunks import HunkChange, Unchanged, hunks
from collate.rendering.text.side_by_side import write_side_by_side
from collate.rendering.text.word_diff import changed_letters, write_coloured, write_words


def shown(old: str, new: str, write: Callable = write_words) -> str:  # type: ignore[type-arg]
    """What is below the names of the texts and above the summary."""
    collated = collate_work(Work((Witness(Siglum("A"), old), Witness(Siglum("B"), new)), language="en"))
    lines = "".join(write(collated.apparatus, collated.alignment))
    return lines.split("+++ B\n", 1)[-1].rsplit("\n\n", 1)[0]


KEPT = {
    "LaTeX": (
        "Let f be \\emph{monotone} here.\n",
        "Let f be \\emph{strictly monotone} here.\n",
        "@@ -1 +1 @@ #1 addition\nLet f be \\emph{{+strictly +}monotone} here.",
    ),
    "LaTeX the other way": (
        "Let f be \\emph{strictly monotone} here.\n",
        "Let f be \\emph{monotone} here.\n",
        "@@ -1 +1 @@ #1 omission\nLet f be \\emph{[-strictly -]monotone} here.",
    ),
    "a poem": (
        "Rough winds do shake\nthe darling buds of May,\nAnd summer's lease\nhath all too short a date\n",
        "Rough winds do shake\nthe darling buds of May,\nhath all too short a date\n",
        "@@ -1,4 +1,3 @@ #1 omission\n"
        "Rough winds do shake\nthe darling buds of May,\n[-And summer's lease-]\nhath all too short a date",
    ),
    "a Markdown table": (
        "| a | b |\n|---|---|\n| 1 | two |\n",
        "| a | b |\n|---|---|\n| 1 | zwei |\n",
        "@@ -1,3 +1,3 @@ #1 substitution\n| a | b |\n|---|---|\n| 1 | [-two-]{+zwei+} |",
    ),
    "code": (
        "def f(x):\n    return g(x)\n",
        "def f(x):\n    y = x\n    return h(x)\n",
        "@@ -1,2 +1,3 @@ #1 addition, #2 substitution\ndef f(x):\n    {+y = x+}\n    return [-g-]{+h+}(x)",
    ),
    "CSV": (
        "name,town\nBob,Rome\nEve,Paris\n",
        "name,town\nBob,Rome\nAnn,Wien\nEve,Paris\n",
        "@@ -1,3 +1,4 @@ #1 addition\nname,town\nBob,Rome\n{+Ann,Wien+}\nEve,Paris",
    ),
    "an added paragraph": (
        "One is here.\n\nThree is here.\n",
        "One is here.\n\nBut two came\nin between.\n\nThree is here.\n",
        "@@ -1,3 +1,6 @@ #1 addition\nOne is here.\n\n{+But two came+}\n{+in between.+}\n\nThree is here.",
    ),
    "Hebrew": (
        "שלום לכולם\nאני כותב את זה\n",
        "שלום לכולם\nאני שומע את זה\n",
        "@@ -1,2 +1,2 @@ #1 substitution\nשלום לכולם\nאני [-\u2068כותב\u2069-]{+\u2068שומע\u2069+} את זה",
    ),
    "verse lines that are joined": (
        "Roses are red,\nViolets are blue,\nSugar is sweet\n",
        "Roses are red, Violets are blue,\nSugar is sweet\n",
        "@@ -1,3 +1,2 @@ #1 typography (line)\nRoses are red,[-¶-]{+␣+}\nViolets are blue,\nSugar is sweet",
    ),
    "another indentation": (
        "if x:\n    y\n",
        "if x:\n  y\n",
        "@@ -1,2 +1,2 @@ #1 typography (indentation)\nif x:\n[-␣␣␣␣-]{+␣␣+}y",
    ),
}


@pytest.mark.parametrize("genre", KEPT)
def test_lines_and_spacing_are_kept(genre: str) -> None:
    old, new, expected = KEPT[genre]
    assert shown(old, new) == expected


def test_three_lines_are_shown_on_each_side_and_distant_differences_are_apart() -> None:
    lines = [f"this is number {word} of them" for word in "a b c d e f g h i j k l m n o p".split()]
    changed = [*lines]
    changed[4], changed[13] = changed[4].replace("them", "us"), changed[13].replace("them", "us")
    parts = shown("\n".join(lines), "\n".join(changed)).split("\n\n")
    assert parts[0].splitlines() == [
        "@@ -2,7 +2,7 @@ #1 substitution",
        *lines[1:4],
        "this is number e of [-them-]{+us+}",
        *lines[5:8],
    ]
    assert parts[1].startswith("@@ -11,6 +11,6 @@ #2 substitution\n")


def test_of_a_long_line_some_words_are_shown() -> None:
    words = [f"word{k}x" for k in range(100)]
    changed = [*words[:50], "other", *words[51:]]
    assert shown(" ".join(words), " ".join(changed)) == (
        "@@ -1 +1 @@ #1 substitution\n"
        "…word43x word44x word45x word46x word47x word48x word49x [-word50x-]{+other+} "
        "word51x word52x word53x word54x word55x word56x word57x…"
    )


def test_the_middle_of_a_very_long_omission_in_one_line_is_left_out() -> None:
    lines = shown(f"a fine day {'we went on and on ' * 900}. The end", "a fine day. The end").splitlines()
    assert max(map(len, lines)) < 2200
    assert "14200 characters …" in lines[1]


def test_many_differences_are_several_hunks() -> None:
    old = "\n".join(f"line {k} has old{k} words" for k in range(60))
    heads = [line for line in shown(old, old.replace("old", "new")).splitlines() if line.startswith("@@")]
    assert len(heads) == 5
    assert heads[1].startswith("@@ -13,12 +13,12 @@ #13-#24 12 ")


def test_a_crowded_head_names_the_places_of_moves() -> None:
    items = [f"item{k} is old{k}" for k in range(9)]
    moved = "Two men came down from the mountain road with their sacks of corn."
    old, new = ["First.", *items, moved], [moved, "First.", *(item.replace("old", "new") for item in items)]
    heads = [line for line in shown("\n".join(old), "\n".join(new)).splitlines() if line.startswith("@@")]
    assert any(re.search(r"1 transposition \(#\d+ on line 1 of B\)$", head) for head in heads)


def test_letters_that_changed_are_emphasised_in_colour() -> None:
    coloured = shown("the colour of it\n", "the color of it\n", write_coloured)
    assert (
        "\x1b[9;31mcolo\x1b[0m\x1b[7;9;31mu\x1b[0m\x1b[9;31mr\x1b[0m\x1b[4;32mcolo\x1b[0m\x1b[4;32mr\x1b[0m of"
        in coloured
    )
    assert changed_letters("colour", "color") == ("colo", "u", "", "r")
    assert changed_letters("λόγος", "λόγον") == ("λόγο", "ς", "ν", "")
    assert changed_letters("e\u0301tat", "e\u0300tat") == ("", "e\u0301", "e\u0300", "tat")
    assert changed_letters("cat", "dog") is None


def test_side_by_side_keeps_lines() -> None:
    rows = shown("one\n  two\nfour\n", "one\n  two\nthree\nfour\n", write_side_by_side).splitlines()
    assert [row.split("│")[0].rstrip() for row in rows[3:7]] == ["1: one", "  two", "", "four"]
    assert [row.split("│")[1].rstrip() for row in rows[3:7]] == [" 1: one", "   two", " {+three+}", " four"]


@tried(60, hunted=200)
@given(varied_texts(2, 2))
def test_the_hunks_hold_every_difference_and_the_words_of_the_first_text(texts: list[str]) -> None:
    old, new = texts
    collated = collate_work(Work((Witness(Siglum("A"), old), Witness(Siglum("B"), new))))
    found = list(hunks(collated.apparatus, collated.alignment))
    assert [c.entry.number for hunk in found for c in hunk.changes] == [e.number for e in collated.apparatus.entries]
    for hunk in found:
        pieces = [p.text if isinstance(p, Unchanged) else p.old for p in hunk.pieces]
        assert "".join("".join(pieces).split()) in "".join(old.split())
        for change in hunk.changes:
            assert isinstance(change, HunkChange)
            assert change.old.strip() in old
            assert change.new.strip() in new
