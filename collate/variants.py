"""Where do extant witnesses differ, and how far does each place reach?

How far is a matter of editorial policy, so it stands here alone, in words:

- a place ends where the set of extant witnesses changes, where an editor's words begin or end, and
  with a passage of a fragment;
- a word division, and the same words or marks in another order, are one place each;
- words that the same witnesses leave out, against the same others, are one place, with the
  punctuation among them;
- unlike words that set the same witnesses against the same are one place: `it is` / `but also`;
- anything else stands alone: a comma beside a respelled word is two places, not one;
- white space is a place of its own, between two columns.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel

from collate.align.passages import passages_of
from collate.alignment import GAP, Alignment, Testimony
from collate.editorial import Roles
from collate.normalise import NO_BREAK_SPACES, letters, line_ends
from collate.tokens import Ints, Sort
from collate.witness import Extent

ALIKE = 0.6  # two words this similar differ by themselves, whatever stands beside them
WIDEST_EXCHANGE = 8  # columns within which words in another order are one place


@dataclass(frozen=True, slots=True)
class VariationUnit:
    """Columns [start, stop) in which extant witnesses differ.

    `groups` are the witnesses by reading, those that read the same together; no base is needed
    to say this. `silent` are the witnesses that do not testify here, and why. A unit with
    `between` true is about the white space before column `start`, and start == stop.
    """

    start: int
    stop: int
    groups: tuple[tuple[int, ...], ...]
    silent: tuple[tuple[int, Testimony], ...] = ()
    between: bool = False


def variation_units(alignment: Alignment, roles: Sequence[Roles]) -> tuple[VariationUnit, ...]:
    """Give the places in which extant witnesses differ, in the order of the columns."""
    columns = _Columns(alignment, roles)
    spans = _spans(columns)
    units = [_unit(alignment, columns.surface, start, stop) for start, stop in spans]
    units += _white_space(alignment, spans)
    return tuple(sorted(units, key=lambda u: (u.start, u.stop)))


class _Columns:
    """What the questions about single columns need, looked up once."""

    def __init__(self, alignment: Alignment, roles: Sequence[Roles]) -> None:
        self.alignment = alignment
        self.surface = alignment.codes("surface")
        self.form = alignment.codes("form")
        self.sorts = alignment.sorts()
        self.extant = alignment.extant
        self.strings = alignment.tokens[0].vocabulary.strings
        self.interventions = _intervention_table(alignment, roles)
        self.passage = _passage_table(alignment)
        low = np.where(self.extant, self.surface, np.iinfo(np.int32).max).min(axis=1, initial=np.iinfo(np.int32).max)
        high = np.where(self.extant, self.surface, np.iinfo(np.int32).min).max(axis=1, initial=np.iinfo(np.int32).min)
        self.varies: npt.NDArray[np.bool_] = low < high
        self.punctuation: npt.NDArray[np.bool_] = ((self.sorts == Sort.PUNCTUATION) | (self.sorts == GAP)).all(axis=1)

    def gaps(self, column: int) -> bytes:
        """Which extant witnesses have nothing here."""
        return np.where(self.extant[column], self.form[column] == GAP, False).tobytes()

    def company(self, column: int) -> bytes:
        """Who testifies, and how those who do not are silent."""
        return bytes(self.alignment.testimony[column].clip(Testimony.OMITS).tobytes())

    def parties(self, column: int) -> tuple[int, ...]:
        """Which extant witnesses have the same form: a number for each, first come first numbered."""
        seen: dict[int, int] = {}
        return tuple(
            seen.setdefault(code, len(seen)) if here else -1
            for code, here in zip(self.form[column].tolist(), self.extant[column].tolist(), strict=True)
        )

    def has_gap(self, column: int) -> bool:
        return bool((self.extant[column] & (self.form[column] == GAP)).any())

    def alike(self, column: int) -> bool:
        """All extant witnesses have a word, and each is like the next: the place stands by itself."""
        codes = set(self.form[column][self.extant[column]].tolist())
        if GAP in codes:
            return False
        words = sorted({letters(self.strings[c]) for c in codes})
        return all(Indel.normalized_similarity(a, b) >= ALIKE for a, b in pairwise(words))


def _intervention_table(alignment: Alignment, roles: Sequence[Roles]) -> Ints:
    """Give (columns, witnesses) int32: the intervention of each token, or -1."""
    table = np.full(alignment.table.shape, -1, np.int32)
    for w, role in enumerate(roles):
        here = alignment.table[:, w] != GAP
        table[here, w] = role.of[alignment.table[here, w]]
    return table


def _passage_table(alignment: Alignment) -> Ints:
    """Give (columns, witnesses) int32: the passage of a fragment in which each token stands, or -1."""
    table = np.full(alignment.table.shape, -1, np.int32)
    for w, tokens in enumerate(alignment.tokens):
        if tokens.witness.extent is Extent.FRAGMENT:
            of = np.zeros(len(tokens), np.int32)
            for k, passage in enumerate(passages_of(tokens)):
                of[passage.start : passage.stop] = k
            here = alignment.table[:, w] != GAP
            table[here, w] = of[alignment.table[here, w]]
    return table


def _spans(columns: _Columns) -> list[tuple[int, int]]:
    """Cut the varying columns into places."""
    fixed = _exchanges(columns)
    taken = {c for start, stop in fixed for c in range(start, stop)}
    for link in columns.alignment.links:
        if not taken & set(range(link.start, link.stop)):
            fixed.append((link.start, link.stop))
            taken |= set(range(link.start, link.stop))
    spans = list(fixed)
    run: list[int] = []
    for column in np.flatnonzero(columns.varies).tolist():
        if column in taken:
            continue
        if run and (column != run[-1] + 1 or not _belong_together(columns, run[-1], column)):
            spans += _without_loose_marks(columns, run)
            run = []
        run.append(column)
    spans += _without_loose_marks(columns, run)
    return sorted(spans)


def _belong_together(columns: _Columns, left: int, right: int) -> bool:
    """Say whether two neighbouring varying columns are one place."""
    if columns.company(left) != columns.company(right):
        return False
    if columns.parties(left) != columns.parties(right) or not _same_interventions(columns, left, right):
        return False
    one, other = columns.passage[left], columns.passage[right]
    if ((one != other) & (one >= 0) & (other >= 0)).any():
        return False
    if columns.has_gap(left) and columns.gaps(left) == columns.gaps(right):
        return True
    if columns.punctuation[left] or columns.punctuation[right]:
        return False
    return not columns.alike(left) and not columns.alike(right)


def _same_interventions(columns: _Columns, left: int, right: int) -> bool:
    """No border of an editor's words lies between the two columns."""
    one, other = columns.interventions[left], columns.interventions[right]
    both = (columns.form[left] != GAP) & (columns.form[right] != GAP)
    return bool((one[both] == other[both]).all()) and bool((one >= 0).any() == (other >= 0).any())


