"""Rewritten passages: where two witnesses say another thing, and meet in a chance word here and there.

No placement of single words means anything in such a passage, so it is one place. It reaches as
far as unlike words outweigh those that the two have in common: a heaviest stretch, ended where
it has lost too much (after Ruzzo and Tompa 1999). The table is not altered.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Float64, Int8, Int32, Int64, Object, unique_inverse
from collate.alignment.scoring import Scoring, build_scoring
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Sort

# Weights, in unlike words that stand opposite each other.
UNPAIRED_WEIGHT: Final = 0.1  # a word that stands opposite nothing
LONG_RUN: Final = 12  # words opposite nothing that follow one another: an addition or an omission, and no rewriting
SHARED_WEIGHT: Final = 2.0  # a word in common, of mean rarity: one such undoes two that are unlike
SIMILAR_WEIGHT: Final = 1.0  # two words that are alike: spelling and endings are no rewriting
MARK_WEIGHT: Final = 0.25  # a mark in common
MAX_LOSS: Final = 1.6  # what a passage may lose between two of its parts: `of the`, not a verb
LEAST_WEIGHT: Final = 4.0  # what a passage must weigh, so that two changed words beside each other are none
LEAST_PARTS: Final = 2  # stretches of unlike words: one alone is a place by itself already
LEAST_UNLIKE: Final = 4  # unlike words that stand opposite each other
SIMILAR: Final = 0.75  # similarity of letters; above it two words answer each other
DOUBTFUL: Final = 0.5  # of a place; from here another is as likely, so a word met there counts half, and none is like
MAX_PAIRS: Final = 28  # pairs of witnesses that are all compared; of more, each with the longest

Spans = list[tuple[int, int]]


class _Columns(NamedTuple):
    """What all pairs of witnesses are judged by; forms and sorts (columns, witnesses), GAP where there is no token."""

    letters: Scoring
    forms: Int32
    sorts: Int8


def rewritten_stretches(alignment: Alignment) -> Spans:
    """Give the columns [start, stop) of rewritten passages, in order and apart."""
    known = _Columns(build_scoring(alignment.tokens), alignment.codes("form"), alignment.sorts())
    found = [span for one, other in _pairs(alignment) for span in _rewritten_between(alignment, one, other, known)]
    joined: Spans = []
    for start, stop in sorted(found):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(stop, joined[-1][1])
        else:
            joined.append((start, stop))
    return joined


def _pairs(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Give the pairs of unlike witnesses to compare: twins, one complete and one a fragment, may stand otherwise."""
    kept = {
        (t.form.tobytes(), alignment.testimony[:, w].tobytes(), alignment.doubts[:, w].tobytes()): w
        for w, t in reversed(list(enumerate(alignment.tokens)))
    }
    witnesses = sorted(kept.values())
    if len(witnesses) * (len(witnesses) - 1) // 2 <= MAX_PAIRS:
        yield from combinations(witnesses, 2)
    else:
        longest = max(witnesses, key=lambda w: (len(alignment.tokens[w]), alignment.tokens[w].witness.text))
        yield from ((longest, w) for w in witnesses if w != longest)


def _rewritten_between(alignment: Alignment, one: int, other: int, known: _Columns) -> Spans:
    """Give the rewritten passages between two witnesses; words equal but for accents and points are in common."""
    letters, forms, sorts = known
    both = (alignment.testimony[:, [one, other]] <= Testimony.OMITS).all(axis=1)
    at = np.flatnonzero(both & ((forms[:, one] != GAP) | (forms[:, other] != GAP)))
    if not len(at):
        return []
    left, right = forms[at, one], forms[at, other]
    word = np.maximum(sorts[at, one], sorts[at, other]) == Sort.WORD
    same = (left != GAP) & (right != GAP) & (letters.key_codes[left] == letters.key_codes[right])
    opposite = ~same & (left != GAP) & (right != GAP) & word
    alike = np.zeros(len(at), bool)
    doubtful = alignment.doubts[at][:, [one, other]].max(axis=1) >= DOUBTFUL
    asked = np.flatnonzero(opposite & ~doubtful)
    alike[asked] = _are_similar(letters.keys, left[asked], right[asked])
    rarity = np.minimum(letters.rarity[left[same]], letters.rarity[right[same]]) / 1000.0
    weight = np.zeros(len(at))
    weight[same] = np.where(word[same], -SHARED_WEIGHT * rarity, -MARK_WEIGHT) * np.where(doubtful[same], 0.5, 1.0)
    weight[opposite] = np.where(alike[opposite], -SIMILAR_WEIGHT, 1.0)
    weight[~same & word & ~opposite] = UNPAIRED_WEIGHT
    weight[_long_runs((left == GAP).astype(np.int8) - (right == GAP).astype(np.int8))] = -2 * MAX_LOSS
    differs = weight > 0
    return [(int(at[first]), int(at[last]) + 1) for first, last in _heavy_spans(weight, differs, opposite & ~alike)]


