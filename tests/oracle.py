"""Slow, obvious versions of what the package computes fast. Tests compare the two; the package imports nothing here.

More than 300 lines: one oracle for each step, in the order of the steps.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from math import exp

import numpy as np
import numpy.typing as npt
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
from collate.model.interventions import Intervention, Roles
from collate.model.tokens import Sort, Token
from collate.model.units import VariationUnit
from collate.model.variation import Variation
from collate.model.witness import Extent
from collate.text.normalise import NO_BREAK_SPACES, count_line_breaks, letters
from collate.variants.white_space import white_space as white_space_of

Span = tuple[int, int]
Group = tuple[int, ...]  # the witnesses of one reading, by number
Silences = tuple[tuple[int, Testimony], ...]  # the witnesses that do not testify, and why
SlowUnit = tuple[int, int, tuple[Group, ...], Silences, bool]  # start, stop, groups, silent, between
Columns = Sequence["SlowColumn"]
Scores = Sequence[Sequence[int]] | npt.NDArray[np.int64]


def best_score(scores: list[list[int]], gap: int, head: int = 0, tail: int = 0) -> int:
    """Compute the score of the best trace, by trying every match after every other match, and no match at all.

    A trace without a match skips one stretch of each side; a stretch at an end of the text is free.
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


def score_of(matches: list[tuple[int, int]], scores: Scores, gap: int, head: int = 0, tail: int = 0) -> int:
    """Compute the score of one trace, by the definition."""
    if not matches:
        return -2 * min(head, tail)
    total = sum(scores[i][j] for i, j in matches)
    (i, j), (k, m) = matches[0], matches[-1]
    total -= head * (i > 0) + head * (j > 0)
    total -= tail * (k < len(scores) - 1) + tail * (m < len(scores[0]) - 1)
    for (i, j), (k, m) in pairwise(matches):
        assert i < k
        assert j < m
        total -= gap * (k - i > 1) + gap * (m - j > 1)
    return total


def posteriors(scores: list[list[int]], gap: int, head: int, tail: int, temperature: float) -> list[list[float]]:
    """Compute the posterior of every match, by writing down every trace and weighing it by exp(value / temperature)."""
    height, width = len(scores), len(scores[0])

    def traces(top: int, left: int) -> Iterator[list[tuple[int, int]]]:
        yield []
        for i in range(top, height):
            for j in range(left, width):
                yield from ([(i, j), *rest] for rest in traces(i + 1, j + 1))

    total, shares = 0.0, [[0.0] * width for _ in range(height)]
    for trace in traces(0, 0):
        weight = exp(score_of(trace, scores, gap, head, tail) / temperature)
        total += weight
        for i, j in trace:
            shares[i][j] += weight
    return [[share / total for share in row] for row in shares]


def slow_units(alignment: Alignment, roles: Sequence[Roles], passages: Sequence[Span] = ()) -> list[SlowUnit]:
    """List the variation units in order, found column by column."""
    columns = [SlowColumn(alignment, roles, c) for c in range(len(alignment.table))]
    places = slow_places(alignment, columns, passages)
    units: list[SlowUnit] = []
    inside: set[int] = set()
    for start, stop in places:
        texts: dict[tuple[str, ...], list[int]] = {}
        for w in columns[start].extant:
            texts.setdefault(tuple(token.surface for token in tokens_down(columns[start:stop], w)), []).append(w)
        if len(texts) > 1:
            units.append((start, stop, tuple(map(tuple, texts.values())), columns[start].silent, False))
            inside.update(range(start + 1, stop))
    wraps = white_space_of(alignment).line_ends
    units += [
        unit for c in range(1, len(columns) + 1) if c not in inside and (unit := slow_space(columns, c, wraps[c]))
    ]
    return sorted(units, key=lambda u: (u[0], u[1]))


