"""The input of a rule: a pair of readings, with their neighbours and the evidence of the work."""

from dataclasses import field
from typing import Final

from rapidfuzz.distance import OSA

from collate._dataclass import dataclass
from collate._repr import quoted, repr_line
from collate.classify.language.folding import bare, common_prefix_length, folded, is_plain
from collate.classify.work_evidence import WorkEvidence
from collate.model.interventions import Intervention
from collate.model.token_marks import TokenMark
from collate.model.tokens import Sort
from collate.model.told_words import ToldWord

SENTENCE_ENDS: Final = (".", "!", "?", ":", '"', "...")
LONGEST_COMPARED: Final = 200  # letters; the rest of a longer word or reading is not compared
MIN_SIMILARITY: Final = 0.4  # of two words that may be one; below it only a list can say so
_SINGLE_WORD: Final = (Sort.WORD,)


@dataclass(frozen=True, slots=True)
class ReadingSide:
    """One reading of a pair: its tokens, its neighbours and its role.

    words, sorts     surface and sort of each token
    before, after    folded words and marks around the reading in its own witness, in the order of the text;
                     filled only where the other side has nothing
    intervention     the editorial intervention that the tokens belong to; of several, the outermost one of which the
                     other side has nothing, else the innermost
    opens_sentence   the first word is capitalised and begins a sentence
    is_singular      exactly one witness has this reading; copies count as one
    marks            what signs or the source say of each token; empty if they say nothing
    outer            the nearest intervention around that one
    told             what the source says that each token is; empty if it says nothing
    """

    words: tuple[str, ...]
    sorts: tuple[Sort, ...]
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    intervention: Intervention | None = None
    opens_sentence: bool = False
    is_singular: bool = True
    marks: tuple[TokenMark, ...] = ()
    outer: Intervention | None = None
    told: tuple[ToldWord, ...] = ()

    def __repr__(self) -> str:
        return repr_line("ReadingSide", quoted(" ".join(self.words)))

    def __bool__(self) -> bool:
        return bool(self.words)

    @property
    def only_punctuation(self) -> bool:
        """Whether all tokens are marks of punctuation; true of an empty reading."""
        return all(sort is Sort.PUNCTUATION for sort in self.sorts)

    @property
    def folded_words(self) -> tuple[str, ...]:
        """The words without the punctuation, folded."""
        return tuple([folded(w) for w, sort in zip(self.words, self.sorts, strict=True) if sort is Sort.WORD])


letter_similarity: Final = OSA.normalized_similarity


class WordPair:
    """One word against one word, with the values that several rules need.

    base_surface, reading_surface   as written
    base, reading                   bare: without capitals and accents
    is_plain                        both have ASCII letters only
    shorter_length, longer_length   the letters of the shorter and of the longer bare word
    similarity                      of the bare words, 0 to 1: optimal string alignment distance (a letter inserted,
                                    deleted, replaced, or swapped with its neighbour) over the longer length
    """

    __slots__ = (
        "base",
        "base_surface",
        "is_plain",
        "longer_length",
        "reading",
        "reading_surface",
        "shorter_length",
        "similarity",
    )

    def __init__(self, base_surface: str, reading_surface: str) -> None:
        self.base_surface, self.reading_surface = base_surface, reading_surface
        self.is_plain = is_plain(base_surface) and is_plain(reading_surface)
        self.base, self.reading = base, reading = bare(base_surface), bare(reading_surface)
        self.shorter_length, self.longer_length = len(base), len(reading)
        if self.shorter_length > self.longer_length:
            self.shorter_length, self.longer_length = self.longer_length, self.shorter_length
        self.similarity: float = letter_similarity(base[:LONGEST_COMPARED], reading[:LONGEST_COMPARED])

    @property
    def base_folded(self) -> str:
        """The word of the base without capitals, with its accents."""
        return folded(self.base_surface)

    @property
    def reading_folded(self) -> str:
        """The word of the reading without capitals, with its accents."""
        return folded(self.reading_surface)

    @property
    def common_prefix_length(self) -> int:
        """The number of letters with which both words begin."""
        return common_prefix_length(self.base, self.reading)


@dataclass(frozen=True, slots=True)
class ReadingPair:
    """The reading of the base and another reading at one place of the work.

    evidence              what the work and its language tell about words
    shares_intervention   one side is empty, but it has other words of every intervention that the other side is part of
    single                the two words, if each side is a single word
    similar               the same, if their similarity is `MIN_SIMILARITY` or more
    is_plain              both sides have words, in ASCII letters only, and nothing else
    """

    base: ReadingSide
    reading: ReadingSide
    evidence: WorkEvidence
    shares_intervention: bool = False
    single: WordPair | None = field(init=False, repr=False, compare=False)
    similar: WordPair | None = field(init=False, repr=False, compare=False)
    is_plain: bool = field(init=False, repr=False, compare=False)

    def __repr__(self) -> str:
        base, reading = (quoted(" ".join(side.words)) for side in (self.base, self.reading))
        return repr_line("ReadingPair", f"{base} : {reading}")

    def __post_init__(self) -> None:
        """Compare the two words once for all rules."""
        words = None
        if self.base.sorts == _SINGLE_WORD == self.reading.sorts:
            words = WordPair(self.base.words[0], self.reading.words[0])
        object.__setattr__(self, "single", words)
        object.__setattr__(self, "similar", words if words and words.similarity >= MIN_SIMILARITY else None)
        object.__setattr__(self, "is_plain", words.is_plain if words else self._has_plain_words())

    def _has_plain_words(self) -> bool:
        base, reading = "".join(self.base.words), "".join(self.reading.words)
        if not is_plain(base) or not is_plain(reading):
            return False
        return all(sort is Sort.WORD for side in (self.base, self.reading) for sort in side.sorts)

    @property
    def has_punctuation(self) -> bool:
        """Whether either side has a mark of punctuation."""
        return Sort.PUNCTUATION in self.base.sorts or Sort.PUNCTUATION in self.reading.sorts
