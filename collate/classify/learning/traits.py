"""Traits: what the learner sees of two words, beside the answer of the rules."""

import math
from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Float64
from collate._dataclass import dataclass
from collate.classify.learning.lessons import CLASS_NAMES, class_of
from collate.classify.reading_pair import WordPair
from collate.classify.work_evidence import WorkEvidence
from collate.model.variation import Certainty, Variation

# The measures of a pair. All are near 0 to 1, so that one penalty fits all.
MEASURES: Final = (
    "constant",
    *(f"rules say {name}" for name in CLASS_NAMES),
    *(f"rules say {name} for certain" for name in CLASS_NAMES),
    "cost of the letters",
    "similarity",
    "same beginning",
    "same end",
    "length of the shorter word",
    "letters more in the longer word",
    "stems with both endings",
    "both words used by one witness",
    "frequency of the rarer word",
    "frequency of the commoner word",
    "one capital",
    "two capitals",
)
_COSTS: Final = (-1.5, 2.5)  # nats per letter; beyond them the cost says nothing more


@dataclass(frozen=True, slots=True)
class Traits:
    """What the learner sees of two words.

    measures   a number for each of `MEASURES`
    names      the letters that stand for one another (`s$ / z$`), and the rule that answered
    answer     the class of the answer of the rules
    is_certain   whether the rules are certain
    """

    measures: tuple[float, ...]
    names: tuple[str, ...]
    answer: int
    is_certain: bool


def traits_of(pair: WordPair, variation: Variation, rule: str, evidence: WorkEvidence) -> Traits:
    """Return the traits of two words; their order makes no difference.

    `variation` and `rule` are the answer of the rules.
    """
    answer = class_of(variation.kind) or 0
    certain = variation.certainty is Certainty.HIGH
    edits = edits_of(pair, evidence)
    measures = (1.0, *_one_of(answer), *_one_of(answer if certain else -1), *_measured(pair, evidence))
    return Traits(measures, (*edits, f"rule {rule}"), answer, certain)


def _one_of(answer: int) -> tuple[float, ...]:
    return tuple(float(answer == number) for number in range(len(CLASS_NAMES)))


def _measured(pair: WordPair, evidence: WorkEvidence) -> tuple[float, ...]:
    left, right = pair.base, pair.reading
    shared = pair.common_prefix_length
    limit = pair.shorter_length - shared
    at_end = next((n for n in range(limit) if left[-1 - n] != right[-1 - n]), limit)
    longer = max(1, pair.longer_length)
    endings = left[shared:], right[shared:]
    stems = evidence.count_stems(*endings) if max(map(len, endings)) <= 4 else 0
    counts = sorted(evidence.frequencies[word] for word in (left, right))
    capitals = sum(word[:1].isupper() for word in (pair.base_surface, pair.reading_surface))
    cost = evidence.spelling_cost(*sorted((pair.base_folded, pair.reading_folded)))
    return (
        min(max(cost, _COSTS[0]), _COSTS[1]) / 2,
        pair.similarity,
        shared / longer,
        at_end / longer,
        math.log1p(pair.shorter_length) / 2 - 1,
        math.log1p(pair.longer_length - pair.shorter_length) / 2,
        math.log1p(stems) / 2,
        float(evidence.are_both_used(left, right)),
        math.log1p(counts[0]) / 5,
        math.log1p(counts[1]) / 5,
        float(capitals == 1),
        float(capitals == 2),
    )


def edits_of(pair: WordPair, evidence: WorkEvidence) -> tuple[str, ...]:
    """Return the letters that stand for one another in two words: `s$ / z$`, `- / e$`, each once and sorted.

    Neighbouring segments that differ are one edit. With the border of the word it is another, which is more special.
    """
    edits = set()
    words = sorted((pair.base_folded, pair.reading_folded))
    segments = [("^", "^"), *_without_borders(evidence.spelling_cut(*words)), ("$", "$")]
    k = 0
    while k < len(segments):
        stop = k
        while stop < len(segments) and segments[stop][0] != segments[stop][1]:
            stop += 1
        if stop > k:
            left, right = ("".join(side) for side in zip(*segments[k:stop], strict=True))
            edits.add(_edit(left, right))
            if segments[stop][0] == "$":
                edits.add(_edit(f"{left}$", f"{right}$"))
            if segments[k - 1][0] == "^":
                edits.add(_edit(f"^{left}", f"^{right}"))
        k = max(stop, k + 1)
    return tuple(sorted(edits))


def _without_borders(cut: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    bare = [(left.strip("^$"), right.strip("^$")) for left, right in cut]
    return [segment for segment in bare if segment != ("", "")]


def _edit(left: str, right: str) -> str:
    first, second = sorted((left, right), key=lambda side: (len(side), side))
    return f"{first or '-'} / {second}"


def matrix(rows: Sequence[Traits], names: Sequence[str]) -> Float64:
    """Return the traits as (pairs, measures + names) float64; a name is 1 where the pair has it."""
    number = {name: len(MEASURES) + n for n, name in enumerate(names)}
    table = np.zeros((len(rows), len(MEASURES) + len(names)))
    for row, traits in zip(table, rows, strict=True):
        row[: len(MEASURES)] = traits.measures
        row[[number[name] for name in traits.names if name in number]] = 1.0
    return table
