"""V: a whole witness, compared with the others: what is missing, what has moved, whether it belongs to the work."""

from collections.abc import Iterator
from functools import cache
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32
from collate.alignment.relations.unrelated import unrelated_witnesses
from collate.checking.comparison import Comparison
from collate.checking.rules.variation import quoted
from collate.model.alignment import GAP
from collate.model.findings import Match, WorkFinding
from collate.model.tokens import Tokens
from collate.model.witness import RESERVED

MIN_MOVED_WORDS: Final = 10  # words of a passage that is reported as moved; a shorter one is a transposition
MIN_WITNESS_WORDS: Final = 20  # words that a witness needs to be reported as a copy, or as incomplete
DEFAULT_OMISSION: Final = 100  # words of an omission that is reported, where the work does not tell what is usual
LEAST_OMISSION: Final = 20  # the least that is learned
MOST_OMISSION: Final = 1000  # the most that is learned: a longer gap of another witness is a fault itself
_QUOTE_STYLES: Final = {"straight": '"', "curly": "“”„", "angled": "«»"}


def long_passages(work: Comparison) -> Iterator[WorkFinding]:
    """Find the passages that a witness omits or adds and that are longer than the project allows."""
    for w in work.target_indices():
        words, expected = work.text_words(w), work.expected(w)
        missing, added = expected & work.omitted(w), words & ~expected
        if "V-long-omission" in work.rules:
            longest = work.settings.longest_omission
            if longest is None:
                longest = _usual_omission(work, w, _longest_run(added, expected))
            for column, count in _long_runs(missing, words, longest):
                missing_words = _words(count, _expected_clause(work, has=True))
                message = f"{missing_words} missing here: {_first_words(work, column, w)} …"
                help_ = "transcribe them; if the source does not have them, declare a lacuna or a fragment"
                yield WorkFinding("V-long-omission", _match_at(work, w, column, message, help_), work.siglum(w))
        if "V-long-addition" in work.rules:
            for column, count in _long_runs(added, expected, work.settings.longest_addition):
                message = f"{_words(count, _expected_clause(work, has=False))} added here"
                help_ = "check whether they belong to the text"
                yield WorkFinding("V-long-addition", _match_at(work, w, column, message, help_), work.siglum(w))


def _usual_omission(work: Comparison, w: int, longest_addition: int) -> int:
    """Return how long an omission may be without being a fault, in words: as long as those of the other witnesses.

    A witness that adds long passages is a revision; it may also leave out what is as long. Where no other witness
    can tell, it is DEFAULT_OMISSION.
    """
    others = [o for o in work.others(w) if work.siglum(o) != work.base]
    if not others or work.base not in {work.siglum(o) for o in work.others(w)}:
        return DEFAULT_OMISSION
    omissions = [_longest_run(work.expected(o) & work.omitted(o), work.text_words(o)) for o in others]
    return max(LEAST_OMISSION, min(max(omissions), MOST_OMISSION), min(longest_addition, DEFAULT_OMISSION))


def _longest_run(in_run: Bool, breaks_run: Bool) -> int:
    """Return the number of words of the longest run."""
    return max((count for _, count in _long_runs(in_run, breaks_run, 0)), default=0)


def _words(count: int, clause: str) -> str:
    return f"{count} words that {clause} are" if count != 1 else f"1 word that {clause} is"


def _expected_clause(work: Comparison, has: bool) -> str:
    """Return a clause that says that the base has something, or not; without a base, most of the witnesses."""
    is_witness = work.base not in RESERVED
    verb = ("has" if is_witness else "have") if has else ("does not have" if is_witness else "do not have")
    return f"{work.base if is_witness else 'most witnesses'} {verb}"


def _expected_phrase(work: Comparison) -> str:
    return f"of {work.base}" if work.base not in RESERVED else "that most witnesses have"


def _long_runs(in_run: Bool, breaks_run: Bool, longest: int) -> list[tuple[int, int]]:
    """Return the first column and the number of words of each run that is too long.

    Columns that are neither in a run nor break one do not count.
    """
    counted = np.flatnonzero(in_run | breaks_run)
    flags = in_run[counted].astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags, [0]))))
    return [
        (int(counted[first]), int(stop - first))
        for first, stop in edges.reshape(-1, 2).tolist()
        if stop - first > longest
    ]


def _first_words(work: Comparison, column: int, w: int) -> str:
    """Return the first words, from a column on, of the base or of another witness than w, in quotation marks."""
    table, tokens = work.collated.alignment.table, work.collated.alignment.tokens
    filled = [o for o in range(len(tokens)) if o != w and table[column, o] != GAP]
    o = next((o for o in filled if work.siglum(o) == work.base), filled[0])
    first = int(table[column, o])
    last = min(first + 8, len(tokens[o])) - 1
    return quoted(tokens[o].witness.text[tokens[o].spans[first, 0] : tokens[o].spans[last, 1]])


