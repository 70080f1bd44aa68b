"""From variation units to entries: readings with their places, kinds per pair, numbers and ids."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import numpy as np

from collate.alignment import Alignment
from collate.apparatus.entries import Apparatus, Contrast, Entry, Lemma, Reading, Span, Support
from collate.classify import Certainty, Context, Kind, Question, Side, Variation, bare, classify, folded, white_space
from collate.editorial import Roles
from collate.tokens import Ints, Sort
from collate.variants import Units, VariationUnit, tokens_in
from collate.witness import MAJORITY, NO_BASE, Siglum

Group = tuple[int, ...]  # the witnesses of one reading, by number

NEIGHBOURS: Final = 6  # tokens of context on each side of a lemma
SEEN_BY_RULES: Final = 12  # tokens of context that a rule may look at
_AGREES: Final = Variation(Kind.AGREEMENT, "a reading of this place")


@dataclass(frozen=True, slots=True, eq=False)
class _Desk:
    """What lies open while entries are made.

    before (columns + 1, witnesses) int32   how many tokens of a witness stand in earlier columns
    shown  per code                         the string, folded as pairs are folded
    starts (n,) int32 per witness           where its tokens begin
    """

    alignment: Alignment
    roles: tuple[Roles, ...]
    context: Context
    before: Ints
    shown: tuple[str, ...]
    base: str
    starts: tuple[Ints, ...]

    def tokens(self, unit: VariationUnit, w: int) -> range:
        return tokens_in(self.alignment, w, unit.start, unit.stop)


def build_apparatus(
    alignment: Alignment,
    roles: Sequence[Roles],
    units: Units,
    base: str,
    title: str = "",
    language: str = "",
) -> Apparatus:
    """Make the apparatus of an alignment against a base: a siglum, "majority" or "none"."""
    desk = _desk(alignment, roles, language, base)
    entries = []
    ids = Counter[str]()
    for n, unit in enumerate(units, 1):
        ident = _id(desk, unit)
        ids[ident] += 1
        entries.append(_entry(desk, n, ident if ids[ident] == 1 else f"{ident}-{ids[ident]}", unit, base))
    witnesses = tuple(t.witness for t in alignment.tokens)
    return Apparatus(title, language, base, witnesses, tuple(entries))


def questions(
    alignment: Alignment,
    roles: Sequence[Roles],
    apparatus: Apparatus,
    unit: VariationUnit,
    pairs: Sequence[tuple[Group, Group]],
) -> list[Question]:
    """Give the pairs of readings that the rules were asked about, for pairs of groups of a unit."""
    desk = _desk(alignment, roles, apparatus.language, apparatus.base)
    return [Question(_side(desk, unit, one), _side(desk, unit, other), desk.context) for one, other in pairs]


def _desk(alignment: Alignment, roles: Sequence[Roles], language: str, base: str) -> _Desk:
    before = np.zeros((len(alignment.table) + 1, len(alignment.tokens)), np.int32)
    np.cumsum(alignment.table >= 0, axis=0, out=before[1:])
    strings = alignment.tokens[0].vocabulary.strings
    starts = tuple(np.ascontiguousarray(t.spans[:, 0]) for t in alignment.tokens)
    context = _context(alignment, language)
    return _Desk(alignment, tuple(roles), context, before, tuple(map(folded, strings)), base, starts)


def _context(alignment: Alignment, language: str) -> Context:
    """Gather the vocabularies of the witnesses, each word folded as pairs are folded."""
    strings = alignment.tokens[0].vocabulary.strings
    known: dict[int, str] = {}
    vocabularies = []
    for tokens in alignment.tokens:
        vocabulary = Counter[str]()
        codes, counts = np.unique(tokens.form[tokens.sort == Sort.WORD], return_counts=True)
        for code, count in zip(codes.tolist(), counts.tolist(), strict=True):
            vocabulary[known.setdefault(code, bare(strings[code]))] += count
        vocabularies.append(vocabulary)
    return Context(language, tuple(vocabularies))


def _entry(desk: _Desk, n: int, ident: str, unit: VariationUnit, base: str) -> Entry:
    """Make one entry: with a lemma where the base testifies, else with the kinds of all pairs."""
    sigla = [t.witness.siglum for t in desk.alignment.tokens]
    silent = tuple((sigla[w], testimony) for w, testimony in unit.silent)
    doubt = float(desk.alignment.doubt[unit.start : unit.stop].max(initial=0.0))
    chosen = _lemma_group(desk, unit, base)
    if chosen is None:

        def text(group: Group) -> str:
            return _text(desk, unit, _speaker(desk, unit, group))

        pairs = tuple(
            Contrast(
                _reading(desk, unit, one, _AGREES),
                _reading(desk, unit, other, _variation(desk, unit, one, other)),
            )
            for one, other in combinations(sorted(unit.groups, key=text), 2)
        )
        readings = tuple(_reading(desk, unit, group, _AGREES) for group in unit.groups)
        return Entry(n, ident, unit, None, readings, silent, pairs, doubt)
    others = [g for g in unit.groups if g is not chosen]
    readings = tuple(_reading(desk, unit, g, _variation(desk, unit, chosen, g)) for g in others)
    return Entry(n, ident, unit, _lemma(desk, unit, chosen), readings, silent, doubt=doubt)


def _lemma_group(desk: _Desk, unit: VariationUnit, base: str) -> Group | None:
    """Give the group that the base belongs to, or the largest; among equals the first by its text."""
    if base == NO_BASE:
        return None
    if base == MAJORITY:
        return min(unit.groups, key=lambda g: (-len(g), _text(desk, unit, _speaker(desk, unit, g))))
    w = [t.witness.siglum for t in desk.alignment.tokens].index(Siglum(base))
    return next((g for g in unit.groups if w in g), None)


def _variation(desk: _Desk, unit: VariationUnit, one: Group, other: Group) -> Variation:
    """Classify the reading of one group against another's."""
    if unit.between:
        here, there = _speaker(desk, unit, one), _speaker(desk, unit, other)
        return white_space(_space(desk, unit, here), _space(desk, unit, there))
    variation = classify(Question(_side(desk, unit, one), _side(desk, unit, other), desk.context))
    if desk.alignment.doubt[unit.start : unit.stop].max(initial=0.0) < 1:
        return variation
    why = f"{variation.why}; but the passage of a fragment that has these words found no place of its own"
    return replace(variation, why=why, certainty=Certainty.LOW)