def _without_loose_marks(columns: _Columns, run: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Part the punctuation at the ends of a substitution from its words."""
    if not run:
        return
    start, stop = run[0], run[-1] + 1
    if columns.gaps(start) != columns.gaps(stop - 1) or not columns.has_gap(start):
        while start < stop and columns.punctuation[start] and not columns.punctuation[start:stop].all():
            yield start, start + 1
            start += 1
        while start < stop and columns.punctuation[stop - 1] and not columns.punctuation[start:stop].all():
            yield stop - 1, stop
            stop -= 1
    if start < stop:
        yield start, stop


def _exchanges(columns: _Columns) -> list[tuple[int, int]]:
    """Find neighbouring words or marks that witnesses have in another order: `".` and `."`.

    The columns between a form that some lack and the same form that the others lack are one
    place, when all extant witnesses have the same forms there, and not all in the same order.
    """
    found: list[tuple[int, int]] = []
    lone = [c for c in np.flatnonzero(columns.varies).tolist() if columns.has_gap(c)]
    for k, start in enumerate(lone):
        if found and start < found[-1][1]:
            continue
        for last in (lone[m] for m in range(k + 1, len(lone))):
            if last - start >= WIDEST_EXCHANGE:
                break
            if _exchanged(columns, start, last + 1):
                found.append((start, last + 1))
                break
    return found


def _exchanged(columns: _Columns, start: int, stop: int) -> bool:
    if len({columns.company(c) for c in range(start, stop)}) > 1:
        return False
    extant = np.flatnonzero(columns.extant[start])
    forms = [columns.form[start:stop, w] for w in extant]
    orders = {tuple(f[f != GAP].tolist()) for f in forms}
    return len(orders) > 1 and len({tuple(sorted(order)) for order in orders}) == 1


def _unit(alignment: Alignment, surface: Ints, start: int, stop: int) -> VariationUnit:
    """Group the extant witnesses of a place by what is written there."""
    groups: dict[tuple[int, ...], list[int]] = {}
    for w in np.flatnonzero(alignment.testimony[start] <= Testimony.OMITS).tolist():
        codes = surface[start:stop, w]
        groups.setdefault(tuple(codes[codes != GAP].tolist()), []).append(w)
    return VariationUnit(start, stop, tuple(map(tuple, groups.values())), _silent(alignment, start))


def _silent(alignment: Alignment, column: int) -> tuple[tuple[int, Testimony], ...]:
    testimony = alignment.testimony[column].tolist()
    return tuple((w, Testimony(t)) for w, t in enumerate(testimony) if t > Testimony.OMITS)


_NOTHING, _SPACE, _NO_BREAK, _LINE, _PARAGRAPH = range(5)


def _white_space(alignment: Alignment, spans: Sequence[tuple[int, int]]) -> Iterator[VariationUnit]:
    """Find neighbours that both stand in two witnesses, with other white space between them.

    A line's end counts as a space, since lines are wrapped anew; beside a blank line it counts
    as one. A witness that does not have the two side by side is said to omit the place.
    """
    inside = {c for start, stop in spans for c in range(start + 1, stop)}
    classes = np.stack([_space_before(alignment, w) for w in range(len(alignment.tokens))], axis=1)
    known = classes >= 0
    low = np.where(known, classes, 99).min(axis=1)
    high = np.where(known, classes, -1).max(axis=1)
    for column in np.flatnonzero(low < high).tolist():
        if column in inside:
            continue
        here = classes[column].tolist()
        line = _PARAGRAPH if _PARAGRAPH in here else _SPACE
        groups: dict[int, list[int]] = {}
        for w, space in enumerate(here):
            if space >= 0:
                groups.setdefault(line if space == _LINE else space, []).append(w)
        if len(groups) > 1:
            silent = _silent(alignment, min(column, len(alignment.table) - 1))
            elsewhere = set(range(len(here))) - {w for g in groups.values() for w in g} - {w for w, _ in silent}
            before = alignment.testimony[column - 1].clip(Testimony.OMITS).tolist()
            silent = tuple(sorted((*silent, *((w, Testimony(before[w])) for w in elsewhere))))
            yield VariationUnit(column, column, tuple(map(tuple, groups.values())), silent, between=True)


def _space_before(alignment: Alignment, w: int) -> npt.NDArray[np.int8]:
    """Give (columns + 1,) int8: the white space between a token and the one in the column before, or -1.

    The last is what stands behind the last column.
    """
    column = alignment.table[:, w]
    tokens, text = alignment.tokens[w], alignment.tokens[w].witness.text
    spaces = np.full(len(column) + 1, -1, np.int8)
    if len(column) and alignment.testimony[-1, w] == Testimony.READS:
        # At the end of a file a line's end more or less says nothing; a no-break space does.
        spaces[-1] = _NO_BREAK if _class_of_space(text[tokens.spans[-1, 1] :]) == _NO_BREAK else _SPACE
    reads = alignment.testimony[:, w] == Testimony.READS
    both = np.flatnonzero(reads[1:] & reads[:-1]) + 1
    ends, starts = tokens.spans[column[both] - 1, 1].tolist(), tokens.spans[column[both], 0].tolist()
    spaces[both] = [_class_of_space(text[a:b]) for a, b in zip(ends, starts, strict=True)]
    return spaces


def _class_of_space(space: str) -> int:
    if space == " ":
        return _SPACE
    if not space:
        return _NOTHING
    if any(c in NO_BREAK_SPACES for c in space):
        return _NO_BREAK
    breaks = line_ends(space)
    return _PARAGRAPH if breaks > 1 else _LINE if breaks else _SPACE


def tokens_in(alignment: Alignment, w: int, start: int, stop: int) -> range:
    """Give the tokens of a witness in columns [start, stop): they follow one another."""
    column = alignment.table[start:stop, w]
    found = column[column != GAP]
    return range(int(found[0]), int(found[-1]) + 1) if len(found) else range(0)
