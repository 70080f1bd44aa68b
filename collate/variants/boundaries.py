"""The boundaries of variation units. This is a matter of editorial policy, and the policy is here:

- a unit ends where other witnesses become extant, where an editor's words begin or end, and with a passage of
  a fragment;
- a word division is one unit, and so are the same words or marks in another order, and brackets about agreed words
  or beside one word in brackets: `[Exit]` / `[Exit Hamlet]`;
- words that the same witnesses omit, against the same others, are one unit, with the punctuation among them;
- unlike words that set the same witnesses against the same others are one unit: `it is` / `but also`;
- a rewritten stretch is one unit, with the words that are equal by chance (`rewritten_stretches`);
- everything else is a unit of its own: a comma beside a word in another spelling makes two units, not one;
- white space is a unit of its own, between two columns;
- what an editor has merged or split is as the editor decided (`overrides`).
"""

from collections.abc import Sequence
from itertools import pairwise
from typing import Final

import numpy as np
import numpy.typing as npt

from collate._arrays import Bool, Int64, all_in_row, any_in_row, unique_inverse
from collate.decisions import UnitOverride
from collate.editorial import Roles
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.units import SILENT, ReadingGroups, Units, tokens_before
from collate.text.normalise import letters, marks
from collate.text.proclitics import similarity
from collate.text.word_signs import AND, and_words
from collate.text.written_out import are_one_word
from collate.variants.bracketed import bracketed_stretches
from collate.variants.columns import Columns, extant_pattern, reading_groups, varying_columns
from collate.variants.inversions import inversions
from collate.variants.moved_columns import (
    NOT_MOVED,
    has_whole_moves,
    is_one_place,
    mark_of_others,
    moved_places,
)
from collate.variants.omitted_together import omitted_together
from collate.variants.parting_lines import parted_by_lines
from collate.variants.rewritten import rewritten_stretches
from collate.variants.short_forms import has_short_form, has_superscript
from collate.variants.white_space import WhiteSpace, white_space, white_space_units

SIMILAR: Final = 0.6  # similarity of letters; two words this similar are a unit of their own, whatever their neighbours


def variation_units(
    alignment: Alignment,
    roles: Sequence[Roles],
    overrides: Sequence[UnitOverride] = (),
    space: WhiteSpace | None = None,
) -> Units:
    """Return the units in which extant witnesses differ, in the order of the columns.

    Parameters
    ----------
    alignment : Alignment
    roles : sequence of Roles
        One for each witness.
    overrides : sequence of UnitOverride
        Units that an editor merges or splits.
    space : WhiteSpace or None
        The white space of the alignment, if it is known already.
    """
    columns = varying_columns(alignment, roles)
    spans = _unit_spans(alignment, columns, rewritten_units(alignment, columns))
    if overrides:
        from collate.variants.overrides import apply_overrides  # imported late: most works have no decisions

        spans = apply_overrides(alignment, columns.at, spans, overrides)
    words = _word_units(alignment, spans)
    differ = _has_several_groups(words.reading_groups)
    if not differ.all():  # if an editor has put equal words into other columns, the columns vary, but not the unit
        spans = spans[differ]
        words = _word_units(alignment, spans)
    spaces = white_space_units(alignment, spans, space or white_space(alignment))
    order = np.lexsort([np.concatenate([words.stop, spaces.stop]), np.concatenate([words.start, spaces.start])])
    merged = (
        np.concatenate([getattr(words, name), getattr(spaces, name)])[order]
        for name in ("start", "stop", "is_white_space", "reading_groups", "testimony")
    )
    return Units(*merged)


def _unit_spans(alignment: Alignment, columns: Columns, rewritten: Sequence[tuple[int, int]]) -> Int64:
    """Return (units, 2) int64: columns [start, stop) of each unit of words, in order; `rewritten` are units already."""
    taken = np.zeros(len(alignment.table), bool)
    for start, stop in rewritten:
        taken[start:stop] = True
    fixed = list(rewritten)
    varies = np.zeros(len(alignment.table), bool)
    varies[columns.at] = True
    moved = moved_places(alignment)
    omitted = omitted_together(columns, alignment.tokens[0].vocabulary, _same_intervention(columns))
    fixed += [
        (start, stop) for start, stop in omitted if not taken[start:stop].any() and is_one_place(moved, start, stop)
    ]
    for start, stop in (*bracketed_stretches(alignment, varies), *inversions(alignment, columns)):
        if not taken[start:stop].any() and has_whole_moves(moved, start, stop):
            fixed.append((start, stop))
    for start, stop in fixed[len(rewritten) :]:
        taken[start:stop] = True
    for link in alignment.links:
        if not taken[link.start : link.stop].any():
            fixed.append((link.start, link.stop))
            taken[link.start : link.stop] = True
    columns = columns.without(taken)
    begins = np.append(True, ~_continues_unit(alignment, columns)) if len(columns.at) else np.zeros(0, bool)
    first = np.flatnonzero(begins)
    runs = np.stack([first, np.append(first[1:], len(columns.at))[: len(first)]], axis=1)
    runs = _split_off_punctuation(columns, runs)
    spans = np.stack([columns.at[runs[:, 0]], columns.at[runs[:, 1] - 1] + 1], axis=1)
    spans = np.concatenate([np.array(fixed, np.int64).reshape(-1, 2), spans])
    return spans[np.lexsort([spans[:, 1], spans[:, 0]])]


