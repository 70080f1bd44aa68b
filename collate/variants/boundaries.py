"""How far does each place reach? A matter of editorial policy, so it stands here alone, in words:

- a place ends where the set of extant witnesses changes, where an editor's words begin or end, and
  with a passage of a fragment;
- a word division, and the same words or marks in another order, are one place each;
- words that the same witnesses leave out, against the same others, are one place, with the
  punctuation among them;
- unlike words that set the same witnesses against the same are one place: `it is` / `but also`;
- a rewritten passage is one place, chance words in common and all (`rewritten_stretches`);
- anything else stands alone: a comma beside a respelled word is two places, not one;
- white space is a place of its own, between two columns;
- what an editor has joined or cut is as the editor has it (`joints`).
"""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel

from collate._arrays import Bool, Int64, unique_inverse
from collate.decisions import UnitOverride
from collate.editorial import Roles
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.units import SILENT, ReadingGroups, Units, tokens_before
from collate.text.normalise import letters
from collate.variants.columns import Columns, extant_pattern, reading_groups, varying_columns
from collate.variants.inversions import inversions
from collate.variants.rewritten import rewritten_stretches
from collate.variants.white_space import white_space_units

SIMILAR = 0.6  # two words this similar differ by themselves, whatever stands beside them


def variation_units(alignment: Alignment, roles: Sequence[Roles], overrides: Sequence[UnitOverride] = ()) -> Units:
    """Give the places in which extant witnesses differ, in the order of the columns."""
    columns = varying_columns(alignment, roles)
    spans = _unit_spans(alignment, columns, rewritten_passages(alignment, columns))
    if overrides:
        from collate.variants.overrides import apply_overrides  # late: most works have no decisions

        spans = apply_overrides(alignment, columns.at, spans, overrides)
    words = _word_units(alignment, spans)
    differ = _has_several_groups(words.reading_groups)
    if not differ.all():  # equal words that an editor has set in other columns: the columns vary, the place does not
        spans = spans[differ]
        words = _word_units(alignment, spans)
    white = white_space_units(alignment, spans)
    order = np.lexsort([np.concatenate([words.stop, white.stop]), np.concatenate([words.start, white.start])])
    found = (
        np.concatenate([getattr(words, name), getattr(white, name)])[order]
        for name in ("start", "stop", "is_white_space", "reading_groups", "testimony")
    )
    return Units(*found)


def _unit_spans(alignment: Alignment, columns: Columns, passages: Sequence[tuple[int, int]]) -> Int64:
    """Cut the varying columns into places; rewritten passages are places already."""
    taken = np.zeros(len(alignment.table), bool)
    for start, stop in passages:
        taken[start:stop] = True
    fixed = list(passages)
    for start, stop in inversions(alignment, columns):
        if not taken[start:stop].any():
            fixed.append((start, stop))
    for start, stop in fixed[len(passages) :]:
        taken[start:stop] = True
    for link in alignment.links:
        if not taken[link.start : link.stop].any():
            fixed.append((link.start, link.stop))
            taken[link.start : link.stop] = True
    columns = columns.without(taken)
    heads = np.append(True, ~_continues_unit(alignment, columns)) if len(columns.at) else np.zeros(0, bool)
    first = np.flatnonzero(heads)
    runs = np.stack([first, np.append(first[1:], len(columns.at))[: len(first)]], axis=1)
    runs = _split_off_punctuation(columns, runs)
    places = np.stack([columns.at[runs[:, 0]], columns.at[runs[:, 1] - 1] + 1], axis=1)
    places = np.concatenate([np.array(fixed, np.int64).reshape(-1, 2), places])
    return places[np.lexsort([places[:, 1], places[:, 0]])]


def rewritten_passages(alignment: Alignment, columns: Columns) -> list[tuple[int, int]]:
    """Give the rewritten passages, parted where other witnesses testify or an editor's words or a passage begin."""
    if not len(columns.at):
        return []
    parted = np.zeros(len(alignment.table) + 1, bool)
    here = extant_pattern(alignment.testimony)
    parted[1:-1] = (here[1:] != here[:-1]).any(axis=1)
    borders = np.flatnonzero(~_same_intervention(columns)) + 1
    parted[columns.at[borders]] = True
    # An editor's words that all witnesses have do not vary, and yet they are no part of what was rewritten.
    varies = np.zeros(len(alignment.table), bool)
    varies[columns.at] = True
    found = []
    for start, stop in rewritten_stretches(alignment):
        cuts = [start, *(start + 1 + np.flatnonzero(parted[start + 1 : stop])).tolist(), stop]
        for first, last in pairwise(cuts):
            inner = first + np.flatnonzero(varies[first:last])
            if len(inner) > 1:
                found.append((int(inner[0]), int(inner[-1]) + 1))
    return found


def _continues_unit(alignment: Alignment, columns: Columns) -> Bool:
    """Say (v - 1,) bool which varying columns are one place with the varying column before them."""

    def same(rows: npt.NDArray[np.generic]) -> Bool:
        return np.asarray((rows[1:] == rows[:-1]).all(axis=1))

    together = np.diff(columns.at) == 1
    together &= same(columns.extant_pattern) & same(columns.reading_groups) & _same_intervention(columns)
    lost = together & columns.has_gap[1:] & same(columns.gaps)
    marks = columns.punctuation[1:] | columns.punctuation[:-1]
    pairs = np.flatnonzero(together & ~lost & ~marks)
    asked = unique_inverse(np.concatenate((pairs, pairs + 1)))[0]
    alike = np.zeros(len(columns.at), bool)
    alike[asked] = _similar_words(alignment, columns, asked)
    lost[pairs] |= ~(alike[pairs] | alike[pairs + 1])
    return np.asarray(lost)


