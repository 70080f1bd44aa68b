"""V: a witness as a whole beside the others: what is missing, what has moved, whether it belongs to the work."""

from collections.abc import Iterator
from typing import Final

import numpy as np

from collate._arrays import Bool, Int32
from collate.alignment.relations.unrelated import unrelated_witnesses
from collate.checking.comparison import Comparison
from collate.checking.rules.variation import cited
from collate.model.alignment import GAP
from collate.model.findings import Match, WorkFinding
from collate.model.tokens import Tokens
from collate.model.witness import RESERVED

MOVED: Final = 10  # words of a passage of which it is told that it stands elsewhere; of fewer, the kind says it
FEWEST: Final = 20  # words; of fewer it is not told that a witness is another, or that it covers too little
_SIGNS: Final = {"straight": '"', "curly": "“”„", "angled": "«»"}


def long_passages(work: Comparison) -> Iterator[WorkFinding]:
    """Give the passages that a witness lacks or adds and that are longer than the project allows."""
    words = work.words()
    for w in work.numbers():
        expected = work.expected(words, w)
        lacks, adds = expected & work.omitted(w), words[:, w] & ~expected
        if "V-long-omission" in work.rules:
            for first, count in _runs(lacks, words[:, w], work.settings.longest_omission):
                message = f"{_words(count)} missing here that {_having(work)}: {_beginning(work, first, w)} …"
                mend = "transcribe them; or declare a lacuna, or make the witness a fragment"
                yield WorkFinding("V-long-omission", _at(work, w, first, message, mend), work.siglum(w))
        if "V-long-addition" in work.rules:
            for first, count in _runs(adds, expected, work.settings.longest_addition):
                message = f"{_words(count)} added here that {_having(work, False)}"
                yield WorkFinding(
                    "V-long-addition", _at(work, w, first, message, "see whether they belong"), work.siglum(w)
                )


def _words(count: int) -> str:
    return f"{count} word{'s are' if count != 1 else ' is'}"


def _having(work: Comparison, has: bool = True) -> str:
    """Say that the base has something, or has it not; without one witness that is the base it is most of them."""
    one = work.base not in RESERVED
    verb = ("has" if one else "have") if has else ("does not have" if one else "do not have")
    return f"{work.base if one else 'most'} {verb}"


def _whose(work: Comparison) -> str:
    return f"of {work.base}" if work.base not in RESERVED else "that most have"


def _runs(wanted: Bool, broken_by: Bool, longest: int) -> list[tuple[int, int]]:
    """Give the first column of each run of words that is too long, and its words; columns without any do not count."""
    counted = np.flatnonzero(wanted | broken_by)
    inside = wanted[counted].astype(np.int8)
    edges = np.flatnonzero(np.diff(np.concatenate(([0], inside, [0]))))
    return [
        (int(counted[first]), int(stop - first))
        for first, stop in edges.reshape(-1, 2).tolist()
        if stop - first > longest
    ]


def _beginning(work: Comparison, column: int, w: int) -> str:
    """Give the first words of what stands in some columns in the base, or in another witness than w."""
    table, tokens = work.collated.alignment.table, work.collated.alignment.tokens
    has = [o for o in range(len(tokens)) if o != w and table[column, o] != GAP]
    o = next((o for o in has if work.siglum(o) == work.base), has[0])
    first = int(table[column, o])
    last = min(first + 8, len(tokens[o])) - 1
    return cited(tokens[o].witness.text[tokens[o].spans[first, 0] : tokens[o].spans[last, 1]])


def _at(work: Comparison, w: int, column: int, message: str, mend: str) -> Match:
    """Give the place of a witness at a column, or the end of the last token before it."""
    column_of_w, tokens = work.collated.alignment.table[:, w], work.collated.alignment.tokens[w]
    if column_of_w[column] != GAP:
        start, end = tokens.spans[column_of_w[column]].tolist()
        return Match(start, end, message, mend)
    place = _end_before(column_of_w, tokens, column)
    return Match(place, place, message, mend)


def _end_before(column_of_w: Int32, tokens: Tokens, column: int) -> int:
    before = np.flatnonzero(column_of_w[:column] != GAP)
    return int(tokens.spans[column_of_w[before[-1]], 1]) if len(before) else 0


