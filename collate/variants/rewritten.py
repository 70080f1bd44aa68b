"""Rewritten stretches: two witnesses say something else, and share only words that are equal by chance.

How single words are aligned there means nothing, so such a stretch is one unit. It extends as long as unlike
words outweigh the words that both have: a maximal scoring span, ended where it has lost too much (after Ruzzo
and Tompa 1999). The table does not change.
"""

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Float32, Float64, Int8, Int32, Int64, Object, all_in_row, unique_inverse
from collate.alignment.scoring import Scoring, build_scoring
from collate.alignment.twins import manuscripts_of_distinct, without_twins
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Sort
from collate.model.voices import principals
from collate.text.addresses import is_address
from collate.text.proclitics import similarity, without_shared_particles
from collate.variants.replaced import interrupted_runs, joined_over, replaced_runs, to_marks, with_brackets
from collate.variants.written_short import written_short

# Weights: 1 is that of two unlike words in one column.

UNPAIRED_WEIGHT: Final = 0.1  # a word in a column where the other witness has none
BRACKETS: Final = frozenset('<>()[]{}«»“”‘’"')  # marks that go with the words that they enclose
SHORT_LETTERS: Final = 3
ADDRESS_WORDS: Final = 3  # an address of the web says as much as some words
SHORT_WORD: Final = 0.5  # a shared word of so few letters weighs half: in a short text rarity does not tell particles
FIRST_IDEOGRAPH: Final = "\u2e80"  # from here on, a word of one sign is no particle
LONG_RUN: Final = 12  # consecutive words without a partner: an addition or omission, not a rewriting
SHARED_WEIGHT: Final = 1.0  # a shared word of mean rarity outweighs one pair that is unlike
SIMILAR_WEIGHT: Final = 1.0  # two similar words: another spelling or ending is no rewriting
MARK_WEIGHT: Final = 0.25  # a shared punctuation mark
MAX_LOSS: Final = 1.6  # what a stretch may lose between two of its parts: `of the`, not a verb
LEAST_WEIGHT: Final = 4.0  # of a stretch, so that two changed words side by side are none
LEAST_PARTS: Final = 2  # parts of unlike words: one part is a unit already
LEAST_UNLIKE: Final = 4  # columns with two unlike words
ALIKE: Final = 0.6  # similarity of letters; words so alike are an entry of their own, as in `boundaries`
ENDING_LETTERS: Final = 2
LEAST_LETTERS: Final = 4  # of the longer one of two words that are alike
SIMILAR: Final = 0.75  # similarity of letters; above it two words correspond to each other
SURELY_ALIKE: Final = 0.8  # below it words that are alike also begin or end alike: not `the` and `other`
DOUBTFUL: Final = 0.25  # doubt; from here a shared word counts half, and no word counts as similar
MAX_PAIRS: Final = 28  # up to so many, all pairs of witnesses are compared; else each with the longest

Spans = list[tuple[int, int]]


class _Columns(NamedTuple):
    """What all pairs of witnesses are compared by.

    forms  (columns, witnesses) int32   GAP where there is no token
    sorts  (columns, witnesses) int8    GAP where there is no token
    brackets  (forms + 1,) bool         whether a form is a bracket; the last is for GAP
    short  (forms + 1,) bool            whether a form is a word of few letters; the last is for GAP
    links  (columns, witnesses) bool    whether a word is one with others: a division, a contraction and its words
    words  (forms + 1,) int64           as how many words a form counts; the last is for GAP
    brief  (columns, witnesses) bool    whether a word is written short, by its source or its signs: ιυ for Ἰησοῦ
    """

    scoring: Scoring
    forms: Int32
    sorts: Int8
    brackets: Bool
    short: Bool
    words: Int64
    links: Bool
    brief: Bool