class SlowColumn:
    """One column of the table: the token and the testimony of each witness."""

    def __init__(self, alignment: Alignment, roles: Sequence[Roles], c: int) -> None:
        self.cells = [None if i == GAP else alignment.tokens[w][i] for w, i in enumerate(alignment.table[c].tolist())]
        self.testimony = [Testimony(t) for t in alignment.testimony[c].tolist()]
        self.extant = [w for w, t in enumerate(self.testimony) if t <= Testimony.OMITS]
        self.silent = tuple((w, t) for w, t in enumerate(self.testimony) if t > Testimony.OMITS)
        self.interventions = [
            slow_divider(alignment, roles, w, cell.index) if cell else None for w, cell in enumerate(self.cells)
        ]
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

    def token(self, w: int) -> Token:
        """Return the token of a witness that has one here."""
        token = self.cells[w]
        assert token is not None
        return token

    def parties(self) -> list[int]:
        """Number the extant witnesses by form: each has the number of the first witness with its form."""
        forms = [cell and cell.form for cell in (self[w] for w in self.extant)]
        return [forms.index(form) for form in forms]

    def alike(self) -> bool:
        """Check that every extant witness has a word, and that all the words are similar."""
        words = sorted({letters(cell.form) for cell in (self[w] for w in self.extant) if cell})
        return not self.gaps and all(Indel.normalized_similarity(a, b) >= 0.6 for a, b in pairwise(words))


def tokens_down(columns: Columns, w: int) -> list[Token]:
    """List the tokens of a witness in some columns."""
    return [cell for column in columns if (cell := column[w])]


def slow_places(alignment: Alignment, columns: Columns, passages: Sequence[Span]) -> list[Span]:
    """List the columns [start, stop) that are one place: passages, inversions, links, and runs of varying columns."""
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
    run: list[int] = []
    for c in [c for c, column in enumerate(columns) if column.varies and c not in taken]:
        if run and not (c == run[-1] + 1 and slow_together(columns[run[-1]], columns[c])):
            places += without_marks(columns, run)
            run = []
        run.append(c)
    if run:
        places += without_marks(columns, run)
    return sorted(places)


def slow_exchange(columns: Columns) -> bool:
    """Check that the witnesses have the same words in these columns, in different orders."""
    if len({(tuple(c.extant), c.silent) for c in columns}) > 1:
        return False
    orders = {tuple(token.form for token in tokens_down(columns, w)) for w in columns[0].extant}
    return len(orders) > 1 and len({tuple(sorted(order)) for order in orders}) == 1


def slow_together(left: SlowColumn, right: SlowColumn) -> bool:
    """Check that two neighbouring varying columns belong to one place."""
    if (left.extant, left.silent, left.parties()) != (right.extant, right.silent, right.parties()):
        return False
    for w, pair in enumerate(zip(left.interventions, right.interventions, strict=True)):
        if left[w] and right[w] and pair[0] is not pair[1]:
            return False
    if any(left.interventions) != any(right.interventions):
        return False
    if any(None not in pair and pair[0] != pair[1] for pair in zip(left.passages, right.passages, strict=True)):
        return False
    if left.gaps and left.gaps == right.gaps:
        return True
    if left.marks or right.marks or left.alike() or right.alike():
        return False
    return bool(left.gaps) == bool(right.gaps) or not slow_line_between(left, right)


def slow_line_between(left: SlowColumn, right: SlowColumn) -> bool:
    """Check that every witness ends a line between added or omitted words and the changed word beside them."""
    column, step = (right, -1) if left.gaps else (left, 1)
    for token in filter(None, column.cells):
        beside = token.index + step
        if 0 <= beside < len(token.tokens):
            other = token.tokens[beside]
            first, second = sorted((token.span, other.span))
            if "\n" not in token.tokens.witness.text[first[1] : second[0]]:
                return False
    return True


def without_marks(columns: Columns, run: list[int]) -> list[Span]:
    """Divide a run of columns into places: the marks at the ends of a substitution are places of their own."""
    if columns[run[0]].gaps and columns[run[0]].gaps == columns[run[-1]].gaps:
        return [(run[0], run[-1] + 1)]
    stretches = [(marks, list(group)) for marks, group in groupby(run, key=lambda c: columns[c].marks)]
    places = []
    for end in (0, -1):
        if len(stretches) > 1 and stretches[end][0]:
            places += [(c, c + 1) for c in stretches.pop(end)[1]]
    rest = [c for _, group in stretches for c in group]
    return [*places, (rest[0], rest[-1] + 1)]


