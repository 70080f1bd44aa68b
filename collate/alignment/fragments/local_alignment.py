"""Find the columns to which each passage of a fragment corresponds."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from collate._arrays import Int32
from collate._dataclass import dataclass
from collate.alignment.exact.anchors import shared_runs
from collate.alignment.exact.gaps import NO_MATCHES, Matches, full_tables
from collate.alignment.options import Limits
from collate.alignment.progressive.align_to_profile import align_to_profile, consensus
from collate.alignment.progressive.profile import Profile
from collate.alignment.scoring import UNIT, Scoring
from collate.model.alignment import GAP
from collate.model.tokens import Tokens
from collate.model.witness import PassageUnit
from collate.text.normalise import count_line_breaks

SKIP_COST: Final = UNIT // 4  # the cost of a skipped word, on either side, while a passage is placed
COLUMNS_PER_WORD: Final = 6  # columns for each word of an overhang, with room for a phrase that the fragment lacks
LEAST_PAIR_SCORE: Final = UNIT // 2  # lower scores, such as that of is / so, do not help to place a passage
LEAST_SCORE: Final = 2 * UNIT  # two words of mean rarity; less may be chance
FULL_SEARCH_CELLS: Final = 1 << 22  # columns times words; above, a passage is searched only near phrases that it shares
SEED_LENGTHS: Final = (5, 3, 2)  # words of such a phrase, long ones first


@dataclass(frozen=True, slots=True)
class Passage:
    """Tokens [start, stop) of a fragment that belong together."""

    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class LocalMatch:
    """A passage, the columns [top, bottom) to which it corresponds, and the score of its alignment with them.

    `overhang` is the number of its words before and after the part that is aligned; they may belong to more columns.
    """

    passage: Passage
    top: int
    bottom: int
    score: int
    overhang: tuple[int, int] = (0, 0)


def passages_of(tokens: Tokens) -> list[Passage]:
    """Return the passages of a fragment: its paragraphs, between blank lines, or all of it."""
    if not len(tokens):
        return []
    if tokens.witness.passages is PassageUnit.FILE:
        return [Passage(0, len(tokens))]
    text, spans = tokens.witness.text, tokens.spans.tolist()
    borders = [i for i in range(1, len(tokens)) if count_line_breaks(text[spans[i - 1][1] : spans[i][0]]) > 1]
    return [Passage(start, stop) for start, stop in zip([0, *borders], [*borders, len(tokens)], strict=True)]


def local_align(profile: Profile, forms: Int32, passage: Passage, scoring: Scoring) -> LocalMatch | None:
    """Find the columns that match a passage best, by local alignment (Smith and Waterman 1981).

    In a long work the search is limited to a window around phrases that occur once in both.

    Parameters
    ----------
    profile : Profile
    forms : (n,) int32
        The form codes of the fragment.
    passage : Passage
    scoring : Scoring

    Returns
    -------
    LocalMatch or None
        None if no columns score LEAST_SCORE, and the words of the passage do not stand in exactly one place.
    """
    words = forms[passage.start : passage.stop]
    low, high = _search_window(profile, words, scoring)
    column_forms = profile.forms[:, profile.order[low:high]]
    score, bottom, last = _best_end(column_forms, words, scoring)
    if score < LEAST_SCORE:
        return _only_place(profile, words, passage, scoring)
    _, height, width = _best_end(column_forms[:, :bottom][:, ::-1], words[:last][::-1], scoring)
    return LocalMatch(passage, low + bottom - height, low + bottom, score, (last - width, len(words) - last))


def _only_place(profile: Profile, words: Int32, passage: Passage, scoring: Scoring) -> LocalMatch | None:
    """Return the columns with all words (n,) of a passage, one after the other, if there is only one such place.

    In a short work no word is rare, so the score of a short passage is low. Punctuation is passed over.
    """
    is_word = scoring.is_word(words)
    at = np.flatnonzero(is_word)
    forms = profile.forms[:, profile.order]
    columns = np.flatnonzero(((forms != GAP) & scoring.is_word(forms)).any(axis=0))
    if not len(at) or len(at) > len(columns):
        return None
    # A gap has the key of no word.
    keys = np.where(forms == GAP, -1, scoring.anchor_keys(forms))[:, columns]
    starts = np.arange(len(columns) - len(at) + 1)
    for n, key in enumerate(scoring.anchor_keys(words[at]).tolist()):
        starts = starts[(keys[:, starts + n] == key).any(axis=0)]
        if not len(starts):
            return None
    if len(starts) > 1:
        return None
    first, last = int(columns[starts[0]]), int(columns[starts[0] + len(at) - 1])
    score = int(scoring.score_pairs(words[at], words[at]).sum())
    return LocalMatch(passage, first, last + 1, score, (int(at[0]), len(words) - 1 - int(at[-1])))


def _search_window(profile: Profile, words: Int32, scoring: Scoring) -> tuple[int, int]:
    """Return the columns [low, high) in which a passage with form codes (n,) is searched: all of a short work."""
    if len(profile) * len(words) <= FULL_SEARCH_CELLS:
        return 0, len(profile)
    rows, columns = scoring.anchor_keys(consensus(profile))[profile.order], scoring.anchor_keys(words)
    table = full_tables(np.array([len(rows)]), np.array([len(columns)]))
    for length in SEED_LENGTHS:
        runs = shared_runs(rows, columns, table, length)
        if len(runs.rows):
            # Where the passage begins if a run is aligned. The best window holds the most phrases.
            begins = runs.rows - runs.columns
            order = np.argsort(begins, kind="stable")
            begins, phrases = begins[order], np.append(0, np.cumsum(runs.sizes[order]))
            in_window = phrases[np.searchsorted(begins, begins + len(words), side="right")] - phrases[:-1]
            best = int(begins[int(in_window.argmax())])
            return max(0, best - len(words)), min(len(rows), best + 3 * len(words))
    return 0, len(profile)


def _best_end(column_forms: Int32, words: Int32, scoring: Scoring) -> tuple[int, int, int]:
    """Return the score of the best local alignment, and the number of columns and of words up to its end.

    Parameters
    ----------
    column_forms : (depth, columns) int32
        The forms of each column.
    words : (n,) int32
        Form codes.
    scoring : Scoring
    """
    width = column_forms.shape[1]
    distinct, form_of_cell = np.unique(column_forms, return_inverse=True)
    form_of_cell = form_of_cell.reshape(column_forms.shape)
    ramp = SKIP_COST * np.arange(width + 1, dtype=np.int64)
    row = np.zeros(width + 1, np.int64)
    score, end, last = 0, 0, 0
    for count, word in enumerate(words.tolist(), 1):
        form_scores = np.full(len(distinct), -SKIP_COST, np.int64)
        is_form = distinct != GAP
        if width * len(words) <= FULL_SEARCH_CELLS:
            form_scores[is_form] = scoring.score_pairs(np.full(int(is_form.sum()), word), distinct[is_form])
        else:
            # In so many columns, equal words are enough to find the passage.
            same = is_form & (scoring.key_codes[distinct] == scoring.key_codes[word])
            form_scores[same] = scoring.score_pairs(np.full(int(same.sum()), word), distinct[same])
        form_scores[form_scores < LEAST_PAIR_SCORE] = -SKIP_COST
        reached = row - SKIP_COST
        reached[1:] = np.maximum(reached[1:], row[:-1] + form_scores[form_of_cell].max(axis=0))
        reached = np.maximum.accumulate(np.maximum(reached, 0) + ramp) - ramp
        row = np.maximum(reached, 0)
        best = int(row.argmax())
        if row[best] > score:
            score, end, last = int(row[best]), best, count
    return score, end, last


def heaviest_in_order(local: Sequence[LocalMatch]) -> list[LocalMatch]:
    """Return the local matches, with the greatest sum of scores, whose columns are in the order of the fragment."""
    best: list[tuple[int, list[LocalMatch]]] = []
    for k, match in enumerate(local):
        before = [best[m] for m in range(k) if local[m].bottom <= match.top]
        score, chain = max(before, key=lambda b: b[0], default=(0, []))
        best.append((score + match.score, [*chain, match]))
    return max(best, key=lambda b: b[0], default=(0, []))[1]


def align_passages(
    profile: Profile, forms: Int32, placed: Sequence[LocalMatch], scoring: Scoring, limits: Limits
) -> list[Matches]:
    """Align each passage to its columns and to those that its overhang may need; `forms` (n,) are of the fragment."""
    aligned: list[Matches] = []
    floor = 0
    for k, match in enumerate(placed):
        ceiling = placed[k + 1].top if k + 1 < len(placed) else len(profile)
        top = max(floor, match.top - _columns_for(match.overhang[0]))
        bottom = min(ceiling, match.bottom + _columns_for(match.overhang[1]))
        window = full_tables(np.array([bottom - top]), np.array([match.passage.stop - match.passage.start]))
        window = window.shifted(top, match.passage.start)
        aligned.append(align_to_profile(profile, profile.order, forms, NO_MATCHES, window, scoring, limits))
        # The overhang of the next passage may not go back over what this one matches.
        floor = max([match.bottom, *(aligned[-1].rows + 1).tolist()])
    return aligned


def _columns_for(words: int) -> int:
    """Return how many columns an overhang of so many words may take."""
    return COLUMNS_PER_WORD * words + COLUMNS_PER_WORD if words else 0
