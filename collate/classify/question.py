"""The question that is put to the rules: a pair of readings in its context."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Final

from collate.editorial import Intervention
from collate.normalise import DEFAULT, TYPOGRAPHY, compose, marks
from collate.tokens import Sort

# Words recur by the thousand; a text of so many distinct words is rare, and only slower.
REMEMBERED: Final = 1 << 17
SHORTEST_STEM: Final = 3  # letters
SENTENCE_ENDS: Final = (".", "!", "?", ":", '"', "...")

_typographic = lru_cache(REMEMBERED)(compose(TYPOGRAPHY))
_folded = lru_cache(REMEMBERED)(compose(DEFAULT))
_bare = lru_cache(REMEMBERED)(lambda word: marks(_folded(word)))


def typographic(word: str) -> str:
    """Fold the shapes of glyphs away."""
    return word if is_plain(word) else _typographic(word)


def folded(word: str) -> str:
    """Fold typography and case away."""
    return word.lower() if is_plain(word) else _folded(word)


def bare(word: str) -> str:
    """Fold typography, case and accents away."""
    return word.lower() if is_plain(word) else _bare(word)


def is_plain(word: str) -> bool:
    """ASCII letters alone: there is nothing to fold but their case."""
    return word.isascii() and word.isalpha()


def common_beginning(one: str, other: str) -> int:
    """Give how many letters two words have in common from the start."""
    pairs = zip(one, other, strict=False)
    return next((k for k, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))


@dataclass(frozen=True, slots=True)
class Side:
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


@dataclass(frozen=True)
class Context:
    """What the work itself tells of its words.

    language      as the work names it, "" if it does not
    vocabularies  per witness, how often it has each word, folded and without accents
    stems         per witness and letters of an ending: its endings, each with its stems; filled when asked for
    """

    language: str = ""
    vocabularies: tuple[Counter[str], ...] = ()
    stems: dict[tuple[int, int], dict[str, set[str]]] = field(default_factory=dict, compare=False)

    @cached_property
    def total(self) -> Counter[str]:
        """All witnesses together."""
        total = Counter[str]()
        for vocabulary in self.vocabularies:
            total.update(vocabulary)
        return total

    @cached_property
    def size(self) -> int:
        """The words of all witnesses, counted as often as they stand."""
        return self.total.total()

    @cached_property
    def english(self) -> bool:
        """The work says so, or says nothing and every tenth word is an English function word."""
        if self.language:
            return self.language.split("-")[0].lower() in ("en", "eng")
        function_words = sum(self.total[w] for w in ("the", "of", "and", "to", "in", "that", "is", "was", "it", "a"))
        return function_words * 10 >= self.size > 0

    def common(self, word: str) -> bool:
        """The word stands anywhere, so that its recurring proves nothing.

        In a work of 500 words or more, one word in 125 or oftener; in a shorter one, three
        letters or fewer.
        """
        return self.total[bare(word)] * 125 >= self.size if self.size >= 500 else len(word) <= 3

    def use_both(self, one: str, other: str) -> bool:
        """Two witnesses or more (or all there are) use both words: then they are two words to them."""
        both = sum([one in v and other in v for v in self.vocabularies])
        return both >= min(2, len(self.vocabularies)) and both > 0

    def stems_with(self, ending: str, other: str) -> int:
        """Count the stems of three letters or more that take both endings within one witness."""
        return max(
            (len(self._stems(w, ending) & self._stems(w, other)) for w in range(len(self.vocabularies))), default=0
        )

    def _stems(self, w: int, ending: str) -> Set[str]:
        """Give what is left of a witness's words that have an ending, all endings of a length looked for once."""
        length = len(ending)
        if (w, length) not in self.stems:
            found: dict[str, set[str]] = {}
            for word in self.vocabularies[w]:
                border = len(word) - length
                if border >= SHORTEST_STEM:
                    found.setdefault(word[border:], set()).add(word[:border])
            self.stems[w, length] = found
        return self.stems[w, length].get(ending, frozenset())


@dataclass(frozen=True, slots=True)
class Question:
    """The base's reading and another, in one place of the work."""

    base: Side
    reading: Side
    context: Context