def _long_runs(lacking: Int8) -> Bool:
    """Say where the same side has nothing over LONG columns or more."""
    starts = np.append(0, np.flatnonzero(lacking[1:] != lacking[:-1]) + 1)
    sizes = np.diff(np.append(starts, len(lacking)))
    return np.repeat((sizes >= LONG_RUN) & (lacking[starts] != 0), sizes)


def _heavy_spans(weight: Float64, differs: Bool, unlike: Bool) -> Spans:
    """Give the first and last of each stretch that outweighs what it has in common."""
    if not differs.any():
        return []
    starts = np.append(0, np.flatnonzero(differs[1:] != differs[:-1]) + 1)
    sums = np.add.reduceat(weight, starts)
    opposed = np.add.reduceat(unlike.astype(np.int64), starts)
    ends = np.append(starts[1:], len(weight))
    part = differs[starts]
    # Only where two parts with little in common between them follow each other need one look closer.
    open_ = np.flatnonzero(~part & (sums < -MAX_LOSS))
    groups = unique_inverse(np.concatenate(([0], open_, open_ + 1)))[0]
    groups = groups[groups < len(starts)]
    worth = (np.add.reduceat(part.astype(np.int64), groups) >= LEAST_PARTS) & (
        np.add.reduceat(opposed, groups) >= LEAST_UNLIKE
    )
    bounds = zip(groups[worth].tolist(), np.append(groups[1:], len(starts))[worth].tolist(), strict=True)
    return [
        span for first, last in bounds for span in _maximal_spans(range(first, last), sums, opposed, part, starts, ends)
    ]


def _maximal_spans(
    group: Sequence[int],
    sums: Float64,
    opposed: Int64,
    part: Bool,
    starts: Int64,
    ends: Int64,
) -> Spans:
    """Give the stretches of one group of parts, each ended where it has lost more than a bridge may cost."""
    found: Spans = []
    first, best, value, top = -1, -1, 0.0, 0.0

    def close() -> None:
        kept = [k for k in group if first <= k <= best and part[k]] if first >= 0 else []
        if top >= LEAST_WEIGHT and len(kept) >= LEAST_PARTS and int(opposed[kept].sum()) >= LEAST_UNLIKE:
            found.append((int(starts[first]), int(ends[best]) - 1))

    for k in group:
        if first < 0:
            if part[k]:
                first, best, value, top = k, k, float(sums[k]), float(sums[k])
            continue
        value += float(sums[k])
        if part[k] and value >= top:
            best, top = k, value
        elif top - value > MAX_LOSS or value < 0:
            close()
            first, best, value, top = (k, k, float(sums[k]), float(sums[k])) if part[k] else (-1, -1, 0.0, 0.0)
    close()
    return found


def _are_similar(keys: Object, one: Int32, other: Int32) -> Bool:
    """Say of pairs of forms whether their letters are much alike."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    pairs, which = unique_inverse(one.astype(np.int64) * len(keys) + other)
    left, right = keys[pairs // len(keys)].tolist(), keys[pairs % len(keys)].tolist()
    similarity = cpdist(left, right, scorer=Indel.normalized_similarity, dtype=np.float32)
    return np.asarray(similarity[which] >= SIMILAR)
