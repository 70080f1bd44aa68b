"""Where witnesses are not extant: a negative apparatus cannot be trusted without it."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import TypeVar

import numpy as np

from collate._dataclass import dataclass
from collate.apparatus import Apparatus, Entry
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.hands import hands_of
from collate.model.witness import Siglum
from collate.rendering.hands_once import hands_with_lemma
from collate.rendering.printed_text import NONEXTANT_ABBREVIATIONS, printed_text

# Names the lines from the first to the last of some tokens, with `l.` or `ll.` before them or without.
NameLines = Callable[[int, int, bool], str]
Part = TypeVar("Part", bound=Hashable)  # of an apparatus that is read by itself, such as a series of notes


@dataclass(frozen=True, slots=True)
class NonExtant:
    """A stretch of columns [start, stop) in which a witness is not extant: tokens [first, last) of the printed text.

    `first` and `last` are equal where the printed text has no words there either: the stretch is before that token.
    """

    siglum: Siglum
    testimony: Testimony
    first: int
    last: int
    start: int
    stop: int


def nonextant_passages(apparatus: Apparatus, alignment: Alignment) -> list[NonExtant]:
    """Return where each witness is not extant.

    Of the printed text itself only absence is returned: its lacunae are printed.
    """
    w = printed_text(apparatus, alignment)
    printed = apparatus.witnesses[w].siglum if w is not None else None
    passages = nonextant_stretches(apparatus, alignment)
    return [p for p in passages if p.siglum != printed or p.testimony is Testimony.ABSENT]


def nonextant_stretches(apparatus: Apparatus, alignment: Alignment) -> list[NonExtant]:
    """Return where each witness is not extant, the lacunae of the printed text too.

    What a hand shares with its manuscript, and where it says nothing, is not told of it.
    """
    printed = printed_text(apparatus, alignment)
    if printed is None or not len(alignment.tokens[printed]):
        return []
    before = np.concatenate(([0], np.cumsum(alignment.table[:, printed] != GAP)))
    stretches = []
    number = {w.siglum: k for k, w in enumerate(apparatus.witnesses)}
    hands = hands_of(apparatus.witnesses)
    for w, witness in enumerate(apparatus.witnesses):
        testimony = alignment.testimony[:, w]
        if witness.siglum in hands:
            of_manuscript = alignment.testimony[:, number[hands[witness.siglum]]]
            is_told = (testimony != Testimony.ABSENT) & (testimony != of_manuscript)
            testimony = np.where(is_told, testimony, Testimony.READS)
        if not len(testimony) or testimony.max() <= Testimony.OMITS:
            continue
        changes = (np.flatnonzero(np.diff(testimony)) + 1).tolist()
        for start, stop in zip([0, *changes], [*changes, len(testimony)], strict=True):
            if start < stop and testimony[start] > Testimony.OMITS:
                first, last = int(before[start]), int(before[stop])
                stretches.append(NonExtant(witness.siglum, Testimony(int(testimony[start])), first, last, start, stop))
    return stretches


def told_once(
    entries: Iterable[tuple[Entry, Part]], stretches: Sequence[NonExtant]
) -> dict[tuple[int, Part], list[NonExtant]]:
    """Return the stretches that are told at each entry (its number) in a part: each stretch once in each part."""
    if not stretches:
        return {}
    by_siglum: dict[Siglum, list[NonExtant]] = defaultdict(list)
    for stretch in stretches:
        by_siglum[stretch.siglum].append(stretch)
    told: set[tuple[Part, NonExtant]] = set()
    at: dict[tuple[int, Part], list[NonExtant]] = defaultdict(list)
    for entry, part in entries:
        for siglum, testimony in entry.silent:
            found = _stretch_at(by_siglum[siglum], entry)
            if found is not None and found.testimony is testimony and (part, found) not in told:
                told.add((part, found))
                at[entry.number, part].append(found)
    return at


def _stretch_at(stretches: Sequence[NonExtant], entry: Entry) -> NonExtant | None:
    """Return the stretch in which an entry is, or at whose end it is if the entry is about white space."""
    k = bisect_right(stretches, entry.unit.start, key=lambda stretch: stretch.start) - 1
    if k < 0 or stretches[k].stop + entry.unit.is_white_space <= entry.unit.start:
        return None
    return stretches[k]


def name_stretch(stretch: NonExtant, entry: Entry, name_lines: NameLines) -> str:
    """Return the lines of a stretch, such as `ll. 12–40`; nothing if it is no longer than the entry."""
    is_longer = stretch.start < entry.unit.start or stretch.stop > entry.unit.stop
    return name_lines(stretch.first, stretch.last - 1, True) if is_longer and stretch.first < stretch.last else ""


class SilencesInTables:
    """The witnesses that are not extant, as tables of entries tell them: once for a stretch, with its lines.

    `entries` are those of the tables, each with its table.
    """

    def __init__(
        self, apparatus: Apparatus, alignment: Alignment, entries: Iterable[tuple[Entry, Hashable]] | None = None
    ) -> None:
        in_one_table = ((entry, None) for entry in apparatus.entries)
        stretches = nonextant_stretches(apparatus, alignment)
        self._told = told_once(in_one_table if entries is None else entries, stretches)
        self._hands = hands_of(apparatus.witnesses)
        has_base = apparatus.base in [w.siglum for w in apparatus.witnesses]
        self._name_lines = source_line_names(apparatus, alignment) if has_base else _no_lines

    def at(self, entry: Entry, table: Hashable = None) -> str:
        """Return what is told at an entry: `LFF absent ll. 1–13`, and hands that have the lemma by themselves."""
        told = [
            f"{s.siglum} {s.testimony.name.lower()} {name_stretch(s, entry, self._name_lines)}".rstrip()
            for s in self._told.get((entry.number, table), ())
        ]
        told += [f"{siglum} omits" for siglum, t in entry.silent if t is Testimony.OMITS]
        apart = hands_with_lemma(entry, self._hands)
        return ", ".join([*told, *([f"{', '.join(apart)} as the lemma"] if apart else [])])


def _no_lines(first: int, last: int, labelled: bool) -> str:
    return ""


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
