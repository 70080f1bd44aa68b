"""Explain an entry: why its words were aligned, and why their difference has this kind."""

from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Final

import numpy as np

from collate._dataclass import dataclass
from collate._repr import counted, listed, quoted, repr_line, shorten
from collate.alignment.scoring import build_scoring
from collate.apparatus import Entry
from collate.apparatus.build import reading_pairs
from collate.classify import ReadingPair, Variation, revised_by_learner, rules_for
from collate.errors import PlaceError
from collate.model.alignment import GAP, Alignment, Testimony
from collate.model.apparatus import Support
from collate.model.decisions import Outcome
from collate.model.hands import hands_of
from collate.model.tokens import Tokens
from collate.model.told_marks import ToldMark, told_marks
from collate.model.witness import Siglum, Witness
from collate.pipeline.collating import Collated
from collate.pipeline.places import PlaceQuery, entries_at
from collate.rendering.hands_once import cite_entry_once
from collate.terminal.colour import without_colour

LEARNED: Final = "learned"  # stands where the name of a rule does
MOST_AGREEING: Final = 40  # columns that are shown of a place where all witnesses agree


@dataclass(frozen=True, slots=True)
class RuleAnswer:
    """What one rule answered about a pair of readings.

    Attributes
    ----------
    rule : str
        The name of the rule.
    sentence : str
        What the rule looks for.
    variation : Variation or None
        Its answer; None if it does not apply.
    """

    rule: str
    sentence: str
    variation: Variation | None

    def __repr__(self) -> str:
        return repr_line("RuleAnswer", f"{self.rule}: {self.variation.label if self.variation else 'does not apply'}")


@dataclass(frozen=True, slots=True)
class ExplainedPair:
    """Two readings of an entry, and the rules that were tried on them.

    Attributes
    ----------
    first, second : Siglum
        A witness of each reading.
    answers : tuple of RuleAnswer
        The answer of each rule, in order; the last is the rule that decided.
    """

    first: Siglum
    second: Siglum
    answers: tuple[RuleAnswer, ...]

    def __repr__(self) -> str:
        sigla = f"{shorten(self.first, 20)} : {shorten(self.second, 20)}"
        return repr_line("ExplainedPair", f"{sigla}: {counted(len(self.answers), 'answer')}")


@dataclass(frozen=True, slots=True)
class ExplainedCell:
    """What a witness has in a column of the alignment.

    Attributes
    ----------
    siglum : Siglum
        The witness.
    surface, form : str
        The token as written, and as it is compared; empty where the witness has none.
    testimony : Testimony
        Whether the witness reads a token here, or why it has none.
    is_divided : bool
        The witness has no token here, but its letters are in a word of a column beside: `into` against `in to`.
    """

    siglum: Siglum
    surface: str
    form: str
    testimony: Testimony
    is_divided: bool = False

    def __repr__(self) -> str:
        token = quoted(self.surface) if self.testimony is Testimony.READS else self.testimony.name.lower()
        return repr_line("ExplainedCell", f"{shorten(self.siglum, 30)}: {token}")


@dataclass(frozen=True, slots=True)
class FormScore:
    """How strongly the aligner wants two forms in one column.

    Attributes
    ----------
    first, second : str
        The two forms.
    score : int
        The substitution score; 1000 for two equal words of average rarity.
    """

    first: str
    second: str
    score: int

    def __repr__(self) -> str:
        return repr_line("FormScore", f"{quoted(self.first)} : {quoted(self.second)} {self.score}")


