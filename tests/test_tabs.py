"""A table as lines of tabs is what joining its rows one by one gives."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from collate.cli.tabular import ROW_FORMATS
from collate.cli.tsv import alignment_tsv
from collate.model.alignment import GAP

STRINGS = [
    "the",
    "",
    "λόγος",
    "𝒜",
    "self-\nevident",
    "a\tb",
    "back\\slash",
    "\r",
    "x" * 7,
    "x" * 8,
    "ÿ",
    "\ud800",
    "w" * 70,
]


def joined(head: Sequence[str], codes: npt.NDArray[np.int32], strings: Sequence[str]) -> bytes:
    rows = [(n, *("" if c == GAP else strings[c] for c in row)) for n, row in enumerate(codes.tolist())]
    return ROW_FORMATS["tsv"](head, rows).encode("utf-8", "surrogatepass")


@settings(max_examples=60, deadline=None)
@given(st.data(), st.integers(0, 12), st.integers(1, 4), st.sampled_from([2, 12, len(STRINGS)]))
def test_rows_set_at_once_are_rows_joined_one_by_one(data: st.DataObject, height: int, width: int, kinds: int) -> None:
    cells = st.integers(GAP, kinds - 1)
    codes = np.array([[data.draw(cells) for _ in range(width)] for _ in range(height)], np.int32).reshape(-1, width)
    head = ("column", "A\tB", *"CDE"[: width - 1])
    assert alignment_tsv(head, codes, STRINGS) == joined(head, codes, STRINGS)


@pytest.mark.parametrize("height", [999, 1000, 1001, 9_999, 10_001, 100_001])
def test_rows_are_numbered_past_every_power_of_ten(height: int) -> None:
    codes = (np.arange(height, dtype=np.int32) % len(STRINGS))[:, None] - 1
    assert alignment_tsv(("column", "A"), codes, STRINGS) == joined(("column", "A"), codes, STRINGS)