def slow_space(columns: Columns, c: int, wraps: npt.NDArray[np.bool_]) -> SlowUnit | None:
    """Return the unit of the white space before column c, or None; `wraps` are witnesses with a line end of prose."""
    spaces: dict[int, str] = {}
    for w in range(len(columns[0].cells)):
        if c == len(columns):
            if columns[-1].testimony[w] is Testimony.READS:
                final = columns[-1].token(w)
                spaces[w] = slow_end(final.tokens.witness.text[final.span[1] :])
        elif columns[c - 1].testimony[w] is columns[c].testimony[w] is Testimony.READS:
            left, right = columns[c - 1].token(w), columns[c].token(w)
            spaces[w] = slow_class(right.tokens.witness.text[left.span[1] : right.span[0]])
    within_line = {space for w, space in spaces.items() if not wraps[w] and not space.startswith("\n")}
    kinds = sorted(within_line - {""})
    wrap = " " if " " in kinds or not kinds else kinds[0]
    groups: dict[str, list[int]] = {}
    for w, space in spaces.items():
        groups.setdefault(wrap if wraps[w] and within_line else space, []).append(w)
    if len(groups) < 2:
        return None
    silent = dict(columns[min(c, len(columns) - 1)].silent)
    for w, testimony in enumerate(columns[c - 1].testimony):
        if w not in spaces and w not in silent:
            silent[w] = max(testimony, Testimony.OMITS)
    return (c, c, tuple(map(tuple, groups.values())), tuple(sorted(silent.items())), True)


def slow_class(space: str) -> str:
    """Return what white space means: its line breaks, two at most, and the indentation after them, or its spaces."""
    if any(c in NO_BREAK_SPACES for c in space):
        return "\u00a0"
    *lines, last = re.split("\r\n|\n|\r", space)
    last = last.replace("\f", "") if lines or space.strip("\f") else last.replace("\f", " ")[:1]
    return "\n" * min(len(lines), 2) + last


def slow_end(space: str) -> str:
    """Return what the white space at the end of a text means."""
    if any(c in NO_BREAK_SPACES for c in space):
        return "\u00a0"
    return "\n\n" if count_line_breaks(space) > 1 else "\n"


def slow_paragraphs(text: str) -> list[tuple[int, str]]:
    """List the paragraphs, which are runs of lines that are not blank: (start, stripped text)."""
    pieces = re.split(r"(\r\n|\n|\r)", text)
    offset = 0
    paragraphs: list[tuple[int, str]] = []
    lines: list[Span] = []  # of the paragraph that is being read
    for k, piece in enumerate([*pieces, "", ""]):
        if k % 2 == 0:
            if piece.strip():
                lines.append((offset, offset + len(piece)))
            elif lines:
                paragraph = text[lines[0][0] : lines[-1][1]]
                paragraphs.append((lines[0][0] + len(paragraph) - len(paragraph.lstrip()), paragraph.strip()))
                lines = []
        offset += len(piece)
    return paragraphs