@dataclass(frozen=True, slots=True)
class ExplainedColumn:
    """One column of the alignment.

    Attributes
    ----------
    number : int
        The number of the column, from 0.
    cells : tuple of ExplainedCell
        What each witness has there, in the order of the work.
    scores : tuple of FormScore
        The substitution score of each two forms in it.
    """

    number: int
    cells: tuple[ExplainedCell, ...]
    scores: tuple[FormScore, ...]

    def __repr__(self) -> str:
        sigla = listed([cell.siglum for cell in self.cells if cell.testimony is Testimony.READS])
        return repr_line("ExplainedColumn", f"{self.number}: {sigla}")


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why an entry is as it is, or why witnesses agree at a place.

    Attributes
    ----------
    entry : Entry or None
        The entry, without the hands that agree with their manuscript; None where the witnesses agree.
    columns : tuple of ExplainedColumn
        Its columns of the alignment.
    pairs : tuple of ExplainedPair
        The lemma with each reading, or each two readings if there is no lemma.
    outcomes : tuple of Outcome
        What became of the decisions of the work.
    more_columns : int
        How many columns the place has after these, if witnesses agree in them.
    positions : tuple of str
        Where the words of each witness stand in a marked-up source: `Q q.xml:12:5`.
    marks : tuple of ToldMark
        What the sources say of the words.
    """

    entry: Entry | None
    columns: tuple[ExplainedColumn, ...]
    pairs: tuple[ExplainedPair, ...]
    outcomes: tuple[Outcome, ...] = ()
    more_columns: int = 0
    positions: tuple[str, ...] = ()
    marks: tuple[ToldMark, ...] = ()

    def __str__(self) -> str:
        """Return the explanation as `collate explain` prints it, without colour."""
        from collate.pipeline.explanation_text import explanation_lines  # it needs this type

        return without_colour("\n".join(explanation_lines(self)))

    def __repr__(self) -> str:
        subject = f"of entry {self.entry.number}" if self.entry else "of agreement"
        return f"<Explanation {subject}: {counted(len(self.columns), 'column')}, {counted(len(self.pairs), 'pair')}>"


def explain(collated: Collated, place: PlaceQuery) -> list[Explanation]:
    """Return the explanations of the entries at a place, the most doubtful first, or of the agreement there.

    Raises PlaceError if there is no such entry, or no token at the place.
    """
    entries = entries_at(collated, place)
    if entries:
        return [_explain_entry(collated, entry) for entry in sorted(entries, key=lambda e: (-e.doubt, e.number))]
    columns = [c for run in place.columns for c in range(*run)] or _columns_at(collated, place)
    if not columns:
        raise PlaceError("there are no words at this place; choose another")
    explained = _explain_columns(collated, columns[:MOST_AGREEING])
    position = tuple(_position(collated.work.witnesses[place.witness], place.start))
    return [Explanation(None, explained, (), collated.apparatus.decisions, len(columns) - len(explained), position)]


def _position(witness: Witness, offset: int) -> Iterator[str]:
    """Yield where a code point stands in the file of a marked-up source: `Q q.xml:12:5`."""
    if witness.origins:
        file, line, column = witness.position(offset)
        name = witness.sources[file].file if file < len(witness.sources) else ""
        yield f"{witness.siglum} {name}:{line}:{column}"


def _supports(entry: Entry) -> Iterator[Support]:
    for reading in (*((entry.lemma,) if entry.lemma else ()), *entry.readings):
        yield from reading.support


def _columns_at(collated: Collated, place: PlaceQuery) -> list[int]:
    """Return the columns with the tokens of a witness at a place."""
    tokens = collated.alignment.tokens[place.witness]
    overlaps = (tokens.spans[:, 0] < place.end) & (tokens.spans[:, 1] > place.start)
    column = collated.alignment.table[:, place.witness]
    return [c for c, i in enumerate(column.tolist()) if i != GAP and overlaps[i]]


def _explain_entry(collated: Collated, entry: Entry) -> Explanation:
    columns = _explain_columns(collated, range(entry.unit.start, entry.unit.stop))
    witnesses = {w.siglum: w for w in collated.work.witnesses}
    supports = list(_supports(entry))
    return Explanation(
        cite_entry_once(entry, hands_of(collated.apparatus.witnesses)),
        columns,
        tuple(_explain_pairs(collated, entry)),
        collated.apparatus.decisions,
        positions=tuple(p for s in supports for p in _position(witnesses[s.siglum], s.spans[0][0])),
        marks=tuple(m for s in supports for m in told_marks(witnesses[s.siglum], s.spans)),
    )


def _explain_pairs(collated: Collated, entry: Entry) -> Iterator[ExplainedPair]:
    """Yield the answers of the rules, tried again in the same way, for each pair of readings."""
    if entry.unit.is_white_space:
        return
    sigla = [w.siglum for w in collated.work.witnesses]

    def group(siglum: Siglum) -> tuple[int, ...]:
        return next(g for g in entry.unit.groups if sigla.index(siglum) in g)

    pairs = [(p.first.witnesses[0], p.second.witnesses[0]) for p in entry.pairs]
    if entry.lemma:
        pairs = [(entry.lemma.witnesses[0], r.witnesses[0]) for r in entry.readings]
    seen_by_rules = reading_pairs(
        collated.alignment,
        collated.roles,
        collated.evidence,
        collated.apparatus.base,
        entry.unit,
        [(group(first), group(second)) for first, second in pairs],
    )
    for (first, second), pair in zip(pairs, seen_by_rules, strict=True):
        yield ExplainedPair(first, second, tuple(_rule_answers(pair)))


def _rule_answers(pair: ReadingPair) -> Iterator[RuleAnswer]:
    """Yield the answer of each rule up to the first that applies."""
    for name, rule in rules_for(pair.evidence).items():
        variation = rule(pair)
        sentence = (rule.__doc__ or "").strip().partition("\n")[0]
        yield RuleAnswer(name, sentence, variation)
        if variation is not None:
            if revised := revised_by_learner(pair, name, variation):
                yield RuleAnswer(LEARNED, revised_by_learner.__doc__ or "", revised)
            return


def _explain_columns(collated: Collated, numbers: Iterable[int]) -> tuple[ExplainedColumn, ...]:
    """Return columns of the alignment with the scores of their forms."""
    alignment = collated.alignment
    scoring = build_scoring(alignment.tokens)
    vocabulary = alignment.tokens[0].vocabulary
    columns = []
    for number in numbers:
        cells = tuple(_explain_cell(tokens, alignment, number, w) for w, tokens in enumerate(alignment.tokens))
        forms = sorted({cell.form for cell in cells if cell.testimony is Testimony.READS})
        codes = np.array([vocabulary.codes[form] for form in forms], np.int32)
        table = scoring.score_matrix(codes, codes)
        pairs = combinations(range(len(forms)), 2)
        scores = tuple(FormScore(forms[a], forms[b], int(table[a, b])) for a, b in pairs)
        columns.append(ExplainedColumn(number, cells, scores))
    return tuple(columns)


def _explain_cell(tokens: Tokens, alignment: Alignment, number: int, w: int) -> ExplainedCell:
    i = int(alignment.table[number, w])
    surface, form = (tokens[i].surface, tokens[i].form) if i != GAP else ("", "")
    testimony = Testimony(int(alignment.testimony[number, w]))
    is_divided = i == GAP and any(k.start <= number < k.stop and w in k.witnesses for k in alignment.links)
    return ExplainedCell(tokens.witness.siglum, surface, form, testimony, is_divided)