def _match_at(work: Comparison, w: int, column: int, message: str, help_: str) -> Match:
    """Return a match at the token of witness w in a column, or at the end of the last token before it."""
    token_indices, tokens = work.collated.alignment.table[:, w], work.collated.alignment.tokens[w]
    if token_indices[column] != GAP:
        start, end = tokens.spans[token_indices[column]].tolist()
        return Match(start, end, message, help_)
    offset = _end_before(token_indices, tokens, column)
    return Match(offset, offset, message, help_)


def _end_before(token_indices: Int32, tokens: Tokens, column: int) -> int:
    filled = np.flatnonzero(token_indices[:column] != GAP)
    return int(tokens.spans[token_indices[filled[-1]], 1]) if len(filled) else 0


def low_coverage(work: Comparison) -> Iterator[WorkFinding]:
    """Find the witnesses that have too few of the words of the base, where they are extant at all."""
    extant = work.collated.alignment.extant
    for w in work.target_indices():
        words, expected = work.text_words(w), work.expected(w) & extant[:, w]
        total = int(expected.sum())
        if total < MIN_WITNESS_WORDS:
            continue
        percentage = 100 * int((expected & words).sum()) / total
        if percentage < work.settings.coverage:
            gaps = _long_runs(expected & work.omitted(w), words, 0)
            column, longest = max(gaps, key=lambda gap: gap[1])
            gap = f"{longest} word{'s' * (longest != 1)} from {_first_words(work, column, w)}"
            message = (
                f"only {percentage:.0f}% of the words {_expected_phrase(work)} have a counterpart "
                f"({work.settings.coverage}% are required); the longest gap is here: {gap}"
            )
            help_ = "check what is missing; if the source does not have it, declare a lacuna or a fragment"
            yield WorkFinding("V-coverage", _match_at(work, w, column, message, help_), work.siglum(w))


def moved_passages(work: Comparison) -> Iterator[WorkFinding]:
    """Find the passages that are in another place than in the others."""
    targets, text_words = set(work.target_indices()), cache(work.text_words)
    for move in work.collated.alignment.moves:
        # The base is never the one that has moved.
        for (first, stop), group in ((move.columns, move.witnesses), (move.other_columns, move.other_witnesses)):
            if work.base in [work.siglum(w) for w in group]:
                continue
            for w in sorted(targets.intersection(group)):
                count = int(text_words(w)[first:stop].sum())
                if count >= MIN_MOVED_WORDS:
                    message = f"a passage of {count} words begins here that is in another place in the other witnesses"
                    match = _match_at(work, w, first, message, "check the order of the pages")
                    yield WorkFinding("V-order", match, work.siglum(w))


def unrelated_to_work(work: Comparison) -> Iterator[WorkFinding]:
    """Find the witnesses that have hardly a word in common with the others."""
    targets = set(work.target_indices())
    for w in unrelated_witnesses(work.collated.alignment):
        if w in targets:
            message = "the witness has almost no words in common with the others; it is probably another text"
            match = Match(0, 0, message, "name the right file under [[witnesses]] in collation.toml")
            yield WorkFinding("V-unrelated", match, work.siglum(w))


def identical_witnesses(work: Comparison) -> Iterator[WorkFinding]:
    """Find the witnesses whose words and punctuation are all those of another; the first of those is not told."""
    tokens, targets = work.collated.alignment.tokens, work.target_indices()
    for w in targets:
        if len(tokens[w]) < MIN_WITNESS_WORDS:
            continue
        identical = [
            o
            for o in work.others(w)
            if len(tokens[o]) == len(tokens[w]) and bool((tokens[o].surface == tokens[w].surface).all())
        ]
        if identical and (min(identical) < w or not set(identical) <= set(targets)):
            same = ", ".join(sorted(map(work.siglum, identical)))
            message = f"every word and punctuation mark is the same as in {same}"
            help_ = "check that the right file is named; a copy is not a second witness"
            yield WorkFinding("V-identical", Match(0, 0, message, help_), work.siglum(w))


def different_quotes(work: Comparison) -> Iterator[WorkFinding]:
    """Find the witnesses whose quotation marks have a style that no other witness has."""
    tokens = work.collated.alignment.tokens
    styles = [_quote_style(t.witness.text) for t in tokens]
    for w in work.target_indices():
        others = sorted({(styles[o], work.siglum(o)) for o in work.others(w) if styles[o]})
        if not styles[w] or not others or any(style == styles[w] for style, _ in others):
            continue
        text = tokens[w].witness.text
        first = min(offset for offset in (text.find(mark) for mark in _QUOTE_STYLES[styles[w]]) if offset >= 0)
        clauses = "; ".join(f"{siglum} has {style} ones" for style, siglum in others)
        message = f"quotation marks are {styles[w]} here; {clauses}"
        help_ = "write them in the style of the project; the apparatus counts the difference as typography"
        yield WorkFinding("V-quotes", Match(first, first + 1, message, help_), work.siglum(w))


def _quote_style(text: str) -> str:
    """Return the style of most quotation marks of a text, "" if it has none."""
    counts = {style: sum(map(text.count, marks)) for style, marks in _QUOTE_STYLES.items()}
    most_frequent = max(counts, key=lambda style: counts[style])
    return most_frequent if counts[most_frequent] else ""