def rewritten_units(alignment: Alignment, columns: Columns) -> list[tuple[int, int]]:
    """Return the rewritten stretches, split where other witnesses testify, or an intervention, passage or move begins.

    Each part is [start, stop), from a varying column to a varying column.
    """
    if not len(columns.at):
        return []
    is_border = np.zeros(len(alignment.table) + 1, bool)
    patterns = extant_pattern(alignment.testimony)
    is_border[1:-1] = any_in_row(patterns[1:] != patterns[:-1])
    intervention_borders = np.flatnonzero(~_same_intervention(columns)) + 1
    is_border[columns.at[intervention_borders]] = True
    moved = moved_places(alignment)
    is_border[1:-1] |= moved[1:] != moved[:-1]
    # An editor's words that all witnesses have do not vary, and they are no part of what was rewritten.
    varies = np.zeros(len(alignment.table), bool)
    varies[columns.at] = True
    units = []
    for start, stop in rewritten_stretches(alignment):
        borders = [start, *(start + 1 + np.flatnonzero(is_border[start + 1 : stop])).tolist(), stop]
        for first, last in pairwise(borders):
            varying = first + np.flatnonzero(varies[first:last])
            if len(varying) > 1 and moved[first] == NOT_MOVED:
                units.append((int(varying[0]), int(varying[-1]) + 1))
    return units


def _continues_unit(alignment: Alignment, columns: Columns) -> Bool:
    """Return (v - 1,) bool: whether each varying column after the first is in one unit with the one before it."""

    def same(rows: npt.NDArray[np.generic]) -> Bool:
        return all_in_row(rows[1:] == rows[:-1])

    comparable = np.diff(columns.at) == 1
    moved = moved_places(alignment)[columns.at]
    one_moved = (moved[1:] == NOT_MOVED) | (moved[:-1] == NOT_MOVED)
    outer_mark = np.where(moved[1:] == NOT_MOVED, columns.punctuation[1:], columns.punctuation[:-1])
    comparable &= (moved[1:] == moved[:-1]) | (one_moved & outer_mark)
    comparable &= ~mark_of_others(comparable & same(columns.gaps), moved)
    comparable &= same(columns.extant_pattern) & same(columns.reading_groups) & _same_intervention(columns)
    continues = comparable & columns.has_gap[1:] & same(columns.gaps)
    punctuation = columns.punctuation[1:] | columns.punctuation[:-1]
    pairs = np.flatnonzero(comparable & ~continues & ~punctuation)
    compared = unique_inverse(np.concatenate((pairs, pairs + 1)))[0]
    similar = np.zeros(len(columns.at), bool)
    similar[compared] = _similar_words(alignment, columns, compared)
    rest = compared[~similar[compared]]
    similar[rest] = has_superscript(alignment, columns.at[rest]) | has_short_form(alignment, columns.at[rest])
    continues[pairs] |= ~(similar[pairs] | similar[pairs + 1])
    # Whole lines that are added beside a changed word are another unit.
    beside_gap = pairs[continues[pairs] & (columns.has_gap[pairs] != columns.has_gap[pairs + 1])]
    continues[beside_gap] &= ~parted_by_lines(alignment, columns.at[beside_gap], columns.has_gap[beside_gap])
    return np.asarray(continues)


def _same_intervention(columns: Columns) -> Bool:
    """Return (v - 1,) bool: whether no intervention or passage begins or ends between two varying columns."""
    left, right = columns.interventions[:-1], columns.interventions[1:]
    both = (columns.form[:-1] != GAP) & (columns.form[1:] != GAP)
    same = all_in_row((left == right) | ~both) & (any_in_row(left >= 0) == any_in_row(right >= 0))
    left, right = columns.passages[:-1], columns.passages[1:]
    return np.asarray(same & all_in_row((left == right) | (left < 0) | (right < 0)))