def rewritten_stretches(alignment: Alignment) -> Spans:
    """Return the columns [start, stop) of the rewritten stretches, in order, without overlaps."""
    distinct, twin_of = without_twins(alignment.tokens)
    manuscript_of = manuscripts_of_distinct(alignment.tokens, twin_of)
    manuscripts = [t for w, t in enumerate(distinct) if w == manuscript_of[w]]
    scoring = build_scoring(manuscripts, hands=[t for w, t in enumerate(distinct) if w != manuscript_of[w]])
    strings = alignment.tokens[0].vocabulary.strings if alignment.tokens else ()
    brackets = np.append(np.fromiter((string in BRACKETS for string in strings), bool, len(strings)), False)
    short = np.append(np.fromiter(map(_is_short, strings), bool, len(strings)), False)
    words = np.append(np.fromiter((ADDRESS_WORDS if is_address(s) else 1 for s in strings), np.int64, len(strings)), 0)
    links, brief = _linked(alignment), written_short(alignment)
    columns = _Columns(scoring, alignment.codes("form"), alignment.sorts(), brackets, short, words, links, brief)
    spans = [span for left, right in _pairs(alignment) for span in _rewritten_between(alignment, left, right, columns)]
    joined: Spans = []
    for start, stop in sorted(spans):
        if joined and start < joined[-1][1]:
            joined[-1] = joined[-1][0], max(stop, joined[-1][1])
        else:
            joined.append((start, stop))
    return joined


def _linked(alignment: Alignment) -> Bool:
    """Return (columns, witnesses) bool: whether a witness is in a link there."""
    linked = np.zeros(alignment.table.shape, bool)
    for link in alignment.links:
        linked[link.start : link.stop, list(link.witnesses)] = True
    return linked


def _is_short(word: str) -> bool:
    """Check whether a word has so few letters that it is probably a particle: `and`, `el`, `не`; not in Chinese."""
    return len(word) <= SHORT_LETTERS and word < FIRST_IDEOGRAPH


def _pairs(alignment: Alignment) -> Iterator[tuple[int, int]]:
    """Yield the pairs of different witnesses that are compared.

    Twins that are aligned otherwise, such as a complete witness and a fragment, are different. A hand is compared
    with its manuscript.
    """
    manuscript_of = principals(alignment.tokens)
    manuscripts_last = sorted(range(len(alignment.tokens)), key=lambda w: (w == manuscript_of[w], -w))
    distinct = {
        (
            alignment.tokens[w].form.tobytes(),
            alignment.testimony[:, w].tobytes(),
            alignment.doubts[:, w].tobytes(),
        ): w
        for w in manuscripts_last
    }
    yield from ((manuscript_of[w], w) for w in sorted(distinct.values()) if w != manuscript_of[w])
    witnesses = sorted(w for w in distinct.values() if w == manuscript_of[w])
    if len(witnesses) * (len(witnesses) - 1) // 2 <= MAX_PAIRS:
        yield from combinations(witnesses, 2)
    else:
        longest = max(witnesses, key=lambda w: (len(alignment.tokens[w]), alignment.tokens[w].witness.text))
        yield from ((longest, w) for w in witnesses if w != longest)


