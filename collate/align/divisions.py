"""Word division: the same letters in the same place with other borders, `in to` beside `into`."""

from collections import defaultdict
from typing import Final

import numpy as np

from collate.alignment import GAP, Link, Testimony
from collate.normalise import letters
from collate.tokens import Bytes, Ints, Sort, Tokens

LONGEST: Final = 3  # columns that one division may span: `to - day` and `today`


def divisions(tokens: tuple[Tokens, ...], table: Ints, testimony: Bytes) -> tuple[Link, ...]:
    """Find the places where witnesses have the same letters in unlike numbers of words.

    Places are looked for where at least one witness has no token, and do not overlap; the
    shortest and leftmost wins.
    """
    holes = (table == GAP) & (testimony == Testimony.OMITS)
    candidates = np.flatnonzero(holes.any(axis=1)).tolist()
    keys = [letters(s) for s in tokens[0].vocabulary.strings] if candidates else []
    links: list[Link] = []
    for column in candidates:
        link = _at(column, tokens, table, testimony, keys)
        if link is not None and (not links or links[-1].stop <= link.start):
            links.append(link)
    return tuple(links)


def _at(column: int, tokens: tuple[Tokens, ...], table: Ints, testimony: Bytes, keys: list[str]) -> Link | None:
    """Find the shortest division that includes a column with a hole."""
    for length in range(2, LONGEST + 1):
        for start in range(max(0, column - length + 1), min(column, len(table) - length) + 1):
            found = _same_letters(start, start + length, tokens, table, testimony, keys)
            if found:
                return Link(start, start + length, found)
    return None


def _same_letters(
    start: int, stop: int, tokens: tuple[Tokens, ...], table: Ints, testimony: Bytes, keys: list[str]
) -> tuple[int, ...]:
    """Give the witnesses that share their letters in these columns, if they divide them otherwise."""
    if (testimony[start:stop].clip(Testimony.OMITS) != testimony[start].clip(Testimony.OMITS)).any():
        return ()  # a witness falls silent within: its words must not be swallowed
    words: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for w, witness in enumerate(tokens):
        here = table[start:stop, w]
        here = here[here != GAP]
        if not len(here) or (testimony[start:stop, w] > Testimony.OMITS).any():
            continue
        if (witness.sort[here] != Sort.WORD).any():
            continue
        words["".join(keys[c] for c in witness.form[here].tolist())].append((w, len(here)))
    for found in words.values():
        if len({n for _, n in found}) > 1:
            return tuple(sorted(w for w, _ in found))
    return ()
