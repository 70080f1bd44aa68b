"""From witnesses in any order to one checked alignment, the same for every order."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations

import numpy as np

from collate.alignment.fragments.coverage import Coverage, join_fragments
from collate.alignment.options import AlignOptions, Limits
from collate.alignment.partial_alignment import PartialAlignment, without_margins
from collate.alignment.progressive.joining_order import content_order
from collate.alignment.relations.ambiguity import doubt_of_margins
from collate.alignment.relations.moves import moves_of
from collate.alignment.relations.testimony import testimony_of
from collate.alignment.relations.word_division import word_divisions
from collate.alignment.scoring import Scoring, build_scoring
from collate.errors import WitnessError
from collate.model.alignment import GAP, Alignment, require_every_token
from collate.model.tokens import Tokens
from collate.model.witness import Extent

AlignmentMethod = Callable[[Sequence[Tokens], Scoring, Limits], PartialAlignment]  # of aligning complete witnesses


def align_witnesses(tokens: Sequence[Tokens], way: AlignmentMethod, options: AlignOptions) -> Alignment:
    """Align witnesses so that their order in the list changes nothing but the order of the columns' cells.

    Witnesses are sorted by content; those with the same forms are aligned once; complete ones go
    to `way`, then each passage of each fragment finds its own place.
    Raises WitnessError for fewer than two witnesses, AlignmentError for a table that loses a token.
    """
    if len(tokens) < 2:
        raise WitnessError("one witness cannot be collated; name two or more")
    if not any(len(t) for t in tokens):
        raise WitnessError("there is nothing to collate: every witness is empty")
    sorted_ = [tokens[w] for w in content_order(tokens)]
    distinct, twin_of = _without_twins(sorted_)
    scoring = build_scoring(distinct, options.exact)
    joined, reaches = _align_distinct(distinct, way, scoring, options.limits)
    place = {id(t): twin_of[k] for k, t in enumerate(sorted_)}
    places = [place[id(t)] for t in tokens]
    number = {id(t): w for w, t in enumerate(tokens)}
    beside = _pairs_to_compare(joined, [number[id(t)] for t in distinct], options.limits)
    joined = PartialAlignment(np.ascontiguousarray(joined.table[:, places]), joined.margins[:, places])
    reaches = [reaches[p] for p in places]
    require_every_token(tuple(tokens), joined.table)
    if options.constraints:
        from collate.alignment.constraints import apply_constraints  # late: most works have no decisions

        # Two witnesses with the same forms may be told apart by a decision. What comes of it is checked as well.
        joined, reaches = apply_constraints(joined, reaches, tokens, options.constraints)
    table = joined.table
    testimony = testimony_of(tokens, table, reaches)
    links = word_divisions(tuple(tokens), table, testimony, scoring)
    doubts = doubt_of_margins(joined, reaches)
    for link in links:
        # Which of `in` and `to` stands beside `into` is no question: both do.
        doubts[link.start : link.stop, list(link.witnesses)] = 0.0
    moves = moves_of(tuple(tokens), table, testimony, beside, scoring)
    return Alignment(tuple(tokens), table, testimony, doubts, links, moves)


def _pairs_to_compare(joined: PartialAlignment, numbers: Sequence[int], limits: Limits) -> list[tuple[int, int]]:
    """Give the pairs of witnesses to compare for moves, by their `numbers` in the list; of twins one is compared.

    All pairs, unless that is too much; then each witness and the one it was joined beside.
    """
    count = joined.table.shape[1]
    tokens = int((joined.table != GAP).sum()) * (count - 1)
    pairs: Iterable[tuple[int, int]] = joined.neighbour_pairs or ((w, 0) for w in range(1, count))
    if tokens <= limits.pairwise_tokens:
        pairs = combinations(range(count), 2)
    return [(numbers[w], numbers[near]) for w, near in pairs]


def _without_twins(sorted_: Sequence[Tokens]) -> tuple[list[Tokens], list[int]]:
    """Give the witnesses without their twins, and for each witness which of them it equals."""
    distinct: list[Tokens] = []
    twin_of: list[int] = []
    known: dict[object, int] = {}
    for t in sorted_:
        # A passage is found by its blank lines, so for a fragment the text itself counts.
        text = t.witness.text if t.witness.extent is Extent.FRAGMENT else ""
        key = (t.form.tobytes(), t.witness.extent, t.witness.passages, text)
        twin_of.append(known.setdefault(key, len(distinct)))
        if twin_of[-1] == len(distinct):
            distinct.append(t)
    return distinct, twin_of


def _align_distinct(
    distinct: Sequence[Tokens], way: AlignmentMethod, scoring: Scoring, limits: Limits
) -> tuple[PartialAlignment, list[Coverage]]:
    """Align complete witnesses, then place the passages of the fragments."""
    complete = [w for w, t in enumerate(distinct) if t.witness.extent is Extent.COMPLETE]
    fragments = [w for w in range(len(distinct)) if w not in complete]
    if not complete:
        # Without a complete witness the longest fragment stands for the work.
        longest = max(fragments, key=lambda w: (len(distinct[w]), -w))
        complete, fragments = [longest], [w for w in fragments if w != longest]
    whole = [distinct[w] for w in complete]
    joined = (
        way(whole, scoring, limits)
        if len(whole) > 1
        else without_margins(np.arange(len(whole[0]), dtype=np.int32)[:, None])
    )
    reaches = {w: Coverage(None) for w in complete}
    if fragments:
        require_every_token(tuple(whole), joined.table)
        parts = [distinct[w] for w in fragments]
        sizes = limits.for_sizes([len(t) for t in distinct])
        joined, found = join_fragments(joined, whole, parts, scoring, sizes)
        reaches |= dict(zip(fragments, found, strict=True))
    place = np.argsort([*complete, *fragments])
    given = [*complete, *fragments]
    beside = tuple((given[w], given[near]) for w, near in joined.neighbour_pairs)
    return PartialAlignment(joined.table[:, place], joined.margins[:, place], beside), [
        reaches[w] for w in range(len(distinct))
    ]
