"""The native aligner: complete witnesses are aligned to a profile, each after the one that is most similar to it.

More than 300 lines: the steps of one alignment, in their order, each with its shapes.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np

from collate._arrays import Bool, Int32
from collate.alignment.exact.anchors import (
    LEVELS,
    PHRASE_LENGTHS,
    SharedRuns,
    anchors,
    expand_runs,
    heaviest_chain_mask,
    shared_runs,
)
from collate.alignment.exact.false_anchors import without_false_anchors
from collate.alignment.exact.gaps import (
    Matches,
    as_matches,
    full_tables,
    left_normalise,
    remaining_gaps,
    reopen_ambiguous,
)
from collate.alignment.fragments.coverage import table_from_columns
from collate.alignment.options import Limits
from collate.alignment.partial_alignment import PartialAlignment
from collate.alignment.progressive.align_to_profile import align_to_profile
from collate.alignment.progressive.joining_order import nearest_first
from collate.alignment.progressive.profile import (
    Profile,
    add_witness,
    column_positions,
    insertion_points,
    profile_from_witness,
)
from collate.alignment.relations.moved_blocks import MovedBlock, moved_blocks, outside_blocks
from collate.alignment.relations.moved_passages import moved_passages
from collate.alignment.relations.order_by_place import in_one_order, pairs_of_equal
from collate.alignment.relations.searched_text import SearchedText, searched_text
from collate.alignment.relations.sentence_edges import at_sentence_starts, item_starts, movable_runs
from collate.alignment.scoring import Scoring
from collate.model.alignment import GAP
from collate.model.progress import Progress, tracked
from collate.model.tokens import Tokens

REMATCHED: Final = 64  # matches on each side of a moved passage that are found again without it


def align_native(
    witnesses: Sequence[Tokens], scoring: Scoring, limits: Limits, progress: Progress | None = None
) -> PartialAlignment:
    """Align complete witnesses, sorted by content."""
    limits = limits.for_sizes([len(t) for t in witnesses])
    texts = [searched_text(t, scoring) for t in witnesses]
    joining = nearest_first([t.form for t in witnesses], scoring, limits)
    first = joining[0][0]
    profile = profile_from_witness(witnesses[first].form)
    column_ids: dict[int, Int32] = {first: profile.order}
    for w, neighbour in tracked(joining[1:], len(joining) - 1, "aligning", progress):
        is_second = len(column_ids) == 1
        pair = texts[neighbour], texts[w]
        matches = match_witness(profile, column_ids[neighbour], pair, is_second, scoring, limits)
        forms = witnesses[w].form
        column_ids[w] = add_witness(profile, forms, matches, insertion_points(matches, len(forms)))
    table = table_from_columns(column_positions(profile), [column_ids[w] for w in range(len(witnesses))])
    return PartialAlignment(table, tuple(joining[1:]), profile.piecewise, tuple(texts))


def match_witness(
    profile: Profile,
    neighbour: Int32,
    texts: tuple[SearchedText, SearchedText],
    is_second: bool,
    scoring: Scoring,
    limits: Limits,
) -> Matches:
    """Match a witness with the columns of a profile, by the witness of the profile that is most similar to it.

    Parameters
    ----------
    profile : Profile
    neighbour : (m,) int32
        The column ids of the tokens of the similar witness.
    texts : tuple of SearchedText
        The similar witness, and the one that is matched.
    is_second : bool
        Whether the similar witness is the only one in the profile.
    scoring : Scoring
    limits : Limits

    Returns
    -------
    Matches
        Rows are positions in the profile, columns are tokens of the witness.
    """
    neighbour_text, text = texts
    forms = text.tokens.form
    anchored = _anchor_to_neighbour(neighbour_text.keys, text.keys, limits)
    if not is_second and not len(anchored.matches.rows):
        anchored = anchored._replace(matches=_equal_sentences(neighbour_text, text))
    profile.piecewise += anchored.piecewise
    matches = _match_to_profile(profile, neighbour, forms, anchored, scoring, limits)
    del anchored  # arrays as long as the texts
    partner = _partners(profile, neighbour, matches)
    moved = moved_passages(neighbour_text, text, partner)
    if any(_is_woven(block, partner) for block in moved):
        matches = _without_moved(profile, neighbour, forms, matches, moved, scoring, limits)
    return _with_whole_sentences(matches, text, neighbour_text if is_second else None, len(profile))


def _equal_sentences(neighbour: SearchedText, text: SearchedText) -> Matches:
    """Match the equal sentences that occur once in a witness and in its neighbour, in one order.

    Else a sentence of two witnesses could be woven into another one that more witnesses have.
    """
    pairs = in_one_order(pairs_of_equal(neighbour.sentences, text.sentences)).tolist()
    rows = [row for first, last, _, _ in pairs for row in range(first, last)]
    columns = [column for _, _, first, last in pairs for column in range(first, last)]
    return Matches(np.array(rows, np.int32), np.array(columns, np.int32))


def _with_whole_sentences(matches: Matches, text: SearchedText, only: SearchedText | None, columns: int) -> Matches:
    """Return matches of the same worth such that words of one witness begin at a sentence where they can.

    Parameters
    ----------
    matches : Matches
        Rows are positions in the profile, columns are tokens of the witness.
    text : SearchedText
        The witness.
    only : SearchedText or None
        The only witness in the profile, whose own words can begin at a sentence too.
    columns : int
        The size of the profile.
    """
    forms = text.tokens.form
    partner = np.full(len(forms), GAP, np.int32)
    partner[matches.columns] = matches.rows
    if movable_runs(partner, forms):
        partner = at_sentence_starts(partner, forms, item_starts(text.tokens, text.sentence_starts))
    if only is not None:
        has_partner = np.flatnonzero(partner != GAP)
        back = np.full(columns, GAP, np.int32)
        back[partner[has_partner]] = has_partner
        if movable_runs(back, only.tokens.form):
            back = at_sentence_starts(back, only.tokens.form, item_starts(only.tokens, only.sentence_starts))
        del partner, has_partner
        is_matched = back != GAP
        return as_matches(np.flatnonzero(is_matched), back[is_matched])
    is_matched = partner != GAP
    return as_matches(partner[is_matched], np.flatnonzero(is_matched))


class _NeighbourAnchors(NamedTuple):
    """How a witness is anchored to its neighbour, the most similar witness in the profile.

    matches    phrases that both share: rows are tokens of the neighbour, columns are tokens of the witness
    neighbour  (m,) bool   the tokens of the neighbour outside moved blocks
    witness    (n,) bool   the tokens of the witness outside moved blocks
    piecewise  the tokens that were compared piece by piece
    """

    matches: Matches
    neighbour: Bool
    witness: Bool
    piecewise: int


def _partners(profile: Profile, neighbour: Int32, matches: Matches) -> Int32:
    """Return (m,) int32: for each token of the neighbour, with its column in `neighbour` (m,), the token it meets."""
    token_at = np.full(len(profile), GAP, np.int32)
    token_at[matches.rows] = matches.columns
    return np.asarray(token_at[column_positions(profile)[neighbour]])


def _is_woven(block: MovedBlock, partner: Int32) -> bool:
    """Check whether words of a moved passage are aligned; `partner` (m,) are those of the neighbour, or GAP."""
    outside = (partner[: block.top], partner[block.bottom :])
    return bool((partner[block.top : block.bottom] != GAP).any()) or any(
        ((side >= block.left) & (side < block.right)).any() for side in outside
    )


def _anchor_to_neighbour(neighbour: Int32, witness: Int32, limits: Limits) -> _NeighbourAnchors:
    """Set moved blocks aside, and anchor the rest at phrases, each as far to the left as possible.

    Parameters
    ----------
    neighbour, witness : (n,) int32
        The anchor keys of both.
    limits : Limits
    """
    stays = np.ones(len(neighbour), bool), np.ones(len(witness), bool)
    table = full_tables(np.array([len(neighbour)]), np.array([len(witness)]))
    long_matches = None
    if len(neighbour) * len(witness) > limits.anchor_cells // LEVELS[0][1]:
        runs = shared_runs(neighbour, witness, table, PHRASE_LENGTHS[0])
        in_chain = heaviest_chain_mask(runs)
        blocks = moved_blocks(runs, in_chain, PHRASE_LENGTHS[0])
        if not blocks:
            long_matches = expand_runs(SharedRuns(*(part[in_chain] for part in runs)), PHRASE_LENGTHS[0])
        else:
            stays = outside_blocks(blocks, len(neighbour), len(witness))
            neighbour, witness = neighbour[stays[0]], witness[stays[1]]
            table = full_tables(np.array([len(neighbour)]), np.array([len(witness)]))
    matches, _ = anchors(neighbour, witness, table, limits.anchor_cells, long_matches)
    matches, piecewise = without_false_anchors(neighbour, witness, table, matches)
    matches = left_normalise(matches, neighbour, witness)
    matches = reopen_ambiguous(matches, neighbour, witness)
    return _NeighbourAnchors(_numbered(matches, *stays), *stays, piecewise)


def _numbered(matches: Matches, rows: Bool, columns: Bool) -> Matches:
    """Return matches of some rows and columns, which the masks say, as matches of all."""
    of_rows, of_columns = (
        part if mask.all() else np.flatnonzero(mask)[part] for part, mask in zip(matches, (rows, columns), strict=True)
    )
    return as_matches(of_rows, of_columns)


def _match_to_profile(
    profile: Profile, neighbour: Int32, forms: Int32, anchored: _NeighbourAnchors, scoring: Scoring, limits: Limits
) -> Matches:
    """Match a witness with the columns of a profile, without moved blocks.

    Parameters
    ----------
    profile : Profile
    neighbour : (m,) int32
        The column ids of the tokens of the neighbour.
    forms : (n,) int32
        The form codes of the witness.
    anchored : _NeighbourAnchors
    scoring : Scoring
    limits : Limits
    """
    positions = column_positions(profile)[neighbour]
    is_open = np.ones(len(profile), bool)
    is_open[positions] = anchored.neighbour
    known = Matches(positions[anchored.matches.rows], anchored.matches.columns)
    del positions
    return match_open(profile, is_open, forms, anchored.witness, known, scoring, limits)


def match_open(
    profile: Profile,
    is_open: Bool,
    forms: Int32,
    is_kept: Bool,
    known: Matches,
    scoring: Scoring,
    limits: Limits,
) -> Matches:
    """Match some tokens of a witness with some columns of a profile.

    Parameters
    ----------
    profile : Profile
    is_open : (columns,) bool
        The columns, by their positions.
    forms : (n,) int32
        The form codes of the witness.
    is_kept : (n,) bool
        The tokens.
    known : Matches
        Matches of these columns and tokens that are kept.
    scoring : Scoring
    limits : Limits
    """
    order, tokens = _those(profile.order, is_open), _those(forms, is_kept)
    fixed = Matches(_renumbered(known.rows, is_open), _renumbered(known.columns, is_kept))
    gaps = remaining_gaps(full_tables(np.array([len(order)]), np.array([len(tokens)])), fixed)
    return _numbered(align_to_profile(profile, order, tokens, fixed, gaps, scoring, limits), is_open, is_kept)


def _those(values: Int32, mask: Bool) -> Int32:
    """Return the values (n,) of a mask; no copy if they are all."""
    return values if mask.all() else values[mask]


def _renumbered(numbers: Int32, mask: Bool) -> Int32:
    """Return the number of each among those of a mask (n,); `numbers` (k,) are of these, among all."""
    return numbers if mask.all() else (np.cumsum(mask, dtype=np.int32) - np.int32(1))[numbers]


def _without_moved(
    profile: Profile,
    neighbour: Int32,
    forms: Int32,
    matches: Matches,
    moved: Sequence[MovedBlock],
    scoring: Scoring,
    limits: Limits,
) -> Matches:
    """Match a witness again without the passages that have moved, where they or words near them were matched.

    Parameters
    ----------
    profile : Profile
    neighbour : (m,) int32
        The column ids of the tokens of the neighbour.
    forms : (n,) int32
        The form codes of the witness.
    matches : Matches
        How the witness was matched at first.
    moved : sequence of MovedBlock
    scoring : Scoring
    limits : Limits
    """
    rows, is_kept = outside_blocks(moved, len(neighbour), len(forms))
    is_open = np.ones(len(profile), bool)
    is_open[column_positions(profile)[neighbour]] = rows
    stays = _far_from_others(is_open[matches.rows] & is_kept[matches.columns])
    known = Matches(matches.rows[stays], matches.columns[stays])
    return match_open(profile, is_open, forms, is_kept, known, scoring, limits)


def _far_from_others(stays: Bool) -> Bool:
    """Return (n,) bool: the matches that stay and have no match that does not within `REMATCHED`."""
    dropped_before = np.zeros(len(stays) + 2 * REMATCHED + 1, np.int32)
    np.cumsum(~stays, dtype=np.int32, out=dropped_before[REMATCHED + 1 : REMATCHED + 1 + len(stays)])
    dropped_before[REMATCHED + 1 + len(stays) :] = dropped_before[REMATCHED + len(stays)]
    return np.asarray(dropped_before[2 * REMATCHED + 1 :] == dropped_before[: len(stays)])
