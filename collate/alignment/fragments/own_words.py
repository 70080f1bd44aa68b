"""Place the words of a hand that testifies to nothing else: where its file has them, beside those of its manuscript."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32
from collate.alignment.exact.gaps import NO_MATCHES, Matches
from collate.alignment.fragments.local_alignment import Passage, passages_of
from collate.alignment.options import Limits
from collate.alignment.progressive.native import match_open
from collate.alignment.progressive.profile import Profile, add_witness, column_positions, insertion_points
from collate.alignment.scoring import Scoring
from collate.model.annotations import AnnotationName
from collate.model.origins import FilePosition
from collate.model.tokens import Tokens

MOST_AROUND: Final = 3  # words of the manuscript, on each side, among which a passage is looked for


def stand_in_one_file(hand: Tokens, manuscript: Tokens) -> bool:
    """Return whether the words of a hand and of its manuscript were read from the same files, with their places."""
    one, other = hand.witness, manuscript.witness
    return bool(one.origins and other.origins) and one.sources == other.sources


def add_own_words(
    profile: Profile, own_ids: Int32, manuscript: Tokens, hand: Tokens, scoring: Scoring, limits: Limits
) -> tuple[Int32, dict[Passage, bool]]:
    """Add the passages of a hand to a profile, each where it stands among the words of its manuscript.

    A search by words alone cannot place them: most are one word or two, which a text has many times.

    Parameters
    ----------
    profile : Profile
        The manuscripts, and the hands that were added before.
    own_ids : (n,) int32
        The id of the column of each token of the manuscript.
    manuscript, hand : Tokens
    scoring : Scoring
    limits : Limits

    Returns
    -------
    column_ids : (m,) int32
        Of each token of the hand.
    is_placed : dict
        Whether each passage is placed: all are.
    """
    passages = passages_of(hand)
    own = column_positions(profile)[own_ids]
    before = _words_before(manuscript, [_positions(hand, p.start, p.start + 1)[0] for p in passages])
    insert_before = np.zeros(len(hand), np.int32)
    found: list[Matches] = []
    floor = 0
    for passage, place in zip(passages, before, strict=True):
        is_open = _open_columns(len(profile), own, manuscript, hand, passage, place, scoring)
        is_open[:floor] = False
        is_kept = np.zeros(len(hand), bool)
        is_kept[passage.start : passage.stop] = True
        matches = match_open(profile, is_open, hand.form, is_kept, NO_MATCHES, scoring, limits)
        words = slice(passage.start, passage.stop)
        if len(matches.rows):
            of_passage = Matches(matches.rows, matches.columns - passage.start)
            insert_before[words] = insertion_points(of_passage, passage.stop - passage.start)
            floor = int(matches.rows[-1]) + 1
        else:
            floor = max(floor, int(own[place - 1]) + 1 if place else 0)
            insert_before[words] = floor
        found.append(matches)
    every = Matches(
        np.concatenate([NO_MATCHES.rows, *(m.rows for m in found)]),
        np.concatenate([NO_MATCHES.columns, *(m.columns for m in found)]),
    )
    return add_witness(profile, hand.form, every, insert_before), dict.fromkeys(passages, True)


def _open_columns(
    columns: int, own: Int32, manuscript: Tokens, hand: Tokens, passage: Passage, place: int, scoring: Scoring
) -> Bool:
    """Return (columns,) bool: where a passage may stand.

    That is between the words of the manuscript around its place, and where the words stand that it replaces, or equal
    ones.

    Parameters
    ----------
    columns
        How many there are.
    own : (n,) int32
        The positions of the tokens of the manuscript.
    manuscript, hand : Tokens
    passage : Passage
        Of the hand.
    place
        How many tokens of the manuscript precede it.
    scoring : Scoring
    """
    replaced = _replaced(hand, passage)
    around = max(replaced, min(passage.stop - passage.start, MOST_AROUND))
    first, last = max(place - around, 0), min(place + around, len(own))
    is_open = np.zeros(columns, bool)
    top = int(own[first - 1]) + 1 if first else 0
    is_open[top : int(own[last]) if last < len(own) else columns] = True
    words = scoring.anchor_keys(hand.form[passage.start : passage.stop])
    is_closed = ~np.isin(scoring.anchor_keys(manuscript.form[first:last]), words)
    is_closed[max(place - replaced, 0) - first : place + replaced - first] = False
    is_open[own[first:last][is_closed]] = False
    return is_open


def _replaced(hand: Tokens, passage: Passage) -> int:
    """Return how many words a passage replaces, as its source says."""
    start, end = int(hand.spans[passage.start, 0]), int(hand.spans[passage.stop - 1, 1])
    said = hand.witness.annotations.over(start, end, (AnnotationName.REPLACES,))
    return sum(len(annotation.value.split()) for annotation in said)


def _words_before(manuscript: Tokens, places: Sequence[FilePosition]) -> list[int]:
    """Return for each place of the files the number of words of the manuscript up to the last one that precedes it."""
    starts = _positions(manuscript, 0, len(manuscript))
    order = sorted(range(len(starts)), key=starts.__getitem__)
    in_file = [starts[n] for n in order]
    preceding = [bisect_left(in_file, place) for place in places]
    return [order[n - 1] + 1 if n else 0 for n in preceding]


def _positions(tokens: Tokens, first: int, stop: int) -> list[FilePosition]:
    origins = tokens.witness.origins
    return [origins.position(start) for start in tokens.spans[first:stop, 0].tolist()]