def coverage(work: Comparison) -> Iterator[WorkFinding]:
    """Give the witnesses that have too few of the words of the base, where they testify at all."""
    words, extant = work.words(), work.collated.alignment.extant
    for w in work.numbers():
        expected = work.expected(words, w) & extant[:, w]
        total = int(expected.sum())
        if total < FEWEST:
            continue
        share = 100 * int((expected & words[:, w]).sum()) / total
        if share < work.settings.coverage:
            runs = _runs(expected & work.omitted(w), words[:, w], 0)
            first, longest = max(runs, key=lambda run: run[1])
            message = (
                f"only {share:.0f} in 100 words {_whose(work)} have a counterpart, and {work.settings.coverage} are "
                f"asked; the longest gap is here, {longest} words from {_beginning(work, first, w)}"
            )
            mend = "see what is missing; or declare it a lacuna, or make the witness a fragment"
            yield WorkFinding("V-coverage", _at(work, w, first, message, mend), work.siglum(w))


def order(work: Comparison) -> Iterator[WorkFinding]:
    """Give the passages that stand elsewhere than in the others."""
    words, numbers = work.words(), set(work.numbers())
    for move in work.collated.alignment.moves:
        # Of two groups it is not the base that has moved.
        for (first, stop), these in ((move.columns, move.witnesses), (move.other_columns, move.other_witnesses)):
            if work.base in [work.siglum(w) for w in these]:
                continue
            for w in sorted(numbers.intersection(these)):
                count = int(words[first:stop, w].sum())
                if count >= MOVED:
                    message = f"a passage of {count} words begins here that stands elsewhere in the others"
                    yield WorkFinding(
                        "V-order", _at(work, w, first, message, "see the order of the pages"), work.siglum(w)
                    )


def unrelated(work: Comparison) -> Iterator[WorkFinding]:
    """Give the witnesses that have hardly a word in common with the others."""
    found = unrelated_witnesses(work.collated.alignment)
    numbers = set(work.numbers())
    for w in found:
        if w in numbers:
            message = "the witness has hardly a word in common with the others; it seems to be of another text"
            yield WorkFinding(
                "V-unrelated", Match(0, 0, message, "name the right file under [[witnesses]]"), work.siglum(w)
            )


def identical(work: Comparison) -> Iterator[WorkFinding]:
    """Give the witnesses whose words and signs are all those of another."""
    tokens = work.collated.alignment.tokens
    for w in work.numbers():
        if len(tokens[w]) < FEWEST:
            continue
        twins = [
            work.siglum(o)
            for o in range(len(tokens))
            if o != w and len(tokens[o]) == len(tokens[w]) and bool((tokens[o].surface == tokens[w].surface).all())
        ]
        if twins:
            message = f"every word and sign is that of {', '.join(sorted(twins))}"
            mend = "see whether the right file was named; a copy is no second witness"
            yield WorkFinding("V-identical", Match(0, 0, message, mend), work.siglum(w))


def other_quotes(work: Comparison) -> Iterator[WorkFinding]:
    """Give the witnesses whose quotation marks are of another sort than those of most others."""
    tokens = work.collated.alignment.tokens
    sorts = [_quotes_of(t.witness.text) for t in tokens]
    for w in work.numbers():
        others = sorted({(sorts[o], work.siglum(o)) for o in range(len(tokens)) if o != w and sorts[o]})
        if not sorts[w] or not others or any(sort == sorts[w] for sort, _ in others):
            continue
        text = tokens[w].witness.text
        at = min(p for p in (text.find(sign) for sign in _SIGNS[sorts[w]]) if p >= 0)
        has = "; ".join(f"{siglum} has {sort} ones" for sort, siglum in others)
        message = f"quotation marks are {sorts[w]} here, and {has}"
        mend = "write them as the project does; in the apparatus they are typography"
        yield WorkFinding("V-quotes", Match(at, at + 1, message, mend), work.siglum(w))


def _quotes_of(text: str) -> str:
    """Say which sort of quotation marks a text has most; "" where it has none."""
    counts = {sort: sum(map(text.count, signs)) for sort, signs in _SIGNS.items()}
    most = max(counts, key=lambda sort: counts[sort])
    return most if counts[most] else ""
