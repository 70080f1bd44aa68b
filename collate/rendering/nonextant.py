"""Where witnesses are not extant: a negative apparatus cannot be trusted without it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from collate.apparatus import Apparatus
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.witness import Siglum
from collate.rendering.print.notes import NONEXTANT_ABBREVIATIONS, printed_text

# Names the lines from the first to the last of some tokens, with `l.` or `ll.` before them or without.
NameLines = Callable[[int, int, bool], str]


@dataclass(frozen=True, slots=True)
class NonExtant:
    """A stretch of columns in which a witness is not extant: tokens [first, last) of the printed text.

    Both are equal where the printed text has no words there either: the stretch is then before token `first`.
    """

    siglum: Siglum
    testimony: Testimony
    first: int
    last: int


def nonextant_passages(apparatus: Apparatus, alignment: Alignment) -> list[NonExtant]:
    """Return where each witness is not extant.

    Of the printed text itself only absence is returned: its lacunae are printed.
    """
    printed = printed_text(apparatus, alignment)
    if printed is None or not len(alignment.tokens[printed]):
        return []
    before = np.concatenate(([0], np.cumsum(alignment.table[:, printed] != GAP)))
    passages = []
    for w, witness in enumerate(apparatus.witnesses):
        testimony = alignment.testimony[:, w]
        changes = (np.flatnonzero(np.diff(testimony)) + 1).tolist()
        for start, stop in zip([0, *changes], [*changes, len(testimony)], strict=True):
            if start == stop or testimony[start] <= Testimony.OMITS:
                continue
            reason = Testimony(int(testimony[start]))
            if w != printed or reason is Testimony.ABSENT:
                passages.append(NonExtant(witness.siglum, reason, int(before[start]), int(before[stop])))
    return passages


def describe_nonextant(passages: Sequence[NonExtant], name_lines: NameLines) -> list[tuple[Siglum, str]]:
    """Return each witness that is not extant somewhere, once, with the lines: `LFF`, `deest ll. 1-12, 15-40`."""
    by_witness: dict[Siglum, dict[Testimony, list[NonExtant]]] = {}
    for passage in passages:
        by_witness.setdefault(passage.siglum, {}).setdefault(passage.testimony, []).append(passage)
    return [
        (
            siglum,
            "; ".join(
                f"{NONEXTANT_ABBREVIATIONS[testimony]} {_list_lines(stretches, name_lines)}"
                for testimony, stretches in by_testimony.items()
            ),
        )
        for siglum, by_testimony in by_witness.items()
    ]


def _list_lines(passages: Sequence[NonExtant], name_lines: NameLines) -> str:
    """Return `ll. 1-12, 15, post l. 20`; `post` is for a stretch where the printed text has no words either."""
    covering = [p for p in passages if p.first < p.last]
    lines = dict.fromkeys(name_lines(p.first, p.last - 1, len(covering) == 1) for p in covering)
    listed = [f"{'ll. ' if len(covering) > 1 else ''}{', '.join(lines)}"] if covering else []
    between = [
        f"post {name_lines(p.first - 1, p.first - 1, True)}" if p.first else "ante init."
        for p in passages
        if p not in covering
    ]
    return ", ".join((*listed, *dict.fromkeys(between)))


def source_line_names(apparatus: Apparatus, alignment: Alignment) -> NameLines:
    """Return a function that names lines as they are numbered in the file of the printed text."""
    tokens = alignment.tokens[printed_text(apparatus, alignment) or 0]

    def name_lines(first: int, last: int, labelled: bool) -> str:
        start, end = (tokens.witness.line(int(tokens.spans[i, 0])) for i in (first, last))
        name = str(start) if start == end else f"{start}–{end}"
        return f"{'l.' if start == end else 'll.'} {name}" if labelled else name

    return name_lines