def _same_intervention(columns: Columns) -> Bool:
    """Say (v - 1,) bool where no border of an editor's words, or of a passage, lies between two columns."""
    one, other = columns.interventions[:-1], columns.interventions[1:]
    both = (columns.form[:-1] != GAP) & (columns.form[1:] != GAP)
    same = ((one == other) | ~both).all(axis=1) & ((one >= 0).any(axis=1) == (other >= 0).any(axis=1))
    one, other = columns.passages[:-1], columns.passages[1:]
    return np.asarray(same & ((one == other) | (one < 0) | (other < 0)).all(axis=1))


def _similar_words(alignment: Alignment, columns: Columns, asked: Int64) -> list[bool]:
    """Say of the columns asked for: all extant witnesses have a word, each like the next, so it stands by itself."""
    strings = alignment.tokens[0].vocabulary.strings
    # A silent witness is given what some other has: then a row is the set of forms that are there.
    forms = np.where(columns.extant[asked], columns.form[asked], columns.form[asked].max(axis=1)[:, None])
    known: dict[frozenset[int], bool] = {}
    bare = {c: _letters(strings[c]) for c in unique_inverse(forms.ravel())[0].tolist() if c != GAP}
    answers = []
    for row in forms.tolist():
        codes = frozenset(row)
        if codes not in known:
            words = sorted({bare[c] for c in codes - {GAP}})
            known[codes] = GAP not in codes and all(
                Indel.normalized_similarity(a, b) >= SIMILAR for a, b in pairwise(words)
            )
        answers.append(known[codes])
    return answers


def _letters(form: str) -> str:
    """Give the letters of a form; a plain word of one of the many is known without looking at its signs."""
    return form.lower() if form.isascii() and form.isalpha() else letters(form)


def _split_off_punctuation(columns: Columns, runs: Int64) -> Int64:
    """Part the punctuation at the ends of a substitution from its words. Runs are of varying columns."""
    start, last = runs[:, 0], runs[:, 1] - 1
    lost = columns.has_gap[start] & (columns.gaps[start] == columns.gaps[last]).all(axis=1)
    loose = (last > start) & ~lost & (columns.punctuation[start] | columns.punctuation[last])
    cut = [piece for run in runs[loose].tolist() for piece in _without_outer_marks(columns.punctuation, *run)]
    return np.concatenate([runs[~loose], np.array(cut, np.int64).reshape(-1, 2)])


def _without_outer_marks(punctuation: Bool, start: int, stop: int) -> list[tuple[int, int]]:
    """Take the marks off both ends of a run, unless it is all marks."""
    pieces = []
    while punctuation[start] and not punctuation[start:stop].all():
        pieces.append((start, start + 1))
        start += 1
    while punctuation[stop - 1] and not punctuation[start:stop].all():
        pieces.append((stop - 1, stop))
        stop -= 1
    return [*pieces, (start, stop)]


def _word_units(alignment: Alignment, spans: Int64) -> Units:
    """Group the extant witnesses of each place by what is written there."""
    testimony = alignment.testimony[spans[:, 0]]
    return Units(
        start=spans[:, 0].astype(np.int32),
        stop=spans[:, 1].astype(np.int32),
        is_white_space=np.zeros(len(spans), bool),
        reading_groups=_groups_of_spans(alignment, spans, testimony <= Testimony.OMITS),
        testimony=testimony,
    )


def _has_several_groups(found: ReadingGroups) -> Bool:
    """Say (u,) bool where the witnesses that testify are of more than one party."""
    first = np.where(found == SILENT, np.iinfo(found.dtype).max, found).min(axis=1, initial=np.iinfo(found.dtype).max)
    return np.asarray(found.max(axis=1, initial=SILENT) > first)


def _groups_of_spans(alignment: Alignment, spans: Int64, extant: Bool) -> ReadingGroups:
    """Say which witnesses read the same: by a code where a place is a column, else by all codes in a row."""
    before = tokens_before(alignment)
    first, last = before[spans[:, 0]], before[spans[:, 1]]
    codes = np.full(first.shape, GAP, np.int32)
    for w, tokens in enumerate(alignment.tokens):
        here = first[:, w] < last[:, w]
        codes[here, w] = tokens.surface[first[here, w]]
    found = reading_groups(codes, extant)
    surfaces = [t.surface.tobytes() for t in alignment.tokens]
    size = alignment.tokens[0].surface.itemsize
    wide = np.flatnonzero(spans[:, 1] - spans[:, 0] > 1)
    rows = []
    for ranges in zip(first[wide].tolist(), last[wide].tolist(), extant[wide].tolist(), strict=True):
        seen: dict[bytes, int] = {}
        rows.append(
            [
                seen.setdefault(surfaces[w][a * size : b * size], w) if here else SILENT
                for w, (a, b, here) in enumerate(zip(*ranges, strict=True))
            ]
        )
    found[wide] = np.array(rows, np.int16).reshape(found[wide].shape)
    return found
