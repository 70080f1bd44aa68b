"""What stands within a passage on one side only, and whose words they are."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

from collate.discovery.groups import WordSpan
from collate.discovery.kinds import editorial_in
from collate.discovery.passages import DocumentSpan, StretchBetween
from collate.discovery.stretches import StretchPair
from collate.discovery.words import WordColumns
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness

LEAST_INSERTION: Final = 3  # words that only one side has, to be told


def insertions(words: WordColumns, pair: StretchPair) -> list[tuple[str, int, int]]:
    """Return the stretches of words that only one side has, as side and words [start, end).

    Where both sides have words between two pairs of equal words, as in an end, equal words there part the stretches.
    """
    found: list[tuple[str, int, int]] = []
    for gap in pair.gaps():
        whole = _insertion(*gap)
        found += [whole] if whole else filter(None, (_insertion(*part) for part in _gaps_within(words, *gap)))
    return found


def _insertion(i: int, i_end: int, j: int, j_end: int) -> tuple[str, int, int] | None:
    own, other = i_end - i, j_end - j
    if max(own, other) < LEAST_INSERTION or min(own, other) > max(own, other) // 4:
        return None
    return ("a", i, i_end) if own > other else ("b", j, j_end)


def _gaps_within(words: WordColumns, i: int, i_end: int, j: int, j_end: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches between equal words of two stretches."""
    if abs((i_end - i) - (j_end - j)) < LEAST_INSERTION:
        return
    own, other = (words.codes[begin:end].tolist() for begin, end in ((i, i_end), (j, j_end)))
    begin, other_begin = 0, 0
    for block in Levenshtein.opcodes(own, other):
        if block.tag == "equal":
            yield i + begin, i + block.src_start, j + other_begin, j + block.dest_start
            begin, other_begin = block.src_end, block.dest_end
    yield i + begin, i_end, j + other_begin, j_end


def document_span(documents: Sequence[Witness], words: WordColumns, span: WordSpan) -> DocumentSpan:
    """Return some words of a document as code points of its text."""
    file = documents[span.document].siglum
    return DocumentSpan(file, int(words.starts[span.start]), int(words.ends[span.end - 1]))


def stretches_between(
    documents: Sequence[Witness],
    words: WordColumns,
    spans: tuple[WordSpan, WordSpan],
    inserted: Sequence[tuple[str, int, int]],
) -> list[StretchBetween]:
    """Return what only one side has within a passage, with the role that `editorial` finds for most of it.

    Parameters
    ----------
    documents
    words
    spans
        The two sides of the passage.
    inserted
        What only one side has, as side and words [start, end).
    """
    found = []
    editorial: dict[str, list[Intervention]] = {}
    for side, start, end in inserted:
        span = spans["ab".index(side)]
        if side not in editorial:
            whole = document_span(documents, words, span)
            editorial[side] = editorial_in(documents[span.document], whole.start, whole.end)
        begin, stop = int(words.starts[start]), int(words.ends[end - 1])
        found.append(StretchBetween(side, begin, stop, *_role_of(begin, stop, editorial[side])))
    return found


def _role_of(start: int, end: int, interventions: Sequence[Intervention]) -> tuple[Role, str]:
    """Return the role and the cause of what covers most of [start, end), or that of text."""
    covered = Counter[tuple[Role, str]]()
    for i in interventions:
        covered[i.role, str(i.cause)] += max(0, min(i.end, end) - max(i.start, start))
    if 2 * covered.total() <= end - start:
        return Role.TEXT, ""
    return covered.most_common(1)[0][0]
