"""The sentences and lines of a witness are recognised by hashes, which are computed in blocks of the text."""

from unittest.mock import patch

import numpy as np
import pytest

from collate.alignment.relations import searched_text
from collate.alignment.relations.searched_text import _part_hashes

KEYS = np.array([3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8, 9, 7, 9, 3, 2, 3, 8, 4], np.int32)


@pytest.mark.parametrize(
    "starts", [[0], [0, 3], [0, 17], [0, 1, 2, 19], [4, 5, 12], [0, 2, 4, 6, 8, 10, 12, 14, 16, 18]]
)
@pytest.mark.parametrize("block", [1, 2, 3, 7, 20, 100])
def test_the_hashes_of_parts_do_not_depend_on_blocks(starts: list[int], block: int) -> None:
    begins = np.array(starts)
    ends = np.append(begins, len(KEYS))[1:]
    whole = _part_hashes(KEYS, begins, ends)
    with patch.object(searched_text, "_KEYS_AT_ONCE", block):
        assert _part_hashes(KEYS, begins, ends).tolist() == whole.tolist()


def test_equal_parts_have_equal_hashes_and_others_have_not() -> None:
    keys = np.array([1, 2, 3, 1, 2, 3, 3, 2, 1, 1, 2], np.int32)
    first, again, backwards, shorter = _part_hashes(keys, np.array([0, 3, 6, 9]), np.array([3, 6, 9, 11])).tolist()
    assert first == again
    assert len({first, backwards, shorter}) == 3
