"""V-slip: a form of one witness, seen nowhere else in the work, that looks like a slip of the pen.

The form alone would say little: of words that stand once and lie one edit from a frequent one, one in
thirty is a slip. So something must speak for it beside the form. Another witness has the near word, or the
same letters with other borders, in the same place. Or, where no witness has a counterpart: letters stand
together that do so in no other word of the work, or the near word fits between the neighbours, or a letter
stands twice or two have changed places, as fingers do, and the near word is far more frequent.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from collate.checking.error_evidence import AROUND, TWICE, ErrorEvidence, Meant
from collate.classify import WorkEvidence
from collate.model.alignment import GAP, Alignment
from collate.model.tokens import Sort, Tokens


@dataclass(frozen=True, slots=True)
class ProbableError:
    """Tokens [first, last) of a witness, and what was meant, with the witnesses that have that in the same place.

    `column` is that of the form that no other witness has.
    """

    witness: int
    column: int
    first: int
    last: int
    meant: tuple[tuple[str, tuple[int, ...]], ...]


def probable_errors(
    alignment: Alignment, context: WorkEvidence, witnesses: Sequence[int] | None = None
) -> Iterator[ProbableError]:
    """Give the probable slips of some witnesses, by number, or of all, in their order."""
    evidence = ErrorEvidence(alignment, context)
    for w in range(len(alignment.tokens)) if witnesses is None else witnesses:
        tokens, stop = alignment.tokens[w], 0
        for i in evidence.alone(w):
            if i >= stop and (slip := _slip(evidence, w, tokens, i)):
                stop = slip.last
                yield slip


def _slip(evidence: ErrorEvidence, w: int, tokens: Tokens, i: int) -> ProbableError | None:
    """Ask for each sort of evidence in turn; what others have in the same place comes first."""
    form, column = int(tokens.form[i]), int(evidence.column[w][i])
    window = evidence.window(column)
    halves = list(_halves(evidence, tokens, i))

    def made(first: int, last: int, meant: Meant) -> ProbableError:
        return ProbableError(
            w, column, first, last, tuple((text, tuple(sorted(set(found)))) for text, found in meant.items())
        )

    if meant := evidence.near(window, w, form):
        # A word that differs from its like by rule is no slip, whatever else it may be near.
        return None if evidence.by_rule(w, i, meant) else made(i, i + 1, meant)
    if meant := evidence.run_together(window, w, form):
        return made(i, i + 1, meant)
    for first, whole in halves:
        if meant := evidence.taken_apart(window, w, form, whole):
            return made(first, first + 2, meant)
    if (meant := evidence.likely(w, i)) and not evidence.by_rule(w, i, meant):
        return made(i, i + 1, meant)
    for first, whole in halves:
        if evidence.times(whole) >= TWICE and evidence.rare(w, form, whole):
            return made(first, first + 2, {whole: []})
    return None


def as_written(alignment: Alignment, slip: ProbableError, word: str, o: int) -> str:
    """Give a word that another witness has in the place of a slip as that witness writes it."""
    tokens, strings = alignment.tokens[o], alignment.tokens[o].vocabulary.strings
    for i in alignment.table[max(0, slip.column - AROUND) : slip.column + AROUND + 1, o].tolist():
        if i != GAP and strings[int(tokens.form[i])] == word:
            return strings[int(tokens.surface[i])]
    return word


def _halves(evidence: ErrorEvidence, tokens: Tokens, i: int) -> Iterator[tuple[int, str]]:
    """Give a word with the one before and with the one after it, as one."""
    for first in (i - 1, i):
        if first >= 0 and first + 1 < len(tokens) and (tokens.sort[first : first + 2] == Sort.WORD).all():
            one, other = (evidence.strings[int(code)] for code in tokens.form[first : first + 2])
            yield first, one + other
