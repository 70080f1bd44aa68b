"""What a text does throughout is its habit, and no error: each rule that can be one is asked here.

A French text has a space before `;`, an index has a comma at the end of each entry. Such a file
would have thousands of findings, and none of them is a slip.
"""

from collections.abc import Sequence
from typing import Final

from collate.model.findings import Match

SHARE: Final = 10  # a rule that would speak in more than one of ten chances meets a habit
MIN_HABIT: Final = 4  # findings that a habit has at least


def out_of_habit(
    found: Sequence[Match], chances: int, share: int = SHARE, least_of_most: int = MIN_HABIT
) -> Sequence[Match]:
    """Return the findings of a rule, or none if they are the habit of the text.

    `chances` is how often the text could have broken the rule: its semicolons, its paragraphs. It need not be exact: a
    habit is far from a slip. Of a rule that is broken in most chances, `least_of_most` findings are a habit.
    """
    is_frequent = len(found) >= MIN_HABIT and len(found) * share > chances
    is_of_most = len(found) >= least_of_most and len(found) * 2 >= chances
    return () if is_frequent or is_of_most else found
