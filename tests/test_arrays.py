"""The array operations that several rooms share."""

import ast
from pathlib import Path

import numpy as np

from collate._arrays import all_in_row, any_in_row, is_one_of, mix64, unique_inverse

PACKAGE = Path(__file__).parent.parent / "collate"


def test_distinct_values_are_sorted_and_the_inverse_restores_the_array() -> None:
    distinct, inverse = unique_inverse(np.array([5, -1, 5, 3], np.int32))
    assert distinct.tolist() == [-1, 3, 5]
    assert inverse.tolist() == [2, 0, 2, 1]
    assert distinct.dtype == np.int64


def test_no_values_have_no_distinct_values() -> None:
    distinct, inverse = unique_inverse(np.array([], np.int64))
    assert distinct.tolist() == [] == inverse.tolist()


def test_mixed_values_stay_distinct_and_zero_stays_zero() -> None:
    mixed = mix64(np.arange(10_000, dtype=np.uint64))
    assert mixed[:3].tolist() == [0, 5778359729058925284, 2384439411757675793]
    assert len(set(mixed.tolist())) == 10_000


def test_array_types_and_multipliers_are_defined_once() -> None:
    for path in PACKAGE.rglob("*.py"):
        if path.name == "_arrays.py":
            continue
        text = path.read_text(encoding="utf-8")
        assert "0x9e3779b9" not in text.lower(), path
        for node in ast.parse(text).body:
            assert not (isinstance(node, ast.Assign) and "NDArray[" in ast.unparse(node.value)), (path, node.lineno)


def test_values_that_are_one_of_a_few_are_found() -> None:
    assert is_one_of(np.array([5, 1, 7, 5], np.uint32), [5, 7, 9]).tolist() == [True, False, True, True]
    assert is_one_of(np.array([5, 1], np.int32), []).tolist() == [False, False]


def test_rows_are_compared_alike_for_few_columns_and_for_many() -> None:
    for columns in (0, 1, 2, 16, 17):
        cells = np.random.default_rng(columns).random((50, columns)) < 0.9 ** (columns % 3)
        assert any_in_row(cells).tolist() == [any(row) for row in cells.tolist()]
        assert all_in_row(cells).tolist() == [all(row) for row in cells.tolist()]