def _rewritten_between(alignment: Alignment, left: int, right: int, columns: _Columns) -> Spans:
    """Return the rewritten stretches between two witnesses; words that differ in accents only count as shared."""
    scoring, forms, sorts, brackets, short, *_ = columns
    extant = all_in_row(alignment.testimony[:, [left, right]] <= Testimony.OMITS)
    at = np.flatnonzero(extant & ((forms[:, left] != GAP) | (forms[:, right] != GAP)))
    if not len(at):
        return []
    left_forms, right_forms = forms[at, left], forms[at, right]
    is_word = np.maximum(sorts[at, left], sorts[at, right]) == Sort.WORD
    paired = (left_forms != GAP) & (right_forms != GAP)
    shared = paired & (scoring.key_codes[left_forms] == scoring.key_codes[right_forms])
    linked = columns.links[at, left] & columns.links[at, right]  # words and their contraction, or a word division
    linked |= paired & (columns.brief[at, left] | columns.brief[at, right])  # what stands opposite may be the full form
    different = ~shared & paired & is_word & ~linked
    likeness = np.zeros(len(at), np.float32)
    compared = np.flatnonzero(different)
    likeness[compared] = _similarities(scoring.keys, left_forms[compared], right_forms[compared])
    doubtful = np.maximum(alignment.doubts[at, left], alignment.doubts[at, right]) >= DOUBTFUL
    similar = (likeness >= SIMILAR) & ~doubtful
    alike = (likeness >= ALIKE) & _has_letters(scoring.keys, left_forms, right_forms)
    weakly = np.flatnonzero(alike & (likeness < SURELY_ALIKE))
    alike[weakly] = _share_an_edge(scoring.keys, left_forms[weakly], right_forms[weakly])
    similar[weakly] &= alike[weakly]
    rarity = np.minimum(scoring.rarity[left_forms[shared]], scoring.rarity[right_forms[shared]]) / 1000.0
    weight = np.zeros(len(at))
    certainty = np.where(doubtful[shared], 0.5, 1.0) * np.where(short[left_forms[shared]], SHORT_WORD, 1.0)
    weight[shared] = np.where(is_word[shared], -SHARED_WEIGHT * rarity, -MARK_WEIGHT) * certainty
    weight[different] = np.where(similar[different], -SIMILAR_WEIGHT, 1.0)
    weight[~shared & is_word & ~different] = UNPAIRED_WEIGHT
    weight[linked & ~shared] = -MARK_WEIGHT
    is_long = _long_runs((left_forms == GAP).astype(np.int8) - (right_forms == GAP).astype(np.int8))
    weight[is_long] = -2 * MAX_LOSS
    spans = _heavy_spans(weight, weight > 0, different & ~similar)
    left_words, right_words = (is_word * columns.words[side] for side in (left_forms, right_forms))
    replaced = replaced_runs(shared | is_long | alike | linked, left_words, right_words)
    is_particle, weakly_alike = shared & is_word & short[left_forms], alike & ~shared & (likeness < SIMILAR)
    both = left_words + right_words
    replaced = joined_over(replaced, is_particle, weakly_alike, both)
    replaced = to_marks(replaced, is_particle | weakly_alike, is_word & ~paired & ~is_long, shared & ~is_word, both)
    spans += with_brackets(replaced, ~shared & (brackets[left_forms] | brackets[right_forms]))
    words = np.where(shared | linked, 0, is_word * ((left_forms != GAP).astype(np.int64) + (right_forms != GAP)))
    spans += interrupted_runs(~shared & ~linked, words, np.where(shared & is_word, -weight, 0))
    return [(int(at[first]), int(at[last]) + 1) for first, last in spans]


def _long_runs(missing: Int8) -> Bool:
    """Return (n,) bool: whether one side has no token in LONG_RUN or more columns in a row.

    `missing` (n,) int8 is 1 where the left side has no token, -1 where the right side has none, else 0.
    """
    starts = np.append(0, np.flatnonzero(missing[1:] != missing[:-1]) + 1)
    sizes = np.diff(np.append(starts, len(missing)))
    return np.repeat((sizes >= LONG_RUN) & (missing[starts] != 0), sizes)


def _heavy_spans(weight: Float64, differs: Bool, unlike: Bool) -> Spans:
    """Return first and last column of each stretch that outweighs what it shares.

    Parameters
    ----------
    weight : (n,) float64
        Of each column: positive where the witnesses differ, negative for what they share.
    differs : (n,) bool
        Whether the weight is positive.
    unlike : (n,) bool
        Whether two unlike words are in the column.
    """
    if not differs.any():
        return []
    # Parts are runs of columns that differ, or that do not.
    starts = np.append(0, np.flatnonzero(differs[1:] != differs[:-1]) + 1)
    sums = np.add.reduceat(weight, starts)
    unlike_counts = np.add.reduceat(unlike.astype(np.int64), starts)
    ends = np.append(starts[1:], len(weight))
    part_differs = differs[starts]
    # A part that costs more than a stretch may lose separates two groups of parts.
    separators = np.flatnonzero(~part_differs & (sums < -MAX_LOSS))
    groups = unique_inverse(np.concatenate(([0], separators, separators + 1)))[0]
    groups = groups[groups < len(starts)]
    enough_parts = np.add.reduceat(part_differs.astype(np.int64), groups) >= LEAST_PARTS
    enough_unlike = np.add.reduceat(unlike_counts, groups) >= LEAST_UNLIKE
    searched = enough_parts & enough_unlike
    bounds = zip(groups[searched].tolist(), np.append(groups[1:], len(starts))[searched].tolist(), strict=True)
    parts = _Parts(sums, unlike_counts, part_differs, starts, ends)
    return [span for first, last in bounds for span in _maximal_spans(range(first, last), parts)]


