"""The question that is put to the rules: a pair of readings in its context."""

from dataclasses import dataclass, field
from typing import Final

from rapidfuzz.distance import OSA

from collate.classify.language.folding import bare, common_prefix_length, folded
from collate.classify.work_evidence import WorkEvidence
from collate.editorial import Intervention
from collate.model.tokens import Sort

SENTENCE_ENDS: Final = (".", "!", "?", ":", '"', "...")
LONGEST_COMPARED: Final = 200  # letters that are compared
MIN_SIMILARITY: Final = 0.4  # similarity below which nothing but a list makes two words one
_SINGLE_WORD: Final = (Sort.WORD,)


@dataclass(frozen=True, slots=True)
class ReadingSide:
    """One reading: its tokens, its neighbours, and in whose name it stands.

    `before` and `after` are the folded words and marks around it in its own witness, nearest
    last and nearest first; they are shown where the other side has nothing. `opens` says that its
    first word is capitalised where a sentence begins, `alone` that one witness has it.
    """

    words: tuple[str, ...]
    sorts: tuple[Sort, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    intervention: Intervention | None = None
    opens: bool = False
    alone: bool = True

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def punctuation(self) -> bool:
        """Nothing but marks of punctuation."""
        return all(sort is Sort.PUNCTUATION for sort in self.sorts)

    @property
    def lexical(self) -> tuple[str, ...]:
        """The words, folded, without punctuation."""
        return tuple([folded(w) for w, sort in zip(self.words, self.sorts, strict=True) if sort is Sort.WORD])


letter_similarity: Final = OSA.normalized_similarity


class WordPair:
    """A word against a word, and what several rules ask of the two.

    written, written_other   as they stand
    one, other               bare: without capitals and accents
    likeness                 0 to 1: edits of a letter, or of two neighbours that change places, by length
    """

    __slots__ = ("likeness", "one", "other", "written", "written_other")

    def __init__(self, written: str, written_other: str) -> None:
        self.written, self.written_other = written, written_other
        self.one, self.other = one, other = bare(written), bare(written_other)
        self.likeness: float = letter_similarity(one[:LONGEST_COMPARED], other[:LONGEST_COMPARED])

    @property
    def folded(self) -> str:
        """The first word without capitals, its accents kept."""
        return folded(self.written)

    @property
    def folded_other(self) -> str:
        """The second word without capitals, its accents kept."""
        return folded(self.written_other)

    @property
    def shorter(self) -> int:
        """The letters of the shorter word."""
        return min(len(self.one), len(self.other))

    @property
    def longer(self) -> int:
        """The letters of the longer word."""
        return max(len(self.one), len(self.other))

    @property
    def stem(self) -> int:
        """The letters that both begin with."""
        return common_prefix_length(self.one, self.other)


@dataclass(frozen=True, slots=True)
class ReadingPair:
    """The base's reading and another, in one place of the work.

    single   the two words, if each side is a single word
    near     the same, if they are at all alike: what makes one word of two asks no others
    """

    base: ReadingSide
    reading: ReadingSide
    context: WorkEvidence
    single: WordPair | None = field(init=False, repr=False, compare=False)
    near: WordPair | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look at the two words once, for all rules."""
        words = None
        if self.base.sorts == _SINGLE_WORD == self.reading.sorts:
            words = WordPair(self.base.words[0], self.reading.words[0])
        object.__setattr__(self, "single", words)
        object.__setattr__(self, "near", words if words and words.likeness >= MIN_SIMILARITY else None)

    @property
    def punctuated(self) -> bool:
        """There are marks of punctuation among the words."""
        return Sort.PUNCTUATION in self.base.sorts or Sort.PUNCTUATION in self.reading.sorts
