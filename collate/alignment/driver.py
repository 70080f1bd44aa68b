"""Align witnesses in any order into one checked alignment that is the same for every order."""

from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from collate._arrays import Float32, Int8, Int32
from collate.alignment.fragments.coverage import Coverage, coverage_in, join_fragments, passage_tokens
from collate.alignment.hands import join_hands
from collate.alignment.options import AlignOptions, Limits
from collate.alignment.partial_alignment import PartialAlignment
from collate.alignment.progressive.joining_order import content_order
from collate.alignment.relations.ambiguity import MOST_WITNESSES, doubt_of_tokens
from collate.alignment.relations.contracted import contraction_links
from collate.alignment.relations.divided_words import with_divided_words_together
from collate.alignment.relations.move_candidates import keys_of_table, pairs_with_candidates, weights_of_keys
from collate.alignment.relations.move_chance import beyond_chance
from collate.alignment.relations.moves import moves_of
from collate.alignment.relations.order_by_place import named_parts
from collate.alignment.relations.respelled_divisions import with_respelled_divisions
from collate.alignment.relations.roles_apart import with_roles_apart
from collate.alignment.relations.shifted_borders import with_shifted_borders
from collate.alignment.relations.testimony import testimony_of
from collate.alignment.relations.word_division import word_divisions
from collate.alignment.scoring import Scoring, build_scoring
from collate.alignment.twins import manuscripts_of_distinct, without_twins
from collate.decisions import AlignmentConstraint
from collate.errors import WitnessError
from collate.model.alignment import GAP, Alignment, Link, Testimony, require_every_token
from collate.model.progress import Progress
from collate.model.tokens import Tokens
from collate.model.witness import Extent

AlignmentMethod = Callable[[Sequence[Tokens], Scoring, Limits], PartialAlignment]  # of complete witnesses


def align_witnesses(
    tokens: Sequence[Tokens], method: AlignmentMethod, options: AlignOptions, progress: Progress | None = None
) -> Alignment:
    """Align witnesses. The order of the list decides the order of the table's second axis, and nothing else.

    Witnesses are sorted by content, and those with the same forms are aligned once. The complete witnesses are
    aligned by `method`; then each passage of each fragment is placed; then hands join their manuscripts.

    Parameters
    ----------
    tokens : sequence of Tokens
        One for each witness, over one vocabulary.
    method : callable
        How complete witnesses are aligned.
    options : AlignOptions
    progress : callable or None
        What gets the stage and its share.

    Raises
    ------
    WitnessError
        For fewer than two witnesses.
    AlignmentError
        If the method loses, repeats or reorders a token.
    """
    if len(tokens) < 2:
        raise WitnessError("one witness cannot be collated; name two or more")
    if not any(len(t) for t in tokens):
        return _without_columns(tuple(tokens))
    if progress is not None:
        progress("aligning", 0.0)
    order = content_order(tokens)
    by_content = [tokens[w] for w in order]
    distinct, twin_of = without_twins(by_content)
    manuscript_of = manuscripts_of_distinct(by_content, twin_of)
    scoring = _scoring(distinct, manuscript_of, options.exact)
    joined, coverage = _align_distinct(distinct, manuscript_of, method, scoring, options.limits, progress)
    column_of = {id(t): twin_of[k] for k, t in enumerate(by_content)}
    columns = [column_of[id(t)] for t in tokens]
    joined = joined._replace(table=np.ascontiguousarray(joined.table[:, columns]))
    coverage = [coverage[c] for c in columns]
    passages = [passage_tokens(joined.table[:, w], covered) for w, covered in enumerate(coverage)]
    joined = joined._replace(table=with_roles_apart(tokens, joined.table, order, scoring))
    coverage = [coverage_in(joined.table[:, w], ends) for w, ends in enumerate(passages)]
    borders = {border for c in coverage for run in (*(c.columns or ()), *c.unplaced) for border in run}
    require_every_token(tuple(tokens), joined.table)
    joined = joined._replace(table=with_divided_words_together(tuple(tokens), joined.table, borders))
    if options.constraints:
        from collate.alignment.constraints import apply_constraints  # imported late: most works have no decisions

        # A decision may separate two witnesses with the same forms. Its result is checked as well.
        joined, coverage = apply_constraints(joined, coverage, tokens, options.constraints)
    table = joined.table
    testimony = testimony_of(tokens, table, coverage)
    links = word_divisions(tuple(tokens), table, testimony, scoring)
    if not options.exact:
        links = with_respelled_divisions(tuple(tokens), table, testimony, scoring, links)
        links = with_shifted_borders(tuple(tokens), table, testimony, scoring, links)
    links = contraction_links(tuple(tokens), table, testimony, links)
    number = {id(t): w for w, t in enumerate(tokens)}
    facts = _Aligned(distinct, [number[id(t)] for t in distinct], manuscript_of, joined.neighbour_pairs)
    pairs = _pairs_to_compare(facts, table, testimony, scoring, options.limits)
    moves = moves_of(tuple(tokens), table, testimony, pairs, scoring, joined.texts)
    if len(set(manuscript_of)) > MOST_WITNESSES:
        moves = beyond_chance(moves, keys_of_table(tokens, table, scoring), testimony)
    joined = joined._replace(texts=())  # doubt needs the most memory
    joining = [twin_of.index(w) for w in _joining_order(joined)]
    doubts = np.empty(table.shape, np.float32)
    doubts[:, order] = doubt_of_tokens(by_content, table[:, order], testimony[:, order], scoring, joining)
    _correct_doubts(doubts, joined.table, coverage, links, options.constraints)
    return Alignment(tuple(tokens), table, testimony, doubts, links, moves, joined.piecewise)


