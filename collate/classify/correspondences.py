"""The general table of letters that writers of many centuries write for one another: `data/correspondences.toml`."""

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from collate.files.package_data import DATA, package_table

SegmentPair = tuple[str, str]

LONGEST_WORD: Final = 40  # letters; the rest of a longer word is ignored
WORD_START: Final = "\x02"
WORD_END: Final = "\x03"
# The share of all segments that each row of a table of the file has, in either direction.
_SHARES: Final = {"often": 0.004, "usual": 0.0012, "seldom": 0.0003}
_OTHER_SCRIPTS: Final = 0.0012
USUAL_SHARE: Final = _SHARES["usual"]  # of what many writers do, or more
_BORDERS: Final = str.maketrans({"^": WORD_START, "$": WORD_END})
_SIGNS_OF_BORDERS: Final = str.maketrans({WORD_START: "^", WORD_END: "$"})


def with_borders(word: str) -> str:
    """Return a folded word with its borders as letters."""
    return f"{WORD_START}{word[:LONGEST_WORD]}{WORD_END}"


def shown(segment: str) -> str:
    """Return a segment with ^ and $ for the word borders."""
    return segment.translate(_SIGNS_OF_BORDERS)


@cache
def correspondences() -> Mapping[SegmentPair, float]:
    """Return the share of all segments that each correspondence is expected to have; both directions are keys."""
    shares: dict[SegmentPair, float] = {}
    for name, rows in package_table(DATA / "correspondences.toml").items():
        share = _SHARES.get(name, _OTHER_SCRIPTS)
        for row in rows.split():
            left, _, right = row.translate(_BORDERS).partition("/")
            for segment in ((left, right), (right, left)):
                shares.setdefault(segment, share)  # the first of several rows is the likeliest
    return MappingProxyType(shares)
