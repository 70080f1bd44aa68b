"""V-slip: a form that only one witness has, and that is probably an error of copying or typing.

The form alone is weak evidence: of the words that occur once and are one edit from a frequent word, one in thirty is an
error. So more is required. Another witness has the similar word in the same place, or the same letters divided into
other words. Or, where no witness has a counterpart: the form has a trigram that no other word of the work has; or the
similar word fits the neighbours; or a letter is doubled or two are exchanged, as in typing, and the similar word is far
more frequent.
"""

from collections.abc import Iterator, Sequence

from collate._dataclass import dataclass
from collate.checking.error_evidence import WINDOW_COLUMNS, Corrections, ErrorEvidence
from collate.classify import WorkEvidence
from collate.model.alignment import GAP, Alignment
from collate.model.token_marks import TokenMark
from collate.model.tokens import Sort, Tokens


@dataclass(frozen=True, slots=True)
class ProbableError:
    """Tokens [first, last) of a witness that are probably wrong, and in which column of the alignment.

    `corrections` are what was probably meant, each with the witnesses that have it in the same place.
    """

    witness: int
    column: int
    first: int
    last: int
    corrections: tuple[tuple[str, tuple[int, ...]], ...]


def probable_errors(
    alignment: Alignment, work_evidence: WorkEvidence, witnesses: Sequence[int] | None = None
) -> Iterator[ProbableError]:
    """Find the probable errors of some witnesses, by index, or of all, in the order of their tokens."""
    targets = range(len(alignment.tokens)) if witnesses is None else witnesses
    evidence = ErrorEvidence(alignment, work_evidence, targets)
    for w in targets:
        tokens, stop = alignment.tokens[w], 0
        for i in evidence.unique_words(w):
            if tokens.marks[i] & TokenMark.ERROR:
                continue  # the source says so itself
            if i >= stop and (error := _probable_error(evidence, w, tokens, i)):
                stop = error.last
                yield error


def _probable_error(evidence: ErrorEvidence, w: int, tokens: Tokens, i: int) -> ProbableError | None:
    """Look for each sort of evidence in turn; what other witnesses have in the same place comes first."""
    column = int(evidence.column_of[w][i])
    joined = list(_joined_with_neighbours(evidence, tokens, i))

    def error(first: int, last: int, corrections: Corrections) -> ProbableError:
        unique = tuple((text, tuple(sorted(set(witnesses)))) for text, witnesses in corrections.items())
        return ProbableError(w, column, first, last, unique)

    for first, whole in joined:
        if corrections := evidence.whole_in_place(w, i, whole):
            return error(first, first + 2, corrections)
    if counterparts := evidence.counterparts(w, i):
        # If the rules of kinds explain the pair, the form is no error, whatever else it is similar to.
        slips = {word: o for word, o in counterparts.items() if evidence.is_slip(w, i, word, len(set(o)) > 1)}
        return error(i, i + 1, slips) if slips else None
    if corrections := evidence.parts_in_place(w, i):
        return error(i, i + 1, corrections)
    if corrections := evidence.from_work(w, i):
        return error(i, i + 1, corrections)
    for first, whole in joined:
        if corrections := evidence.whole_in_work(w, i, whole):
            return error(first, first + 2, corrections)
    return None


def _joined_with_neighbours(evidence: ErrorEvidence, tokens: Tokens, i: int) -> Iterator[tuple[int, str]]:
    """Return a word joined with the one before it, and with the one after it."""
    for first in (i - 1, i):
        if first >= 0 and first + 1 < len(tokens) and (tokens.sort[first : first + 2] == Sort.WORD).all():
            left, right = (evidence.strings[int(code)] for code in tokens.form[first : first + 2])
            yield first, left + right


def spelling_in_witness(alignment: Alignment, error: ProbableError, word: str, witness: int) -> str:
    """Return a word as the witness writes it that has it in the place of an error."""
    tokens, strings = alignment.tokens[witness], alignment.tokens[witness].vocabulary.strings
    window = slice(max(0, error.column - WINDOW_COLUMNS), error.column + WINDOW_COLUMNS + 1)
    for i in alignment.table[window, witness].tolist():
        if i != GAP and strings[int(tokens.form[i])] == word:
            return strings[int(tokens.surface[i])]
    return word
