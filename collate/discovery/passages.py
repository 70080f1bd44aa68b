"""What is found: parallel passages, and the groups of spans that have one text."""

from enum import StrEnum

from collate._dataclass import dataclass
from collate._repr import counted, repr_line
from collate.model.witness import Role, Witness


class ParallelKind(StrEnum):
    """What a parallel passage is.

    WITNESS      two witnesses of one text: the passage is long, or most of one of the documents
    QUOTATION    a passage of one document within another
    SHORT        fewer words than a quotation needs; it may be chance
    DOUBTFUL     only some of the words agree: another translation, a paraphrase
    FORMULA      few words that recur again and again: a refrain, a phrase of chanceries
    PARATEXT     mostly what an editor or a printer added: datelines, headings, running heads, notes
    BOILERPLATE  the statement of a library, a publisher or a licence

    Examples
    --------
    >>> import collate
    >>> text = "When the river froze the ferryman walked over it and told nobody in the town that he had been away"
    >>> found = collate.find_passages({"A": text, "B": f"He said: {text}"})
    >>> found.passages[0].kind is collate.ParallelKind.WITNESS
    True
    """

    WITNESS = "witness"
    QUOTATION = "quotation"
    SHORT = "short"
    DOUBTFUL = "doubtful"
    FORMULA = "formula"
    PARATEXT = "paratext"
    BOILERPLATE = "boilerplate"


# Of these kinds a passage is not shown unless all are asked for.
LEFT_OUT: frozenset[ParallelKind] = frozenset(
    (ParallelKind.SHORT, ParallelKind.FORMULA, ParallelKind.PARATEXT, ParallelKind.BOILERPLATE)
)


@dataclass(frozen=True, slots=True)
class DocumentSpan:
    """A stretch of the text of a document as it was read.

    Attributes
    ----------
    file : str
        The name of the document.
    start, end : int
        The code points [start, end).

    Examples
    --------
    >>> import collate
    >>> text = "When the river froze the ferryman walked over it and told nobody in the town that he had been away"
    >>> found = collate.find_passages({"A": text, "B": f"He said: {text}"})
    >>> found.passages[0].b
    <DocumentSpan B 9:107>
    """

    file: str
    start: int
    end: int

    def __repr__(self) -> str:
        return repr_line("DocumentSpan", f"{self.file} {self.start}:{self.end}")


@dataclass(frozen=True, slots=True)
class StretchBetween:
    """A stretch within a passage that only one of its documents has, such as a running head.

    side   "a" or "b"
    role   whose words they are, as `editorial` finds it
    cause  of the role; "" if none is known
    """

    side: str
    start: int
    end: int
    role: Role
    cause: str = ""

    def __repr__(self) -> str:
        return repr_line("StretchBetween", f"{self.side} {self.start}:{self.end} {self.role}")


@dataclass(frozen=True, slots=True)
class ParallelPassage:
    """Two spans with the same words, in two documents or in one.

    Attributes
    ----------
    a, b : DocumentSpan
        The spans; `a` is in the document that was named first.
    words : int
        How many words agree.
    share : float
        They as a share of the words of the longer span.
    kind : ParallelKind
        What the passage is.
    group : int
        The number, from 1, of the group of spans that have this text.
    between : tuple of StretchBetween
        What stands within only one of the spans.

    Examples
    --------
    >>> import collate
    >>> text = "When the river froze the ferryman walked over it and told nobody in the town that he had been away"
    >>> found = collate.find_passages({"A": text, "B": f"He said: {text}"})
    >>> found.passages[0].words, found.passages[0].share
    (20, 1.0)
    """

    a: DocumentSpan
    b: DocumentSpan
    words: int
    share: float
    kind: ParallelKind
    group: int = 0
    between: tuple[StretchBetween, ...] = ()

    def __repr__(self) -> str:
        return repr_line("ParallelPassage", f"{self.kind}, {counted(self.words, 'word')}: {self.a} {self.b}")


@dataclass(frozen=True, slots=True)
class TextGroup:
    """Spans that have one text: its witnesses, and quotations of it.

    Attributes
    ----------
    number : int
        From 1; the group with the longest text is the first.
    spans : tuple of DocumentSpan
        The longest first.
    kind : ParallelKind
        `witness` if two of them are witnesses of the text, else the kind of its passages.
    words : int
        The words of the longest span.

    Examples
    --------
    >>> import collate
    >>> text = "When the river froze the ferryman walked over it and told nobody in the town that he had been away"
    >>> found = collate.find_passages({"A": text, "B": f"He said: {text}"})
    >>> [span.file for span in found.groups[0].spans]
    ['A', 'B']
    """

    number: int
    spans: tuple[DocumentSpan, ...]
    kind: ParallelKind
    words: int

    def __repr__(self) -> str:
        return repr_line("TextGroup", f"{self.number}: {counted(len(self.spans), 'span')} of {self.words} words")


@dataclass(frozen=True, slots=True)
class PassageSet:
    """All that was found in some documents.

    Attributes
    ----------
    documents : tuple of Witness
        The documents as they were read; the siglum of each is its name.
    passages : tuple of ParallelPassage
        In the order of the documents and of their texts.
    groups : tuple of TextGroup
        The spans that have one text.

    Examples
    --------
    >>> import collate
    >>> text = "When the river froze the ferryman walked over it and told nobody in the town that he had been away"
    >>> found = collate.find_passages({"A": text, "B": f"He said: {text}"})
    >>> len(found.passages), found.document("B").text[:8]
    (1, 'He said:')
    """

    documents: tuple[Witness, ...]
    passages: tuple[ParallelPassage, ...]
    groups: tuple[TextGroup, ...]

    def __repr__(self) -> str:
        return f"<PassageSet: {counted(len(self.passages), 'passage')} in {counted(len(self.documents), 'document')}>"

    def document(self, file: str) -> Witness:
        """Return the document of a name. Raises KeyError if there is none."""
        found = next((d for d in self.documents if d.siglum == file), None)
        if found is None:
            raise KeyError(file)
        return found
