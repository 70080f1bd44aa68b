"""What a work tells about its own words, together with the rules of its language.

Without a dictionary the vocabulary of the work is the strongest evidence: two endings that alternate on several stems
inside one witness are a paradigm, and two forms that the same witnesses use are two words.

Long because it is the one door to all of this; each fact is a short property.

More than 300 lines: one record of what the rules may use of a work, with what each field means.
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from copy import copy
from dataclasses import field
from functools import cached_property
from typing import Final, Protocol

from rapidfuzz.distance import OSA

from collate._dataclass import dataclass
from collate._repr import counted
from collate.classify.language.early_english import are_early_spellings
from collate.classify.language.folding import bare, with_one_letter
from collate.classify.language.languages import (
    LanguageRules,
    LetterChange,
    apply_changes,
    language_files,
    merge_rules,
    rules_of_language,
)
from collate.classify.language.lemmas import LANGUAGES, knows_most
from collate.classify.rulebook import NO_RULES, Rulebook
from collate.classify.slip_evidence import SlipEvidence
from collate.classify.spelling_habits import SpellingHabits, exchanges_y_and_i, is_free, spelling_habits
from collate.classify.work_traits import WorkTrait
from collate.model.variation import Variation

SHORTEST_STEM: Final = 3  # letters
SPELLING_SIMILARITY: Final = 0.6  # of two words that may be spellings of one
LEAST_GENITIVES: Final = 3  # different words in 's of another witness that show that a short witness writes none
MIN_WORDS_TO_GUESS: Final = 500  # words of a work whose language may be guessed
COMMON_WORD_SHARE: Final = 0.25  # of common words in a text of their language: .31 to .71; in another, below .2
MOST_EARLY_PAIRS: Final = 3000  # that are looked at
MIN_EARLY_PAIRS: Final = 5  # pairs of an older and a newer English spelling
EARLY_SHARE: Final = 0.15  # of the pairs that vary: in quartos .4 and more, in works of the 19th century below .05
MIN_SHORTENED_PAIRS: Final = 3  # pairs in which vowels are left out
MIN_SHORTENED_SHARE: Final = 0.05  # of the pairs that vary
_ENGLISH_FUNCTION_WORDS: Final = ("the", "of", "and", "to", "in", "that", "is", "was", "it", "a")


class Reviser(Protocol):
    """What revises an answer of the rules about two words."""

    def revised(self, base: str, reading: str, rule: str, variation: Variation) -> Variation | None:
        """Return another answer in place of that of a rule, or None if that stands."""


@dataclass(frozen=True)
class WorkEvidence:
    """The vocabulary of a work, its aligned word pairs, and what follows from them.

    rulebook        language and rules that the work states itself
    vocabularies    per witness, the number of times that each bare word occurs; copies are one witness
    aligned_pairs   pairs of different folded words that are aligned in the work, each once
    keeps_lines     the line ends of some witness mean something, as in verse
    learner         what the decisions of an editor have taught; None where it is nothing, or does no good
    """

    rulebook: Rulebook = NO_RULES
    vocabularies: tuple[Counter[str], ...] = ()
    aligned_pairs: Sequence[tuple[str, str]] = ()
    keeps_lines: bool = False
    learner: Reviser | None = None
    _remainders_by_length: dict[tuple[int, int], dict[str, set[str]]] = field(
        default_factory=dict, compare=False, repr=False
    )

    def __repr__(self) -> str:
        return f"<WorkEvidence: {counted(len(self.vocabularies), 'witness', 'witnesses')}>"

    def with_learner(self, learner: Reviser | None) -> "WorkEvidence":
        """Return the same evidence, with all that was computed of it, and another learner."""
        evidence = copy(self)
        object.__setattr__(evidence, "learner", learner)
        return evidence

    @property
    def language(self) -> str:
        """The language that the work names, or ""."""
        return self.rulebook.language

    @cached_property
    def frequencies(self) -> Counter[str]:
        """The number of times that each bare word occurs in all witnesses together."""
        frequencies = Counter[str]()
        for vocabulary in self.vocabularies:
            frequencies.update(vocabulary)
        return frequencies

    @cached_property
    def total_words(self) -> int:
        """The number of running words of all witnesses."""
        return self.frequencies.total()

    @cached_property
    def is_english(self) -> bool:
        """Whether the work says so, or names no language and every tenth word is an English function word."""
        if self.language:
            return self.language.split("-")[0].lower() in ("en", "eng")
        return sum(self.frequencies[w] for w in _ENGLISH_FUNCTION_WORDS) * 10 >= self.total_words > 0

    @cached_property
    def has_older_spelling(self) -> bool:
        """Whether many of the similar pairs are older and newer spellings by the rules of the language.

        Those that differ only as u and v, i and j do not count: modern editions differ so, too.
        """
        step = -(-len(self.aligned_pairs) // MOST_EARLY_PAIRS) or 1
        chosen = [(bare(left), bare(right)) for left, right in self.aligned_pairs[::step]]
        chosen = [pair for pair in chosen if with_one_letter(pair[0]) != with_one_letter(pair[1])]
        similar = [pair for pair in chosen if OSA.normalized_similarity(*pair) >= SPELLING_SIMILARITY]
        older = sum(self.fold_loose(left) == self.fold_loose(right) for left, right in similar)
        return older >= max(MIN_EARLY_PAIRS, EARLY_SHARE * len(similar))

    @cached_property
    def traits(self) -> frozenset[WorkTrait]:
        """What decides for all pairs of the work that some rules cannot answer."""
        rules = self.language_rules
        known = {
            WorkTrait.LEMMAS: self.uses_lemmas,
            WorkTrait.COMMON_WORDS: rules.common or self.is_english,
            WorkTrait.ENDINGS: rules.endings,
            WorkTrait.FORMATIVES: rules.formatives,
            WorkTrait.WORD_FORMS: rules.families or rules.stems,
            WorkTrait.EXCHANGES: rules.graphic,
        }
        language = WorkTrait.ENGLISH if self.is_english else WorkTrait.OTHER_LANGUAGE
        spelling = WorkTrait.FREE if self.spells_freely else WorkTrait.SETTLED
        return frozenset((language, spelling, *(trait for trait, is_known in known.items() if is_known)))

    @cached_property
    def lacks_genitive_sign(self) -> bool:
        """Whether a witness has no word in 's, as in English print before about 1680.

        It has some length, or another witness has several such words, all different.
        """
        marked = [sum(word.endswith("'s") for word in words) for words in self.vocabularies]
        is_usual = max(marked, default=0) >= LEAST_GENITIVES
        return any(
            not count and (is_usual or words.total() >= MIN_WORDS_TO_GUESS)
            for count, words in zip(marked, self.vocabularies, strict=True)
        )

    @cached_property
    def has_early_english(self) -> bool:
        """Whether many of the varying pairs are English words in an older and in a newer spelling."""
        step = -(-len(self.aligned_pairs) // MOST_EARLY_PAIRS) or 1
        chosen = self.aligned_pairs[::step]
        older = sum(are_early_spellings(bare(left), bare(right)) for left, right in chosen)
        return older >= max(MIN_EARLY_PAIRS, EARLY_SHARE * len(chosen))

    @cached_property
    def language_rules(self) -> LanguageRules:
        """The rules of the language, extended by those of the work."""
        return merge_rules(rules_of_language(self.language or self.guessed_language), self.rulebook.language_rules)

    @cached_property
    def guessed_language(self) -> str:
        """English, if every tenth word is an English function word; else the language of the most common words; or "".

        Its common words make a quarter of the work, and are twice those of any other language.
        """
        if self.is_english:
            return "en"
        if self.total_words < MIN_WORDS_TO_GUESS:
            return ""
        codes = sorted({path.stem for path in language_files().values()})
        counts = sorted((sum(self.frequencies[w] for w in rules_of_language(code).common), code) for code in codes)
        (second, _), (most, code) = counts[-2:]
        return code if most >= max(COMMON_WORD_SHARE * self.total_words, 2 * second) else ""

    @cached_property
    def fold_graphic(self) -> "Folding":
        """The folding of letters that writers of the language exchange freely."""
        return Folding(self.language_rules.graphic)

    @cached_property
    def folded_families(self) -> Mapping[str, Set[str]]:
        """The irregular words of which a word is a form, by the word with its letters folded."""
        families: dict[str, set[str]] = {}
        for word, names in self.language_rules.families.items():
            families.setdefault(self.fold_graphic(word), set()).update(names)
        return families

    @cached_property
    def fold_loose(self) -> "Folding":
        """The folding that also makes equal what is one word unless both spellings are words of their own."""
        return Folding(self.language_rules.graphic + self.language_rules.loose)

    def is_frequent(self, word: str) -> bool:
        """Return whether a word is so frequent that its recurring proves nothing.

        In a work of 500 words or more this is one word in 125; in a shorter work, a word of three letters or fewer.
        """
        if self.total_words >= 500:
            return self.frequencies[bare(word)] * 125 >= self.total_words
        return len(word) <= 3

    def are_both_used(self, left: str, right: str) -> bool:
        """Return whether two witnesses or more (or the only one) use both words: then these are two words to them."""
        needed = min(2, len(self.vocabularies))
        for vocabulary in self.vocabularies:
            if left in vocabulary and right in vocabulary:
                needed -= 1
                if not needed:
                    return True
        return False

    @cached_property
    def min_stems(self) -> int:
        """The number of stems that make a paradigm: round(sqrt(word forms of a witness) / 8), from 2 to 6."""
        forms = max((len(vocabulary) for vocabulary in self.vocabularies), default=0)
        return max(2, min(6, round(math.sqrt(forms) / 8)))

    def count_stems(self, ending: str, other_ending: str) -> int:
        """Return how many stems of three letters or more take both endings in one witness; the most of any witness."""
        return self._count_shared(ending, other_ending, at_end=True)

    def count_prefixed(self, prefix: str, other_prefix: str) -> int:
        """Return how many stems of three letters or more take both prefixes in one witness; the most of any witness."""
        return self._count_shared(prefix, other_prefix, at_end=False)

    def _count_shared(self, affix: str, other_affix: str, at_end: bool) -> int:
        """Return how many remainders two affixes share in one witness; the most of any witness."""
        return max(
            (
                len(self._remainders(w, affix, at_end) & self._remainders(w, other_affix, at_end))
                for w in range(len(self.vocabularies))
            ),
            default=0,
        )

    def _remainders(self, w: int, affix: str, at_end: bool) -> Set[str]:
        """Return what remains of the words of a witness without the affix; all affixes of a length are cut at once."""
        length = len(affix) if at_end else -len(affix)
        if (w, length) not in self._remainders_by_length:
            remainders: dict[str, set[str]] = {}
            for word in self.vocabularies[w]:
                border = len(word) - length if at_end else -length
                rest, cut = (word[:border], word[border:]) if at_end else (word[border:], word[:border])
                if len(rest) >= SHORTEST_STEM:
                    remainders.setdefault(cut, set()).add(rest)
            self._remainders_by_length[w, length] = remainders
        return self._remainders_by_length[w, length].get(affix, frozenset())

    @cached_property
    def spells_freely(self) -> bool:
        """Whether the work has no settled spelling; two unlike words in one place are often one word there."""
        stated = self.rulebook.learn_edits
        return is_free(self.aligned_pairs) if stated is None else stated

    @cached_property
    def spelling_habits(self) -> SpellingHabits:
        """What the work writes for what."""
        return spelling_habits(self.aligned_pairs)

    def spelling_cost(self, left: str, right: str) -> float:
        """Return what it costs in this work to write one folded word for the other, above chance, in nats per letter.

        Below 0 the two are likelier than chance to be one word. The order of the words makes no difference.
        """
        return self.spelling_habits.cost(left, right)

    def spelling_cut(self, left: str, right: str) -> tuple[tuple[str, str], ...]:
        """Return the segments of two folded words that stand for one another; ^ and $ are the word borders.

        Segments that are equal are among them: ``(("^", "^"), ("v", "u"), ("p", "p"), ("$", "$"))``.
        """
        return self.spelling_habits.edit_model.cut(left, right)

    def has_unseen_letters(self, left: str, right: str) -> bool:
        """Return whether two folded words differ in letters that neither older writers nor two pairs here exchange."""
        return self.spelling_habits.edit_model.has_unseen(left, right)

    @cached_property
    def exchanges_y_and_i(self) -> bool:
        """Whether the witnesses of the work often write y for i."""
        return exchanges_y_and_i(self.aligned_pairs)

    @cached_property
    def slips(self) -> SlipEvidence:
        """Which words only one witness has, and what the work tells of their letters."""
        return SlipEvidence(self.vocabularies, self.aligned_pairs)

    @cached_property
    def uses_lemmas(self) -> bool:
        """Whether the work asks for lemmas, is Latin, and nine tenths of the words of each witness are known."""
        if not self.rulebook.lemmas or self.language.split("-")[0].lower() not in LANGUAGES:
            return False
        return bool(self.vocabularies) and all(map(knows_most, self.vocabularies))

    @cached_property
    def drops_vowels(self) -> bool:
        """Whether the scribes of the work leave out vowels without a sign."""
        vowels = self.language_rules.vowels
        shortened = sum(drops_only_vowels(left, right, vowels) for left, right in self.aligned_pairs)
        return shortened >= max(MIN_SHORTENED_PAIRS, MIN_SHORTENED_SHARE * len(self.aligned_pairs))


class Folding:
    """Letter changes for bare words; the result for each word is cached."""

    __slots__ = ("_cache", "_changes", "_changes_of_ascii")

    def __init__(self, changes: Sequence[LetterChange]) -> None:
        self._changes = changes
        # Letters that no change brings into a word of ASCII letters are not looked for there.
        is_ascii = all(change.replacement.isascii() for change in changes)
        self._changes_of_ascii = [
            c for c in changes if not (is_ascii and c.pattern.isalpha() and not c.pattern.isascii())
        ]
        self._cache: dict[str, str] = {}

    def __call__(self, word: str) -> str:
        """Return a word after all changes."""
        if not self._changes:
            return word
        folded = self._cache.get(word)
        if folded is None:
            folded = self._cache[word] = apply_changes(
                word, self._changes_of_ascii if word.isascii() else self._changes
            )
        return folded


def drops_only_vowels(left: str, right: str, vowels: Set[str]) -> bool:
    """Return whether one word is the other without two vowels or more, and otherwise equal."""
    short, long = sorted((bare(left), bare(right)), key=len)
    if len(long) - len(short) < 2 or not short or short[0] != long[0]:
        return False
    matched = 0
    for letter in long:
        if matched < len(short) and letter == short[matched]:
            matched += 1
        elif letter not in vowels:
            return False
    return matched == len(short)
