"""Where witnesses do not testify: without it no negative apparatus could be trusted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from collate.apparatus import Apparatus
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.witness import Siglum
from collate.rendering.print.notes import NONEXTANT_ABBREVIATIONS, printed_text

# Names the lines of the first and the last of some tokens, with `ll.` before them or without.
NameLines = Callable[[int, int, bool], str]


@dataclass(frozen=True, slots=True)
class NonExtant:
    """A stretch of columns in which a witness does not testify: tokens [first, last) of the printed text.

    They are none where that text has nothing either: then the stretch lies before token `first`.
    """

    siglum: Siglum
    testimony: Testimony
    first: int
    last: int


def nonextant_passages(apparatus: Apparatus, alignment: Alignment) -> list[NonExtant]:
    """Say where witnesses do not testify; of the printed one only what is absent, for its lacunae are printed."""
    w = printed_text(apparatus, alignment)
    if w is None or not len(alignment.tokens[w]):
        return []
    before = np.concatenate(([0], np.cumsum(alignment.table[:, w] != GAP)))
    found = []
    for k, witness in enumerate(apparatus.witnesses):
        testimony = alignment.testimony[:, k]
        changes = (np.flatnonzero(np.diff(testimony)) + 1).tolist()
        for start, stop in zip([0, *changes], [*changes, len(testimony)], strict=True):
            if start == stop or testimony[start] <= Testimony.OMITS:
                continue
            said = Testimony(int(testimony[start]))
            if k != w or said is Testimony.ABSENT:
                found.append(NonExtant(witness.siglum, said, int(before[start]), int(before[stop])))
    return found


def describe_nonextant(passages: Sequence[NonExtant], lines: NameLines) -> list[tuple[Siglum, str]]:
    """`LFF`, `deest ll. 1-12, 15-40`: each silent witness once."""
    said: dict[Siglum, dict[Testimony, list[NonExtant]]] = {}
    for p in passages:
        said.setdefault(p.siglum, {}).setdefault(p.testimony, []).append(p)
    return [
        (siglum, "; ".join(f"{NONEXTANT_ABBREVIATIONS[t]} {_listed(found, lines)}" for t, found in of.items()))
        for siglum, of in said.items()
    ]


def _listed(passages: Sequence[NonExtant], lines: NameLines) -> str:
    """`ll. 1-12, 15, post l. 20`: the last is where the printed text has nothing either."""
    covered = [p for p in passages if p.first < p.last]
    named = dict.fromkeys(lines(p.first, p.last - 1, len(covered) == 1) for p in covered)
    listed = [f"{'ll. ' if len(covered) > 1 else ''}{', '.join(named)}"] if covered else []
    beside = [
        f"post {lines(p.first - 1, p.first - 1, True)}" if p.first else "ante init."
        for p in passages
        if p not in covered
    ]
    return ", ".join((*listed, *dict.fromkeys(beside)))


def source_line_names(apparatus: Apparatus, alignment: Alignment) -> NameLines:
    """Name the lines of tokens as the file of the printed text has them."""
    w = printed_text(apparatus, alignment)

    def lines(first: int, last: int, said: bool) -> str:
        tokens = alignment.tokens[w or 0]
        a, b = (tokens.witness.line(int(tokens.spans[i, 0])) for i in (first, last))
        name = str(a) if a == b else f"{a}–{b}"
        return f"{'l.' if a == b else 'll.'} {name}" if said else name

    return lines
