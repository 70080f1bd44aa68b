"""Slow, obvious versions of what the package does quickly; never imported by it."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import groupby, pairwise

from rapidfuzz.distance import Indel

from collate.alignment.fragments.local_alignment import passages_of
from collate.classify import (
    RULES,
    SENTENCE_ENDS,
    ReadingPair,
    ReadingSide,
    Rulebook,
    WorkEvidence,
    bare,
    classify,
    folded,
    white_space,
)
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.interventions import Roles
from collate.model.tokens import Sort, Token
from collate.model.units import VariationUnit
from collate.model.variation import Variation
from collate.model.witness import Extent
from collate.text.normalise import NO_BREAK_SPACES, count_line_breaks, letters

Span = tuple[int, int]
Group = tuple[int, ...]
SlowUnit = tuple[int, int, tuple[Group, ...], tuple[tuple[int, Testimony], ...], bool]
Columns = Sequence["SlowColumn"]


def best_score(scores: list[list[int]], gap: int, head: int = 0, tail: int = 0) -> int:
    """The best value of any trace that meets at all, by trying every meeting after every other; or of none.

    To meet nothing skips one stretch of each side, for nothing where it touches an end of the text.
    """
    height, width = len(scores), len(scores[0]) if scores else 0

    @cache
    def ending(i: int, j: int) -> int:
        before = [-head * (i > 0) - head * (j > 0)]
        for k in range(i):
            for m in range(j):
                before.append(ending(k, m) - gap * (k < i - 1) - gap * (m < j - 1))
        return scores[i][j] + max(before)

    ends = [
        ending(i, j) - tail * (i < height - 1) - tail * (j < width - 1) for i in range(height) for j in range(width)
    ]
    return max([-2 * min(head, tail), *ends])


def score_of(meetings: list[tuple[int, int]], scores: list[list[int]], gap: int, head: int = 0, tail: int = 0) -> int:
    """The value of one trace, by the definition."""
    if not meetings:
        return -2 * min(head, tail)
    total = sum(scores[i][j] for i, j in meetings)
    (i, j), (k, m) = meetings[0], meetings[-1]
    total -= head * (i > 0) + head * (j > 0)
    total -= tail * (k < len(scores) - 1) + tail * (m < len(scores[0]) - 1)
    for (i, j), (k, m) in pairwise(meetings):
        assert i < k
        assert j < m
        total -= gap * (k - i > 1) + gap * (m - j > 1)
    return total


def slow_units(alignment: Alignment, roles: Sequence[Roles], passages: Sequence[Span] = ()) -> list[SlowUnit]:
    """Variation units, column by column: (start, stop, groups, silent, between), in order."""
    columns = [SlowColumn(alignment, roles, c) for c in range(len(alignment.table))]
    places = slow_places(alignment, columns, passages)
    units = []
    inside = set()
    for start, stop in places:
        texts = {}
        for w in columns[start].extant:
            texts.setdefault(tuple(cell[w].surface for cell in columns[start:stop] if cell[w]), []).append(w)
        if len(texts) > 1:
            units.append((start, stop, tuple(map(tuple, texts.values())), columns[start].silent, False))
            inside.update(range(start + 1, stop))
    units += [found for c in range(1, len(columns) + 1) if c not in inside and (found := slow_space(columns, c))]
    return sorted(units, key=lambda u: (u[0], u[1]))


class SlowColumn:
    """One column: what each witness has and does there."""

    def __init__(self, alignment: Alignment, roles: Sequence[Roles], c: int) -> None:
        self.cells = [None if i == GAP else alignment.tokens[w][i] for w, i in enumerate(alignment.table[c].tolist())]
        self.testimony = [Testimony(t) for t in alignment.testimony[c].tolist()]
        self.extant = [w for w, t in enumerate(self.testimony) if t <= Testimony.OMITS]
        self.silent = tuple((w, t) for w, t in enumerate(self.testimony) if t > Testimony.OMITS)
        self.hands = [cell and roles[w].at(cell.index) for w, cell in enumerate(self.cells)]
        self.passages = [
            next(k for k, p in enumerate(passages_of(cell.tokens)) if p.start <= cell.index < p.stop)
            if cell and cell.tokens.witness.extent is Extent.FRAGMENT
            else None
            for cell in self.cells
        ]
        self.marks = all(cell.sort is Sort.PUNCTUATION for cell in self.cells if cell)
        self.varies = len({cell and cell.surface for w, cell in enumerate(self.cells) if w in self.extant}) > 1
        self.gaps = [w for w in self.extant if not self[w]]

    def __getitem__(self, w: int) -> Token | None:
        return self.cells[w]

    def parties(self) -> list[int]:
        forms = [self[w] and self[w].form for w in self.extant]
        return [forms.index(form) for form in forms]

    def alike(self) -> bool:
        words = sorted({letters(self[w].form) for w in self.extant if self[w]})
        return not self.gaps and all(Indel.normalized_similarity(a, b) >= 0.6 for a, b in pairwise(words))


def slow_places(alignment: Alignment, columns: Columns, passages: Sequence[Span]) -> list[Span]:
    places = list(passages)
    taken = {c for start, stop in passages for c in range(start, stop)}
    lone = [c for c, column in enumerate(columns) if column.varies and column.gaps]
    for start in lone:
        if start not in taken and not any(start < stop for _, stop in places[len(passages) :]):
            for last in lone:
                within = set(range(start, last + 1))
                if start < last < start + 8 and not taken & within and slow_exchange(columns[start : last + 1]):
                    places.append((start, last + 1))
                    taken |= set(range(start, last + 1))
                    break
    for link in alignment.links:
        if not taken & set(range(link.start, link.stop)):
            places.append((link.start, link.stop))
            taken |= set(range(link.start, link.stop))
    run = []
    for c in [*(c for c, column in enumerate(columns) if column.varies and c not in taken), None]:
        if (run and not (c == run[-1] + 1 if c is not None else False)) or (
            run and not slow_together(columns[run[-1]], columns[c])
        ):
            places += without_marks(columns, run)
            run = []
        run.append(c)
    return sorted(places)


def slow_exchange(columns: Columns) -> bool:
    if len({(tuple(c.extant), c.silent) for c in columns}) > 1:
        return False
    orders = {tuple(c[w].form for c in columns if c[w]) for w in columns[0].extant}
    return len(orders) > 1 and len({tuple(sorted(order)) for order in orders}) == 1


def slow_together(left: SlowColumn, right: SlowColumn) -> bool:
    if (left.extant, left.silent, left.parties()) != (right.extant, right.silent, right.parties()):
        return False
    for one, other, w in zip(left.hands, right.hands, range(len(left.hands)), strict=True):
        if left[w] and right[w] and one is not other:
            return False
    if any(left.hands) != any(right.hands):
        return False
    if any(None not in pair and pair[0] != pair[1] for pair in zip(left.passages, right.passages, strict=True)):
        return False
    if left.gaps and left.gaps == right.gaps:
        return True
    return not (left.marks or right.marks or left.alike() or right.alike())


def without_marks(columns: Columns, run: list[int]) -> list[Span]:
    """A run of columns as places: the marks at the ends of a substitution stand alone."""
    if columns[run[0]].gaps and columns[run[0]].gaps == columns[run[-1]].gaps:
        return [(run[0], run[-1] + 1)]
    stretches = [(marks, list(group)) for marks, group in groupby(run, key=lambda c: columns[c].marks)]
    places = []
    for end in (0, -1):
        if len(stretches) > 1 and stretches[end][0]:
            places += [(c, c + 1) for c in stretches.pop(end)[1]]
    rest = [c for _, group in stretches for c in group]
    return [*places, (rest[0], rest[-1] + 1)]


def slow_space(columns: Columns, c: int) -> SlowUnit | None:
    """The unit of the white space before column c, if there is one."""
    spaces = {}
    for w in range(len(columns[0].cells)):
        if c == len(columns):
            if columns[-1].testimony[w] is Testimony.READS:
                tokens = columns[-1][w].tokens
                rest = tokens.witness.text[columns[-1][w].span[1] :]
                spaces[w] = "no-break" if any(s in NO_BREAK_SPACES for s in rest) else "space"
        elif columns[c - 1].testimony[w] is columns[c].testimony[w] is Testimony.READS:
            between = columns[c][w].tokens.witness.text[columns[c - 1][w].span[1] : columns[c][w].span[0]]
            spaces[w] = slow_class(between)
    line = "paragraph" if "paragraph" in spaces.values() else "space"
    groups = {}
    for w, space in spaces.items():
        groups.setdefault(line if space == "line" else space, []).append(w)
    if len(groups) < 2:
        return None
    silent = dict(columns[min(c, len(columns) - 1)].silent)
    for w, testimony in enumerate(columns[c - 1].testimony):
        if w not in spaces and w not in silent:
            silent[w] = max(testimony, Testimony.OMITS)
    return (c, c, tuple(map(tuple, groups.values())), tuple(sorted(silent.items())), True)


def slow_class(space: str) -> str:
    if any(c in NO_BREAK_SPACES for c in space):
        return "no-break"
    return (
        "paragraph"
        if count_line_breaks(space) > 1
        else "line"
        if count_line_breaks(space)
        else "space"
        if space
        else "nothing"
    )


def slow_paragraphs(text: str) -> list[tuple[int, str]]:
    """Lines that are not blank, as many as stand together: (start, stripped text)."""
    pieces = re.split(r"(\r\n|\n|\r)", text)
    at, found, together = 0, [], []
    for k, piece in enumerate([*pieces, "", ""]):
        if k % 2 == 0:
            if piece.strip():
                together.append((at, at + len(piece)))
            elif together:
                stretch = text[together[0][0] : together[-1][1]]
                found.append((together[0][0] + len(stretch) - len(stretch.lstrip()), stretch.strip()))
                together = []
        at += len(piece)
    return found


class SlowWitness:
    """What one witness has in a unit, and what stands around it, token by token."""

    def __init__(self, alignment: Alignment, roles: Sequence[Roles], w: int, unit: VariationUnit) -> None:
        self.all = list(alignment.tokens[w])
        self.here = [self.all[i] for i in alignment.table[unit.start : unit.stop, w].tolist() if i != GAP]
        self.first = sum(i != GAP for i in alignment.table[: unit.start, w].tolist())
        self.last = self.first + len(self.here)
        self.source, self.between = alignment.tokens[w].witness, unit.is_white_space
        self.hand = roles[w].at(self.first) if self.here else None

    @property
    def span(self) -> Span:
        end_before = self.all[self.first - 1].span[1] if self.first else 0
        if self.here:
            return self.here[0].span[0], self.here[-1].span[1]
        if not self.between:
            return end_before, end_before
        return end_before, self.all[self.first].span[0] if self.first < len(self.all) else len(self.source.text)

    @property
    def text(self) -> str:
        if self.between:
            return self.source.text[slice(*self.span)]
        gaps = ["", *(" " if b.span[0] > a.span[1] else "" for a, b in pairwise(self.here))]
        return "".join(gap + token.surface for gap, token in zip(gaps, self.here, strict=False))

    @property
    def before(self) -> tuple[str, ...]:
        return tuple(folded(t.surface) for t in self.all[max(0, self.first - 12) : self.first])

    @property
    def after(self) -> tuple[str, ...]:
        return tuple(folded(t.surface) for t in self.all[self.last : self.last + 12])

    def said(self) -> tuple[str, tuple[str, ...], tuple[str, ...], str, str]:
        return self.text, self.before, self.after, self.hand.why if self.hand else "", self.source.siglum

    def side(self, support: int) -> ReadingSide:
        heads = not self.before or self.before[-1] in SENTENCE_ENDS
        return ReadingSide(
            tuple(t.surface for t in self.here),
            tuple(t.sort for t in self.here),
            self.before,
            self.after,
            self.hand,
            bool(self.here) and self.here[0].surface[:1].isupper() and heads,
            support == 1,
        )

    @property
    def context(self) -> tuple[str, str]:
        """Six tokens on each side, as they stand, white space made one."""
        start, end = self.span
        near, far = self.all[max(0, self.first - 6) : self.first], self.all[self.last : self.last + 6]
        before = self.source.text[near[0].span[0] : start] if near else ""
        after = self.source.text[end : far[-1].span[1]] if far else ""
        return re.sub(r"\s+", " ", before), re.sub(r"\s+", " ", after)

    @property
    def occurrence(self) -> int:
        """How often the words have begun in this line, up to here."""
        words = [t.surface for t in self.here]
        starts = [k for k in range(self.first + 1) if self.all[k].line == self.here[0].line] if words else [0]
        return sum([t.surface for t in self.all[k : k + len(words)]] == words for k in starts)


def slow_context(alignment: Alignment, language: str) -> WorkEvidence:
    words = [[bare(t.form) for t in tokens if t.sort is Sort.WORD] for tokens in alignment.tokens]
    pairs = set()
    for column in alignment.table.tolist():
        found = [(t, i) for t, i in zip(alignment.tokens, column, strict=True) if i >= 0]
        forms = sorted({t[i].form for t, i in found if t[i].sort is Sort.WORD})
        pairs |= set(pairwise(forms))
    return WorkEvidence(Rulebook(language), tuple(Counter(w) for w in words), sorted(pairs))


def slow_variation(
    alignment: Alignment,
    roles: Sequence[Roles],
    language: str,
    unit: VariationUnit,
    base: str,
    one: Group,
    other: Group,
) -> Variation:
    """How two groups differ: the rules are shown everything, and asked anew."""
    speakers = []
    for group in (one, other):
        standing = [SlowWitness(alignment, roles, w, unit) for w in group]
        chosen = [s for s in standing if s.source.siglum == base]
        speakers.append(chosen[0] if chosen else min(standing, key=SlowWitness.said))
    if unit.is_white_space:
        return white_space(speakers[0].text, speakers[1].text)
    sides = [speaker.side(len(group)) for speaker, group in zip(speakers, (one, other), strict=True)]
    question = ReadingPair(*sides, slow_context(alignment, language))
    first = next(name for name, rule in RULES.items() if rule(question) is not None)
    variation = classify(question)
    assert variation.rule == first
    return variation
