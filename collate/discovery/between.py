"""What stands within a passage on one side only, and whose words they are."""

from collections import Counter
from collections.abc import Sequence

from collate.discovery.groups import WordSpan
from collate.discovery.kinds import editorial_in
from collate.discovery.passages import DocumentSpan, StretchBetween
from collate.discovery.words import WordColumns
from collate.model.interventions import Intervention
from collate.model.witness import Role, Witness


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
