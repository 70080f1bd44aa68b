"""From variation units to entries: readings with their places, kinds per pair, numbers and ids."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Final

import numpy as np

from collate.alignment import Alignment
from collate.apparatus.entries import Apparatus, Entry, Lemma, Pair, Reading, Span, Support
from collate.classify import Context, Kind, Side, Variation, bare, classify, folded, white_space
from collate.classify import Pair as Question
from collate.editorial import Roles
from collate.tokens import Ints, Sort
from collate.variants import VariationUnit, tokens_in
from collate.witness import Siglum

Group = tuple[int, ...]  # the witnesses of one reading, by number

MAJORITY: Final = "majority"
NO_BASE: Final = "none"

NEIGHBOURS: Final = 6  # tokens of context on each side of a lemma
SEEN_BY_RULES: Final = 12  # tokens of context that a rule may look at
_AGREES: Final = Variation(Kind.AGREEMENT, "a reading of this place")


@dataclass(frozen=True, slots=True, eq=False)
class _Desk:
    """What lies open while entries are made.

    before (columns + 1, witnesses) int32   how many tokens of a witness stand in earlier columns
    """

    alignment: Alignment
    roles: tuple[Roles, ...]
    context: Context
    before: Ints
    shown: tuple[str, ...]

    def tokens(self, unit: VariationUnit, w: int) -> range:
        return tokens_in(self.alignment, w, unit.start, unit.stop)


def build_apparatus(
    alignment: Alignment,
    roles: Sequence[Roles],
    units: Sequence[VariationUnit],
    base: str,
    title: str = "",
    language: str = "",
) -> Apparatus:
    """Make the apparatus of an alignment against a base: a siglum, "majority" or "none"."""
    desk = _desk(alignment, roles, language)
    entries = []
    ids = Counter[str]()
    for n, unit in enumerate(units, 1):
        ident = _id(desk, unit)
        ids[ident] += 1
        entries.append(_entry(desk, n, ident if ids[ident] == 1 else f"{ident}-{ids[ident]}", unit, base))
    witnesses = tuple(t.witness for t in alignment.tokens)
    return Apparatus(title, language, base, witnesses, tuple(entries))


def question(
    alignment: Alignment, roles: Sequence[Roles], language: str, unit: VariationUnit, one: Group, other: Group
) -> Question:
    """Give the pair of readings that the rules were asked about, for two groups of a unit."""
    desk = _desk(alignment, roles, language)
    return Question(_side(desk, unit, one), _side(desk, unit, other), desk.context)


def _desk(alignment: Alignment, roles: Sequence[Roles], language: str) -> _Desk:
    before = np.zeros((len(alignment.table) + 1, len(alignment.tokens)), np.int32)
    np.cumsum(alignment.table >= 0, axis=0, out=before[1:])
    strings = alignment.tokens[0].vocabulary.strings
    return _Desk(alignment, tuple(roles), _context(alignment, language), before, tuple(map(folded, strings)))


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
        pairs = tuple(
            Pair(
                _reading(desk, unit, one, _AGREES),
                _reading(desk, unit, other, _variation(desk, unit, one, other)),
            )
            for one, other in combinations(unit.groups, 2)
        )
        readings = tuple(_reading(desk, unit, group, _AGREES) for group in unit.groups)
        return Entry(n, ident, unit, None, readings, silent, pairs, doubt)
    others = [g for g in unit.groups if g is not chosen]
    readings = tuple(_reading(desk, unit, g, _variation(desk, unit, chosen, g)) for g in others)
    return Entry(n, ident, unit, _lemma(desk, unit, chosen, base), readings, silent, doubt=doubt)


def _lemma_group(desk: _Desk, unit: VariationUnit, base: str) -> Group | None:
    """Give the group that the base belongs to, or the largest; among equals the first by its text."""
    if base == NO_BASE:
        return None
    if base == MAJORITY:
        return min(unit.groups, key=lambda g: (-len(g), _text(desk, unit, g[0])))
    w = [t.witness.siglum for t in desk.alignment.tokens].index(Siglum(base))
    return next((g for g in unit.groups if w in g), None)


def _variation(desk: _Desk, unit: VariationUnit, one: Group, other: Group) -> Variation:
    """Classify the reading of one group against another's."""
    if unit.between:
        return white_space(_space(desk, unit, one[0]), _space(desk, unit, other[0]))
    return classify(Question(_side(desk, unit, one), _side(desk, unit, other), desk.context))


def _side(desk: _Desk, unit: VariationUnit, group: Group) -> Side:
    """Gather what rules may see of a group's reading."""
    w = group[0]
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
        support=len(group),
    )


def _reading(desk: _Desk, unit: VariationUnit, group: Group, variation: Variation) -> Reading:
    return Reading(_text(desk, unit, group[0]), _supports(desk, unit, group), variation)


def _lemma(desk: _Desk, unit: VariationUnit, group: Group, base: str) -> Lemma:
    """Make the lemma, its place taken from the base, or from the first witness that has it."""
    sigla = [t.witness.siglum for t in desk.alignment.tokens]
    w = next((w for w in group if sigla[w] == base), group[0])
    tokens = desk.alignment.tokens[w]
    start, end = _span(desk, unit, w)
    first = int(desk.before[unit.start, w])
    last = int(desk.before[unit.stop, w])
    at = tokens.spans[max(0, first - NEIGHBOURS), 0] if len(tokens) else 0
    to = tokens.spans[min(len(tokens), last + NEIGHBOURS) - 1, 1] if len(tokens) else 0
    text = tokens.witness.text
    return Lemma(
        text=_text(desk, unit, w),
        support=_supports(desk, unit, group),
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
    first = int(np.searchsorted(tokens.spans[:, 0], line))
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
    parts = sorted({_text(desk, unit, g[0]) for g in unit.groups})
    around = set()
    for group in unit.groups:
        side = _side(desk, unit, group)
        around.add(" ".join(side.before[-3:]) + " | " + " ".join(side.after[:3]))
    content = "\x00".join([*parts, *sorted(around), str(unit.between)])
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:12]
