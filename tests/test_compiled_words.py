"""What the compiled kernel does from a text to its codes, and from a table to lines, is what the twins in numpy do."""

import re
import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate._arrays import GOLDEN_MULTIPLIER, Int32, UInt64
from collate._codepoints import (
    WHITE_SPACE,
    CodePoints,
    _used_strings,
    code_points,
    factorize_spans,
    factorize_spans_in_numpy,
    spans_match,
    spans_match_in_numpy,
)
from collate.cli.tabular import escape_cell
from collate.cli.tsv import _encoded_cells, _lines, _lines_in_numpy, alignment_tsv
from collate.kernel import is_compiled, kernel_in_words

needs_kernel = pytest.mark.skipif(not is_compiled(), reason=f"the compiled kernel does not run: {kernel_in_words()}")

# Letters of one, two and four bytes, halves of characters, NUL, the last code point, and white space.
LETTERS = "ab\0éπ\ud800\udc00\uffff\U0001d11e\U0010ffff"
TEXTS = st.text(st.sampled_from(LETTERS + " \n\x1c\u3000"), max_size=200)
STRINGS = st.lists(st.text(st.sampled_from(LETTERS + " \t\n\r\\"), max_size=12), max_size=30)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, Int32]:
    """Return a text, and spans in it that are in order and not empty."""
    text = draw(TEXTS) * draw(st.sampled_from([1, 1, 7]))
    cuts = sorted(draw(st.sets(st.integers(0, len(text)), max_size=60)))
    cuts = cuts[: len(cuts) // 2 * 2]
    return text, np.array(cuts, np.int32).reshape(-1, 2)


def words_of(text: str) -> Int32:
    """Return the spans of what stands between white space."""
    found = [match.span() for match in re.finditer(f"[^{re.escape(WHITE_SPACE)}]+", text)]
    return np.array(found, np.int32).reshape(-1, 2)


def reads_back(points: CodePoints, spans: Int32, codes: Int32, strings: list[str]) -> tuple[bool, bool]:
    """Return what the kernel answers, and what its twin answers, on strings that fit the width of the text."""
    words, which = _used_strings(codes, strings)
    word_points = code_points("".join(words)).astype(points.dtype)
    sizes = np.fromiter(map(len, words), np.int64, len(words))
    return (
        spans_match(points, spans, codes, strings),
        spans_match_in_numpy(points, spans, which, word_points, sizes),
    )


@given(texts_with_spans())
def test_groups_are_those_of_a_dictionary(text_and_spans: tuple[str, Int32]) -> None:
    text, spans = text_and_spans
    strings = [text[start:end] for start, end in spans.tolist()]
    distinct = list(dict.fromkeys(strings))
    for factorize in (factorize_spans, factorize_spans_in_numpy):
        firsts, group = factorize(code_points(text), spans)
        assert [strings[k] for k in firsts.tolist()] == distinct
        assert [distinct[k] for k in group.tolist()] == strings


def colliding_words(count: int) -> UInt64:
    """Return words (count, 2) of two blocks, which one hash without a key, that multiplies and shifts, gives one value.

    The kernel once had this hash: the second block undoes what the first one did.
    """
    first = np.random.default_rng(17).integers(0, 1 << 63, count, dtype=np.uint64)
    hashes = (np.full(count, 16, np.uint64) * GOLDEN_MULTIPLIER ^ first) * GOLDEN_MULTIPLIER
    return np.stack([first, hashes ^ hashes >> np.uint64(31)], axis=1)


@needs_kernel
def test_words_that_are_made_to_collide_have_different_hashes() -> None:
    from collate.kernel import _compiled

    words = colliding_words(1024)
    hashes = [_compiled.span_hash(word.view(np.uint8)) for word in words]
    assert len(set(hashes)) == 1024
    assert len({span_hash >> 54 for span_hash in hashes}) > 500  # of 1024 slots, about 647 are used by chance


@needs_kernel
def test_each_process_has_its_own_hashes_and_the_same_groups() -> None:
    program = (
        "import numpy as np; from collate._codepoints import code_points, factorize_spans; from collate.kernel import _compiled\n"
        "print(_compiled.span_hash(np.frombuffer(b'word', np.uint8)))\n"
        "print(factorize_spans(code_points('ab cd ab'), np.array([[0, 2], [3, 5], [6, 8]], np.int32)))"
    )
    outputs = [
        subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split(
            "\n", 1
        )
        for _ in range(2)
    ]
    (one_hash, one), (other_hash, other) = outputs
    assert one_hash != other_hash
    assert one == other == "(array([0, 1]), array([0, 1, 0], dtype=int32))\n"


@needs_kernel
@given(TEXTS, st.data())
def test_a_text_reads_back_as_in_numpy(text: str, data: st.DataObject) -> None:
    points, spans = code_points(text), words_of(text)
    strings = [text[start:end] for start, end in spans.tolist()]
    codes = np.arange(len(strings), dtype=np.int32)
    if strings:
        assert reads_back(points, spans, codes, strings) == (True, True)
        changed = data.draw(st.sampled_from(range(len(strings))))
        strings[changed] = data.draw(st.sampled_from([strings[changed] + "a", strings[changed][1:], strings[changed]]))
        whole = strings[changed] == text[slice(*spans[changed].tolist())]
        assert reads_back(points, spans, codes, strings) == (whole, whole)
        kept = np.arange(len(strings)) != changed
        if kept.any():
            assert reads_back(points, spans[kept], codes[kept], strings) == (False, False)


@needs_kernel
@given(STRINGS, st.integers(1, 4), st.data())
def test_lines_are_those_of_numpy(strings: list[str], witnesses: int, data: st.DataObject) -> None:
    cells = st.lists(st.integers(-1, len(strings) - 1), min_size=witnesses, max_size=witnesses)
    rows = data.draw(st.lists(cells, max_size=40)) * data.draw(st.sampled_from([1, 1, 60]))
    codes = np.array(rows, np.int32).reshape(-1, witnesses)
    expected = "".join(
        "\t".join([str(k), *("" if code < 0 else escape_cell(strings[code]) for code in row)]) + "\n"
        for k, row in enumerate(rows)
    ).encode("utf-8", "surrogatepass")
    encoded = _encoded_cells(strings)
    assert _lines(codes, *encoded) == _lines_in_numpy(codes, *encoded) == expected
    assert alignment_tsv(["n"], codes, strings) == b"n\n" + expected


TEXT = np.frombuffer(b"ab ab", np.uint8)
SPANS = np.array([[0, 2], [3, 5]], np.int32)
BOUNDS = np.array([0, 2], np.int64)
WHITE = np.zeros(33, np.uint8)
GROUPED = {"points": TEXT, "width": 1, "spans": SPANS, "firsts": np.zeros(2, np.int64), "group": np.zeros(2, np.int32)}
READ = {
    "points": TEXT, "width": 1, "spans": SPANS, "codes": np.zeros(2, np.int32), "strings": TEXT[:2], "bounds": BOUNDS, "white": WHITE,
}  # fmt: skip
LINES = {
    "codes": np.zeros((1, 1), np.int32), "number": 0, "cells": TEXT[:2], "bounds": BOUNDS, "lines": np.zeros(99, np.uint8),
}  # fmt: skip
NOT_IN_TEXT = "spans: a span is not within the text, or not after the one before it"
MISFITS = [
    ("grouped_spans", GROUPED, {"width": 3}, "points: code points of another width"),
    ("grouped_spans", GROUPED, {"width": 2}, "points: a part of a code point"),
    ("grouped_spans", GROUPED, {"spans": SPANS + np.int32(1)}, NOT_IN_TEXT),
    ("grouped_spans", GROUPED, {"spans": SPANS - np.int32(1)}, NOT_IN_TEXT),
    ("grouped_spans", GROUPED, {"spans": SPANS[::-1].copy()}, NOT_IN_TEXT),
    ("grouped_spans", GROUPED, {"spans": np.array([[0, 2], [3, -(2**31)]], np.int32)}, NOT_IN_TEXT),
    ("grouped_spans", GROUPED, {"spans": SPANS.reshape(1, 4)}, "spans: not as long as the arrays beside it"),
    ("grouped_spans", GROUPED, {"firsts": np.zeros(1, np.int64)}, "firsts: not as long as the arrays beside it"),
    ("reads_back", READ, {"spans": np.array([[0, 2], [3, 6]], np.int32)}, NOT_IN_TEXT),
    ("reads_back", READ, {"codes": np.array([0, 1], np.int32)}, "codes: an index is out of range"),
    ("reads_back", READ, {"codes": np.array([0, -1], np.int32)}, "codes: an index is out of range"),
    ("reads_back", READ, {"bounds": np.array([0, 3])}, "bounds: a range is not within the array"),
    ("reads_back", READ, {"bounds": np.array([2, 0])}, "bounds: a range is not within the array"),
    ("reads_back", READ, {"bounds": np.zeros(0, np.int64)}, "bounds: empty"),
    ("tabbed_lines", LINES, {"codes": np.full((1, 1), -2, np.int32)}, "codes: an index is out of range"),
    ("tabbed_lines", LINES, {"codes": np.ones((1, 1), np.int32)}, "codes: an index is out of range"),
    ("tabbed_lines", LINES, {"bounds": np.array([0, 2**62])}, "bounds: a range is not within the array"),
    ("tabbed_lines", LINES, {"number": -1}, "number: out of range"),
    ("tabbed_lines", LINES, {"lines": np.zeros(8, np.uint8)}, "an array that is written to is too short"),
]


@needs_kernel
@pytest.mark.parametrize(("function", "fitting", "changed", "reason"), MISFITS)
def test_what_does_not_fit_is_refused(
    function: str, fitting: dict[str, object], changed: dict[str, object], reason: str
) -> None:
    from collate.kernel import _compiled

    with pytest.raises(ValueError, match=f"^{re.escape(reason)}$"):
        getattr(_compiled, function)(*(fitting | changed).values())


@needs_kernel
@pytest.mark.parametrize(
    ("function", "fitting", "answer"), [("grouped_spans", GROUPED, 1), ("reads_back", READ, False), ("tabbed_lines", LINES, 5)]
)  # fmt: skip
def test_what_fits_is_not_refused(function: str, fitting: dict[str, object], answer: object) -> None:
    from collate.kernel import _compiled

    assert getattr(_compiled, function)(*fitting.values()) == answer