def _similar_words(alignment: Alignment, columns: Columns, compared: Int64) -> list[bool]:
    """Return, for each of the varying columns `compared` (k,), whether every extant witness has a similar word.

    A sign, a numeral or a short form is similar to the words for which it stands. Such a column is a unit of its own.
    """
    strings = alignment.tokens[0].vocabulary.strings
    # A silent witness gets the form of another one: then a row is the set of the forms in the column.
    any_form = columns.form[compared].max(axis=1)[:, None]
    forms = np.where(columns.extant[compared], columns.form[compared], any_form)
    letters_of = {c: _letters(strings[c]) for c in unique_inverse(forms.ravel())[0].tolist() if c != GAP}
    is_similar: dict[frozenset[int], bool] = {}
    rows = [frozenset(row) for row in forms.tolist()]
    for codes in rows:
        if codes not in is_similar:
            words = sorted({letters_of[c] for c in codes - {GAP}})
            is_similar[codes] = GAP not in codes and (
                and_words().issuperset(marks(word) for word in words if word != AND)
                if AND in words
                else all(similarity(left, right) >= SIMILAR for left, right in pairwise(words))
                or all(are_one_word(left, right) for left, right in pairwise(strings[c] for c in sorted(codes)))
            )
    return [is_similar[codes] for codes in rows]


def _letters(form: str) -> str:
    """Return the letters of a form; for plain words, the common case, this is faster than `letters`."""
    return form.lower() if form.isascii() and form.isalpha() else letters(form)


def _split_off_punctuation(columns: Columns, runs: Int64) -> Int64:
    """Split the punctuation at both ends of a substitution from its words.

    `runs` (n, 2) int64 are numbers [start, stop) of varying columns; so is the result.
    """
    start, last = runs[:, 0], runs[:, 1] - 1
    is_omission = columns.has_gap[start] & all_in_row(columns.gaps[start] == columns.gaps[last])
    has_outer_marks = (last > start) & ~is_omission & (columns.punctuation[start] | columns.punctuation[last])
    split = [part for run in runs[has_outer_marks].tolist() for part in _without_outer_marks(columns.punctuation, *run)]
    return np.concatenate([runs[~has_outer_marks], np.array(split, np.int64).reshape(-1, 2)])


def _without_outer_marks(punctuation: Bool, start: int, stop: int) -> list[tuple[int, int]]:
    """Split a run of varying columns: each mark at its ends, and the rest. A run of marks only stays whole."""
    parts = []
    while punctuation[start] and not punctuation[start:stop].all():
        parts.append((start, start + 1))
        start += 1
    while punctuation[stop - 1] and not punctuation[start:stop].all():
        parts.append((stop - 1, stop))
        stop -= 1
    return [*parts, (start, stop)]


def _word_units(alignment: Alignment, spans: Int64) -> Units:
    """Return the units of columns [start, stop), `spans` (units, 2) int64, grouped by what is written there."""
    testimony = alignment.testimony[spans[:, 0]]
    return Units(
        start=spans[:, 0].astype(np.int32),
        stop=spans[:, 1].astype(np.int32),
        is_white_space=np.zeros(len(spans), bool),
        reading_groups=_groups_of_spans(alignment, spans, testimony <= Testimony.OMITS),
        testimony=testimony,
    )


def _has_several_groups(groups: ReadingGroups) -> Bool:
    """Return (units,) bool: whether the witnesses that testify are in more than one reading group."""
    highest = np.iinfo(groups.dtype).max
    first = np.where(groups == SILENT, highest, groups).min(axis=1, initial=highest)
    return np.asarray(groups.max(axis=1, initial=SILENT) > first)


def _groups_of_spans(alignment: Alignment, spans: Int64, extant: Bool) -> ReadingGroups:
    """Group witnesses by their surfaces in each unit: by one code in a unit of one column, else by all codes in order.

    Parameters
    ----------
    alignment : Alignment
    spans : (units, 2) int64
    extant : (units, witnesses) bool

    Returns
    -------
    (units, witnesses) int16
        The first witness with the same surfaces, or SILENT.
    """
    before = tokens_before(alignment)
    first, last = before[spans[:, 0]], before[spans[:, 1]]
    codes = np.full(first.shape, GAP, np.int32)
    for w, tokens in enumerate(alignment.tokens):
        has_token = first[:, w] < last[:, w]
        codes[has_token, w] = tokens.surface[first[has_token, w]]
    groups = reading_groups(codes, extant)
    surfaces = [t.surface.tobytes() for t in alignment.tokens]
    size = alignment.tokens[0].surface.itemsize
    wide = np.flatnonzero(spans[:, 1] - spans[:, 0] > 1)
    rows = []
    for ranges in zip(first[wide].tolist(), last[wide].tolist(), extant[wide].tolist(), strict=True):
        first_with: dict[bytes, int] = {}
        rows.append(
            [
                first_with.setdefault(surfaces[w][start * size : stop * size], w) if testifies else SILENT
                for w, (start, stop, testifies) in enumerate(zip(*ranges, strict=True))
            ]
        )
    groups[wide] = np.array(rows, np.int16).reshape(groups[wide].shape)
    return groups