def _joining_order(joined: PartialAlignment) -> list[int]:
    """Return the witnesses in the order in which they were joined, as far as it is known."""
    return [*dict.fromkeys(w for pair in joined.neighbour_pairs for w in reversed(pair))]


def _correct_doubts(
    doubts: Float32,
    table: Int32,
    coverage: Sequence[Coverage],
    links: Sequence[Link],
    constraints: Sequence[AlignmentConstraint],
) -> None:
    """Write into doubts (columns, witnesses) what is known otherwise.

    A passage without a place has the doubt 1. Whether `in` or `to` is in the column of `into` is not doubtful: both
    correspond to it. What an editor has put together is not doubtful either.
    """
    for w, covered in enumerate(coverage):
        for start, stop in covered.unplaced:
            doubts[start:stop, w] = np.where(table[start:stop, w] != GAP, 1.0, 0.0)
    for link in links:
        doubts[link.start : link.stop, list(link.witnesses)] = 0.0
    for constraint in constraints:
        if constraint.together:
            from collate.alignment.constraints import shared_columns  # imported late: most works have no decisions

            shared = shared_columns(constraint, table)
            doubts[np.ix_(shared, [constraint.first.witness, constraint.second.witness])] = 0.0


def _without_columns(tokens: tuple[Tokens, ...]) -> Alignment:
    """Return the alignment of witnesses that are all empty."""
    shape = (0, len(tokens))
    return Alignment(tokens, np.zeros(shape, np.int32), np.zeros(shape, np.int8), np.zeros(shape, np.float32))


class _Aligned(NamedTuple):
    """The distinct witnesses, and how they were aligned.

    tokens           of each
    numbers          the number of each in the list of the caller
    manuscript_of    of each the number, among these, of its manuscript; of a manuscript, its own
    neighbour_pairs  each witness, and the one beside which it was joined; in the order of joining
    """

    tokens: Sequence[Tokens]
    numbers: Sequence[int]
    manuscript_of: Sequence[int]
    neighbour_pairs: Sequence[tuple[int, int]]