def _speaker(desk: _Desk, unit: VariationUnit, group: Group) -> int:
    """Give the witness that speaks for a group: the base, or one chosen by what it says, not by its place."""
    base = next((w for w in group if desk.alignment.tokens[w].witness.siglum == desk.base), None)
    if base is not None or len(group) == 1:
        return group[0] if base is None else base

    def said(w: int) -> tuple[str, tuple[str, ...], tuple[str, ...], str, str]:
        side = _side_of(desk, unit, w, len(group))
        role = side.intervention.why if side.intervention else ""
        return _text(desk, unit, w), side.before, side.after, role, desk.alignment.tokens[w].witness.siglum

    return min(group, key=said)


def _side(desk: _Desk, unit: VariationUnit, group: Group) -> Side:
    """Gather what rules may see of a group's reading."""
    return _side_of(desk, unit, _speaker(desk, unit, group), len(group))


def _side_of(desk: _Desk, unit: VariationUnit, w: int, support: int) -> Side:
    """Gather what rules may see of a witness's reading."""
    tokens, here = desk.alignment.tokens[w], desk.tokens(unit, w)
    first = here.start if here else int(desk.before[unit.start, w])
    last = here.stop if here else first
    words = tokens.vocabulary.decode(tokens.surface[here.start : here.stop])
    around = [desk.shown[c] for c in tokens.surface[max(0, first - SEEN_BY_RULES) : first].tolist()]
    behind = [desk.shown[c] for c in tokens.surface[last : last + SEEN_BY_RULES].tolist()]
    return Side(
        words=tuple(words),
        sorts=tuple(Sort(s) for s in tokens.sort[here.start : here.stop].tolist()),
        before=tuple(around),
        after=tuple(behind),
        intervention=desk.roles[w].at(here.start) if here else None,
        support=support,
    )


def _reading(desk: _Desk, unit: VariationUnit, group: Group, variation: Variation) -> Reading:
    return Reading(_text(desk, unit, _speaker(desk, unit, group)), _supports(desk, unit, group), variation)