class SlowWitness:
    """The tokens of one witness in a unit, and its context, found token by token."""

    def __init__(self, alignment: Alignment, roles: Sequence[Roles], w: int, unit: VariationUnit) -> None:
        self.witness_tokens = list(alignment.tokens[w])
        self.tokens = [self.witness_tokens[i] for i in alignment.table[unit.start : unit.stop, w].tolist() if i != GAP]
        self.first = sum(i != GAP for i in alignment.table[: unit.start, w].tolist())
        self.last = self.first + len(self.tokens)
        self.witness, self.between = alignment.tokens[w].witness, unit.is_white_space
        self.number, self.roles = w, roles[w]
        self.around = slow_around(roles[w], self.first) if self.tokens else []

    @property
    def span(self) -> Span:
        end_before = self.witness_tokens[self.first - 1].span[1] if self.first else 0
        if self.tokens:
            return self.tokens[0].span[0], self.tokens[-1].span[1]
        if not self.between:
            return end_before, end_before
        return end_before, self.witness_tokens[self.first].span[0] if self.first < len(self.witness_tokens) else len(
            self.witness.text
        )

    @property
    def text(self) -> str:
        if self.between:
            return self.witness.text[slice(*self.span)]
        gaps = ["", *(" " if b.span[0] > a.span[1] else "" for a, b in pairwise(self.tokens))]
        return "".join(gap + token.surface for gap, token in zip(gaps, self.tokens, strict=False))

    @property
    def before(self) -> tuple[str, ...]:
        return tuple(folded(t.surface) for t in self.witness_tokens[max(0, self.first - 12) : self.first])

    @property
    def after(self) -> tuple[str, ...]:
        return tuple(folded(t.surface) for t in self.witness_tokens[self.last : self.last + 12])

    def rank(self) -> tuple[str, tuple[str, ...], tuple[str, ...], str, str]:
        """Return what witnesses of one reading are sorted by: the first represents the reading."""
        return (
            self.text,
            self.before,
            self.after,
            self.roles.interventions[self.around[-1]].why if self.around else "",
            self.witness.siglum,
        )

    def side(self, support: int, shared: Sequence[bool]) -> ReadingSide:
        """Return the reading as the rules see it; `support` is the number of its texts.

        `shared` says of each intervention around it, from the outermost on, whether the other side has a part of it.
        """
        around = [self.roles.interventions[number] for number in self.around]
        by = next(
            (i for i, is_shared in zip(around, shared, strict=True) if not is_shared), around[-1] if around else None
        )
        sentence_start = not self.before or self.before[-1] in SENTENCE_ENDS
        return ReadingSide(
            tuple(t.surface for t in self.tokens),
            tuple(t.sort for t in self.tokens),
            self.before,
            self.after,
            by,
            bool(self.tokens) and self.tokens[0].surface[:1].isupper() and sentence_start,
            support == 1,
            outer=next((outer for outer, inner in pairwise(around) if inner is by), None),
        )

    @property
    def context(self) -> tuple[str, str]:
        """Return six tokens on each side, as written, with white space reduced to single spaces."""
        start, end = self.span
        near, far = (
            self.witness_tokens[max(0, self.first - 6) : self.first],
            self.witness_tokens[self.last : self.last + 6],
        )
        before = self.witness.text[near[0].span[0] : start] if near else ""
        after = self.witness.text[end : far[-1].span[1]] if far else ""
        return re.sub(r"\s+", " ", before), re.sub(r"\s+", " ", after)

    @property
    def occurrence(self) -> int:
        """Count how often these words begin in their line, up to this place."""
        words = [t.surface for t in self.tokens]
        starts = (
            [k for k in range(self.first + 1) if self.witness_tokens[k].line == self.tokens[0].line] if words else [0]
        )
        return sum([t.surface for t in self.witness_tokens[k : k + len(words)]] == words for k in starts)


def written(alignment: Alignment, w: int) -> tuple[str, ...]:
    """Return all that a witness has, word by word; witnesses that have the same count as one."""
    return tuple(token.surface for token in alignment.tokens[w])


def slow_context(alignment: Alignment, language: str) -> WorkEvidence:
    """Collect what the whole work tells the rules: its words, and the pairs of words in one column."""
    distinct = {written(alignment, w): tokens for w, tokens in enumerate(alignment.tokens)}.values()
    words = [[bare(t.form) for t in tokens if t.sort is Sort.WORD] for tokens in distinct]
    pairs: set[tuple[str, str]] = set()
    for column in alignment.table.tolist():
        cells = [t[i] for t, i in zip(alignment.tokens, column, strict=True) if i >= 0]
        forms = sorted({token.form for token in cells if token.sort is Sort.WORD})
        pairs |= set(pairwise(forms))
    return WorkEvidence(Rulebook(language), tuple(Counter(w) for w in words), sorted(pairs))