class _Parts(NamedTuple):
    """Runs of columns that differ, or that do not; p of them.

    sums     (p,) float64   the sum of the weights of each
    unlike   (p,) int64     columns with two unlike words
    differs  (p,) bool
    starts   (p,) int64     columns [start, end)
    ends     (p,) int64
    """

    sums: Float64
    unlike: Int64
    differs: Bool
    starts: Int64
    ends: Int64


def _maximal_spans(group: Sequence[int], parts: _Parts) -> Spans:
    """Return the stretches in a group of parts, each ended where it has lost more than MAX_LOSS."""
    spans: Spans = []
    first, best, value, top = -1, -1, 0.0, 0.0

    def close() -> None:
        differing = [k for k in group if first <= k <= best and parts.differs[k]] if first >= 0 else []
        enough_unlike = int(parts.unlike[differing].sum()) >= LEAST_UNLIKE
        if top >= LEAST_WEIGHT and len(differing) >= LEAST_PARTS and enough_unlike:
            spans.append((int(parts.starts[first]), int(parts.ends[best]) - 1))

    for k in group:
        weight = float(parts.sums[k])
        if first < 0:
            if parts.differs[k]:
                first, best, value, top = k, k, weight, weight
            continue
        value += weight
        if parts.differs[k] and value >= top:
            best, top = k, value
        elif top - value > MAX_LOSS or value < 0:
            close()
            first, best, value, top = (k, k, weight, weight) if parts.differs[k] else (-1, -1, 0.0, 0.0)
    close()
    return spans


def _has_letters(keys: Object, left: Int32, right: Int32) -> Bool:
    """Return (n,) bool: whether one of two form codes has LEAST_LETTERS or more: `I` and `is` are not alike."""
    enough = np.fromiter((len(key) >= LEAST_LETTERS for key in keys), bool, len(keys))
    return np.asarray(enough[left] | enough[right])


def _share_an_edge(keys: Object, left: Int32, right: Int32) -> list[bool]:
    """Return for each of n pairs of form codes whether they begin with one letter, or end with the same letters.

    Others have letters in common by chance: `everyone` and `very`, `Briefe` and `liefen`.
    """
    pairs = zip(keys[left].tolist(), keys[right].tolist(), strict=True)
    stems = (without_shared_particles(*pair) for pair in pairs)
    return [a[:1] == b[:1] or a[-ENDING_LETTERS:] == b[-ENDING_LETTERS:] for a, b in stems]


def _similarities(keys: Object, left: Int32, right: Int32) -> Float32:
    """Return (n,) float32: how similar each pair of form codes is; `keys` (codes,) are the letters."""
    from rapidfuzz.distance import Indel
    from rapidfuzz.process import cpdist

    pairs, inverse = unique_inverse(left.astype(np.int64) * len(keys) + right)
    left_keys, right_keys = keys[pairs // len(keys)].tolist(), keys[pairs % len(keys)].tolist()
    found = cpdist(left_keys, right_keys, scorer=Indel.normalized_similarity, dtype=np.float32)
    for k in np.flatnonzero(found >= ALIKE).tolist():
        if without_shared_particles(left_keys[k], right_keys[k])[0] is not left_keys[k]:
            found[k] = similarity(left_keys[k], right_keys[k])
    return np.asarray(found[inverse])