def _pairs_to_compare(
    aligned: _Aligned, table: Int32, testimony: Int8, scoring: Scoring, limits: Limits
) -> list[tuple[int, int]]:
    """Return the pairs of witnesses in which moves are searched; of twins, one is in a pair.

    All pairs of manuscripts are compared, unless that is too much work; then each with its neighbour. Of more than
    MOST_WITNESSES, those in which a word may have moved. A hand is compared with its manuscript.

    Parameters
    ----------
    aligned : _Aligned
    table : (columns, witnesses) int32
        Of all witnesses of the caller.
    testimony : (columns, witnesses) int8
    scoring : Scoring
    limits : Limits
    """
    hands = [(w, manuscript) for w, manuscript in enumerate(aligned.manuscript_of) if w != manuscript]
    manuscripts = [w for w, manuscript in enumerate(aligned.manuscript_of) if w == manuscript]
    neighbours: Iterable[tuple[int, int]] = aligned.neighbour_pairs or ((w, manuscripts[0]) for w in manuscripts[1:])
    if len(manuscripts) > MOST_WITNESSES:
        columns = [aligned.numbers[w] for w in manuscripts]
        witnesses = [aligned.tokens[w] for w in manuscripts]
        keys = keys_of_table(witnesses, table[:, columns], scoring)
        joining = {w: k for k, w in enumerate(w for pair in neighbours for w in reversed(pair))}
        order = sorted(range(len(manuscripts)), key=lambda k: joining.get(manuscripts[k], -1))
        testifies = testimony[:, columns] <= Testimony.OMITS
        candidates = pairs_with_candidates(keys, testifies, weights_of_keys(scoring), order)
        pairs: Iterable[tuple[int, int]] = [(manuscripts[v], manuscripts[w]) for v, w in candidates]
        if any(named_parts(t) for t in witnesses):
            pairs = [*pairs, *neighbours]
    elif sum(len(aligned.tokens[w]) for w in manuscripts) * (len(manuscripts) - 1) <= limits.pairwise_tokens:
        pairs = combinations(manuscripts, 2)
    else:
        pairs = neighbours
    numbers = aligned.numbers
    return [(numbers[w], numbers[other]) for w, other in dict.fromkeys((*pairs, *hands))]


def _scoring(distinct: Sequence[Tokens], manuscript_of: Sequence[int], exact: bool) -> Scoring:
    """Return the scoring scheme of distinct witnesses."""
    is_hand = [w != manuscript for w, manuscript in enumerate(manuscript_of)]
    manuscripts = [t for t, hand in zip(distinct, is_hand, strict=True) if not hand]
    return build_scoring(manuscripts, exact, [t for t, hand in zip(distinct, is_hand, strict=True) if hand])


def _align_distinct(
    distinct: Sequence[Tokens],
    manuscript_of: Sequence[int],
    method: AlignmentMethod,
    scoring: Scoring,
    limits: Limits,
    progress: Progress | None,
) -> tuple[PartialAlignment, list[Coverage]]:
    """Align the manuscripts, then the hands."""
    manuscripts = [w for w, manuscript in enumerate(manuscript_of) if w == manuscript]
    joined, covered = _align_manuscripts([distinct[w] for w in manuscripts], method, scoring, limits, progress)
    if len(manuscripts) == len(distinct):
        return joined, covered
    require_every_token(tuple([distinct[w] for w in manuscripts]), joined.table)
    coverage = dict(zip(manuscripts, covered, strict=True))
    joined, coverage = join_hands(joined, coverage, distinct, manuscript_of, scoring, limits, progress)
    return joined, [coverage[w] for w in range(len(distinct))]


def _align_manuscripts(
    distinct: Sequence[Tokens], method: AlignmentMethod, scoring: Scoring, limits: Limits, progress: Progress | None
) -> tuple[PartialAlignment, list[Coverage]]:
    """Align the complete witnesses, then place the passages of the fragments."""
    complete = [w for w, t in enumerate(distinct) if t.witness.extent is Extent.COMPLETE]
    fragments = [w for w in range(len(distinct)) if w not in complete]
    if not complete:
        # Without a complete witness the longest fragment takes its place.
        longest = max(fragments, key=lambda w: (len(distinct[w]), -w))
        complete, fragments = [longest], [w for w in fragments if w != longest]
    complete_tokens = [distinct[w] for w in complete]
    joined = (
        method(complete_tokens, scoring, limits)
        if len(complete_tokens) > 1
        else PartialAlignment(np.arange(len(complete_tokens[0]), dtype=np.int32)[:, None])
    )
    coverage = {w: Coverage(None) for w in complete}
    if fragments:
        require_every_token(tuple(complete_tokens), joined.table)
        fragment_tokens = [distinct[w] for w in fragments]
        sizes = limits.for_sizes([len(t) for t in distinct])
        joined, covered = join_fragments(joined, complete_tokens, fragment_tokens, scoring, sizes, progress)
        coverage |= dict(zip(fragments, covered, strict=True))
    aligned = [*complete, *fragments]
    column_of = np.argsort(aligned)
    neighbour_pairs = tuple((aligned[w], aligned[neighbour]) for w, neighbour in joined.neighbour_pairs)
    joined = joined._replace(table=joined.table[:, column_of], neighbour_pairs=neighbour_pairs)
    return joined, [coverage[w] for w in range(len(distinct))]
