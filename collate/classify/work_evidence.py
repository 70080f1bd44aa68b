"""What the work itself tells of its words, and what is known of its language.

The strongest evidence that needs no dictionary is the vocabulary of the work: two endings that
alternate on several stems inside one witness are a paradigm, and two forms that the same witnesses
use are two words.
"""

import math
from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import dataclass, field
from functools import cached_property
from typing import Final

from rapidfuzz.distance import OSA

from collate.classify.edit_model import EditModel, learn_edits
from collate.classify.language.folding import bare
from collate.classify.language.languages import (
    LanguageRules,
    LetterChange,
    apply_changes,
    language_files,
    merge_rules,
    rules_of_language,
)
from collate.classify.rulebook import NO_RULES, Rulebook

SHORTEST_STEM: Final = 3  # letters
SPELLING_SIMILARITY: Final = 0.6  # similarity of two words that may be spellings of one
MIN_TRAINING_PAIRS: Final = 500  # of near words, from which edits can be learned
MAX_TRAINING_PAIRS: Final = 3000  # of them; more teach nothing
FREE_SPELLING_SHARE: Final = (
    0.6  # of all pairs that vary are near where spelling is free: .7 to .9, elsewhere .1 to .4, Greek .7
)
FREE_SPELLING_DENSITY: Final = 0.2  # near pairs for each form of a witness where it is: .24 to 1.1, elsewhere below .19
MIN_WORDS_TO_GUESS: Final = 500  # words of a work that does not name its language
COMMON_WORD_SHARE: Final = 0.25  # of its words: .31 to .71 in the language's own works, elsewhere below .2
MIN_SHORTENED_PAIRS: Final = 3  # pairs in which vowels are left out
MIN_SHORTENED_SHARE: Final = 0.05  # of the pairs that vary
_ENGLISH_FUNCTION_WORDS: Final = ("the", "of", "and", "to", "in", "that", "is", "was", "it", "a")


@dataclass(frozen=True)
class WorkEvidence:
    """What the work tells of its words.

    rulebook      what the work says itself, its language too
    vocabularies  per witness, how often it has each word, bare
    pairs         the pairs of words, folded, that stand in one place of the work, each once
    """

    rulebook: Rulebook = NO_RULES
    vocabularies: tuple[Counter[str], ...] = ()
    pairs: Sequence[tuple[str, str]] = ()
    _rests: dict[tuple[int, int], dict[str, set[str]]] = field(default_factory=dict, compare=False, repr=False)

    @property
    def language(self) -> str:
        """The language as the work names it, "" if it does not."""
        return self.rulebook.language

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
        return sum(self.total[w] for w in _ENGLISH_FUNCTION_WORDS) * 10 >= self.size > 0

    @cached_property
    def known(self) -> LanguageRules:
        """What is known of the language and the work together."""
        code = self.language or ("en" if self.english else self._guessed)
        return merge_rules(rules_of_language(code), self.rulebook.known)

    @cached_property
    def _guessed(self) -> str:
        """The language whose common words make a quarter of a work that names none, and twice those of any other."""
        if self.size < MIN_WORDS_TO_GUESS:
            return ""
        codes = sorted({path.stem for path in language_files().values()})
        counts = sorted((sum(self.total[w] for w in rules_of_language(code).common), code) for code in codes)
        (second, _), (most, code) = counts[-2:]
        return code if most >= max(COMMON_WORD_SHARE * self.size, 2 * second) else ""

    @cached_property
    def graphic(self) -> "Folding":
        """Fold spellings that are free in the language."""
        return Folding(self.known.graphic)

    @cached_property
    def loose(self) -> "Folding":
        """Fold spellings that are one unless both are words of their own."""
        return Folding(self.known.graphic + self.known.loose)

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

    @cached_property
    def enough_stems(self) -> int:
        """How many stems make a paradigm: round(sqrt(word forms of a witness) / 8), from 2 to 6."""
        forms = max((len(v) for v in self.vocabularies), default=0)
        return max(2, min(6, round(math.sqrt(forms) / 8)))

    def stems_with(self, ending: str, other: str) -> int:
        """Count the stems of three letters or more that take both endings within one witness."""
        return self._common(ending, other, at_the_end=True)

    def stems_after(self, prefix: str, other: str) -> int:
        """Count the words of three letters or more that stand behind both prefixes within one witness."""
        return self._common(prefix, other, at_the_end=False)

    def _common(self, one: str, other: str, at_the_end: bool) -> int:
        return max(
            (
                len(self._left_of(w, one, at_the_end) & self._left_of(w, other, at_the_end))
                for w in range(len(self.vocabularies))
            ),
            default=0,
        )

    def _left_of(self, w: int, part: str, at_the_end: bool) -> Set[str]:
        """Give what is left of a witness's words that end or begin with a part, all parts of a length at once."""
        length = len(part) if at_the_end else -len(part)
        if (w, length) not in self._rests:
            found: dict[str, set[str]] = {}
            for word in self.vocabularies[w]:
                border = len(word) - length if at_the_end else -length
                rest, cut = (word[:border], word[border:]) if at_the_end else (word[border:], word[:border])
                if len(rest) >= SHORTEST_STEM:
                    found.setdefault(cut, set()).add(rest)
            self._rests[w, length] = found
        return self._rests[w, length].get(part, frozenset())

    @cached_property
    def near(self) -> Sequence[tuple[str, str]]:
        """The pairs of this work that are alike."""
        return sorted(p for p in self.pairs if OSA.normalized_similarity(*p, score_cutoff=SPELLING_SIMILARITY) > 0)

    @cached_property
    def spells_freely(self) -> bool:
        """Most words that vary are like their fellows, and so many do that spelling is no settled thing."""
        forms = sum(map(len, self.vocabularies)) / max(1, len(self.vocabularies))
        if len(self.pairs) < max(MIN_TRAINING_PAIRS, FREE_SPELLING_DENSITY * forms):
            return False
        return len(self.near) >= max(
            MIN_TRAINING_PAIRS, FREE_SPELLING_SHARE * len(self.pairs), FREE_SPELLING_DENSITY * forms
        )

    @cached_property
    def edits(self) -> EditModel | None:
        """The edits of this work, if they are to be learned."""
        learns = self.spells_freely if self.rulebook.learns is None else self.rulebook.learns
        return learn_edits(self.near[:: -(-len(self.near) // MAX_TRAINING_PAIRS)]) if learns and self.near else None

    @cached_property
    def abbreviates(self) -> bool:
        """Its scribes leave vowels out without a sign."""
        found = sum(drops_only_vowels(a, b, self.known.vowels) for a, b in self.pairs)
        return found >= max(MIN_SHORTENED_PAIRS, MIN_SHORTENED_SHARE * len(self.pairs))


class Folding:
    """Changes to bare words, each word changed once."""

    __slots__ = ("_changes", "_known")

    def __init__(self, changes: Sequence[LetterChange]) -> None:
        self._changes = changes
        self._known: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """Give a word as the changes leave it."""
        if not self._changes:
            return word
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = apply_changes(word, self._changes)
        return found


def drops_only_vowels(one: str, other: str, vowels: Set[str]) -> bool:
    """Say whether one word is the other with two vowels or more left out, and nothing else."""
    short, long = sorted((bare(one), bare(other)), key=len)
    if len(long) - len(short) < 2 or not short or short[0] != long[0]:
        return False
    at = 0
    for letter in long:
        if at < len(short) and letter == short[at]:
            at += 1
        elif letter not in vowels:
            return False
    return at == len(short)
