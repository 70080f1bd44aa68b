"""Is JSON laid out as the encoder of Python does it?"""

import gc
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from collate.rendering.json.layout import laid_out

SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner) | st.lists(inner).map(tuple) | st.dictionaries(st.text(), inner)
)


@given(VALUES, st.integers(0, 3))
def test_a_value_is_laid_out_as_the_encoder_of_python_does_it(value: object, depth: int) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=1)
    assert laid_out(value, depth) == text.replace("\n", "\n" + " " * depth)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({}, "{}"),
        ([], "[]"),
        ((), "[]"),
        ([[1, 2]], "[\n [\n  1,\n  2\n ]\n]"),
        ({"a": {"λ": None}}, '{\n "a": {\n  "λ": null\n }\n}'),
        ([True, 0.5, -0.0, 'a "b"\n'], '[\n true,\n 0.5,\n -0.0,\n "a \\"b\\"\\n"\n]'),
        ("a\ud800b", '"a\\ud800b"'),
    ],
)
def test_a_value_as_it_is_laid_out(value: object, text: str) -> None:
    assert laid_out(value) == text


def test_nothing_is_left_in_memory_for_the_garbage_collector() -> None:
    # Commands switch the collector off, so a cycle for each entry would stay until the end.
    gc.collect()
    for number in range(100):
        laid_out({"n": number, "spans": [[0, 1]]})
    assert gc.collect() == 0