def slow_variation(
    alignment: Alignment,
    roles: Sequence[Roles],
    language: str,
    unit: VariationUnit,
    base: str,
    left: Group,
    right: Group,
) -> Variation:
    """Classify how two groups differ: every rule sees the whole context, and nothing is cached."""
    first, second = (representative(alignment, roles, unit, base, group) for group in (left, right))
    if unit.is_white_space:
        return white_space(first.text, second.text)
    support = [len({written(alignment, w) for w in group}) for group in (left, right)]
    one_sided = not first.tokens or not second.tokens
    shares = [
        [not one_sided or any(slow_shares(alignment, roles, side.number, i, w) for w in other) for i in side.around]
        for side, other in ((first, right), (second, left))
    ]
    all_shared = one_sided and any(of_side and all(of_side) for of_side in shares)
    sides = first.side(support[0], shares[0]), second.side(support[1], shares[1])
    pair = ReadingPair(*sides, slow_context(alignment, language), all_shared)
    first_rule = next(name for name, rule in RULES.items() if rule(pair) is not None)
    variation = classify(pair)
    assert variation.rule == first_rule
    return variation


def slow_around(roles: Roles, token: int) -> list[int]:
    """Return the interventions around a token, the outermost first: all that hold the one in which it begins."""
    by = roles.at(token)
    holding = [
        (i.start, -i.end, k)
        for k, i in enumerate(roles.interventions)
        if by and i.start <= by.start and by.end <= i.end
    ]
    return [k for _, _, k in sorted(holding)]


def slow_divider(alignment: Alignment, roles: Sequence[Roles], w: int, token: int) -> Intervention | None:
    """Return the outermost intervention around a token of which no other voice has a part, or the innermost one."""
    around = slow_around(roles[w], token)
    words = [[(token.surface, token.form, token.sort) for token in tokens] for tokens in alignment.tokens]
    others = [other for other in range(len(roles)) if words[other] != words[w]]
    unshared = [k for k in around if not any(slow_shares(alignment, roles, w, k, other) for other in others)]
    return roles[w].interventions[[*unshared, *around[-1:]][0]] if around else None


def slow_shares(alignment: Alignment, roles: Sequence[Roles], w: int, number: int, other: int) -> bool:
    """Tell whether another witness has enough words of an intervention of a witness, word by word."""
    own = list(alignment.tokens[w])
    words = [
        i for i, token in enumerate(own) if token.sort is Sort.WORD and number in slow_around(roles[w], token.index)
    ]
    beside = {int(row[w]): int(row[other]) for row in alignment.table if row[w] != GAP and row[other] != GAP}
    others = list(alignment.tokens[other])
    paired = [i for i in words if i in beside]
    equal = [i for i in paired if others[beside[i]].form == own[i].form]
    role = roles[w].interventions[number].role
    beside_role = [
        i for i in paired if role in [roles[other].interventions[k].role for k in slow_around(roles[other], beside[i])]
    ]
    same_role = [i for i in beside_role if i in equal]
    phrases = [
        three
        for three in zip(words, words[1:], words[2:], strict=False)
        if all(i in equal for i in three) and all(beside[b] - beside[a] <= 3 for a, b in pairwise(three))
    ]
    if len(equal) >= 2 and (len(equal) / len(words) >= 1 / 3 or same_role or phrases):
        return True
    if (equal and len(words) <= (3 if same_role else 2)) or (beside_role and len(words) <= 3):
        return True
    return len(paired) >= 2 and len(paired) / len(words) >= 1 / 2


def representative(
    alignment: Alignment, roles: Sequence[Roles], unit: VariationUnit, base: str, group: Group
) -> SlowWitness:
    """Return the witness whose reading stands for its group: the base, or the first by rank."""
    witnesses = [SlowWitness(alignment, roles, w, unit) for w in group]
    of_base = [witness for witness in witnesses if witness.witness.siglum == base]
    return of_base[0] if of_base else min(witnesses, key=SlowWitness.rank)
