"""Explaining: why these words stand together, and why this kind."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from collate.alignment.scoring import build_scoring
from collate.apparatus import Entry
from collate.apparatus.build import reading_pairs
from collate.classify import ReadingPair, Variation, rules_for
from collate.decisions import TokenRange
from collate.errors import PlaceError
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.tokens import Tokens
from collate.model.witness import Siglum
from collate.pipeline.collating import Collated


@dataclass(frozen=True, slots=True)
class PlaceQuery:
    """Where to look: an entry by number, or code points [start, end) of a witness."""

    entry: int | None = None
    witness: int = 0
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """One rule that was asked, and what it said; None is silence."""

    rule: str
    sentence: str
    variation: Variation | None


@dataclass(frozen=True, slots=True)
class ExplainedCell:
    """What a witness has in a column: its word and what is compared, or why there is none."""

    siglum: str
    surface: str
    form: str
    testimony: Testimony


@dataclass(frozen=True, slots=True)
class ExplainedColumn:
    """One column of the table, and how strongly its forms attract each other.

    `attractions` are (form, form, strength), in thousandths of two equal words of mean rarity.
    """

    number: int
    cells: tuple[ExplainedCell, ...]
    attractions: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """An entry, or agreement where entry is None, with its columns and the answers of the rules."""

    entry: Entry | None
    columns: tuple[ExplainedColumn, ...]
    answers: tuple[tuple[str, tuple[RuleAnswer, ...]], ...]


def parse_place(text: str, collated: Collated) -> PlaceQuery:
    """Read a PLACE: `#N`, `SIGLUM:line[:column]`, `SIGLUM@start-end` or `SIGLUM:system=value`.

    Raises PlaceError when it has none of these forms, or is not in the work.
    """
    if number := re.fullmatch(r"#(\d+)", text):
        return PlaceQuery(entry=int(number[1]))
    for w, witness in enumerate(collated.work.witnesses):
        rest = text.removeprefix(witness.siglum)
        if rest == text:
            continue
        if span := re.fullmatch(r"@(\d+)-(\d+)", rest):
            return _span(text, w, int(span[1]), int(span[2]), collated)
        if line := re.fullmatch(r":(\d+)(?::(\d+))?", rest):
            return _line(text, w, int(line[1]), int(line[2]) if line[2] else None, collated)
        if named := re.fullmatch(r":([^=]+)=(.+)", rest):
            for place in witness.places:
                if (place.system, place.value) == (named[1], named[2]):
                    return PlaceQuery(witness=w, start=place.start, end=place.end)
            raise PlaceError(f"{text}: {witness.siglum} has no place of this name")
    sigla = ", ".join(w.siglum for w in collated.work.witnesses)
    raise PlaceError(f"{text}: not a place; write #N, SIGLUM:line[:column] or SIGLUM@start-end (sigla: {sigla})")


def _span(text: str, w: int, start: int, end: int, collated: Collated) -> PlaceQuery:
    length = len(collated.work.witnesses[w].text)
    if start > end:
        raise PlaceError(f"{text}: the span ends before it begins; turn it round")
    if end > length:
        raise PlaceError(f"{text}: the text has {length} code points; name a span within it")
    return PlaceQuery(witness=w, start=start, end=max(end, start + 1))


def _line(text: str, w: int, line: int, column: int | None, collated: Collated) -> PlaceQuery:
    witness = collated.work.witnesses[w]
    starts = witness.line_starts
    if not 1 <= line <= len(starts):
        raise PlaceError(f"{text}: {witness.siglum} has {len(starts)} lines; name one of them")
    end = starts[line] if line < len(starts) else len(witness.text)
    if column is None:
        return PlaceQuery(witness=w, start=starts[line - 1], end=end)
    if not 1 <= column <= max(1, end - starts[line - 1]):
        raise PlaceError(f"{text}: line {line} has {end - starts[line - 1]} columns; name one of them")
    return PlaceQuery(witness=w, start=starts[line - 1] + column - 1, end=starts[line - 1] + column)


def explain(collated: Collated, place: PlaceQuery) -> list[Explanation]:
    """Explain the entries at a place, or the agreement there.

    Raises PlaceError when there is no such entry, or no token at the place.
    """
    found = entries_at(collated, place)
    if found:
        # The place that an editor should look at first comes first.
        return [_explain_entry(collated, entry) for entry in sorted(found, key=lambda e: (-e.doubt, e.number))]
    columns = _column_numbers_at(collated, place)
    if not columns:
        raise PlaceError("no word stands at this place; name another")
    return [Explanation(None, _explain_columns(collated, columns), ())]


def entries_at(collated: Collated, place: PlaceQuery) -> list[Entry]:
    """Give the entries at a place. Raises PlaceError for a number that no entry has."""
    entries = collated.apparatus.entries
    if place.entry is None:
        return [e for e in entries if _touches(e, collated.work.witnesses[place.witness].siglum, place)]
    if not 1 <= place.entry <= len(entries):
        raise PlaceError(f"#{place.entry}: the highest number of an entry is {len(entries)}; name one of them")
    return [entries[place.entry - 1]]


def tokens_at(collated: Collated, place: PlaceQuery) -> TokenRange:
    """Give the tokens of a witness at a place. Raises PlaceError where there are none."""
    spans = collated.alignment.tokens[place.witness].spans
    first = int(np.searchsorted(spans[:, 1], place.start, side="right"))
    last = int(np.searchsorted(spans[:, 0], place.end))
    if first >= last:
        raise PlaceError("no word stands at this place; name another")
    return TokenRange(place.witness, first, last)


def _touches(entry: Entry, siglum: str, place: PlaceQuery) -> bool:
    supports = [
        *(entry.lemma.support if entry.lemma else ()),
        *(s for r in entry.readings for s in r.support),
    ]
    spans = [span for s in supports if s.siglum == siglum for span in s.spans]
    return any(start < place.end and max(end, start + 1) > place.start for start, end in spans)


def _column_numbers_at(collated: Collated, place: PlaceQuery) -> list[int]:
    tokens = collated.alignment.tokens[place.witness]
    inside = (tokens.spans[:, 0] < place.end) & (tokens.spans[:, 1] > place.start)
    column = collated.alignment.table[:, place.witness]
    return [c for c, i in enumerate(column.tolist()) if i != GAP and inside[i]]


def _explain_entry(collated: Collated, entry: Entry) -> Explanation:
    columns = _explain_columns(collated, range(entry.unit.start, entry.unit.stop))
    return Explanation(entry, columns, tuple(_answers_by_pair(collated, entry)))


def _answers_by_pair(collated: Collated, entry: Entry) -> Iterator[tuple[str, tuple[RuleAnswer, ...]]]:
    """Ask the rules again, as they were asked, for each reading against the lemma or each pair."""
    if entry.unit.is_white_space:
        return
    sigla = [w.siglum for w in collated.work.witnesses]

    def group(siglum: Siglum) -> tuple[int, ...]:
        return next(g for g in entry.unit.groups if sigla.index(siglum) in g)

    pairs = [(p.first.witnesses[0], p.second.witnesses[0]) for p in entry.pairs]
    if entry.lemma:
        pairs = [(entry.lemma.witnesses[0], r.witnesses[0]) for r in entry.readings]
    asked = reading_pairs(
        collated.alignment,
        collated.roles,
        collated.context,
        collated.apparatus.base,
        entry.unit,
        [(group(one), group(other)) for one, other in pairs],
    )
    for (one, other), question in zip(pairs, asked, strict=True):
        yield f"{one} : {other}", tuple(_rule_answers(question))


def _rule_answers(pair: ReadingPair) -> Iterator[RuleAnswer]:
    for name, rule in rules_for(pair.evidence).items():
        variation = rule(pair)
        sentence = (rule.__doc__ or "").strip().partition("\n")[0]
        yield RuleAnswer(name, sentence, variation)
        if variation is not None:
            return


def _explain_columns(collated: Collated, numbers: Iterable[int]) -> tuple[ExplainedColumn, ...]:
    """Show columns of the table, with the attraction of their forms over all witnesses."""
    alignment = collated.alignment
    weights = build_scoring(alignment.tokens)
    strings = alignment.tokens[0].vocabulary.strings
    columns = []
    for number in numbers:
        cells = tuple(_explain_cell(tokens, alignment, number, w) for w, tokens in enumerate(alignment.tokens))
        forms = sorted({cell.form for cell in cells if cell.testimony is Testimony.READS})
        codes = np.array([alignment.tokens[0].vocabulary.codes[f] for f in forms], np.int32)
        scores = weights.score_matrix(codes, codes)
        pairs = combinations(range(len(forms)), 2)
        drawn = tuple((strings[codes[a]], strings[codes[b]], int(scores[a, b])) for a, b in pairs)
        columns.append(ExplainedColumn(number, cells, drawn))
    return tuple(columns)


def _explain_cell(tokens: Tokens, alignment: Alignment, number: int, w: int) -> ExplainedCell:
    i = int(alignment.table[number, w])
    surface, form = (tokens[i].surface, tokens[i].form) if i != GAP else ("", "")
    return ExplainedCell(tokens.witness.siglum, surface, form, Testimony(int(alignment.testimony[number, w])))
