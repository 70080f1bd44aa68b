"""From witnesses in any order to one checked alignment, the same for every order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from collate.align.divisions import divisions
from collate.align.options import AlignOptions
from collate.align.order import content_order
from collate.align.passages import Passage, in_order, meet_passages, passages_of, place
from collate.align.profile import Profile, homes_of, join
from collate.align.similarity import Attraction, attraction
from collate.alignment import GAP, Alignment, Testimony, require_every_token
from collate.errors import WitnessError
from collate.tokens import Bytes, Ints, Sort, Tokens
from collate.witness import Extent, Silence

Longs = npt.NDArray[np.int64]

_TESTIMONY: Final = {Silence.LACUNA: Testimony.LACUNA, Silence.ILLEGIBLE: Testimony.ILLEGIBLE}

# (complete witnesses, options) -> table (columns, witnesses)
TableMaker = Callable[[Sequence[Tokens], AlignOptions], Ints]


def assemble(tokens: Sequence[Tokens], make_table: TableMaker, options: AlignOptions) -> Alignment:
    """Align witnesses so that their order in the list changes nothing but the order of the columns' cells.

    Witnesses are sorted by content; those with the same forms are aligned once; complete ones go
    to `make_table`, then each passage of each fragment finds its own place.
    Raises WitnessError for fewer than two witnesses, AlignmentError for a table that loses a token.
    """
    if len(tokens) < 2:
        raise WitnessError("one witness cannot be collated; name two or more")
    if not any(len(t) for t in tokens):
        raise WitnessError("there is nothing to collate: every witness is empty")
    sorted_ = [tokens[w] for w in content_order(tokens)]
    distinct, twin_of = _distinct(sorted_)
    table, extents = _align_distinct(distinct, make_table, options)
    place_of = {id(t): twin_of[k] for k, t in enumerate(sorted_)}
    places = [place_of[id(t)] for t in tokens]
    table = np.ascontiguousarray(table[:, places])
    testimony = _testimony(tokens, table, [extents[p] for p in places])
    require_every_token(tuple(tokens), table)
    return Alignment(
        tokens=tuple(tokens),
        table=table,
        testimony=testimony,
        doubt=_doubt(len(table), extents),
        links=divisions(tuple(tokens), table, testimony),
    )


def _distinct(sorted_: Sequence[Tokens]) -> tuple[list[Tokens], list[int]]:
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


@dataclass(frozen=True, slots=True)
class _Reach:
    """The columns to which a fragment testifies, as [start, stop) of each passage; None is all.

    `adrift` are those of passages that found no place: where they stand means nothing.
    """

    columns: tuple[tuple[int, int], ...] | None
    adrift: tuple[tuple[int, int], ...] = ()


def _align_distinct(
    distinct: Sequence[Tokens], make_table: TableMaker, options: AlignOptions
) -> tuple[Ints, list[_Reach]]:
    """Align complete witnesses, then place the passages of the fragments, longest fragment first."""
    complete = [w for w, t in enumerate(distinct) if t.witness.extent is Extent.COMPLETE]
    fragments = sorted((w for w in range(len(distinct)) if w not in complete), key=lambda w: (-len(distinct[w]), w))
    if not complete:
        complete, fragments = fragments[:1], fragments[1:]
    whole = [distinct[w] for w in complete]
    table = make_table(whole, options) if len(whole) > 1 else np.arange(len(whole[0]), dtype=np.int32)[:, None]
    require_every_token(tuple(whole), table)
    forms = np.full_like(table, GAP)
    for k, t in enumerate(whole):
        here = table[:, k] != GAP
        forms[here, k] = t.form[table[here, k]]
    profile = Profile(table, forms)
    weights = attraction(distinct, options.exact)
    bounds: dict[int, dict[Passage, bool]] = {}
    for w in fragments:
        profile, bounds[w] = _join_fragment(profile, distinct[w], weights, options)
    order = [*complete, *fragments]
    table = profile.table[:, [order.index(w) for w in range(len(distinct))]]
    return table, [_reach(table[:, w], bounds.get(w)) for w in range(len(distinct))]


def _join_fragment(
    profile: Profile, tokens: Tokens, weights: Attraction, options: AlignOptions
) -> tuple[Profile, dict[Passage, bool]]:
    """Place each passage of a fragment, and say which found a place; the others stand after the one before."""
    passages = passages_of(tokens)
    found = [place(profile, tokens.form, p, weights) for p in passages]
    placed = in_order([p for p in found if p is not None])
    homes = np.zeros(len(tokens), np.int32)
    meetings: list[tuple[int, int]] = []
    met = {
        p.passage: m
        for p, m in zip(placed, meet_passages(profile, tokens.form, placed, weights, options.limits), strict=True)
    }
    last = 0
    for passage in passages:
        inner = met.get(passage, [])
        local = homes_of([(i, j - passage.start) for i, j in inner], passage.stop - passage.start)
        homes[passage.start : passage.stop] = local if inner else last
        last = inner[-1][0] + 1 if inner else last
        meetings += inner
    return join(profile, tokens.form, meetings, homes), {p: bool(met.get(p)) for p in passages}


def _reach(column: Ints, passages: dict[Passage, bool] | None) -> _Reach:
    """Give the columns between the first and the last token of each passage."""
    if passages is None:
        return _Reach(None)
    where = np.flatnonzero(column != GAP)
    columns = {p: (int(where[p.start]), int(where[p.stop - 1]) + 1) for p in passages}
    return _Reach(tuple(columns.values()), tuple(columns[p] for p, found in passages.items() if not found))


def _doubt(columns: int, reaches: Sequence[_Reach]) -> npt.NDArray[np.float32]:
    """Say which columns mean nothing: those of passages adrift. No other doubt is measured yet."""
    doubt = np.zeros(columns, np.float32)
    for reach in reaches:
        for start, stop in reach.adrift:
            doubt[start:stop] = 1.0
    return doubt


def _testimony(tokens: Sequence[Tokens], table: Ints, reaches: Sequence[_Reach]) -> Bytes:
    """Say of every cell whether the witness reads, omits, is absent or lost."""
    testimony = np.where(table == GAP, Testimony.OMITS, Testimony.READS).astype(np.int8)
    for w, (witness, reach) in enumerate(zip(tokens, reaches, strict=True)):
        if reach.columns is not None:
            inside = np.zeros(len(table), bool)
            for start, stop in reach.columns:
                inside[start:stop] = True
            testimony[~inside, w] = Testimony.ABSENT
        for tokens_lost, silence in _silences(witness):
            for column in np.flatnonzero(np.isin(table[:, w], tokens_lost)).tolist():
                _spread(testimony[:, w], column, silence)
    return testimony


def _silences(tokens: Tokens) -> list[tuple[Longs, Testimony]]:
    """Give the tokens that testify to nothing: lacunae, and what a mark says is lost or cannot be read."""
    found = [(np.flatnonzero(tokens.sort == Sort.LACUNA), Testimony.LACUNA)]
    for mark in tokens.witness.marks:
        if mark.gap is not None:
            inside = (tokens.spans[:, 0] < mark.end) & (tokens.spans[:, 1] > mark.start)
            found.append((np.flatnonzero(inside), _TESTIMONY[mark.gap]))
    return found


def _spread(testimony: Bytes, column: int, silence: Testimony) -> None:
    """Mark the gaps on both sides of a silence as silent too: nobody knows what stood there."""
    testimony[column] = silence
    for step in (-1, 1):
        at = column + step
        while 0 <= at < len(testimony) and testimony[at] == Testimony.OMITS:
            testimony[at] = silence
            at += step