def _lemma(desk: _Desk, unit: VariationUnit, group: Group) -> Lemma:
    """Make the lemma, its place taken from the witness that speaks for it, which stands first in its support."""
    w = _speaker(desk, unit, group)
    tokens = desk.alignment.tokens[w]
    start, end = _span(desk, unit, w)
    first = int(desk.before[unit.start, w])
    last = int(desk.before[unit.stop, w])
    at = tokens.spans[max(0, first - NEIGHBOURS), 0] if len(tokens) else 0
    to = tokens.spans[min(len(tokens), last + NEIGHBOURS) - 1, 1] if len(tokens) else 0
    text = tokens.witness.text
    return Lemma(
        text=_text(desk, unit, w),
        support=_supports(desk, unit, (w, *(other for other in group if other != w))),
        line=tokens.witness.line(start),
        before=_collapsed(text[at:start]),
        after=_collapsed(text[end : max(end, to)]),
        occurrence=_occurrence(desk, unit, w),
        places=tuple((p.system, p.value) for p in tokens.witness.places if p.start <= start < p.end),
    )


def _supports(desk: _Desk, unit: VariationUnit, group: Group) -> tuple[Support, ...]:
    return tuple(Support(desk.alignment.tokens[w].witness.siglum, (_span(desk, unit, w),)) for w in group)


def _span(desk: _Desk, unit: VariationUnit, w: int) -> Span:
    """Give the code points [start, end) of a witness's reading; where it has none, an empty span there."""
    tokens = desk.alignment.tokens[w]
    spans, here = tokens.spans, desk.tokens(unit, w)
    if here:
        return int(spans[here.start, 0]), int(spans[here.stop - 1, 1])
    following = int(desk.before[unit.start, w])
    before = int(spans[following - 1, 1]) if following else 0
    if not unit.between:
        return before, before
    return before, int(spans[following, 0]) if following < len(tokens) else len(tokens.witness.text)


def _text(desk: _Desk, unit: VariationUnit, w: int) -> str:
    """Give a reading as it stands; white space between its words is one space, unless it is the reading."""
    tokens, here = desk.alignment.tokens[w], desk.tokens(unit, w)
    if unit.between:
        return _space(desk, unit, w)
    words, spans = tokens.vocabulary.decode(tokens.surface[here.start : here.stop]), tokens.spans
    parts = []
    for k, word in enumerate(words):
        i = here.start + k
        parts.append(" " if k and spans[i, 0] > spans[i - 1, 1] else "")
        parts.append(word)
    return "".join(parts)


def _space(desk: _Desk, unit: VariationUnit, w: int) -> str:
    start, end = _span(desk, unit, w)
    return desk.alignment.tokens[w].witness.text[start:end]


def _occurrence(desk: _Desk, unit: VariationUnit, w: int) -> int:
    """Count, from 1, the times that the lemma has stood in its line of the witness."""
    tokens, here = desk.alignment.tokens[w], desk.tokens(unit, w)
    if not here:
        return 1
    wanted = tokens.surface[here.start : here.stop]
    line = tokens.witness.line_starts[tokens.witness.line(int(tokens.spans[here.start, 0])) - 1]
    first = int(np.searchsorted(desk.starts[w], line))
    starts = np.arange(first, here.start + 1)
    same = np.ones(len(starts), bool)
    for k in range(len(wanted)):
        same &= tokens.surface[starts + k] == wanted[k]
    return int(same.sum())


def _collapsed(text: str) -> str:
    """Make runs of white space single spaces, those at the ends too: they show what touches what."""
    inner = " ".join(text.split())
    return f"{' ' * text[:1].isspace()}{inner}{' ' * (text[-1:].isspace() and bool(inner))}"


def _id(desk: _Desk, unit: VariationUnit) -> str:
    """Make a name for an entry from its readings and their neighbours: it does not know its number."""
    witnesses = [w for group in unit.groups for w in group]
    parts = sorted({_text(desk, unit, w) for w in witnesses})
    around = set()
    for w in witnesses:
        side = _side_of(desk, unit, w, 1)
        around.add(" ".join(side.before[-3:]) + " | " + " ".join(side.after[:3]))
    content = "\x00".join([*parts, *sorted(around), str(unit.between)])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
